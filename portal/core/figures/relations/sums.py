"""Totals whose terms the text lists: *63 …, gồm 10 …, 43 … và 10 …*."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from portal.core.figures.extract import Reading
from portal.core.figures.figure import Figure, Kind, Qualifier
from portal.core.figures.relations import verdict
from portal.core.figures.relations.neighbourhood import units_meet
from portal.core.figures.relations.verdict import Holds

_TERMS = (Kind.COUNT, Kind.MONEY)
_EXHAUSTIVE = re.compile(r"(?<!\w)(?:gồm|bao gồm|gồm có|chia ra|cụ thể(?: là)?|cơ cấu)(?!\w)")
_PARTIAL = re.compile(r"trong đó|trong số (?:này|đó)|[:(]")
_REST = re.compile(r"còn lại|số còn|còn (?!\w*\s*\d*%)|chuyển (?:kỳ|sang)")
_TOTAL = re.compile(r"(?:tổng cộng|tổng số|tổng|cộng|nâng)[^.;,]{0,30}\Z")
_CLOSE = Decimal("0.25")
_VERY_CLOSE = Decimal("0.03")
_MOST = 12


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms and total, as indices of figures."""

    parts: tuple[int, ...]
    whole: int
    total: Decimal
    holds: Holds


def find_sums(reading: Reading) -> Iterator[Sum]:
    """Sums in order of their totals; a figure is a term of one sum only."""
    taken: set[int] = set()
    for whole, figure in enumerate(reading.figures):
        if figure.kind not in (*_TERMS, Kind.RATIO) or figure.value < 2:
            continue
        found = _after(reading, whole, taken) or _before(reading, whole, taken)
        while found:
            taken.update(found.parts)
            yield found
            found = _after(reading, whole, taken) if found.holds else None
            if found and not all(reading.figures[index].unit for index in found.parts):
                break


def _after(reading: Reading, whole: int, taken: set[int]) -> Sum | None:
    """The terms follow; what stands in brackets behind a term belongs to that term."""
    terms = _terms_after(reading, whole, taken)
    outer = [index for index in terms if _is_outside_brackets(reading, whole, index)]
    for listed in (outer, terms):
        found = _proven(reading, whole, listed)
        if found:
            return found
    return _contradicted(reading, whole, outer if len(outer) > 1 else terms)


def _proven(reading: Reading, whole: int, terms: list[int]) -> Sum | None:
    """The longest run of terms that adds up, if the words or the units make it a sum."""
    if len(terms) < 2:
        return None
    figures = reading.figures
    exhaustive, partial = _cues(reading, whole, terms)
    if figures[whole].value < 20 and not (exhaustive or partial):
        return None
    for first in range(len(terms) - 1):
        for last in range(len(terms), first + 1, -1):
            run = terms[first:last]
            total, holds = verdict.total((figures[i] for i in run), figures[whole])
            if holds is False:
                continue
            alike = _all_alike(figures, whole, run)
            one_unit = len({figures[i].unit for i in run}) == 1
            listed = holds is True and (len(run) > 2 or (one_unit and partial))
            if alike or (not first and (exhaustive or listed)):
                return Sum(tuple(run), whole, total, holds)
    return None


def _contradicted(reading: Reading, whole: int, terms: list[int]) -> Sum | None:
    """A run that plainly ought to add up and nearly does."""
    figures = reading.figures
    run = [*takewhile(lambda i: _belongs(reading, whole, terms[0], i), terms)]
    if len(run) < 2 or not _all_alike(figures, whole, run, strictly=True):
        return None
    if any(figures[i].qualifier is not Qualifier.EXACT for i in (*run, whole)):
        return None
    exhaustive, partial = _cues(reading, whole, terms)
    rest = _REST.search(_gap(reading, run[-2], run[-1]))
    room = _VERY_CLOSE if partial or rest or len(run) > 2 else Decimal(0)
    if exhaustive or (partial and rest and "còn lại" in rest[0]):
        room = _CLOSE
    total, holds = verdict.total((figures[i] for i in run), figures[whole])
    if room and verdict.is_near(total, figures[whole].value, room):
        return Sum(tuple(run), whole, total, holds)
    return None


