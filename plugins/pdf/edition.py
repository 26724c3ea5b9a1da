"""An article on paper: all that its PDF shows, and the Typst document that shows it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import blake2b
from typing import Protocol
from urllib.parse import urlsplit

from plugins.pdf.markup import literal, to_typst
from portal.core.article import Article
from portal.core.library import Library
from portal.core.picture import ImageInfo, Variant, fallback
from portal.core.site import Site
from portal.core.vietnamese import format_date_document, format_date_long
from portal.imaging.embedding import source

TEXT_WIDTH = 459.0
"""Width of the text in points: A4 less two margins of 24 mm."""
MAX_HEIGHT = 340.0
"""A tall image leaves room for its caption and some text on the page."""
POINTS_PER_PIXEL = 0.75
"""A CSS pixel is 1/96 of an inch, a point 1/72."""


class Fact(Protocol):
    """One figure of an article, in words."""

    name: str
    period: str
    number: str
    unit: str
    whole: str
    """The whole that the number is a part of, with its unit; or empty."""
    status: str
    note: str


class Facts(Protocol):
    """The figures of an article; ``digest`` stands for all that they show."""

    @property
    def digest(self) -> str: ...
    @property
    def facts(self) -> Sequence[Fact]: ...


@dataclass(frozen=True, slots=True)
class Edition:
    """``digest`` stands for all that the PDF shows; the text is read when it is made."""

    article: Article
    category: str
    office: str
    site: str
    address: str
    """Of the site, absolute, without a trailing slash."""
    read: Callable[[], bytes]
    """The article's sanitised HTML."""
    images: Mapping[str, ImageInfo] = field(default_factory=dict)
    """Those that the article shows, by ``src``."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Links of the text to other articles, as written → site-absolute address."""
    facts: Facts | None = None

    @property
    def path(self) -> str:
        """Where it is published, relative to the output folder."""
        return f"{self.article.url.strip('/')}/{self.article.slug}.pdf"

    @property
    def url(self) -> str:
        return f"/{self.path}"

    @property
    def stamp(self) -> datetime:
        """The time in the file: when the article last changed. A build has no clock."""
        return self.article.changed

    @property
    def digest(self) -> str:
        parts = (
            self.article.digest,
            self.article.url,
            self.category,
            self.office,
            self.site,
            self.address,
            sorted((src, info.digest) for src, info in self.images.items()),
            sorted(self.links.items()),
            self.facts.digest if self.facts else "",
        )
        return blake2b(repr(parts).encode(), digest_size=16).hexdigest()

    def document(self, template: str, image: Callable[[ImageInfo, Variant], str]) -> str:
        """The Typst source. ``template`` is the path of the template and ``image`` gives that of
        a variant, both as seen from Typst's root."""
        article = self.article
        pictures = _Pictures(self.images, image)
        lead = ""
        if article.image and article.image.src not in article.images:
            caption = f"#{literal(article.image.caption)}" if article.image.caption else None
            lead = pictures(article.image.src, article.image.alt, caption)
        page = self.address + article.url
        values = {
            "title": literal(article.title),
            "office": literal(self.office),
            "site": literal(self.site),
            "host": literal(urlsplit(self.address).netloc),
            "category": literal(self.category),
            "dateline": literal(format_date_long(article.date, article.has_time)),
            "summary": literal(article.summary if article.has_sapo else ""),
            "author": literal(article.author),
            "address": literal(page),
            "published": f"datetime(year: {article.date.year}, month: {article.date.month},"
            f" day: {article.date.day})",
            "note": literal(self._note()),
            "lead": f"[{lead}]" if lead else "none",
            "facts": _array(_array(map(literal, row)) for row in _rows(self.facts)),
        }
        body = to_typst(
            self.read().decode(),
            url=page,
            links=self.links,
            image=lambda address, alt, caption: pictures(source(address), alt, caption),
        )
        arguments = "".join(f"  {name}: {value},\n" for name, value in values.items())
        return f"#import {literal(template)}: *\n#show: article.with(\n{arguments})\n\n{body}\n"

    def _note(self) -> str:
        published = f"Đăng {format_date_document(self.article.date)}"
        if self.article.updated is None:
            return f"{published}."
        return f"{published}, cập nhật {format_date_document(self.article.updated)}."


def edition(article: Article, library: Library, site: Site, facts: Facts | None = None) -> Edition:
    return Edition(
        article=article,
        category=library.declarations.categories[article.category].name,
        office=library.declarations.offices[article.office].name,
        site=site.name,
        address=site.url,
        read=partial(library.html, article),
        images=library.images.usable(article.shown_images),
        links=library.links(article),
        facts=facts,
    )


@dataclass(frozen=True, slots=True)
class _Pictures:
    images: Mapping[str, ImageInfo]
    path: Callable[[ImageInfo, Variant], str]

    def __call__(self, src: str, alt: str, caption: str | None) -> str:
        """Markup of the image; nothing for one that cannot be published."""
        info = self.images.get(src)
        if info is None:
            return ""
        width = min(
            TEXT_WIDTH, info.width * POINTS_PER_PIXEL, MAX_HEIGHT * info.width / info.height
        )
        path = self.path(info, fallback(info))
        words = f", caption: [{caption}]" if caption else ""
        return f"#picture({literal(path)}, {literal(alt)}, {width:.1f}pt{words})"


def _rows(facts: Facts | None) -> Iterator[tuple[str, str, str]]:
    """(indicator, value, period and notes) of each figure."""
    for fact in facts.facts if facts else ():
        value = f"{fact.number} / {fact.whole}" if fact.whole else fact.number
        notes = (fact.period, fact.status, fact.note)
        yield fact.name, f"{value} {fact.unit}".strip(), "; ".join(filter(None, notes))


def _array(items: Iterable[str]) -> str:
    values = list(items)
    return f"({', '.join(values)}{',' if len(values) == 1 else ''})"
