"""Which figure says something about which other one, and against what it is measured."""

import re
from itertools import groupby

from portal.core.figures.figure import Direction, Kind
from portal.core.figures.prose.draft import Draft
from portal.core.figures.prose.lexicon import PERSONS
from portal.core.figures.prose.source import Source
from portal.core.figures.prose.timeline import Mention

_PLANS = r"kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|mục\s+tiêu|yêu\s+cầu|nghị\s+quyết|quy\s+định|định\s+mức|kịch\s+bản"
_AGAINST = re.compile(
    rf"""[\s)]*(?:,\s*)?(?:[^\W\d]+\s+){{0,3}}?
    (?:(?P<than>so(?:\s+với|\s+cùng|\s+năm|\s+(?=kế|dự))|(?:của\s+)?cùng\s+kỳ|hơn\s+(?:cùng\s+kỳ|năm))
     |(?P<plan>{_PLANS}))""",
    re.VERBOSE,
)
_PLAN = re.compile(_PLANS)
_CONNECTIVE = frozenset(
    [
        "so",
        "với",
        "cùng",
        "kỳ",
        "năm",
        "trước",
        "ngoái",
        "qua",
        "quý",
        "tháng",
        "tương",
        "ứng",
        "bình",
        "quân",
        "và",
        "cũng",
        "đã",
        "mức",
        "này",
        "con",
        "số",
        "đó",
        "trong",
        "của",
        "là",
        "thì",
        "đạt",
        "lần",
        "lượt",
        "đương",
        "thời",
        "điểm",
        "đầu",
        "cuối",
        "đồng",
        "thời",
        "nhưng",
        "chỉ",
        "tức",
        "hay",
        "hơn",
        "kế",
        "hoạch",
        "dự",
        "toán",
        "nay",
        "vẫn",
        "còn",
        "đều",
        "như",
        "vậy",
        "chiếm",
        "tỷ",
        "lệ",
        "tỉ",
        "ước",
        "sẽ",
        "nay",
        "hoàn",
        "thành",
        "được",
        "kết",
        "quả",
        "về",
        "đích",
        "tuyệt",
        "đối",
        "trên",
        "tổng",
        "cả",
        "nhiệm",
        "vụ",
        "giao",
        "đúng",
        "trước",
        "hạn",
        "theo",
        "yêu",
        "cầu",
        "tăng",
        "giảm",
        "xấp",
        "xỉ",
        "khoảng",
        "gần",
    ]
)
_SUBJECT = re.compile(r"tỷ\s+lệ|tỉ\s+lệ|[;|]")
_FROM = re.compile(r"(?P<verb>tăng|giảm|nâng|hạ|kéo)?(?:\s+[^\W\d]+){0,6}?\s*từ\s*\Z")
_OUT_OF = re.compile(
    r"(?:trong|trên)\s+(?:tổng(?:\s+[^\W\d]+){0,6}|số)\s*\Z|/\s*(?:tổng(?:\s+số)?\s*)?\Z"
)
_SAME_CHANGE = re.compile(r"[\s,(]*(?:tương\s+(?:ứng|đương)|tức|hay|bằng)[\s(]*")
_JOINT = re.compile(r"\s*(?:,|và|,\s*và)\s*\Z")
_AMOUNTS = (Kind.COUNT, Kind.RATIO, Kind.PAIR, Kind.MONEY, Kind.METER)
_RELATIVE = (Kind.CHANGE, Kind.POINTS)
_FAR = 170


def attach(drafts: list[Draft], source: Source, mentions: list[Mention]) -> None:
    """Tie changes, shares and new levels to the figures they speak of, sentence by sentence."""
    indexed = list(enumerate(drafts))
    previous: list[tuple[int, Draft]] = []
    for _, group in groupby(indexed, key=lambda pair: pair[1].sentence):
        sentence = list(group)
        _Sentence(sentence, previous, source.low, mentions).attach()
        previous = sentence


