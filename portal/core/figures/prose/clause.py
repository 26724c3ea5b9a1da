"""The figures of one sentence, and how its parts hang together."""

import re

from portal.core.figures.prose.basis import Measures
from portal.core.figures.prose.draft import Draft
from portal.core.figures.prose.lexicon import CONNECTIVE

Indexed = list[tuple[int, Draft]]
"""Drafts with their places among all drafts of the text."""

_WORD = re.compile(r"\w+")
_BOUND = re.compile(r"[,;:](?=\s)|[().|\n\d]")
"""Where a clause ends; another number does too."""
_BEGIN = re.compile(rf"{_BOUND.pattern}|\svà\s")
_OUT_OF = re.compile(
    r"(?:trong|trên)\s+(?:tổng(?:\s+(?!có|đã)[^\W\d]+){0,6}|số)\s*\Z"
    r"|/\s*(?:tổng(?:\s+số)?\s*)?\Z|\d(?:\s[^\W\d]+){0,3}\strên\s*\Z"
)
_IDLE = frozenset(
    (
        "số", "so", "với", "cùng", "kỳ", "năm", "trước", "tăng", "giảm", "đạt", "có", "là", "và",
        "của", "được", "đã", "trong", "các", "thêm", "so", "còn", "đó", "về",
    )
)  # fmt: skip
"""Words that tell nothing about what is counted."""
CAUSES = ("do", "vì", "nhờ", "bởi")
"""They bring in what made a figure change, which is another subject."""
_CAUSE = re.compile(rf"(?<!\w)(?:{'|'.join(CAUSES)})\s")
_FAR, _CLAUSE = 170, 60


class Sentence:
    """The drafts of one sentence, with their indices, and those of the sentence before."""

    def __init__(
        self,
        drafts: Indexed,
        before: Indexed,
        everything: list[Draft],
        low: str,
        measures: Measures,
    ) -> None:
        self.drafts, self.before, self.everything = drafts, before, everything
        self.low, self.measures = low, measures

    def draft(self, index: int | None) -> Draft | None:
        """The draft of that index, if there is one."""
        return None if index is None else self.everything[index]

    def flows(self, end: int, start: int, *, opens: bool = False) -> bool:
        """Whether the text between two figures has no subject of its own.

        ``opens``: what follows may be what a bracket opens with, *(tăng 33% so với năm ngoái)*.
        """
        gap = self.low[end:start]
        if len(gap) > _FAR or "|" in gap:
            return False
        if ";" in gap:
            return is_connective(gap.rpartition(";")[2])
        _, comma, last = gap.rpartition(",")
        if _CAUSE.search(last):
            return False
        words, bracket, inside = last.rpartition("(")
        if bracket and (len(words.split()) <= 3 or (opens and not inside.strip())):
            last = inside
        return (not comma and len(gap) < 80) or is_connective(last)

    def is_whole(self, draft: Draft) -> bool:
        """*chiếm 0,98% trên tổng số 42.105 hộ*: only what something is a share of."""
        since = max(draft.sentence, draft.start - 50)
        return _OUT_OF.search(self.low, since, draft.start) is not None

    def is_aside(self, draft: Draft, position: int) -> bool:
        """Whether it stands in brackets that are closed before ``position``: (*15.324 văn bản*)."""
        if ")" not in self.low[draft.end : position]:
            return False
        before = self.low[max(draft.sentence, draft.start - 80) : draft.start]
        return before.rfind("(") > before.rfind(")")

    def clause(self, draft: Draft) -> set[str]:
        """The words around a number that no comma and no other number parts from it."""
        start = max(draft.sentence, draft.at - _CLAUSE)
        opening = self.low[: draft.start].rstrip()[-1:] == "("  # Hàn Quốc (1.412.600 lượt)
        until = self.low.rfind("(", 0, draft.start) if opening else draft.at
        for bound in _BEGIN.finditer(self.low, start, until):
            start = bound.end()
        stop = _BOUND.search(self.low, draft.end, draft.end + _CLAUSE)
        end = stop.start() if stop else draft.end + _CLAUSE
        return {
            word for word in _WORD.findall(self.low[start:end]) if not word[0].isdecimal()
        } - _IDLE


def base(draft: Draft) -> str:
    """The unit without *per year* and the like."""
    return draft.amount.unit.partition("/")[0]


def is_connective(text: str) -> bool:
    """Whether the words bring in nothing new."""
    words = _WORD.findall(text)
    return len(words) <= 14 and all(word in CONNECTIVE or word.isdecimal() for word in words)
