"""The news: articles, standing pages, the home page and the lists that lead to them."""

from collections.abc import Iterator
from typing import Any

from plugins.bridge import decorator, locating, planning, presenting
from plugins.news.articles import ArticlePages, standing_pages
from plugins.news.lists import SITE_MAP, directories, home, lists
from plugins.news.locate import Locator
from portal.core.library import Library
from portal.core.output import Page
from portal.core.settings import Settings
from portal.core.site import HOME, MenuItem, Site


def present(_: Any, *, library: Library, settings: Settings) -> Iterator[MenuItem]:
    yield MenuItem(*HOME, "home", 0)
    if library.articles:
        yield MenuItem("Tin tức", "/chuyen-muc/", "news", 10)
    yield MenuItem(*SITE_MAP, "site-map", 10, "footer")


def plan(_: Any, *, library: Library, site: Site) -> Iterator[Page]:
    decorate = decorator(library, site)
    yield home(library, site, decorate("home", None))
    yield from ArticlePages(library, site, decorator).pages()
    yield from standing_pages(library, site)
    yield from lists(library, site, decorate)
    yield from directories(library, site, decorate)


locator = Locator(decorator)


def locate(_: Any, *, library: Library, site: Site, path: str) -> Page | None:
    return locator.find(library, site, path)


def register() -> None:
    presenting.connect(present)
    planning.connect(plan)
    locating.connect(locate)
