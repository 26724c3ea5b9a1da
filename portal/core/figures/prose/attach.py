"""Which figure says something about which other one, and against what it is measured."""

import re
from itertools import groupby

from portal.core.figures.figure import Direction, Kind, Qualifier
from portal.core.figures.prose.basis import PLANS, Measures
from portal.core.figures.prose.draft import Draft
from portal.core.figures.prose.lexicon import CONNECTIVE, PERSONS
from portal.core.figures.prose.source import Source
from portal.core.figures.prose.timeline import Mention

_SUBJECT = re.compile(r"tỷ\s+lệ|tỉ\s+lệ|[;|]")
_FROM = re.compile(r"(?P<verb>tăng|giảm|nâng|hạ|kéo)?(?:\s+[^\W\d]+){0,6}?\s*từ\s*\Z")
_OUT_OF = re.compile(
    r"(?:trong|trên)\s+(?:tổng(?:\s+[^\W\d]+){0,6}|số)\s*\Z|/\s*(?:tổng(?:\s+số)?\s*)?\Z"
)
_SAME_CHANGE = re.compile(r"[\s,(]*(?:tương\s+(?:ứng|đương)|tức|hay|bằng)[\s(]*")
_AVERAGE = re.compile(
    r"(?:bình quân|trung bình)(?=\s+(?:mỗi|hằng|hàng|một|năm|giai|tăng|giảm)|\s*\Z)"
    r"|(?:mỗi|hằng|hàng)\s+(?:năm|tháng|quý)"
)
_JOINT = re.compile(r"\s*(?:,|và|,\s*và)\s*\Z")
_AMOUNTS = (Kind.COUNT, Kind.RATIO, Kind.PAIR, Kind.MONEY, Kind.METER)
_RELATIVE = (Kind.CHANGE, Kind.POINTS)
_PLANNED = re.compile(rf"%\s*(?:{PLANS})[^,;%]*\Z")
_PAUSE = re.compile(r"[;.()]")
_WORD = re.compile(r"\w+")
_FAR = 170
_BOUNDS = (Qualifier.GT, Qualifier.GTE, Qualifier.LT, Qualifier.LTE)
_Indexed = list[tuple[int, Draft]]


def attach(drafts: list[Draft], source: Source, mentions: list[Mention]) -> None:
    """Tie changes, shares and new levels to the figures they speak of, sentence by sentence."""
    if len(drafts) == 1 and drafts[0].kind in _AMOUNTS and drafts[0].direction is None:
        return
    measures = Measures(source.low, mentions)
    previous: _Indexed = []
    for _, group in groupby(enumerate(drafts), key=lambda pair: pair[1].sentence):
        sentence = list(group)
        _Sentence(sentence, previous, source.low, measures).attach()
        previous = sentence


