"""Every address worth finding, with the day it last changed and the images it shows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from portal.core.article import Article
from portal.core.library import Library
from portal.core.picture import ImageInfo, fallback


@dataclass(frozen=True, slots=True)
class Address:
    url: str
    """Site-absolute."""
    changed: datetime | None = None
    has_time: bool = False
    images: tuple[str, ...] = ()
    """Site-absolute addresses of the images that the page shows."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one file of the site map."""

    items: tuple[Address, ...]

    @property
    def digest(self) -> str:
        hasher = blake2b(digest_size=16)
        for item in self.items:
            changed = item.changed.isoformat() if item.changed else ""
            hasher.update(f"{item.url}\n{changed}\n{item.has_time}\n{item.images}\n".encode())
        return hasher.hexdigest()

    @property
    def changed(self) -> datetime | None:
        return max((item.changed for item in self.items if item.changed), default=None)


def articles(library: Library) -> tuple[Address, ...]:
    """Oldest first: a new article is the last, whatever came before stands where it stood."""
    return tuple(_article(article, library.images) for article in reversed(library.articles))


def lists(library: Library, menu: Iterable[str]) -> tuple[Address, ...]:
    """Home, standing pages, the menu's pages and every list of articles, each once."""
    found: dict[str, Address] = {}
    for address in _lists(library, menu):
        found.setdefault(address.url, address)
    return tuple(found.values())


def _lists(library: Library, menu: Iterable[str]) -> Iterator[Address]:
    yield _list("/", library.articles)
    for page in library.pages:
        images = _published(page.images, library.images)
        yield Address(page.url, page.updated, False, images)
    for id_, group in sorted(library.by_category.items()):
        yield _list(library.declarations.categories[id_].url, group)
    for id_, group in sorted(library.by_office.items()):
        yield _list(library.declarations.offices[id_].url, group)
    for year, group in sorted(library.by_year.items()):
        yield _list(f"/{year}/", group)
        for month, of_month in sorted(library.by_month(year).items()):
            yield _list(f"/{year}/{month:02}/", of_month)
    for slug, group in sorted(library.by_tag.items()):
        yield _list(library.tags[slug].url, group)
    for url in menu:
        yield Address(url)


def _list(url: str, group: Iterable[Article]) -> Address:
    newest = next(iter(group), None)
    return Address(url, newest.date, newest.has_time) if newest else Address(url)


def _article(article: Article, images: Mapping[str, ImageInfo]) -> Address:
    return Address(
        article.url,
        article.updated or article.date,
        article.has_time and article.updated is None,
        _published(article.shown_images, images),
    )


def _published(sources: Iterable[str], images: Mapping[str, ImageInfo]) -> tuple[str, ...]:
    return tuple(fallback(images[src]).url for src in sources if src in images)
