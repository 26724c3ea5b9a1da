"""The inverted index in memory: for each term the documents that hold it, as numpy arrays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

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
Codes = npt.NDArray[np.unsignedinteger[Any]]

FIELDS = 3
"""Title · lead (summary, keywords, category) · body."""

_KEY_BITS, _PLACE_BITS = 20, 11
BATCH = 1 << _PLACE_BITS - 2
"""Documents counted at once: few enough for the processor's cache, enough for numpy."""

AVERAGE = 700
"""Tokens of a body of ordinary length. A constant, so that weights do not depend on the other
documents."""
NORMALISATION = 0.6
"""BM25's *b*: how far a long body's counts are reduced."""
LEVELS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)
"""What the body weights 1 … 7 mean as a frequency."""
_EDGES = np.sqrt(2.0) * np.array(LEVELS[:-1])

_FREQUENCIES = 256
"""How often a token may be counted in one field; more is as much."""

_TERM_SHIFT = 40
"""Where the number of a term stands above a document and a weight."""
AT_ONCE = 1 << 18
"""Postings put side by side at once."""
MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0xBF58476D1CE4E5B9))
"""Odd numbers that scatter what is multiplied by them."""
_UNITED = 16
"""Runs whose terms are put together at once."""

_FOLD_SHIFT, _OTHER_SHIFT, _MARK_SHIFT = _KEY_BITS + TAIL_BITS, TAIL_BITS, 7
_FOLD_MASK, TAIL_MASK = (1 << _KEY_BITS) - 1, (1 << TAIL_BITS) - 1
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
    if len(lexicon.folds) >= 1 << _KEY_BITS:
        raise PortalError("Tìm kiếm: nhiều hơn một triệu từ khác nhau, chỉ mục không chứa được")
    keys = np.asarray(stream >> np.uint32(1), np.uint32)
    ends = np.flatnonzero(keys == END)
    field = np.arange(len(ends), dtype=np.uint32)
    field += field // FIELDS  # Four numbers for each document, of which three are used.
    place = np.repeat(field, np.diff(ends, prepend=-1))
    singles = keys > GAP
    lengths = np.add.reduceat(singles, np.append(0, ends[:-1] + 1), dtype=np.int64)
    weights = _weights(lengths.reshape(-1, FIELDS))
    shift, tail = np.uint64(_PLACE_BITS), np.uint64(TAIL_BITS)
    alone = _group(((keys << np.uint32(_PLACE_BITS)) | place).compress(singles), weights)
    neighbours = joined(stream)
    first = np.flatnonzero(neighbours)
    pairs = (keys[first].astype(np.uint64) << np.uint64(_KEY_BITS)) | keys[first + 1]
    paired = _group((pairs << shift) | place[first], weights)
    hashes, plain = lexicon.folded(keys)
    where, tails = map(np.concatenate, zip(*common.grams(hashes, neighbours), strict=True))
    # Pairs of a gram are numbered apart: the whole code would be too long to sort by.
    behind = (plain[where].astype(np.uint64) << np.uint64(_KEY_BITS)) | plain[where + 1]
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


def joined(stream: U32) -> Flags:
    """Which of the tokens that :meth:`Lexicon.stream` gives form a pair with the next one."""
    alone = stream & np.uint32(1)
    return np.asarray((alone[:-1] | alone[1:]) == 0)


class _Group(NamedTuple):
    """A part of a :class:`Run`."""

    codes: Codes
    counts: U16
    documents: U16
    weights: U8


def _group(occurrences: Codes, weights: U8) -> _Group:
    """What is in occurrences (code, place, field); ``weights`` as :func:`_weights` gives them."""
    occurrences.sort()
    begins = _begins(occurrences)
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
    starts = _begins(codes)
    counts = np.diff(starts, append=len(codes)).astype(np.uint16)
    return _Group(codes[starts], counts, documents, united[begins])


def _lowest(bits: int, like: Codes) -> Any:
    return like.dtype.type((1 << bits) - 1)


def _begins(values: Codes) -> I64:
    """Where a new value begins in a sorted array."""
    new = np.empty(len(values), bool)
    new[:1] = True
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return np.flatnonzero(new)


def distinct(values: U64) -> U64:
    values = np.sort(values)
    return values[_begins(values)]


