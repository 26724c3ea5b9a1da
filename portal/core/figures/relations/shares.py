"""Shares: *207/208 nhiệm vụ, đạt 99,5%*, and which whole they are shares of."""

import re
from collections.abc import Iterator
from decimal import Decimal

from portal.core.figures.arithmetic import Verdict
from portal.core.figures.figure import AMOUNTS, Kind, Qualifier
from portal.core.figures.relations import verdict
from portal.core.figures.relations.neighbourhood import (
    Neighbourhood,
    tells_measure,
    units_meet,
)
from portal.core.figures.relations.relation import Relation, explain, number

_PERIOD_OR_SAME = re.compile(r"\d{4}|\.\./|cùng kỳ|tháng|quý|năm")
_OF_TOTAL = re.compile(
    r"[^.;()]{0,24}\b(?:tổng|trong số|trên|của|so với)\b[^.;()]{0,30}"
    r"|[^.;()]{0,60}\([^()]{0,40}"
    r"|[^.;(),]{0,20}(?:kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|mục\s+tiêu)[^.;(),]{0,40}"
)
"""What may stand between a percentage and the whole that follows it."""
_OF_BRACKET = re.compile(r"\s(?P<sure>số\s)?[^.;,()\d]{3,60}\(")
"""*đạt 92,5% số người nhiễm đang quản lý (4.737 người)*."""
_TOTAL_AFTER = re.compile(r"tổng|trong số|trên")
_WITHIN = re.compile(
    r"\($|trong đó|trong số|trong tổng|đã|hoàn thành|giải quyết|có|đúng hạn|quá hạn|trễ hạn"
    r"|giải ngân"
)
_PLAN_BEFORE = re.compile(r"(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|giao|nghị quyết)[^.;]{0,30}\Z")
_TOTAL_BEFORE = re.compile(r"(?:trên|trong) tổng[^.;,\d]{0,30}\Z")
_CLOSE = Decimal(12)
"""A share this many points off is a slip of the pen; farther off, another whole was meant."""
_NEXT_TO = Decimal(5)
"""The same where nothing but the place says that one amount is of the other."""
_LOOK_BACK = 9
_FAR_BACK = 40
_ORDER = (Verdict.HOLDS, Verdict.TRUNCATED, Verdict.APPROXIMATE)


