"""RSS, Atom and JSON Feed, for the whole site and for each category."""

from collections.abc import Iterator
from typing import Any

from plugins.bridge import (
    decorating,
    decorator,
    locating,
    planning,
    planning_texts,
    presenting,
)
from plugins.feeds.published import ALL_NEWS, FOLDER, PAGE, feed_of, files, page
from portal.core.article import Article
from portal.core.library import Library
from portal.core.output import File, Page
from portal.core.settings import Settings
from portal.core.site import MenuItem, Site


def present(_: Any, *, library: Library, settings: Settings) -> Iterator[MenuItem]:
    if library.articles:
        yield MenuItem("Nguồn tin RSS", PAGE, "feeds", 20, "footer")
        yield MenuItem("RSS", ALL_NEWS, "rss", shown="apart")


def decorate(
    _: Any, *, library: Library, site: Site, kind: str, subject: Any
) -> dict[str, str] | None:
    return {"feed_url": feed_of(subject)} if kind == "category" else None


def plan_page(_: Any, *, library: Library, site: Site) -> Iterator[Page]:
    if library.articles:
        yield page(library)


def plan(_: Any, *, library: Library, site: Site) -> Iterator[File]:
    more = decorator(library, site)

    def facts(article: Article) -> Any:
        return more("feed", article).get("facts", ())

    return files(library, site, facts)


def locate(_: Any, *, library: Library, site: Site, path: str) -> File | None:
    if not path.startswith(FOLDER):
        return None
    planned = plan(None, library=library, site=site)
    return next((file for file in planned if file.path == path), None)


def register() -> None:
    presenting.connect(present)
    decorating.connect(decorate)
    planning.connect(plan_page)
    planning_texts.connect(plan)
    locating.connect(locate)
