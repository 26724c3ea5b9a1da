"""The two segments of the index, and the cache that makes the second build quick."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

import numpy as np

from plugins.search import shards
from plugins.search.lexicon import Lexicon
from plugins.search.postings import BATCH, EMPTY, Postings, Run, count, merge, splice
from plugins.search.source import Source
from plugins.search.workspace import load, save

_FEW = 1000
"""Changed documents up to which an index is mended rather than made anew."""


@dataclass(frozen=True)
class Shard:
    separator: str
    """Text that begins the shard's range of terms: ``van ban``, or shorter."""
    name: bytes
    contents: bytes


@dataclass(frozen=True)
class Base:
    """The sealed shards of the base."""

    identity: str
    shards: tuple[Shard, ...] = ()
    common: tuple[str, ...] = ()
    """Folds of tokens so common that a query with neighbours leaves them out."""
    memory: Mapping[bytes, tuple[bytes, bytes]] = field(default_factory=dict)
    """Digest of a shard's content → its name and contents."""


@dataclass(frozen=True)
class _State:
    context: str
    digests: tuple[str, ...]
    postings: Postings


def index(
    documents: Iterable[tuple[int, bytes]], abbreviations: Mapping[str, Sequence[str]]
) -> Postings:
    """Postings of (number, tokens) in any order."""
    lexicon = Lexicon(abbreviations)
    runs: list[Run] = []
    numbers: list[int] = []
    batch: list[bytes] = []

    def flush() -> None:
        if batch:
            runs.append(count(b" ".join(batch), np.array(numbers, np.uint32), lexicon))
            numbers.clear()
            batch.clear()

    for number, data in documents:
        numbers.append(number)
        batch.append(data)
        if len(batch) == BATCH:
            flush()
    flush()
    return merge(runs, lexicon) if runs else EMPTY


def base(workspace: Path, source: Source, version: str) -> Base:
    """The base of ``source``, from the cache as far as it is there and sound."""
    entries = source.articles[: source.base]
    digests = tuple(entry.digest for entry in entries)
    context = f"{version} {source.context}"
    hasher = blake2b(context.encode(), digest_size=16)
    hasher.update("\0".join(digests).encode())
    identity = hasher.hexdigest()
    known: Base | None = load(workspace / "base.pickle", Base)
    if known and known.identity == identity:
        return known
    if not entries:
        return Base(identity)
    old: _State | None = load(workspace / "state.pickle", _State)
    postings = _mended(old, digests, source) if old and old.context == context else None
    if postings is None:
        postings = index(source.read(frozenset(range(source.base))), source.abbreviations)
    made = _seal(identity, postings, known.memory if known else {})
    save(workspace / "state.pickle", _State(context, digests, postings))
    save(workspace / "base.pickle", made)
    return made


def _mended(old: _State, digests: tuple[str, ...], source: Source) -> Postings | None:
    """The postings with only the changed documents read, or ``None`` if too many changed."""
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
    added = index(source.read(frozenset(new)), source.abbreviations)
    return splice(old.postings, gone, end, len(after) - len(before), added)


def _seal(identity: str, postings: Postings, memory: Mapping[bytes, tuple[bytes, bytes]]) -> Base:
    starts = shards.cuts(postings)
    sealed: list[Shard] = []
    remembered: dict[bytes, tuple[bytes, bytes]] = {}
    hashes = shards.hashes(postings)
    for begin, end, separator in zip(
        starts, starts[1:], shards.separators(postings, starts[:-1]), strict=False
    ):
        digest = shards.digest(postings, hashes, begin, end)
        found = memory.get(digest)
        if found is None:
            body = shards.encode(postings, begin, end)
            name = shards.name(body)
            found = name, shards.seal(body, name)
        remembered[digest] = found
        sealed.append(Shard(separator, *found))
    return Base(identity, tuple(sealed), tuple(shards.common(postings)), remembered)
