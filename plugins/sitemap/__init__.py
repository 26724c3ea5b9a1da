"""What search engines are told: sitemap.xml and robots.txt."""

from collections.abc import Iterable
from typing import Any

from plugins.bridge import concluding
from plugins.sitemap.addresses import of_articles, of_others
from plugins.sitemap.sitemap import files
from portal.core.library import Library
from portal.core.output import File, Page
from portal.core.site import Site


def plan(_: Any, *, library: Library, site: Site, pages: tuple[Page, ...]) -> Iterable[File]:
    search = site.offers.get("search")
    return files(of_articles(library), of_others(pages, library), site.url, search)


def register() -> None:
    concluding.connect(plan)
