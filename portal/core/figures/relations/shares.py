"""Shares: *207/208 nhiệm vụ, đạt 99,5%*, and which whole they are shares of."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from portal.core.figures.figure import Kind, Qualifier
from portal.core.figures.relations import verdict
from portal.core.figures.relations.neighbourhood import AMOUNTS, Neighbourhood, units_meet
from portal.core.figures.relations.relation import Relation, explain, number

_PERIOD_OR_SAME = re.compile(r"\d{4}|\.\./|cùng kỳ|tháng|quý|năm")
_OF_TOTAL = re.compile(
    r"[^.;()]{0,24}\b(?:tổng|trong số|trên|của|so với)\b[^.;()]{0,30}"
    r"|[^.;()]{0,60}\([^()]{0,40}"
    r"|[^.;(),]{0,20}(?:kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|mục\s+tiêu)[^.;(),]{0,40}"
)
"""What may stand between a percentage and the whole that follows it."""
_WITHIN = re.compile(r"trong đó|trong số|trong tổng|đã|hoàn thành|giải quyết|có")
_PLAN_BEFORE = re.compile(r"(?:kế hoạch|dự toán|chỉ tiêu|mục tiêu|giao|nghị quyết)[^.;]{0,30}\Z")
_TOTAL_BEFORE = re.compile(r"(?:trên|trong) tổng[^.;,\d]{0,30}\Z")
_CLOSE = Decimal(12)
"""A share this many points off is a slip of the pen; farther off, another whole was meant."""
_LOOK_BACK = 9
_FAR_BACK = 30


class Shares:
    """Finds the part and the whole of which a percentage is stated."""

    def __init__(self, near: Neighbourhood) -> None:
        self.near = near
        self.figures = near.figures
        self.low = near.low

    def share(self, stated: int) -> Relation | None:
        """The relation that the percentage ``stated`` states, if it is a share of anything."""
        figure = self.figures[stated]
        part = figure.attached_to
        if part is None:
            return self._of_next_ratio(stated) or self._of_next_two(stated) or self._likely(stated)
        subject = self.figures[part]
        against_time = bool(figure.basis) and bool(_PERIOD_OR_SAME.search(figure.basis))
        if subject.kind is Kind.RATIO and not against_time:
            return self._judge(part, part, stated)
        following = stated + 1
        if (figure.basis or self._is_of_total(stated)) and self.near.suits(part, following):
            gap = self.near.gap(stated, following)
            if len(gap) < 90 and _OF_TOTAL.fullmatch(gap):
                return self._judge(part, following, stated)
        if against_time:
            return None
        return self._of_earlier(part, stated)

    def _is_of_total(self, stated: int) -> bool:
        return stated + 1 < len(self.figures) and bool(
            re.search(r"tổng|trong số|trên", self.near.gap(stated, stated + 1)[:40])
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
        figure, subject = self.figures[stated], self.figures[part]
        possible: list[Relation] = []
        suspect: Relation | None = None
        between = [i for i in range(part + 1, stated) if self.figures[i].kind in AMOUNTS]
        for whole in (*between, *self._later_totals(stated), *self.near.earlier(part)):
            of = self.figures[whole]
            if figure.basis or figure.value > 100:
                if not _PLAN_BEFORE.search(self.near.before(whole, 50)):
                    continue
            elif of.value < subject.value:
                continue
            relation = self._judge(part, whole, stated)
            if relation is None:
                continue
            alike = self.near.alike(part, whole)
            if relation.holds is not False:
                if (alike or self.near.same_sentence(part, whole)) and self._is_credible(relation):
                    possible.append(relation)
            elif suspect is None and alike and self._is_plain(part, whole, stated):
                suspect = relation
        for wanted in (True, "truncation", "approximate"):
            for relation in possible:
                if relation.holds == wanted:
                    return relation
        return suspect or self._of_far(part, stated)

    def _of_far(self, part: int, stated: int) -> Relation | None:
        """The whole stands paragraphs earlier; many amounts do, so only the digits can tell."""
        unit, decimals = self.figures[part].unit, self.figures[stated].decimals
        for whole in range(part - 1, max(-1, part - _FAR_BACK), -1):
            of = self.figures[whole]
            if (
                decimals
                and of.unit == unit
                and of.kind in AMOUNTS
                and of.value > self.figures[part].value
            ):
                relation = self._judge(part, whole, stated)
                if relation and relation.holds is True:
                    return relation
        return None

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
        if self._has_own(whole, stated) and "trong đó" not in self.near.gap(whole, part):
            return False
        between = [
            i
            for i in range(whole + 1, part)
            if self.figures[i].kind in AMOUNTS and self.near.alike(i, part)
        ]
        listed = between and not re.search(r"trong đó|gồm", self.near.gap(whole, whole + 1))
        if listed or not self.near.same_paragraph(whole, part):
            return False
        computed = 100 * subject.value / of.value
        return abs(computed - figure.value) <= _CLOSE and bool(
            _WITHIN.search(self.near.gap(whole, part))
            or _PLAN_BEFORE.search(self.near.before(whole, 50))
        )

    def _has_own(self, whole: int, stated: int) -> bool:
        """Whether the whole is itself called a share of something: then both are, of a third."""
        return any(
            f.attached_to == whole and f.kind is Kind.PERCENT
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
                if relation and relation.holds in (True, "truncation"):
                    return relation
        for part in earlier:
            for whole in earlier:
                large = self.figures[whole].value >= 20 and figure.decimals
                if whole == part or not self.near.alike(part, whole) or not large:
                    continue
                relation = self._judge(part, whole, stated)
                if relation and relation.holds is True:
                    return relation
        return None

    def _judge(self, part: int, whole: int, stated: int) -> Relation | None:
        amount = self.figures[whole]
        found = verdict.share(self.figures[part], amount, self.figures[stated])
        divisor = amount.denominator or amount.value
        if amount.denominator and part != whole and not (found and found[1]):
            amount, divisor = replace(amount, denominator=None), amount.value
            found = verdict.share(self.figures[part], amount, self.figures[stated])
        if found is None:
            return None
        terms = f"{number(self.figures[part].value)} / {number(divisor)}"
        return Relation(
            "share", (part,), whole, stated, found[1], explain(terms, found, self.figures[stated])
        )

    def _is_credible(self, relation: Relation) -> bool:
        """A bound agrees with almost anything; it counts where the numbers are close as well."""
        if relation.holds != "approximate" or relation.stated is None:
            return True
        part, whole = self.figures[relation.parts[0]], self.figures[relation.whole]
        return verdict.is_near(100 * part.value / whole.value, self.figures[relation.stated].value)
