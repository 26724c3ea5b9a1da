"""Every asset is published once, under an address that changes exactly when it does."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from plugins.assets import collection, plan
from plugins.assets.collection import Assets, publish
from portal.core.problem import PortalError
from portal.typography import web as fonts

FILES = {
    "static/css/main.css": "@layer base, components;",
    "static/css/base.css": 'a { src: url("fonts/be-vietnam-pro-400.woff2") }',
    "static/js/main.js": "const components = {};",
    "static/js/shared.js": "export const one = 1;",
    "static/img/icon.svg": "<svg/>",
    "templates/components/tool/tool.js": 'import { one } from "../../js/shared.js";',
    "templates/components/tool/tool.css": ".tool { }",
}
TOOL, SHARED = "components/tool/tool.js", "js/shared.js"


@pytest.fixture
def assets(tmp_path: Path) -> Callable[..., Assets]:
    def make(**changes: str) -> Assets:
        for name, text in {
            **FILES,
            **{k.replace("__", "/"): v for k, v in changes.items()},
        }.items():
            path = tmp_path / "theme" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        for weight in fonts.WEIGHTS:
            for cut in fonts.CUTS:
                path = tmp_path / "node_modules" / fonts.PACKAGE / "files"
                path.mkdir(parents=True, exist_ok=True)
                (path / f"be-vietnam-pro-{cut}-{weight}-normal.woff2").write_text(f"{cut}{weight}")
        return Assets(tmp_path / "theme", tmp_path / "node_modules")

    return make


def test_imports_and_the_list_of_components_lead_to_published_addresses(
    assets: Callable[..., Assets],
) -> None:
    made = assets()
    assert made.address(SHARED).encode() in made.contents[TOOL]
    assert made.address(TOOL).encode() in made.contents["js/main.js"]
    assert made.address("fonts/be-vietnam-pro-400.woff2").encode() in made.contents["main.css"]


def test_a_change_renames_what_changed_and_whatever_leads_to_it(
    assets: Callable[..., Assets],
) -> None:
    """The rest keeps its address, and readers their copy."""
    before = assets().addresses
    after = assets(**{"static__js__shared.js": "export const one = 2;"}).addresses
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {SHARED, TOOL, "js/main.js"}


def test_fonts_are_made_once_for_the_same_sources(
    assets: Callable[..., Assets], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[bytes, ...]] = []
    monkeypatch.setattr(collection.fonts, "build", lambda cuts: made.append(cuts) or b"font")
    workspace = tmp_path / "workspace"
    first = dict(publish(workspace, assets()))
    assert dict(publish(workspace, assets())) == first
    assert len(made) == len(fonts.WEIGHTS)
    assert {f"/{path}" for path in first} == set(assets().addresses.values())


def test_what_pages_link_to_is_what_is_published(assets: Callable[..., Assets]) -> None:
    """One object gives addresses and bytes, so that a build minifies once."""
    made = assets()
    (bundle,) = plan(None, library=None, site=SimpleNamespace(assets=made))
    assert bundle.inputs[0] is made


def test_an_unknown_asset_is_an_error(assets: Callable[..., Assets]) -> None:
    with pytest.raises(PortalError, match=r"no\.css"):
        assets().address("no.css")
