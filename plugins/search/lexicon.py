"""Numbers for tokens: what lets numpy count instead of Python."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from plugins.search.analysis import BREAK, key, stands_alone, tokens
from plugins.search.grams import fold_hash
from portal.core.vietnamese.syllables import is_syllable

FIELD_END = b"\0"
"""The token that ends a field of a document."""

_BREAK = BREAK.encode()

NOTHING, END, GAP = 0, 1, 2
"""Numbers of: no syllable, the end of a field, a break. Keys count from 3."""


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
        self._plain = [0, 1, 2]
        self._hashes = [0, 0, 0]
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
        self._numbers = _Numbers(self)
        self._flat: list[int] = []
        self._starts: list[int] = []
        self._lengths: list[int] = []

    def stream(self, data: bytes) -> npt.NDArray[np.uint32]:
        """The tokens of ``data`` as numbers: twice the key's, plus one if it stands alone."""
        words = data.split()
        numbers = np.fromiter(map(self._numbers.__getitem__, words), np.int64, len(words))
        lengths = np.asarray(self._lengths, np.int64)[numbers]
        flat = np.asarray(self._flat, np.uint32)
        starts = np.asarray(self._starts, np.int64)[numbers]
        if len(numbers) == 0:
            return flat[:0]
        ends = np.cumsum(lengths)
        places = np.repeat(starts - (ends - lengths), lengths) + np.arange(ends[-1])
        return np.asarray(flat[places], np.uint32)

    def folded(
        self, keys: npt.NDArray[np.uint32] | npt.NDArray[np.uint64]
    ) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint64]]:
        """For each key the hash of its fold, and the first key of that fold."""
        hashes, plain = np.array(self._hashes, np.uint32), np.array(self._plain, np.uint64)
        return hashes[keys], plain[keys]

    def learn(self, token: bytes) -> int:
        """The number of a token not met before, after remembering what it stands for."""
        if token == FIELD_END:
            parts = [2 * END + 1]
        else:
            parts = list(self._parts(self._expansions.get(token, (token,))))
        self._starts.append(len(self._flat))
        self._lengths.append(len(parts))
        self._flat += parts
        return len(self._starts) - 1

    def _parts(self, words: Iterable[bytes]) -> Iterable[int]:
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


def _written_out(short: bytes, expansions: Sequence[str]) -> list[bytes]:
    words = [tokens(expansion).split() for expansion in expansions]
    if len(words) == 1:
        return words[0]
    return [short, *(word for meaning in words for word in (_BREAK, *meaning)), _BREAK]


class _Numbers(dict[bytes, int]):
    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def __missing__(self, token: bytes) -> int:
        number = self[token] = self._lexicon.learn(token)
        return number


def is_unmistakable(short: str) -> bool:
    """Whether an abbreviation, in small letters, is no word: it has no vowel or is a chain that
    no syllable is (``ubnd``, ``cntt``; not ``ca``, ``tu``)."""
    lower = short.lower()
    return lower.isalpha() and not is_syllable(lower)
