"""Archive pages of years and months, with counts."""

from collections.abc import Iterator
from typing import Any

from plugins.archive.periods import periods
from plugins.bridge import decorator, planning, presenting
from portal.core.library import Library
from portal.core.output import Page
from portal.core.site import MenuItem, Site


def present(_: Any, *, library: Library) -> Iterator[MenuItem]:
    if library.articles:
        yield MenuItem("Lưu trữ", "/luu-tru/", "archive", 30)


def plan(_: Any, *, library: Library, site: Site) -> Iterator[Page]:
    return periods(library, decorator(library, site))


def register() -> None:
    presenting.connect(present)
    planning.connect(plan)
