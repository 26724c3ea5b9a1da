"""The inverted index in memory: for each term the documents that hold it, as numpy arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from plugins.search.grams import TAIL_BITS

U64 = npt.NDArray[np.uint64]
U32 = npt.NDArray[np.uint32]
U16 = npt.NDArray[np.uint16]
U8 = npt.NDArray[np.uint8]
I64 = npt.NDArray[np.int64]
Documents = npt.NDArray[np.unsignedinteger[Any]]
"""16 bits each if that is enough, else 32."""
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.unsignedinteger[Any]]

MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0xBF58476D1CE4E5B9))
"""Odd numbers that scatter what is multiplied by them."""
KEY_BITS = 20
"""Of the number of a fold, or of a spelling."""
MARK_BITS = 7
_FOLD_SHIFT, _OTHER_SHIFT = KEY_BITS + TAIL_BITS, TAIL_BITS
_FOLD_MASK, TAIL_MASK = (1 << KEY_BITS) - 1, (1 << TAIL_BITS) - 1
MARKS_MASK = (1 << 2 * MARK_BITS) - 1


@dataclass(frozen=True)
class Postings:
    """Terms in order and, for each, documents in order.

    A term is a pair of syllables or, with nothing in the first place, a single token. Terms are
    ordered by the two folds, then by the marks, so that all spellings of ``van ban`` are
    neighbours. Equal content gives equal arrays, however it was put together.
    """

    folds: tuple[str, ...]
    """The folds in use, sorted; the first is the empty one."""
    codes: U64
    """For each term: fold number, fold number, tail: a pair's marks, or what stands for the rest
    of a gram."""
    starts: I64
    """Where each term's postings begin; one more at the end."""
    documents: Documents
    weights: U8
    """Title 2 bits, lead 2 bits, body 4 bits: see :func:`plugins.search.counting._weights`."""

    @property
    def counts(self) -> I64:
        """For each term the number of documents that hold it."""
        return np.diff(self.starts)

    def only(self, terms: I64) -> "Postings":
        """The postings of these terms, given by their places in order."""
        counts = self.counts[terms]
        starts = np.concatenate(([0], np.cumsum(counts)))
        place = np.repeat(self.starts[terms] - starts[:-1], counts) + np.arange(starts[-1])
        return Postings(
            self.folds, self.codes[terms], starts, self.documents[place], self.weights[place]
        )


def united(parts: Sequence[Postings]) -> Postings:
    """Postings of the same folds, of which each begins where the one before it ends."""
    counts = np.concatenate([part.counts for part in parts])
    return Postings(
        parts[0].folds,
        np.concatenate([part.codes for part in parts]),
        np.concatenate(([0], np.cumsum(counts))),
        np.concatenate([part.documents for part in parts]),
        np.concatenate([part.weights for part in parts]),
    )


def split(codes: U64) -> tuple[I64, I64, I64]:
    """For each term: first fold, second fold, tail."""
    return (
        (codes >> np.uint64(_FOLD_SHIFT)).astype(np.int64),
        (codes >> np.uint64(_OTHER_SHIFT)).astype(np.int64) & _FOLD_MASK,
        codes.astype(np.int64) & TAIL_MASK,
    )


EMPTY = Postings(
    ("",),
    np.zeros(0, np.uint64),
    np.zeros(1, np.int64),
    np.zeros(0, np.uint32),
    np.zeros(0, np.uint8),
)


def begins_of_names(codes: U64) -> Flags:
    """Whether a term is another pair or gram than the one before it, not a spelling of it."""
    tails = codes & np.uint64(TAIL_MASK)
    named = np.where(tails > MARKS_MASK, codes, codes & ~np.uint64(MARKS_MASK))
    return np.concatenate(([True], named[1:] != named[:-1]))[: len(named)]


def code_of(first: U64, second: U64, tail: U64) -> U64:
    first, second = first << np.uint64(_FOLD_SHIFT), second << np.uint64(_OTHER_SHIFT)
    return np.asarray(first | second | tail, np.uint64)


def where_new(values: Codes) -> I64:
    """Where a new value begins in a sorted array."""
    new = np.empty(len(values), bool)
    new[:1] = True
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return np.flatnonzero(new)


def distinct(values: U64) -> U64:
    values = np.sort(values)
    return values[where_new(values)]


def number_type(largest: int) -> type[np.uint16] | type[np.uint32]:
    """The smallest type for numbers of documents: half of what the index weighs in memory."""
    return np.uint16 if largest < 1 << 16 else np.uint32
