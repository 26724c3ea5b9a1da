"""The inverted index in memory: for each term the documents that hold it, as numpy arrays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from plugins.search.grams import TAIL_BITS, Counts
from plugins.search.lexicon import END, GAP, Lexicon
from portal.core.problem import PortalError

U64 = npt.NDArray[np.uint64]
U32 = npt.NDArray[np.uint32]
U16 = npt.NDArray[np.uint16]
U8 = npt.NDArray[np.uint8]
I64 = npt.NDArray[np.int64]
Documents = npt.NDArray[np.unsignedinteger[Any]]
"""16 bits each if that is enough, else 32."""
Flags = npt.NDArray[np.bool_]

FIELDS = 3
"""Title · lead (summary, keywords, category) · body."""

_KEY_BITS, _DOCUMENT_BITS = 20, 10
BATCH = 1 << 10
"""Documents counted at once: few enough for the processor's cache, enough for numpy."""

AVERAGE = 700
"""Tokens of a body of ordinary length. A constant, so that weights do not depend on the other
documents."""
NORMALISATION = 0.6
"""BM25's *b*: how far a long body's counts are reduced."""
LEVELS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""What the body weights 1 … 7 mean as a frequency."""
_EDGES = np.sqrt(2.0) * np.array(LEVELS[:-1])

AT_ONCE = 1 << 20
"""Postings looked at at once."""
MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0xBF58476D1CE4E5B9))
"""Odd numbers that scatter what is multiplied by them."""
_UNITED = 16
"""Runs whose terms are put together at once."""

_FOLD_SHIFT, _OTHER_SHIFT, _MARK_SHIFT = _KEY_BITS + TAIL_BITS, TAIL_BITS, 7
_FOLD_MASK, _TAIL_MASK = (1 << _KEY_BITS) - 1, (1 << TAIL_BITS) - 1
MARKS_MASK = (1 << 14) - 1


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
    """Title 2 bits, lead 2 bits, body 4 bits: see :func:`_weights`."""
    sums: U64
    """For each term 64 bits that stand for its documents and weights: see :func:`sums_of`."""

    @property
    def counts(self) -> I64:
        """For each term the number of documents that hold it."""
        return np.diff(self.starts)


def split(codes: U64) -> tuple[I64, I64, I64]:
    """For each term: first fold, second fold, tail."""
    return (
        (codes >> np.uint64(_FOLD_SHIFT)).astype(np.int64),
        (codes >> np.uint64(_OTHER_SHIFT)).astype(np.int64) & _FOLD_MASK,
        codes.astype(np.int64) & _TAIL_MASK,
    )


EMPTY = Postings(
    ("",),
    np.zeros(0, np.uint64),
    np.zeros(1, np.int64),
    np.zeros(0, np.uint32),
    np.zeros(0, np.uint8),
    np.zeros(0, np.uint64),
)


@dataclass(frozen=True)
class Run:
    """Postings of some documents, in no order; terms numbered by a :class:`Lexicon`."""

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
    if len(lexicon.folds) >= 1 << _KEY_BITS:
        raise PortalError("Tìm kiếm: nhiều hơn một triệu từ khác nhau, chỉ mục không chứa được")
    keys = (stream >> 1).astype(np.uint64)
    ends = keys == END
    fields = np.cumsum(ends) - ends
    documents, field = np.divmod(fields, FIELDS)
    place = (documents.astype(np.uint64) << np.uint64(2)) | field.astype(np.uint64)
    singles = keys > GAP
    lengths = np.bincount(fields[singles], minlength=int(ends.sum())).reshape(-1, FIELDS)
    own: Documents = np.array(numbers, number_type(max(numbers)))
    neighbours = joined(stream)
    shift = np.uint64(_DOCUMENT_BITS + 2)
    pairs = (keys[:-1] << np.uint64(_KEY_BITS)) | keys[1:]
    terms = _group(
        np.concatenate(
            (
                (keys[singles] << shift) | place[singles],
                (pairs[neighbours] << shift) | place[:-1][neighbours],
            )
        ),
        lengths,
        own,
    )
    hashes, plain = lexicon.folded(keys)
    places, tails = map(np.concatenate, zip(*common.grams(hashes, neighbours), strict=True))
    # Pairs of a gram are numbered apart: the whole code would be too long to sort by.
    known, within = np.unique(
        (plain[places] << np.uint64(_KEY_BITS)) | plain[places + 1], return_inverse=True
    )
    begun = (within.astype(np.uint64) << np.uint64(TAIL_BITS)) | tails
    grams = _group((begun << shift) | place[places], lengths, own)
    begun = grams.codes
    codes = known[begun >> np.uint64(TAIL_BITS)] << np.uint64(TAIL_BITS)
    codes |= begun & np.uint64(_TAIL_MASK)
    return Run(
        np.concatenate((terms.codes << np.uint64(TAIL_BITS), codes)),
        np.concatenate((terms.counts, grams.counts)),
        np.concatenate((terms.documents, grams.documents)),
        np.concatenate((terms.weights, grams.weights)),
        own,
    )


def joined(stream: U32) -> Flags:
    """Which of the tokens that :meth:`Lexicon.stream` gives form a pair with the next one."""
    paired = stream & 1 == 0
    return np.asarray(paired[:-1] & paired[1:])


def _group(occurrences: U64, lengths: I64, numbers: Documents) -> Run:
    """Occurrences (code, place in ``numbers``, field) as postings."""
    occurrences.sort()
    begins = _begins(occurrences)
    frequency = np.diff(np.append(begins, len(occurrences)))
    occurrences = occurrences[begins]
    field = (occurrences & np.uint64(3)).astype(np.int64)
    where = occurrences >> np.uint64(2)
    documents = (where & np.uint64((1 << _DOCUMENT_BITS) - 1)).astype(np.int64)
    weights = _weights(frequency, field, lengths, documents)
    begins = _begins(where)
    where, documents = where[begins], documents[begins]
    weights = np.bitwise_or.reduceat(weights, begins) if len(begins) else weights
    codes = where >> np.uint64(_DOCUMENT_BITS)
    begins = _begins(codes)
    counts = np.diff(np.append(begins, len(codes))).astype(np.uint16)
    return Run(codes[begins], counts, documents.astype(np.uint16), weights, numbers)


def _begins(values: U64) -> I64:
    """Where a new value begins in a sorted array."""
    if len(values) == 0:
        return np.zeros(0, np.int64)
    return np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))


def distinct(values: U64) -> U64:
    values = np.sort(values)
    return values[_begins(values)]


def _weights(frequency: I64, field: I64, lengths: I64, documents: I64) -> U8:
    """One field's share of the weight: title in bits 6–7, lead in 4–5, body in 0–3.

    A word of the title weighs 3 in a short title (up to 8 tokens), 2, or 1 in a long one (over
    16); the lead counts up to 3; the body's frequency, reduced for long bodies (pivoted length
    normalisation), is the nearest of :data:`LEVELS`.
    """
    title = lengths[:, 0]
    by_title = np.where(title <= 8, 3 << 6, np.where(title <= 16, 2 << 6, 1 << 6)).astype(np.uint8)
    by_body = 1 - NORMALISATION + NORMALISATION * lengths[:, 2] / AVERAGE
    weights: U8 = by_title[documents]
    lead = field == 1
    weights[lead] = np.minimum(frequency[lead], 3).astype(np.uint8) << 4
    body = field == 2
    level = np.searchsorted(_EDGES, frequency[body] / by_body[documents[body]], side="right")
    weights[body] = level.astype(np.uint8) + 1
    return weights


def merge(runs: list[Run], lexicon: Lexicon) -> Postings:
    """Runs of one lexicon as postings; empties the list, so that memory holds them but once."""
    met = np.zeros(len(lexicon.folds), bool)
    for run in runs:
        first, second, _ = split(run.codes)
        met[first] = met[second] = True
    met[: GAP + 1] = False
    used = np.flatnonzero(met)
    folds = ("", *sorted({lexicon.folds[number] for number in used.tolist()} - {""}))
    ranks = {fold: rank for rank, fold in enumerate(folds)}
    rank = np.zeros(len(lexicon.folds), np.uint64)
    mark = np.zeros(len(lexicon.folds), np.uint64)
    for number in used.tolist():
        rank[number] = ranks[lexicon.folds[number]]
        mark[number] = ord(lexicon.marks[number])
    for i, run in enumerate(runs):
        first, second, tail = split(run.codes)
        marks = (mark[first] << np.uint64(_MARK_SHIFT)) | mark[second]
        codes = code_of(rank[first], rank[second], np.where(tail, tail.astype(np.uint64), marks))
        runs[i] = replace(run, codes=codes)
    return _gather(folds, runs)


def code_of(first: U64, second: U64, tail: U64) -> U64:
    first, second = first << np.uint64(_FOLD_SHIFT), second << np.uint64(_OTHER_SHIFT)
    return np.asarray(first | second | tail, np.uint64)


def _gather(folds: tuple[str, ...], runs: list[Run]) -> Postings:
    """Puts the postings of each term side by side, in the order of documents; empties the list."""
    codes = EMPTY.codes
    for begin in range(0, len(runs), _UNITED):
        some = [run.codes for run in runs[begin : begin + _UNITED]]
        codes = distinct(np.concatenate([codes, *some]))
    places = [np.searchsorted(codes, run.codes).astype(np.uint32) for run in runs]
    counts = np.zeros(len(codes), np.int64)
    for place, run in zip(places, runs, strict=True):
        counts[place] += run.counts
    starts = np.concatenate(([0], np.cumsum(counts)))
    kind = np.result_type(*(run.numbers for run in runs))
    documents = np.empty(starts[-1], kind)
    weights = np.empty(starts[-1], np.uint8)
    free = starts[:-1].copy()
    while runs:
        place, run = places.pop(), runs.pop()
        held = run.counts.astype(np.int64)
        begins = np.cumsum(held) - held
        target = np.repeat(free[place] - begins, held) + np.arange(len(run.documents))
        documents[target] = run.numbers[run.documents]
        weights[target] = run.weights
        free[place] += held
    _sort(starts, documents, weights)
    return Postings(folds, codes, starts, documents, weights, sums_of(starts, documents, weights))


def slices(starts: I64, postings: int) -> Iterator[tuple[int, int]]:
    """Ranges of terms that hold about so many postings; ``starts`` as in :class:`Postings`."""
    begin = 0
    while begin < len(starts) - 1:
        end = int(np.searchsorted(starts, starts[begin] + postings, side="right"))
        end = max(begin + 1, min(end, len(starts) - 1))
        yield begin, end
        begin = end


def sums_of(starts: I64, documents: Documents, weights: U8) -> U64:
    """For each term the sum of what :func:`mixed` gives for its postings; so a posting that comes
    or goes changes it by its own share."""
    sums = np.zeros(len(starts) - 1, np.uint64)
    for begin, end in slices(starts, AT_ONCE):
        place = slice(int(starts[begin]), int(starts[end]))
        each = mixed(documents[place], weights[place])
        sums[begin:end] = np.add.reduceat(each, starts[begin:end] - starts[begin])
    return sums


def mixed(documents: Documents, weights: U8) -> U64:
    """For each posting 64 bits that stand for it."""
    bits = (documents.astype(np.uint64) << np.uint64(8)) | weights
    bits *= MIX[0]
    bits ^= bits >> np.uint64(29)
    bits *= MIX[1]
    return bits


def _sort(starts: I64, documents: Documents, weights: U8) -> None:
    """Sorts the postings of each term in place, some terms at a time."""
    for begin, end in slices(starts, AT_ONCE):
        place = slice(int(starts[begin]), int(starts[end]))
        falls = np.flatnonzero(documents[place][1:] < documents[place][:-1]) + 1 + starts[begin]
        if not np.isin(falls, starts, assume_unique=True).all():
            term = np.repeat(
                np.arange(end - begin, dtype=np.uint64), np.diff(starts[begin : end + 1])
            )
            whole = (term << np.uint64(40)) | (documents[place].astype(np.uint64) << np.uint64(8))
            whole |= weights[place]
            whole.sort()
            documents[place] = (whole >> np.uint64(8)).astype(documents.dtype)
            weights[place] = whole.astype(np.uint8)


def number_type(largest: int) -> type[np.uint16] | type[np.uint32]:
    """The smallest type for numbers of documents: half of what the index weighs in memory."""
    return np.uint16 if largest < 1 << 16 else np.uint32
