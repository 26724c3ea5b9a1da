"""The two segments of the index, and the cache that makes the second build quick."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

import numpy as np

from plugins.search import shards
from plugins.search.counting import BATCH, batches, bounds_of, count
from plugins.search.grams import NOTHING_COUNTED, Change, Counts, sampled, units
from plugins.search.lexicon import Lexicon
from plugins.search.mending import Mender
from plugins.search.merging import merge
from plugins.search.postings import EMPTY, Postings, united
from plugins.search.sample import judge
from plugins.search.shards import Shard
from plugins.search.source import Source
from plugins.search.spill import Spill
from plugins.search.workspace import Texts, load, save

_FILE = "base.pickle"
_FEW = 50
"""Changed articles up to which the base is mended rather than made anew."""
_CONCERNED = 400, 20
"""How many articles may have other grams since the sample changed, if the base is to be mended: so
many, and at most one in so many."""
_PUT_OFF = 8
"""Changed articles, none of the sample, up to which what is kept stays as it is: to mend them again
the next time, too, costs less than to write it."""


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
    runs = (count(batch, numbers, lexicon, common) for numbers, batch in batches(documents))
    with Spill(folder) as spill:
        yield from merge(runs, lexicon, spill)


def base(workspace: Path, source: Source) -> Base:
    """The base of ``source``, from the cache as far as it is there and sound."""
    entries = source.articles[: source.base]
    digests = tuple(entry.digest for entry in entries)
    sample = tuple(i for i, entry in enumerate(entries) if sampled(entry.card.url, len(entries)))
    asked = _digest([digests[i] for i in sample], sample)
    known: Base | None = load(workspace / _FILE, Base)
    if known and known.context != source.context:
        known = None
    if known and (known.digests, known.asked) == (digests, asked):
        return known
    if not entries:
        return Base(source.context)
    lexicon = Lexicon(source.abbreviations)
    as_judged = known and known.asked == asked and known.grams
    grams = as_judged or judge(workspace, source, sample, lexicon)
    wanted = Base(source.context, asked, digests, grams=grams)
    mended = _mended(known, wanted, workspace, source, lexicon) if known else None
    return mended or _made(wanted, workspace, source, lexicon)


def _digest(digests: Sequence[str], sample: Sequence[int]) -> str:
    return blake2b(repr((digests, sample)).encode(), digest_size=16).hexdigest()


def _made(wanted: Base, workspace: Path, source: Source, lexicon: Lexicon) -> Base:
    """The base with all articles read."""
    texts = Texts(source.base)
    articles = texts.kept(workspace, source.read(frozenset(range(source.base))), anew=True)
    common: list[str] = []

    def looked_at() -> Iterator[Postings]:
        for part in _postings(articles, lexicon, wanted.grams, workspace):
            common.extend(shards.common(part, source.base))
            yield part

    made = tuple(shards.cut(looked_at(), source.base))
    base = replace(wanted, shards=made, common=tuple(common), texts=texts)
    save(workspace / _FILE, base)
    return base


def _mended(
    known: Base, wanted: Base, workspace: Path, source: Source, lexicon: Lexicon
) -> Base | None:
    """The base with only the edited articles read, or ``None`` if that is not enough."""
    edited = _edited(known, wanted)
    concerned = None if edited is None else _concerned(known, wanted, workspace, lexicon)
    if edited is None or concerned is None:
        return None
    before = known.texts.read(workspace, sorted(edited | concerned))
    if before is None:
        return None
    keep = len(edited) > _PUT_OFF or known.asked != wanted.asked
    edits = source.read(edited)
    after = dict(before) | dict(known.texts.kept(workspace, edits) if keep else edits)
    old = index(before, source.abbreviations, known.grams)
    new = index(after.items(), source.abbreviations, wanted.grams)
    mender = Mender(old, new, source.base)
    made = tuple(mender.mended(known.shards))
    numbers = {number for number in known.common if number not in mender.held}
    numbers |= {n for n, held in mender.held.items() if held * shards.COMMON > source.base}
    base = replace(wanted, shards=made, common=tuple(sorted(numbers)), texts=known.texts)
    if keep:
        save(workspace / _FILE, base)
    return base


def _edited(known: Base, wanted: Base) -> frozenset[int] | None:
    """The numbers of edited articles, or ``None`` if they are too many or numbers moved."""
    if len(known.digests) != len(wanted.digests):
        return None
    pairs = enumerate(zip(known.digests, wanted.digests, strict=True))
    edited = frozenset(number for number, (one, other) in pairs if one != other)
    return edited if len(edited) <= _FEW else None


def _concerned(
    known: Base, wanted: Base, workspace: Path, lexicon: Lexicon
) -> frozenset[int] | None:
    """The articles of ``known`` in which other runs are grams now, or ``None`` if they are too
    many or what they say is not known."""
    if known.grams == wanted.grams:
        return frozenset()
    change = Change(known.grams, wanted.grams, units(lexicon.expansions))
    count = len(known.digests)
    most, share = _CONCERNED
    found: set[int] = set()
    for begin in range(0, count, BATCH):
        texts = known.texts.read(workspace, range(begin, min(begin + BATCH, count)))
        if texts is None:
            return None
        stream = lexicon.stream(b" ".join(data for _, data in texts))
        places = change.places(lexicon.folded(stream))
        within = np.searchsorted(bounds_of(stream), places, "right") - 1
        found.update((begin + within).tolist())
        if len(found) > min(most, count // share):
            return None
    return frozenset(found)