class _Sentence:
    """The drafts of one sentence, with their indices, and those of the sentence before."""

    def __init__(self, drafts: _Indexed, before: _Indexed, low: str, measures: Measures) -> None:
        self.drafts, self.before, self.low, self.measures = drafts, before, low, measures

    def attach(self) -> None:
        for place, (_, draft) in enumerate(self.drafts):
            if draft.kind in (*_RELATIVE, Kind.PERCENT) or draft.direction:
                self.measures.measure(draft)
            if draft.lead.is_level and self._attach_level(place, draft):
                continue
            if draft.kind in _RELATIVE:
                if draft.attached_to is None:
                    draft.attached_to = self._target(place, draft)
                self._settle_kind(draft)
                _settle_mark(draft)
                self._spread(place, draft)
            elif draft.kind is Kind.PERCENT and draft.attached_to is None:
                self._attach_share(place, draft)
            elif draft.in_parenthesis and place:
                self._attach_amount(place, draft)

    def _attach_amount(self, place: int, draft: Draft) -> None:
        """*giảm 5,2% (983 biên chế)*: the same change once more, if the arithmetic says so."""
        last = self.drafts[place - 1][1]
        main = self._draft(last.attached_to)
        if main is None or last.kind is not Kind.CHANGE or last.amount.unit != "%":
            return
        if self.low[last.end : draft.start].strip() != "(" or _base(main) != _base(draft):
            return
        sign = -1 if last.direction is Direction.DOWN else 1
        before = main.amount.value - sign * draft.amount.value
        if before > 0 and abs(100 * draft.amount.value / before - last.amount.value) < 1:
            draft.kind, draft.direction = Kind.CHANGE, last.direction
            draft.attached_to, draft.basis = last.attached_to, last.basis

    def _draft(self, index: int | None) -> Draft | None:
        return next((draft for i, draft in (*self.before, *self.drafts) if i == index), None)

    def _target(self, place: int, draft: Draft) -> int | None:
        """The figure that a change is a change of; an average change is nobody's."""
        since = self.drafts[place - 1][1].end if place else draft.sentence
        if _AVERAGE.search(self.low, since, draft.at):
            return None
        for search in (self._same_again, self._earlier, self._last_sentence, self._later):
            target = search(place, draft)
            if target is not None:
                return target
        return None

    def _same_again(self, place: int, draft: Draft) -> int | None:
        """*giảm 1.932 hộ, tương ứng giảm 8,2%*: both speak of one figure."""
        if not place:
            return None
        _, last = self.drafts[place - 1]
        if last.kind is Kind.CHANGE and _SAME_CHANGE.fullmatch(
            self.low, last.end, draft.lead_start
        ):
            target = self._draft(last.attached_to)
            return last.attached_to if target and self._suits(draft, target) else None
        return None

    def _earlier(self, place: int, draft: Draft) -> int | None:
        """*554 cuộc họp của lãnh đạo tỉnh, tăng 69 cuộc*."""
        position, linked, unit = draft.lead_start, True, draft.amount.unit
        found: _Indexed = []
        for index, earlier in reversed(self.drafts[:place]):
            linked = linked and self._flows(earlier.end, position)
            if not linked and (unit in ("", "%", "lần") or not self._lists(place)):
                break
            if self._is_aside(earlier, position) or self._is_plan(earlier):
                continue
            if self._suits(draft, earlier):
                if not unit or unit in (earlier.amount.unit, "%"):
                    return index
                found.append((index, earlier))
            position = earlier.lead_start
        if not found:
            return None
        return max(found, key=lambda pair: (_named_alike(self.low, unit, pair[1]), pair[0]))[0]

    def _lists(self, place: int) -> bool:
        """*118 vụ, chết 52 người, bị thương 97 người; so với cùng kỳ giảm 14 vụ, 9 người*."""
        first = next(i for i, (_, d) in enumerate(self.drafts) if d.kind in _RELATIVE)
        if first > place or not first:
            return False
        return self._flows(self.drafts[first - 1][1].end, self.drafts[first][1].lead_start)

    def _last_sentence(self, place: int, draft: Draft) -> int | None:
        """*… 554 cuộc họp. So với năm trước, tăng 69 cuộc.*"""
        if not self.before or "\n" in self.low[self.before[-1][1].end : draft.at]:
            return None
        if not self._is_about_the_last_sentence(place, draft):
            return None
        suitable = [(i, d) for i, d in self.before if self._suits(draft, d)]
        if not suitable:
            return None
        return max(suitable, key=lambda pair: self._likeness(draft, *pair))[0]

    def _later(self, place: int, draft: Draft) -> int | None:
        """*tăng 12%, đạt 1.234 tỷ đồng*; *giảm 07 đơn vị, từ 216 xã còn 209 xã*."""
        if place + 1 == len(self.drafts):
            return None
        index, later = self.drafts[place + 1]
        gap = self.low[draft.end : later.start]
        if place + 2 < len(self.drafts):
            second, level = self.drafts[place + 2]
            if level.lead.is_level and gap.rstrip().endswith("từ") and len(gap) < 50:
                return second
        tied = later.lead.is_level or later.lead.verb in ("đạt", "bằng") or "tổng" in gap
        if not tied or len(gap) >= 70 or _PAUSE.search(gap):
            return None
        words = gap.replace("lên", "").rpartition(",")[2]
        return index if self._suits(draft, later) and _is_connective(words) else None

    def _is_aside(self, draft: Draft, position: int) -> bool:
        """Whether it stands in brackets that are closed before ``position``: (*15.324 văn bản*)."""
        if ")" not in self.low[draft.end : position]:
            return False
        before = self.low[max(draft.sentence, draft.start - 50) : draft.start]
        return before.rfind("(") > before.rfind(")")

    def _is_plan(self, draft: Draft) -> bool:
        """Whether it says how much was planned: *đạt 64,8% dự toán năm là 10.000 tỷ đồng*."""
        before = self.low[max(draft.sentence, draft.start - 40) : draft.start]
        return bool(_PLANNED.search(before))

    def _likeness(self, change: Draft, index: int, main: Draft) -> tuple[bool, int, int]:
        """How well a change fits a figure of the sentence before: by unit, then by its words."""
        subject = set(_WORD.findall(self.low[change.sentence : change.lead_start]))
        words = set(
            re.findall(
                r"\w+", self.low[max(0, main.start - 16) : min(main.end + 36, change.sentence)]
            )
        )
        same = main.amount.unit == change.amount.unit
        return same, len(subject & words), index

    def _is_about_the_last_sentence(self, place: int, draft: Draft) -> bool:
        """*… 554 cuộc họp. So với năm trước, tăng 69 cuộc, giảm 3 hội nghị.*"""
        position, earlier_places = draft.lead_start, [i for i, _ in self.before]
        for _, earlier in reversed(self.drafts[:place]):
            if earlier.attached_to not in earlier_places or not _is_connective(
                self.low[earlier.end : position].rpartition(",")[2]
            ):
                return False
            position = earlier.lead_start
        opening = set(_WORD.findall(self.low[draft.sentence : position]))
        said = self.low[self.before[0][1].sentence : draft.sentence]
        repeated = set(_WORD.findall(said)) | {"số", "lượng", "tổng"}
        return len(opening) < 16 and all(
            word in CONNECTIVE or word.isdecimal() or word in repeated for word in opening
        )

    def _suits(self, change: Draft, main: Draft) -> bool:
        """Whether one can be a change of the other, going by units."""
        if main.kind in _RELATIVE:
            return False
        unit, of = _base(change), _base(main)
        if change.amount.kind is Kind.POINTS:
            return main.kind is Kind.PERCENT or of == "điểm"
        if change.amount.kind is Kind.PERCENT:
            if main.kind is Kind.PERCENT:
                return not (main.basis and main.attached_to is not None)
            return True
        if unit in ("lần", ""):
            return main.kind is not Kind.PERCENT
        if unit == "bậc":
            return of == "hạng"
        if main.kind is Kind.PAIR and unit == main.amount.second_unit:
            return True
        return (
            unit == of
            or not of
            or unit.split()[0] == of.split()[0]
            or (unit in ("người", "em") and of in PERSONS)
        )

    def _flows(self, end: int, start: int) -> bool:
        """Whether the text between two figures has no subject of its own."""
        gap = self.low[end:start]
        if len(gap) > _FAR or "|" in gap:
            return False
        if ";" in gap:
            return _is_connective(gap.rpartition(";")[2])
        _, comma, last = gap.rpartition(",")
        words, bracket, inside = last.rpartition("(")
        if bracket and len(words.split()) <= 3:
            last = inside
        return (not comma and len(gap) < 80) or _is_connective(last)

    def _settle_kind(self, draft: Draft) -> None:
        """12,49% above a percentage are points, whatever the sign says."""
        if draft.attached_to is None or draft.amount.kind is not Kind.PERCENT:
            return
        target = self._draft(draft.attached_to)
        if target and target.kind is Kind.PERCENT and not target.basis:
            draft.kind = Kind.POINTS

    def _spread(self, place: int, draft: Draft) -> None:
        """*tăng lần lượt 5% và 3%*: as many changes as there are figures before."""
        words = self.low[draft.lead_start : draft.at]
        group = [draft]
        for _, later in self.drafts[place + 1 :]:
            gap = self.low[group[-1].end : later.start]
            if later.lead.taken or not _JOINT.match(gap) or later.amount.unit != draft.amount.unit:
                break
            group.append(later)
        if len(group) < 2 or "lần lượt" not in words + self.low[draft.end : draft.end + 24]:
            return
        mains = [i for i, d in (*self.before, *self.drafts[:place]) if d.kind in _AMOUNTS]
        missing = [None] * (len(group) - len(mains))
        for later, target in zip(group, [*missing, *mains[-len(group) :]], strict=True):
            later.kind, later.direction = draft.kind, draft.direction
            later.attached_to, later.basis = target, later.basis or draft.basis

    def _attach_level(self, place: int, draft: Draft) -> bool:
        """*giảm từ 10,85% xuống còn 1,31%*: the second is the new level of the first."""
        if not place:
            return False
        index, earlier = self.drafts[place - 1]
        gap = self.low[earlier.end : draft.lead_start]
        origin = _FROM.search(self.low, max(earlier.sentence, earlier.start - 60), earlier.start)
        if not origin or len(gap) > 60 or ";" in gap or _base(earlier) not in ("", _base(draft)):
            return False
        words = self.low[draft.lead_start : draft.at]
        if draft.direction is None:
            down = origin["verb"] in ("giảm", "hạ") or "xuống" in words or "còn" in words
            draft.direction = Direction.DOWN if down else Direction.UP
        draft.attached_to, draft.kind = index, draft.amount.kind
        return True

    def _attach_share(self, place: int, draft: Draft) -> None:
        """*chiếm 95,4%*, *(95,4%)*, *đạt 102,3% kế hoạch*."""
        verb, lead = draft.lead.verb, draft.lead
        bracketed = draft.in_parenthesis and lead.direction is None
        if not place or not (lead.is_share or bracketed):
            return
        index, earlier = self.drafts[place - 1]
        gap = self.low[earlier.end : draft.lead_start]
        if lead.qualifier in _BOUNDS and not any(sign in gap for sign in ",(;"):
            return  # 16 đơn vị giải ngân đạt trên 95%: what each of them reached
        same = bracketed or verb in ("tương ứng", "tương đương", "tức", "bằng")
        absolute = earlier.kind is Kind.CHANGE and earlier.amount.kind is not Kind.PERCENT
        if absolute and same and len(gap) < 40:
            target = earlier.attached_to
            draft.kind, draft.direction = Kind.CHANGE, earlier.direction
            draft.attached_to = index if target is None else target
            draft.basis = draft.basis or earlier.basis
            return
        for index, earlier in reversed(self.drafts[:place]):
            if earlier.kind not in _AMOUNTS:
                continue
            gap = self.low[earlier.end : draft.lead_start]
            if _SUBJECT.search(gap):
                return
            if _OUT_OF.search(self.low, max(earlier.sentence, earlier.start - 50), earlier.start):
                continue
            near = (
                len(gap) < _FAR
                if verb.startswith("chiếm")
                else self._flows(earlier.end, draft.lead_start)
            )
            if near:
                draft.attached_to = index
            return


def _settle_mark(draft: Draft) -> None:
    """*vượt 5.000 tỷ đồng* passes a mark, where nothing is said that it is compared with."""
    amount = draft.amount
    large = amount.kind is Kind.MONEY or (amount.kind is Kind.COUNT and amount.value >= 100)
    alone = draft.attached_to is None and not draft.basis
    if draft.lead.verb == "vượt" and large and alone:
        draft.kind, draft.direction = amount.kind, None
        draft.lead.qualifier, draft.start = Qualifier.GT, draft.lead_start


def _named_alike(low: str, unit: str, main: Draft) -> int:
    """How many words of *người chết* stand around *52 người*."""
    around = low[max(main.sentence, main.start - 14) : main.end + 16]
    return sum(word in around for word in unit.split())


def _base(draft: Draft) -> str:
    """The unit without *per year* and the like."""
    return draft.amount.unit.partition("/")[0]


def _is_connective(text: str) -> bool:
    words = _WORD.findall(text)
    return len(words) <= 14 and all(word in CONNECTIVE or word.isdecimal() for word in words)