def _cues(reading: Reading, whole: int, terms: list[int]) -> tuple[bool, bool]:
    """Whether the words before the first term announce all terms (*gồm*), or some (*trong đó*)."""
    cue = _gap(reading, whole, terms[0])
    bracketed = cue.rfind("(") > cue.rfind(")") and _closes_after_last(reading, terms)
    return bracketed or bool(_EXHAUSTIVE.search(cue)), bool(_PARTIAL.search(cue))


def _is_outside_brackets(reading: Reading, whole: int, index: int) -> bool:
    between = _gap(reading, whole, index)
    return between.count("(") <= between.count(")")


def _belongs(reading: Reading, whole: int, first: int, index: int) -> bool:
    """Whether a term counts the same things in the same sentence as the first one."""
    figures = reading.figures
    return reading.sentences[index] == reading.sentences[first] and _alike(
        figures[index], figures[whole]
    )


def _closes_after_last(reading: Reading, terms: list[int]) -> bool:
    """Whether all terms of the sentence stand in one pair of brackets."""
    end = reading.places[terms[1]][1]
    inside = reading.low[reading.places[terms[0]][0] : end]
    return ")" not in inside and ")" in reading.low[end : end + 40]


def _before(reading: Reading, whole: int, taken: set[int]) -> Sum | None:
    """*12 vụ cháy, 5 vụ nổ; tổng cộng 17 vụ*."""
    figures = reading.figures
    start = reading.places[whole][0]
    if not _TOTAL.search(reading.low, max(0, start - 44), start):
        return None
    terms = [
        i
        for i in range(max(0, whole - _MOST), whole)
        if i not in taken
        and figures[i].attached_to is None
        and _same_sort(figures[i], figures[whole])
        and reading.sentences[i] == reading.sentences[whole]
    ]
    for first in range(len(terms) - 1):
        run = terms[first:]
        total, holds = verdict.total((figures[i] for i in run), figures[whole])
        if holds is True or (holds and _all_alike(figures, whole, run)):
            return Sum(tuple(run), whole, total, holds)
    return None


def _terms_after(reading: Reading, whole: int, taken: set[int]) -> list[int]:
    """Amounts after a total up to the end of the next sentence or of the list it opens."""
    figures, sentences = reading.figures, reading.sentences
    terms: list[int] = []
    opens_list = False
    seen = {sentences[whole]}
    for index in range(whole + 1, min(len(figures), whole + 2 * _MOST)):
        seen.add(sentences[index])
        between = reading.low[reading.places[index - 1][1] : reading.places[index][0]]
        opens_list = opens_list or ":\n" in between or ": \n" in between
        if (len(seen) > 2 and not opens_list) or ("\n\n" in between and not opens_list):
            break
        figure = figures[index]
        if (
            figure.kind in _TERMS
            and figure.attached_to is None
            and index not in taken
            and _same_sort(figure, figures[whole])
            and figure.value <= figures[whole].value
        ):
            terms.append(index)
        if len(terms) == _MOST:
            break
    return terms


def _same_sort(one: Figure, other: Figure) -> bool:
    money = one.kind is Kind.MONEY, other.kind is Kind.MONEY
    return money[0] == money[1] and one.unit not in ("hạng", "lần")


def _alike(one: Figure, other: Figure) -> bool:
    return _same_sort(one, other) and units_meet(one.unit, other.unit)


def _all_alike(
    figures: tuple[Figure, ...], whole: int, run: list[int], *, strictly: bool = False
) -> bool:
    if strictly and len({figures[i].unit != "" for i in (*run, whole)}) > 1:
        return False
    return all(_alike(figures[i], figures[whole]) for i in run)


def _gap(reading: Reading, first: int, second: int) -> str:
    return reading.low[reading.places[first][1] : reading.places[second][0]]
