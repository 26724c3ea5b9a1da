"""Cuts postings into small files, each under the hash of what it holds.

The file of a shard (``Shard`` in ``index.js`` reads it): 6 bytes, its name; then, deflated: two
numbers of 4 bytes (length of the names, count of terms), the names, the tails of the terms in
three planes of 8 bits (low, middle, high), the number of documents of each term, the gaps between
document numbers, the weights. Numbers of documents and gaps are varints: 7 bits a byte, the low
ones first, the top bit saying that more follow.
"""

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from plugins.search.postings import (
    I64,
    MARKS_MASK,
    MIX,
    U8,
    U64,
    Flags,
    Postings,
    begins_of_names,
    split,
    united,
)

SMALLEST, LARGEST = 900, 2000
"""Bytes of a shard before deflation, roughly. A longer list is *heavy* and fills its own."""
SINGLES, GRAMS = (2, 5), (5, 12)
"""The share of their bytes that counts for single tokens and for grams, so that their shards are
larger: few single tokens are asked for at once, and grams are asked for last."""
COMMON = 8
"""A number in more than one document in so many is common: not looked for by itself."""
NAME_BYTES = 6
_BIG = 2600
"""Bytes from which a body is mostly numbers, in which deflate looks for repetitions in vain."""


class Kind(Enum):
    """Of the terms of a shard."""

    LIGHT = 0
    """Singles and pairs of a range."""
    GRAMS = 1
    """Grams of a range."""
    HEAVY = 2
    """A single term."""


class Shard(NamedTuple):
    separator: str
    """Text that begins the shard's range of terms, ``van ban`` or shorter; of a heavy term all."""
    kind: Kind
    cost: int
    """Of its terms, by :class:`Layout`."""
    name: bytes
    contents: bytes


Parts = tuple[bytes, ...]
"""A body: names, tails and counts; gaps; weights."""


def cut(slices: Iterable[Postings], documents: int) -> list[Shard]:
    """The shards, each kind in order; ``slices`` are the postings of ``documents``, of the same
    folds, each of which begins where the one before it ends."""
    found: dict[Kind, list[Shard]] = {kind: [] for kind in Kind}
    before: dict[Kind, str] = {}
    left: Postings | None = None
    for part, more in _followed(slices):
        postings = united([left, part]) if left else part
        layout = Layout.of(postings, documents)
        rest = [np.zeros(0, np.int64)]
        for kind in Kind:
            terms = np.flatnonzero(layout.kinds == kind.value)
            starts = layout.starts(kind, terms, more)
            found[kind] += layout.sealed(kind, terms, starts, before.get(kind))
            rest.append(terms[starts[-1] :])
            if starts[-1]:
                before[kind] = texts(postings, terms[starts[-1] - 1 : starts[-1]])[0]
        left = postings.only(np.sort(np.concatenate(rest)))
    return [shard for kind in Kind for shard in found[kind]]


def _followed(slices: Iterable[Postings]) -> Iterator[tuple[Postings, bool]]:
    """Each with whether there are more."""
    waiting = iter(slices)
    last = next(waiting, None)
    if last is None:
        return
    for following in waiting:
        yield last, True
        last = following
    yield last, False


