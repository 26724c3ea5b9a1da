"""Offices (*đơn vị*) as declared in ``content/offices.yml``: who published, and until when."""

from dataclasses import dataclass
from datetime import date

from portal.core.vietnamese import format_date


@dataclass(frozen=True, slots=True)
class Office:
    """A provincial unit whose identity never changes; a merger makes a new one."""

    id: str
    """Stable identifier, also the address: ``/don-vi/<id>/``."""
    name: str
    """Full Vietnamese name as printed."""
    short: str
    """Short name for lists and charts, e.g. ``Lạng Sơn``."""
    valid_from: date | None = None
    valid_to: date | None = None
    """Last day of existence, inclusive; ``None`` while the unit exists."""
    predecessors: tuple[str, ...] = ()
    successor: str | None = None
    note: str = ""
    """A sentence about the change, with its legal basis."""

    @property
    def url(self) -> str:
        return f"/don-vi/{self.id}/"

    @property
    def title(self) -> str:
        """The name, with the last day of a unit that is no more: a successor may share it."""
        return f"{self.name} (đến {format_date(self.valid_to)})" if self.valid_to else self.name


@dataclass(frozen=True, slots=True)
class Category:
    """A section of the news as declared in ``content/categories.yml``."""

    id: str
    """Slug, also the address: ``/chuyen-muc/<id>/``."""
    name: str
    description: str = ""

    @property
    def url(self) -> str:
        return f"/chuyen-muc/{self.id}/"
