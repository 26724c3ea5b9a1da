"""Changes: *554 cuộc họp, tăng 69 so với năm 2020 (485 cuộc)*."""

import re
from collections.abc import Iterator

from portal.core.figures.arithmetic import Verdict
from portal.core.figures.figure import RELATIVE, Figure, Kind
from portal.core.figures.prose.basis import PLANS
from portal.core.figures.relations import verdict
from portal.core.figures.relations.neighbourhood import Neighbourhood, tells_measure
from portal.core.figures.relations.relation import Relation, explain, number

_SAYS_BASIS = re.compile(
    r"(?!.*(?:trong đó|gồm|chiếm|đạt))[^,;.]*(?:so với|so cùng|cùng kỳ|từ)[^,;.()]*"
    r"|(?:\s*\)?|,(?=[^,;.()]*(?:hơn|so với)))[^,;.()]*(?P<open>\()[^,;.)]*"
    r"|[^.(]*(?:cùng kỳ|(?:năm|kỳ) (?:trước|ngoái))\s*(?:là|có|đạt)?\s*",
    re.DOTALL,
)
"""What stands between a change and the earlier value where the text gives that outright."""
_PLAN = re.compile(PLANS)
_PAST = re.compile(r"cùng kỳ|(?:năm|kỳ|quý|tháng) (?:trước|ngoái|(?:19|20)\d\d)")
_AGAIN = re.compile(r"[\s,;(]*(?:(?:tương (?:ứng|đương)|tức|hay|bằng|tăng|giảm|là|-|\+)\s*)*|\W*")
"""Between an amount and the rate of one and the same change."""
_AHEAD = 14
"""How many figures after a change the list of earlier values may stand."""


