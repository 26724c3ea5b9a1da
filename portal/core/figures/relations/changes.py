"""Changes: *554 cuộc họp, tăng 69 so với năm 2020 (485 cuộc)*."""

import re
from collections.abc import Iterator

from portal.core.figures.figure import Figure, Kind
from portal.core.figures.relations import verdict
from portal.core.figures.relations.neighbourhood import RELATIVE, Neighbourhood
from portal.core.figures.relations.relation import Relation, explain, number

_SAYS_BASIS = re.compile(
    r"(?!.*(?:trong đó|gồm|chiếm|đạt))[^,;.]*(?:\(|so với|so cùng|cùng kỳ|từ)[^,;.)]*", re.DOTALL
)
"""What stands between a change and the earlier value where the text gives that outright."""


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
        for previous, sure in self._previous(current, stated):
            relation = self._judge(previous, current, stated, is_rate=is_rate)
            if relation and (sure or relation.holds is True):
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
            yield level, True
        following = stated + 1
        while following < len(self.figures) and self.figures[following].attached_to == current:
            following += 1
        if self.near.suits(current, following) and self.near.same_sentence(stated, following):
            gap = self.near.gap(following - 1, following)
            yield following, len(gap) < 60 and _SAYS_BASIS.fullmatch(gap) is not None
        for index in range(current + 1, stated):
            if self.near.suits(current, index) and not _is_plan(self.figures[index - 1]):
                yield index, "(" in self.near.gap(index - 1, index)
        for index in self.near.earlier(current):
            if self.near.alike(index, current):
                yield index, index == current - 1 and self._is_year_before(index, current, stated)

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


def _is_plan(figure: Figure) -> bool:
    """Whether it is measured against something that is no time: *112,7% dự toán*."""
    return figure.basis not in ("", "cùng kỳ") and figure.basis[0] not in "0123456789."
