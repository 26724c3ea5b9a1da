"""The articles by which it is judged what is common: how often they hold each run."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from plugins.search.counting import batches, bounds_of
from plugins.search.grams import counted, units
from plugins.search.lexicon import Lexicon
from plugins.search.source import Source
from plugins.search.workspace import load, save

_FILE = "sample.pickle"


def judge(workspace: Path, source: Source, sample: Sequence[int], lexicon: Lexicon) -> bytes:
    """What :class:`plugins.search.grams.Counts` takes, of the articles with these numbers.

    Their folds are kept: to find them takes as long as to count runs of them.
    """
    digests = {number: source.articles[number].digest for number in sample}
    context, folds = load(workspace / _FILE, tuple) or ("", {})
    known: dict[str, bytes] = folds if context == source.context else {}
    if known.keys() != set(digests.values()):
        new = frozenset(number for number, digest in digests.items() if digest not in known)
        known |= {digests[number]: folds for number, folds in _folds(source, new, lexicon)}
        known = {digest: known[digest] for digest in digests.values()}
        save(workspace / _FILE, (source.context, known))
    said = np.frombuffer(b"".join(known[digest] for digest in digests.values()), np.uint32)
    return counted(said, units(lexicon.expansions), source.base)


def _folds(
    source: Source, numbers: frozenset[int], lexicon: Lexicon
) -> Iterator[tuple[int, bytes]]:
    """Of each article the hashes of its folds, 0 for what stands alone."""
    for batch, data in batches(source.read(numbers)):
        stream = lexicon.stream(data)
        folds = lexicon.folded(stream)
        for number, (begin, end) in zip(batch, pairwise(bounds_of(stream)), strict=True):
            yield number, folds[begin:end].tobytes()
