"""The pages of articles and of standing pages."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from hashlib import blake2b
from typing import Any

from plugins.news.body import page_body
from plugins.news.related import Related
from plugins.news.structured_data import ArticleData, breadcrumb_data, levels_above
from portal.core.address import output_path
from portal.core.article import Article, StandingPage
from portal.core.json_ld import script_safe
from portal.core.library import Library
from portal.core.output import Page
from portal.core.picture import fallback
from portal.core.site import HOME, Decorate, Meta, Site

SAME_CATEGORY = 4
REMEMBERED = 100
"""Pages of which is kept what plugins add, from when they are made until they are noted."""

Decorator = Callable[[Library, Site], Decorate]


class ArticlePages:
    """Makes article pages from what stands around each article in time and in its category."""

    def __init__(self, library: Library, site: Site, decorator: Decorator) -> None:
        self._library = library
        self._site = site
        self._decorator = decorator
        self._decorate = decorator(library, site)
        self._related = Related(library)
        self._extras: dict[str, Mapping[str, Any]] = {}

    def follow(self, library: Library) -> None:
        """Make the pages of ``library`` from now on, which differs in few articles."""
        self._related = self._related.following(library)
        self._library = library
        self._decorate = self._decorator(library, self._site)
        self._extras.clear()
        vars(self).pop("_past", None)

    def pages(self) -> Iterator[Page]:
        return map(self.page, self._library.articles)

    def page(self, article: Article) -> Page:
        return Page(
            output_path(article.url), "article.html", partial(self._values, article),
            partial(self._basis, article),
        )  # fmt: skip

    def _basis(self, article: Article) -> tuple[Any, ...]:
        """A page tells of its article (all of whose file the body's digest stands for), of older
        ones, of the next newer one, and what plugins add to it."""
        position = self._library.place(article.url)
        body = page_body(self._library, article)
        extra = self._extras.pop(article.url, None)  # asked for just now, if the page was made
        if extra is None:
            extra = self._decorate("article", article)
        return self._past[position], body.digest, self._neighbour(position - 1), extra

    @cached_property
    def _past(self) -> list[str]:
        """For each article a digest of what pages may show of it and of all older ones: cards, and
        what makes articles related. Their texts stand on their own pages alone."""
        library = self._library
        hasher = blake2b(library.declarations.digest.encode(), digest_size=16)
        past = []
        for article in reversed(library.articles):
            image = article.image
            info = library.images.get(image.src) if image else None
            hasher.update("\0".join((
                article.url, article.date.isoformat(), article.title, article.category,
                article.summary, *((image.src, image.alt) if image else ()),
                info.digest if info else "", *(tag.name for tag in article.tags), "\n",
            )).encode())  # fmt: skip
            past.append(hasher.copy().hexdigest())
        return past[::-1]

    def _values(self, article: Article) -> dict[str, Any]:
        library, site = self._library, self._site
        position = library.place(article.url)
        same = self._same_category(article, position)
        shown = {other.url for other in same}
        close = [other for other in self._related.to(article) if other.url not in shown]
        category = library.declarations.categories[article.category]
        office = library.declarations.offices[article.office]
        breadcrumbs = levels_above(category)
        extra = self._decorate("article", article)
        if len(self._extras) > REMEMBERED:
            self._extras.clear()
        self._extras[article.url] = extra
        image = share_image(library, article) or extra.get("card")
        return {
            "page": Meta(
                kind="article",
                url=article.url,
                title=article.title,
                description=article.summary,
                section="news",
                breadcrumbs=breadcrumbs,
                updated=article.updated or article.date,
                image=image,
                json_ld=ArticleData(article, category, office, image, site),
            ),
            "article": article,
            "body": page_body(library, article),
            "category": category,
            "office": office,
            "tags": tuple(library.tags[tag.slug] for tag in article.tags),
            "lead_picture": library.picture(article),
            "previous": self._neighbour(position + 1),
            "next": self._neighbour(position - 1),
            "same_category": library.cards(same),
            "related": library.cards(close),
            "facts": None,
            "pdf": None,
            **extra,
        }

    def _same_category(self, article: Article, position: int) -> tuple[Article, ...]:
        """The next older articles of the category."""
        library = self._library
        alike = library.by_category[article.category]
        place = bisect_right(alike, position, key=lambda other: library.place(other.url))
        return alike[place : place + SAME_CATEGORY]

    def _neighbour(self, position: int) -> Any:
        articles = self._library.articles
        return self._library.card(articles[position]) if 0 <= position < len(articles) else None


def share_image(library: Library, article: Article) -> str | None:
    """Address of the article's own picture for share cards."""
    photo = library.photo(article)
    return fallback(photo).url if photo else None


def standing_pages(library: Library, site: Site) -> Iterator[Page]:
    for document in library.pages:
        yield Page(output_path(document.url), "page.html", _standing_page(library, site, document))


def _standing_page(library: Library, site: Site, document: StandingPage) -> dict[str, Any]:
    breadcrumbs = (HOME, (document.title, document.url))
    return {
        "page": Meta(
            kind="page",
            url=document.url,
            title=document.title,
            description=document.summary,
            section=document.url,
            breadcrumbs=breadcrumbs,
            updated=document.updated,
            json_ld=script_safe(
                {"@context": "https://schema.org", **breadcrumb_data(breadcrumbs, site.url)}
            ),
        ),
        "document": document,
        "body": page_body(library, document),
    }
