"""The two segments of the index, and the cache that makes the second build quick."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from pathlib import Path

import numpy as np

from plugins.search import shards
from plugins.search.grams import NOTHING_COUNTED, Counts, counted, sampled, units
from plugins.search.lexicon import Lexicon
from plugins.search.postings import BATCH, EMPTY, Postings, count, joined, merge
from plugins.search.shards import Memory, Shard
from plugins.search.source import Source
from plugins.search.splice import splice
from plugins.search.workspace import load, save

_FEW = 1000
"""Changed documents up to which an index is mended rather than made anew."""
_NEAR = 50
"""Changed documents up to which what is kept for mending stays as it is: writing it costs more."""


@dataclass(frozen=True)
class Base:
    """The sealed shards of the base."""

    identity: str
    shards: Sequence[Shard] = ()
    common: tuple[str, ...] = ()
    """Numbers so common that a query with neighbours leaves them out."""
    grams: bytes = NOTHING_COUNTED
    """How often the sample holds each run: :class:`Counts`."""
    memory: Memory = field(default_factory=dict)


@dataclass(frozen=True)
class _State:
    context: str
    asked: str
    """Digest of the sample."""
    digests: tuple[str, ...]
    grams: bytes
    postings: Postings


def index(
    documents: Iterable[tuple[int, bytes]],
    abbreviations: Mapping[str, Sequence[str]],
    grams: bytes,
) -> Postings:
    """Postings of (number, tokens) in any order; ``grams`` as in :class:`Base`."""
    lexicon = Lexicon(abbreviations)
    common = Counts(grams, units(lexicon.expansions))
    runs = [count(batch, numbers, lexicon, common) for numbers, batch in _batches(documents)]
    return merge(runs, lexicon) if runs else EMPTY


def _batches(documents: Iterable[tuple[int, bytes]]) -> Iterator[tuple[list[int], bytes]]:
    """Numbers and tokens of so many documents as are counted at once."""
    waiting = iter(documents)
    while batch := list(islice(waiting, BATCH)):
        yield [number for number, _ in batch], b" ".join(data for _, data in batch)


def base(workspace: Path, source: Source) -> Base:
    """The base of ``source``, from the cache as far as it is there and sound."""
    entries = source.articles[: source.base]
    digests = tuple(entry.digest for entry in entries)
    sample = tuple(i for i, entry in enumerate(entries) if sampled(entry.card.url, len(entries)))
    identity = _digest(source.context, digests, sample)
    known: Base | None = load(workspace / "base.pickle", Base)
    if known and known.identity == identity:
        return known
    if not entries:
        return Base(identity)
    old: _State | None = load(workspace / "state.pickle", _State)
    if old and old.context != source.context:
        old = None
    asked = _digest(source.context, [digests[i] for i in sample], sample)
    grams = old.grams if old and old.asked == asked else _counted(source, sample)
    found = _mended(old, digests, source, grams) if old and old.grams == grams else None
    if found is None:
        articles = source.read(frozenset(range(source.base)))
        found = index(articles, source.abbreviations, grams), False
    postings, near = found
    cut, memory = shards.cut(postings, known.memory if known else {})
    made = Base(identity, cut, tuple(shards.common(postings)), grams, memory)
    if not near:
        save(workspace / "state.pickle", _State(source.context, asked, digests, grams, postings))
    save(workspace / "base.pickle", made)
    return made


def _digest(context: str, digests: Sequence[str], sample: Sequence[int]) -> str:
    hasher = blake2b(context.encode(), digest_size=16)
    hasher.update("\0".join(digests).encode())
    hasher.update(repr(sample).encode())
    return hasher.hexdigest()


def _counted(source: Source, sample: Sequence[int]) -> bytes:
    """How often the sampled articles hold each run."""
    lexicon = Lexicon(source.abbreviations)
    batches = (data for _, data in _batches(source.read(frozenset(sample))))
    stream = np.concatenate([np.zeros(0, np.uint32), *map(lexicon.stream, batches)])
    neighbours, known = joined(stream), units(lexicon.expansions)
    keys = np.asarray(stream >> np.uint32(1), np.uint32)
    return counted(lexicon.folded(keys)[0], neighbours, known, source.base)


def _mended(
    old: _State, digests: tuple[str, ...], source: Source, grams: bytes
) -> tuple[Postings, bool] | None:
    """The postings with only the changed documents read, or ``None`` if too many changed; and
    whether the old ones are near enough to be mended the next time, too."""
    before, after = old.digests, digests
    if len(before) == len(after):
        gone = [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
        new = gone
        end = len(before)
    else:
        shortest = min(len(before), len(after))
        same = next((i for i in range(shortest) if before[i] != after[i]), shortest)
        room = shortest - same
        tail = next((i for i in range(room) if before[-1 - i] != after[-1 - i]), room)
        end = len(before) - tail
        gone = list(range(same, end))
        new = list(range(same, len(after) - tail))
    if len(gone) + len(new) > _FEW:
        return None
    added = index(source.read(frozenset(new)), source.abbreviations, grams)
    postings = splice(old.postings, gone, end, len(after) - len(before), added)
    return postings, len(before) == len(after) and len(gone) < _NEAR