def _weights(lengths: I64) -> U8:
    """For each document, field and frequency the field's share of the weight: title in bits 6–7,
    lead in 4–5, body in 0–3. ``lengths`` are the tokens of each document's fields.

    A word of the title weighs 3 in a short title (up to 8 tokens), 2, or 1 in a long one (over
    16); the lead counts up to 3; the body's frequency, reduced for long bodies (pivoted length
    normalisation), is the nearest of :data:`LEVELS`.
    """
    frequency = np.arange(_FREQUENCIES)
    weights = np.zeros((len(lengths), 4, _FREQUENCIES), np.uint8)
    title, _, body = lengths.T
    weights[:, 0] = np.where(title <= 8, 3 << 6, np.where(title <= 16, 2 << 6, 1 << 6))[:, None]
    weights[:, 1] = np.minimum(frequency, 3) << 4
    norm = 1 - NORMALISATION + NORMALISATION * body / AVERAGE
    weights[:, 2] = 1 + np.searchsorted(_EDGES, frequency / norm[:, None], side="right")
    return weights


def merge(runs: list[Run], lexicon: Lexicon) -> Iterator[Postings]:
    """Runs of one lexicon as postings, some terms at a time; empties the list."""
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
        runs[i] = _ordered(replace(run, codes=codes))
    yield from _gather(folds, runs)


def _ordered(run: Run) -> Run:
    """The run with its terms in order."""
    order = np.argsort(run.codes)
    counts = run.counts[order]
    starts = np.cumsum(run.counts, dtype=np.int64) - run.counts
    begins = np.cumsum(counts, dtype=np.int64) - counts
    place = np.repeat(starts[order] - begins, counts) + np.arange(len(run.documents))
    return Run(run.codes[order], counts, run.documents[place], run.weights[place], run.numbers)


def code_of(first: U64, second: U64, tail: U64) -> U64:
    first, second = first << np.uint64(_FOLD_SHIFT), second << np.uint64(_OTHER_SHIFT)
    return np.asarray(first | second | tail, np.uint64)


class _Placed(NamedTuple):
    """A run with its terms numbered among those of all runs."""

    terms: U32
    starts: U32
    """Where the postings of each term begin; one more at the end."""
    documents: U16
    weights: U8
    numbers: Documents


def _gather(folds: tuple[str, ...], runs: list[Run]) -> Iterator[Postings]:
    """Puts the postings of each term side by side, in the order of documents; empties the list."""
    codes = EMPTY.codes
    for begin in range(0, len(runs), _UNITED):
        some = [run.codes for run in runs[begin : begin + _UNITED]]
        codes = distinct(np.concatenate([codes, *some]))
    counts = np.zeros(len(codes), np.int64)
    placed: list[_Placed] = []
    while runs:
        run = runs.pop()
        place = np.searchsorted(codes, run.codes).astype(np.uint32)
        counts[place] += run.counts
        bounds = np.concatenate(([0], np.cumsum(run.counts, dtype=np.uint32)))
        placed.append(
            _Placed(place, bounds.astype(np.uint32), run.documents, run.weights, run.numbers)
        )
    starts = np.concatenate(([0], np.cumsum(counts)))
    kind = np.result_type(*(run.numbers for run in placed))
    for begin, end in _slices(starts, np.flatnonzero(begins_of_names(codes))):
        found: list[U64] = []
        for part in placed:
            low, high = np.searchsorted(part.terms, np.array((begin, end), np.uint32)).tolist()
            held = slice(part.starts[low], part.starts[high])
            term = (part.terms[low:high] - begin).astype(np.uint64) << np.uint64(_TERM_SHIFT)
            posting = np.repeat(term, np.diff(part.starts[low : high + 1]))
            posting |= part.numbers[part.documents[held]].astype(np.uint64) << np.uint64(8)
            posting |= part.weights[held]
            found.append(posting)
        postings = np.concatenate(found)
        postings.sort()
        weights = postings.astype(np.uint8)
        documents = (postings >> np.uint64(8)).astype(kind)
        yield Postings(
            folds, codes[begin:end], starts[begin : end + 1] - starts[begin], documents, weights
        )


def _slices(starts: I64, begins: I64) -> Iterator[tuple[int, int]]:
    """Ranges of terms that hold about :data:`AT_ONCE` postings; ``starts`` as in
    :class:`Postings`, ``begins`` are the terms with which a range may begin."""
    begin = 0
    while begin < len(starts) - 1:
        end = int(np.searchsorted(starts, starts[begin] + AT_ONCE, side="right"))
        place = int(np.searchsorted(begins, max(begin + 1, end)))
        end = int(begins[place]) if place < len(begins) else len(starts) - 1
        yield begin, end
        begin = end


def number_type(largest: int) -> type[np.uint16] | type[np.uint32]:
    """The smallest type for numbers of documents: half of what the index weighs in memory."""
    return np.uint16 if largest < 1 << 16 else np.uint32
