"""Totals whose terms the text lists: *63 …, gồm 10 …, 43 … và 10 …*."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from portal.core.figures.arithmetic import Verdict
from portal.core.figures.figure import Kind, Qualifier
from portal.core.figures.relations import verdict
from portal.core.figures.relations.lists import MOST, TERMS, TOLD, Lists, alike, is_money, same_sort
from portal.core.figures.relations.neighbourhood import Neighbourhood

_REST = re.compile(
    r"còn lại|chưa|đang (?:thực hiện|giải quyết|xử lý|xem xét)|không (?:đạt|đúng|hoàn thành)"
    r"|số còn|còn (?!\w*\s*\d*%)|chuyển (?:kỳ|sang)"
)
_OTHER_YEAR = re.compile(r"(?<!\w)(?:năm (?:(?:19|20)\d\d|trước|ngoái)|cùng kỳ)(?!\w)")
_STOP = re.compile(r"[;.](?:\s|\Z)")
_TOTAL = re.compile(r"(?:tổng cộng|tổng số|tổng|cộng|nâng)[^.;,]{0,30}\Z")
_CLOSE = Decimal("0.25")
_LIST_CLOSE = Decimal("0.05")
_VERY_CLOSE = Decimal("0.03")
_ALL_BUT_LITTLE = Decimal("0.01")
"""How far off, relatively, a list may be to be called wrong, by how surely it is one."""
_FAR_BACK = 40
_MANY = 100
"""Two numbers add up to a smaller one than this by chance now and then."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms and total, as indices of figures."""

    parts: tuple[int, ...]
    whole: int
    total: Decimal
    verdict: Verdict


