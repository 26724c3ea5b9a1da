"""What the words between two figures tell about them."""

import re
from collections.abc import Iterator

from portal.core.figures.extract import Extraction
from portal.core.figures.figure import AMOUNTS, RELATIVE, Kind
from portal.core.figures.prose.lexicon import COMPARED_WITH, PERSONS

_LOOK_BACK = 16
_NEW_TOPIC = re.compile(r"(?<!:)[ \t]*\n\s*\n")
"""A blank line, unless it follows a colon: that opens a list."""
_END = re.compile(r"[,;.()\n]")


class Neighbourhood:
    """The figures of a text, by index, and what stands between them."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.figures = extraction.figures
        self.low = extraction.low

    def at(self, index: int) -> int:
        """Where its words begin."""
        return self.extraction.places[index][0]

    def before(self, index: int, length: int) -> str:
        """The ``length`` characters before its words."""
        start = self.at(index)
        return self.low[max(0, start - length) : start]

    def gap(self, first: int, second: int) -> str:
        return self.low[self.extraction.places[first][1] : self.extraction.places[second][0]]

    def earlier(self, index: int) -> Iterator[int]:
        """Amounts before, nearest first, in this and the sentence before."""
        sentences = self.extraction.sentences
        seen = {sentences[index]}
        for i in range(index - 1, max(-1, index - _LOOK_BACK), -1):
            seen.add(sentences[i])
            if len(seen) > 2 and not (self.in_list(i, index) or self.is_line(i + 1)):
                return
            if self.parted(i, index):
                return
            percents = self.figures[i].kind is self.figures[index].kind is Kind.PERCENT
            if self.is_amount(i) or percents:
                yield i

    def is_amount(self, index: int) -> bool:
        """A count, or an increase of nothing named: *việc làm tăng thêm 33.500 người*."""
        figure = self.figures[index]
        alone = figure.kind is Kind.CHANGE and figure.attached_to is None and figure.unit != "%"
        return figure.kind in AMOUNTS or alone

    def suits(self, one: int, other: int) -> bool:
        """Whether ``other`` exists, counts the same things and says nothing about another."""
        return (
            other < len(self.figures)
            and self.alike(one, other)
            and (self.figures[other].attached_to is None)
        )

    def alike(self, one: int, other: int) -> bool:
        """Whether two figures may count the same things."""
        a, b = self.figures[one], self.figures[other]
        if (a.kind is Kind.PERCENT) != (b.kind is Kind.PERCENT):
            return False
        if b.kind in RELATIVE and not self.is_amount(other):
            return False
        if (a.kind is Kind.MONEY) != (b.kind is Kind.MONEY):
            return False
        return units_meet(a.unit, b.unit)

    def same_sentence(self, one: int, other: int) -> bool:
        return self.extraction.sentences[one] == self.extraction.sentences[other]

    def is_bracketed(self, index: int) -> bool:
        """Whether it stands in brackets within its sentence."""
        before = self.low[self.extraction.sentences[index] : self.at(index)]
        return before.rfind("(") > before.rfind(")")

    def parted(self, one: int, other: int) -> bool:
        """Whether a new paragraph begins between them that is no list opened by a colon."""
        return _NEW_TOPIC.search(self.gap(one, other)) is not None

    def is_line(self, index: int) -> bool:
        """Whether its sentence begins a line, as the items of a list do."""
        start = self.extraction.sentences[index]
        return self.low[start - 1 : start] == "\n"

    def in_list(self, head: int, item: int) -> bool:
        """Whether ``head`` opens a list of lines to which ``item`` belongs."""
        return ":\n" in self.gap(head, head + 1).replace(" ", "") and not self.parted(head, item)

    def words_after(self, index: int) -> frozenset[str]:
        """What follows a figure up to the next comma: *79% diện tích xuống giống*."""
        end = self.extraction.places[index][1]
        stop = _END.search(self.low, end, end + 60)
        return _content(self.low[end : stop.start() if stop else end + 60])

    def words_around(self, index: int) -> frozenset[str]:
        """The words of the part of its sentence in which a figure stands."""
        start, end = self.extraction.places[index]
        label = self.low[max(0, start - 70) : start].rstrip(" :")
        before = re.split(r"[;.()\n:]|\d", label)[-1]
        after = re.split(r"[,;.()\n:]|\d", self.low[end : end + 50], maxsplit=1)[0]
        return _content(f"{before} {self.figures[index].unit} {after}")


def _content(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d]+", text)
    return frozenset(words) - _IDLE


_IDLE = frozenset(
    (
        "số", "tổng", "toàn", "cả", "tỉnh", "các", "địa", "bàn", "ngành", "có", "của", "và",
        "trên", "trong", "là", "được", "đã", "so", "với", "diện", "tích", "đạt", "chiếm", "còn",
        "này", "đó", "thì", "cho", "năm", "tỷ", "lệ", "bao", "gồm",
    )
)  # fmt: skip
"""Words that any whole may have beside it."""


def tells_measure(words: str) -> bool:
    """Whether words before a value name a time or a plan and nothing that is counted."""
    return all(word in COMPARED_WITH for word in re.findall(r"[^\W\d]+", words))


def units_meet(one: str, other: str) -> bool:
    """Whether two units may be of one thing: *nhà* and *ngôi nhà*, *em* and *học sinh*, or none."""
    if {one, other} & {"người", "em"} and {one, other} <= PERSONS:
        return True
    ones, others = one.partition("/")[0].split(), other.partition("/")[0].split()
    return not ones or not others or not set(ones).isdisjoint(others)
