"""Which of two figures the words call smaller."""

import re
from collections.abc import Iterator
from itertools import pairwise

from portal.core.figures.figure import Direction, Kind, Qualifier
from portal.core.figures.relations.neighbourhood import AMOUNTS, RELATIVE, Neighbourhood
from portal.core.figures.relations.relation import Relation, number
from portal.core.figures.relations.verdict import Holds

_METERS = tuple(
    map(
        re.compile, ("đang|trực tuyến|online", "hôm nay|trong ngày", "tuần", "tháng", "tất cả|tổng")
    )
)
"""Names of visit meters, from the smallest to the greatest."""
_COMPARES = re.compile(
    r"[^.;:\d]{0,50}?(?<!\w)(?:(?P<less>giảm|thấp hơn|ít hơn|kém)|tăng|cao hơn|nhiều hơn|vượt)"
    r"(?:\s+so)?(?:\s+với)?[^.;:,]{0,40}?\(?(?:\s*(?:là|đạt|chỉ|mức|có)\s+)*\s*"
)


class Orderings:
    """Judges whether the figure called smaller is smaller."""

    def __init__(self, near: Neighbourhood) -> None:
        self.near = near
        self.figures = near.figures
        self.low = near.low

    def level(self, index: int) -> Relation | None:
        """*giảm từ 10,85% xuống còn 1,31%*: the words say which one is smaller."""
        after = self.figures[index]
        start = after.attached_to
        if start is None or after.direction is None or after.kind in RELATIVE:
            return None
        before = self.figures[start]
        units = before.unit.split("/")[0], after.unit.split("/")[0]
        if before.kind is not after.kind or units[0] not in ("", units[1]):
            return None
        low, high = (index, start) if after.direction is Direction.DOWN else (start, index)
        return self.ordering(low, high)

    def meters(self) -> Iterator[Relation]:
        """*đang trực tuyến ≤ hôm nay ≤ tuần này ≤ tất cả*."""
        placed: list[tuple[int, int]] = []
        for index, figure in enumerate(self.figures):
            if figure.kind is Kind.METER:
                label = re.split(r"[\d|;,\n(]", self.near.before(index, 26))[-1]
                rank = next((r for r, names in enumerate(_METERS) if names.search(label)), None)
                if rank is not None:
                    placed.append((rank, index))
        placed.sort()
        for (_, low), (_, high) in pairwise(placed):
            yield self.ordering(low, high)

    def comparisons(self) -> Iterator[Relation]:
        """*554 cuộc họp, cao hơn năm 2020 (485 cuộc)*."""
        for index, figure in enumerate(self.figures[:-1]):
            other = index + 1
            kinds = {figure.kind, self.figures[other].kind}
            if not kinds.isdisjoint(RELATIVE) or not self.near.suits(index, other):
                continue
            words = _COMPARES.fullmatch(self.near.gap(index, other))
            if words and figure.attached_to is None:
                yield self.ordering(*((index, other) if words["less"] else (other, index)))

    def parts(self, used: set[int]) -> Iterator[Relation]:
        """*1.200 hồ sơ, trong đó 74 hồ sơ …*: a part, unless it is a term of a sum (``used``)."""
        for index, figure in enumerate(self.figures[:-1]):
            part = index + 1
            if (
                figure.kind in AMOUNTS
                and part not in used
                and figure.unit == self.figures[part].unit
                and self.near.suits(index, part)
                and "trong đó" in self.near.gap(index, part)
                and self.near.same_sentence(index, part)
            ):
                yield self.ordering(part, index)

    def ordering(self, low: int, high: int) -> Relation:
        """That one figure is not greater than the other."""
        small, great = self.figures[low], self.figures[high]
        vague = any(f.qualifier is not Qualifier.EXACT for f in (small, great))
        holds: Holds = small.value <= great.value
        if vague and small.interval.meets(great.interval):
            holds = "approximate"
        sign = "không lớn hơn" if holds else "lớn hơn"
        words = f"{number(small.value)} {sign} {number(great.value)}"
        return Relation("ordering", (low,), high, None, holds, words)
