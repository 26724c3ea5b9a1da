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
from portal.core.figures.arithmetic import total
from portal.core.figures.change_checks import check_change, check_earlier
from portal.core.figures.checks import RELATED_CHECKS
from portal.core.figures.dataset import Cell, Dataset, SeriesKey, age
from portal.core.figures.figure import Qualifier
from portal.core.figures.finding import (
    discrepancy,
    error,
    number_of,
    remark,
    settle,
    value_of,
    where_is,
)
from portal.core.figures.observation import Observation
from portal.core.figures.period import Basis, Period
from portal.core.figures.statement import Status
from portal.core.indicator import Indicator
from portal.core.office import Office
from portal.core.problem import Problem

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
            wrong = []
            if observation.change is not None:
                wrong = [*check_change(observation, dataset)]
                problems += wrong
                problems += check_merger(observation, offices)
            if observation.earlier is not None and not wrong:
                problems += check_earlier(observation, dataset)
        if indicator.related:
            problems += check_relations(cell.current, dataset, indicators)
    if len(cells) > 1:
        problems += check_units(cells, indicator)
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
            f"ở bài {where_is(best)}",
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
            f"bài {where_is(revised)} ra sau bài này",
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
            where = ", ".join(sorted({where_is(o) for o in others if o is not youngest}))
            yield Problem(
                youngest.source.file, youngest.line, f"statistics[{youngest.position}].figure",
                problem.code, problem.severity, f"{problem.message} (so với bài {where})",
                problem.remedy,
            )  # fmt: skip


def check_parts(cells: tuple[Cell, ...]) -> Iterator[Problem]:
    """Quarters of a year do not exceed it, and add up to it when all are known; of several ways to
    add up, the first that is wrong is told."""
    by_period = {cell.current.period.iso: cell.current for cell in cells}
    for observation in by_period.values():
        for parts in _divisions(observation.period):
            known = [by_period[iso] for iso in parts if iso in by_period]
            # Of one part from the same beginning on, it is the cumulative sum that falls.
            if len(known) > 1 or (known and known[0].period.start != observation.period.start):
                fault = _sum_fault(observation, known, complete=len(known) == len(parts))
                if fault:
                    yield fault
                    break


def _sum_fault(
    observation: Observation, known: list[Observation], *, complete: bool
) -> Problem | None:
    least = sum((o.interval.low or Decimal(0) for o in known), Decimal(0))
    high = observation.interval.high
    too_many = high is not None and least > high
    numbers = [o.quantity for o in known]
    exact = all(q.qualifier is Qualifier.EXACT for q in (*numbers, observation.quantity))
    if too_many or (complete and exact and not total(numbers).meets(observation.interval)):
        youngest = max((*known, observation), key=age)
        names = ", ".join(o.period.label for o in known)
        added = number_of(sum((q.value for q in numbers), Decimal(0)), observation.unit)
        return discrepancy(
            youngest, "figure", "parts-differ",
            f"{f'cộng {names} được' if len(known) > 1 else f'{names} là'} {added}, "
            f"{'vượt' if too_many else 'khác'} {value_of(observation)} của "
            f"{observation.period.label}",
            "sửa số, hoặc ghi lý do vào accept",
        )  # fmt: skip
    return None


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
                    f"{later.period.label} còn {value_of(later)} (bài {where_is(other)})",
                    "sửa số, hoặc ghi lý do vào accept",
                )  # fmt: skip


def check_units(cells: tuple[Cell, ...], indicator: Indicator) -> Iterator[Problem]:
    """A series keeps its unit, unless a break says that counting changed.

    A unit that is not the indicator's is told where it stands, until it is accepted there.
    """
    settled = (
        o for o in (cell.current for cell in cells)
        if indicator.counts(o.unit) or "unit-differs" in o.accepted
    )  # fmt: skip
    for earlier, later in pairwise(settled):
        if earlier.unit != later.unit and later.status is not Status.BREAK:
            yield discrepancy(
                later, "unit", "unit-changed",
                f"đơn vị đổi từ «{earlier.unit}» ({earlier.period.label}) sang «{later.unit}»",
                "sửa unit, hoặc thêm status: break nếu đổi cách tính",
            )  # fmt: skip


@lru_cache(maxsize=1024)
def _divisions(period: Period) -> tuple[tuple[str, ...], ...]:
    """The calendar periods (ISO) that make up a year, nine months, half or quarter, level by
    level."""
    if period.start is None or not periods.is_whole_months(period):
        return ()
    year, first, last = period.year, period.start.month - 1, period.end.month
    is_nine = (first, last) == (0, 9)
    if not is_nine and (last - first not in (3, 6, 12) or first % (last - first)):
        return ()
    months = range(first, last)
    levels = [tuple(periods.month(year, month + 1).iso for month in months)]
    if len(months) > 3:
        levels.append(tuple(periods.quarter(year, month // 3 + 1).iso for month in months[::3]))
    if is_nine:
        levels.append((periods.months(year, 6).iso, periods.quarter(year, 3).iso))
    if len(months) == 12:
        levels.append((periods.months(year, 6).iso, periods.second_half(year).iso))
        levels.append((periods.months(year, 9).iso, periods.quarter(year, 4).iso))
    return tuple(levels)
