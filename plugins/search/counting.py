"""From the tokens of some documents to their postings; terms are as a lexicon numbers them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from plugins.search.grams import TAIL_BITS, Counts, joined
from plugins.search.lexicon import END, GAP, Lexicon
from plugins.search.postings import (
    I64,
    KEY_BITS,
    TAIL_MASK,
    U8,
    U16,
    U32,
    U64,
    Codes,
    Documents,
    number_type,
    where_new,
)
from portal.core.problem import PortalError

FIELDS = 3
"""Title · lead (summary, keywords, category) · body."""

_PLACE_BITS = 10
BATCH = 1 << _PLACE_BITS - 2
"""Documents counted at once: few enough for the processor's cache, enough for numpy."""

ORDINARY = 2000
"""Tokens of a body up to which what it counts is not reduced. A constant, so that weights do not
depend on the other documents, and few bodies are near it: where one crosses it, all that it weighs
changes, and a thousand shards."""
LEVELS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""What the body weights 1 … 7 mean as a frequency."""
_EDGES = np.sqrt(2.0) * np.array(LEVELS[:-1])

_FREQUENCIES = 256
"""How often a token may be counted in one field; more is as much."""


@dataclass(frozen=True)
class Run:
    """Postings of some documents. Terms are numbered by a :class:`Lexicon`."""

    codes: U64
    counts: U16
    """For each term the number of documents that hold it."""
    documents: U16
    """Places in ``numbers``."""
    weights: U8
    numbers: Documents


def count(data: bytes, numbers: Sequence[int], lexicon: Lexicon, common: Counts) -> Run:
    """The run of the documents in ``data``, which have these ``numbers``.

    ``data`` holds at most :data:`BATCH` documents of :data:`FIELDS` fields, each field ended by
    the token :data:`lexicon.FIELD_END`.
    """
    stream = lexicon.stream(data)
    if len(lexicon.folds) >= 1 << KEY_BITS:
        raise PortalError("Tìm kiếm: nhiều hơn một triệu từ khác nhau, chỉ mục không chứa được")
    keys = keys_of(stream)
    ends = np.flatnonzero(keys == END)
    field = np.arange(len(ends), dtype=np.uint32)
    field += field // FIELDS  # Four numbers for each document, of which three are used.
    place = np.repeat(field, np.diff(ends, prepend=-1))
    singles = keys > GAP
    lengths = np.add.reduceat(singles, np.append(0, ends[:-1] + 1), dtype=np.int64)
    weights = _weights(lengths.reshape(-1, FIELDS))
    shift, tail = np.uint64(_PLACE_BITS), np.uint64(TAIL_BITS)
    alone = _group(((keys << np.uint32(_PLACE_BITS)) | place).compress(singles), weights)
    folds = lexicon.folded(stream)
    first = np.flatnonzero(joined(folds))
    pairs = (keys[first].astype(np.uint64) << np.uint64(KEY_BITS)) | keys[first + 1]
    paired = _group((pairs << shift) | place[first], weights)
    where, tails = map(np.concatenate, zip(*common.grams(folds), strict=True))
    # Pairs of a gram are numbered apart: the whole code would be too long to sort by.
    one, other = lexicon.plain(keys[where]), lexicon.plain(keys[where + 1])
    behind = (one.astype(np.uint64) << np.uint64(KEY_BITS)) | other
    known, within = np.unique(behind, return_inverse=True)
    grams = (within.astype(np.uint64) << tail) | tails
    rare = _group((grams << shift) | place[where], weights)
    codes = (known << tail)[rare.codes >> tail] | (rare.codes & np.uint64(TAIL_MASK))
    found = (alone, paired, rare)
    return Run(
        np.concatenate((alone.codes.astype(np.uint64) << tail, paired.codes << tail, codes)),
        np.concatenate([group.counts for group in found]),
        np.concatenate([group.documents for group in found]),
        np.concatenate([group.weights for group in found]),
        np.array(numbers, number_type(max(numbers))),
    )


def batches(documents: Iterable[tuple[int, bytes]]) -> Iterator[tuple[list[int], bytes]]:
    """Numbers and tokens of so many documents as are counted at once."""
    waiting = iter(documents)
    while batch := list(islice(waiting, BATCH)):
        yield [number for number, _ in batch], b" ".join(data for _, data in batch)


def bounds_of(stream: U32) -> list[int]:
    """Where the documents in a stream begin and, after all, where the last one ends."""
    return [0, *(np.flatnonzero(keys_of(stream) == END)[FIELDS - 1 :: FIELDS] + 1).tolist()]


def keys_of(stream: U32) -> U32:
    """The keys of the tokens that :meth:`Lexicon.stream` gives."""
    return np.asarray(stream >> np.uint32(1), np.uint32)


class _Group(NamedTuple):
    """A part of a :class:`Run`."""

    codes: Codes
    counts: U16
    documents: U16
    weights: U8


def _group(occurrences: Codes, weights: U8) -> _Group:
    """What is in occurrences (code, place, field); ``weights`` as :func:`_weights` gives them."""
    occurrences.sort()
    begins = where_new(occurrences)
    frequency = np.diff(begins, append=len(occurrences))
    occurrences = occurrences[begins]
    place = (occurrences & _lowest(_PLACE_BITS, occurrences)).astype(np.int64)
    each = weights.ravel()[place * _FREQUENCIES + np.minimum(frequency, _FREQUENCIES - 1)]
    # The fields of a posting stand side by side, three at most.
    where = occurrences >> occurrences.dtype.type(2)
    follows = np.flatnonzero(where[1:] == where[:-1])
    follows_twice = follows[:-1][np.diff(follows) == 1]
    united = each.copy()
    united[follows] |= each[follows + 1]
    united[follows_twice] |= each[follows_twice + 2]
    begins = np.delete(np.arange(len(where)), follows + 1)
    where = where[begins]
    codes = where >> where.dtype.type(_PLACE_BITS - 2)
    documents = (place[begins] >> 2).astype(np.uint16)
    starts = where_new(codes)
    counts = np.diff(starts, append=len(codes)).astype(np.uint16)
    return _Group(codes[starts], counts, documents, united[begins])


def _lowest(bits: int, like: Codes) -> Any:
    return like.dtype.type((1 << bits) - 1)


def _weights(lengths: I64) -> U8:
    """For each document, field and frequency the field's share of the weight: title in bits 6–7,
    lead in 4–5, body in 0–3. ``lengths`` are the tokens of each document's fields.

    A word of the title weighs 3 in a short title (up to 8 tokens), 2, or 1 in a long one (over
    16); the lead counts up to 3; the body's frequency, halved for a long body and again for each
    doubling, is the nearest of :data:`LEVELS`.
    """
    frequency = np.arange(_FREQUENCIES)
    weights = np.zeros((len(lengths), 4, _FREQUENCIES), np.uint8)
    title, _, body = lengths.T
    weights[:, 0] = np.where(title <= 8, 3 << 6, np.where(title <= 16, 2 << 6, 1 << 6))[:, None]
    weights[:, 1] = np.minimum(frequency, 3) << 4
    norm = 2.0 ** np.ceil(np.log2(np.maximum(body / ORDINARY, 1)))
    weights[:, 2] = 1 + np.searchsorted(_EDGES, frequency / norm[:, None], side="right")
    return weights
