"""Each component does what its examples say: examples.toml in, examples.html out."""

import re
import tomllib
from pathlib import Path
from typing import Any

import agreed
import pytest

from portal.engine.templates import Templates

COMPONENTS = Path(__file__).resolve().parents[2] / "theme" / "templates" / "components"
FOLDERS = sorted(
    path.parent for path in COMPONENTS.glob("*/*.html") if path.stem == path.parent.name
)


def examples(folder: Path) -> list[dict[str, Any]]:
    file = folder / "examples.toml"
    return tomllib.loads(file.read_text("utf-8"))["example"] if file.exists() else []


class Given(dict[str, Any]):
    """A table of ``examples.toml`` in the place of an object: its keys are its attributes."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


def given(value: Any) -> Any:
    if isinstance(value, dict):
        return Given({key: given(item) for key, item in value.items()})
    return [given(item) for item in value] if isinstance(value, list) else value


def rendered(templates: Templates, folder: Path, example: dict[str, Any]) -> str:
    """The macro call of an example as HTML, one tag or text a line."""
    markup = folder / f"{folder.name}.html"
    macros = ", ".join(re.findall(r"{%-? *macro (\w+)", markup.read_text("utf-8")))
    source = f'{{% from "components/{folder.name}/{markup.name}" import {macros} %}}'
    template = templates.environment.from_string(f"{source}{{{{ {example['call']} }}}}")
    html = templates.filled(template.render(given(example.get("context", {})))).decode()
    return re.sub(r"\s*\n\s*", "\n", re.sub(r">\s+<", ">\n<", html)).strip()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_component_renders_its_examples(folder: Path, templates: Templates) -> None:
    """What was agreed stands beside the examples; an example called "none" prints nothing."""
    cases = examples(folder)
    assert cases, f"{folder.name} needs an examples.toml"
    assert len({case["name"] for case in cases}) == len(cases), "two examples of one name"
    got = {case["name"]: rendered(templates, folder, case) for case in cases}
    assert not got.get("none")
    text = "".join(f"<!-- {name} -->\n{html}\n\n" for name, html in got.items())
    agreed.check(folder / "examples.html", text)


def test_a_component_is_a_folder_of_files_of_its_name() -> None:
    """A component may be behaviour alone; whatever it is, deleting its folder removes all of it."""
    for folder in COMPONENTS.iterdir():
        stems = {file.stem for file in folder.iterdir() if file.suffix in {".css", ".html", ".js"}}
        assert folder.name in stems
        assert {file.stem for file in folder.glob("*.css")} <= {folder.name}
