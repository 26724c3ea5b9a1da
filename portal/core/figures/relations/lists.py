"""The terms that may follow a total, and where their list ends."""

import re
from itertools import pairwise

from portal.core.figures.figure import RANK, Figure, Kind
from portal.core.figures.relations.neighbourhood import Neighbourhood, units_meet

TERMS = (Kind.COUNT, Kind.MONEY)
MOST = 12
"""Longer lists are tables in disguise."""
TOLD = re.compile(r"(?<!\w)(?:gồm|bao gồm|gồm có|chia ra|cụ thể(?: là)?|cơ cấu)(?!\w)")
"""Words that announce all terms."""
_PARTIAL = re.compile(r"trong đó|trong số (?:này|đó)|:")
_GOES_ON = ("trong đó", "trong số đó", "bao gồm", "gồm", "cụ thể", "còn lại", "số còn lại")


class Lists:
    """Lists of amounts in prose, in brackets and in lines."""

    def __init__(self, near: Neighbourhood) -> None:
        self.near = near
        self.figures = near.figures
        self.sentences = near.extraction.sentences

    def after(self, whole: int, taken: set[int]) -> list[int]:
        """Amounts after a total up to the end of the next sentence or of the list it opens."""
        figures, sentences = self.figures, self.sentences
        terms: list[int] = []
        opens_list = False
        seen = {sentences[whole]}
        for index in range(whole + 1, min(len(figures), whole + 2 * MOST)):
            seen.add(sentences[index])
            if not self._shares_brackets(whole, index):
                break
            between = self.near.gap(index - 1, index)
            opens_list = opens_list or ":\n" in between or ": \n" in between
            if "\n\n" in between and not opens_list:
                break
            if len(seen) > 2 and not (opens_list or self.near.is_line(index)):
                break
            figure = figures[index]
            free = index not in taken and figure.attached_to is None
            if not (free and figure.kind in TERMS):
                continue
            if figure.value == figures[whole].value and alike(figure, figures[whole]):
                break  # the same total once more, nearer to its terms
            if same_sort(figure, figures[whole]) and figure.value <= figures[whole].value:
                terms.append(index)
            if len(terms) == MOST:
                break
        return terms

    def one(self, whole: int, terms: list[int]) -> list[int]:
        """The terms up to the end of the brackets, of the sentence or of the lines they begin."""
        if not terms or not (self._are_listed(whole, terms[0]) or self._goes_on(terms[0])):
            return []
        in_brackets = self.opens_bracket(whole, terms[0])
        found, by_semicolons = terms[:1], None
        for before, index in pairwise(terms):
            gap = self.near.gap(before, index)
            if in_brackets and ")" in gap.partition("(")[0]:
                break
            if not (self._are_listed(terms[0], index) or self._goes_on(index)):
                break
            if by_semicolons is None:
                by_semicolons = ";" in gap
            elif ";" in gap and not by_semicolons:
                break
            found.append(index)
        return found

    def cues(self, whole: int, terms: list[int]) -> tuple[bool, bool]:
        """Whether the words before the first term announce all terms (*gồm*), or some."""
        cue = self.near.gap(whole, terms[0])
        bracketed = self.opens_bracket(whole, terms[0])
        within = self.near.before(whole, 12).endswith(("trong ", "trong số "))
        partial = within or bracketed or _PARTIAL.search(cue) is not None
        return (bracketed and self._closes_after(terms[1])) or bool(TOLD.search(cue)), partial

    def opens_bracket(self, whole: int, term: int) -> bool:
        cue = self.near.gap(whole, term)
        return cue.rfind("(") > cue.rfind(")")

    def is_outside_brackets(self, whole: int, index: int) -> bool:
        between = self.near.gap(whole, index)
        return between.count("(") <= between.count(")")

    def _shares_brackets(self, whole: int, index: int) -> bool:
        """Whether the brackets in which the whole may stand are still open."""
        between = self.near.gap(whole, index)
        return between.count(")") <= between.count("(")

    def _closes_after(self, term: int) -> bool:
        low, end = self.near.low, self.near.extraction.places[term][1]
        start = self.near.extraction.places[term - 1][0]
        return ")" not in low[start:end] and ")" in low[end : end + 40]

    def _goes_on(self, term: int) -> bool:
        """*Trong đó, …*: a sentence that lists terms of what the last one told."""
        return self.near.low.startswith(_GOES_ON, self.sentences[term])

    def _are_listed(self, one: int, other: int) -> bool:
        """Whether both stand in one sentence, or in one list of lines."""
        if self.sentences[one] == self.sentences[other]:
            return True
        ahead = self.near.before(one, 80) + self.near.gap(one, other)
        return ":\n" in ahead.replace(" ", "") and not self.near.parted(one, other)


def same_sort(one: Figure, other: Figure) -> bool:
    """Whether two amounts may be added: money to money, things to things."""
    money = is_money(one, other), is_money(other, one)
    return money[0] == money[1] and one.unit not in (RANK, "lần")


def is_money(figure: Figure, beside: Figure) -> bool:
    """*2.874 triệu đồng, gồm 612 triệu …*: the unit may be said once."""
    bare = not figure.unit and figure.scale >= 10**6 and beside.kind is Kind.MONEY
    return figure.kind is Kind.MONEY or bare


def alike(one: Figure, other: Figure) -> bool:
    return same_sort(one, other) and units_meet(one.unit, other.unit)