@dataclass(frozen=True)
class Layout:
    """What decides in which shards terms go: nothing but the terms nearby."""

    postings: Postings
    kinds: U8
    cost: I64
    """Bytes of each term before deflation, roughly, as they count for its kind."""
    begins: Flags
    names: U64
    """64 bits that stand for the name of each term."""

    @classmethod
    def of(cls, postings: Postings, documents: int) -> "Layout":
        first, second, tails = split(postings.codes)
        begins = begins_of_names(postings.codes)
        counts = postings.counts
        cost = 8 + counts * (1 + (counts * 128 < documents)) + counts // 4
        name = np.cumsum(begins) - 1
        heavy = (np.bincount(name, cost) > LARGEST)[name]
        grams = tails > MARKS_MASK
        kinds = np.where(heavy, Kind.HEAVY.value, np.where(grams, Kind.GRAMS.value, 0))
        share, of = np.where(grams[:, None], GRAMS, np.where(first[:, None] > 0, (1, 1), SINGLES)).T
        hashes = _hashes(postings.folds)
        names = (hashes[first] * MIX[0]) ^ (hashes[second] * MIX[1])
        names ^= tails.astype(np.uint64) * MIX[2]
        names = (names ^ (names >> np.uint64(29))) * MIX[2]
        return cls(postings, kinds.astype(np.uint8), cost * share // of, begins, names)

    def starts(self, kind: Kind, terms: I64, more: bool) -> list[int]:
        """The places in ``terms``, all of one kind, at which shards begin, up to where the last
        one ends; it stays open if ``more`` terms follow."""
        if kind is Kind.HEAVY:
            return [*np.flatnonzero(self.begins[terms]).tolist(), len(terms)]
        return cuts(self.cost[terms], self.begins[terms], self.names[terms], more)

    def sealed(
        self, kind: Kind, terms: I64, starts: Sequence[int], before: str | None
    ) -> list[Shard]:
        """The shards of one kind that begin with these places in ``terms``; ``before`` is the text
        of the term before the first."""
        if len(starts) < 2:
            return []
        separators = firsts = texts(self.postings, terms[starts[:-1]])
        if kind is not Kind.HEAVY:
            lasts = texts(self.postings, terms[np.array(starts[1:-1], np.int64) - 1])
            separators = list(map(shortest, [before or "", *lasts], firsts))
            separators[0] = "" if before is None else separators[0]
        terms = terms[: starts[-1]]
        costs = np.add.reduceat(self.cost[terms], starts[:-1]).tolist()
        files = (seal(*body) for body in encode(self.postings, terms, starts))
        return [
            Shard(separator, kind, cost, file[:NAME_BYTES], file)
            for separator, cost, file in zip(separators, costs, files, strict=True)
        ]


@lru_cache(1)
def _hashes(folds: tuple[str, ...]) -> U64:
    return np.array([zlib.crc32(fold.encode()) for fold in folds], np.uint64)


def encode(postings: Postings, terms: I64, bounds: Sequence[int]) -> Iterator[Parts]:
    """The bodies of shards, not deflated; ``bounds`` are the places in ``terms`` between them."""
    held = postings.counts[terms]
    firsts = np.concatenate(([0], np.cumsum(held)))
    place = np.repeat(postings.starts[terms] - firsts[:-1], held) + np.arange(firsts[-1])
    documents = postings.documents[place]
    weights = postings.weights[place].tobytes()
    gaps = np.diff(documents, prepend=np.uint32(0))
    filled = firsts[:-1][held > 0]
    gaps[filled] = documents[filled]
    gaps_data, gaps_ends = _varints(gaps)
    counts_data, counts_ends = _varints(held)
    gap_at = gaps_ends[firsts[bounds]].tolist()
    count_at = counts_ends[bounds].tolist()
    weight_at = firsts[bounds].tolist()
    tails = split(postings.codes[terms])[2]
    planes = [(tails >> (8 * i)).astype(np.uint8).tobytes() for i in range(3)]
    words = _words(postings, terms, bounds)
    for number, (begin, end) in enumerate(pairwise(bounds)):
        names = " ".join(words[2 * begin : 2 * end]).encode()
        head = (
            len(names).to_bytes(4, "little"),
            (end - begin).to_bytes(4, "little"),
            names,
            *(plane[begin:end] for plane in planes),
            counts_data[count_at[number] : count_at[number + 1]],
        )
        yield (
            b"".join(head),
            gaps_data[gap_at[number] : gap_at[number + 1]],
            weights[weight_at[number] : weight_at[number + 1]],
        )


def _words(postings: Postings, terms: I64, bounds: Sequence[int]) -> list[str]:
    """First and second fold of each term; one equal to that above it in its shard is left out."""
    first, second, _ = split(postings.codes[terms])
    fresh = np.zeros(len(terms) + 1, bool)
    fresh[bounds] = True
    fresh = fresh[:-1]
    same_first = np.append(False, first[1:] == first[:-1])[: len(first)] & ~fresh
    same_both = same_first & np.append(False, second[1:] == second[:-1])[: len(first)]
    numbers = np.stack((np.where(same_first, 0, first), np.where(same_both, 0, second)), axis=1)
    return list(map(postings.folds.__getitem__, numbers.ravel().tolist()))


def _varints(numbers: npt.NDArray[Any]) -> tuple[bytes, I64]:
    """The numbers, below 2²⁸, in 7 bits a byte, and where each begins; one more for the end."""
    lengths = 1 + (numbers >= 1 << 7) + (numbers >= 1 << 14).astype(np.int8) + (numbers >= 1 << 21)
    ends = np.concatenate(([0], np.cumsum(lengths)))
    starts = ends[:-1]
    data = np.empty(ends[-1], np.uint8)
    data[starts] = numbers & 127
    place = np.flatnonzero(lengths > 1)
    for size in (2, 3, 4):
        place = place[lengths[place] >= size]
        if len(place) == 0:
            break
        data[starts[place] + size - 2] |= 128
        data[starts[place] + size - 1] = (numbers[place] >> (7 * (size - 1))) & 127
    return data.tobytes(), ends


def cuts(cost: I64, new: Flags, names: U64, more: bool = False) -> list[int]:
    """The places of terms at which shards begin, up to where the last one ends: at the last term
    or, if ``more`` follow, where it is certain to end.

    Where a shard may end, between the two sizes, it ends before the term whose name has the
    smallest hash: so a changed article moves few boundaries (content-defined chunking). All
    spellings of a pair stay together.
    """
    total = len(cost)
    if total == 0:
        return [0]
    reach = np.cumsum(cost)
    reached = reach.data
    names = np.where(new, names, np.iinfo(np.uint64).max)
    found = [0]
    while True:
        begin = found[-1]
        before = reached[begin - 1] if begin else 0
        low = bisect_left(reached, before + SMALLEST, begin)
        high = bisect_left(reached, before + LARGEST, low) + 1
        if high >= total:
            break
        low = max(low + 1, begin + 1)
        high = max(high, low + 1)
        at = low + int(np.argmin(names[low:high]))
        while at < total and not new[at]:
            at += 1
        if at == total:
            break
        found.append(at)
    return found if more else [*found, total]


def seal(*parts: bytes) -> bytes:
    """A file's contents: its name, so that a wrong file is noticed, and its body deflated."""
    return name(*parts) + deflate(*parts)


def deflate(*parts: bytes) -> bytes:
    """The parts as one deflated stream; each has codes of its own, as its bytes are of a kind."""
    plan = zlib.Z_HUFFMAN_ONLY if sum(map(len, parts)) > _BIG else zlib.Z_DEFAULT_STRATEGY
    packer = zlib.compressobj(4, zlib.DEFLATED, -13, 6, plan)
    packed: list[bytes] = []
    for part in parts:
        packed += packer.compress(part), packer.flush(zlib.Z_BLOCK)
    return b"".join((*packed, packer.flush()))


def name(*parts: bytes) -> bytes:
    """The name of a file from what it holds, as bytes."""
    return blake2b(b"".join(parts), digest_size=NAME_BYTES).digest()


def texts(postings: Postings, terms: I64 | slice = slice(None)) -> list[str]:
    """Terms as text, in which the order of terms is the order of letters."""
    folds = postings.folds
    columns = (part.tolist() for part in split(postings.codes[terms]))
    return [text_of((folds[a], folds[b], tail)) for a, b, tail in zip(*columns, strict=True)]


def text_of(term: tuple[str, str, int]) -> str:
    """A term (first fold, second fold, tail) as text."""
    first, second, tail = term
    if tail <= MARKS_MASK:
        return f"{first} {second}"
    return f"{first} {second}/" + "".join(chr(48 + byte) for byte in tail.to_bytes(3, "big"))


def shortest(before: str, after: str) -> str:
    """The shortest beginning of ``after`` that comes after ``before``."""
    for length in range(1, len(after)):
        if after[:length] > before:
            return after[:length]
    return after


def common(postings: Postings, documents: int) -> list[str]:
    """Numbers that are common among so many documents."""
    first, second, tail = split(postings.codes)
    singles = (first == 0) & (tail <= MARKS_MASK)
    held = np.bincount(second[singles], postings.counts[singles], len(postings.folds))
    folds = [postings.folds[fold] for fold in np.flatnonzero(held * COMMON > documents).tolist()]
    return [fold for fold in folds if is_number(fold)]


def is_number(fold: str) -> bool:
    return fold[:1].isdigit()
