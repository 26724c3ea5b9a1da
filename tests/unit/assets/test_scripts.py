"""Modules are published under names that carry their hash, and so are those they import."""

import pytest

from plugins.assets.scripts import LOADER, imports, in_order, is_component, link, resolve
from portal.core.problem import PortalError


@pytest.mark.parametrize(
    "text",
    [
        'import { a } from "../../js/b.js";',
        'import "../../js/b.js";',
        'const b = await import("../../js/b.js");',
        'export * from "../../js/b.js";',
        'new Worker(new URL("../../js/b.js", import.meta.url), { type: "module" });',
    ],
)
def test_every_way_to_name_a_module_is_rewritten(text: str) -> None:
    name = "components/search/search.js"
    assert imports(text, name) == ("js/b.js",)
    assert '"/assets/b-1.js"' in link(text, name, {"js/b.js": "/assets/b-1.js"})


def test_what_only_looks_like_an_import_stays() -> None:
    text = 'const from = "./no.js"; text("from here"); import.meta.url;'
    assert imports(text, "js/a.js") == ()
    assert link(text, "js/a.js", {}) == text


def test_a_module_that_is_not_there_is_an_error() -> None:
    with pytest.raises(PortalError, match=r"js/b\.js"):
        link('import "./b.js";', "js/a.js", {})
    with pytest.raises(PortalError, match=r"js/b\.js"):
        tuple(in_order({"js/a.js": 'import "./b.js";'}))


def test_modules_come_after_what_they_import_and_the_loader_after_all_components() -> None:
    modules = {
        "components/a/a.js": 'import "./part.js";',
        "components/a/part.js": "",
        LOADER: "const components = {};",
    }
    assert list(in_order(modules)) == ["components/a/part.js", "components/a/a.js", LOADER]


def test_a_circle_of_imports_is_an_error() -> None:
    """A hash of a text that contains the hash cannot be had."""
    with pytest.raises(PortalError, match="vòng tròn"):
        tuple(in_order({"js/a.js": 'import "./b.js";', "js/b.js": 'import "./a.js";'}))


def test_the_loader_learns_the_address_of_each_component_but_not_of_its_parts() -> None:
    addresses = {"components/a/a.js": "/assets/a-1.js", "components/a/part.js": "/assets/part-2.js"}
    text = link("const components = {};", LOADER, addresses)
    assert text == 'const components = {"a": "/assets/a-1.js"};'
    with pytest.raises(PortalError, match="const components"):
        link("", LOADER, addresses)


def test_paths_resolve_as_in_a_browser() -> None:
    assert resolve("../b/c.js", "components/a/a.js") == "components/b/c.js"
    assert resolve("./c.js", "components/a/a.js") == "components/a/c.js"
    assert is_component("components/a/a.js")
    assert not is_component("components/a/part.js")
    assert not is_component("js/main.js")
