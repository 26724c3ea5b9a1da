"""Which figure says something about which other one, and against what it is measured."""

import re
from itertools import groupby

from portal.core.figures.figure import AMOUNTS, RELATIVE, Direction, Kind, Qualifier
from portal.core.figures.prose.basis import Measures
from portal.core.figures.prose.clause import Indexed, Sentence, base
from portal.core.figures.prose.draft import Draft
from portal.core.figures.prose.lexicon import CONNECTIVE
from portal.core.figures.prose.source import Source
from portal.core.figures.prose.target import find_target
from portal.core.figures.prose.timeline import Mention

_SUBJECT = re.compile(r"tỷ\s+lệ|tỉ\s+lệ|[;|]")
_FROM = re.compile(
    r"(?P<verb>tăng|giảm|nâng|hạ|kéo)?(?:\s+[^\W\d]+){0,6}?\s*"
    r"từ(?:\s+(?:hạng|thứ|thứ hạng|vị trí|vị trí thứ|mức|con số))?\s*\Z"
)
_JOINT = re.compile(r"\s*(?:,|và|,\s*và)\s*\Z")
_PARTS = re.compile(r"[,;:]\s")
_MERE = frozenset(("riêng", "tại", "các", "có", "khách", "ở", "những", "số"))
"""Words that name nothing."""
_FAR = 170
_BOUNDS = (Qualifier.GT, Qualifier.GTE, Qualifier.LT, Qualifier.LTE)


def attach(drafts: list[Draft], source: Source, mentions: list[Mention]) -> None:
    """Tie changes, shares and new levels to the figures they speak of, sentence by sentence."""
    if len(drafts) == 1 and drafts[0].kind in AMOUNTS and drafts[0].direction is None:
        return
    measures = Measures(source.low, mentions)
    previous: Indexed = []
    for _, group in groupby(enumerate(drafts), key=lambda pair: pair[1].sentence):
        sentence = list(group)
        _Ties(sentence, previous, drafts, source.low, measures).attach()
        previous = sentence


