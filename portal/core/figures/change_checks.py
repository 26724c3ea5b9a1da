"""What a figure says of an earlier one, held against the article that published that one."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from portal.core.figures.arithmetic import (
    HUNDRED,
    Verdict,
    difference,
    judge,
    negative,
    percent,
    quotient,
)
from portal.core.figures.claims import earlier_by
from portal.core.figures.dataset import Dataset, age
from portal.core.figures.figure import Interval, Qualifier
from portal.core.figures.finding import (
    change_of,
    discrepancy,
    number_of,
    printed_value,
    value_of,
    where_is,
)
from portal.core.figures.observation import Change, Observation, Quantity
from portal.core.figures.period import Period
from portal.core.figures.statement import ChangeUnit
from portal.core.problem import Problem
from portal.core.vietnamese import format_number, format_percent

_NEARLY: Final = frozenset((Qualifier.EXACT, Qualifier.APPROX))
_WRONG: Final = (Verdict.WRONG, Verdict.TRUNCATED)


def check_basis(observation: Observation) -> Iterator[Problem]:
    """What a figure rose or fell from was earlier: *năm 2024 …, tăng 4% so với năm 2024*."""
    period = observation.period
    for change in (observation.change, observation.growth):
        if change is not None and change.against is not None and change.against.end >= period.end:
            yield discrepancy(
                observation, "figure", "basis-not-earlier",
                f"số của {period.label} nhưng so với {change.against.label}",
                "sửa kỳ so sánh trong bài hoặc sửa period, hoặc ghi lý do vào accept",
            )  # fmt: skip
            return


def check_change(observation: Observation, dataset: Dataset) -> Iterator[Problem]:
    """The earlier value that follows from the change is the one published then.

    A change of a year's figure that says nothing of its basis is one against the year before.
    """
    wrong: Period | None = None
    for stated in (observation.change, observation.growth):
        change = stated and _with_usual_basis(stated, observation.period)
        if change is None or change.against in (None, wrong):
            continue
        assert change.against is not None
        before = _published(observation, change.against, dataset)
        fault = before and _change_fault(observation, change, before)
        if before is None or fault is None:
            continue
        message, link = fault
        remedy = "sửa số, hoặc ghi lý do vào accept"
        if stated is not change:
            remedy += "; nếu so với kỳ khác, chép cả chỗ nói so với kỳ nào"
        yield _previous_differs(observation, before, change_of(change), (message, link), remedy)
        wrong = change.against  # A growth beside the change tells of the same number.


def check_earlier(observation: Observation, dataset: Dataset) -> Iterator[Problem]:
    """*từ 480 cuộc lên …*, *bằng 92% năm 2023*: as published then."""
    earlier = observation.earlier
    before = earlier and _published(observation, earlier.against, dataset)
    if earlier is None or before is None:
        return
    remedy = "sửa số, hoặc ghi lý do vào accept"
    when = earlier.against.label
    if not earlier.is_percent:
        if not earlier.quantity.interval.meets(before.interval):
            value = printed_value(earlier.quantity, observation.unit)
            message = f"nói {when} là {value}"
            yield _previous_differs(observation, before, f"từ {value}", (message, "nhưng"), remedy)
        return
    computed = _ratio(observation.quantity, before.quantity)
    if judge(earlier.quantity, computed) in _WRONG:
        told = f"bằng {printed_value(earlier.quantity, '%')} {when}"
        rate = percent(HUNDRED * observation.value / before.value)
        message = f"{told} nhưng tính ra {format_percent(rate)}"
        yield _previous_differs(observation, before, told, (message, "vì"), remedy)


def _published(observation: Observation, against: Period, dataset: Dataset) -> Observation | None:
    """What holds of the time compared with; of several values of the same article the last."""
    cell = dataset.cell(observation.indicator, observation.office, against)
    if cell is None:
        return None
    if cell.current.source.url != observation.source.url:
        return cell.current
    return [o for o in cell.observations if o.source.url == observation.source.url][-1]


def _previous_differs(
    observation: Observation, before: Observation, told: str, fault: tuple[str, str], remedy: str
) -> Problem:
    """``fault``: what differs, and the word that leads from it to the older article."""
    message, link = fault
    if age(before) < age(observation):
        return discrepancy(
            observation, "figure", "previous-differs",
            f"{message}, {link} bài {where_is(before)} ghi {value_of(before)}", remedy,
        )  # fmt: skip
    return discrepancy(
        before, "figure", "previous-differs",
        f"bài {where_is(observation)} ghi {told}: {message}, khác {value_of(before)}", remedy,
    )  # fmt: skip


def _with_usual_basis(change: Change, period: Period) -> Change:
    is_year = period.iso == str(period.year)
    if change.against is not None or not is_year:
        return change
    return change._replace(against=period.shifted(-1))


def _change_fault(
    observation: Observation, change: Change, before: Observation
) -> tuple[str, str] | None:
    """How the change differs from what was published, and the word that leads on to that."""
    assert change.against is not None
    if change.unit in (ChangeUnit.TIMES, ChangeUnit.PERCENT):
        return _rate_fault(observation, change, before)
    if earlier_by(change, observation).meets(before.interval):
        return None
    sign = "−" if change.signed > 0 else "+"
    unit = observation.unit
    numbers = (
        f"{number_of(observation.value, unit)} {sign} {number_of(change.quantity.value, unit)}"
    )
    result = number_of(observation.value - change.signed, unit)
    return f"{numbers} = {result} cho {change.against.label}", "nhưng"


def _rate_fault(
    observation: Observation, change: Change, before: Observation
) -> tuple[str, str] | None:
    """*tăng 14,2%*, *gấp 2 lần*: as near as the numbers are printed."""
    now, then = observation.quantity, before.quantity
    if change.unit is ChangeUnit.TIMES:
        if judge(change.quantity, _ratio(now, then, Decimal(1))) not in _WRONG:
            return None
        told = f"gấp {format_number(percent(now.value / then.value))} lần"
    else:
        ratio = _ratio(now, then)
        moved = ratio and difference(ratio, Interval(HUNDRED, HUNDRED))
        if judge(change.quantity, moved if change.up else moved and negative(moved)) not in _WRONG:
            return None
        rate = percent(HUNDRED * (now.value - then.value) / then.value)
        told = f"{'giảm' if rate < 0 else 'tăng'} {format_percent(abs(rate))}"
    return f"{change_of(change)} nhưng tính ra {told}", "vì"


def _ratio(now: Quantity, then: Quantity, times: Decimal = HUNDRED) -> Interval | None:
    """``now`` in per cent of ``then``; of rounded amounts (*2.215 tỷ đồng*) and of estimates as far
    as that goes."""
    if then.value <= 0 or not {now.qualifier, then.qualifier} <= _NEARLY:
        return None
    if now.exact and then.exact:
        ratio = times * now.value / then.value
        return Interval(ratio, ratio)
    return quotient(now.interval, then.interval, times)
