"""What the words between two figures tell about them."""

from collections.abc import Iterator

from portal.core.figures.extract import Reading
from portal.core.figures.figure import Kind
from portal.core.figures.prose.lexicon import PERSONS

AMOUNTS = (Kind.COUNT, Kind.MONEY, Kind.RATIO, Kind.PAIR, Kind.METER)
RELATIVE = (Kind.CHANGE, Kind.POINTS)
_LOOK_BACK = 9


class Neighbourhood:
    """The figures of a text, by index, and what stands between them."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.figures = reading.figures
        self.low = reading.low

    def at(self, index: int) -> int:
        """Where its words begin."""
        return self.reading.places[index][0]

    def before(self, index: int, length: int) -> str:
        """The ``length`` characters before its words."""
        start = self.at(index)
        return self.low[max(0, start - length) : start]

    def gap(self, first: int, second: int) -> str:
        return self.low[self.reading.places[first][1] : self.reading.places[second][0]]

    def earlier(self, index: int) -> Iterator[int]:
        """Amounts before, nearest first, in this and the sentence before."""
        sentences = self.reading.sentences
        seen = {sentences[index]}
        for i in range(index - 1, max(-1, index - _LOOK_BACK), -1):
            seen.add(sentences[i])
            if len(seen) > 2 or "\n\n" in self.low[self.reading.places[i][1] : self.at(index)]:
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
        return self.reading.sentences[one] == self.reading.sentences[other]

    def same_paragraph(self, one: int, other: int) -> bool:
        return "\n\n" not in self.gap(one, other)


def units_meet(one: str, other: str) -> bool:
    """Whether two units may be of one thing: *nhà* and *ngôi nhà*, *em* and *học sinh*, or none."""
    if {one, other} & {"người", "em"} and {one, other} <= PERSONS:
        return True
    ones, others = one.partition("/")[0].split(), other.partition("/")[0].split()
    return not ones or not others or not set(ones).isdisjoint(others)
