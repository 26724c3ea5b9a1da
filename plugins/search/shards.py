"""Cuts postings into small files, each under the hash of what it holds.

The file of a shard (``shard.js`` reads it): 6 bytes, its name; then, deflated: two numbers of 4
bytes (length of the names, count of terms), the names, the marks (2 bytes a term), the number of
documents of each term, the gaps between document numbers, the weights. Numbers of the last
columns but one are varints: 7 bits a byte, the low ones first, the top bit saying that more
follow.
"""

import zlib
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt

from plugins.search.postings import U64, Postings, split

SMALLEST, LARGEST = 900, 2000
"""Bytes of a shard before deflation, roughly; a single long list may be larger."""
COMMON = 8
"""A term in more than one document in so many is common."""
NAME_BYTES = 6


def encode(postings: Postings, begin: int, end: int) -> bytes:
    """The terms from ``begin`` up to ``end`` as the body of a file, not deflated."""
    starts = postings.starts[begin : end + 1]
    documents = postings.documents[starts[0] : starts[-1]]
    gaps = np.diff(documents, prepend=np.uint32(0))
    firsts = starts[:-1] - starts[0]
    gaps[firsts] = documents[firsts]
    codes = postings.codes[begin:end]
    marks = np.stack((codes >> np.uint64(7), codes), axis=1).astype(np.uint8) & np.uint8(127)
    names = _names(postings, begin, end)
    return b"".join(
        (
            len(names).to_bytes(4, "little"),
            (end - begin).to_bytes(4, "little"),
            names,
            marks.tobytes(),
            varints(np.diff(starts)),
            varints(gaps),
            postings.weights[starts[0] : starts[-1]].tobytes(),
        )
    )


def _names(postings: Postings, begin: int, end: int) -> bytes:
    """``first second first second …``; a fold equal to the one above it is left out."""
    if begin == end:
        return b""
    first, second, *_ = split(postings.codes[begin:end])
    same_first = np.concatenate(([first[0] == 0], first[1:] == first[:-1]))
    same_both = np.concatenate(([False], same_first[1:] & (second[1:] == second[:-1])))
    numbers = np.stack((first, second), axis=1)
    numbers[same_first, 0] = 0
    numbers[same_both, 1] = 0
    return " ".join(map(postings.folds.__getitem__, numbers.ravel().tolist())).encode()


def varints(numbers: npt.NDArray[Any]) -> bytes:
    """The numbers, below 2²⁸, in 7 bits a byte."""
    if len(numbers) and int(numbers.max()) < 128:
        return numbers.astype(np.uint8).tobytes()
    lengths = 1 + (numbers >= 1 << 7) + (numbers >= 1 << 14) + (numbers >= 1 << 21)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    data = np.empty(ends[-1] if len(ends) else 0, np.uint8)
    data[starts] = numbers & 127
    place = np.arange(len(numbers))
    for size in (2, 3, 4):
        place = place[lengths[place] >= size]
        if len(place) == 0:
            break
        data[starts[place] + size - 2] |= 128
        data[starts[place] + size - 1] = (numbers[place] >> (7 * (size - 1))) & 127
    return data.tobytes()


def cuts(postings: Postings, smallest: int = SMALLEST, largest: int = LARGEST) -> list[int]:
    """The terms at which shards begin, ending with the number of terms.

    Where a shard may end, between the two sizes, it ends before the term whose name has the
    smallest hash: so a changed article moves few boundaries (content-defined chunking). All
    spellings of a pair stay together.
    """
    total = len(postings.codes)
    if total == 0:
        return [0]
    first, second, *_ = split(postings.codes)
    counts = postings.counts
    documents = int(postings.documents.max()) + 1
    cost = 8 + counts * (1 + (counts * 128 < documents)) + counts // 4
    reach = np.cumsum(cost)
    hashes = np.array([zlib.crc32(fold.encode()) for fold in postings.folds], np.uint64)
    mixed = (hashes[first] * np.uint64(0x9E3779B97F4A7C15)) ^ (
        hashes[second] * np.uint64(0xC2B2AE3D27D4EB4F)
    )
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0xBF58476D1CE4E5B9)
    new = np.concatenate(([False], (first[1:] != first[:-1]) | (second[1:] != second[:-1])))
    mixed[~new] = np.iinfo(np.uint64).max
    found = [0]
    while True:
        begin = found[-1]
        before = reach[begin - 1] if begin else 0
        low, high = np.searchsorted(reach, (before + smallest, before + largest)).tolist()
        high += 1
        if high >= total:
            break
        low = max(low + 1, begin + 1)
        high = max(high, low + 1)
        cut = low + int(np.argmin(mixed[low:high]))
        while not new[cut]:
            cut += 1
            if cut == total:
                break
        if cut == total:
            break
        found.append(cut)
    return [*found, total]


def name(body: bytes) -> bytes:
    """The name of a file from what it holds, as bytes."""
    return blake2b(body, digest_size=NAME_BYTES).digest()


def seal(body: bytes, own: bytes) -> bytes:
    """A file's contents: its name, so that a wrong file is noticed, and ``body`` deflated."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return own + packer.compress(body) + packer.flush()


def texts(postings: Postings) -> list[str]:
    """Each term as text, in which the order of terms is the order of letters."""
    first, second, *_ = split(postings.codes)
    folds = postings.folds
    return [f"{folds[a]} {folds[b]}" for a, b in zip(first.tolist(), second.tolist(), strict=True)]


def separators(postings: Postings, starts: Sequence[int]) -> list[str]:
    """For each shard the shortest text that no term before it reaches; the first is empty."""
    first, second, *_ = split(postings.codes)

    def text(term: int) -> str:
        return f"{postings.folds[first[term]]} {postings.folds[second[term]]}"

    return [shortest(text(term - 1), text(term)) if term else "" for term in starts]


def shortest(before: str, after: str) -> str:
    """The shortest beginning of ``after`` that comes after ``before``."""
    for length in range(1, len(after)):
        if after[:length] > before:
            return after[:length]
    return after


def common(postings: Postings) -> list[str]:
    """Folds of single tokens held by more than one document in :data:`COMMON`."""
    if len(postings.codes) == 0:
        return []
    first, second, *_ = split(postings.codes)
    singles = first == 0
    held = np.bincount(second[singles], postings.counts[singles], len(postings.folds))
    documents = int(np.ptp(postings.documents)) + 1
    return [postings.folds[fold] for fold in np.flatnonzero(held * COMMON > documents).tolist()]


def hashes(postings: Postings) -> U64:
    """For each term 64 bits that stand for its folds, whatever their numbers."""
    joined = b"".join(blake2b(fold.encode(), digest_size=8).digest() for fold in postings.folds)
    of_fold = np.frombuffer(joined, np.uint64)
    first, second, *_ = split(postings.codes)
    return np.asarray(of_fold[first] * np.uint64(0x9E3779B97F4A7C15) + of_fold[second], np.uint64)


def digest(postings: Postings, names: U64, begin: int, end: int) -> bytes:
    """Stands for all that :func:`encode` reads, and is found much faster; ``names`` are the
    terms' :func:`hashes`."""
    starts = postings.starts[begin : end + 1]
    hasher = blake2b(names[begin:end].tobytes(), digest_size=16)
    hasher.update((postings.codes[begin:end] & np.uint64((1 << 14) - 1)).tobytes())
    hasher.update(np.diff(starts).tobytes())
    hasher.update(postings.documents[starts[0] : starts[-1]].tobytes())
    hasher.update(postings.weights[starts[0] : starts[-1]].tobytes())
    return hasher.digest()
