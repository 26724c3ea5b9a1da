"""A text in the shapes in which it is read, all of one length, and its sentences."""

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property
from itertools import chain, pairwise

from portal.core.figures.prose.lexicon import CHANGES, FILLERS, QUALIFIERS, SHARES

_BLANK = re.compile(r"[\u00a0\u2000-\u200b\u202f\u2060\u3000\ufeff\t*_\\\r]")
_NO_PROSE = re.compile(
    r"https?://\S+|www\.\S+|!\[[^\]\n]*\]|\]\([^)\n]*\)|<[^>\n]*>|\S+@\S+\.\w+|`[^`\n]*`"
)
_STOP = re.compile(r"[.!?…][\"”’)\]]*\s+|\n")
_UNFINISHED = frozenset((*CHANGES, *QUALIFIERS, *SHARES, *FILLERS))
"""Words that want a number after them."""
_NEW_BLOCK = re.compile(r"\s*(?:\n|[-+•#|>–—]|\(?\d{1,2}[.)]\s|\(?[a-zđ]\)\s|\Z)")


class Source:
    """A text to read figures from.

    ``plain`` has ordinary spaces for blanks of all kinds, Markdown marks, addresses and tags, and
    Đ for Ð; ``low`` is its lower case. Their offsets are offsets into ``given`` unless that was
    not composed (NFC): :meth:`origin` leads back.
    """

    def __init__(self, text: str) -> None:
        self.given = text
        self._origins: list[int] | None = None
        if not unicodedata.is_normalized("NFC", text):
            text, self._origins = _compose(text)
        plain = _BLANK.sub(" ", text).replace("Ð", "Đ").replace("ð", "đ").replace("İ", "I")
        if "](" in plain or "://" in plain or "@" in plain or "<" in plain or "`" in plain:
            plain = _NO_PROSE.sub(lambda match: " " * len(match[0]), plain)
        self.plain = plain = _unwrap(plain)
        self.low = plain.lower().replace("kì ", "kỳ ").replace("quí ", "quý ")

    def origin(self, offset: int) -> int:
        """The place in the given text of a place in ``plain``."""
        return offset if self._origins is None else self._origins[offset]

    @cached_property
    def starts(self) -> list[int]:
        """Where each sentence begins; table rows, list items and headings are sentences too."""
        plain, starts = self.plain, [0]
        for match in _STOP.finditer(plain):
            end = match.end()
            if end == len(plain):
                continue
            follower = plain[end : end + 4].lstrip("([{\"“‘'- \n")[:1]
            if match[0] == "\n" or "\n" in match[0] or not follower.islower():
                starts.append(end)
        return starts

    def sentence(self, offset: int) -> tuple[int, int]:
        """Start and end of the sentence around ``offset``."""
        starts = self.starts
        index = bisect_right(starts, offset)
        return starts[index - 1], starts[index] if index < len(starts) else len(self.plain)


def _unwrap(plain: str) -> str:
    """Blanks instead of the line ends that only limit the width of a paragraph."""
    lines = plain.split("\n")
    if len(lines) == 1:
        return plain
    joints = [" " if _flows_on(*pair) else "\n" for pair in pairwise(lines)]
    return "".join(chain.from_iterable(zip(lines, [*joints, ""], strict=True)))


def _flows_on(before: str, after: str) -> bool:
    """Whether the sentence of one line goes on in the next."""
    before = before.rstrip()
    if not before or before[-1] in ".!?:;|…" or before.lstrip()[0] in "#|" or before.isupper():
        return False
    if _NEW_BLOCK.match(after):
        return False
    follower = after.lstrip()[:1]
    if follower.islower() or before[-1] in ",(" or before.split()[-1].lower() in _UNFINISHED:
        return True
    return (40 if follower.isdigit() else 60) <= len(before) <= 130


def _compose(text: str) -> tuple[str, list[int]]:
    """The text in NFC and, for each of its characters and its end, the place it came from."""
    characters: list[str] = []
    origins: list[int] = []
    start = 0
    for index in range(1, len(text) + 1):
        if index < len(text) and unicodedata.combining(text[index]):
            continue
        for character in unicodedata.normalize("NFC", text[start:index]):
            characters.append(character)
            origins.append(start)
        start = index
    origins.append(len(text))
    return "".join(characters), origins
