"""Archive pages of years and months, with counts."""

from collections.abc import Iterator
from typing import Any

from plugins.archive.periods import periods, years
from plugins.bridge import decorating, decorator, planning, presenting
from portal.core.library import Library
from portal.core.output import Page
from portal.core.settings import Settings
from portal.core.site import MenuItem, Site


def present(_: Any, *, library: Library, settings: Settings) -> Iterator[MenuItem]:
    if library.articles:
        yield MenuItem("Lưu trữ", "/luu-tru/", "archive", 30)


def decorate(
    _: Any, *, library: Library, site: Site, kind: str, subject: Any
) -> dict[str, Any] | None:
    """The years, for pages that help readers to find their way."""
    if kind in ("home", "site-map", "search", "error"):
        return {"years": years(library)}
    return None


def plan(_: Any, *, library: Library, site: Site) -> Iterator[Page]:
    return periods(library, decorator(library, site))


def register() -> None:
    presenting.connect(present)
    decorating.connect(decorate)
    planning.connect(plan)
