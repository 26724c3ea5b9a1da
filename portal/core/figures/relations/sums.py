"""Totals whose terms the text lists: *63 …, gồm 10 …, 43 … và 10 …*."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from portal.core.figures.figure import Figure, Kind, Qualifier
from portal.core.figures.relations import verdict
from portal.core.figures.relations.neighbourhood import Neighbourhood, units_meet
from portal.core.figures.relations.verdict import Holds

_TERMS = (Kind.COUNT, Kind.MONEY)
_EXHAUSTIVE = re.compile(r"(?<!\w)(?:gồm|bao gồm|gồm có|chia ra|cụ thể(?: là)?|cơ cấu)(?!\w)")
_PARTIAL = re.compile(r"trong đó|trong số (?:này|đó)|:")
_REST = re.compile(r"còn lại|chưa|số còn|còn (?!\w*\s*\d*%)|chuyển (?:kỳ|sang)")
_TOTAL = re.compile(r"(?:tổng cộng|tổng số|tổng|cộng|nâng)[^.;,]{0,30}\Z")
_CLOSE = Decimal("0.25")
_ALL_BUT_LITTLE = Decimal("0.01")
_VERY_CLOSE = Decimal("0.03")
_LIST_CLOSE = Decimal("0.05")
_MOST = 12
_FAR_BACK = 40
_MANY = 100
"""Two numbers add up to a smaller one than this by chance now and then."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms and total, as indices of figures."""

    parts: tuple[int, ...]
    whole: int
    total: Decimal
    holds: Holds


