"""Which of two figures the words call smaller."""

import re
from collections.abc import Iterator
from itertools import pairwise

from portal.core.figures.arithmetic import Verdict
from portal.core.figures.figure import AMOUNTS, RANK, RELATIVE, Direction, Kind, Qualifier
from portal.core.figures.relations import verdict
from portal.core.figures.relations.neighbourhood import Neighbourhood
from portal.core.figures.relations.relation import Relation, explain, number

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
_GREATEST = re.compile(r"(?:cao|nhiều|lớn|đông|dài|sâu) nhất|dẫn đầu|đứng đầu|đứng thứ nhất")
_LEAST = re.compile(r"(?:thấp|ít|nhỏ|ngắn) nhất|cuối")
_NEXT = re.compile(r"tiếp|kế (?:đó|đến|là)|sau đó|rồi đến|thứ (?:hai|nhì|ba|tư)")
_OUT_OF = re.compile(r"[;)].*trong đó", re.DOTALL)
"""*so với dự toán (8.954 tỷ đồng), trong đó thu nội địa …*: of what stands before the brackets."""
_RANKS = re.compile(r"(?<!\w)(?:bậc|hạng|vị trí|thứ)(?!\w)")
_SPREAD = re.compile(r"chênh lệch[^.;\d]*\Z")


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
        if after.unit == RANK or (not after.unit and _RANKS.search(self.near.before(start, 40))):
            return None  # up the ranks is down in numbers: tăng 4 bậc (từ 32 lên 28)
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

    def superlatives(self) -> Iterator[Relation]:
        """*Cao nhất là A với 93%, tiếp đến là B 92%; thấp nhất là C 74%*, and how far apart."""
        index = 0
        while index < len(self.figures):
            ranked = self._ranked(index)
            yield from (self.ordering(low, high) for high, low in pairwise(ranked))
            index = ranked[-1] + 1 if ranked else index + 1
            if len(ranked) > 1 and index < len(self.figures):
                yield from self._spread(ranked, index)

    def _ranked(self, first: int) -> list[int]:
        """Figures from the one called greatest on, each called next or least."""
        since = self.near.extraction.places[first - 1][1] if first else 0
        since = max(since, self.near.extraction.sentences[first])
        if not self.figures[first].unit or not self._is_ranked(first):
            return []
        if not _GREATEST.search(self.low, since, self.near.at(first)):
            return []
        ranked, is_list = [first], False
        for index in range(first + 1, len(self.figures)):
            unit = self.figures[first].unit
            if not self.near.same_sentence(first, index) or unit != self.figures[index].unit:
                break
            gap = self.near.gap(index - 1, index)
            following, least = _NEXT.search(gap), _LEAST.search(gap)
            is_list = is_list or following is not None
            falls = self.figures[index].value <= self.figures[ranked[-1]].value and len(gap) < 50
            if not self._is_ranked(index) or index > ranked[-1] + 1:
                break
            if not (least or following or falls):
                break
            ranked.append(index)
            if least:
                is_list = True
                break
        return ranked if is_list or len(ranked) > 2 else []

    def _is_ranked(self, index: int) -> bool:
        figure = self.figures[index]
        return figure.attached_to is None and figure.kind in (*AMOUNTS, Kind.PERCENT)

    def _spread(self, ranked: list[int], index: int) -> Iterator[Relation]:
        """*Chênh lệch giữa cao nhất và thấp nhất là 18,22 điểm*."""
        if not _SPREAD.search(self.near.before(index, 80)):
            return
        low, high, stated = self.figures[ranked[-1]], self.figures[ranked[0]], self.figures[index]
        found = verdict.change(low, high, stated)
        if found:
            words = explain(f"từ {number(low.value)} đến {number(high.value)}", found, stated)
            yield Relation("difference", (ranked[-1],), ranked[0], index, found[1], words)

    def comparisons(self) -> Iterator[Relation]:
        """*554 cuộc họp, cao hơn năm 2020 (485 cuộc)*."""
        # *17.219 văn bản đi, văn bản đến tăng từ 49.600 lên 52.080*: compared with what it became.
        origins = {f.attached_to for f in self.figures if f.direction and f.kind not in RELATIVE}
        for index, figure in enumerate(self.figures[:-1]):
            other = index + 1
            kinds = {figure.kind, self.figures[other].kind}
            if other in origins or not kinds.isdisjoint(RELATIVE):
                continue
            if not self.near.suits(index, other):
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
                and not _OUT_OF.search(self.near.gap(index, part))
                and self.near.same_sentence(index, part)
            ):
                yield self.ordering(part, index)

    def ordering(self, low: int, high: int) -> Relation:
        """That one figure is not greater than the other."""
        small, great = self.figures[low], self.figures[high]
        vague = any(f.qualifier is not Qualifier.EXACT for f in (small, great))
        judged = Verdict.HOLDS if small.value <= great.value else Verdict.WRONG
        if vague and small.interval.meets(great.interval):
            judged = Verdict.APPROXIMATE
        sign = "lớn hơn" if judged is Verdict.WRONG else "không lớn hơn"
        words = f"{number(small.value)} {sign} {number(great.value)}"
        return Relation("ordering", (low,), high, None, judged, words)
