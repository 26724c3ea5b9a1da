"""Against what a change or a percentage is measured: *so với năm 2020*, *kế hoạch*, *cùng kỳ*."""

import re
from bisect import bisect_left

from portal.core.figures.figure import RELATIVE
from portal.core.figures.prose.draft import Draft
from portal.core.figures.prose.timeline import Mention

PLANS = (
    r"kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|mục\s+tiêu|yêu\s+cầu|nghị\s+quyết|quy\s+định|định\s+mức"
    r"|kịch\s+bản|kh(?!\w)"
)
_AGAINST = re.compile(
    rf"""[\s)]*(?:,\s*(?=so\s|bài\s))?(?:(?!tăng|giảm|cao|thấp|vượt|nhiều|ít)[^\W\d]+\s+){{0,3}}?
    (?:(?P<than>so(?:\s+với|\s+cùng|\s+năm|\s+(?=kế|dự))|(?:của\s+)?cùng\s+kỳ|hơn\s+(?:cùng|năm))
     |(?P<plan>{PLANS}))""",
    re.VERBOSE,
)
_PLAN = re.compile(PLANS)
_BREAK = re.compile(r"[\d,;:)]")
_PAUSE = re.compile(r"[,;:)](?!\d)")
_BEFORE_VALUE = frozenset(
    ("là", "đạt", "có", "chỉ", "với", "khoảng", "gần", "trên", "hơn", "mức", "ở", "số", "từ")
)
_NEAR, _AHEAD, _BEHIND = 44, 36, 90


class Measures:
    """Finds the bases of comparison among the times that a text mentions."""

    def __init__(self, low: str, mentions: list[Mention]) -> None:
        self._low = low
        self._bases = [mention for mention in mentions if mention.is_basis]
        self._starts = [mention.start for mention in self._bases]

    def precedes(self, draft: Draft) -> bool:
        """Whether the words before an amount say that it was so at another time."""
        place = bisect_left(self._starts, draft.at) - 1
        if place < 0 or self._starts[place] < draft.sentence:
            return False
        basis = self._bases[place]
        between = self._low[basis.end : draft.start]
        if (
            self._low.endswith(("so với ", "so "), draft.sentence, basis.start)
            and "(" not in between
        ):
            return False  # so với năm 2021 bằng 88,6%
        inside = between.rpartition("(")[2] if "(" in between else ""
        if any(word not in _BEFORE_VALUE for word in inside.split()):
            return False  # so với cùng kỳ (khách quốc tế 210.000 lượt)
        return len(between) < _NEAR and not _BREAK.search(between)

    def measure(self, draft: Draft) -> None:
        """Set the basis of a draft from the words after it, else from those before a change."""
        if draft.basis:
            return
        if draft.amount.unit == "lần":  # gấp 3 lần năm 2021
            place = bisect_left(self._starts, draft.end)
            if self._starts[place : place + 1] == [draft.end + 1]:
                _set(draft, self._bases[place])
                return
        match = _AGAINST.match(self._low, draft.end)
        if match and match.end() - draft.end < _NEAR and "," not in match[0].lstrip(" ),"):
            if match["plan"]:
                draft.basis = " ".join(match["plan"].split())
            else:
                self._compare(draft, match.start("than"), match.end() + _AHEAD)
        elif draft.kind in RELATIVE or draft.lead.verb == "bằng":
            place = bisect_left(self._starts, draft.at) - 1
            if place >= 0 and self._starts[place] >= draft.sentence:
                basis = self._bases[place]
                if draft.lead_start - basis.end < _BEHIND:
                    _set(draft, basis)

    def _compare(self, draft: Draft, start: int, end: int) -> None:
        pause = _PAUSE.search(self._low, start, end)
        end = pause.start() if pause else end
        place = bisect_left(self._starts, start - 4)
        plan = _PLAN.search(self._low, start, min(end, len(self._low)))
        near = self._starts[place] if place < len(self._starts) else end + 1
        if near <= end and not (plan and plan.start() < near):
            _set(draft, self._bases[place])
            return
        draft.basis = " ".join(plan[0].split()) if plan else ""


def _set(draft: Draft, basis: Mention) -> None:
    period = basis.period
    if basis.words != "cùng kỳ":
        draft.basis = period.iso if period else basis.words
    elif draft.period is None:
        draft.basis = "cùng kỳ"
    else:
        years = period.year - draft.period.year if period else -1
        draft.basis = draft.period.shifted(min(years, -1)).iso
