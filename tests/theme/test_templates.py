"""What no template may contain, whatever it shows."""

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from portal.engine.templates import Templates

TEMPLATES = Path(__file__).resolve().parents[2] / "theme" / "templates"
FILES = sorted(
    path for path in TEMPLATES.rglob("*.html") if path.name != "examples.html"
)  # what examples print is tested where they are


def markup(path: Path) -> str:
    return re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.S)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_nothing_is_inline_and_nothing_calls_a_third_party(path: Path) -> None:
    """The security policy of the site forbids it, so it would not even work."""
    text = markup(path)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    for attributes in re.findall(r"<script([^>]*)>", text):
        assert "src=" in attributes or 'type="application/ld+json"' in attributes
    assert not re.search(r"(?:src|srcset|action)=[\"']?(?:https?:)?//", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_every_template_compiles_with_the_filters_there_are(
    path: Path, templates: Templates
) -> None:
    templates.environment.get_template(path.relative_to(TEMPLATES).as_posix())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_templates_read_and_do_not_calculate(path: Path) -> None:
    """No arithmetic: what a page shows was computed, and tested, in Python."""
    expressions = re.findall(r"\{[{%](.*?)[%}]\}", markup(path), flags=re.S)
    for expression in expressions:
        bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", expression).strip("-+ ")
        assert not re.search(r"[\w)\]]\s*[*/%+]\s*[\w(]|\w\s-\s\w", bare), expression


def test_every_macro_and_each_of_its_arguments_is_used(templates: Templates) -> None:
    """What no page asks for is tested by its examples alone, and nobody dares to remove it."""
    trees = [templates.environment.parse(path.read_text("utf-8")) for path in FILES]
    macros = [macro for tree in trees for macro in tree.find_all(nodes.Macro)]
    asked: dict[str, set[int | str]] = {}
    for tree in trees:
        imported = [name for one in tree.find_all(nodes.FromImport) for name in one.names]
        own = dict(reversed(name) for name in imported if isinstance(name, tuple))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name):
                given = [*range(len(call.args)), *(argument.key for argument in call.kwargs)]
                asked.setdefault(own.get(call.node.name, call.node.name), set()).update(given)
    for macro in macros:
        assert macro.name in asked
        for place, argument in enumerate(macro.args):
            assert {place, argument.name} & asked[macro.name], f"{macro.name}: {argument.name}"


def test_a_button_says_what_it_is() -> None:
    """Without a type a button submits whatever form it stands in."""
    for path in FILES:
        for attributes in re.findall(r"<button([^>]*)>", markup(path)):
            assert "type=" in attributes, path.name