class _Ties(Sentence):
    """Ties the drafts of one sentence."""

    def attach(self) -> None:
        for place, (_, draft) in enumerate(self.drafts):
            if draft.kind in (*RELATIVE, Kind.PERCENT) or draft.direction:
                self.measures.measure(draft)
            if draft.lead.is_level and self._attach_level(place, draft):
                continue
            if draft.kind in RELATIVE:
                if draft.attached_to is None:
                    draft.attached_to = find_target(self, place)
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
        main = self.draft(last.attached_to)
        if main is None or last.kind is not Kind.CHANGE or last.amount.unit != "%":
            return
        if self.low[last.end : draft.start].strip() != "(" or base(main) != base(draft):
            return
        sign = -1 if last.direction is Direction.DOWN else 1
        before = main.amount.value - sign * draft.amount.value
        if before > 0 and abs(100 * draft.amount.value / before - last.amount.value) < 1:
            draft.kind, draft.direction = Kind.CHANGE, last.direction
            draft.attached_to, draft.basis = last.attached_to, last.basis

    def _settle_kind(self, draft: Draft) -> None:
        """12,49% above a percentage are points, whatever the sign says."""
        if draft.attached_to is None or draft.amount.kind is not Kind.PERCENT:
            return
        target = self.draft(draft.attached_to)
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
        mains = [i for i, d in (*self.before, *self.drafts[:place]) if d.kind in AMOUNTS]
        basis = draft.basis
        for later in group:
            later.kind = draft.kind
            self.measures.measure(later)
            basis = later.basis or basis
        missing = [None] * (len(group) - len(mains))
        for later, target in zip(group, [*missing, *mains[-len(group) :]], strict=True):
            later.direction, later.attached_to, later.basis = draft.direction, target, basis

    def _attach_level(self, place: int, draft: Draft) -> bool:
        """*giảm từ 10,85% xuống còn 1,31%*: the second is the new level of the first."""
        if not place:
            return False
        index, earlier = self.drafts[place - 1]
        gap = self.low[earlier.end : draft.lead_start]
        origin = _FROM.search(self.low, max(earlier.sentence, earlier.start - 60), earlier.start)
        if not origin or len(gap) > 60 or ";" in gap or not _counts_alike(earlier, draft):
            return False
        words = self.low[draft.lead_start : draft.at]
        if draft.direction is None:
            down = origin["verb"] in ("giảm", "hạ") or "xuống" in words or "còn" in words
            draft.direction = Direction.DOWN if down else Direction.UP
        draft.attached_to, draft.kind = index, draft.amount.kind
        _inherit_unit(earlier, draft)
        _inherit_unit(draft, earlier)
        return True

    def _named(self, place: int, draft: Draft) -> int | None:
        """*Hàn Quốc (1.412.600 lượt), Nga (98.700 lượt). Riêng khách Hàn Quốc chiếm 53,4%*."""
        if not draft.lead.verb.startswith("chiếm"):
            return None
        since = self.drafts[place - 1][1].end if place else draft.sentence
        words = _PARTS.split(self.low[since : draft.lead_start])[-1].split()
        subject = {word for word in words if word.isalpha()} - CONNECTIVE - _MERE
        if len(subject) < 2:
            return None
        mains = [(i, d) for i, d in (*self.before, *self.drafts[:place]) if d.kind in AMOUNTS]
        shared = {i: len(subject & self.clause(d)) for i, d in mains}
        best = max(shared.values(), default=0)
        likely = [i for i, count in shared.items() if count == best]
        return likely[0] if best * 2 > len(subject) and best > 1 and len(likely) == 1 else None

    def _attach_share(self, place: int, draft: Draft) -> None:
        """*chiếm 95,4%*, *(95,4%)*, *đạt 102,3% kế hoạch*."""
        verb, lead = draft.lead.verb, draft.lead
        bracketed = draft.in_parenthesis and lead.direction is None
        if not (lead.is_share or bracketed) or self.measures.precedes(draft):
            return
        if not place:
            draft.attached_to = self._named(place, draft)
            return
        index, earlier = self.drafts[place - 1]
        gap = self.low[earlier.end : draft.lead_start]
        if lead.qualifier in _BOUNDS and not any(sign in gap for sign in ",(;"):
            return  # 16 đơn vị giải ngân đạt trên 95%: what each of them reached
        same = (bracketed and not verb) or verb in ("tương ứng", "tương đương", "tức", "bằng")
        absolute = earlier.kind is Kind.CHANGE and earlier.amount.kind is not Kind.PERCENT
        if self.is_aside(earlier, draft.lead_start) and place > 1:  # (21.500 đồng), tương đương 7%
            index, change = self.drafts[place - 2]
            absolute = change.kind is Kind.CHANGE and change.amount.kind is not Kind.PERCENT
            earlier = change if absolute else earlier
        if absolute and same and len(gap) < 40:
            target = earlier.attached_to
            draft.kind, draft.direction = Kind.CHANGE, earlier.direction
            draft.attached_to = index if target is None else target
            draft.basis = draft.basis or earlier.basis
            return
        named = self._named(place, draft)
        if named is not None:
            draft.attached_to = named
            return
        for index, earlier in reversed(self.drafts[:place]):
            if earlier.kind not in AMOUNTS:
                continue
            gap = self.low[earlier.end : draft.lead_start]
            if _SUBJECT.search(gap):
                return
            if self.is_whole(earlier) or self.is_aside(earlier, draft.lead_start):
                continue
            near = (
                len(gap) < _FAR
                if verb.startswith("chiếm")
                else self.flows(earlier.end, draft.lead_start)
            )
            if near:
                draft.attached_to = index
            return


def _counts_alike(bare: Draft, full: Draft) -> bool:
    """*từ 480 lên 512 cuộc*, *từ 480 cuộc họp lên 512 cuộc*, *từ 480 cuộc họp lên 512*."""
    one, other = base(bare), base(full)
    return (
        not (one and other)
        or f"{other} ".startswith(f"{one} ")
        or f"{one} ".startswith(f"{other} ")
    )


def _inherit_unit(bare: Draft, full: Draft) -> None:
    """*từ 45,2 lên 48,2 triệu đồng*, *từ hạng 32 lên 28*: the unit is said once."""
    if bare.amount.unit or bare.amount.scale > 1:
        return
    amount = full.amount
    bare.amount.value, bare.amount.scale = bare.amount.value * amount.scale, amount.scale
    bare.amount.unit, bare.amount.kind, bare.kind = amount.unit, amount.kind, amount.kind


def _settle_mark(draft: Draft) -> None:
    """*vượt 5.000 tỷ đồng* passes a mark, where nothing is said that it is compared with."""
    amount = draft.amount
    large = amount.kind is Kind.MONEY or (amount.kind is Kind.COUNT and amount.value >= 100)
    alone = draft.attached_to is None and not draft.basis
    if draft.lead.verb == "vượt" and large and alone:
        draft.kind, draft.direction = amount.kind, None
        draft.lead.qualifier, draft.start = Qualifier.GT, draft.lead_start
