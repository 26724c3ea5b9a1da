"""The handbook is complete: what an editor can write, set or call is explained in it."""

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import BaseModel

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


def chapter(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def code_of(text: str) -> set[str]:
    """What stands in backquotes, as whole words; blocks of code do not count."""
    text = re.sub(r"^ *```.*?^ *```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return {word for span in re.findall(r"`([^`]+)`", text) for word in re.split(r"[\s=(,]", span)}


def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", DOCS / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def keys_of(model: type[BaseModel]) -> Iterator[str]:
    yield from model.model_fields


def test_every_folder_has_its_line() -> None:
    """The README's table of the house is the house."""
    listing = (ROOT / "README.md").read_text("utf-8").split("## The house")[1].split("```")[1]
    listed = re.findall(r"^(\w+)/ ", listing, re.MULTILINE)
    made = re.findall(r"^/?(\w+)/$", (ROOT / ".gitignore").read_text("utf-8"), re.MULTILINE)
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0] != "."}
    assert sorted(listed) == sorted(folders - {*made})


def test_every_target_has_its_line() -> None:
    """The README's table of what ``make`` does is the Makefile's list."""
    (targets,) = re.findall(
        r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
    )
    rows = re.findall(r"^\| `make (\w+)` \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(targets.split())


def test_every_front_matter_key_is_explained() -> None:
    """A key of articles, images and standing pages stands in the chapter on writing."""
    from portal.core.front_matter import ArticleMatter, ImageMatter, PageMatter  # noqa: PLC0415

    explained = code_of(chapter("viet-bai.md"))
    for model in (ArticleMatter, ImageMatter, PageMatter):
        assert set(keys_of(model)) <= explained, model.__name__


def test_every_key_of_a_figure_is_explained() -> None:
    """A key of ``statistics`` stands in the chapter on figures."""
    from portal.core.figures.statement import Statement  # noqa: PLC0415

    assert set(keys_of(Statement)) <= code_of(chapter("so-lieu.md"))


def test_every_key_of_an_indicator_is_explained() -> None:
    """A key of ``indicators.yml`` stands in the chapter on figures."""
    from portal.core.indicator import Indicator  # noqa: PLC0415

    keys = set(Indicator.__dataclass_fields__) - {"id"}
    assert keys <= code_of(chapter("so-lieu.md"))


def test_every_key_of_an_office_and_a_category_is_explained() -> None:
    """A key of the two tables is explained in the table itself or in the chapter on figures."""
    from portal.core.office import Category, Office  # noqa: PLC0415

    figures = code_of(chapter("so-lieu.md"))
    assert set(Office.__dataclass_fields__) <= figures
    table = (ROOT / "content" / "categories.yml").read_text("utf-8")
    for key in Category.__dataclass_fields__:
        assert re.search(rf"^#\s+{key}\s", table, re.MULTILINE), key


def settings() -> set[str]:
    tree = ast.parse((ROOT / "site_config.py").read_text("utf-8"))
    targets = (
        target
        for statement in tree.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
    )
    return {target.id for target in targets if isinstance(target, ast.Name) and target.id.isupper()}


def test_every_setting_is_explained() -> None:
    """What ``site_config.py`` sets and what the portal understands stands in the chapter."""
    from portal.core.settings import Publisher, Settings  # noqa: PLC0415

    explained = code_of(chapter("thiet-lap.md"))
    assert settings() <= explained
    assert set(keys_of(Settings)) <= explained
    assert set(keys_of(Publisher)) <= explained


def test_every_plugin_is_explained() -> None:
    """Whoever takes a line out of ``PLUGINS`` is told what goes with it."""
    named = {
        f"plugins.{folder.parent.name}"
        for folder in (ROOT / "plugins").glob("*/__init__.py")
        if folder.parent.name != "bridge"
    }
    rows = re.findall(r"^\| `(plugins\.[a-z_]+)` \|", chapter("thiet-lap.md"), re.MULTILINE)
    assert sorted(rows) == sorted(named)


def test_no_setting_is_explained_that_does_not_exist() -> None:
    """The chapter on settings names nothing that the portal would ignore."""
    from portal.core.settings import Settings  # noqa: PLC0415

    rows = re.findall(r"^\| `([A-Z_]+)` \|", chapter("thiet-lap.md"), re.MULTILINE)
    assert set(rows) <= settings() | set(keys_of(Settings))


def command_paths() -> dict[str, set[str]]:
    """``portal build`` → its options, from the command line itself."""
    from typer.main import get_command  # noqa: PLC0415

    from portal.cli.app import make_app  # noqa: PLC0415

    found: dict[str, set[str]] = {}

    def walk(command: object, path: str) -> None:
        children = getattr(command, "commands", None) or {}
        if not children:
            found[path] = {
                name
                for parameter in command.params  # type: ignore[attr-defined]
                if parameter.param_type_name == "option"
                for name in parameter.opts
            }
        for word, child in children.items():
            walk(child, f"{path} {word}")

    walk(get_command(make_app()), "portal")
    return found


def test_every_command_and_option_is_listed() -> None:
    """The list of commands has a section for each, with all its options."""
    pages = "\n".join(reference().commands()).split("\n## ")
    sections = {page.partition("\n")[0].strip(): page for page in pages if page.strip()}
    paths = command_paths()
    assert set(sections) == set(paths)
    for path, options in paths.items():
        assert options <= code_of(sections[path]), path


def test_the_list_of_commands_has_no_gaps() -> None:
    """Every command, argument and option says in Vietnamese what it does."""
    text = "\n".join(reference().commands())
    assert "|  |" not in text
    assert not re.search(r"^## .*\n\n\n", text, re.MULTILINE)


def test_every_command_that_the_chapters_call_exists() -> None:
    """No chapter sends an editor to a command or an option that is not there."""
    paths = command_paths()
    wrong = []
    for file in sorted(DOCS.glob("*.md")):
        for words in re.findall(r"(?:^|[`\\/])portal ([^`\n|]+)", file.read_text("utf-8"), re.M):
            call = f"portal {words}".split("  #")[0]
            known = [path for path in paths if f"{call} ".startswith(f"{path} ")]
            if not known and call not in {"portal --help", "portal --version"}:
                wrong.append(f"{file.name}: {call}")
            if not known:
                continue
            options = {o.split("=")[0] for o in re.findall(r"(?<=\s)--[a-z-]+", call)}
            if not options <= paths[max(known, key=len)] | {"--help"}:
                wrong.append(f"{file.name}: {call}")
    assert wrong == []


def test_every_chapter_is_in_the_table_of_contents() -> None:
    """No chapter is lost, and the developers' pages are no chapters."""
    menu = (ROOT / "mkdocs.yml").read_text("utf-8")
    listed = set(re.findall(r": ([a-z-]+\.md)$", menu, re.MULTILINE))
    assert listed == {file.name for file in DOCS.glob("*.md")} - {"bench.md"}


def test_the_handbook_asks_no_other_site_for_anything(tmp_path: Path) -> None:
    """Built strictly, it loads nothing from the network."""
    pytest.importorskip(
        "material", reason="mkdocs-material is not installed: pip install -e .[docs]"
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(tmp_path)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    pages = list(tmp_path.glob("*.html"))
    assert {page.stem for page in pages} >= {file.stem for file in DOCS.glob("*.md")} - {"bench"}
    for page in pages:
        text = page.read_text("utf-8")
        assert re.findall(r'(?:src|<link[^>]*href)="(?:https?:)?//[^"]*"', text) == [], page.name


def test_the_open_data_are_described() -> None:
    """The chapter on open data has a place for the columns, and all of them come there."""
    from plugins.open_data.table import COLUMNS  # noqa: PLC0415

    page = reference().on_page_markdown(chapter("du-lieu-mo.md"))
    assert {column.name for column in COLUMNS} <= code_of(page)


def codes() -> set[str]:
    """Codes of problems that the sources name where they make one."""
    makers = re.compile(
        r"(?:_?(?:file_)?[pP]roblem|Defect|refusal|error|discrepancy|remark|_?report)"
    )
    found = set()
    for folder in ("portal", "plugins"):
        for file in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if makers.fullmatch(name):
                    texts = (a.value for a in node.args if isinstance(a, ast.Constant))
                    found |= {t for t in texts if isinstance(t, str)}
    return {text for text in found if re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", text)}


def test_every_problem_is_explained() -> None:
    """Whatever a check reports stands in the chapter on errors."""
    known = codes()
    assert len(known) > 50
    assert known - code_of(chapter("khi-co-loi.md")) == set()
