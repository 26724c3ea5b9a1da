"""Share cards for articles that have no picture of their own."""

from collections.abc import Iterator
from typing import Any

from plugins.bridge import decorating, locating, planning
from plugins.cards.published import address, files, find, has_card
from portal.core.library import Library
from portal.core.output import File
from portal.core.site import Site


def decorate(
    _: Any, *, library: Library, site: Site, kind: str, subject: Any
) -> dict[str, str] | None:
    if kind == "article" and has_card(subject, library, site):
        return {"card": address(subject)}
    return None


def plan(_: Any, *, library: Library, site: Site) -> Iterator[File]:
    return files(library, site)


def locate(_: Any, *, library: Library, site: Site, path: str) -> File | None:
    return find(path, library, site)


def register() -> None:
    decorating.connect(decorate)
    planning.connect(plan)
    locating.connect(locate)
