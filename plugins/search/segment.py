"""The two segments of the index, and the cache that makes the second build quick."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from pathlib import Path

import numpy as np

from plugins.search import shards
from plugins.search.counting import BATCH, count, joined
from plugins.search.grams import NOTHING_COUNTED, Counts, counted, sampled, units
from plugins.search.lexicon import Lexicon
from plugins.search.mending import Mender
from plugins.search.merging import merge
from plugins.search.postings import EMPTY, Postings, united
from plugins.search.shards import Shard
from plugins.search.source import Source
from plugins.search.spill import Spill
from plugins.search.workspace import Texts, load, save

_FEW = 50
"""Changed articles up to which the base is mended rather than made anew."""
_PUT_OFF = 8
"""Changed articles up to which what is kept stays as it is: to mend them again the next time, too,
costs less than to write it."""


@dataclass(frozen=True)
class Base:
    """The sealed shards of the base, and what it takes to mend them."""

    context: str
    asked: str = ""
    """Digest of the sample."""
    digests: tuple[str, ...] = ()
    """Of the articles, by their numbers."""
    shards: tuple[Shard, ...] = ()
    common: tuple[str, ...] = ()
    """Numbers so common that a query with neighbours leaves them out."""
    grams: bytes = NOTHING_COUNTED
    """How often the sample holds each run: :class:`Counts`."""
    texts: Texts = field(default_factory=Texts)
    """The articles' tokens."""


def index(
    documents: Iterable[tuple[int, bytes]],
    abbreviations: Mapping[str, Sequence[str]],
    grams: bytes,
) -> Postings:
    """Postings of (number, tokens) in any order; ``grams`` as in :class:`Base`."""
    parts = list(_postings(documents, Lexicon(abbreviations), grams))
    return united(parts) if parts else EMPTY


def _postings(
    documents: Iterable[tuple[int, bytes]],
    lexicon: Lexicon,
    grams: bytes,
    folder: Path | None = None,
) -> Iterator[Postings]:
    """The same, some terms at a time; in ``folder`` there is room for what must wait."""
    common = Counts(grams, units(lexicon.expansions))
    runs = (count(batch, numbers, lexicon, common) for numbers, batch in _batches(documents))
    with Spill(folder) as spill:
        yield from merge(runs, lexicon, spill)


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
    asked = _digest([digests[i] for i in sample], sample)
    known: Base | None = load(workspace / "base.pickle", Base)
    if known and (known.context, known.asked) != (source.context, asked):
        known = None
    if known and known.digests == digests:
        return known
    if not entries:
        return Base(source.context)
    changed = _changed(known.digests, digests) if known else None
    mended = _mended(known, workspace, source, digests, changed) if known and changed else None
    made = mended or _made(workspace, source, digests, asked, sample)
    if mended is None or (changed and len(changed) > _PUT_OFF):
        save(workspace / "base.pickle", made)
    return made


def _digest(digests: Sequence[str], sample: Sequence[int]) -> str:
    return blake2b(repr((digests, sample)).encode(), digest_size=16).hexdigest()


def _made(
    workspace: Path, source: Source, digests: tuple[str, ...], asked: str, sample: Sequence[int]
) -> Base:
    lexicon = Lexicon(source.abbreviations)
    grams = _counted(source, sample, lexicon)
    texts = Texts(source.base)
    articles = texts.kept(workspace, source.read(frozenset(range(source.base))), anew=True)
    common: list[str] = []

    def looked_at() -> Iterator[Postings]:
        for part in _postings(articles, lexicon, grams, workspace):
            common.extend(shards.common(part, source.base))
            yield part

    made = tuple(shards.cut(looked_at(), source.base))
    return Base(source.context, asked, digests, made, tuple(common), grams, texts)


def _counted(source: Source, sample: Sequence[int], lexicon: Lexicon) -> bytes:
    """How often the sampled articles hold each run."""
    batches = (data for _, data in _batches(source.read(frozenset(sample))))
    stream = np.concatenate([np.zeros(0, np.uint32), *map(lexicon.stream, batches)])
    neighbours, known = joined(stream), units(lexicon.expansions)
    keys = np.asarray(stream >> np.uint32(1), np.uint32)
    return counted(lexicon.folded(keys)[0], neighbours, known, source.base)


def _changed(before: tuple[str, ...], after: tuple[str, ...]) -> frozenset[int] | None:
    """The numbers of changed articles, or ``None`` if they are too many or numbers moved."""
    if len(before) != len(after):
        return None
    pairs = enumerate(zip(before, after, strict=True))
    changed = frozenset(number for number, (one, other) in pairs if one != other)
    return changed if len(changed) <= _FEW else None


def _mended(
    known: Base,
    workspace: Path,
    source: Source,
    digests: tuple[str, ...],
    changed: frozenset[int],
) -> Base | None:
    """The base with only the changed articles read, or ``None`` if what they said is not known."""
    before = known.texts.read(workspace, changed)
    if before is None:
        return None
    after = list(source.read(changed))
    if len(changed) > _PUT_OFF:
        after = list(known.texts.kept(workspace, after))
    old, new = (index(texts, source.abbreviations, known.grams) for texts in (before, after))
    mender = Mender(old, new, source.base)
    made = tuple(mender.mended(known.shards))
    numbers = {number for number in known.common if number not in mender.held}
    numbers |= {n for n, held in mender.held.items() if held * shards.COMMON > source.base}
    return Base(
        source.context, known.asked, digests, made, tuple(sorted(numbers)), known.grams, known.texts
    )