class Shares:
    """Finds the part and the whole of which a percentage is stated."""

    def __init__(self, near: Neighbourhood) -> None:
        self.near = near
        self.figures = near.figures
        self.low = near.low
        self.proven: dict[int, Relation] = {}
        """By percentage: what was found and holds."""

    def share(self, stated: int) -> Relation | None:
        """The relation that the percentage ``stated`` states, if it is a share of anything."""
        relation = self._share(stated)
        if relation and not relation.is_wrong:
            self.proven[stated] = relation
        return relation

    def _share(self, stated: int) -> Relation | None:
        figure = self.figures[stated]
        part = figure.attached_to
        if part is None:
            return self._of_next_ratio(stated) or self._of_next_two(stated) or self._likely(stated)
        subject = self.figures[part]
        against_time = bool(figure.basis) and bool(_PERIOD_OR_SAME.search(figure.basis))
        if subject.kind is Kind.RATIO and not against_time:
            return self._judge(part, part, stated)
        if part + 1 < stated and self._is_whole_told(part):
            return self._judge(part, part + 1, stated)
        following = stated + 1
        if (figure.basis or self._is_of_total(stated)) and self.near.suits(part, following):
            gap = self.near.gap(stated, following)
            sure = "(" not in gap or tells_measure(gap.rpartition("(")[2])
            relation = self._judge(part, following, stated)
            near = len(gap) < 90 and _OF_TOTAL.fullmatch(gap)
            if near and relation and (sure or not relation.is_wrong):
                return relation
        elif not figure.basis and self.near.suits(part, following):
            relation = self._judge(part, following, stated)
            bracketed = _OF_BRACKET.fullmatch(self.near.gap(stated, following))
            if relation and bracketed and (bracketed["sure"] or not relation.is_wrong):
                return relation
        return None if against_time else self._of_earlier(part, stated)

    def _is_whole_told(self, part: int) -> bool:
        """*2.870 chuyến trên 3.450 chuyến*, *1.948 tỷ đồng trong tổng số 5.410 tỷ đồng*."""
        if self.near.gap(part, part + 1).strip() in ("trên", "/"):
            return True
        told = _TOTAL_BEFORE.search(self.near.before(part + 1, 40))
        return told is not None and self.near.suits(part, part + 1)

    def sibling(self, stated: int) -> Relation | None:
        """*Hàn Quốc 1.086 dự án (47%), Trung Quốc 548 dự án (24,9%)*: one whole for both.

        For a share that was not found: one beside it was, so its whole is this one's as well.
        """
        figure, part = self.figures[stated], self.figures[stated].attached_to
        if part is None or figure.basis or figure.qualifier is not Qualifier.EXACT:
            return None
        for other in sorted(self.proven, key=lambda other: abs(other - stated)):
            whole, brother = self.proven[other].whole, self.proven[other].parts[0]
            if (
                abs(other - stated) <= _LOOK_BACK
                and whole != brother
                and not self.figures[other].basis
                and self.near.words_after(stated) <= self.near.words_after(other)
                and self.figures[brother].unit == self.figures[part].unit
                and not self.near.parted(min(other, stated), max(other, stated))
                and self.figures[part].value <= self.figures[whole].value
            ):
                relation = self._judge(part, whole, stated)
                return relation if relation and self._is_close(relation) else None
        return None

    def _is_of_total(self, stated: int) -> bool:
        following = stated + 1
        return following < len(self.figures) and bool(
            _TOTAL_AFTER.search(self.near.gap(stated, following)[:40])
        )

    def _of_next_ratio(self, stated: int) -> Relation | None:
        """*đạt 92% (629/684 cuộc)*."""
        following = stated + 1
        if following < len(self.figures) and self.figures[following].kind is Kind.RATIO:
            gap = self.near.gap(stated, following)
            if len(gap) < 30 and "(" in gap:
                return self._judge(following, following, stated)
        return None

    def _of_next_two(self, stated: int) -> Relation | None:
        """*95,4% (3.285 nhiệm vụ trên tổng số 3.441 nhiệm vụ)*."""
        part, whole = stated + 1, stated + 2
        if whole >= len(self.figures) or not self.near.same_sentence(stated, whole):
            return None
        tied = _TOTAL_BEFORE.search(self.near.before(whole, 40))
        if not tied or not self.near.suits(part, whole) or len(self.near.gap(stated, part)) > 50:
            return None
        return self._judge(part, whole, stated)

    def _of_earlier(self, part: int, stated: int) -> Relation | None:
        """The whole stands before: the nearest amount that fits, or plainly ought to."""
        possible: list[Relation] = []
        suspect: Relation | None = None
        passed = False
        for relation in self._candidates(part, stated):
            alike = self.near.alike(part, relation.whole)
            if not relation.is_wrong:
                close = alike or self.near.same_sentence(part, relation.whole)
                if close and self._is_credible(relation):
                    possible.append(relation)
            elif alike and not passed:
                passed = not self._has_own(relation.whole, stated)
                if self._is_plain(part, relation.whole, stated):
                    suspect = relation
        if possible:
            return min(possible, key=lambda found: self._rank(found, stated))
        return self._of_far(part, stated) or suspect

    def _candidates(self, part: int, stated: int) -> Iterator[Relation]:
        """The shares of amounts near by, the nearest first."""
        figure, subject = self.figures[stated], self.figures[part]
        between = [i for i in range(part + 1, stated) if self.figures[i].kind in AMOUNTS]
        for whole in (*between, *self._later_totals(stated), *self.near.earlier(part)):
            if figure.basis or figure.value > 100:
                if not _PLAN_BEFORE.search(self.near.before(whole, 50)):
                    continue
            elif self.figures[whole].value < subject.value:
                continue
            relation = self._judge(part, whole, stated)
            if relation:
                yield relation

    def _rank(self, relation: Relation, stated: int) -> tuple[bool, int, bool]:
        """Of several wholes that fit: not itself a share, to the digit, not a ratio, then near."""
        return (
            self._has_own(relation.whole, stated),
            _ORDER.index(relation.verdict),
            self.figures[relation.whole].kind is Kind.RATIO,
        )

    def _of_far(self, part: int, stated: int) -> Relation | None:
        """The whole stands paragraphs earlier: the words name it, other shares are of it, or the
        digits tell; a name alone makes a share that does not hold suspect."""
        figure = self.figures[stated]
        proven = set() if figure.basis else {found.whole for found in self.proven.values()}
        named, about = self.near.words_after(stated), self.near.words_around(part)
        found: list[tuple[int, Relation]] = []
        for whole in range(part - 1, max(-1, part - _FAR_BACK), -1):
            relation = self._judge(part, whole, stated) if self._may_contain(whole, part) else None
            if relation is None or not self._is_credible(relation):
                continue
            around = self.near.words_around(whole)
            shared = len(named & around)
            if relation.is_wrong:
                if 5 * shared >= 3 * len(named) > 3 and self._is_slip(relation):
                    found.append((3, relation))
            elif named and shared * 2 >= len(named):
                found.append((0, relation))
            elif whole in proven and relation.verdict is not Verdict.APPROXIMATE:
                found.append((1, relation))
            elif len(about & around) > 1 or self._is_exact(relation):
                found.append((2, relation))
        return min(found, key=lambda pair: pair[0])[1] if found else None

    def _is_exact(self, relation: Relation) -> bool:
        figure = self.figures[relation.stated or 0]
        unit = self.figures[relation.parts[0]].unit
        return relation.verdict is Verdict.HOLDS and bool(figure.decimals and unit)

    def _is_slip(self, relation: Relation) -> bool:
        exact = self.figures[relation.stated or 0].qualifier is Qualifier.EXACT
        return exact and self._is_close(relation)

    def _may_contain(self, whole: int, part: int) -> bool:
        of, subject = self.figures[whole], self.figures[part]
        return (
            of.kind in AMOUNTS
            and of.value > subject.value
            and (of.kind is Kind.MONEY) == (subject.kind is Kind.MONEY)
            and units_meet(of.unit, subject.unit)
        )

    def _later_totals(self, stated: int) -> Iterator[int]:
        """*…, trễ hạn 598 (0,3%) trên tổng số 199.449 hồ sơ*."""
        for index in range(stated + 1, min(stated + _LOOK_BACK, len(self.figures))):
            if not self.near.same_sentence(stated, index):
                return
            if _TOTAL_BEFORE.search(self.near.before(index, 40)):
                yield index

    def _is_plain(self, part: int, whole: int, stated: int) -> bool:
        """Whether the words leave no doubt that a share of just this whole is stated."""
        figure, subject, of = self.figures[stated], self.figures[part], self.figures[whole]
        if any(f.qualifier is not Qualifier.EXACT for f in (figure, subject, of)):
            return False
        if not units_meet(of.unit, subject.unit) or not (of.unit or not subject.unit):
            return False
        if not self.near.words_after(stated) <= self.near.words_around(whole):
            return False  # *chiếm 5,9% số phải thu* is no share of what was collected
        if self._has_own(whole, stated) and "trong đó" not in self.near.gap(whole, part):
            return False
        between = [
            i
            for i in range(whole + 1, part)
            if self.figures[i].kind in AMOUNTS
            and self.near.alike(i, part)
            and not self.near.is_bracketed(i)
        ]
        listed = between and not re.search(r"trong đó|gồm", self.near.gap(whole, whole + 1))
        if listed or self.near.parted(whole, part):
            return False
        planned = _PLAN_BEFORE.search(self.near.before(whole, 50)) is not None
        if planned and any(found.whole == whole for found in self.proven.values()):
            return False  # of that plan another share was told
        if self.near.is_bracketed(whole) and not (planned or self.near.is_bracketed(part)):
            return False  # what stands in brackets behind an amount is an earlier one
        off = abs(100 * subject.value / of.value - figure.value)
        if _WITHIN.search(self.near.gap(whole, part)) or planned:
            return off <= _CLOSE
        beside = not between and self.near.same_sentence(whole, part) and of.unit != ""
        return beside and of.unit == subject.unit and off <= _NEXT_TO

    def _has_own(self, whole: int, stated: int) -> bool:
        """Whether the whole is itself called a share of something: then both are, of a third."""
        return any(
            f.attached_to == whole and f.kind is Kind.PERCENT and not f.basis
            for f in self.figures[whole + 1 : stated]
        )

    def _likely(self, stated: int) -> Relation | None:
        """*Tỷ lệ giải quyết đạt 95,8%* after two counts: only if it holds to the digit."""
        figure = self.figures[stated]
        if figure.direction or figure.qualifier is not Qualifier.EXACT or figure.value >= 100:
            return None
        earlier = [i for i in self.near.earlier(stated) if self.figures[i].kind is not Kind.PAIR]
        earlier = earlier[: 8 if figure.decimals > 1 else 5]
        for index in earlier:
            if self.figures[index].kind is Kind.RATIO and self.near.same_sentence(index, stated):
                relation = self._judge(index, index, stated)
                if relation and relation.verdict in (Verdict.HOLDS, Verdict.TRUNCATED):
                    return relation
        for part in earlier:
            for whole in earlier:
                large = self.figures[whole].value >= 20 and figure.decimals
                if whole == part or not self.near.alike(part, whole) or not large:
                    continue
                relation = self._judge(part, whole, stated)
                if relation and relation.verdict is Verdict.HOLDS:
                    return relation
        return None

    def _judge(self, part: int, whole: int, stated: int) -> Relation | None:
        amount = self.figures[whole]
        found = verdict.share(self.figures[part], amount, self.figures[stated])
        divisor = amount.denominator or amount.value
        if amount.denominator and part != whole and (found is None or found[1] is Verdict.WRONG):
            amount, divisor = amount._replace(denominator=None), amount.value
            found = verdict.share(self.figures[part], amount, self.figures[stated])
        if found is None:
            return None
        terms = f"{number(self.figures[part].value)} / {number(divisor)}"
        return Relation(
            "share", (part,), whole, stated, found[1], explain(terms, found, self.figures[stated])
        )

    def _is_credible(self, relation: Relation) -> bool:
        """A bound agrees with almost anything; it counts where the numbers are close as well."""
        if relation.verdict is not Verdict.APPROXIMATE or relation.stated is None:
            return True
        part, whole = self.figures[relation.parts[0]], self.figures[relation.whole]
        return verdict.is_near(100 * part.value / whole.value, self.figures[relation.stated].value)

    def _is_close(self, relation: Relation) -> bool:
        part, whole = self.figures[relation.parts[0]], self.figures[relation.whole]
        assert relation.stated is not None
        stated = self.figures[relation.stated].value
        return abs(100 * part.value / whole.value - stated) <= _CLOSE