class Changes:
    """Finds the earlier value that a change is measured from."""

    def __init__(self, near: Neighbourhood) -> None:
        self.near = near
        self.figures = near.figures
        self.low = near.low

    def change(self, stated: int) -> Relation | None:
        """The relation that the change ``stated`` states, if an earlier value is told."""
        figure = self.figures[stated]
        current = figure.attached_to
        if current is None or figure.denominator or self.figures[current].kind in RELATIVE:
            return None
        is_rate = figure.kind is Kind.CHANGE and figure.unit in ("%", "lần")
        if is_rate and self.figures[current].kind is Kind.PERCENT:
            return None
        for previous, told in self._previous(current, stated):
            relation = self._judge(previous, current, stated, is_rate=is_rate)
            ratios = (self.figures[i].kind is Kind.RATIO for i in (previous, current))
            sure = told and len(set(ratios)) == 1
            if relation and (sure or relation.verdict is Verdict.HOLDS):
                return relation
        return self._rate_of_absolute(current, stated) if figure.unit == "%" and is_rate else None

    def _previous(self, current: int, stated: int) -> Iterator[tuple[int, bool]]:
        """Figures that may be the earlier value, and whether the words say so outright."""
        level = self.figures[current].attached_to
        if (
            level is not None
            and self.figures[current].direction
            and self.near.alike(current, level)
        ):
            yield level, ";" not in self.near.gap(current, stated)
        yield from self._after(current, stated)
        for index in range(current + 1, stated):
            if self.near.suits(current, index) and self._has_same_basis(index, current, stated):
                gap = self.near.gap(index - 1, index)
                yield index, _tells_basis(gap) if "(" in gap else _PAST.search(gap) is not None
            elif self.near.suits(current, index):
                yield index, index == stated - 1 and self._is_told_apart(index, stated)
        for index in self.near.earlier(current):
            if self.near.alike(index, current):
                yield index, index == current - 1 and self._is_year_before(index, current, stated)
        for index in range(stated + 1, min(stated + _AHEAD, len(self.figures))):
            if self.near.suits(current, index) and self._is_of_the_past(index):
                yield index, False

    def _after(self, current: int, stated: int) -> Iterator[tuple[int, bool]]:
        """*tăng 69 so với năm 2020 (485 cuộc)*, *so với cùng kỳ (50 vụ và 1,54 tỷ đồng)*."""
        first = stated + 1
        while first < len(self.figures) and self.figures[first].kind in RELATIVE:
            first += 1
        alike = []
        for index in range(first, min(first + 4, len(self.figures))):
            if not self.near.same_sentence(stated, index) or self.figures[index].attached_to:
                break
            if index > first and self.near.gap(index - 1, index).strip() not in ("và", ",", ";"):
                break
            if self.near.suits(current, index):
                alike.append(index)
        if alike and self._belongs_to_next(first):
            return
        if alike and self._has_same_basis(first, current, stated):
            gap = self.near.gap(first - 1, first)
            basis = self.figures[stated].basis
            told = first - 1 == stated or basis in ("", self.figures[first - 1].basis)
            sure = told and len(gap) < 60 and _tells_basis(gap)
            for index in alike:
                yield index, sure and len(alike) == 1

    def _belongs_to_next(self, index: int) -> bool:
        """*…, cao hơn bình quân cả nước (9,7%) 1,7 điểm*: what is compared with stands before."""
        following = index + 1
        if following >= len(self.figures) or self.figures[following].kind not in RELATIVE:
            return False
        return self.near.gap(index, following).strip() == ")"

    def _has_same_basis(self, index: int, current: int, stated: int) -> bool:
        """Whether what is told at ``index`` is no plan, unless the change is one against it."""
        words, owner = self.near.gap(index - 1, index), self.figures[index - 1]
        told = bool(_PLAN.search(words)) or (
            owner.attached_to == current and index - 1 != stated and _is_plan(owner)
        )
        if told or _is_plan(self.figures[stated]):
            return told == _is_plan(self.figures[stated]) or index - 1 == stated
        return True

    def _is_told_apart(self, plan: int, stated: int) -> bool:
        """*đạt 38,1%, chưa đạt mục tiêu 40%, thấp hơn 1,9 điểm*."""
        than = self.near.before(stated, 14).endswith(("thấp hơn ", "cao hơn ", "vượt "))
        return (
            than and self.figures[stated].kind is Kind.POINTS and not self.near.is_bracketed(plan)
        )

    def _is_of_the_past(self, index: int) -> bool:
        """*Cùng kỳ có 333 vụ, 258 người chết.*"""
        start = self.near.extraction.sentences[index]
        return _PAST.search(self.low, start, self.near.at(index)) is not None

    def _is_year_before(self, earlier: int, current: int, stated: int) -> bool:
        """*Năm 2020 có 485 cuộc họp, năm 2021 có 554 cuộc họp, tăng 69 cuộc.*"""
        before, after, figure = (self.figures[i] for i in (earlier, current, stated))
        if before.period is None or before.unit != after.unit:
            return False
        if not self.near.same_sentence(earlier, current):
            return False
        if figure.basis:
            return before.period.iso == figure.basis
        return after.period is not None and before.period != after.period

    def _rate_of_absolute(self, current: int, stated: int) -> Relation | None:
        """*tăng 21.450 lượt (13,2%)*."""
        for index in range(current + 1, len(self.figures)):
            figure = self.figures[index]
            if (
                figure.attached_to == current
                and figure.kind is Kind.CHANGE
                and figure.unit not in ("%", "lần")
            ):
                if abs(index - stated) > 1 or figure.basis not in ("", self.figures[stated].basis):
                    continue
                found = verdict.rate_from_change(
                    self.figures[current], figure, self.figures[stated]
                )
                if found is None:
                    return None
                if found[1] is Verdict.WRONG and not _AGAIN.fullmatch(self.near.gap(index, stated)):
                    return None
                words = explain(f"mức {number(figure.value)}", found, self.figures[stated])
                return Relation("rate_of_change", (index,), current, stated, found[1], words)
        return None

    def _judge(self, previous: int, current: int, stated: int, *, is_rate: bool) -> Relation | None:
        judged = verdict.rate if is_rate else verdict.change
        before, after, figure = self.figures[previous], self.figures[current], self.figures[stated]
        found = judged(before, after, figure)
        if found is None:
            return None
        words = explain(f"từ {number(before.value)} đến {number(after.value)}", found, figure)
        kind = "rate_of_change" if is_rate else "difference"
        return Relation(kind, (previous,), current, stated, found[1], words)


def _tells_basis(gap: str) -> bool:
    """Whether the words before a value say that it is what a change is measured from."""
    match = _SAYS_BASIS.fullmatch(gap)
    return match is not None and (not match["open"] or tells_measure(gap.rpartition("(")[2]))


def _is_plan(figure: Figure) -> bool:
    """Whether it is measured against something that is no time: *112,7% dự toán*."""
    return _PLAN.fullmatch(figure.basis) is not None
