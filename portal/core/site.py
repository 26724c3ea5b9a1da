"""The site as templates and plugins see it: names, addresses, who answers for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from portal.core.office import Category, Office


class Publisher(BaseModel):
    """Who answers for the site, as the imprint prints it; empty parts are not printed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    responsible: str = ""
    """Title of the person responsible, never a name."""
    address: str = ""
    phone: str = ""
    email: str = ""
    licence: str = ""
    """One sentence on reuse."""
    licence_url: str = ""


class Settings(BaseModel):
    """The portal's own keys of ``site_config.py``; the rest are Pelican's."""

    model_config = ConfigDict(frozen=True)

    SITENAME: str = Field(min_length=1)
    SITEURL: str = Field(pattern=r"^https?://[^/\s]+$")
    """Where the site will stand: a domain of its own, for addresses begin with ``/``."""
    SLOGAN: str = ""
    OFFICE: str = Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")
    """Id of the office for articles that name none."""
    PUBLISHER: Publisher = Publisher()
    PAGE_SIZE: int = Field(default=20, ge=5, le=200)
    """Articles on a list page."""
    MARKDOWN_RENDERER: Literal["pyromark", "python-markdown"] = "pyromark"
    MENU: tuple[tuple[str, str], ...] = ()
    """(title, address) of menu items before the standing pages."""
    EMBLEM: str = ""
    """Address of the emblem's image; none is shown without it."""
    COUNTER: Mapping[str, str] | None = None
    """``{"base": "https://dem.example.gov.vn"}`` of a visit counter; ``None``: no counter."""
    PDF_YEARS: Any = "newest"
    """Years whose articles get a PDF: a list, ``"all"``, ``"newest"`` or ``()``."""
    CARD_YEARS: Any = "newest"
    """Years whose articles without image get a drawn share card; likewise."""
    EXTRAS_AT_MOST: int = Field(default=60, ge=0)
    """How many of the newest articles of those years get PDFs and cards; each takes 10–15 ms."""
    OFFLINE: bool = False
    """Whether a service worker keeps read articles for times without network."""
    COMPRESS: bool = False
    """Whether ``.br`` and ``.gz`` siblings are written."""
    LICENCE_DATA: str = "https://creativecommons.org/licenses/by/4.0/"
    """Licence of the open data."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    title: str
    url: str
    key: str
    """What a page's ``section`` names to mark this item."""
    place: int = 50
    """Where in the menu: lower comes first. Standing pages are at 50 and later."""
    in_menu: bool = True
    """Or in the footer only."""


@dataclass(frozen=True)
class Site:
    """Shared by all pages; its ``digest`` is part of each page's fingerprint."""

    name: str
    slogan: str
    url: str
    language: str
    office: Office
    publisher: Publisher
    page_size: int
    menu: tuple[MenuItem, ...]
    more_pages: tuple[MenuItem, ...]
    """What the menu has no room for, and what asked for no place in it: the footer lists it."""
    categories: tuple[Category, ...]
    counter: Mapping[str, str] | None
    settings: Mapping[str, Any]
    """All settings by name, with their defaults; paths of this machine included: never print one
    of those."""
    asset: Callable[[str], str]
    """Name of a file of the theme → its address."""
    asset_digest: str = ""

    @cached_property
    def digest(self) -> str:
        own = {name: self.settings[name] for name in sorted(Settings.model_fields)}
        parts = (
            self.name, self.slogan, self.url, self.language, self.office, self.publisher,
            self.page_size, self.menu, self.more_pages, self.categories, own, self.asset_digest,
        )  # fmt: skip
        return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Meta:
    """What the head of a page says about it."""

    kind: str
    """Kind of page: ``home``, ``article``, ``category``, …; also its body's class."""
    url: str
    title: str
    description: str
    section: str = ""
    """Key of the menu item that the page belongs to."""
    breadcrumbs: tuple[tuple[str, str], ...] = ()
    """(title, address) from the root to the page itself."""
    updated: datetime | None = None
    image: str | None = None
    """Site-absolute address of the picture for share cards."""
    json_ld: Any = None
    """schema.org data; prints (``__html__``) as JSON that is safe inside a ``<script>``."""
    feeds: tuple[tuple[str, str, str], ...] = ()
    """(title, address, media type)."""
    robots: str = ""


@dataclass(frozen=True, slots=True)
class Pagination:
    """Pages of a list counted from the oldest, so that only the newest page ever changes."""

    number: int
    total: int
    pages: tuple[tuple[str, str | None, bool], ...] = field(default=())
    """(label, address or ``None`` for a gap, whether it is this page), newest first."""
    newer: str | None = None
    older: str | None = None
