"""A PDF of each article, for printing, filing and sending."""

from collections.abc import Iterable
from typing import Any

from plugins.bridge import decorating, decorator, locating, planning
from plugins.pdf import published
from portal.core.article import Article
from portal.core.library import Library
from portal.core.output import File
from portal.core.site import Site


def reveal(library: Library, site: Site) -> published.Reveal:
    def facts(article: Article) -> Any:
        return decorator(library, site)("print", article).get("facts")

    return facts


def decorate(
    _: Any, *, library: Library, site: Site, kind: str, subject: Any
) -> dict[str, Any] | None:
    if kind != "article":
        return None
    return {"pdf": published.link(subject, library, site, reveal(library, site))}


def plan(_: Any, *, library: Library, site: Site) -> Iterable[File]:
    return published.files(library, site, reveal(library, site))


def locate(_: Any, *, library: Library, site: Site, path: str) -> File | None:
    return published.find(path, library, site, reveal(library, site))


def register() -> None:
    decorating.connect(decorate)
    planning.connect(plan)
    locating.connect(locate)
