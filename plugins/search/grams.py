"""Runs of three to nine syllables: what tells documents apart where every pair is common.

Of a text of common pairs (“tỉnh đã”, “tăng cường”) each document holds nearly all, so pairs alone
find many that hold the words elsewhere. A *gram* is a run that is rare though the two runs within
it, one syllable shorter, are both common: whatever is rare about a longer run is in one of its
grams, and as they are rare they weigh little. What is common is judged by a sample of the
articles and told in powers of two, so that an edit seldom changes it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt

U32 = npt.NDArray[np.uint32]
I64 = npt.NDArray[np.int64]
U8 = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]

Units = Mapping[int, U32]
"""The hashes of runs that count as one syllable, by their length."""

LONGEST = 9
"""Syllables of the longest gram."""
UNITS = 7
"""Syllables of the longest gram if what an abbreviation stands for counts as one."""
SAMPLED = 1200
"""Size of the sample: at least so many articles (or all), and fewer than twice as many."""
_TOLD, _MOST = 8, 16
"""Occurrences of a run from which its documents are told apart, and up to which a gram may tell
them; both are for all articles, and fall with the share that is sampled, to these:"""
_LEAST_TOLD, _LEAST_MOST = 2, 4
_BITS = 22
NOTHING_COUNTED = bytes([1]) * (1 + (1 << _BITS))
_AT_ONCE = 1 << 18
"""Runs counted at once: what that takes in memory grows with them."""
_FACTOR = np.uint32(0x9E3779B1)
_LOWER = (1 << 32) - 1
_MARK = np.uint8(1 << 7)
"""Above all counts."""

TAIL_BITS = 24


def fold_hash(fold: str) -> int:
    return crc32(fold.encode())


class _Run(NamedTuple):
    """The runs of one length of which both shorter ones are frequent."""

    places: I64
    hashes: U32
    known: U8
    """How frequent they are."""
    shorter: U8
    """How frequent the runs are that are one syllable shorter, by where they begin."""
    whole: Flags | None
    """Which may be grams, as they cut no expansion at either end; ``None``: all."""


def _runs(folds: U32, units: Units, told: int, frequency: Callable[[U32], U8]) -> Iterator[_Run]:
    """The runs from three syllables on. ``folds`` are given as hashes, 0 for what stands alone;
    ``frequency`` tells how frequent runs are, from ``told`` on."""
    pairs = joined(folds)
    hashes = _extended(folds[:-1], folds[1:])
    known = np.zeros(len(hashes), np.uint8)
    known[pairs] = frequency(hashes[pairs])
    continues = np.zeros(len(folds) + 1, bool)
    for length in range(3, LONGEST + 1):
        common = known >= told
        places = np.flatnonzero(common[:-1] & common[1:])
        if length > UNITS:
            continued = np.concatenate(([0], np.cumsum(continues)))
            within = continued[places + length] - continued[places]
            places = places[length - within <= UNITS]
        hashes = _extended(hashes[:-1], folds[length - 1 :])
        runs = hashes[places]
        found = frequency(runs)
        shorter, known = known, np.zeros(len(hashes), np.uint8)
        known[places] = found
        if length in units:
            expansions = places[_among(runs, units[length])]
            for at in range(1, length):
                continues[expansions + at] = True
        whole = None
        if length > UNITS:
            whole = ~(continues[places] | continues[places + length])
        yield _Run(places, runs, found, shorter, whole)


def joined(folds: U32) -> Flags:
    """Which of the folds form a pair with the next one."""
    beside = folds != 0
    return np.asarray(beside[:-1] & beside[1:])


def _among(runs: U32, wanted: U32) -> I64:
    """Where one of the ``wanted``, which are few, stands."""
    begun = np.zeros(1 << 16, bool)
    begun[wanted >> np.uint32(16)] = True
    likely = np.flatnonzero(begun[runs >> np.uint32(16)])
    return likely[np.isin(runs[likely], wanted)]


def units(expansions: Iterable[Sequence[str]]) -> Units:
    """The runs that count as one syllable, given as folds; short and very long ones do not."""
    found: dict[int, set[int]] = {}
    for folds in expansions:
        if 3 <= len(folds) <= UNITS:
            run, *rest = np.array([[fold_hash(fold)] for fold in folds], np.uint32)
            for fold in rest:
                run = _extended(run, fold)
            found.setdefault(len(folds), set()).add(int(run[0]))
    return {length: np.array(sorted(runs), np.uint32) for length, runs in found.items()}


def _extended(run: U32, fold: U32) -> U32:
    longer = run << np.uint32(5)
    longer |= run >> np.uint32(27)
    longer ^= fold
    longer *= _FACTOR
    return np.asarray(longer, np.uint32)


def sampled(url: str, articles: int) -> bool:
    """Whether an article is of the sample; its address decides, so that none moves another."""
    return crc32(url.encode()) % _rate(articles) == 0


def _rate(articles: int) -> int:
    rate = 1
    while articles >= 2 * rate * SAMPLED and rate < 128:
        rate *= 2
    return rate


def _told(rate: int) -> int:
    return max(_LEAST_TOLD, _TOLD // rate)


def _most(rate: int) -> int:
    return max(_LEAST_MOST, _MOST // rate)


class Counts:
    """How often a sample of the articles holds each run, by its hash, in powers of two. The lowest
    stands for all below it and the highest for all above, since those make no other grams."""

    def __init__(self, counts: bytes, units: Units) -> None:
        """``counts`` are a byte for the share sampled, then one for each hash."""
        rate = counts[0]
        self._units = units
        self._told = _told(rate)
        self._most = _most(rate)
        self._table: U8 = np.frombuffer(counts, np.uint8, offset=1)

    def grams(self, folds: U32) -> Iterator[tuple[I64, U32]]:
        """Where the pairs stand that grams are kept behind, and the grams' tails, for each length;
        the rest as for :func:`counted`.

        It is the pair of the smallest hash, so that most grams of one phrase are neighbours.
        """
        # A pair's hash and, below it, its place: the smallest tells both.
        pairs = _extended(folds[:-1], folds[1:]).astype(np.uint64) << np.uint64(32)
        pairs |= np.arange(len(pairs), dtype=np.uint64)
        found = _runs(folds, self._units, self._told, self._frequency)
        for length, run in enumerate(found, start=3):
            rare = run.known <= self._most
            if run.whole is not None:
                rare &= run.whole
            places, known = run.places[rare], run.known[rare]
            shorter = np.minimum(run.shorter[places], run.shorter[places + 1])
            rarer = known <= shorter >> 1
            places, hashes = places[rarer], run.hashes[rare][rarer]
            least = pairs[places]
            for further in range(1, length - 1):
                np.minimum(least, pairs[places + further], out=least)
            at = (least & np.uint64(_LOWER)).astype(np.int64)
            beside = np.where(at + 2 < places + length, at + 2, at - 1)
            yield at, tail(folds[beside], hashes)

    def _frequency(self, hashes: U32) -> U8:
        return self._table[_bucket(hashes)]


class Change:
    """What differs between two results of :func:`counted` over as many articles."""

    def __init__(self, before: bytes, after: bytes, units: Units) -> None:
        old, new = (np.frombuffer(counts, np.uint8, offset=1) for counts in (before, after))
        self._told = _told(before[0])
        self._units = units
        self._marked: U8 = old | np.where(old != new, _MARK, np.uint8(0))

    def places(self, folds: U32) -> I64:
        """Where runs begin that are asked for and are counted otherwise now: a document without
        such a run has the grams it had. The parameters are as for :func:`counted`."""
        differs: list[Flags] = []

        def frequency(hashes: U32) -> U8:
            found = self._marked[_bucket(hashes)]
            differs.append(found >= _MARK)
            return np.asarray(found & ~_MARK, np.uint8)

        runs = _runs(folds, self._units, self._told, frequency)
        begins = [np.flatnonzero(joined(folds)), *(run.places for run in runs)]
        found = zip(begins, differs, strict=True)
        return np.concatenate([places[flags] for places, flags in found])


def counted(folds: U32, units: Units, articles: int) -> bytes:
    """What :class:`Counts` takes, of the folds of a sample, given as hashes, 0 for what stands
    alone; ``articles`` are all, not only the sample."""
    rate = _rate(articles)
    told, highest = _told(rate), 2 * _most(rate)
    table = np.zeros(1 << _BITS, np.uint8)

    def frequency(hashes: U32) -> U8:
        buckets = _bucket(hashes)
        for start in range(0, len(buckets), _AT_ONCE):
            ordered = np.sort(buckets[start : start + _AT_ONCE])
            begins = np.flatnonzero(np.diff(ordered, prepend=np.uint32(1 << _BITS)))
            met = ordered[begins]
            added = np.diff(begins, append=len(ordered))
            table[met] = np.minimum(table[met] + added, highest)
        return table[buckets]

    for _ in _runs(folds, units, told, frequency):
        pass
    powers = [1 << max(count, told >> 1).bit_length() - 1 for count in range(highest + 1)]
    return bytes([rate]) + np.array(powers, np.uint8)[table].tobytes()


def _bucket(run: U32) -> U32:
    return np.asarray(run >> np.uint32(32 - _BITS), np.uint32)


def tail(beside: U32, run: U32) -> U32:
    """What stands for a gram behind one of its pairs: 3 bits for the syllable after the pair (or
    before it, if it is the last), so that those that have it in common are neighbours, 21 for the
    whole. A pair's marks are below 2¹⁴."""
    begun = np.maximum(beside >> np.uint32(29), np.uint32(1)) << np.uint32(21)
    return np.asarray(begun | (run >> np.uint32(11)), np.uint32)
