"""What every store keeps and can do; :mod:`counter.stores` has them.

All stores keep the same things and pass the same tests: views by page and day, among them the
page ``TOTAL``; start values; and, for minutes only, who visited what and who is online.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol

from counter.visits import TOTAL, DailyViews, Figure, Hit, Start
from portal.core.problem import PortalError


class StoreError(PortalError):
    """The store did not do what was asked; nothing of the batch is stored."""


class Store(Protocol):
    """What the service asks of a store. Methods block and may be called from any thread,
    :meth:`record` from one at a time. All raise :class:`StoreError`.
    """

    def claim(self) -> None:
        """Become the service of this store; fails where the store bears only one."""

    def day_key(self, day: date) -> bytes:
        """The random key of ``day``, the same for all processes."""

    def expire(self, day: date) -> None:
        """Destroy what must not outlive its time: keys of days before ``day``, and who visited
        what or was online longer ago than the windows of :mod:`counter.visits`."""

    def record(self, hits: Sequence[Hit]) -> None:
        """Count the visits among ``hits``, all or nothing, and return when that is durable."""

    def figure(self, path: str, since: date = ..., until: date = ...) -> Figure | None:
        """Visits of a page, or of ``TOTAL``; ``None`` if nothing is known of it.

        ``since`` and ``until`` are the first and the last day. A start value is included in
        periods without end that begin no later than what it covers.
        """

    def online(self, day: date) -> int:
        """Visitors of ``day`` seen in the last five minutes."""

    def most_read(self, since: date, until: date, limit: int) -> list[tuple[str, int]]:
        """Pages with their visits, most visited first, then by path."""

    def daily_views(self) -> Iterator[DailyViews]:
        """Everything that was counted, ``TOTAL`` too. A day's rows agree with each other."""

    def starts(self) -> list[Start]:
        """All start values, by path."""

    def set_starts(self, starts: Iterable[Start]) -> None:
        """Set start values; one that exists for the path is replaced."""

    def load(self, views: Iterable[DailyViews]) -> None:
        """Fill an empty store; one that has counted already refuses."""

    def close(self) -> None:
        """Release what is held. The store is not used afterwards."""


def tally(visits: Iterable[Hit]) -> list[DailyViews]:
    """Visits by page and day, with those of ``TOTAL``, sorted so that writers never deadlock."""
    counts: Counter[tuple[str, date]] = Counter()
    for visit in visits:
        counts[visit.path, visit.day] += 1
        counts[TOTAL, visit.day] += 1
    return sorted(DailyViews(path, day, count) for (path, day), count in counts.items())
