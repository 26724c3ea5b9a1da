"""The time a figure speaks of, written in ISO 8601 style.

========================  ===========================================================
``2021``                  a year
``2024-H1``               a half year
``2016-Q1``               a quarter
``2016-04``               a month
``2016-04-01``            a day
``2024-01-01/2024-09-30``  any other interval, both days included: *9 tháng đầu năm 2024*
``../2021-12-10``         a state as of a day: *tính đến ngày 10/12/2021*
========================  ===========================================================

The notation is canonical: an interval that is a whole month, quarter, half or year is written
as such, so that two equal periods are equal strings.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache

ROMAN_QUARTERS = ("I", "II", "III", "IV")

_MONTHS = {"năm": 12, "quý": 3, "tháng": 1}

_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])"
    r"|(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d{2}))?))?",
    re.ASCII,
)


class Basis(StrEnum):
    """How values of a period relate to time."""

    FLOW = "flow"
    """What happened within a whole calendar period; values of its parts add up."""
    CUMULATIVE = "cumulative"
    """What happened since the beginning of an interval that is not a calendar period."""
    AS_OF = "as-of"
    """A state, or a total since an unnamed beginning, on a day."""


@dataclass(frozen=True)
class Period:
    """A span of days, both ends included. Build it with the functions below, not directly.

    Few periods are spoken of by many figures: what follows from one is computed once.
    """

    iso: str
    """Says it all: the rest follows."""
    start: date | None = field(compare=False)
    """First day; ``None`` if the figure is a state as of ``end``."""
    end: date = field(compare=False)

    @cached_property
    def basis(self) -> Basis:
        if self.start is None:
            return Basis.AS_OF
        return Basis.CUMULATIVE if "/" in self.iso else Basis.FLOW

    @cached_property
    def year(self) -> int:
        return self.end.year

    @cached_property
    def sort_key(self) -> tuple[date, date]:
        """Chronological by last day, the longer period after the shorter one."""
        start = self.start or date.min
        return (self.end, date.max - (start - date.min))

    @cached_property
    def label(self) -> str:
        """The period in Vietnamese, as it stands after *trong* or before a figure."""
        start, end = self.start, self.end
        if start is None:
            return f"đến ngày {end:%d/%m/%Y}"
        if start == end:
            return f"ngày {end:%d/%m/%Y}"
        if (start.month, start.day) == (1, 1) and start.year == end.year and _ends_month(end):
            if end.month == 12:
                return f"năm {end.year}"
            if end.month in (6, 9):
                return f"{end.month} tháng đầu năm {end.year}"
        if "-Q" in self.iso:
            return f"quý {ROMAN_QUARTERS[(end.month - 1) // 3]}/{end.year}"
        if "-H" in self.iso:
            return f"6 tháng cuối năm {end.year}"
        if "/" not in self.iso:
            return f"tháng {end.month}/{end.year}"
        if (start.month, start.day) == (1, 1) and _ends_month(end) and start.year == end.year:
            return f"{end.month} tháng đầu năm {end.year}"
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
            return f"giai đoạn {start.year}–{end.year}"
        return f"từ ngày {start:%d/%m/%Y} đến ngày {end:%d/%m/%Y}"

    def contains(self, other: "Period | date") -> bool:
        """Whether every day of ``other`` lies within; an as-of period holds all earlier days."""
        first, last = (other, other) if isinstance(other, date) else (other.start, other.end)
        if last > self.end:
            return False
        return self.start is None or (first is not None and first >= self.start)

    def shifted(self, years: int) -> "Period":
        """The same period ``years`` later (negative: earlier): *cùng kỳ năm trước* is −1."""
        return _shifted(self, years)

    def preceding(self, name: str) -> "Period | None":
        """*quý trước* of a quarter, *tháng trước* of a month, *năm trước* of a year; ``name`` is
        the first word. Of any other span none is meant."""
        start, months = self.start, _MONTHS.get(name, 0)
        if start is None or not months or start.replace(day=1) == date.min.replace(day=1):
            return None
        count = 12 * start.year + start.month - 1
        if interval(start, _month_end(*_month(count + months - 1))).iso != self.iso:
            return None
        return interval(date(*_month(count - months), 1), start - timedelta(days=1))

    def __str__(self) -> str:
        return self.iso

    def __reduce__(self) -> tuple[Callable[[str], "Period | None"], tuple[str]]:
        # From its notation: a third of the bytes, and equal periods become one object.
        return parse, (self.iso,)


@lru_cache(maxsize=4096)
def parse(text: str) -> Period | None:
    """Read the ISO notation above (also ``2024-01/2024-09``); ``None`` if it is not that."""
    first, slash, last = text.strip().partition("/")
    if not slash:
        days = _span(first)
        return None if days is None else interval(*days)
    until = _span(last)
    if until is None:
        return None
    if first == "..":
        return as_of(until[1])
    since = _span(first)
    return None if since is None or since[0] > until[1] else interval(since[0], until[1])


@lru_cache(maxsize=1024)
def year(number: int) -> Period:
    return Period(f"{number:04}", date(number, 1, 1), date(number, 12, 31))


@lru_cache(maxsize=1024)
def quarter(year_number: int, number: int) -> Period:
    return interval(date(year_number, 3 * number - 2, 1), _month_end(year_number, 3 * number))


@lru_cache(maxsize=1024)
def month(year_number: int, number: int) -> Period:
    return interval(date(year_number, number, 1), _month_end(year_number, number))


def months(year_number: int, count: int) -> Period:
    """The first ``count`` months of a year: *6 tháng đầu năm* is ``2024-H1``."""
    return interval(date(year_number, 1, 1), _month_end(year_number, count))


def second_half(year_number: int) -> Period:
    return interval(date(year_number, 7, 1), date(year_number, 12, 31))


def day(moment: date) -> Period:
    return Period(moment.isoformat(), moment, moment)


def as_of(moment: date) -> Period:
    return Period(f"../{moment.isoformat()}", None, moment)


@lru_cache(maxsize=4096)
def interval(start: date, end: date) -> Period:
    """Both days included; takes the name of the calendar period it is, if it is one."""
    return Period(_name(start, end), start, end)


def is_whole_months(period: Period) -> bool:
    """Whether it is made up of whole months of one year."""
    start, end = period.start, period.end
    return start is not None and start.day == 1 and start.year == end.year and _ends_month(end)


@lru_cache(maxsize=4096)
def _shifted(period: Period, years: int) -> Period:
    end = _shift(period.end, years, last=_ends_month(period.end))
    return as_of(end) if period.start is None else interval(_shift(period.start, years), end)


def _name(start: date, end: date) -> str:
    if start == end:
        return start.isoformat()
    if start.day == 1 and start.year == end.year and _ends_month(end):
        match end.month - start.month + 1, (start.month - 1):
            case 1, _:
                return f"{start:%Y-%m}"
            case 3, before if before % 3 == 0:
                return f"{start.year:04}-Q{before // 3 + 1}"
            case 6, before if before % 6 == 0:
                return f"{start.year:04}-H{before // 6 + 1}"
            case 12, _:
                return f"{start.year:04}"
    return f"{start.isoformat()}/{end.isoformat()}"


def _span(text: str) -> tuple[date, date] | None:
    match = _ISO.fullmatch(text)
    if match is None or (number := int(match["year"])) == 0:
        return None
    if match["day"]:
        try:
            moment = date(number, int(match["month"]), int(match["day"]))
        except ValueError:
            return None
        return moment, moment
    if match["month"]:
        return date(number, int(match["month"]), 1), _month_end(number, int(match["month"]))
    length = 6 if match["half"] else 3 if match["quarter"] else 12
    nth = int(match["half"] or match["quarter"] or 1)
    return date(number, length * (nth - 1) + 1, 1), _month_end(number, length * nth)


def _month(count: int) -> tuple[int, int]:
    """Year and month of the ``count``-th month."""
    return count // 12, count % 12 + 1


def _month_end(year_number: int, month_number: int) -> date:
    return date(year_number, month_number, monthrange(year_number, month_number)[1])


def _ends_month(moment: date) -> bool:
    return (moment + timedelta(days=1)).day == 1 if moment < date.max else True


def _shift(moment: date, years: int, *, last: bool = False) -> date:
    number = moment.year + years
    length = monthrange(number, moment.month)[1]
    return moment.replace(year=number, day=length if last else min(moment.day, length))
