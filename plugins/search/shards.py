"""Cuts postings into small files, each under the hash of what it holds.

The file of a shard (``Shard`` in ``index.js`` reads it): 6 bytes, its name; then, deflated: two
numbers of 4 bytes (length of the names, count of terms), the names, the tails of the terms in
three planes of 8 bits (low, middle, high), the number of documents of each term, the gaps between
document numbers, the weights. Numbers of documents and gaps are varints: 7 bits a byte, the low
ones first, the top bit saying that more follow.
"""

import zlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from hashlib import blake2b
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from plugins.search.postings import (
    I64,
    MARKS_MASK,
    MIX,
    TAIL_MASK,
    U64,
    Flags,
    Postings,
    split,
)

SMALLEST, LARGEST = 900, 2000
"""Bytes of a shard before deflation, roughly. A longer list is *heavy* and fills its own."""
SINGLES, GRAMS = 2.5, 2.4
"""So many times larger are shards of single tokens, as few of them are asked for at once, and of
grams, as they are the last to be asked for."""
COMMON = 8
"""A number in more than one document in so many is common: not looked for by itself."""
NAME_BYTES = 6
_AT_ONCE = 1 << 20
"""Postings encoded at once."""
_BIG = 2600
"""Bytes from which a body is mostly numbers, in which deflate looks for repetitions in vain."""


class Kind(Enum):
    """Of the terms of a shard."""

    LIGHT = "singles and pairs of a range"
    GRAMS = "grams of a range"
    HEAVY = "a single term"


class Shard(NamedTuple):
    separator: str
    """Text that begins the shard's range of terms, ``van ban`` or shorter; of a heavy term all."""
    kind: Kind
    name: bytes
    contents: bytes


Parts = tuple[bytes, ...]
"""A body: names, tails and counts; gaps; weights."""
Memory = Mapping[int, bytes]
"""Digest of a shard's content → the file's contents."""


def cut(postings: Postings, memory: Memory) -> tuple[list[Shard], dict[int, bytes]]:
    """The shards, each kind in order, and what to remember."""
    if len(postings.codes) == 0:
        return [], {}
    names, begins, cost = _name_hashes(postings), _begins_name(postings), _cost(postings)
    contents = _contents(postings, names)
    heavy = _heavy(cost, begins)
    singles = split(postings.codes)[0] == 0
    grams = ~heavy & ((postings.codes & np.uint64(TAIL_MASK)) > MARKS_MASK)
    shards: list[Shard] = []
    kept: dict[int, bytes] = {}
    for kind, chosen in (
        (Kind.LIGHT, ~(heavy | grams)),
        (Kind.GRAMS, grams),
        (Kind.HEAVY, heavy),
    ):
        terms = np.flatnonzero(chosen)
        if kind is Kind.HEAVY:
            starts = [*np.flatnonzero(begins[terms]).tolist(), len(terms)]
            separators = texts(postings, terms[starts[:-1]])
        else:
            scale = GRAMS if kind is Kind.GRAMS else np.where(singles[terms], SINGLES, 1.0)
            starts = cuts(cost[terms] / scale, begins[terms], names[terms])
            separators = _separators(postings, terms, starts)
        found = _seal(postings, contents, terms, starts, memory)
        for separator, (digest, name, file) in zip(separators, found, strict=True):
            shards.append(Shard(separator, kind, name, file))
            kept[digest] = file
    return shards, kept


def _seal(
    postings: Postings, contents: U64, terms: I64, starts: Sequence[int], memory: Memory
) -> list[tuple[int, bytes, bytes]]:
    """For each shard, the terms between two starts: digest, name and file; ``contents`` are the
    terms' own digests."""
    if len(terms) == 0:
        return []
    digests = np.add.reduceat(contents[terms], starts[:-1]).tolist()
    made: dict[int, bytes] = {}
    missing = [i for i, digest in enumerate(digests) if digest not in memory]
    held = postings.counts[terms]
    reach = np.concatenate(([0], np.cumsum(held)))
    for block in _blocks(missing, reach[starts].tolist()):
        wanted = np.concatenate([np.arange(starts[i], starts[i + 1]) for i in block])
        bounds = np.cumsum([0, *(starts[i + 1] - starts[i] for i in block)]).tolist()
        for i, body in zip(block, encode(postings, terms[wanted], bounds), strict=True):
            made[digests[i]] = seal(*body)
    files = (made.get(digest) or memory[digest] for digest in digests)
    return [(digest, file[:NAME_BYTES], file) for digest, file in zip(digests, files, strict=True)]


