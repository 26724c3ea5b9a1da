"""Reading without a network: a small service worker, where the setting OFFLINE asks for it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plugins.bridge import locating, planning, presenting
from plugins.offline.worker import OFFLINE, PATH, offline_page, retired, worker
from portal.core.library import Library
from portal.core.output import File, Page
from portal.core.settings import Settings
from portal.core.site import MenuItem, Site


def present(_: Any, *, library: Library, settings: Settings) -> Iterator[MenuItem]:
    if settings.OFFLINE:
        yield MenuItem("Đọc khi mất mạng", f"/{PATH}", "offline", shown="apart")


def plan(_: Any, *, library: Library, site: Site) -> Iterator[File | Page]:
    folder = Path(site.settings["THEME"]) / "offline"
    if site.settings["OFFLINE"]:
        yield worker((folder / "worker.js").read_text(encoding="utf-8"), site)
        yield offline_page()
    else:
        yield retired((folder / "retired.js").read_text(encoding="utf-8"))


def locate(_: Any, *, library: Library, site: Site, path: str) -> File | Page | None:
    if path not in (PATH, OFFLINE):
        return None
    return next((o for o in plan(None, library=library, site=site) if o.path == path), None)


def register() -> None:
    presenting.connect(present)
    planning.connect(plan)
    locating.connect(locate)
