"""What one Markdown file says, typed. Knows neither Pelican nor HTML templates.

Articles have no slots: ten thousand of them are read back from the cache at each start, and
objects with a plain ``__dict__`` are restored five times as fast.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.core.figures.statement import Statement

_ROLE = r"(?:tin|bài|ảnh|hình|video|clip|đồ họa|thực hiện|tác giả)"
_CREDIT = re.compile(
    rf"(?:^|(?<![\s,;–—-])[\s,;–—-]+){_ROLE}(?:[\s,/+&–-]+(?:và\s+)?{_ROLE})*\s*:\s*", re.IGNORECASE
)
"""What stands before a name in a byline: *Tin, ảnh:*, *– Ảnh:*."""


@dataclass(frozen=True)
class Image:
    """An image as the editor wrote it; ``src`` is relative to ``content/hinh-anh``."""

    src: str
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Tag:
    """A keyword. Two spellings with one slug are one tag; the oldest spelling is shown."""

    slug: str
    name: str

    @property
    def url(self) -> str:
        return f"/tu-khoa/{self.slug}/"


@dataclass(frozen=True)
class Article:
    """A published or drafted article. Stored text is NFC and otherwise as written."""

    source: str
    """Path relative to the content folder: ``bai-viet/2022/tong-ket-2021.md``."""
    digest: str
    """Hex digest of the file's path and bytes: two articles with one digest are one article."""
    title: str
    date: dt.datetime
    """Publication, aware, Asia/Ho_Chi_Minh."""
    has_time: bool
    """Whether the editor gave a time of day; if not, none is ever shown."""
    category: str
    """Id of a declared category."""
    summary: str
    """The sapo as plain text: given, or the first paragraph without dateline dash and ``./.``."""
    office: str
    """Id of a declared office."""
    url: str
    """Site-absolute address with both slashes: ``/2022/ten-bai/``."""
    has_sapo: bool = True
    """Whether the editor gave the summary; a page does not print its first paragraph twice."""
    tags: tuple[Tag, ...] = ()
    author: str = ""
    """Byline as printed (*Tin, ảnh: …*); empty if none."""
    image: Image | None = None
    updated: dt.datetime | None = None
    status: str = "published"
    aliases: tuple[str, ...] = ()
    """Old site-absolute addresses that redirect here."""
    statistics: tuple["Statement", ...] = ()
    """The figures as stated in the front matter. Only those who read the file see them (the doors
    *analysing* and *inspecting*); the library's articles carry none."""
    statistics_lines: tuple[int, ...] = ()
    """For each statement its 1-based line in the file."""
    images: tuple[str, ...] = ()
    """``src`` of each image of the text, as in :attr:`Body.images`."""
    links: tuple[tuple[str, str], ...] = ()
    """Links of the text that name a file of the content folder: (as written, source)."""

    @property
    def year(self) -> int:
        return self.date.year

    @property
    def day(self) -> dt.date:
        return self.date.date()

    @property
    def changed(self) -> dt.datetime:
        """When it was published or, later, updated."""
        return max(self.date, self.updated or self.date)

    @property
    def slug(self) -> str:
        return self.url.rstrip("/").rsplit("/", 1)[-1]

    @property
    def authors(self) -> tuple[str, ...]:
        """Who is named in the byline, for readers that call the field *author* themselves; empty
        where it names only a source: *(Theo báo cáo của …)*."""
        if self.author.lower().startswith(("(", "theo ", "nguồn")):
            return ()
        return tuple(dict.fromkeys(filter(None, _CREDIT.split(self.author))))

    @property
    def shown_images(self) -> tuple[str, ...]:
        """``src`` of each image that the article shows, the lead picture first, once each."""
        lead = (self.image.src,) if self.image else ()
        return tuple(dict.fromkeys((*lead, *self.images)))


@dataclass(frozen=True, slots=True)
class StandingPage:
    """A page that is not news (*Giới thiệu*, *Liên hệ*) from ``content/trang``."""

    source: str
    digest: str
    title: str
    url: str
    summary: str = ""
    """As of articles."""
    has_sapo: bool = True
    menu: int | None = None
    """Place in the menu, counted from 1; ``None`` keeps it out."""
    updated: dt.datetime | None = None
    aliases: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    """``src`` of each image of the text, as in :attr:`Body.images`."""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """An article's Markdown, rendered."""

    html: str
    """Sanitised by the allow list; images are plain ``<img src="/hinh-anh/…">``."""
    text: str
    """Reading text without markup, one block a line (paragraph, heading, list item, table row
    with cells separated by tabs)."""
    markdown: str
    """The Markdown as written (NFC), without front matter; "" in a body that was kept."""
    line: int
    """1-based line of the file on which ``markdown`` begins."""
    headings: tuple[Heading, ...] = ()
    images: tuple[str, ...] = ()
    """``src`` of each image, relative to ``content/hinh-anh``, in order."""
