"""What the pages of statistics show, in words: no template calculates."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from hashlib import blake2b
from typing import Final, NamedTuple, Self

from markupsafe import Markup

from plugins.statistics.spark import spark
from plugins.statistics.wording import (
    cell_text,
    change_text,
    derivation_text,
    difference_text,
    direction,
    sentence_case,
    value_text,
    when_text,
)
from portal.core.figures.arithmetic import percent
from portal.core.figures.figure import RANK, RATES, Qualifier, with_unit
from portal.core.figures.observation import Change, Observation, Source
from portal.core.figures.series import Difference, Point, Series, Topic
from portal.core.indicator import Indicator, IndicatorKind
from portal.core.office import Office
from portal.core.vietnamese import format_number, format_percent

ROWS_AT_MOST: Final = 24
"""Rows of one table. Older values are on the pages of their years and in the files."""


QUOTES_AT_MOST: Final = 3
"""Articles quoted for one value; more would say the same again."""


class Delta(NamedTuple):
    """A change in words, with its direction for the arrow beside them."""

    text: str
    direction: str
    """``up``, ``down`` or ``same``."""
    is_worse: bool = False
    """Whether the vocabulary says that the other direction is better."""
    computed: bool = False
    """Follows from two values; otherwise an article states it."""

    @classmethod
    def of(
        cls,
        indicator: Indicator,
        text: str,
        amount: Decimal | int,
        unit: str,
        *,
        computed: bool = False,
    ) -> Self:
        """Who has a lower number in a ranking has risen."""
        arrow = direction(-amount if unit == RANK else amount)
        return cls(text, arrow, indicator.better.is_worse(amount), computed)


class Quote(NamedTuple):
    """The article and the sentence in which a value stands."""

    url: str
    title: str
    day: date
    before: str
    words: str
    """The figure as printed, between the rest of its sentence."""
    after: str


class Replaced(NamedTuple):
    """A value that a later article revised."""

    value: str
    quote: Quote
    reason: str


class Row(NamedTuple):
    """One value of a series as a table shows it; each table asks for what it shows."""

    series: Series
    point: Point

    @property
    def period(self) -> str:
        return sentence_case(self.point.period.label)

    @property
    def when(self) -> str:
        """The period within a sentence, and what the value is worth."""
        return when_text(self.point)

    @property
    def year(self) -> int:
        return self.point.period.year

    @property
    def number(self) -> str:
        if self.point.unit != self.series.indicator.unit:
            return self.value  # An editor may have accepted another unit than the heading's.
        return cell_text(self.point.quantity, self.point.unit)

    @property
    def value(self) -> str:
        """With its unit."""
        return value_text(self.point.quantity, self.point.unit)

    @property
    def derivation(self) -> str:
        """How it was derived; empty for a reported value."""
        return derivation_text(self.point)

    @property
    def status(self) -> str:
        return self.point.status.label

    @property
    def delta(self) -> Delta | None:
        return delta(self.series, self.point)

    @property
    def source(self) -> Source:
        """The first article that states it, or from which it follows."""
        return self.point.main.source

    @property
    def quotes(self) -> tuple[Quote, ...]:
        return tuple(map(quote, self.point.observations[:QUOTES_AT_MOST]))

    @property
    def more_quotes(self) -> int:
        """Further articles that state the same."""
        return max(0, len(self.point.observations) - QUOTES_AT_MOST)

    @property
    def superseded(self) -> tuple[Replaced, ...]:
        return tuple(
            Replaced(value_text(old.quantity, old.unit), quote(old), _reason(self.point, old))
            for old in self.point.superseded
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """Remarks, reasons for discrepancies, targets, shares computed anew."""
        return tuple(_notes(self.series, self.point)) if self.point.reported else ()

    @property
    def breaks(self) -> str:
        """Why it is not comparable with the row below; empty if it is."""
        return _break(self.point)


@dataclass(frozen=True)
class Table:
    """The rows of one office, newest first, in groups of one frequency."""

    series: Series
    merger: str
    """What readers must know of the office's beginning or end."""

    @property
    def office(self) -> Office:
        return self.series.office

    @cached_property
    def groups(self) -> tuple[tuple[str, tuple[Row, ...], int], ...]:
        """(frequency, its newest rows, how many older ones there are)."""
        return tuple(
            (
                frequency.label,
                tuple(Row(self.series, point) for point in points[: -ROWS_AT_MOST - 1 : -1]),
                max(0, len(points) - ROWS_AT_MOST),
            )
            for frequency, points in self.series.by_frequency.items()
        )

    @property
    def heading(self) -> str:
        """Above its values."""
        unit = self.series.indicator.unit
        return "Tỷ lệ" if unit in RATES else sentence_case(unit)

    @cached_property
    def latest(self) -> Row:
        return Row(self.series, self.series.latest)


@dataclass(frozen=True, slots=True)
class Item:
    """An indicator in a list: its newest value and the way to its page."""

    name: str
    url: str
    value: str
    period: str
    office: str
    """Short name; empty where the page is about one office."""
    derived: bool
    delta: Delta | None
    spark: Markup


