"""What a figure says of an earlier one, held against the article that published that one."""

from collections.abc import Iterator

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
from portal.core.figures.figure import Interval
from portal.core.figures.finding import change_of, discrepancy, printed_value, value_of, where_is
from portal.core.figures.observation import Change, Observation
from portal.core.figures.period import Period
from portal.core.figures.statement import ChangeUnit
from portal.core.problem import Problem
from portal.core.vietnamese import format_number, format_percent


def check_change(observation: Observation, dataset: Dataset) -> Iterator[Problem]:
    """The earlier value that follows from the change is the one published then.

    A change of a year's figure that says nothing of its basis is one against the year before.
    """
    for stated in (observation.change, observation.growth):
        change = stated and _with_usual_basis(stated, observation.period)
        if change is None or change.against is None:
            continue
        before = _published(observation, change.against, dataset)
        fault = before and _change_fault(observation, change, before)
        if before is None or fault is None:
            continue
        message, remedy = fault
        if stated is not change:
            remedy += "; nếu so với kỳ khác, chép cả chỗ nói so với kỳ nào"
        link = "vì" if change.unit is ChangeUnit.PERCENT else "nhưng"
        yield _previous_differs(observation, before, change_of(change), (message, link), remedy)


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
    if not (observation.quantity.exact and before.quantity.exact) or before.value <= 0:
        return
    rate = HUNDRED * observation.value / before.value
    if judge(earlier.quantity, Interval(rate, rate)) not in (Verdict.HOLDS, Verdict.APPROXIMATE):
        told = f"bằng {printed_value(earlier.quantity, '%')} {when}"
        message = f"{told} nhưng tính ra {format_percent(percent(rate))}"
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
    """What the change implies for the earlier value, if that is not what was published."""
    assert change.against is not None
    remedy = "sửa số, hoặc ghi lý do vào accept"
    if change.unit is ChangeUnit.TIMES:
        return _factor_fault(observation, change, before)
    if change.unit is ChangeUnit.PERCENT:
        moved = difference(observation.interval, before.interval)
        computed = quotient(moved if change.up else negative(moved), before.interval)
        exact = observation.quantity.exact and before.quantity.exact and before.value > 0
        if exact:
            rate = HUNDRED * (observation.value - before.value) / before.value
            rate = rate if change.up else -rate
            computed = Interval(rate, rate)
        verdict = judge(change.quantity, computed)
        if verdict in (Verdict.HOLDS, Verdict.APPROXIMATE) or not exact:
            return None
        rate = percent(HUNDRED * (observation.value - before.value) / before.value)
        return f"{change_of(change)} nhưng tính ra {format_percent(rate)}", remedy
    if earlier_by(change, observation).meets(before.interval):
        return None
    sign = "−" if change.signed > 0 else "+"
    numbers = f"{format_number(observation.value)} {sign} {format_number(change.quantity.value)}"
    result = format_number(observation.value - change.signed)
    return f"{numbers} = {result} cho {change.against.label}", remedy


def _factor_fault(
    observation: Observation, change: Change, before: Observation
) -> tuple[str, str] | None:
    """*gấp 2 lần*: as near as the factor is printed."""
    if not (observation.quantity.exact and before.quantity.exact) or before.value <= 0:
        return None
    times = observation.value / before.value
    if judge(change.quantity, Interval(times, times)) in (Verdict.HOLDS, Verdict.APPROXIMATE):
        return None
    told = f"{change_of(change)} nhưng tính ra gấp {format_number(percent(times))} lần"
    return told, "sửa số, hoặc ghi lý do vào accept"
