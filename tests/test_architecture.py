"""The arrows between parts of the house, read from the import statements."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLUGINS = sorted(
    folder.name
    for folder in (ROOT / "plugins").iterdir()
    if (folder / "__init__.py").exists() and folder.name != "bridge"
)


def imports(file: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every module that ``file`` imports, wherever it does so."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            name = node.module or ""
            if node.level:
                package = file.relative_to(ROOT).parts[: -node.level]
                name = ".".join([*package, *([name] if name else [])])
            yield node.lineno, name
            for alias in node.names:
                yield node.lineno, f"{name}.{alias.name}"


def offences(files: Iterator[Path], allowed: object) -> list[str]:
    """``file:line: module`` of the imports for which ``allowed(module)`` is false."""
    assert callable(allowed)
    return sorted(
        {
            f"{file.relative_to(ROOT)}:{line}: {name}"
            for file in files
            for line, name in imports(file)
            if not allowed(name)
        }
    )


def within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def python_files(folder: str) -> Iterator[Path]:
    return (ROOT / folder).rglob("*.py")


def test_pelican_is_spoken_only_at_the_edge() -> None:
    """Only the bridge and the first file of a plugin know Pelican; the rest is ours to keep."""
    inside = (
        file
        for folder in ("portal", "plugins", "counter")
        for file in python_files(folder)
        if (ROOT / "plugins" / "bridge") not in file.parents
        and not (file.name == "__init__.py" and file.parent.parent == ROOT / "plugins")
    )
    assert offences(inside, lambda name: not within(name, "pelican", "blinker")) == []


@pytest.mark.parametrize("plugin", PLUGINS)
def test_a_plugin_knows_no_other_plugin(plugin: str) -> None:
    """A plugin can be taken out without another falling over."""

    def allowed(name: str) -> bool:
        return not within(name, "plugins") or within(name, f"plugins.{plugin}", "plugins.bridge")

    assert offences(python_files(f"plugins/{plugin}"), allowed) == []


@pytest.mark.parametrize("plugin", PLUGINS)
def test_only_the_first_file_of_a_plugin_knows_the_bridge(plugin: str) -> None:
    """What a plugin computes is pure: it can be tested without an engine."""
    pure = (
        file
        for file in python_files(f"plugins/{plugin}")
        if file != ROOT / "plugins" / plugin / "__init__.py"
    )
    assert offences(pure, lambda name: not within(name, "plugins.bridge")) == []


def test_the_vocabulary_stands_on_the_standard_library() -> None:
    """``portal.core`` knows no Pelican, no HTML, no other part: pydantic and YAML are all."""
    standard = sys.stdlib_module_names

    def allowed(name: str) -> bool:
        return name.split(".", maxsplit=1)[0] in standard or within(
            name, "portal.core", "pydantic", "pydantic_core", "yaml"
        ) or name == "portal"  # fmt: skip

    assert offences(python_files("portal/core"), allowed) == []


def test_the_language_has_one_door() -> None:
    """Behind it modules may be parted and joined, and nobody outside notices."""
    language = ROOT / "portal" / "core" / "vietnamese"
    behind = [f"portal.core.vietnamese.{file.stem}" for file in language.glob("[!_]*.py")]
    outside = (
        file
        for folder in ("portal", "plugins", "counter")
        for file in python_files(folder)
        if language not in file.parents
    )
    assert behind
    assert offences(outside, lambda name: not within(name, *behind)) == []


def test_the_portal_does_not_know_its_plugins() -> None:
    """Plugins stand on the portal; only the command line, which starts all, may name them."""
    inside = (file for file in python_files("portal") if ROOT / "portal/cli" not in file.parents)
    assert offences(inside, lambda name: not within(name, "plugins")) == []


def test_the_counter_stands_alone() -> None:
    """The counter runs where no site is built: it needs nothing of plugins."""
    assert offences(python_files("counter"), lambda name: not within(name, "plugins")) == []


def test_site_config_is_plain_values() -> None:
    """Imports in ``site_config.py`` work with one way of starting Pelican and fail with another."""
    assert list(imports(ROOT / "site_config.py")) == []


def test_modules_stay_small() -> None:
    """A module that outgrows one sitting of reading has two ideas in it."""
    files = [
        *(
            file
            for folder in ("portal", "plugins", "counter", "bench", "tools")
            for file in python_files(folder)
            if "work" not in file.relative_to(ROOT).parts
        ),
        *(ROOT / "theme").rglob("*.js"),
    ]
    large = [
        f"{file.relative_to(ROOT)}: {lines} lines"
        for file in files
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > 400
    ]
    assert large == []
