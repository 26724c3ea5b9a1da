"""What follows from printed numbers, and what cannot be: exact, with intervals for the rest."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from portal.core.figures.figure import Interval, Qualifier
from portal.core.figures.observation import Quantity

HUNDRED = Decimal(100)


class Verdict(StrEnum):
    """Whether a printed number follows from others."""

    HOLDS = "holds"
    TRUNCATED = "truncated"
    """Its last places were cut off where offices round: true to the digit, false in value."""
    APPROXIMATE = "approximate"
    """Nothing contradicts it, but words such as *trên* or *khoảng* leave room."""
    WRONG = "wrong"


def quotient(part: Interval, whole: Interval, times: Decimal = HUNDRED) -> Interval | None:
    """``times × part / whole`` for amounts that are not negative; ``None`` if whole may be 0."""
    if whole.low is None or whole.low <= 0 or part.low is None or part.low < 0:
        return None
    low = Decimal(0) if whole.high is None else times * part.low / whole.high
    high = None if part.high is None else times * part.high / whole.low
    return Interval(
        low,
        high,
        low_open=part.low_open or whole.high_open,
        high_open=part.high_open or whole.low_open,
    )


def difference(one: Interval, other: Interval) -> Interval:
    """``one − other``."""
    low = None if one.low is None or other.high is None else one.low - other.high
    high = None if one.high is None or other.low is None else one.high - other.low
    return Interval(
        low,
        high,
        low_open=one.low_open or other.high_open,
        high_open=one.high_open or other.low_open,
    )


def total(quantities: Iterable[Quantity]) -> Interval:
    """What numbers without qualifiers add up to, as near as they are printed."""
    low = high = Decimal(0)
    for interval in (quantity.interval for quantity in quantities):
        assert interval.low is not None
        assert interval.high is not None
        low, high = low + interval.low, high + interval.high
    return Interval(low, high)


def negative(interval: Interval) -> Interval:
    return difference(Interval(Decimal(0), Decimal(0)), interval)


def judge(stated: Quantity, computed: Interval | None) -> Verdict:
    """Whether ``stated`` may be what ``computed`` allows.

    An exact result must round half up to the printed digits. If cutting the digits off gives
    them instead, that is named; a result one may only bound is judged by whether both meet.
    """
    if computed is None:
        return Verdict.APPROXIMATE
    exact = computed.low is not None and computed.low == computed.high
    if exact and stated.qualifier is Qualifier.EXACT:
        assert computed.low is not None
        if rounded(computed.low, stated.precision) == stated.value:
            return Verdict.HOLDS
        if computed.low in stated.truncation_interval:
            return Verdict.TRUNCATED
        return Verdict.WRONG
    if not computed.meets(stated.interval):
        return Verdict.WRONG
    return Verdict.HOLDS if exact else Verdict.APPROXIMATE


def rounded(value: Decimal, precision: Decimal) -> Decimal:
    """Half up, to a multiple of ``precision``: ``rounded(95.466, 0.1)`` is 95.5."""
    return (value / precision).quantize(Decimal(1), ROUND_HALF_UP) * precision


def percent(value: Decimal, places: int = 2) -> Decimal:
    """A computed percentage as it is shown: half up, two places, idle zeros gone."""
    return rounded(value, Decimal(1).scaleb(-places)).normalize() + 0
