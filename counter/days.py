"""What day it is in Việt Nam, on a machine whose clock may be set back."""

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

from portal.core.vietnamese import VIETNAM

_DAY = 86_400.0


class Clock:
    """Tells the day; a day that is over does not come back.

    A step back of up to a day (time synchronisation, a virtual machine waking up) is ridden out:
    the day stays until the clock has caught up. A longer step means that the clock was wrong
    before it, and is believed.
    """

    def __init__(self, wall: Callable[[], float] = time.time) -> None:
        self._wall = wall
        self._latest = wall()

    def today(self) -> date:
        """The day in Asia/Ho_Chi_Minh."""
        now = self._wall()
        if not self._latest - _DAY <= now < self._latest:
            self._latest = now
        return datetime.fromtimestamp(self._latest, VIETNAM).date()


def monday(day: date) -> date:
    """The first day of the week of ``day``; weeks start on Monday."""
    return day - timedelta(days=day.weekday())


def midnight_after(day: date) -> float:
    """When ``day`` ends, in seconds since 1970."""
    end = datetime(day.year, day.month, day.day, tzinfo=VIETNAM) + timedelta(days=1)
    return end.timestamp()