class _Sentence:
    def __init__(
        self,
        drafts: list[tuple[int, Draft]],
        before: list[tuple[int, Draft]],
        low: str,
        mentions: list[Mention],
    ) -> None:
        self.drafts, self.before, self.low, self.mentions = drafts, before, low, mentions

    def attach(self) -> None:
        for place, (index, draft) in enumerate(self.drafts):
            if draft.kind in (*_RELATIVE, Kind.PERCENT) or draft.direction:
                self._measure(draft)
            if draft.lead.is_level and self._attach_level(place, draft):
                continue
            if draft.kind in _RELATIVE:
                if draft.attached_to is None:
                    draft.attached_to = self._target(place, draft)
                self._settle_kind(draft, index)
                self._spread(place, draft)
            elif draft.kind is Kind.PERCENT and draft.attached_to is None:
                self._attach_share(place, draft)

    def _draft(self, index: int | None) -> Draft | None:
        return next((draft for i, draft in (*self.before, *self.drafts) if i == index), None)

    def _target(self, place: int, draft: Draft) -> int | None:
        """The figure that a change is a change of; an average change is nobody's."""
        if "bình quân" in self.low[draft.lead_start : draft.at]:
            return None
        position = draft.lead_start
        if place:
            _, last = self.drafts[place - 1]
            gap = self.low[last.end : position]
            if last.kind is Kind.CHANGE and _SAME_CHANGE.fullmatch(gap):
                target = self._draft(last.attached_to)
                if target and self._suits(draft, target):
                    return last.attached_to
        for index, earlier in reversed(self.drafts[:place]):
            if not self._flows(earlier.end, position):
                break
            if self._is_aside(earlier, position) or self._is_plan(earlier):
                continue
            if self._suits(draft, earlier):
                return index
            position = earlier.lead_start
        if self.before and self._is_about_the_last_sentence(place, draft):
            suitable = [(i, d) for i, d in self.before if self._suits(draft, d)]
            if suitable:
                return max(suitable, key=lambda pair: self._likeness(draft, *pair))[0]
        if place + 2 < len(self.drafts) and draft.amount.kind is not Kind.PERCENT:
            (_, start), (index, later) = self.drafts[place + 1 : place + 3]
            gap = self.low[draft.end : start.start]
            if later.lead.is_level and gap.rstrip().endswith("từ") and len(gap) < 50:
                return index
        if place + 1 < len(self.drafts):
            index, later = self.drafts[place + 1]
            gap = self.low[draft.end : later.start]
            if (
                self._suits(draft, later)
                and len(gap) < 70
                and not re.search(r"[;.()]", gap)
                and (later.lead.is_level or later.lead.verb in ("đạt", "bằng") or "tổng" in gap)
                and _is_connective(gap.replace("lên", "").rsplit(",", 1)[-1])
            ):
                return index
        return None

    def _is_aside(self, draft: Draft, position: int) -> bool:
        """Whether it stands in brackets that are closed before ``position``: (*15.324 văn bản*)."""
        if ")" not in self.low[draft.end : position]:
            return False
        before = self.low[max(draft.sentence, draft.start - 50) : draft.start]
        return before.rfind("(") > before.rfind(")")

    def _is_plan(self, draft: Draft) -> bool:
        """Whether it says how much was planned: *đạt 64,8% dự toán năm là 10.000 tỷ đồng*."""
        before = self.low[max(draft.sentence, draft.start - 40) : draft.start]
        return bool(re.search(rf"%\s*(?:{_PLANS})[^,;%]*\Z", before))

    def _likeness(self, change: Draft, index: int, main: Draft) -> tuple[bool, int, int]:
        """How well a change fits a figure of the sentence before: by unit, then by its words."""
        subject = set(re.findall(r"\w+", self.low[change.sentence : change.lead_start]))
        words = set(re.findall(r"\w+", self.low[main.start : main.end + 36]))
        same = main.amount.unit == change.amount.unit
        return same, len((subject - _CONNECTIVE) & words), index

    def _is_about_the_last_sentence(self, place: int, draft: Draft) -> bool:
        """*… 554 cuộc họp. So với năm trước, tăng 69 cuộc, giảm 3 hội nghị.*"""
        position, earlier_places = draft.lead_start, [i for i, _ in self.before]
        for _, earlier in reversed(self.drafts[:place]):
            if earlier.attached_to not in earlier_places or not _is_connective(
                self.low[earlier.end : position].rpartition(",")[2]
            ):
                return False
            position = earlier.lead_start
        opening = set(re.findall(r"\w+", self.low[draft.sentence : position]))
        said = self.low[self.before[0][1].sentence : draft.sentence]
        repeated = set(re.findall(r"\w+", said)) | {"số", "lượng", "tổng"}
        return len(opening) < 16 and all(
            word in _CONNECTIVE or word.isdecimal() or word in repeated for word in opening
        )

    def _suits(self, change: Draft, main: Draft) -> bool:
        """Whether one can be a change of the other, going by units."""
        if main.kind in _RELATIVE:
            return False
        unit, of = change.amount.unit, main.amount.unit
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
        head, comma, last = gap.rpartition(",")
        if not comma:
            head, _, last = gap.rpartition("(")
        return (not comma and len(gap) < 80) or _is_connective(last)

    def _settle_kind(self, draft: Draft, index: int) -> None:
        """12,49% above a percentage are points, whatever the sign says."""
        if draft.attached_to is None or draft.amount.kind is not Kind.PERCENT:
            return
        target = self._draft(draft.attached_to)
        if target and target.kind is Kind.PERCENT and draft.amount.unit == "%":
            if not target.basis and target.lead.verb not in ("tăng trưởng",):
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
        targets: list[int | None] = list(mains[-len(group) :])
        targets = [None] * (len(group) - len(targets)) + targets
        for later, target in zip(group, targets, strict=True):
            later.kind, later.direction = draft.kind, draft.direction
            later.attached_to, later.basis = target, later.basis or draft.basis

    def _attach_level(self, place: int, draft: Draft) -> bool:
        """*giảm từ 10,85% xuống còn 1,31%*: the second is the new level of the first."""
        if not place:
            return False
        index, earlier = self.drafts[place - 1]
        gap = self.low[earlier.end : draft.lead_start]
        origin = _FROM.search(self.low, max(earlier.sentence, earlier.start - 60), earlier.start)
        if not origin or len(gap) > 60 or ";" in gap or _base(earlier) != _base(draft):
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
        if earlier.kind is Kind.CHANGE and earlier.amount.kind is not Kind.PERCENT:
            if len(gap) < 40 and (bracketed or verb in ("tương ứng", "tương đương", "tức", "bằng")):
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

    def _measure(self, draft: Draft) -> None:
        """Find what a change or percentage is measured against."""
        if draft.basis:
            return
        match = _AGAINST.match(self.low, draft.end)
        if match and match.end() - draft.end < 44 and "," not in match[0].lstrip(" ),"):
            if match["plan"]:
                draft.basis = " ".join(match["plan"].split())
            else:
                self._compare(draft, match.start("than"), match.end() + 36)
            return
        if draft.kind in _RELATIVE:
            earlier = [
                m for m in self.mentions if m.is_basis and draft.sentence <= m.start < draft.at
            ]
            if earlier and draft.lead_start - earlier[-1].end < 90:
                self._set_basis(draft, earlier[-1])

    def _compare(self, draft: Draft, start: int, end: int) -> None:
        for mention in self.mentions:
            if start <= mention.start + 4 and mention.start <= end and mention.is_basis:
                self._set_basis(draft, mention)
                return
        plan = _PLAN.search(self.low, start, min(end, len(self.low)))
        draft.basis = " ".join(plan[0].split()) if plan else ""

    def _set_basis(self, draft: Draft, mention: Mention) -> None:
        period = mention.period
        if mention.words != "cùng kỳ":
            draft.basis = period.iso if period else mention.words
        elif draft.period is None:
            draft.basis = "cùng kỳ"
        else:
            years = period.year - draft.period.year if period else -1
            draft.basis = draft.period.shifted(years if years < 0 else -1).iso


def _base(draft: Draft) -> str:
    """The unit without *per year* and the like."""
    return draft.amount.unit.partition("/")[0]


def _is_connective(text: str) -> bool:
    words = re.findall(r"\w+", text)
    return len(words) <= 14 and all(word in _CONNECTIVE or word.isdecimal() for word in words)
