"""Words → figures: the notation of figures in Vietnamese administrative prose."""

from dataclasses import dataclass

from portal.core.figures.figure import Figure, Kind
from portal.core.figures.prose.usual import read_usual


@dataclass(frozen=True, slots=True)
class Phrase:
    """What one phrase of an article states: a main figure and what is said about it.

    *17.337 văn bản đi (tăng 2.013 văn bản so với năm 2020)* has a main figure and a change.
    """

    words: str
    figures: tuple[Figure, ...]
    """In order of appearance; offsets are into ``words``, ``attached_to`` into this tuple."""

    @property
    def main(self) -> Figure | None:
        """The first figure that says nothing about another one; ``None`` if there is none."""
        return next((f for f in self.figures if f.attached_to is None), None)

    @property
    def change(self) -> Figure | None:
        """*tăng 2.013 so với năm 2020*, *giảm 3,2%*: an absolute one before a relative one."""
        changes = [f for f in self.figures if f.kind is Kind.CHANGE]
        return next((f for f in changes if f.unit != "%"), changes[0] if changes else None)

    @property
    def growth(self) -> Figure | None:
        """The change in per cent, if one is stated."""
        return next((f for f in self.figures if f.kind is Kind.CHANGE and f.unit == "%"), None)

    @property
    def share(self) -> Figure | None:
        """*chiếm 95,4%*, *đạt 99,5%*: a percentage attached to the main figure, without a plan."""
        return next((f for f in self._percentages() if not f.basis), None)

    @property
    def fulfilment(self) -> Figure | None:
        """*đạt 102,3% kế hoạch*, *bằng 98,7% so với cùng kỳ*; ``basis`` names the measure."""
        return next((f for f in self._percentages() if f.basis), None)

    @property
    def points(self) -> Figure | None:
        """*vượt 12,49% theo yêu cầu*: percentage points above (``up``) or below a target."""
        return next((f for f in self.figures if f.kind is Kind.POINTS), None)

    def _percentages(self) -> list[Figure]:
        return [f for f in self.figures if f.kind is Kind.PERCENT and f.attached_to is not None]


def parse(words: str) -> Phrase:
    """Read a phrase as it stands in an article; ``figures`` is empty if it states no quantity."""
    figures = read_usual(words)
    if figures is None:
        # Loading all that reads prose takes as long as reading a thousand usual phrases.
        from portal.core.figures.prose.every_word import read_every_word  # noqa: PLC0415

        figures = read_every_word(words)
    return Phrase(words, figures)
