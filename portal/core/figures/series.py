"""Series: the values of one indicator for one office, in the order of time.

Reported values are what articles state. Derived values follow from them by arithmetic and are
never shown as reported: *previous* = value − change, *share* = part / whole.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from hashlib import blake2b
from types import MappingProxyType
from typing import NamedTuple

from portal.core.figures.arithmetic import HUNDRED, Verdict, judge, percent
from portal.core.figures.dataset import Cell, Dataset, SeriesKey
from portal.core.figures.figure import Interval
from portal.core.figures.observation import Observation, Quantity
from portal.core.figures.period import Basis, Period
from portal.core.figures.statement import Status
from portal.core.indicator import Indicator
from portal.core.office import Office


class Origin(StrEnum):
    """Where a value comes from."""

    REPORTED = "reported"
    PREVIOUS = "previous"
    """A later value minus its stated change."""
    SHARE = "share"
    """Part divided by whole, to two decimals."""


class Frequency(StrEnum):
    """Periods of one length may be compared and drawn side by side; others may not."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"
    CUMULATIVE = "cumulative"
    """Since the beginning of the year: *9 tháng đầu năm*."""
    INTERVAL = "interval"
    """Any other span of days: *giai đoạn 2021–2025*, *từ 27/4 đến 01/5/2024*."""
    AS_OF = "as-of"

    @property
    def label(self) -> str:
        return _FREQUENCY_LABELS[self]


_FREQUENCY_LABELS = {
    Frequency.YEAR: "theo năm", Frequency.HALF: "theo nửa năm", Frequency.QUARTER: "theo quý",
    Frequency.MONTH: "theo tháng", Frequency.DAY: "theo ngày",
    Frequency.CUMULATIVE: "lũy kế", Frequency.INTERVAL: "theo khoảng thời gian",
    Frequency.AS_OF: "tính đến ngày",
}  # fmt: skip


def frequency(period: Period) -> Frequency:
    if period.basis is Basis.AS_OF:
        return Frequency.AS_OF
    if period.basis is Basis.CUMULATIVE:
        is_of_year = period.start == date(period.year, 1, 1)
        return Frequency.CUMULATIVE if is_of_year else Frequency.INTERVAL
    if "-Q" in period.iso:
        return Frequency.QUARTER
    if "-H" in period.iso:
        return Frequency.HALF
    return {4: Frequency.YEAR, 7: Frequency.MONTH}.get(len(period.iso), Frequency.DAY)


class Point(NamedTuple):
    """One value of a series."""

    period: Period
    quantity: Quantity
    unit: str
    origin: Origin
    observations: tuple[Observation, ...]
    """Reported: those that state it, the one that holds first. Derived: what it follows from."""
    superseded: tuple[Observation, ...] = ()
    """Values that were revised, newest first; their reason is in the note of the reviser."""
    breaks: bool = False
    """Not comparable with what came before: the way of counting or the unit changed."""

    @property
    def value(self) -> Decimal:
        return self.quantity.value

    @property
    def interval(self) -> Interval:
        return self.quantity.interval

    @property
    def reported(self) -> bool:
        return self.origin is Origin.REPORTED

    @property
    def frequency(self) -> Frequency:
        return frequency(self.period)

    @property
    def main(self) -> Observation:
        return self.observations[0]

    @property
    def status(self) -> Status:
        """What follows from a provisional or estimated value is no firmer than that."""
        if self.reported:
            return self.main.status
        unsettled = (Status.PROVISIONAL, Status.ESTIMATED)
        found = (o.status for o in self.observations if o.status in unsettled)
        return next(found, Status.NORMAL)

    def continues(self, before: "Point") -> bool:
        """Whether a line may lead here from the value ``before`` of the same frequency: neither a
        break nor a period without value lies between, and both have one length or one beginning,
        unlike eleven months and the nine of the next year."""
        then, now = before.period, self.period
        if self.breaks:
            return False
        if now.basis is Basis.CUMULATIVE:
            return now.start == then.start or now == then.shifted(1)
        if now.basis is Basis.AS_OF or now.start == now.end:
            return True
        return now.start == then.end + timedelta(days=1)


class Difference(NamedTuple):
    """Change from one point to a later one; exact values only."""

    before: Point
    after: Point

    @property
    def amount(self) -> Decimal:
        """After − before, signed; percentage points for shares."""
        return self.after.value - self.before.value

    @property
    def percent(self) -> Decimal | None:
        """Relative change to two decimals; ``None`` where the earlier value is not positive."""
        if self.before.value <= 0:
            return None
        return percent(HUNDRED * self.amount / self.before.value)


