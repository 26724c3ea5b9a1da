"""Who visited what in the last half hour, kept in this process's memory and nowhere else."""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from counter.visits import ONLINE, VISIT, Hit

MOST = 250_000
"""Entries kept at most (some 50 MB); beyond it the oldest are forgotten early."""

K = TypeVar("K")


class Presence:
    """Remembers hits for as long as they matter. ``clock`` counts seconds and never goes back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        self._clock = clock
        self._most = most
        self._lock = threading.Lock()
        self._day: date | None = None
        # Both in the order of their times, oldest first.
        self._visited: dict[tuple[bytes, str], float] = {}
        self._seen: dict[bytes, float] = {}

    def visits(self, hits: Sequence[Hit]) -> list[Hit]:
        """The hits that are visits; repetitions within ``hits`` count once."""
        with self._lock:
            self._forget(self._visited, VISIT)
            first = {(hit.visitor, hit.path): hit for hit in reversed(hits)}
            return [hit for key, hit in first.items() if key not in self._visited]

    def remember(self, hits: Sequence[Hit], visits: Sequence[Hit]) -> None:
        """``hits`` are stored, ``visits`` among them counted."""
        now = self._clock()
        with self._lock:
            for visit in visits:
                self._visited[visit.visitor, visit.path] = now
            for hit in hits:
                self._begin(hit.day)
                self._seen.pop(hit.visitor, None)
                self._seen[hit.visitor] = now
            self._forget(self._seen, ONLINE)

    def online(self, day: date) -> int:
        """Visitors of ``day`` seen within the window. At midnight the count begins anew: a
        visitor's name changes, and nobody may be counted twice."""
        with self._lock:
            self._begin(day)
            self._forget(self._seen, ONLINE)
            return len(self._seen)

    def _begin(self, day: date) -> None:
        if day != self._day:
            self._day = day
            self._seen.clear()

    def _forget(self, times: dict[K, float], window: int) -> None:
        oldest = self._clock() - window
        while times:
            key, at = next(iter(times.items()))
            if at > oldest and len(times) <= self._most:
                return
            del times[key]