@dataclass(frozen=True)
class Overview:
    """Indicators under their topics, each with its newest value."""

    topics: tuple[Topic, ...]
    office: str
    """Id of the office whose values stand first; others only where it has none."""
    only: bool = False
    """Leave out what that office does not have, and its name with every value."""

    @cached_property
    def digest(self) -> str:
        parts = [self.office, str(self.only), *(topic.digest for topic in self.topics)]
        return blake2b("".join(parts).encode(), digest_size=12).hexdigest()

    @cached_property
    def groups(self) -> tuple[tuple[str, tuple[Item, ...]], ...]:
        groups: dict[str, list[Item]] = {}
        for topic in self.topics:
            series = next((s for s in topic.series if s.office.id == self.office), None)
            if series is None and not self.only:
                series = max(topic.series, key=lambda s: s.latest.period.sort_key)
            if series is not None:
                groups.setdefault(topic.indicator.topic, []).append(self._item(series))
        return tuple((name, tuple(items)) for name, items in groups.items())

    def _item(self, series: Series) -> Item:
        latest = series.latest
        return Item(
            name=series.indicator.name,
            url=series.indicator.url,
            value=value_text(latest.quantity, latest.unit),
            period=when_text(latest),
            office="" if self.only else series.office.short,
            derived=not latest.reported,
            delta=delta(series, latest),
            spark=spark(series.by_frequency[latest.frequency]),
        )


@dataclass(frozen=True)
class YearOverview:
    """Every value of one year, by topic."""

    year: int
    values: tuple[tuple[Series, Point], ...]

    @cached_property
    def digest(self) -> str:
        parts = [str(self.year)]
        for series, point in self.values:
            before = series.by_period.get(point.period.shifted(-1).iso)
            shown = (
                *point.observations,
                *point.superseded,
                *(before.observations if before else ()),
            )
            parts += (series.indicator.digest, series.office.short, point.period.iso, point.origin)
            parts += [observation.digest for observation in shown]
        return blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()

    @cached_property
    def groups(self) -> tuple[tuple[str, tuple[tuple[Indicator, Office, Row], ...]], ...]:
        groups: dict[str, list[tuple[Indicator, Office, Row]]] = {}
        for series, point in self.values:
            found = (series.indicator, series.office, Row(series, point))
            groups.setdefault(series.indicator.topic, []).append(found)
        return tuple((name, tuple(rows)) for name, rows in groups.items())


def delta(series: Series, point: Point) -> Delta | None:
    """The change against the year before: as stated, else as it follows from two values; the
    latter, too, where what it was stated against has been revised since."""
    change = point.main.change if point.reported else None
    difference = series.change(point)
    if change is not None and not (difference and _is_outdated(change, difference)):
        text = change_text(change, point.unit)
        return Delta.of(series.indicator, text, change.signed, point.unit)
    if difference is None:
        return None
    text = difference_text(difference)
    return Delta.of(series.indicator, text, difference.amount, point.unit, computed=True)


def _is_outdated(change: Change, difference: Difference) -> bool:
    before, after = difference.before, difference.after
    return (
        change.against == before.period
        and bool(before.superseded)
        and before.main.source.moment > after.main.source.moment
    )


def quote(observation: Observation) -> Quote:
    sentence, source = observation.sentence, observation.source
    start, end = observation.words
    return Quote(
        source.url, source.title, source.day, sentence[:start], sentence[start:end], sentence[end:]
    )


def merger_text(office: Office, offices: Mapping[str, Office]) -> str:
    """When and from what the office came, or into what it went; empty if it always was."""
    if not (office.predecessors or office.successor):
        return ""
    if office.note:
        return office.note
    if office.valid_from and office.predecessors:
        names = ", ".join(offices[id_].short for id_ in office.predecessors if id_ in offices)
        return (
            f"{office.short} thành lập ngày {office.valid_from:%d/%m/%Y}, hợp nhất từ {names}. "
            "Số liệu trước ngày này thuộc đơn vị cũ, không nối liền với chuỗi này."
        )
    if office.valid_to and office.successor and office.successor in offices:
        successor = offices[office.successor]
        return (
            f"Chuỗi dừng ở ngày {office.valid_to:%d/%m/%Y}: {office.short} hợp nhất vào "
            f"{successor.short}."
        )
    return ""


def _notes(series: Series, point: Point) -> Iterator[str]:
    main = point.main
    if main.share is not None:
        yield f"Bài viết ghi tỷ lệ {value_text(main.share, '%')}."
    if main.computed_share is not None and series.indicator.kind is not IndicatorKind.SHARE:
        yield f"Tỷ lệ tính lại: {format_percent(percent(main.computed_share))}."
    if main.target is not None:
        name = "Mức yêu cầu" if main.points is None else "Mức yêu cầu tính lại"
        yield f"{name}: {with_unit(format_number(main.target), point.unit)}."
    if main.accept:
        yield f"Chênh lệch đã được giải thích: {main.accept}."
    if main.note and not main.revises:
        yield main.note
    if point.quantity.qualifier is not Qualifier.EXACT and point.reported:
        yield "Bài viết không nêu số chính xác."


def _reason(point: Point, old: Observation) -> str:
    revisers = [o for o in point.observations if o.revises in (old.source.url, old.source.file)]
    return revisers[0].note if revisers else point.main.note


def _break(point: Point) -> str:
    if not point.breaks:
        return ""
    reason = point.main.note
    return "Đổi cách tính" + (f": {reason}" if reason else " từ kỳ này, không so được với kỳ trước")
