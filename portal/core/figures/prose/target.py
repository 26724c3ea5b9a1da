"""The figure that a change is a change of."""

import re

from portal.core.figures.figure import AMOUNTS, RELATIVE, Direction, Kind
from portal.core.figures.prose.basis import PLANS
from portal.core.figures.prose.clause import (
    Indexed,
    Sentence,
    base,
    is_connective,
)
from portal.core.figures.prose.draft import Draft
from portal.core.figures.prose.lexicon import CONNECTIVE, COUNTED, PERSONS

_SAME_CHANGE = re.compile(r"[\s,(]*(?:tương\s+(?:ứng|đương)|tức|hay|bằng)[\s(]*|\s*\(\s*[+-]?")
_AVERAGE = re.compile(
    r"(?:bình quân|trung bình)(?=\s+(?:mỗi|hằng|hàng|một|năm|giai|tăng|giảm)|\s*\Z)"
    r"|(?:mỗi|hằng|hàng)\s+(?:năm|tháng|quý)"
)
_PLANNED = re.compile(rf"%\s*(?:{PLANS})[^,;%]*\Z|(?:{PLANS})(?:\s+[^\W\d]+){{0,3}}?\s*\Z")
_OF_RATE = re.compile(r"(?:tỷ|tỉ) lệ [^,;:.()\d]*\Z")
_GENERIC = frozenset(("trường", "hợp", "vụ", "việc"))
_CASES = frozenset(("ca", "vụ", "người", "tử", "bệnh"))
"""Units that begin so count cases."""
_OF_WHAT = re.compile(rf" (về )?(?:số |lượng )?(?!{PLANS})(\w+)(?: (\w+))?")
_FAR_BACK = 30
_CUE = re.compile(r"trong đó|bao gồm|gồm")
_PAUSE = re.compile(r"[;.()]")
_WORD = re.compile(r"\w+")
_CLAUSE_END = re.compile(r"[,;:)]\s")


def find_target(sentence: Sentence, place: int) -> int | None:
    """The index of what the change at ``place`` of its sentence is a change of.

    An average change is nobody's.
    """
    return _Search(sentence, place).target()


