"""The service worker as a file: what it is told, and when it changes."""

from types import SimpleNamespace
from typing import Any

import pytest
from browsing import ROOT

from plugins.offline import locate, plan
from plugins.offline.worker import ASSETS, render

WORKER = (ROOT / "theme/offline/worker.js").read_text(encoding="utf-8")


def planned(**settings: Any) -> dict[str, Any]:
    site: Any = SimpleNamespace(
        asset=lambda name: f"/assets/{name}",
        digest="d",
        settings={"THEME": str(ROOT / "theme"), **settings},
    )
    library: Any = None
    return {output.path: output for output in plan(None, library=library, site=site)}


def test_with_the_setting_there_are_a_worker_and_the_page_it_shows() -> None:
    outputs = planned(OFFLINE=True)
    assert set(outputs) == {"sw.js", "offline.html"}
    text = outputs["sw.js"].function(*outputs["sw.js"].inputs).decode()
    for address in ("/offline.html", *(f"/assets/{name}" for name in ASSETS)):
        assert f'"{address}"' in text
    assert 'const VERSION = "";' not in text
    assert outputs["offline.html"].values["page"].robots == "noindex"


def test_a_preview_finds_both_without_planning_the_site() -> None:
    site: Any = SimpleNamespace(
        asset=str, digest="d", settings={"THEME": str(ROOT / "theme"), "OFFLINE": True}
    )
    library: Any = None
    for path, found in (("sw.js", True), ("offline.html", True), ("index.html", False)):
        assert bool(locate(None, library=library, site=site, path=path)) is found


def test_without_the_setting_a_worker_of_earlier_days_is_taken_away() -> None:
    """Browsers that have one ask for it again: what they get must remove itself."""
    outputs = planned(OFFLINE=False)
    assert set(outputs) == {"sw.js"}
    text = outputs["sw.js"].function(*outputs["sw.js"].inputs).decode()
    assert "unregister()" in text
    assert "fetch" not in text


@pytest.mark.parametrize(
    "changed",
    [
        (WORKER + "//", ("/a",), "site"),
        (WORKER, ("/b",), "site"),
        (WORKER, ("/a",), "other"),
    ],
)
def test_the_version_changes_with_all_that_the_worker_keeps(changed: tuple[Any, ...]) -> None:
    assert render(WORKER, ("/a",), "site") == render(WORKER, ("/a",), "site")
    assert render(*changed) != render(WORKER, ("/a",), "site")


def test_a_worker_without_its_places_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="SHELL"):
        render('const VERSION = "";', ("/a",), "site")
