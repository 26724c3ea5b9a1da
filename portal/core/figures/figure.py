"""A figure: a quantity as an article states it, typed and exact.

Everything here is a frozen value. Numbers are :class:`~decimal.Decimal`, never floats: a printed
figure is a decimal fraction, and a check that is off by a rounding error of the machine is worse
than none.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from portal.core.figures.period import Period

APPROXIMATION = Decimal("0.05")
"""How far a value called *khoảng* or *gần* may lie from the truth, as a part of itself."""
RATES = ("%", "‰")
"""Units that are part of their number."""
RANK = "hạng"
"""The unit of a rank: who rises by seven places has a number less by seven."""


def with_unit(number: str, unit: str) -> str:
    """*17.337 văn bản*, *95,4%*, *hạng 18*."""
    if unit == RANK:
        return f"{RANK} {number}"
    return number + unit if unit in RATES else f"{number} {unit}".rstrip()


class Qualifier(StrEnum):
    """How the words before a number limit it (*trên*, *khoảng*, …)."""

    EXACT = "exact"
    GT = "gt"
    """*trên, hơn, vượt mốc*: the true value is greater."""
    GTE = "gte"
    """*ít nhất, tối thiểu, từ … trở lên*."""
    LT = "lt"
    """*dưới, chưa đến, chưa đầy*."""
    LTE = "lte"
    """*không quá, tối đa*."""
    APPROX = "approx"
    """*khoảng, gần, xấp xỉ, ước*."""
    BETWEEN = "between"
    """*từ A đến B*: both ends are possible; the upper one is ``value_max``."""


class Kind(StrEnum):
    """What sort of quantity a figure is; it decides which arithmetic makes sense."""

    COUNT = "count"
    """A number of things, or a measured amount (*12,5 km*); ranks too, with unit *hạng*."""
    PERCENT = "percent"
    """A share, a rate or a degree of fulfilment in % or ‰, printed number (``95.4``)."""
    RATIO = "ratio"
    """*207/208 nhiệm vụ*: ``value`` of ``denominator``, one unit."""
    PAIR = "pair"
    """*155 lượt/182 công dân*: two counts side by side, no fraction; see ``second``."""
    CHANGE = "change"
    """*tăng 2.013*, *giảm 3,2%*, *gấp 2 lần*: relative to ``attached_to``; see ``direction``."""
    POINTS = "points"
    """A difference of two percentages, even where it is printed with a percent sign."""
    MONEY = "money"
    """An amount of đồng (or of the currency in ``unit``)."""
    METER = "meter"
    """A reading of a site meter (visits, views); never adds up over time."""


AMOUNTS = (Kind.COUNT, Kind.RATIO, Kind.PAIR, Kind.MONEY, Kind.METER)
RELATIVE = (Kind.CHANGE, Kind.POINTS)
"""Kinds of what stands for itself, and of what says something of another figure; a percentage may
do either."""


class Direction(StrEnum):
    """Which way a change goes."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Interval:
    """The values a printed figure may stand for; an end that is ``None`` is open to infinity."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    """The lower end itself is excluded."""
    high_open: bool = False

    def __contains__(self, value: Decimal) -> bool:
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return self.high is None or not (
            value > self.high or (self.high_open and value == self.high)
        )

    def meets(self, other: "Interval") -> bool:
        """Whether some value lies in both."""
        return self._reaches(other) and other._reaches(self)

    def _reaches(self, other: "Interval") -> bool:
        """Whether this one's upper end is not below the other's lower end."""
        if self.high is None or other.low is None:
            return True
        if self.high == other.low:
            return not (self.high_open or other.low_open)
        return self.high > other.low


class Figure(NamedTuple):
    """One quantity of a text. ``text[start:end] == quote`` for the text it was read from."""

    quote: str
    """Qualifier, number, scale word and unit as printed: ``trên 57.000 văn bản``."""
    start: int
    end: int
    value: Decimal
    """Fully scaled: *1,2 triệu* is 1200000. Percentages keep their printed number (95.4)."""
    scale: int = 1
    """What the printed number was multiplied by: 1000 for *nghìn*, 10**9 for *tỷ* …"""
    decimals: int = 0
    """Printed digits after the decimal comma, before scaling."""
    qualifier: Qualifier = Qualifier.EXACT
    value_max: Decimal | None = None
    """Upper end of *từ A đến B*."""
    unit: str = ""
    """As printed, lower case: ``văn bản``, ``%``, ``đồng``, ``lượt``; empty if none."""
    kind: Kind = Kind.COUNT
    denominator: Decimal | None = None
    second: Decimal | None = None
    """The second count of a pair."""
    second_unit: str = ""
    period: Period | None = None
    """``None`` where the text does not tell."""
    direction: Direction | None = None
    basis: str = ""
    """What a change or a percentage is measured against: a period in ISO notation (``2020``)
    where it is one, else the words (``kế hoạch``, ``dự toán``, ``yêu cầu``, ``cùng kỳ``)."""
    attached_to: int | None = None
    """Index, in the same list of figures, of the figure that this one says something about."""
    estimated: bool = False
    """*ước (đạt), ước tính*: the observation has the status *estimated*."""

    @property
    def precision(self) -> Decimal:
        """Worth of one unit in the last printed place: 0.1 for *95,4*, 100000 for *1,2 triệu*."""
        return Decimal(self.scale).scaleb(-self.decimals)

    @property
    def interval(self) -> Interval:
        """Every value the figure may stand for, printed precision included.

        A whole number that was not scaled is exact; *95,4* stands for 95.35 up to 95.45, since
        offices round half up; bounds reach to infinity, or to 0 where nothing can be less.
        """
        if self.qualifier is Qualifier.EXACT:
            if self.precision == 1 and not self.is_rate:
                return Interval(self.value, self.value)
            return self.rounding_interval
        if self.qualifier is Qualifier.BETWEEN:
            return Interval(self.value, self.value_max)
        if self.qualifier in (Qualifier.GT, Qualifier.GTE):
            return Interval(self.value, None, low_open=self.qualifier is Qualifier.GT)
        if self.qualifier in (Qualifier.LT, Qualifier.LTE):
            floor = Decimal(0) if self.value >= 0 else None
            return Interval(floor, self.value, high_open=self.qualifier is Qualifier.LT)
        slack = max(abs(self.value) * APPROXIMATION, self.precision / 2)
        return Interval(self.value - slack, self.value + slack)

    @property
    def is_rate(self) -> bool:
        """Whether it is the result of a division (per cent, points, times), hence rounded."""
        return self.unit in (*RATES, "lần") or self.kind in (Kind.PERCENT, Kind.POINTS)

    @property
    def rounding_interval(self) -> Interval:
        """Every number that rounds half up to the printed one."""
        half = self.precision / 2
        return Interval(self.value - half, self.value + half, high_open=True)

    @property
    def truncation_interval(self) -> Interval:
        """What the figure stands for if its last places were cut off, not rounded."""
        return Interval(self.value, self.value + self.precision, high_open=True)

    def as_json(self) -> dict[str, Any]:
        """The figure as ``portal figures read --json`` prints it; the keys are stable."""
        return {
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "value": plain(self.value),
            "scale": self.scale,
            "qualifier": self.qualifier.value,
            "value_max": None if self.value_max is None else plain(self.value_max),
            "unit": self.unit,
            "kind": self.kind.value,
            "denominator": None if self.denominator is None else plain(self.denominator),
            "second": None if self.second is None else plain(self.second),
            "period": None if self.period is None else self.period.iso,
            "direction": None if self.direction is None else self.direction.value,
            "basis": self.basis or None,
            "attached_to": self.attached_to,
        }


def plain(value: Decimal) -> str:
    """A decimal string without exponent and without idle zeros: ``1200000``, ``95.4``."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
