"""One page at a time, for the preview: what it shows must not wait for a plan of all pages."""

from plugins.news.articles import ArticlePages, Decorator, standing_pages
from plugins.news.lists import home
from portal.core.address import address_of
from portal.core.article import Article
from portal.core.library import Library
from portal.core.output import Page
from portal.core.site import Site


class Locator:
    """Keeps what finding a page needs from one question to the next, while the library stays."""

    def __init__(self, decorator: Decorator) -> None:
        self._decorator = decorator
        self._library: Library | None = None
        self._site: Site | None = None
        self._pages: ArticlePages | None = None

    def find(self, library: Library, site: Site, path: str) -> Page | None:
        if path == "index.html":
            return home(library, site, self._decorator(library, site)("home", None))
        article = self._article(library, site, address_of(path))
        if article is not None:
            assert self._pages is not None
            return self._pages.page(article)
        return next((page for page in standing_pages(library, site) if page.path == path), None)

    def _article(self, library: Library, site: Site, url: str) -> Article | None:
        if self._pages is None or site is not self._site:
            self._pages = ArticlePages(library, site, self._decorator)
        elif library is not self._library:
            self._pages.follow(library)
        self._library, self._site = library, site
        return library.articles[library.place(url)] if url in library.ranks else None
