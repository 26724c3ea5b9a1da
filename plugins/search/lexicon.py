"""Numbers for tokens: what lets numpy count instead of Python.

Tokens are told apart by 64 bits that stand for their bytes, so that only a token not met before
becomes an object of Python.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from plugins.search.analysis import BREAK, key, stands_alone, tokens
from plugins.search.grams import fold_hash
from portal.core.vietnamese import is_syllable

U8 = npt.NDArray[np.uint8]
U32 = npt.NDArray[np.uint32]
U64 = npt.NDArray[np.uint64]
I64 = npt.NDArray[np.int64]

FIELD_END = b"\0"
"""The token that ends a field of a document."""

_BREAK = BREAK.encode()

END, GAP = 1, 2
"""What stands for the end of a field and for a break; 0 is no syllable, keys count from 3."""

_SPACE = 32
_AT_ONCE = 1 << 17
"""Tokens looked at at once: few enough for the processor's cache."""
_WIDTH = 8
"""Bytes of a token taken at once."""
_MASKS = np.array([(1 << 8 * size) - 1 for size in range(_WIDTH + 1)], np.uint64)
_ODD = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F))
_SLOT_BITS = 18
_SEVERAL = np.uint32(1 << 31)
"""Marks the place of a token that stands for several."""


class Lexicon:
    """Gives each distinct key (fold, marks) a number in the order of first appearance.

    An abbreviation that can be nothing else (``UBND``) stands for the words it abbreviates; one
    with several meanings stays and is followed by each of them; one that could be a word (``TU``)
    only stays, and the reader's query offers its meaning instead.
    """

    def __init__(self, abbreviations: Mapping[str, Sequence[str]]) -> None:
        self.folds = ["", "", ""]
        self.marks = ["", "", ""]
        self._keys: dict[tuple[str, str], int] = {}
        self._plain = array("I", (0, 1, 2))
        self._hashes = array("I", (0, 0, 0))
        self._first: dict[str, int] = {}
        self._expansions = {
            short.lower().encode(): _written_out(short.lower().encode(), expansions)
            for short, expansions in abbreviations.items()
            if is_unmistakable(short)
        }
        self.expansions = [
            [key(word.decode())[0] for word in tokens(words).split()]
            for expansions in abbreviations.values()
            for words in expansions
        ]
        """The folds of what abbreviations stand for."""
        self._numbers: dict[int, int] = {}
        self._several: list[U32] = []
        # A token is looked for in the slot that its hash begins with, then in the dictionary.
        self._slots = np.zeros(1 << _SLOT_BITS, np.uint64)
        self._slot_numbers = np.zeros(1 << _SLOT_BITS, np.uint32)

    def stream(self, data: bytes) -> U32:
        """The tokens of ``data`` as numbers: twice the key's, plus one if it stands alone."""
        data = b"".join((b" ", data, b" " * _WIDTH))
        text = np.frombuffer(data, np.uint8)
        blank = text == _SPACE
        edges = np.flatnonzero(blank[1:] != blank[:-1])
        edges += 1
        starts, ends = edges[::2], edges[1::2]
        parts = [
            self._looked_up(data, text, starts[at : at + _AT_ONCE], ends[at : at + _AT_ONCE])
            for at in range(0, len(starts), _AT_ONCE)
        ]
        return np.concatenate([np.zeros(0, np.uint32), *parts])

    def _looked_up(self, data: bytes, text: U8, starts: I64, ends: I64) -> U32:
        hashes = _hashed(text, starts, ends - starts)
        slots = (hashes >> np.uint64(64 - _SLOT_BITS)).view(np.int64)
        numbers = self._slot_numbers.take(slots)
        missed = np.flatnonzero(self._slots.take(slots) != hashes)
        if len(missed):
            wanted, first, place = np.unique(hashes[missed], return_index=True, return_inverse=True)
            found = np.zeros(len(wanted), np.uint32)
            for i in np.argsort(first).tolist():
                at, known = missed[first[i]], self._numbers.get(int(wanted[i]))
                if known is None:
                    known = self._numbers[int(wanted[i])] = self._learn(data[starts[at] : ends[at]])
                    if self._slots[slots[at]] == 0:
                        self._slots[slots[at]] = wanted[i]
                        self._slot_numbers[slots[at]] = known
                found[i] = known
            numbers[missed] = found[place]
        several = np.flatnonzero(numbers >= _SEVERAL)
        if len(several) == 0:
            return numbers
        whole: list[U32] = []
        begin = 0
        for at in several.tolist():
            whole += (numbers[begin:at], self._several[int(numbers[at] ^ _SEVERAL)])
            begin = at + 1
        return np.concatenate([*whole, numbers[begin:]])

    def folded(self, stream: U32) -> U32:
        """For each token of a stream the hash of its fold, or 0 if it stands alone."""
        hashes = np.zeros(2 * len(self._hashes), np.uint32)
        hashes[::2] = self._hashes
        return hashes[stream]

    def plain(self, keys: U32) -> U32:
        """For each key the first one of its fold."""
        return np.array(self._plain, np.uint32)[keys]

    def _learn(self, token: bytes) -> int:
        """The number of a token not met before."""
        if token == FIELD_END:
            return 2 * END + 1
        parts = list(self._parts(self._expansions.get(token, (token,))))
        if len(parts) == 1:
            return parts[0]
        self._several.append(np.array(parts, np.uint32))
        return int(_SEVERAL) + len(self._several) - 1

    def _parts(self, words: Iterable[bytes]) -> Iterator[int]:
        for word in words:
            if word == _BREAK:
                yield 2 * GAP + 1
                continue
            text = word.decode()
            found = key(text)
            number = self._keys.get(found)
            if number is None:
                number = self._keys[found] = len(self.folds)
                self.folds.append(found[0])
                self.marks.append(found[1])
                self._plain.append(self._first.setdefault(found[0], number))
                self._hashes.append(fold_hash(found[0]))
            yield 2 * number + stands_alone(text)


def _hashed(text: U8, starts: I64, lengths: I64) -> U64:
    """For each token 64 bits that stand for its bytes, never 0: no two tokens of a site share them
    but by a chance of one in 10⁹."""
    wide = np.ndarray((len(text) - _WIDTH + 1,), "<u8", text.data, strides=(1,))
    hashes = wide[starts]
    hashes &= _MASKS.take(lengths, mode="clip")
    hashes *= _ODD[0]
    longer = np.flatnonzero(lengths > _WIDTH)
    reach = _WIDTH
    while len(longer):
        left = lengths[longer] - reach
        more = wide[starts[longer] + reach]
        more &= _MASKS.take(left, mode="clip")
        more ^= hashes[longer]
        more ^= more >> np.uint64(32)
        hashes[longer] = more * _ODD[1]
        reach += _WIDTH
        longer = longer[left > _WIDTH]
    hashes ^= hashes >> np.uint64(29)
    hashes *= _ODD[1]
    return hashes | np.uint64(1)


def _written_out(short: bytes, expansions: Sequence[str]) -> list[bytes]:
    words = [tokens(expansion).split() for expansion in expansions]
    if len(words) == 1:
        return words[0]
    return [short, *(word for meaning in words for word in (_BREAK, *meaning)), _BREAK]


def is_unmistakable(short: str) -> bool:
    """Whether an abbreviation, in small letters, is no word: it has no vowel or is a chain that
    no syllable is (``ubnd``, ``cntt``; not ``ca``, ``tu``)."""
    lower = short.lower()
    return lower.isalpha() and not is_syllable(lower)
