"""Where printed words stand in an article: the proof that a stated figure was not made up.

Words are compared as a reader would: composed (NFC), whatever the white space, with straight and
curly quotation marks and the kinds of dashes alike. Digits are never forgiven.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final, NamedTuple
from unicodedata import is_normalized, normalize

from portal.core.vietnamese import parse_number

_ALIKE: Final = (
    ("“", '"'), ("”", '"'), ("„", '"'), ("«", '"'), ("»", '"'), ("‘", "'"), ("’", "'"),
    ("–", "-"), ("—", "-"), ("‑", "-"), ("−", "-"),
)  # fmt: skip
_SENTENCE_END = re.compile(
    r"[.!?…](?:(?<=[Qq]u[ýí] I\.)|(?<!\b[A-ZĐ]\.)(?<!\bTP\.)(?<!\bTh\.))"
    r"[\"')\]”’]*\s+(?=[\"'(“‘]?[A-ZÀ-ỸĐ0-9\-–])"
)
"""A full stop after a single capital or after *TP* abbreviates, but not after *quý I*."""
_ONE_LINE = re.compile(r"\S++(?: \S++)*")
_DIGIT = re.compile(r"\d", re.ASCII)
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*", re.ASCII)
_ANY_NUMBER = r"(?<![\d.,])\d+(?:[.,]\d+| \d{3}(?!\d))*"
_NUMBER = re.compile(_ANY_NUMBER, re.ASCII)
"""With dots, commas or spaces between thousands."""
_WORD = re.compile(r"[^\W\d_]")
ALIKE_ENOUGH: Final = 0.5
"""Of two numbers one of which may be a slip of the other."""
_YEAR_HEAD = re.compile(r"(?:năm )?((?:19|20)\d\d)", re.IGNORECASE | re.ASCII)
_ENUMERATOR = re.compile(r"[-+*–]?|[(]?(?:[IVX]+|\d+(?:\.\d+)*|[A-Za-zđ])[.)]?", re.ASCII)
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_TO_VIETNAMESE = str.maketrans(",.", ".,")


class Place(NamedTuple):
    """Where words stand."""

    sentence: str
    """The sentence around them, as printed."""
    block: str
    """Paragraph, heading or list item, as printed."""
    number: int
    """0-based number of the block in the reading text."""
    start: int
    """Where the words begin in the block."""
    words: tuple[int, int]
    """Where they begin and end in the sentence."""
    after: str
    """What follows the words within their sentence."""


class Row(NamedTuple):
    """One row of a table."""

    name: str
    """The first cell that is neither empty nor a number of the row (*1*, *II*, *a)*)."""
    by_year: Mapping[int, Decimal]
    """The numbers of the columns that are headed by a year, each by one."""
    numbers: frozenset[Decimal]
    """All of them."""


def one_line(text: str) -> str:
    """Composed, with single spaces."""
    if _ONE_LINE.fullmatch(text) and is_normalized("NFC", text):
        return text
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    return " ".join(text.split())


def plain(text: str) -> str:
    """One line with straight quotation marks and hyphens; as long as :func:`one_line` of it."""
    text = one_line(text)
    for fancy, simple in _ALIKE:
        if fancy in text:
            text = text.replace(fancy, simple)
    return text


class Printed:
    """The reading text of one article, one block a line, prepared for looking words up."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def blocks(self) -> tuple[str, ...]:
        return tuple(map(one_line, self.text.split("\n")))

    @cached_property
    def plain_blocks(self) -> tuple[str, ...]:
        return tuple(map(plain, self.blocks))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of tables below their heads."""
        if "\t" not in self.text:
            return ()
        rows: list[Row] = []
        years: Mapping[int, int] = {}
        is_within = False
        for line in self.text.split("\n"):
            cells = line.split("\t") if "\t" in line else []
            if cells and is_within:
                rows.append(_row(cells, years))
            elif cells:
                years = _years_headed(cells)
            is_within = bool(cells)
        return tuple(rows)

    @cached_property
    def numbers(self) -> frozenset[Decimal]:
        """Every number printed, read the Vietnamese way, and where commas may group thousands
        (*265,067*, as site meters print) the English way too."""
        tokens = {token for block in self.plain_blocks for token in _TOKEN.findall(block)}
        english = {token.translate(_TO_VIETNAMESE) for token in tokens if _ENGLISH.fullmatch(token)}
        return frozenset(n for n in map(parse_number, tokens | english) if n is not None)

    def find(self, words: str) -> Place | None:
        """The first place where ``words`` stand whole; case matters only if both spellings are."""
        start = _whole(self.text, words) if words else -1
        if start >= 0 and "\n" not in words:
            # As written: the usual case, without preparing all of the text.
            begin = self.text.rfind("\n", 0, start) + 1
            end = self.text.find("\n", start)
            line = self.text[begin : None if end < 0 else end]
            block = one_line(line)
            number = self.text.count("\n", 0, begin)
            if block == line:
                return _place(block, number, start - begin, len(words))
            words = one_line(words)
            return _place(block, number, _whole(block, words), len(words))
        wanted = plain(words)
        if not wanted:
            return None
        for number, block in enumerate(self.plain_blocks):
            start = _whole(block, wanted)
            if start >= 0:
                return _place(self.blocks[number], number, start, len(wanted))
        folded = wanted.casefold()
        for number, block in enumerate(self.plain_blocks):
            lowered = block.casefold()
            if len(lowered) == len(block) and (start := _whole(lowered, folded)) >= 0:
                return _place(self.blocks[number], number, start, len(wanted))
        return None

    def nearest(self, words: str) -> tuple[int, str] | None:
        """Block number and words that differ from ``words`` in digits only, if there are any: of
        several those with the digits most alike.

        They are what an editor most likely meant: the article was changed and the statement
        was not, or the other way round. Of a mere number anything might be meant, so it is
        named only if it looks like it.
        """
        wanted = plain(words)
        shape = re.compile(_shape(wanted), re.IGNORECASE)
        found = [
            (number, match[0]) for number, block in enumerate(self.plain_blocks)
            for match in shape.finditer(block)
        ]  # fmt: skip
        alike = [likeness(wanted, other) for _, other in found]
        best = max(alike, default=0)
        if not found or (best < ALIKE_ENOUGH and not _WORD.search(wanted)):
            return None
        return found[alike.index(best)]


def _years_headed(cells: Sequence[str]) -> Mapping[int, int]:
    """The year that heads each column, but for years that head several."""
    heads = ((i, _YEAR_HEAD.fullmatch(cell.strip())) for i, cell in enumerate(cells))
    years = {place: int(head[1]) for place, head in heads if head}
    often = Counter(years.values())
    return {place: year for place, year in years.items() if often[year] == 1}


def _row(cells: Sequence[str], years: Mapping[int, int]) -> Row:
    numbers = {i: n for i, n in enumerate(map(parse_number, cells)) if n is not None}
    by_year = {years[i]: number for i, number in numbers.items() if i in years}
    names = (cell.strip() for cell in cells)
    name = next((cell for cell in names if not _ENUMERATOR.fullmatch(cell)), "")
    return Row(name, by_year, frozenset(numbers.values()))


def _place(block: str, number: int, start: int, length: int) -> Place:
    begin, end = 0, len(block)
    for first, last in sentence_spans(block):
        if first <= start < last:
            begin = first
        if first < start + length <= last:
            end = last
            break
    sentence = block[begin:end].rstrip()
    return Place(
        sentence=sentence,
        block=block,
        number=number,
        start=start,
        words=(start - begin, start - begin + length),
        after=block[start + length : end],
    )


def sentence_spans(block: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a block, without gaps."""
    start = 0
    for match in _SENTENCE_END.finditer(block):
        yield start, match.end()
        start = match.end()
    yield start, len(block)


def _whole(block: str, wanted: str) -> int:
    """Where ``wanted`` begins in ``block`` and is not a piece of a longer number or word."""
    start = block.find(wanted)
    while start >= 0:
        if not _joined(block, start - 1, start) and not _joined(
            block, start + len(wanted) - 1, start + len(wanted)
        ):
            return start
        start = block.find(wanted, start + 1)
    return -1


def _joined(block: str, left: int, right: int) -> bool:
    """Whether a number or word runs on from ``left`` into ``right``."""
    if left < 0 or right >= len(block):
        return False
    one, other = block[left], block[right]
    if one.isalnum() and other.isalnum():
        return True
    if one.isdigit() and other in ".,/" and right + 1 < len(block):
        return block[right + 1].isdigit()
    return other.isdigit() and one in ".,/" and left > 0 and block[left - 1].isdigit()


def likeness(words: str, other: str) -> float:
    """How many of their digits stand in both, in the same order."""
    one, two = ("".join(_DIGIT.findall(text)) for text in (words, other))
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def _shape(words: str) -> str:
    """A pattern for the same words with any digits in the place of each number."""
    return r"(?<!\d/)" + _ANY_NUMBER.join(re.escape(part) for part in _NUMBER.split(words))
