"""RSS, Atom and JSON Feed, for the whole site and for each category."""

from collections.abc import Iterator
from typing import Any

from plugins.bridge import decorator, locating, planning_texts
from plugins.feeds.published import FOLDER, files
from portal.core.article import Article
from portal.core.library import Library
from portal.core.output import File
from portal.core.site import Site


def plan(_: Any, *, library: Library, site: Site) -> Iterator[File]:
    decorate = decorator(library, site)

    def facts(article: Article) -> Any:
        return decorate("feed", article).get("facts", ())

    return files(library, site, facts)


def locate(_: Any, *, library: Library, site: Site, path: str) -> File | None:
    if not path.startswith(FOLDER):
        return None
    planned = plan(None, library=library, site=site)
    return next((file for file in planned if file.path == path), None)


def register() -> None:
    planning_texts.connect(plan)
    locating.connect(locate)
