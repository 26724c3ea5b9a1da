"""What figures of different articles must satisfy among themselves.

The problem is always reported at the younger article: the older one was right when it appeared.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain, pairwise
from types import MappingProxyType
from typing import NamedTuple

from portal.core.figures import period as periods
from portal.core.figures.arithmetic import (
    HUNDRED,
    Verdict,
    difference,
    judge,
    negative,
    percent,
    quotient,
)
from portal.core.figures.checks import RELATED_CHECKS
from portal.core.figures.dataset import Cell, Dataset, SeriesKey, age
from portal.core.figures.figure import Interval
from portal.core.figures.finding import (
    change_of,
    discrepancy,
    error,
    printed_value,
    remark,
    settle,
    value_of,
)
from portal.core.figures.observation import Change, Observation
from portal.core.figures.period import Basis, Period
from portal.core.figures.statement import ChangeUnit, Status
from portal.core.indicator import Indicator
from portal.core.office import Office
from portal.core.problem import Problem
from portal.core.vietnamese import format_number, format_percent

Indicators = Mapping[str, Indicator]


class Findings(NamedTuple):
    """What the check of one series brought."""

    problems: Sequence[Problem]
    accepting: Sequence[Observation]
    """Those with a reason for a discrepancy."""


def check_dataset(
    dataset: Dataset,
    indicators: Indicators,
    offices: Mapping[str, Office],
    known: Mapping[SeriesKey, Findings] = MappingProxyType({}),
) -> tuple[list[Problem], Mapping[SeriesKey, Findings]]:
    """Every rule across articles; what was accepted with a reason is left out.

    Also returns what was found series by series: ``known`` at the next check, without those whose
    figures, or those of a related indicator, have changed since.
    """
    found = {
        key: known.get(key) or check_series(key, dataset, indicators, offices)
        for key in dataset.series
    }
    problems = list(chain.from_iterable(one.problems for one in found.values()))
    accepting = list(chain.from_iterable(one.accepting for one in found.values()))
    kept, accepted = settle(problems, accepting)
    kept += (
        remark(observation, "accept", "accept-unneeded", "không có gì cần chấp nhận",
               "xóa dòng accept")
        for observation in accepting
        if not observation.accepted and (observation.source.file, observation.line) not in accepted
    )  # fmt: skip
    return sorted(kept), found


def check_series(
    key: SeriesKey, dataset: Dataset, indicators: Indicators, offices: Mapping[str, Office]
) -> Findings:
    """The figures of one indicator and office, also against those of related indicators."""
    indicator = indicators[key[0]]
    cells = tuple(dataset.series[key].values())
    problems: list[Problem] = []
    for cell in cells:
        if len(cell.observations) > 1:
            problems += check_agreement(cell)
        for observation in cell.observations:
            if observation.revises:
                problems += check_revision(observation, cell)
            if observation.earlier is not None:
                problems += check_earlier(observation, dataset)
            if observation.change is not None:
                problems += check_change(observation, dataset)
                problems += check_merger(observation, offices)
        if indicator.related:
            problems += check_relations(cell.current, dataset, indicators)
    if len(cells) > 1:
        problems += check_units(cells)
        if indicator.additive:
            problems += check_cumulative(cells)
            problems += check_parts(cells)
    accepting = [o for cell in cells for o in cell.observations if o.accept]
    return Findings(problems, accepting)


def check_agreement(cell: Cell) -> Iterator[Problem]:
    """Two articles give one value for one (indicator, office, period), or one revises the other."""
    standing = cell.standing
    best = standing[0]
    for observation in standing[1:]:
        if observation.source.url == best.source.url or observation.quantity == best.quantity:
            continue
        if observation.interval.meets(best.interval):
            if observation.quantity.exact and not best.quantity.exact:
                best = observation
            continue
        yield error(
            observation, "figure", "contradiction",
            f"{value_of(observation)} cho {observation.period.label} khác {value_of(best)} "
            f"ở bài {_where(best)}",
            f"sửa số; nếu bài này đính chính, thêm revises: {best.source.url} và note: lý do",
        )  # fmt: skip


def check_revision(observation: Observation, cell: Cell) -> Iterator[Problem]:
    """A revision names an older article that has such a figure, and gives its reason."""
    target = observation.revises
    others = [o for o in cell.observations if o.source.url != observation.source.url]
    revised = next((o for o in others if target in (o.source.url, o.source.file)), None)
    if revised is None:
        yield _revises_nothing(observation, others)
    elif age(revised) > age(observation):
        yield error(
            observation, "revises", "revises-later",
            f"bài {_where(revised)} ra sau bài này",
            "ghi revises ở bài ra sau",
        )  # fmt: skip
    if not observation.note:
        yield error(
            observation, "note", "revision-without-reason", "đính chính mà không nêu lý do",
            "thêm note: lý do đính chính",
        )  # fmt: skip


def _revises_nothing(observation: Observation, others: Sequence[Observation]) -> Problem:
    older = [o for o in others if age(o) < age(observation)]
    is_own = observation.revises in (observation.source.url, observation.source.file)
    if is_own:
        message = "revises dẫn tới chính bài này"
    else:
        message = (
            f"bài «{observation.revises}» không có số liệu nào cho cùng chỉ tiêu, đơn vị và kỳ "
            f"({observation.period.label})"
        )
    if older:
        remedy = f"ghi revises: {' hoặc '.join(o.source.url for o in older)}"
    elif is_own:
        remedy = "xóa dòng revises; nó chỉ để trỏ tới bài khác có số cũ"
    else:
        remedy = (
            "xem lại indicator, office, period của cả hai bài; không đính chính thì xóa revises"
        )
    return error(observation, "revises", "revises-nothing", message, remedy)


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
            f"{message}, {link} bài {_where(before)} ghi {value_of(before)}", remedy,
        )  # fmt: skip
    return discrepancy(
        before, "figure", "previous-differs",
        f"bài {_where(observation)} ghi {told}: {message}, khác {value_of(before)}", remedy,
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
    added = change.signed > 0
    signed = change.quantity.interval if added else negative(change.quantity.interval)
    implied = difference(observation.interval, signed)
    if implied.meets(before.interval):
        return None
    sign = "−" if added else "+"
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


def check_merger(observation: Observation, offices: Mapping[str, Office]) -> Iterator[Problem]:
    """A comparison with a time before the office existed is not one of like with like."""
    office = offices.get(observation.office)
    change = observation.change
    if office is None or office.valid_from is None or change is None or change.against is None:
        return
    if change.against.end < office.valid_from:
        yield remark(
            observation, "figure", "crosses-merger",
            f"so với {change.against.label}, trước khi có {office.name} "
            f"({office.valid_from:%d/%m/%Y}): hệ thống không tính số kỳ trước",
            "nói rõ trong note số kỳ trước gồm những đơn vị nào",
        )  # fmt: skip


def check_relations(
    observation: Observation, dataset: Dataset, indicators: Indicators
) -> Iterator[Problem]:
    """Parts, shares and totals whose other side stands in another article."""
    related = indicators[observation.indicator].related
    keys = [(id_, observation.office, observation.period.iso) for id_ in related]
    others = [other for key in keys if (other := dataset.current(key))]
    if all(other.source.url == observation.source.url for other in others):
        return
    youngest = max((*others, observation), key=age)
    for check in RELATED_CHECKS:
        for problem in check(observation, dataset.current, indicators):
            where = ", ".join(sorted({_where(o) for o in others if o is not youngest}))
            yield Problem(
                youngest.source.file, youngest.line, f"statistics[{youngest.position}].figure",
                problem.code, problem.severity, f"{problem.message} (so với bài {where})",
                problem.remedy,
            )  # fmt: skip


def check_parts(cells: tuple[Cell, ...]) -> Iterator[Problem]:
    """Quarters of a year do not exceed it, and add up to it when all are known."""
    by_period = {cell.current.period.iso: cell.current for cell in cells}
    for observation in by_period.values():
        for parts in _divisions(observation.period):
            known = [by_period[iso] for iso in parts if iso in by_period]
            if known:
                yield from _check_sum(observation, known, complete=len(known) == len(parts))


def _check_sum(
    observation: Observation, known: list[Observation], *, complete: bool
) -> Iterator[Problem]:
    total = sum((o.interval.low or Decimal(0) for o in known), Decimal(0))
    high = observation.interval.high
    too_many = high is not None and total > high
    exact = observation.quantity.exact and all(o.quantity.exact for o in known)
    if too_many or (complete and exact and total != observation.value):
        youngest = max((*known, observation), key=age)
        names = ", ".join(o.period.label for o in known)
        yield discrepancy(
            youngest, "figure", "parts-differ",
            f"cộng {names} được {format_number(total)}, "
            f"{'vượt' if too_many else 'khác'} {value_of(observation)} của "
            f"{observation.period.label}",
            "sửa số, hoặc ghi lý do vào accept",
        )  # fmt: skip


def check_cumulative(cells: tuple[Cell, ...]) -> Iterator[Problem]:
    """A count since one beginning, or as of days of one year, does not fall."""
    groups: dict[object, list[Observation]] = {}
    for cell in cells:
        period = cell.current.period
        beginning = period.year if period.basis is Basis.AS_OF else period.start
        groups.setdefault(beginning, []).append(cell.current)
    for group in groups.values():
        for earlier, later in pairwise(group):
            low, high = earlier.interval.low, later.interval.high
            if low is not None and high is not None and low > high:
                youngest, other = sorted((earlier, later), key=age, reverse=True)
                yield discrepancy(
                    youngest, "figure", "cumulative-falls",
                    f"số lũy kế giảm: {earlier.period.label} là {value_of(earlier)}, "
                    f"{later.period.label} còn {value_of(later)} (bài {_where(other)})",
                    "sửa số, hoặc ghi lý do vào accept",
                )  # fmt: skip


def check_units(cells: tuple[Cell, ...]) -> Iterator[Problem]:
    """A series keeps its unit, unless a break says that counting changed."""
    for earlier, later in pairwise(cell.current for cell in cells):
        if earlier.unit != later.unit and later.status is not Status.BREAK:
            yield discrepancy(
                later, "unit", "unit-changed",
                f"đơn vị đổi từ «{earlier.unit}» ({earlier.period.label}) sang «{later.unit}»",
                "sửa unit, hoặc thêm status: break nếu đổi cách tính",
            )  # fmt: skip


@lru_cache(maxsize=1024)
def _divisions(period: Period) -> tuple[tuple[str, ...], ...]:
    """The calendar periods (ISO) that make up a year, half or quarter, level by level."""
    if period.basis is not Basis.FLOW or period.start is None:
        return ()
    year, first = period.year, period.start.month - 1
    last = period.end.month
    if last - first not in (3, 6, 12) or first % (last - first):
        return ()
    months = range(first, last)
    levels = [tuple(periods.month(year, month + 1).iso for month in months)]
    if len(months) > 3:
        levels.append(tuple(periods.quarter(year, month // 3 + 1).iso for month in months[::3]))
    if len(months) > 6:
        levels.append((periods.months(year, 6).iso, periods.second_half(year).iso))
    return tuple(levels)


def _where(observation: Observation) -> str:
    return f"{observation.source.url} ({observation.source.day:%d/%m/%Y})"
