"""A PDF of each article, for printing, filing and sending."""

from collections.abc import Iterator
from typing import Any

from plugins.bridge import decorating, planning
from plugins.pdf.published import editions, files
from portal.core.library import Library
from portal.core.output import File
from portal.core.site import Site


def decorate(
    _: Any, *, library: Library, site: Site, kind: str, subject: Any
) -> dict[str, Any] | None:
    made = editions(library, site).get(subject.url) if kind == "article" else None
    if made is None:
        return None
    item, press = made
    return {"pdf": {"url": item.url, "bytes": press.size(item)}}


def plan(_: Any, *, library: Library, site: Site) -> Iterator[File]:
    return files(library, site)


def register() -> None:
    decorating.connect(decorate)
    planning.connect(plan)
