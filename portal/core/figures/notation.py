"""Words → figures: the notation of figures in Vietnamese administrative prose."""

from dataclasses import dataclass

from portal.core.figures.figure import Figure
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


def parse(words: str) -> Phrase:
    """Read a phrase as it stands in an article; ``figures`` is empty if it states no quantity."""
    figures = read_usual(words)
    if figures is None:
        # Loading all that reads prose takes as long as reading a thousand usual phrases.
        from portal.core.figures.prose.every_word import read_every_word  # noqa: PLC0415

        figures = read_every_word(words)
    return Phrase(words, figures)
