"""Which figures of a text belong together, and whether their arithmetic holds.

A relation that the words state outright (*207/208, đạt 99,5%*) is judged either way. One that is
only likely (two counts and a percentage in one sentence) is reported when it holds; that it
does not hold then merely shows that it was not meant. So a true text raises no alarm.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from portal.core.figures import verdict
from portal.core.figures.extract import Reading
from portal.core.figures.figure import Direction, Figure, Kind, Qualifier
from portal.core.figures.sums import find_sums, units_meet
from portal.core.figures.verdict import Holds
from portal.core.vietnamese import format_number

_AMOUNTS = (Kind.COUNT, Kind.MONEY, Kind.RATIO, Kind.PAIR, Kind.METER)
_RELATIVE = (Kind.CHANGE, Kind.POINTS)
_PERIOD_OR_SAME = re.compile(r"\d{4}|\.\./|cùng kỳ|tháng|quý|năm")
_OPENS_BRACKET = re.compile(r"\s*[(\[–-]")
_OF_TOTAL = re.compile(
    r"[^.;()]{0,24}\b(?:tổng|trong số|trên|của|so với)\b[^.;()]{0,30}\Z|[^.;()]{0,30}\([^()]{0,40}\Z"
)
_WITHIN = re.compile(r"trong đó|trong số|trong tổng|đã|hoàn thành|giải quyết|có")
_PLAN_BEFORE = re.compile(r"(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|giao|nghị quyết)[^.;]{0,30}\Z")
_PER_YEAR = re.compile(r"bình quân|trung bình|(?:mỗi|hằng|hàng) (?:năm|tháng|quý)")
_CLOSE = Decimal(12)
"""A share this many points off is a slip of the pen; farther off, another whole was meant."""
_LOOK_BACK = 9


@dataclass(frozen=True, slots=True)
class Relation:
    """An arithmetical statement of the text; members are indices of figures."""

    kind: str
    """share, sum, difference, rate_of_change or ordering."""
    parts: tuple[int, ...]
    """The part of a share, the terms of a sum, the earlier value of a change, the smaller one of
    an ordering. A ratio (207/208) is part and whole at once."""
    whole: int
    """The whole, the sum, the later value, the greater one."""
    stated: int | None
    """The figure that states the result; ``None`` for orderings."""
    holds: Holds
    note: str = ""
    """A Vietnamese sentence for editors."""

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "parts": list(self.parts),
            "whole": self.whole,
            "stated": self.stated,
            "holds": self.holds,
            "note": self.note,
        }


def relate(reading: Reading) -> tuple[Relation, ...]:
    """Every relation that the text states or plainly implies, in order of the figures."""
    relations = [*_Recogniser(reading).relations()]
    relations.sort(key=lambda r: (min(*r.parts, r.whole), r.whole, r.stated or 0))
    return tuple(relations)


class _Recogniser:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.figures = reading.figures
        self.low = reading.low

    def relations(self) -> Iterator[Relation]:
        for index, figure in enumerate(self.figures):
            relation = None
            if figure.kind is Kind.PERCENT:
                relation = self._level(index) or self._share(index)
            elif figure.kind in _RELATIVE:
                relation = self._change(index)
            elif figure.attached_to is not None and figure.direction:
                relation = self._level(index)
            if relation:
                yield relation
        yield from self._sums_and_orderings()

    # Shares

    def _share(self, stated: int) -> Relation | None:
        figure = self.figures[stated]
        part = figure.attached_to
        if part is None:
            return self._share_of_next_ratio(stated) or self._likely_share(stated)
        subject = self.figures[part]
        against_time = bool(figure.basis) and bool(_PERIOD_OR_SAME.search(figure.basis))
        if subject.kind is Kind.RATIO and not against_time:
            return self._judged_share(part, part, stated)
        following = stated + 1
        if (figure.basis or self._is_of_total(stated)) and self._suits(part, following):
            gap = self.gap(stated, following)
            if len(gap) < 60 and _OF_TOTAL.fullmatch(gap):
                return self._judged_share(part, following, stated)
        if against_time:
            return None
        return self._share_of_earlier(part, stated)

    def _is_of_total(self, stated: int) -> bool:
        return stated + 1 < len(self.figures) and bool(
            re.search(r"tổng|trong số|trên", self.gap(stated, stated + 1)[:40])
        )

    def _share_of_next_ratio(self, stated: int) -> Relation | None:
        """*đạt 92% (629/684 cuộc)*."""
        following = stated + 1
        if following < len(self.figures) and self.figures[following].kind is Kind.RATIO:
            gap = self.gap(stated, following)
            if len(gap) < 30 and "(" in gap:
                return self._judged_share(following, following, stated)
        return None

    def _share_of_earlier(self, part: int, stated: int) -> Relation | None:
        """The whole stands before: the nearest amount that fits, or plainly ought to."""
        figure, subject = self.figures[stated], self.figures[part]
        possible: list[Relation] = []
        suspect: Relation | None = None
        between = [i for i in range(part + 1, stated) if self.figures[i].kind in _AMOUNTS]
        for whole in (*between, *self._earlier(part)):
            of = self.figures[whole]
            if figure.basis or figure.value > 100:
                if not _PLAN_BEFORE.search(self.low, max(0, self.at(whole) - 50), self.at(whole)):
                    continue
            elif of.value < subject.value:
                continue
            relation = self._judged_share(part, whole, stated)
            if relation is None:
                continue
            alike = self._alike(part, whole)
            if relation.holds is not False:
                if (alike or self._same_sentence(part, whole)) and self._is_credible(relation):
                    possible.append(relation)
            elif suspect is None and alike and self._is_plain_share(part, whole, stated):
                suspect = relation
        for wanted in (True, "truncation", "approximate"):
            for relation in possible:
                if relation.holds == wanted:
                    return relation
        return suspect

    def _is_plain_share(self, part: int, whole: int, stated: int) -> bool:
        """Whether the words leave no doubt that a share of just this whole is stated."""
        figure, subject, of = self.figures[stated], self.figures[part], self.figures[whole]
        if any(f.qualifier is not Qualifier.EXACT for f in (figure, subject, of)):
            return False
        if of.unit != subject.unit and not (of.unit and subject.unit.startswith(of.unit)):
            return False
        if self._has_own_share(whole, stated) and "trong đó" not in self.gap(whole, part):
            return False
        between = [
            i
            for i in range(whole + 1, part)
            if self.figures[i].kind in _AMOUNTS and self._alike(i, part)
        ]
        listed = between and not re.search(r"trong đó|gồm", self.gap(whole, whole + 1))
        if listed or not self._same_paragraph(whole, part):
            return False
        computed = 100 * subject.value / of.value
        return abs(computed - figure.value) <= _CLOSE and bool(
            _WITHIN.search(self.gap(whole, part))
        )

    def _has_own_share(self, whole: int, stated: int) -> bool:
        """Whether the whole is itself called a share of something: then both are, of a third."""
        return any(
            f.attached_to == whole and f.kind is Kind.PERCENT
            for f in self.figures[whole + 1 : stated]
        )

    def _likely_share(self, stated: int) -> Relation | None:
        """*Tỷ lệ giải quyết đạt 95,8%* after two counts: only if it holds to the digit."""
        figure = self.figures[stated]
        if figure.direction or figure.qualifier is not Qualifier.EXACT or figure.value >= 100:
            return None
        earlier = [i for i in self._earlier(stated) if self.figures[i].kind is not Kind.PAIR][:5]
        for index in earlier:
            if self.figures[index].kind is Kind.RATIO and self._same_sentence(index, stated):
                relation = self._judged_share(index, index, stated)
                if relation and relation.holds in (True, "truncation"):
                    return relation
        for part in earlier:
            for whole in earlier:
                large = self.figures[whole].value >= 20 and figure.decimals
                if whole == part or not self._alike(part, whole) or not large:
                    continue
                relation = self._judged_share(part, whole, stated)
                if relation and relation.holds is True:
                    return relation
        return None

    def _judged_share(self, part: int, whole: int, stated: int) -> Relation | None:
        found = verdict.share(self.figures[part], self.figures[whole], self.figures[stated])
        if found is None:
            return None
        of = self.figures[whole].denominator if part == whole else None
        divisor = of or self.figures[whole].value
        note = self._note(
            f"{_number(self.figures[part].value)} / {_number(divisor)}", found, self.figures[stated]
        )
        return Relation("share", (part,), whole, stated, found[1], note)

    # Changes

    def _change(self, stated: int) -> Relation | None:
        figure = self.figures[stated]
        current = figure.attached_to
        if current is None or self.figures[current].kind in _RELATIVE:
            return None
        is_rate = figure.kind is Kind.CHANGE and figure.unit in ("%", "lần")
        if is_rate and self.figures[current].kind is Kind.PERCENT:
            return None
        if _PER_YEAR.search(self.low, max(0, self.at(stated) - 30), self.at(stated)):
            return None
        possible: list[Relation] = []
        for previous, sure in self._previous(current, stated):
            relation = self._judged_change(previous, current, stated, is_rate=is_rate)
            if relation and relation.holds is not False and (sure or relation.holds is True):
                return relation
            if relation and relation.holds is False and sure:
                possible.append(relation)
        if possible:
            return possible[0]
        return self._rate_of_absolute(current, stated) if figure.unit == "%" and is_rate else None

    def _previous(self, current: int, stated: int) -> Iterator[tuple[int, bool]]:
        """Figures that may be the earlier value, and whether the words say so outright."""
        level = self.figures[current].attached_to
        if level is not None and self.figures[current].direction and self._alike(current, level):
            yield level, True
        following = stated + 1
        while following < len(self.figures) and self.figures[following].attached_to == current:
            following += 1
        if self._suits(current, following) and self._same_sentence(stated, following):
            gap = self.gap(following - 1, following)
            sure = len(gap) < 60 and bool(
                re.search(r"\(|so với|cùng kỳ|từ", gap)
                and not re.search(r"\)\s*[,;]|[;.]|,\s", gap)
            )
            yield following, sure
        figure = self.figures[stated]
        for index in range(current + 1, stated):
            if self._suits(current, index):
                yield index, "(" in self.gap(index - 1, index)
        for index in self._earlier(current):
            period = self.figures[index].period
            dated = period is not None and period.iso == figure.basis
            if self._alike(index, current):
                yield (
                    index,
                    bool(dated and index == current - 1 and self._same_sentence(index, current)),
                )

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
                note = self._note(
                    f"mức thay đổi {_number(figure.value)}", found, self.figures[stated]
                )
                return Relation("rate_of_change", (index,), current, stated, found[1], note)
        return None

    def _judged_change(
        self, previous: int, current: int, stated: int, *, is_rate: bool
    ) -> Relation | None:
        judged = verdict.rate if is_rate else verdict.change
        before, after, figure = self.figures[previous], self.figures[current], self.figures[stated]
        found = judged(before, after, figure)
        if found is None:
            return None
        note = self._note(f"từ {_number(before.value)} đến {_number(after.value)}", found, figure)
        kind = "rate_of_change" if is_rate else "difference"
        return Relation(kind, (previous,), current, stated, found[1], note)

    def _level(self, index: int) -> Relation | None:
        """*giảm từ 10,85% xuống còn 1,31%*: the words say which one is smaller."""
        after = self.figures[index]
        start = after.attached_to
        if start is None or after.direction is None or after.kind in _RELATIVE:
            return None
        before = self.figures[start]
        if before.kind is not after.kind or before.unit.split("/")[0] != after.unit.split("/")[0]:
            return None
        low, high = (index, start) if after.direction is Direction.DOWN else (start, index)
        return self._ordering(low, high)

    # Sums and orderings

    def _sums_and_orderings(self) -> Iterator[Relation]:
        used: set[int] = set()
        for found in find_sums(self.reading):
            used.update(found.parts)
            whole = self.figures[found.whole]
            terms = " + ".join(_number(self.figures[i].value) for i in found.parts)
            note = self._note(terms, (found.total, found.holds), whole)
            yield Relation("sum", found.parts, found.whole, found.whole, found.holds, note)
        for index, figure in enumerate(self.figures[:-1]):
            following = index + 1
            if (
                figure.kind not in _AMOUNTS
                or following in used
                or not self._suits(index, following)
            ):
                continue
            if "trong đó" in self.gap(index, following) and self._same_sentence(index, following):
                if figure.unit == self.figures[following].unit:
                    yield self._ordering(following, index)
        yield from self._meters()

    def _meters(self) -> Iterator[Relation]:
        """*đang trực tuyến ≤ hôm nay ≤ tuần này ≤ tất cả*."""
        ranks = (
            ("trực tuyến", "online"),
            ("hôm nay", "trong ngày"),
            ("tuần",),
            ("tháng",),
            ("tất cả", "tổng"),
        )
        placed: list[tuple[int, int]] = []
        for index, figure in enumerate(self.figures):
            if figure.kind is Kind.METER:
                label = self.low[max(0, self.at(index) - 26) : self.at(index)]
                label = re.split(r"[\d|;,\n(]", label)[-1]
                rank = next(
                    (r for r, words in enumerate(ranks) if any(w in label for w in words)), None
                )
                if rank is not None:
                    placed.append((rank, index))
        placed.sort()
        for (_, low), (_, high) in zip(placed, placed[1:], strict=False):
            yield self._ordering(low, high)

    def _ordering(self, low: int, high: int) -> Relation:
        small, great = self.figures[low], self.figures[high]
        vague = any(f.qualifier is not Qualifier.EXACT for f in (small, great))
        holds: Holds = small.value <= great.value
        if vague and small.interval.meets(great.interval):
            holds = "approximate"
        sign = "không lớn hơn" if holds else "lớn hơn"
        note = f"{_number(small.value)} {sign} {_number(great.value)}"
        return Relation("ordering", (low,), high, None, holds, note)

    # What the words between two figures tell

    def at(self, index: int) -> int:
        return self.reading.places[index][0]

    def gap(self, first: int, second: int) -> str:
        return self.low[self.reading.places[first][1] : self.reading.places[second][0]]

    def _earlier(self, index: int) -> Iterator[int]:
        """Amounts before, nearest first, in this and the sentence before."""
        sentences = self.reading.sentences
        seen = {sentences[index]}
        for i in range(index - 1, max(-1, index - _LOOK_BACK), -1):
            seen.add(sentences[i])
            if len(seen) > 2 or "\n\n" in self.low[self.reading.places[i][1] : self.at(index)]:
                return
            if self.figures[i].kind in _AMOUNTS or (
                self.figures[i].kind is Kind.PERCENT and self.figures[index].kind is Kind.PERCENT
            ):
                yield i

    def _suits(self, one: int, other: int) -> bool:
        return (
            other < len(self.figures)
            and self._alike(one, other)
            and (self.figures[other].attached_to is None)
        )

    def _alike(self, one: int, other: int) -> bool:
        """Whether two figures may count the same things."""
        a, b = self.figures[one], self.figures[other]
        if (a.kind is Kind.PERCENT) != (b.kind is Kind.PERCENT) or b.kind in _RELATIVE:
            return False
        if (a.kind is Kind.MONEY) != (b.kind is Kind.MONEY):
            return False
        return units_meet(a.unit, b.unit)

    def _same_sentence(self, one: int, other: int) -> bool:
        return self.reading.sentences[one] == self.reading.sentences[other]

    def _same_paragraph(self, one: int, other: int) -> bool:
        return "\n\n" not in self.gap(one, other)

    def _is_credible(self, relation: Relation) -> bool:
        """A bound agrees with almost anything; it counts where the numbers are close as well."""
        if relation.holds != "approximate" or relation.stated is None:
            return True
        part, whole = self.figures[relation.parts[0]], self.figures[relation.whole]
        return verdict.is_near(100 * part.value / whole.value, self.figures[relation.stated].value)

    def _note(self, terms: str, found: tuple[Decimal, Holds], stated: Figure) -> str:
        return _note(terms, found, stated)


def _note(terms: str, found: tuple[Decimal, Holds], stated: Figure) -> str:
    computed, holds = found
    percent = "%" if stated.unit == "%" else ""
    result = _number(
        round(computed, max(2, stated.decimals + 1)) if percent or computed % 1 else computed
    )
    printed = _number(stated.value) + percent
    said = f"{terms}: tính ra {result}{percent}, bài viết ghi {printed}"
    if holds is True:
        return f"{said}: khớp"
    if holds == "truncation":
        return f"{said}: khớp nếu bỏ phần lẻ, nhưng làm tròn thì khác"
    return f"{said}: gần đúng" if holds else f"{said}: không khớp"


def _number(value: Decimal) -> str:
    return format_number(value.normalize() if value % 1 else value.to_integral_value())
