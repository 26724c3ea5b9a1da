"""The site as templates and plugins see it: names, addresses, who answers for it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from typing import Annotated, Any, Literal, Protocol

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator

from portal.core.office import Category, Office
from portal.core.vietnamese import nfc

HOME = ("Trang chủ", "/")
"""Where the way to every page begins."""


def _address(value: object) -> object:
    """(title, address) that a browser can follow from any page."""
    match value:
        case (str(title), str(address)) if title and re.match(_ADDRESS, address):
            return value
    raise ValueError


def _counter(value: Mapping[str, str] | None) -> Mapping[str, str] | None:
    base = "" if value is None or value.keys() != {"base"} else value["base"]
    if value is not None and not re.fullmatch(r"https?://\S+[^/\s]", base):
        raise ValueError
    return value


def _years(value: object) -> object:
    match value:
        case "newest" | "all":
            return value
        case None | "":
            return ()
        case list() | tuple() | set() | frozenset() if all(type(one) is int for one in value):
            return tuple(value)
    raise ValueError


_ADDRESS = r"^(?:/|https?://|mailto:|tel:)\S*$"
Years = Annotated[str | tuple[int, ...], PlainValidator(_years)]
"""``"newest"``, ``"all"`` or years."""


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
    licence_url: str = Field(default="", pattern=r"^(?:(?:/|https?://)\S*)?$")


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
    MENU: tuple[Annotated[tuple[str, str], BeforeValidator(_address)], ...] = ()
    """(title, address) of menu items before the standing pages."""
    EMBLEM: Annotated[str, Field(pattern=r"^(?:/hinh-anh/.+)?$"), AfterValidator(nfc)] = ""
    """The emblem's image in ``content/hinh-anh``; none is shown without it."""
    COUNTER: Annotated[Mapping[str, str] | None, AfterValidator(_counter)] = None
    """``{"base": "https://dem.example.gov.vn"}`` of a visit counter; ``None``: no counter."""
    PDF_YEARS: Years = "newest"
    """Years whose articles get a PDF: a list, ``"all"``, ``"newest"`` or ``()``."""
    CARD_YEARS: Years = "newest"
    """Years whose articles without image get a drawn share card; likewise."""
    EXTRAS_AT_MOST: int = Field(default=60, ge=0)
    """How many of the newest articles of those years get PDFs and cards; each takes 10–15 ms."""
    OFFLINE: bool = False
    """Whether a service worker keeps read articles for times without network."""
    COMPRESS: bool = False
    """Whether ``.br`` and ``.gz`` siblings are written."""
    LICENCE_DATA: str = Field(
        default="https://creativecommons.org/licenses/by/4.0/", pattern=r"^https?://\S+$"
    )
    """Licence of the open data."""


@dataclass(frozen=True, slots=True)
class MenuItem:
    title: str
    url: str
    key: str
    """What a page's ``section`` names to mark this item, and templates to find its address."""
    place: int = 50
    """Where in the menu or footer: lower comes first. Standing pages are at 50 and later."""
    shown: Literal["menu", "footer", "apart"] = "menu"
    """``apart``: where the theme has a place of its own for it, if anywhere."""


class Assets(Protocol):
    """The files of the theme, as one plugin publishes them."""

    @property
    def digest(self) -> str:
        """Stands for all of them."""

    def address(self, name: str) -> str:
        """Site-absolute address of the file ``name``."""


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
    """What the menu has no room for, and what asked for the footer, which lists it."""
    offers: Mapping[str, str]
    """Key → address of all that plugins present: what is not here, nobody may link to. A page
    knows other plugins by these and by what they add to it, never by their addresses."""
    categories: tuple[Category, ...]
    counter: Mapping[str, str] | None
    settings: Mapping[str, Any]
    """All settings by name, with their defaults; paths of this machine included: never print one
    of those."""
    settings_digest: str
    """Stands for all of them that a page may show."""
    assets: Assets
    emblem: str = ""
    """Address of the emblem's image; empty without one."""

    def asset(self, name: str) -> str:
        """Address of a file of the theme."""
        return self.assets.address(name)

    @cached_property
    def digest(self) -> str:
        own = {name: self.settings[name] for name in sorted(Settings.model_fields)}
        parts = (
            self.name, self.slogan, self.url, self.language, self.office, self.publisher,
            self.page_size, self.menu, self.more_pages, self.offers, self.categories, own,
            self.settings_digest, self.assets.digest, self.emblem,
        )  # fmt: skip
        return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


Decorate = Callable[[str, Any], Mapping[str, Any]]
"""(kind of page, its subject) → what plugins add to the page."""


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

    pages: tuple[tuple[str, str | None, bool], ...]
    """(label, address or ``None`` for a gap, whether it is this page), newest first."""
    newer: str | None = None
    older: str | None = None
