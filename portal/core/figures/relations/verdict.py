"""Whether one printed figure follows from others: share, rate of change, difference, sum."""

from collections.abc import Iterable
from decimal import Decimal

from portal.core.figures.arithmetic import HUNDRED, Verdict, difference, negative, quotient
from portal.core.figures.figure import RANK, Direction, Figure, Interval, Kind, Qualifier

Judged = tuple[Decimal, Verdict]
"""What follows from the numbers as printed, and whether it is what is stated."""

_MEASURED = frozenset((
    "ha", "m", "km", "m2", "m²", "km2", "m3", "m³", "mm", "cm", "tấn", "tạ", "kg", "lít",
    "kwh", "mw",
))  # fmt: skip
"""Units of what is never whole, even where it is printed so."""
_ROOM = Decimal("0.03")
"""How far two numbers may be apart, relatively, to be called approximately equal."""


def judge(
    computed: Decimal, possible: Interval | None, stated: Figure, inputs: Iterable[Figure]
) -> Verdict:
    """Compare a stated figure with what follows from the printed ``inputs``.

    ``computed`` follows from the numbers as printed, ``possible`` from all that they may stand for.
    """
    vague = [f for f in (stated, *inputs) if f.qualifier is not Qualifier.EXACT]
    if not vague:
        rounding = stated.rounding_interval if stated.is_rate else stated.interval
        if computed in rounding or computed == rounding.high:
            return Verdict.HOLDS
        cut = computed in stated.truncation_interval and stated.is_rate
        if cut or possible is None or not any(map(_is_rounded, inputs)):
            return Verdict.TRUNCATED if cut else Verdict.WRONG
        if possible.meets(rounding):
            return Verdict.APPROXIMATE
        return Verdict.TRUNCATED if possible.meets(stated.truncation_interval) else Verdict.WRONG
    if possible is not None and not possible.meets(stated.interval):
        return Verdict.WRONG
    return Verdict.APPROXIMATE


def is_near(computed: Decimal, stated: Decimal, room: Decimal = _ROOM) -> bool:
    return abs(computed - stated) <= room * max(abs(stated), Decimal(1))


def share(part: Figure, whole: Figure, stated: Figure) -> Judged | None:
    """*3.285 of 3.441, 95,4%*; ``None`` if the whole is nothing or cannot tell anything."""
    amount = whole.denominator or whole.value
    if not amount:
        return None
    computed = HUNDRED * part.value / amount
    if whole.denominator:
        possible = quotient(_room(part), Interval(whole.denominator, whole.denominator))
        return computed, judge(computed, possible, stated, (part,))
    return computed, judge(computed, quotient(_room(part), _room(whole)), stated, (part, whole))


def change(previous: Figure, current: Figure, stated: Figure) -> Judged | None:
    """*from 15.324 to 17.337, tăng 2.013* (or points, if both are percentages)."""
    possible = difference(_room(current), _room(previous))
    computed = current.value - previous.value
    if current.kind is Kind.PERCENT and current.decimals == previous.decimals == stated.decimals:
        possible = Interval(computed, computed)  # offices subtract the percentages they print
    if current.unit == RANK:  # a rank rises when its number falls
        computed, possible = -computed, difference(_room(previous), _room(current))
    return _signed(computed, possible, stated, (previous, current))


def rate(previous: Figure, current: Figure, stated: Figure) -> Judged | None:
    """*from 162.810 to 184.260, tăng 13,2%*; *gấp 2 lần*, *tăng 1,5 lần*."""
    if not previous.value:
        return None
    ratio = quotient(_room(current), _room(previous), Decimal(1))
    times = current.value / previous.value
    if stated.unit == "lần":
        if stated.direction is Direction.DOWN:
            times = 1 / times if times else times
            ratio = quotient(_room(previous), _room(current), Decimal(1))
        found = judge(times, ratio, stated, (previous, current))
        more = judge(times - 1, _less_one(ratio), stated, (previous, current))
        return (times - 1, more) if found is Verdict.WRONG else (times, found)
    possible = _less_one(ratio, HUNDRED)
    return _signed(HUNDRED * (times - 1), possible, stated, (previous, current))


def rate_from_change(current: Figure, absolute: Figure, stated: Figure) -> Judged | None:
    """*184.260, tăng 21.450 (13,2%)*: the previous value follows from the other two."""
    sign = -1 if absolute.direction is Direction.DOWN else 1
    previous = current.value - sign * absolute.value
    if previous <= 0:
        return None
    computed = HUNDRED * absolute.value / previous
    exact = not (_is_rounded(current) or _is_rounded(absolute))
    slack = HUNDRED * (current.precision + absolute.precision) / previous
    possible = None if exact else Interval(computed - slack, computed + slack)
    return computed, judge(computed, possible, stated, (current, absolute))


def total(parts: Iterable[Figure], whole: Figure) -> Judged:
    """Whether the parts add up; each printed number may be half a last place off."""
    parts = list(parts)
    computed = sum((f.value for f in parts), Decimal(0))
    vague = any(f.qualifier is not Qualifier.EXACT for f in (*parts, whole))
    if computed == whole.value:
        return computed, Verdict.APPROXIMATE if vague else Verdict.HOLDS
    rounded = [f for f in (*parts, whole) if _is_rounded(f)]
    slack = sum((f.precision / 2 for f in rounded), Decimal(0))
    if abs(computed - whole.value) <= slack or (vague and is_near(computed, whole.value)):
        return computed, Verdict.APPROXIMATE
    return computed, Verdict.WRONG


def _is_rounded(figure: Figure) -> bool:
    """Whether what is printed was measured or scaled; a count of things is exact."""
    measured = figure.unit.partition("/")[0] in _MEASURED and figure.denominator is None
    return measured or figure.precision != 1 or figure.kind is Kind.PERCENT


def _room(figure: Figure) -> Interval:
    """What a figure may stand for: 58.095 ha are from 58.094,5 to 58.095,5 ha."""
    exact = figure.qualifier is Qualifier.EXACT
    return figure.rounding_interval if exact and _is_rounded(figure) else figure.interval


def _signed(
    computed: Decimal, possible: Interval, stated: Figure, inputs: tuple[Figure, ...]
) -> Judged:
    """Turn a fall into a positive number, as the text prints it; a rise that falls is wrong."""
    if stated.direction is Direction.DOWN:
        computed, possible = -computed, negative(possible)
    return computed, judge(computed, possible, stated, inputs)


def _less_one(ratio: Interval | None, times: Decimal = Decimal(1)) -> Interval:
    if ratio is None:
        return Interval(None, None)
    low = None if ratio.low is None else times * (ratio.low - 1)
    high = None if ratio.high is None else times * (ratio.high - 1)
    return Interval(low, high, ratio.low_open, ratio.high_open)
