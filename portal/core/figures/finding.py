"""How a check says what it found: a problem at the statement's place, with numbers as printed."""

from collections.abc import Iterable, Sequence

from portal.core.figures.observation import Change, Observation, Quantity
from portal.core.figures.statement import ChangeUnit
from portal.core.problem import Problem, Severity
from portal.core.vietnamese import format_number


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
    problems: Iterable[Problem], observations: Sequence[Observation]
) -> tuple[list[Problem], dict[tuple[str, int], tuple[str, ...]]]:
    """Drop the discrepancies that were accepted.

    Returns what remains, and for each (file, line) of an accepting statement the codes of what
    it accepted.
    """
    accepting = {(o.source.file, o.line) for o in observations if o.accept}
    kept: list[Problem] = []
    accepted: dict[tuple[str, int], tuple[str, ...]] = {}
    for problem in problems:
        place = (problem.file, problem.line)
        if problem.severity is Severity.DISCREPANCY and place in accepting:
            accepted[place] = (*accepted.get(place, ()), problem.code)
        else:
            kept.append(problem)
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
    """*17.337 văn bản*, *95,4%*."""
    number = format_number(quantity.value)
    if unit in ("%", "‰"):
        return number + unit
    return f"{number} {unit}".rstrip()


def change_of(change: Change) -> str:
    word = "tăng" if change.up else "giảm"
    return f"{word} {format_number(change.quantity.value)}" + (
        "%" if change.unit is ChangeUnit.PERCENT else ""
    )
