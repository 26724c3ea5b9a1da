"""Runs of three to five syllables: what tells documents apart where every pair is common.

Of a text of common pairs (“tỉnh đã”, “tăng cường”) each document holds nearly all, so pairs alone
find many that hold the words elsewhere. A *gram* is a run that is rare though the two runs within
it, one syllable shorter, are both common: whatever is rare about a longer run is in one of its
grams, and as they are rare they weigh little. What is common is judged by a sample of the
articles, so that an edit seldom changes it.
"""

from collections.abc import Iterator
from zlib import crc32

import numpy as np
import numpy.typing as npt

U32 = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]

LONGEST = 5
"""Syllables of the longest gram."""
SAMPLED = 1200
"""Articles of which what is common is judged, at least (or all) and less than twice."""
_TOLD, _MOST = 8, 16
"""Occurrences of a run from which its documents are told apart, and up to which a gram may tell
them; both are for all articles, and fall with the share that is sampled, to these:"""
_LEAST_TOLD, _LEAST_MOST = 2, 4
_BITS = 22
NOTHING_COUNTED = bytes([1]) + bytes(1 << _BITS)
_FACTOR = np.uint32(0x9E3779B1)

TAIL_BITS = 24


def fold_hash(fold: str) -> int:
    return crc32(fold.encode())


def runs(hashes: U32) -> Iterator[U32]:
    """For pairs, then runs of three, four and five, the hash of the run at each place."""
    run = hashes
    for length in range(2, LONGEST + 1):
        run = (
            ((run[:-1] << np.uint32(5)) | (run[:-1] >> np.uint32(27))) ^ hashes[length - 1 :]
        ) * _FACTOR
        yield run


def sampled(url: str, articles: int) -> bool:
    """Whether an article is of the sample; its address decides, so that none moves another."""
    return crc32(url.encode()) % _rate(articles) == 0


def _rate(articles: int) -> int:
    rate = 1
    while articles >= 2 * rate * SAMPLED and rate < 128:
        rate *= 2
    return rate


class Counts:
    """How often a sample of the articles holds each run, by its hash; 255 is that or more."""

    def __init__(self, counts: bytes) -> None:
        """``counts`` are a byte for the share sampled, then one for each hash."""
        rate = counts[0]
        self._told = max(_LEAST_TOLD, _TOLD // rate)
        self._most = max(_LEAST_MOST, _MOST // rate)
        self._table: npt.NDArray[np.uint8] = np.frombuffer(counts, np.uint8, offset=1)

    def grams(self, hashes: U32, joined: Flags) -> Iterator[tuple[npt.NDArray[np.int64], U32]]:
        """Where grams begin and their tails, for each length."""
        within = joined
        shorter = np.zeros(0, np.uint8)
        for length, run in enumerate(runs(hashes), start=2):
            if length > 2:
                within = within[:-1] & within[1:]
            known = self._table[_bucket(run)]
            known[~within] = 0
            if length > 2:
                shorter = np.minimum(shorter[:-1], shorter[1:])
                places = np.flatnonzero(
                    within
                    & (shorter >= self._told)
                    & (known <= self._most)
                    & (known <= shorter >> 1)
                )
                yield places, tail(hashes[places + 2], run[places])
            shorter = known


class Counting:
    """Makes :class:`Counts` of a sample."""

    def __init__(self) -> None:
        self._counts = np.zeros(1 << _BITS, np.int64)

    def add(self, hashes: U32, paired: Flags) -> None:
        """Counts the runs of some folds, given as hashes; ``paired`` may have neighbours."""
        within = paired
        for length, run in enumerate(runs(hashes), start=2):
            within = within[:-1] & paired[length - 1 :]
            self._counts += np.bincount(_bucket(run[within]), minlength=1 << _BITS)

    def counts(self, articles: int) -> bytes:
        """What :class:`Counts` takes; ``articles`` are all, not only the sample."""
        return bytes([_rate(articles)]) + np.minimum(self._counts, 255).astype(np.uint8).tobytes()


def _bucket(run: U32) -> U32:
    return run >> np.uint32(32 - _BITS)


def tail(third: U32, run: U32) -> U32:
    """What stands for a gram behind its first two folds: 6 bits for the third, so that all that
    begin with the same three are neighbours, 18 for the whole. A pair's marks are below 2¹⁴."""
    begun = np.maximum(third >> np.uint32(26), np.uint32(1)) << np.uint32(18)
    return np.asarray(begun | (run >> np.uint32(14)), np.uint32)
