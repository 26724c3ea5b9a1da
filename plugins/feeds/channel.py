"""What a feed says, whatever its format: a channel and its newest entries."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import blake2b
from html import escape
from itertools import islice
from urllib.parse import quote, urlsplit

from plugins.feeds.absolute import absolute
from portal.core.article import Article
from portal.core.library import Library
from portal.core.picture import fallback
from portal.imaging.store import ImageStore, Rendition

NEWEST = 20
"""Entries in a feed: more than any reader misses between two visits."""

_NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 (§2.2) cannot carry, not even escaped."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article in a feed. Its text is read only when the feed is rendered."""

    article: Article
    category: str
    """Name of the category."""
    site: str
    """Address of the site without a trailing slash."""
    read: Callable[[], bytes]
    """The article's sanitised HTML."""
    pictures: Mapping[str, str]
    """``src`` of each image of the text → the published address, site-absolute."""
    links: Mapping[str, str]
    """Links of the text to other articles, as written → site-absolute address."""
    enclosure: Rendition | None = None
    facts: tuple[str, ...] = ()
    """The figures of the article as sentences, for readers that see nothing but the feed."""

    @property
    def digest(self) -> str:
        parts = (
            self.article.digest,
            self.article.url,
            self.category,
            self.site,
            sorted(self.pictures.items()),
            sorted(self.links.items()),
            self.enclosure.digest if self.enclosure else "",
            self.facts,
        )
        return blake2b(repr(parts).encode(), digest_size=16).hexdigest()

    @property
    def id(self) -> str:
        """A tag URI (RFC 4151) of the address and the day of publication: updates keep it."""
        return tag_uri(self.site, self.article.date, self.article.url)

    @property
    def url(self) -> str:
        return self.site + self.article.url

    @property
    def title(self) -> str:
        return xml_text(self.article.title)

    @property
    def summary(self) -> str:
        return xml_text(self.article.summary)

    @property
    def authors(self) -> tuple[str, ...]:
        return tuple(map(xml_text, self.article.authors))

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(xml_text(tag.name) for tag in self.article.tags)

    @property
    def published(self) -> datetime:
        return self.article.date

    @property
    def updated(self) -> datetime:
        return self.article.changed

    def html(self) -> str:
        """Full text: sapo, lead picture, body and figures, every address absolute."""
        article = self.article
        parts = []
        if article.has_sapo and article.summary:
            parts.append(f"<p><strong>{escape(article.summary)}</strong></p>")
        if article.image and article.image.src not in article.images:
            parts.append(self._lead())
        parts.append(absolute(self.read().decode(), self.url, self.pictures, self.links))
        if self.facts:
            items = "".join(f"<li>{escape(fact)}</li>" for fact in self.facts)
            parts.append(f"<h2>Số liệu trong bài</h2><ul>{items}</ul>")
        return xml_text("\n".join(part for part in parts if part))

    def _lead(self) -> str:
        image = self.article.image
        address = self.pictures.get(image.src) if image else None
        if image is None or address is None:
            return ""
        published = escape(self.site + quote(address))
        caption = f"<figcaption>{escape(image.caption)}</figcaption>" if image.caption else ""
        return f'<figure><img src="{published}" alt="{escape(image.alt)}">{caption}</figure>'


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed without its format: the site's news, or those of one category."""

    title: str
    description: str
    home: str
    """Absolute address of the page the feed follows."""
    publisher: str
    """Full name of the office."""
    language: str
    folder: str
    """Absolute address of the folder the formats stand in, with a trailing slash."""
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """When the newest entry was published or changed: a build has no clock."""
        return max(entry.updated for entry in self.entries)


def entries(
    articles: Iterable[Article],
    library: Library,
    *,
    site: str,
    store: ImageStore,
    facts: Callable[[Article], tuple[str, ...]],
) -> tuple[Entry, ...]:
    """The entries of the newest of ``articles`` (given newest first)."""
    found = []
    for article in islice(articles, NEWEST):
        images = library.images.usable(article.shown_images)
        first = next(iter(images.values()), None)
        found.append(
            Entry(
                article=article,
                category=library.declarations.categories[article.category].name,
                site=site,
                read=partial(library.html, article),
                pictures={src: fallback(info).url for src, info in images.items()},
                links=library.links(article),
                enclosure=store.rendition(first, fallback(first)) if first else None,
                facts=facts(article),
            )
        )
    return tuple(found)


def tag_uri(site: str, day: datetime, path: str) -> str:
    return f"tag:{urlsplit(site).hostname or 'localhost'},{day:%Y-%m-%d}:{path}"


def xml_text(text: str) -> str:
    """Text without the characters that no XML document may hold."""
    return _NOT_XML.sub("", text)
