"""How a check says what it found: a problem at the statement's place, with numbers as printed."""

from collections.abc import Sequence
from decimal import Decimal

from portal.core.figures.figure import with_unit
from portal.core.figures.magnitude import MONEY, readable
from portal.core.figures.observation import Change, Observation, Quantity
from portal.core.figures.statement import ChangeUnit
from portal.core.problem import Problem, Severity
from portal.core.vietnamese import format_number

_CHANGE_SIGNS = {
    ChangeUnit.PERCENT: "%", ChangeUnit.POINTS: " điểm phần trăm", ChangeUnit.PLACES: " bậc"
}  # fmt: skip


def error(observation: Observation, key: str, code: str, message: str, remedy: str) -> Problem:
    return _problem(observation, Severity.ERROR, key, (code, message, remedy))


def remark(observation: Observation, key: str, code: str, message: str, remedy: str) -> Problem:
    return _problem(observation, Severity.REMARK, key, (code, message, remedy))


def discrepancy(
    observation: Observation, key: str, code: str, message: str, remedy: str
) -> Problem:
    """What the editor may accept with a reason: see :func:`settle`."""
    return _problem(observation, Severity.DISCREPANCY, key, (code, message, remedy))


def settle(
    problems: Sequence[Problem], observations: Sequence[Observation]
) -> tuple[list[Problem], dict[tuple[str, int], tuple[str, ...]]]:
    """Drop the discrepancies that were accepted; a statement's reason excuses one key of it.

    Returns what remains, and for each (file, line) of an accepting statement the codes of what
    it accepted.
    """
    accepting = {(o.source.file, o.line) for o in observations if o.accept}
    keys: dict[tuple[str, int], str] = {}
    disputed = [
        problem for problem in problems
        if problem.severity is Severity.DISCREPANCY and (problem.file, problem.line) in accepting
    ]  # fmt: skip
    for problem in disputed:
        # One reason excuses one thing: the figure before the period, the unit, a number.
        place = (problem.file, problem.line)
        if place not in keys or problem.key.endswith(".figure"):
            keys[place] = problem.key
    excused = {p for p in disputed if keys[p.file, p.line] == p.key}
    accepted: dict[tuple[str, int], tuple[str, ...]] = {}
    for problem in disputed:
        if problem in excused:
            place = (problem.file, problem.line)
            accepted[place] = (*accepted.get(place, ()), problem.code)
    kept = [problem for problem in problems if problem not in excused]
    return kept, accepted


def _problem(
    observation: Observation, severity: Severity, key: str, texts: tuple[str, str, str]
) -> Problem:
    place = f"statistics[{observation.position}].{key}"
    code, message, remedy = texts
    source = observation.source.file
    return Problem(source, observation.line, place, code, severity, message, remedy)


def value_of(observation: Observation) -> str:
    return printed_value(observation.quantity, observation.unit)


def printed_value(quantity: Quantity, unit: str) -> str:
    """*554 cuộc họp*, *3,6 tỷ đồng*."""
    quantity, unit = readable(quantity, unit)
    value = quantity.value if quantity.scale == 1 else quantity.value.normalize() + 0
    return with_unit(format_number(value), unit)


def number_of(value: Decimal, unit: str) -> str:
    """A number beside others of one unit; of money with its unit, else it could not be read."""
    return printed_value(Quantity(value), unit) if unit == MONEY else format_number(value)


def change_of(change: Change) -> str:
    number = format_number(change.quantity.value)
    if change.unit is ChangeUnit.TIMES:
        return f"gấp {number} lần"
    sign = _CHANGE_SIGNS.get(change.unit, "")
    return f"{'tăng' if change.up else 'giảm'} {number}{sign}"


def where_is(observation: Observation) -> str:
    """The article of an observation, as problems of other articles name it."""
    return f"{observation.source.url} ({observation.source.day:%d/%m/%Y})"