class Sums:
    """Finds totals and their terms; a figure is a term of one sum only."""

    def __init__(self, near: Neighbourhood, cells: set[int]) -> None:
        self.near = near
        self.figures = near.figures
        self.sentences = near.reading.sentences
        self.taken = set(cells)
        """Terms of a sum, and what stands in tables: that adds up in columns, if at all."""

    def find(self) -> Iterator[Sum]:
        """Sums in order of their totals, then those whose total stands far before."""
        for whole, figure in enumerate(self.figures):
            if whole in self.taken and not figure.unit:
                continue
            if figure.kind not in (*_TERMS, Kind.RATIO) or figure.value < 2:
                continue
            found = self._after(whole) or self._before(whole)
            while found:
                self.taken.update(found.parts)
                yield found
                found = self._after(whole, again=True) if found.holds else None
                if found and not all(self.figures[index].unit for index in found.parts):
                    break
        yield from self._far()

    def _after(self, whole: int, *, again: bool = False) -> Sum | None:
        """The terms follow; what stands in brackets behind a term belongs to that term."""
        terms = self._terms_after(whole)
        outer = [index for index in terms if self._is_outside_brackets(whole, index)]
        unit = self.figures[whole].unit
        same = [index for index in outer if unit and self.figures[index].unit == unit]
        for listed in (outer, terms, same):
            found = self._proven(whole, listed)
            if found:
                return found
        if again:
            return None
        suspects = (self._contradicted(whole, listed) for listed in (same or outer, terms))
        return next(filter(None, suspects), None)

    def _proven(self, whole: int, terms: list[int]) -> Sum | None:
        """The longest run of terms that adds up, if the words or the units make it a sum."""
        if len(terms) < 2:
            return None
        exhaustive, partial = self._cues(whole, terms)
        if self.figures[whole].value < 20 and not (exhaustive or partial):
            return None
        for wanted in (True, "approximate"):
            for first in range(len(terms) - 1):
                for last in range(len(terms), first + 1, -1):
                    run = terms[first:last]
                    found = self._sum(run, whole)
                    if found.holds != wanted:
                        continue
                    announced = not first and (exhaustive or partial)
                    if self._is_meant(run, whole, exhaustive and not first, announced):
                        return found
        return None

    def _is_meant(self, run: list[int], whole: int, exhaustive: bool, announced: bool) -> bool:
        """Whether a run that adds up does so on purpose."""
        if exhaustive:
            return True
        if self._all_alike(run, whole):
            return announced or len(run) > 2 or self.figures[whole].value >= _MANY
        exact = self._sum(run, whole).holds is True
        one_unit = len({self.figures[i].unit for i in run}) == 1
        return exact and announced and (len(run) > 2 or one_unit)

    def _contradicted(self, whole: int, terms: list[int]) -> Sum | None:
        """A run that plainly ought to add up and nearly does."""
        figures = self.figures
        if len(terms) < 2:
            return None
        if not self._are_listed(whole, terms[0]) and not self._goes_on(terms[0]):
            return None
        exhaustive, partial = self._cues(whole, terms)
        listed = [*takewhile(lambda i: self._are_listed(terms[0], i), terms)]
        run = [*takewhile(lambda i: _alike(figures[i], figures[whole]), listed)]
        meant = len({_has_unit(figures[i], figures[whole]) for i in (*run, whole)}) == 1
        if exhaustive and len(run) < 2 < len(listed):  # gồm 38 khách sạn và 27 cơ sở khác
            run = listed
            meant = any(units_meet(figures[i].unit, figures[whole].unit) for i in run)
        if len(run) < 2 or not meant:
            return None
        if any(figures[i].qualifier is not Qualifier.EXACT for i in (*run, whole)):
            return None
        rest = _REST.search(self.near.gap(run[-2], run[-1]))
        found = self._sum(run, whole)
        room = _VERY_CLOSE if partial or rest or len(run) > 2 else Decimal(0)
        if not rest and not exhaustive and found.total < figures[whole].value:
            room = min(room, _ALL_BUT_LITTLE)  # trong đó …: a little more may not be told
        if rest and "chưa" in rest[0]:
            room = _LIST_CLOSE
        elif exhaustive or (partial and rest and "còn lại" in rest[0]):
            told = _EXHAUSTIVE.search(self.near.gap(whole, run[0])) or rest
            room = _CLOSE if told and len(run) == len(terms) else _LIST_CLOSE
        elif len(run) > 2 and self.near.gap(whole, run[0]).lstrip().startswith(":"):
            room = _LIST_CLOSE
        return found if room and verdict.is_near(found.total, figures[whole].value, room) else None

    def _goes_on(self, term: int) -> bool:
        """*Trong đó, …*: a sentence that lists terms of what the last one told."""
        start = self.sentences[term]
        return self.near.low.startswith(("trong đó", "bao gồm", "gồm", "cụ thể"), start)

    def _are_listed(self, one: int, other: int) -> bool:
        """Whether both stand in one sentence, or in one list of lines."""
        if self.sentences[one] == self.sentences[other]:
            return True
        ahead = self.near.before(one, 80) + self.near.gap(one, other)
        opened = ":\n" in ahead.replace(" ", "")
        return opened and not self.near.parted(one, other)

    def _before(self, whole: int) -> Sum | None:
        """*12 vụ cháy, 5 vụ nổ; tổng cộng 17 vụ*."""
        figures = self.figures
        if not _TOTAL.search(self.near.before(whole, 44)):
            return None
        terms = [
            i
            for i in range(max(0, whole - _MOST), whole)
            if self._is_free(i)
            and _same_sort(figures[i], figures[whole])
            and self.sentences[i] == self.sentences[whole]
        ]
        for first in range(len(terms) - 1):
            run = terms[first:]
            found = self._sum(run, whole)
            if found.holds is True or (found.holds and self._all_alike(run, whole)):
                return found
        return None

    def _far(self) -> Iterator[Sum]:
        """*Xảy ra 312 vụ. … Đường bộ 310 vụ, đường thủy 2 vụ*: a sentence makes an earlier total.

        Only what adds up to the digit: nothing in the words says so.
        """
        groups: dict[tuple[int, str], list[int]] = {}
        for index, figure in enumerate(self.figures):
            if self._is_free(index) and figure.kind in _TERMS and figure.unit:
                key = self.sentences[index], figure.unit.split()[0]
                groups.setdefault(key, []).append(index)
        for terms in groups.values():
            if len(terms) < 2:
                continue
            total = sum((self.figures[i].value for i in terms), Decimal(0))
            if total < (_MANY if len(terms) == 2 else 10):
                continue
            for whole in range(terms[0] - 1, max(-1, terms[0] - _FAR_BACK), -1):
                figure = self.figures[whole]
                alike = _alike(figure, self.figures[terms[0]]) and figure.unit
                if figure.value == total and alike and figure.kind in _TERMS:
                    yield self._sum(terms, whole)
                    break

    def _terms_after(self, whole: int) -> list[int]:
        """Amounts after a total up to the end of the next sentence or of the list it opens."""
        figures, sentences = self.figures, self.sentences
        terms: list[int] = []
        opens_list = False
        seen = {sentences[whole]}
        for index in range(whole + 1, min(len(figures), whole + 2 * _MOST)):
            seen.add(sentences[index])
            if not self._shares_brackets(whole, index):
                break
            between = self.near.gap(index - 1, index)
            opens_list = opens_list or ":\n" in between or ": \n" in between
            if "\n\n" in between and not opens_list:
                break
            if len(seen) > 2 and not (opens_list or self.near.is_line(index)):
                break
            figure = figures[index]
            if not (self._is_free(index) and figure.kind in _TERMS):
                continue
            if figure.value == figures[whole].value and _alike(figure, figures[whole]):
                break  # the same total once more, nearer to its terms
            if _same_sort(figure, figures[whole]) and figure.value <= figures[whole].value:
                terms.append(index)
            if len(terms) == _MOST:
                break
        return terms

    def _is_free(self, index: int) -> bool:
        return index not in self.taken and self.figures[index].attached_to is None

    def _cues(self, whole: int, terms: list[int]) -> tuple[bool, bool]:
        """Whether the words before the first term announce all terms (*gồm*), or some."""
        cue = self.near.gap(whole, terms[0])
        bracketed = cue.rfind("(") > cue.rfind(")") and self._closes_after_last(terms)
        within = self.near.before(whole, 12).endswith(("trong ", "trong số "))
        partial = (
            within or bracketed or cue.rfind("(") > cue.rfind(")") or bool(_PARTIAL.search(cue))
        )
        return bracketed or bool(_EXHAUSTIVE.search(cue)), partial

    def _is_outside_brackets(self, whole: int, index: int) -> bool:
        between = self.near.gap(whole, index)
        return between.count("(") <= between.count(")")

    def _shares_brackets(self, whole: int, index: int) -> bool:
        """Whether the brackets in which the whole may stand are still open."""
        between = self.near.gap(whole, index)
        return between.count(")") <= between.count("(")

    def _closes_after_last(self, terms: list[int]) -> bool:
        """Whether all terms of the sentence stand in one pair of brackets."""
        low, places = self.near.low, self.near.reading.places
        end = places[terms[1]][1]
        return ")" not in low[places[terms[0]][0] : end] and ")" in low[end : end + 40]

    def _sum(self, run: Sequence[int], whole: int) -> Sum:
        total, holds = verdict.total((self.figures[i] for i in run), self.figures[whole])
        return Sum(tuple(run), whole, total, holds)

    def _all_alike(self, run: list[int], whole: int) -> bool:
        return all(_alike(self.figures[i], self.figures[whole]) for i in run)


def _same_sort(one: Figure, other: Figure) -> bool:
    money = _is_money(one, other), _is_money(other, one)
    return money[0] == money[1] and one.unit not in ("hạng", "lần")


def _is_money(figure: Figure, beside: Figure) -> bool:
    """*2.874 triệu đồng, gồm 612 triệu …*: the unit may be said once."""
    bare = not figure.unit and figure.scale >= 10**6 and beside.kind is Kind.MONEY
    return figure.kind is Kind.MONEY or bare


def _has_unit(figure: Figure, whole: Figure) -> bool:
    return figure.unit != "" or _is_money(figure, whole)


def _alike(one: Figure, other: Figure) -> bool:
    return _same_sort(one, other) and units_meet(one.unit, other.unit)
