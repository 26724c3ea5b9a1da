"""Every address worth finding, with the day it last changed and the images it shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from portal.core.article import Article
from portal.core.output import Page
from portal.core.picture import ImageInfo, fallback
from portal.core.site import Meta


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


def split(
    pages: Iterable[Page], images: Mapping[str, ImageInfo]
) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
    """The addresses of articles, oldest first, and those of all other pages, by address.

    A new article is the last of its kind: whatever came before stands where it stood. Plugins plan
    in no particular order, so both are sorted. Pages that ask not to be indexed are left out.
    """
    articles: list[tuple[datetime, Address]] = []
    others: list[Address] = []
    for page in pages:
        meta = page.context.get("page")
        if not isinstance(meta, Meta) or "noindex" in meta.robots:
            continue
        shown = page.context.get("article") or page.context.get("document")
        sources = shown.shown_images if isinstance(shown, Article) else getattr(shown, "images", ())
        published = tuple(fallback(images[src]).url for src in sources if src in images)
        if isinstance(shown, Article):
            has_time = shown.has_time and shown.updated is None
            articles.append((shown.date, Address(meta.url, meta.updated, has_time, published)))
        else:
            others.append(Address(meta.url, meta.updated, False, published))
    articles.sort(key=lambda item: (item[0], item[1].url))
    others.sort(key=lambda address: address.url)
    return tuple(address for _, address in articles), tuple(others)