class Sums:
    """Finds totals and their terms; a figure is a term of one sum only."""

    def __init__(self, near: Neighbourhood, cells: set[int]) -> None:
        self.near = near
        self.lists = Lists(near)
        self.figures = near.figures
        self.taken = set(cells)
        """Terms of a sum, and what stands in tables: that adds up in columns, if at all."""

    def find(self) -> Iterator[Sum]:
        """Sums in order of their totals, then those whose total stands far before."""
        for whole, figure in enumerate(self.figures):
            if whole in self.taken and not figure.unit:
                continue
            if figure.kind not in (*TERMS, Kind.RATIO) or figure.value < 2:
                continue
            found = self._after(whole) or self._before(whole)
            while found:
                self.taken.update(found.parts)
                yield found
                is_wrong = found.verdict is Verdict.WRONG
                found = None if is_wrong else self._after(whole, again=True)
                if found and not all(self.figures[index].unit for index in found.parts):
                    break
        yield from self._far()

    def _after(self, whole: int, *, again: bool = False) -> Sum | None:
        """The terms follow; what stands in brackets behind a term belongs to that term."""
        terms = self.lists.after(whole, self.taken)
        outer = [index for index in terms if self.lists.is_outside_brackets(whole, index)]
        unit = self.figures[whole].unit
        same = [index for index in outer if unit and self.figures[index].unit == unit]
        for listed in (outer, terms, same):
            found = self._proven(whole, listed)
            if found:
                return found
        if again:
            return None
        suspects = (self._contradicted(whole, listed) for listed in (same, outer, terms))
        return next(filter(None, suspects), None)

    def _proven(self, whole: int, terms: list[int]) -> Sum | None:
        """The longest run of terms that adds up, if the words or the units make it a sum."""
        if len(terms) < 2:
            return None
        exhaustive, partial = self.lists.cues(whole, terms)
        if self.figures[whole].value < 20 and not (exhaustive or partial):
            return None
        for wanted in (Verdict.HOLDS, Verdict.APPROXIMATE):
            for first in range(len(terms) - 1):
                for last in range(len(terms), first + 1, -1):
                    run = terms[first:last]
                    found = self._sum(run, whole)
                    if found.verdict is not wanted:
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
        exact = self._sum(run, whole).verdict is Verdict.HOLDS
        one_unit = len({self.figures[i].unit for i in run}) == 1
        return exact and announced and (len(run) > 2 or one_unit)

    def _contradicted(self, whole: int, terms: list[int]) -> Sum | None:
        """A list that plainly ought to add up and nearly does."""
        run = self.lists.one(whole, terms)
        if len(run) < 2:
            return None
        figures = self.figures
        if any(figures[i].qualifier is not Qualifier.EXACT for i in (*run, whole)):
            return None
        if all(_OTHER_YEAR.search(self.near.gap(i, j)) for i, j in pairwise((whole, *run))):
            return None  # 512 cuộc (năm 2023: 280 cuộc, năm 2022: 255 cuộc)
        if self._completes_more(run, whole):
            return None
        found = self._sum(run, whole)
        if found.verdict is not Verdict.WRONG:
            return None  # it adds up by chance, or it would have been proven
        room = self._room(run, whole, short=found.total < figures[whole].value)
        return found if verdict.is_near(found.total, figures[whole].value, room) else None

    def _room(self, run: list[int], whole: int, *, short: bool) -> Decimal:
        """How far off the list may be and still be meant as a sum: 0 if it need not be one."""
        exhaustive, partial = self.lists.cues(whole, run)
        told = TOLD.search(self.near.gap(whole, run[0])) is not None
        rest = _REST.search(self.near.gap(run[-2], run[-1]))
        if partial and self._leaves(run):
            return Decimal(0)
        listed = self.near.gap(whole, run[0]).rstrip().endswith((":", "("))
        if told and not any(self.figures[i].unit for i in run):
            return _CLOSE  # gồm: trực tuyến 500, trực tiếp 600
        if not self._is_one_kind(run, whole):
            return _LIST_CLOSE if told else _VERY_CLOSE if listed else Decimal(0)
        if told or (partial and rest and "còn lại" in rest[0]):
            return _CLOSE
        if exhaustive or rest or self.near.gap(whole, run[0]).lstrip().startswith(":"):
            return _LIST_CLOSE
        if len(run) == 2 and (short or not partial):
            return Decimal(0)  # trong đó trước hạn 120.345, đúng hạn 26.914: the late ones are few
        return _ALL_BUT_LITTLE if short else _VERY_CLOSE  # trong đó …: a little may not be told

    def _completes_more(self, run: list[int], whole: int) -> bool:
        """*giao 2.500 việc, xong 2.410 việc, trong đó đúng hạn 2.380 việc, còn lại 90 việc*: 90 are
        what is left of 2.500."""
        more = {f.denominator or f.value for f in self.figures[: whole + 1]}
        return any(
            self.figures[whole].value + self.figures[j].value in more
            and _REST.search(self.near.gap(i, j))
            for i, j in pairwise((whole, *run))
        )

    def _leaves(self, run: list[int]) -> bool:
        """*xong 2.410 việc, trong đó đúng hạn 2.380 việc; còn lại 90 việc*: left of what all are
        part of, as a semicolon or full stop behind commas may say."""
        gaps = [self.near.gap(i, j) for i, j in pairwise(run)]
        stops = [at for at, gap in enumerate(gaps) if _STOP.search(gap)]
        return len(stops) == 1 and any(map(_REST.search, gaps[stops[0] :]))

    def _is_one_kind(self, run: list[int], whole: int) -> bool:
        """Whether the terms count what the whole counts, as far as the units tell."""
        figures = self.figures
        united = {figures[i].unit != "" or is_money(figures[i], figures[whole]) for i in run}
        united.add(figures[whole].unit != "")
        return len(united) == 1 and self._all_alike(run, whole)

    def _before(self, whole: int) -> Sum | None:
        """*12 vụ cháy, 5 vụ nổ; tổng cộng 17 vụ*."""
        figures, sentences = self.figures, self.near.extraction.sentences
        if not _TOTAL.search(self.near.before(whole, 44)):
            return None
        terms = [
            i
            for i in range(max(0, whole - MOST), whole)
            if self._is_free(i)
            and same_sort(figures[i], figures[whole])
            and sentences[i] == sentences[whole]
        ]
        for first in range(len(terms) - 1):
            run = terms[first:]
            found = self._sum(run, whole)
            if found.verdict is Verdict.WRONG:
                continue
            if found.verdict is Verdict.HOLDS or self._all_alike(run, whole):
                return found
        return None

    def _far(self) -> Iterator[Sum]:
        """*Xảy ra 312 vụ. … Đường bộ 310 vụ, đường thủy 2 vụ*: a sentence makes an earlier total.

        Only what adds up to the digit: nothing in the words says so.
        """
        groups: dict[tuple[int, str], list[int]] = {}
        for index, figure in enumerate(self.figures):
            if self._is_free(index) and figure.kind in TERMS and figure.unit:
                key = self.near.extraction.sentences[index], figure.unit.split()[0]
                groups.setdefault(key, []).append(index)
        for terms in groups.values():
            if len(terms) < 2:
                continue
            total = sum((self.figures[i].value for i in terms), Decimal(0))
            if total < (_MANY if len(terms) == 2 else 10):
                continue
            for whole in range(terms[0] - 1, max(-1, terms[0] - _FAR_BACK), -1):
                figure = self.figures[whole]
                met = alike(figure, self.figures[terms[0]]) and figure.unit
                if figure.value == total and met and figure.kind in TERMS:
                    yield self._sum(terms, whole)
                    break

    def _is_free(self, index: int) -> bool:
        return index not in self.taken and self.figures[index].attached_to is None

    def _sum(self, run: Sequence[int], whole: int) -> Sum:
        total, judged = verdict.total((self.figures[i] for i in run), self.figures[whole])
        return Sum(tuple(run), whole, total, judged)

    def _all_alike(self, run: list[int], whole: int) -> bool:
        return all(alike(self.figures[i], self.figures[whole]) for i in run)
