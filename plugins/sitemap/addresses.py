"""Every address worth finding, with the day it last changed and the images it shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import blake2b

from portal.core.address import address_of
from portal.core.library import Library
from portal.core.output import Page
from portal.core.picture import Catalogue, fallback
from portal.core.site import Meta


@dataclass(frozen=True, slots=True)
class Address:
    url: str
    """Site-absolute."""
    changed: datetime | None = None
    has_time: bool = False
    images: tuple[str, ...] = ()
    """Site-absolute addresses of the images that the page shows."""


@dataclass(frozen=True)
class Addresses:
    """The addresses of one file of the site map."""

    items: tuple[Address, ...]

    @cached_property
    def digest(self) -> str:
        lines = [
            f"{item.url}\n{item.changed.isoformat() if item.changed else ''}\n"
            f"{item.has_time}\n{item.images}\n"
            for item in self.items
        ]
        return blake2b("".join(lines).encode(), digest_size=16).hexdigest()

    @property
    def changed(self) -> datetime | None:
        return max((item.changed for item in self.items if item.changed), default=None)


def of_articles(library: Library) -> tuple[Address, ...]:
    """The oldest first: before a new one, all stands where it stood."""
    return tuple(
        Address(
            article.url,
            article.updated or article.date,
            article.has_time and article.updated is None,
            _published(article.shown_images, library.images),
        )
        for article in reversed(library.articles)
    )


def of_others(pages: Iterable[Page], library: Library) -> tuple[Address, ...]:
    """Of all pages but articles, sorted: plugins plan in no particular order. Pages that ask not
    to be indexed are left out."""
    articles = {article.url for article in library.articles}
    others: list[Address] = []
    for page in pages:
        if address_of(page.path) in articles:
            continue
        meta = page.values.get("page")
        if not isinstance(meta, Meta) or "noindex" in meta.robots:
            continue
        shown = getattr(page.values.get("document"), "images", ())
        others.append(Address(meta.url, meta.updated, False, _published(shown, library.images)))
    return tuple(sorted(others, key=lambda address: address.url))


def _published(sources: Iterable[str], images: Catalogue) -> tuple[str, ...]:
    return tuple(fallback(info).url for info in images.usable(sources).values())
