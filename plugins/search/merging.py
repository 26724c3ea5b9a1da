"""Runs put together: the postings of all documents, some terms at a time."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from plugins.search.counting import Run
from plugins.search.lexicon import GAP, Lexicon
from plugins.search.postings import (
    EMPTY,
    I64,
    MARK_BITS,
    U64,
    Documents,
    Postings,
    begins_of_names,
    code_of,
    distinct,
    split,
)
from plugins.search.spill import Spill, Spilled

_TERM_SHIFT = 40
"""Where the number of a term stands above a document and a weight."""
AT_ONCE = 1 << 18
"""Postings put side by side at once."""
_UNITED = 16
"""Runs whose terms are put together at once."""


class _Waiting(NamedTuple):
    """A run put aside; of each array, all that is as long as its terms or postings."""

    codes: Spilled
    counts: Spilled
    documents: Spilled
    weights: Spilled
    numbers: Documents

    @classmethod
    def of(cls, run: Run, spill: Spill) -> Self:
        put = spill.put
        return cls(
            put(run.codes), put(run.counts), put(run.documents), put(run.weights), run.numbers
        )


def merge(counted: Iterable[Run], lexicon: Lexicon, spill: Spill) -> Iterator[Postings]:
    """Runs of one lexicon as postings, some terms at a time; ``spill`` takes what must wait."""
    runs = [_Waiting.of(run, spill) for run in counted]
    met = np.zeros(len(lexicon.folds), bool)
    for run in runs:
        first, second, _ = split(run.codes[:])
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
        first, second, tail = split(run.codes[:])
        marks = (mark[first] << np.uint64(MARK_BITS)) | mark[second]
        codes = code_of(rank[first], rank[second], np.where(tail, tail.astype(np.uint64), marks))
        whole = Run(codes, run.counts[:], run.documents[:], run.weights[:], run.numbers)
        runs[i] = _Waiting.of(_ordered(whole), spill)
    return _gather(folds, runs, spill) if runs else iter(())


def _ordered(run: Run) -> Run:
    """The run with its terms in order."""
    order = np.argsort(run.codes)
    counts = run.counts[order]
    starts = np.cumsum(run.counts, dtype=np.int64) - run.counts
    begins = np.cumsum(counts, dtype=np.int64) - counts
    place = np.repeat(starts[order] - begins, counts) + np.arange(len(run.documents))
    return Run(run.codes[order], counts, run.documents[place], run.weights[place], run.numbers)


class _Placed(NamedTuple):
    """A run with its terms numbered among those of all runs."""

    run: _Waiting
    terms: Spilled
    places: Spilled
    """Where the postings of each term begin; one more at the end."""


def _gather(folds: tuple[str, ...], runs: list[_Waiting], spill: Spill) -> Iterator[Postings]:
    """Puts the postings of each term side by side, in the order of documents."""
    codes = EMPTY.codes
    for begin in range(0, len(runs), _UNITED):
        some = [run.codes[:] for run in runs[begin : begin + _UNITED]]
        codes = distinct(np.concatenate([codes, *some]))
    counts = np.zeros(len(codes), np.int64)
    placed: list[_Placed] = []
    for run in runs:
        place = np.searchsorted(codes, run.codes[:]).astype(np.uint32)
        counts[place] += run.counts[:]
        begins = np.concatenate(([0], np.cumsum(run.counts[:]))).astype(np.uint32)
        placed.append(_Placed(run, spill.put(place), spill.put(begins)))
    starts = np.concatenate(([0], np.cumsum(counts)))
    kind = np.result_type(*(run.numbers for run in runs))
    slices = _slices(starts, np.flatnonzero(begins_of_names(codes)))
    edges = np.array([*slices, len(codes)], np.uint32)
    held = [np.searchsorted(part.terms[:], edges).tolist() for part in placed]
    for i, (begin, end) in enumerate(pairwise(edges.tolist())):
        found: list[U64] = []
        for (run, terms, places), ends in zip(placed, held, strict=True):
            low, high = ends[i : i + 2]
            bounds = places[low : high + 1]
            term = (terms[low:high] - begin).astype(np.uint64) << np.uint64(_TERM_SHIFT)
            posting = np.repeat(term, np.diff(bounds))
            its = slice(int(bounds[0]), int(bounds[-1]))
            posting |= run.numbers[run.documents[its]].astype(np.uint64) << np.uint64(8)
            posting |= run.weights[its]
            found.append(posting)
        postings = np.concatenate(found)
        postings.sort()
        weights = postings.astype(np.uint8)
        documents = (postings >> np.uint64(8)).astype(kind)
        yield Postings(
            folds, codes[begin:end], starts[begin : end + 1] - starts[begin], documents, weights
        )


def _slices(starts: npt.NDArray[Any], begins: I64) -> Iterator[int]:
    """Where ranges of terms begin that hold about :data:`AT_ONCE` postings; ``starts`` as in
    :class:`Postings`, ``begins`` are the terms with which a range may begin."""
    begin = 0
    while begin < len(starts) - 1:
        yield begin
        end = int(np.searchsorted(starts, starts[begin] + AT_ONCE, side="right"))
        place = int(np.searchsorted(begins, max(begin + 1, end)))
        begin = int(begins[place]) if place < len(begins) else len(starts) - 1