class _Search:
    """One change, and what the words around it leave as its target."""

    def __init__(self, sentence: Sentence, place: int) -> None:
        self.sentence, self.place = sentence, place
        self.low, self.drafts, self.before = sentence.low, sentence.drafts, sentence.before
        self.change = sentence.drafts[place][1]
        self.unit = self.change.amount.unit

    def target(self) -> int | None:
        since = self.drafts[self.place - 1][1].end if self.place else self.change.sentence
        if _AVERAGE.search(self.low, since, self.change.at):
            return None
        searches = (
            self._same_again, self._earlier, self._last_sentence, self._later, self._by_arithmetic,
        )  # fmt: skip
        return next((found for search in searches if (found := search()) is not None), None)

    def _same_again(self) -> int | None:
        """*giảm 1.932 hộ, tương ứng giảm 8,2%*: both speak of one figure."""
        if not self.place:
            return None
        _, last = self.drafts[self.place - 1]
        if last.kind is Kind.CHANGE and _SAME_CHANGE.fullmatch(
            self.low, last.end, self.change.lead_start
        ):
            target = self.sentence.draft(last.attached_to)
            return last.attached_to if target and self._suits(target) else None
        return None

    def _earlier(self) -> int | None:
        """*554 cuộc họp của lãnh đạo tỉnh, tăng 69 cuộc*."""
        position, linked, unit = self.change.lead_start, True, self.unit
        found: Indexed = []
        unlikely: int | None = None
        for index, earlier in reversed(self.drafts[: self.place]):
            if earlier.at > self.change.lead_start:
                continue
            linked = linked and self.sentence.flows(earlier.end, position, opens=True)
            alone = unit in ("", "%", "lần") or not self._lists()
            if not linked and alone and not self._says_of_what():
                break
            if self._is_beside(earlier, position):
                continue
            if self._is_plan(earlier) or self._is_past(earlier):
                unlikely = index if unlikely is None and self._suits(earlier) else unlikely
                continue
            if self._suits(earlier):
                whole = unit == "lần" and earlier.kind is not Kind.PERCENT
                told = not unit or whole or unit in (earlier.amount.unit, "%")
                if told and not self._says_of_what():
                    return index
                found.append((index, earlier))
            position = earlier.lead_start
        return self._likeliest(found) if found else unlikely

    def _is_of_rate(self) -> bool:
        """*…; tỷ lệ giải quyết tăng 6,7%*."""
        if self.change.amount.kind not in (Kind.PERCENT, Kind.POINTS):
            return False
        start = max(self.change.sentence, self.change.lead_start - 40)
        return _OF_RATE.search(self.low, start, self.change.lead_start) is not None

    def _says_of_what(self) -> bool:
        """*612 doanh nghiệp, vốn 4.215 tỷ đồng, tăng 15,7% về số doanh nghiệp*."""
        match = _OF_WHAT.match(self.low, self.change.end) if self.unit == "%" else None
        return match is not None and bool(
            match[1] or match[2] in COUNTED or f"{match[2]} {match[3]}" in COUNTED
        )

    def _lists(self) -> bool:
        """*118 vụ, chết 52 người, bị thương 97 người; so với cùng kỳ giảm 14 vụ, 9 người*."""
        first = next(i for i, (_, d) in enumerate(self.drafts) if d.kind in RELATIVE)
        if first > self.place or not first:
            return False
        return self.sentence.flows(self.drafts[first - 1][1].end, self.drafts[first][1].lead_start)

    def _last_sentence(self) -> int | None:
        """*… 554 cuộc họp. So với năm trước, tăng 69 cuộc.*"""
        if not self.before or "\n" in self.low[self.before[-1][1].end : self.change.at]:
            return None
        if not self._is_about_the_last_sentence():
            return None
        return self._likeliest([(i, d) for i, d in self.before if self._suits(d)])

    def _later(self) -> int | None:
        """*tăng 12%, đạt 1.234 tỷ đồng*; *giảm 07 đơn vị, từ 216 xã còn 209 xã*."""
        if self.place + 1 == len(self.drafts):
            return None
        index, later = self.drafts[self.place + 1]
        gap = self.low[self.change.end : later.start]
        if self.place + 2 < len(self.drafts):
            second, level = self.drafts[self.place + 2]
            if level.lead.is_level and gap.rstrip().endswith("từ") and len(gap) < 50:
                return second
        tied = later.lead.is_level or later.lead.verb in ("đạt", "bằng") or "tổng" in gap
        if not tied or len(gap) >= 70 or _PAUSE.search(gap):
            return None
        words = gap.replace("lên", "").rpartition(",")[2]
        return index if self._suits(later) and is_connective(words) else None

    def _by_arithmetic(self) -> int | None:
        """*Có 272 kiến nghị. … So với kỳ trước (305 kiến nghị), giảm 33*: told far before."""
        old = [d.amount for _, d in self.drafts if d.attached_to is None and d is not self.change]
        if not self.unit or self.unit in ("%", "lần"):
            return None
        sign = -1 if self.change.direction is Direction.DOWN else 1
        new = {o.value + sign * self.change.amount.value for o in old if o.unit == self.unit}
        first = self.drafts[0][0]
        for index in range(first - 1, max(-1, first - _FAR_BACK), -1):
            main = self.sentence.everything[index]
            alike = main.kind in AMOUNTS and main.amount.unit == self.unit
            if alike and main.amount.value in new and main.attached_to is None:
                return index
        return None

    def _likeliest(self, found: Indexed) -> int | None:
        """By the words around, then by unit, then the one that is not yet said to change."""
        if len(found) < 2:
            return found[0][0] if found else None
        words = self.sentence.clause(self.change) - _GENERIC
        rate = self.unit in ("%", "lần")
        siblings = [
            d
            for _, d in self.drafts
            if d.kind in RELATIVE and rate == (d.amount.unit in ("%", "lần"))
        ]
        done = {d.attached_to for d in siblings}
        listed = len(siblings) > 1

        def likeness(pair: tuple[int, Draft]) -> tuple[int, bool, bool, int]:
            index, main = pair
            shared = len(words & self.sentence.clause(main))
            order = -index if listed else index
            return shared, main.amount.unit == self.unit, index not in done, order

        return max(found, key=likeness)[0]

    def _is_beside(self, draft: Draft, position: int) -> bool:
        """Whether it is only mentioned beside what the sentence is about."""
        return (
            (self.sentence.is_aside(draft, position) and not self._is_point_of(draft))
            or self.sentence.measures.precedes(draft)
            or self.sentence.is_whole(draft)
            or self._is_listed(draft)
            or self._is_mere_share(draft)
        )

    def _is_point_of(self, draft: Draft) -> bool:
        """*1.404 đồng chí (25,6%), tăng 3,2 điểm phần trăm*."""
        points = self.change.kind is Kind.POINTS or self._has_old_share()
        return points and draft.kind is Kind.PERCENT

    def _has_old_share(self) -> bool:
        """*giảm 2,4% so với năm 2021 (9,1%)*."""
        following = self.drafts[self.place + 1 : self.place + 2]
        if self.unit != "%" or not following or following[0][1].kind is not Kind.PERCENT:
            return False
        return self.sentence.measures.precedes(following[0][1])

    def _is_listed(self, draft: Draft) -> bool:
        """*87 giải, trong đó 2 giải Nhất, 25 giải Nhì; tăng 9 giải*: all of them increased."""
        if ";" not in self.low[draft.end : self.change.lead_start]:
            return False
        cues = [*_CUE.finditer(self.low, draft.sentence, draft.start)]
        return bool(cues) and ";" not in self.low[cues[-1].end() : draft.start]

    def _is_mere_share(self, draft: Draft) -> bool:
        """*4.152 tỷ đồng, chiếm 20,9%, giảm 3,4%*: so did the amount; *giảm 0,02%*: the share."""
        if self.unit != "%" or draft.lead.verb not in ("chiếm", "chiếm tới"):
            return False
        of = self.sentence.draft(draft.attached_to)
        if of is not None and of.kind is Kind.RATIO:
            return False
        return self.change.amount.value >= 1 and not self._has_old_share()

    def _is_plan(self, draft: Draft) -> bool:
        """Whether it says how much was planned: *đạt 64,8% dự toán năm là 10.000 tỷ đồng*."""
        return (
            _PLANNED.search(self.low, max(draft.sentence, draft.start - 40), draft.start)
            is not None
        )

    def _is_past(self, draft: Draft) -> bool:
        """Whether it was so before: *554 cuộc (năm trước 485 cuộc), tăng 69 cuộc*."""
        basis = self.change.basis
        if draft.period is None or basis:
            return draft.period is not None and draft.period.iso == basis
        return any(_is_later(other, draft) for _, other in self.drafts if other is not self.change)

    def _is_about_the_last_sentence(self) -> bool:
        """*… 554 cuộc họp. So với năm trước, tăng 69 cuộc, giảm 3 hội nghị.*"""
        said = self.low[self.before[0][1].sentence : self.change.sentence]
        repeated = {*_WORD.findall(said), "số", "lượng", "tổng"} | CONNECTIVE
        places = [i for i, _ in self.before]
        if self.place:
            _, last = self.drafts[self.place - 1]
            gap = _CLAUSE_END.split(self.low[last.end : self.change.lead_start])[-1]
            own = set(_WORD.findall(gap))
            if _is_new(own, repeated) or (own <= CONNECTIVE and last.attached_to not in places):
                return False
        opening = set(_WORD.findall(self.low[self.change.sentence : self.drafts[0][1].lead_start]))
        return len(opening) < 16 and not _is_new(opening, repeated)

    def _suits(self, main: Draft) -> bool:
        """Whether the change can be one of ``main``, going by units."""
        change = self.change
        if self._is_of_rate() and main.kind is not Kind.PERCENT:
            return False
        if main.kind in RELATIVE:  # IIP tăng 17,3%, cao hơn bình quân cả nước 8,1 điểm phần trăm
            alone = main.attached_to is None and main.amount.unit == "%"
            return change.amount.kind is Kind.POINTS and alone
        unit, of = base(change), base(main)
        if change.amount.kind is Kind.POINTS:
            return main.kind is Kind.PERCENT or of == "điểm"
        if change.amount.kind is Kind.PERCENT:
            if main.kind is Kind.PERCENT:
                return not (main.basis and main.attached_to is not None)
            return True
        if "/" in self.unit and "/" not in main.amount.unit and of:
            return False
        if unit == "lần":
            return not (main.kind is Kind.PERCENT and main.basis)
        if not unit:
            return main.kind is not Kind.PERCENT
        if unit == "bậc":
            return of == "hạng"
        if main.kind is Kind.PAIR and unit == main.amount.second_unit:
            return True
        return (
            unit == of
            or not of
            or unit.split()[0] == of.split()[0]
            or unit == of.split()[-1]
            or (unit in ("người", "em") and of in PERSONS)
            or (unit == "trường hợp" and of.split()[0] in _CASES)
        )


def _is_new(words: set[str], said: set[str]) -> bool:
    """Whether words bring in another subject than what was said; one of four may be new."""
    telling = {word for word in words - CONNECTIVE if not word.isdecimal()}
    return 4 * len(telling - said) > len(telling)


def _is_later(one: Draft, other: Draft) -> bool:
    """Whether both count the same, one of them at a later time."""
    if one.period is None or other.period is None or one.amount.unit != other.amount.unit:
        return False
    return one.period.start is not None and one.period.start > other.period.end