@dataclass(frozen=True, eq=False)
class Series:
    """All points of one (indicator, office)."""

    indicator: Indicator
    office: Office
    points: tuple[Point, ...]

    @cached_property
    def digest(self) -> str:
        """Of everything a page may show of the series."""
        parts = [repr(self.indicator), repr(self.office)]
        for point in self.points:
            parts += (point.period.iso, point.origin)
            parts += [o.digest for o in (*point.observations, *point.superseded)]
        return blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()

    @cached_property
    def by_period(self) -> Mapping[str, Point]:
        return {point.period.iso: point for point in self.points}

    @cached_property
    def by_frequency(self) -> Mapping[Frequency, tuple[Point, ...]]:
        groups: dict[Frequency, list[Point]] = {}
        for point in self.points:
            groups.setdefault(point.frequency, []).append(point)
        return {name: tuple(groups[name]) for name in Frequency if name in groups}

    @property
    def latest(self) -> Point:
        """The newest value of what articles report, shares of it included; years before shorter
        periods that end on the same day."""
        told = [point for point in self.points if point.origin is not Origin.PREVIOUS]
        return max(told or self.points, key=lambda point: point.period.sort_key)

    def change(self, point: Point) -> Difference | None:
        """Against the same period a year before.

        ``None`` where that is not known exactly, the unit differs, or a break lies between:
        a change across a break compares unlike things.
        """
        before = self.by_period.get(point.period.shifted(-1).iso)
        if before is None or not (point.quantity.exact and before.quantity.exact):
            return None
        if before.unit != point.unit or self._broken(before, point):
            return None
        return Difference(before, point)

    @cached_property
    def _breaks(self) -> tuple[Period, ...]:
        return tuple(point.period for point in self.points if point.breaks)

    def _broken(self, before: Point, after: Point) -> bool:
        start, end = before.period.sort_key, after.period.sort_key
        return any(start < period.sort_key <= end for period in self._breaks)


@dataclass(frozen=True, eq=False)
class Topic:
    """One indicator with the series of all its offices: what one page is about."""

    indicator: Indicator
    series: tuple[Series, ...]

    @cached_property
    def digest(self) -> str:
        return blake2b("".join(s.digest for s in self.series).encode(), digest_size=12).hexdigest()


Reported = Callable[[str, str], Mapping[str, Point]]
"""(indicator, office) → its reported points by period."""


def build_topics(
    dataset: Dataset,
    indicators: Mapping[str, Indicator],
    offices: Mapping[str, Office],
    known: Mapping[SeriesKey, Series | None] = MappingProxyType({}),
) -> tuple[Topic, ...]:
    """All series, by indicator in the order of the declarations, by office likewise.

    ``known`` are series of which nothing has changed; ``None`` where there is still none.
    """

    @cache
    def reported(indicator: str, office: str) -> Mapping[str, Point]:
        cells = dataset.series.get((indicator, office), {})
        return {point.period.iso: point for point in _reported(cells.values())}

    topics = []
    for indicator in indicators.values():
        series = []
        for office in offices.values():
            key = (indicator.id, office.id)
            found = known[key] if key in known else _series(indicator, office, reported)
            if found is not None:
                series.append(found)
        if series:
            topics.append(Topic(indicator, tuple(series)))
    return tuple(topics)


def _series(indicator: Indicator, office: Office, reported: Reported) -> Series | None:
    points = dict(reported(indicator.id, office.id))
    for derived in (
        *_previous_points(points.values(), office),
        *_shares(indicator, office, reported),
    ):
        points.setdefault(derived.period.iso, derived)
    if not points:
        return None
    ordered = sorted(points.values(), key=lambda point: point.period.sort_key)
    return Series(indicator, office, tuple(ordered))


def _reported(cells: Iterable[Cell]) -> Iterator[Point]:
    unit = ""
    for cell in cells:
        current = cell.current
        if current.status is Status.MISSING:
            continue
        others = tuple(o for o in cell.standing if o is not current)
        yield Point(
            current.period,
            current.quantity,
            current.unit,
            Origin.REPORTED,
            (current, *others),
            cell.superseded,
            breaks=current.status is Status.BREAK or current.unit not in ("", unit or current.unit),
        )
        unit = current.unit


def _previous_points(points: Iterable[Point], office: Office) -> Iterator[Point]:
    """What newer values say of older periods that no article reports."""
    for point in list(points):
        observation = point.main
        previous = observation.previous
        if previous is None or observation.status is Status.BREAK:
            continue
        assert observation.change is not None
        against = observation.change.against
        assert against is not None
        if office.valid_from is not None and against.end < office.valid_from:
            continue
        yield Point(against, previous, observation.unit, Origin.PREVIOUS, (observation,))


def _shares(indicator: Indicator, office: Office, reported: Reported) -> Iterator[Point]:
    """Shares that part and whole give, as the phrase of the part prints them, else to two places:
    *140/145* is 96,55%."""
    if indicator.share_of is None:
        return
    parts = reported(indicator.share_of.part, office.id)
    wholes = reported(indicator.share_of.whole, office.id)
    for iso, part in parts.items():
        if not part.quantity.exact:
            continue
        whole = wholes.get(iso)
        if whole is not None and whole.quantity.exact and whole.value > 0:
            share = HUNDRED * part.value / whole.value
            sources: tuple[Observation, ...] = (part.main, whole.main)
        elif part.main.computed_share is not None:
            share, sources = part.main.computed_share, (part.main,)
        else:
            continue
        quantity = Quantity(percent(share), 2)
        printed = part.main.share
        if printed and printed.exact:
            holds = judge(printed, Interval(share, share)) is Verdict.HOLDS
            quantity = printed if holds else quantity
        yield Point(part.period, quantity, indicator.unit, Origin.SHARE, sources)
