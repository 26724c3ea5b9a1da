"""Modules of the search come in one go: what one imports is not asked for when it has come."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "theme" / "templates"
SEARCH = TEMPLATES / "components" / "search"


def needed(*modules: Path) -> set[str]:
    """The names of the modules and of all that they import before they run."""
    found: set[Path] = set()
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        if module in found:
            continue
        found.add(module)
        # lunr is made of a package when the site is built.
        text = module.read_text("utf-8") if module.exists() else ""
        waiting += [(module.parent / path).resolve() for path in re.findall(r'from "(\S+)"', text)]
    return {module.stem for module in found}


def test_the_box_asks_for_all_its_modules_at_once() -> None:
    asked = re.findall(r'import\("\./([\w-]+)\.js"\)', (SEARCH / "search.js").read_text("utf-8"))
    assert sorted(asked) == sorted(needed(SEARCH / "box.js"))


def test_the_page_asks_for_all_its_modules_with_the_first() -> None:
    (names,) = re.findall(
        r"for name in \(([^)]*)\)", (TEMPLATES / "search.html").read_text("utf-8")
    )
    page = TEMPLATES / "components" / "search-page" / "search-page.js"
    asked = [name.split("/")[1] for name in re.findall(r'"([^"]+)"', names)]
    assert sorted(asked) == sorted(needed(page))
