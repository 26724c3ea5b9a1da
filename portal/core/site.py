"""The site as templates and plugins see it: names, addresses, who answers for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from typing import Any, Literal, Protocol

from portal.core.office import Category, Office
from portal.core.settings import Publisher, Settings

HOME = ("Trang chủ", "/")
"""Where the way to every page begins."""


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
