"""An index mended: some documents out, others in, at the cost of the few."""

from collections.abc import Sequence

import numpy as np

from plugins.search.postings import (
    AT_ONCE,
    I64,
    U64,
    Documents,
    Flags,
    Postings,
    code_of,
    distinct,
    mixed,
    number_type,
    split,
    sums_of,
)


def splice(old: Postings, gone: Sequence[int], after: int, by: int, new: Postings) -> Postings:
    """``old`` without the documents ``gone``, those from number ``after`` on moved ``by``, and with
    the documents of ``new``: as if all had been counted together, at the cost of the few."""
    places = _places(old.documents, gone)
    kind = np.result_type(old.documents, new.documents)
    documents = _moved(old.documents, after, by).astype(kind, copy=False)
    left = old.counts - np.diff(np.searchsorted(places, old.starts))
    held = left > 0
    folds = tuple(sorted({*_folds(old, held), *new.folds}))
    codes = _renumber(old.folds, old.codes[held], folds)
    added = _renumber(new.folds, new.codes, folds)
    place = np.searchsorted(codes, added)
    known = np.append(codes, np.uint64(0))[place] == added
    begins = np.append(old.starts[:-1][held], old.starts[-1])
    ends = old.starts[1:][held]
    targets = []
    for number, (at, same) in enumerate(zip(place.tolist(), known.tolist(), strict=True)):
        own = new.documents[new.starts[number] : new.starts[number + 1]]
        begin = int(begins[at])
        term = documents[begin : int(ends[at])] if same else documents[:0]
        targets.append(begin + np.searchsorted(term, own))
    target = np.concatenate(targets) if targets else np.zeros(0, np.int64)
    together = distinct(np.concatenate((codes, added)))
    counts = np.zeros(len(together), np.int64)
    sums = np.zeros(len(together), np.uint64)
    for term, held_by, sum_ in (
        (np.searchsorted(together, codes), left[held], _without(old, places)[held]),
        (np.searchsorted(together, added), new.counts, new.sums),
    ):
        counts[term] += held_by
        sums[term] += sum_
    starts = np.concatenate(([0], np.cumsum(counts)))
    documents = _replaced(documents, places, target, new.documents.astype(kind))
    weights = np.asarray(_replaced(old.weights, places, target, new.weights), np.uint8)
    if by:
        sums = sums_of(starts, documents, weights)
    return Postings(folds, together, starts, documents, weights, sums)


def _without(old: Postings, places: I64) -> U64:
    """The terms' sums without the postings at ``places``."""
    sums = old.sums.copy()
    term = np.searchsorted(old.starts, places, side="right") - 1
    np.subtract.at(sums, term, mixed(old.documents[places], old.weights[places]))
    return sums


def _places(documents: Documents, wanted: Sequence[int]) -> I64:
    """Where one of the ``wanted`` stands."""
    among = np.zeros(int(documents.max(initial=0)) + 1, bool)
    among[list(wanted)] = True
    return np.concatenate([
        begin + np.flatnonzero(among[documents[begin : begin + AT_ONCE]])
        for begin in range(0, max(1, len(documents)), AT_ONCE)
    ])  # fmt: skip


def _moved(documents: Documents, after: int, by: int) -> Documents:
    if by == 0:
        return documents
    moved = np.where(documents >= after, documents + np.int64(by), documents)
    return np.asarray(moved, number_type(int(moved.max(initial=0))))


def _folds(postings: Postings, held: Flags) -> Sequence[str]:
    """The folds of the terms that are held; the empty one with them."""
    if held.all():
        return postings.folds
    first, second, _ = split(postings.codes[held])
    met = np.zeros(len(postings.folds), bool)
    met[0] = met[first] = met[second] = True
    return [postings.folds[number] for number in np.flatnonzero(met).tolist()]


def _replaced(values: Documents, places: I64, targets: I64, new: Documents) -> Documents:
    """``values`` without those at ``places`` and with each of ``new`` before its target.

    By copying the runs between: numpy's own insert and delete go by a mask over all.
    """
    where = np.concatenate((targets, places))
    runs: list[Documents] = []
    begin = 0
    for event in np.argsort(where, kind="stable").tolist():
        end = int(where[event])
        runs.append(values[begin:end])
        begin = end
        if event < len(targets):
            runs.append(new[event : event + 1])
        else:
            begin += 1
    return np.concatenate([*runs, values[begin:]])


def _renumber(before: Sequence[str], codes: U64, after: Sequence[str]) -> U64:
    """The codes, in which folds have their numbers in ``before``, with those in ``after``."""
    if before == after:
        return codes
    ranks = {fold: rank for rank, fold in enumerate(after)}
    rank = np.array([ranks.get(fold, 0) for fold in before], np.uint64)
    first, second, tail = split(codes)
    return code_of(rank[first], rank[second], tail.astype(np.uint64))
