"""The words of counting: hits, visits, figures.

A *hit* is one view of a page as the browser reports it. It is a *visit* if the same visitor has
not been counted on the same page in the last :data:`VISIT` seconds: reloading, or opening a
second tab, is no new visit; tomorrow is. Only visits are counted.
"""

from dataclasses import dataclass
from datetime import date

VISIT = 30 * 60
"""Seconds for which a visitor's further hits on a page belong to the same visit: the usual
session timeout of web analytics."""

ONLINE = 5 * 60
"""Seconds after a hit for which its visitor counts as online."""

TOTAL = "TOTAL"
"""The name under which the visits of all pages together are counted (GoatCounter's)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One view to be counted."""

    path: str
    """As in the list of accepted paths."""
    visitor: bytes
    """Keyed hash, 16 bytes: :func:`counter.visitors.visitor`."""
    day: date
    """In Asia/Ho_Chi_Minh."""


@dataclass(frozen=True, slots=True, order=True)
class DailyViews:
    """How often ``path`` was visited on ``day``."""

    path: str
    day: date
    count: int


@dataclass(frozen=True, slots=True, order=True)
class Start:
    """What an earlier counter had counted, e.g. 265.067 visits since 2015."""

    path: str
    """A page's path, or :data:`TOTAL`; the two are independent."""
    count: int
    since: date
    """The first day of what ``count`` covers."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How often a page, or all, were visited, and from which day on that has been counted."""

    count: int
    since: date
