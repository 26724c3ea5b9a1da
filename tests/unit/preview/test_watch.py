"""What a save is: told by the path alone."""

import os
import threading
from pathlib import Path
from typing import Any, cast

import pytest

from portal.preview import watch
from portal.preview.session import Session
from portal.preview.watch import Sorted, Watched, follow, sort_changes

WATCHED = Watched(
    Path("/s/content"),
    Path("/s/theme"),
    (Path("/s/site_config.py"), Path("/s/plugins"), Path("/s/more")),
    (Path("/s/own"),),
)
NOTHING = Sorted((), tables=False, theme=False, code=False)
TABLES = Sorted((), tables=True, theme=False, code=False)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("content/bai-viet/2024/a.md", Sorted(("bai-viet/2024/a.md",), False, False, False)),
        ("content/trang/b.MD", Sorted(("trang/b.MD",), False, False, False)),
        ("content/categories.yml", TABLES),
        ("content/hinh-anh/2024/a.png", TABLES),
        ("content/bai-viet/2024", TABLES),
        ("content/bai-viet/tin.2024", TABLES),
        ("content/bai-viet/2024/~$a.md", NOTHING),
        ("content/bai-viet/2024/.a.md.swp", NOTHING),
        ("content/bai-viet/2024/a.md.tmp", NOTHING),
        ("content/bai-viet/2024/~WRL0001.tmp", NOTHING),
        ("content/khac.yml", NOTHING),
        ("theme/templates/base.html", Sorted((), False, True, False)),
        ("site_config.py", Sorted((), False, False, True)),
        ("plugins/news/lists.py", Sorted((), False, False, True)),
        ("own/base.html", Sorted((), False, True, False)),
        ("more/tide.py", Sorted((), False, False, True)),
        ("plugins/news/__pycache__/lists.pyc", NOTHING),
        ("elsewhere/a.md", NOTHING),
    ],
)
def test_a_path_tells_what_changed(path: str, found: Sorted) -> None:
    assert sort_changes([f"/s/{path}"], WATCHED) == found


def test_one_save_may_be_many_files() -> None:
    names = (
        "content/trang/b.md",
        "content/bai-viet/2024/a.md",
        "content/trang/b.md",
        "theme/a.css",
    )
    found = sort_changes([f"/s/{name}" for name in names], WATCHED)
    assert found == Sorted(("bai-viet/2024/a.md", "trang/b.md"), False, True, False)


def test_what_is_saved_with_unusable_settings_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor program may save all its files at once."""
    stop = threading.Event()

    class Edited:
        def edited(self, sources: tuple[str, ...]) -> tuple[str, ...]:
            stop.set()
            return sources

    saved = ["/s/site_config.py", "/s/content/trang/b.md"]
    monkeypatch.setattr(watch, "_changes", lambda *_: iter([saved]))
    announced: list[Any] = []
    session, unused = cast(Session, Edited()), cast(Any, None)
    follow(session, WATCHED, announced.append, lambda: False, unused, stop)
    assert announced == [("trang/b.md",)]


def test_settings_are_followed_until_they_can_be_used(tmp_path: Path) -> None:
    """Also where each save puts a new file in the place of the one that is watched."""
    settings = tmp_path / "site_config.py"
    settings.write_text("0")
    calls: list[str] = []
    called = threading.Event()

    def restart() -> bool:
        calls.append(settings.read_text())
        called.set()
        return len(calls) == 3

    watched = Watched(tmp_path / "content", tmp_path / "theme", (settings,))
    unused = cast(Any, None)
    watching = threading.Thread(
        target=follow,
        args=(cast(Session, unused), watched, unused, restart, unused, threading.Event()),
        daemon=True,
    )
    watching.start()
    for number in range(1, 4):
        called.clear()
        while not called.wait(0.2) and watching.is_alive():
            # Whoever watches may not have begun: saved until it is heard.
            (tmp_path / "new").write_text(str(number))
            os.replace(tmp_path / "new", settings)
    watching.join(20)
    assert not watching.is_alive()
    assert len(calls) == 3
