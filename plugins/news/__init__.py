"""The news: articles, standing pages, the home page and the lists that lead to them."""

from collections.abc import Iterator
from typing import Any

from plugins.bridge import decorator, locating, planning, presenting
from plugins.news.articles import ArticlePages, standing_pages
from plugins.news.lists import directories, home, lists
from plugins.news.locate import Locator
from portal.core.library import Library
from portal.core.output import Page
from portal.core.site import MenuItem, Site


def present(_: Any, *, library: Library) -> Iterator[MenuItem]:
    yield MenuItem("Trang chủ", "/", "home", 0)
    if library.articles:
        yield MenuItem("Tin tức", "/chuyen-muc/", "news", 10)


def plan(_: Any, *, library: Library, site: Site) -> Iterator[Page]:
    yield home(library, site, decorator(library, site)("home", None))
    yield from ArticlePages(library, site, decorator).pages()
    yield from standing_pages(library, site)
    yield from lists(library, site)
    yield from directories(library, site)


locator = Locator(decorator)


def locate(_: Any, *, library: Library, site: Site, path: str) -> Page | None:
    return locator.find(library, site, path)


def register() -> None:
    presenting.connect(present)
    planning.connect(plan)
    locating.connect(locate)