def _blocks(shards: Sequence[int], reach: Sequence[int]) -> Iterator[list[int]]:
    block: list[int] = []
    held = 0
    for shard in shards:
        block.append(shard)
        held += reach[shard + 1] - reach[shard]
        if held >= _AT_ONCE:
            yield block
            block, held = [], 0
    if block:
        yield block


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


def _cost(postings: Postings) -> I64:
    """Bytes of each term before deflation, roughly."""
    counts = postings.counts
    documents = int(postings.documents.max(initial=0)) + 1
    return np.asarray(8 + counts * (1 + (counts * 128 < documents)) + counts // 4, np.int64)


def _begins_name(postings: Postings) -> Flags:
    """Whether a term is another pair or gram than the one before it, not a spelling of it."""
    tails = postings.codes & np.uint64(TAIL_MASK)
    spellings = postings.codes & ~np.uint64(MARKS_MASK)
    named = np.where(tails > MARKS_MASK, postings.codes, spellings)
    return np.concatenate(([True], named[1:] != named[:-1]))[: len(named)]


def _heavy(cost: I64, begins: Flags) -> Flags:
    """Which terms have so long lists that each fills a shard; spellings of a pair go together."""
    name = np.cumsum(begins) - 1
    return np.asarray((np.bincount(name, cost) > LARGEST)[name])


def _name_hashes(postings: Postings) -> U64:
    """For each term 64 bits that stand for its folds and tail."""
    hashes = np.array([zlib.crc32(fold.encode()) for fold in postings.folds], np.uint64)
    first, second, tail = split(postings.codes)
    mixed = (hashes[first] * MIX[0]) ^ (hashes[second] * MIX[1])
    return np.asarray(mixed ^ (tail.astype(np.uint64) * MIX[2]), np.uint64)


def _contents(postings: Postings, names: U64) -> U64:
    """For each term 64 bits that stand for all that :func:`encode` writes of it."""
    sums = (postings.sums ^ names) * MIX[2]
    return np.asarray((sums ^ (sums >> np.uint64(32))) * MIX[0], np.uint64)


def cuts(cost: npt.NDArray[Any], new: Flags, names: U64) -> list[int]:
    """The places of terms at which shards begin, ending with the number of terms.

    Where a shard may end, between the two sizes, it ends before the term whose name has the
    smallest hash: so a changed article moves few boundaries (content-defined chunking). All
    spellings of a pair stay together.
    """
    total = len(cost)
    if total == 0:
        return [0]
    reach = np.cumsum(cost)
    reached = reach.data
    mixed = (names ^ (names >> np.uint64(29))) * MIX[2]
    mixed[~new] = np.iinfo(np.uint64).max
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
        at = low + int(np.argmin(mixed[low:high]))
        while at < total and not new[at]:
            at += 1
        if at == total:
            break
        found.append(at)
    return [*found, total]


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
    return [f"{folds[a]} {folds[b]}{_gram(tail)}" for a, b, tail in zip(*columns, strict=True)]


def _gram(tail: int) -> str:
    if tail <= MARKS_MASK:
        return ""
    return "/" + "".join(chr(48 + byte) for byte in tail.to_bytes(3, "big"))


def _separators(postings: Postings, light: I64, starts: Sequence[int]) -> list[str]:
    """For each shard the shortest text that no term before it reaches; the first is empty."""
    places = np.array(starts[1:-1], np.int64)
    before, after = texts(postings, light[places - 1]), texts(postings, light[places])
    return ["", *map(shortest, before, after)][: len(starts) - 1]


def shortest(before: str, after: str) -> str:
    """The shortest beginning of ``after`` that comes after ``before``."""
    for length in range(1, len(after)):
        if after[:length] > before:
            return after[:length]
    return after


def common(postings: Postings) -> list[str]:
    """Numbers held by more than one document in :data:`COMMON`."""
    if len(postings.codes) == 0:
        return []
    first, second, tail = split(postings.codes)
    singles = (first == 0) & (tail <= MARKS_MASK)
    held = np.bincount(second[singles], postings.counts[singles], len(postings.folds))
    documents = int(np.ptp(postings.documents)) + 1
    folds = [postings.folds[fold] for fold in np.flatnonzero(held * COMMON > documents).tolist()]
    return [fold for fold in folds if fold[:1].isdigit()]
