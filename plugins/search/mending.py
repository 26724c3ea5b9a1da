"""Shards mended: of the base's files only those are opened that hold what a changed article said
or says. The result is what cutting all postings anew would give, byte for byte.

That needs no more than the neighbourhood of a change, for where a shard ends follows from the terms
after its beginning alone (:func:`plugins.search.shards.cuts`).
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise
from zlib import decompress

import numpy as np

from plugins.search import shards as sharding
from plugins.search.postings import (
    I64,
    MARKS_MASK,
    U8,
    Postings,
    code_of,
    number_type,
    split,
)
from plugins.search.shards import (
    NAME_BYTES,
    Kind,
    Layout,
    Shard,
    deflate,
    is_number,
    shortest,
    text_of,
)

Key = tuple[str, str, int]
"""A term: first fold, second fold, tail."""
Terms = dict[Key, dict[int, int]]
"""The documents of each term, rising, with their weights; as a change, weight 0 takes a document
out."""


class Mender:
    """Puts what some documents say now, ``new``, in the place of what they said, ``old``."""

    def __init__(self, old: Postings, new: Postings, documents: int) -> None:
        """``documents`` are all that the shards tell of."""
        self._documents = documents
        self._changes = _difference(terms_of(old), terms_of(new))
        self.held: dict[str, int] = {}
        """In how many documents each number that was touched stands now."""

    def mended(self, shards: Sequence[Shard]) -> list[Shard]:
        heavy = {shard.separator: shard for shard in shards if shard.kind is Kind.HEAVY}
        long: dict[str, Terms] = defaultdict(dict)
        rest: Terms = {}
        for key, change in self._changes.items():
            (long[text] if (text := text_of(key)) in heavy else rest)[key] = change
        for text, changes in long.items():
            terms = self._applied(decode(heavy.pop(text).contents), changes)
            self._layout(terms, heavy)
            rest |= terms  # What is heavy no more goes where its neighbours are.
        found: list[Shard] = []
        for kind in (Kind.LIGHT, Kind.GRAMS):
            own = [shard for shard in shards if shard.kind is kind]
            changes = {key: change for key, change in rest.items() if _kind(key) is kind}
            if changes:
                own = self._with_changes(own or [_nothing(kind)], changes, heavy)
            found += own
        return [*found, *(heavy[text] for text in sorted(heavy))]

    def _with_changes(
        self, shards: list[Shard], changes: Terms, heavy: dict[str, Shard]
    ) -> list[Shard]:
        """The shards of one kind, changed in place; what has become heavy is added to ``heavy``."""
        separators = [shard.separator for shard in shards]
        placed: dict[bytes, Terms] = defaultdict(dict)
        for key, change in changes.items():
            place = max(0, bisect_right(separators, text_of(key)) - 1)
            placed[shards[place].name][key] = change
        at = 0
        while at < len(shards):
            if shards[at].name in placed:
                begin = _from_where(shards, at)
                made, end = self._remade(shards, begin, at, placed, heavy)
                shards[begin:end] = made
                at = begin + len(made)
            else:
                at += 1
        return shards

    def _remade(
        self,
        shards: list[Shard],
        begin: int,
        at: int,
        changes: Mapping[bytes, Terms],
        heavy: dict[str, Shard],
    ) -> tuple[list[Shard], int]:
        """What comes in the place of the shards from ``begin`` on, of which the one ``at`` is the
        first with changes, and the first shard that stays as it is."""
        kind = shards[at].kind
        before = text_of(max(decode(shards[begin - 1].contents))) if begin else None
        terms: Terms = {}
        unmoved: dict[Key, int] = {}
        """Of shards behind all changes the first term: if one begins there again, the rest do."""
        for end in range(begin, len(shards)):
            here = decode(shards[end].contents)
            if change := changes.get(shards[end].name):
                here = self._applied(here, change)
                unmoved.clear()
            elif end > at:
                unmoved[min(here)] = end
            terms |= here
            more = end + 1 < len(shards)
            if more and not unmoved:
                continue
            layout = self._layout(terms, heavy)
            keys = sorted(terms)
            places = np.arange(len(keys))
            starts = layout.starts(kind, places, more)
            met = next((i for i, s in enumerate(starts) if more and keys[s] in unmoved), 0)
            if met or not more:
                break
        if not met:
            return layout.sealed(kind, places, starts, before), len(shards)
        made = layout.sealed(kind, places, starts[: met + 1], before)
        last, first = keys[starts[met] - 1], keys[starts[met]]
        end = unmoved[first]
        separator = shortest(text_of(last), text_of(first))
        shards[end] = shards[end]._replace(separator=separator)
        return made, end

    def _applied(self, terms: Terms, changes: Terms) -> Terms:
        for key, change in changes.items():
            held = sorted((terms.pop(key, {}) | change).items())
            if left := {document: weight for document, weight in held if weight}:
                terms[key] = left
        for first, second, _ in changes:
            if not first and is_number(second):
                self.held[second] = sum(
                    len(held) for key, held in terms.items() if key[:2] == (first, second)
                )
        return terms

    def _layout(self, terms: Terms, heavy: dict[str, Shard]) -> Layout:
        """The layout of the terms, after those that are heavy were moved to ``heavy``."""
        layout = Layout.of(postings_of(terms), self._documents)
        long = np.flatnonzero(layout.kinds == Kind.HEAVY.value)
        if len(long) == 0:
            return layout
        made = layout.sealed(Kind.HEAVY, long, layout.starts(Kind.HEAVY, long, False), None)
        heavy |= {shard.separator: shard for shard in made}
        keys = sorted(terms)
        for place in long.tolist():
            del terms[keys[place]]
        return Layout.of(postings_of(terms), self._documents)


def _from_where(shards: Sequence[Shard], at: int) -> int:
    """The first shard whose end may depend on the terms of the one at this place."""
    spare = sharding.LARGEST
    while at and (spare := spare - shards[at - 1].cost) >= 0:
        at -= 1
    return at


def _nothing(kind: Kind) -> Shard:
    """A shard of no terms, where there is none yet."""
    return Shard("", kind, 0, b"", bytes(NAME_BYTES) + deflate(bytes(8)))


def _kind(key: Key) -> Kind:
    """Of the shards that a term is in, unless it is heavy."""
    return Kind.GRAMS if key[2] > MARKS_MASK else Kind.LIGHT


def _difference(old: Terms, new: Terms) -> Terms:
    changes: Terms = {}
    for key in old.keys() | new.keys():
        before, after = old.get(key, {}), new.get(key, {})
        if before != after:
            changes[key] = dict.fromkeys(before, 0) | after
    return changes


def terms_of(postings: Postings) -> Terms:
    first, second, tails = (part.tolist() for part in split(postings.codes))
    documents, weights = postings.documents.tolist(), postings.weights.tolist()
    return {
        (postings.folds[a], postings.folds[b], tail): dict(
            zip(documents[begin:end], weights[begin:end], strict=True)
        )
        for a, b, tail, (begin, end) in zip(
            first, second, tails, pairwise(postings.starts.tolist()), strict=True
        )
    }


def postings_of(terms: Terms) -> Postings:
    keys = sorted(terms)
    folds = tuple(sorted({"", *(fold for key in keys for fold in key[:2])}))
    ranks = {fold: rank for rank, fold in enumerate(folds)}
    first = np.array([ranks[one] for one, _, _ in keys], np.uint64)
    second = np.array([ranks[other] for _, other, _ in keys], np.uint64)
    held = [terms[key] for key in keys]
    documents = [*chain.from_iterable(held)]
    weights = bytes(chain.from_iterable(map(dict.values, held)))
    return Postings(
        folds,
        code_of(first, second, np.array([key[2] for key in keys], np.uint64)),
        np.cumsum([0, *map(len, held)]),
        np.array(documents, number_type(max(documents, default=0))),
        np.frombuffer(weights, np.uint8),
    )


def decode(contents: bytes) -> Terms:
    """What is in the file of a shard."""
    body = decompress(contents[NAME_BYTES:], -15)
    size, count = (int.from_bytes(body[at : at + 4], "little") for at in (0, 4))
    names = body[8 : 8 + size].decode().split(" ")
    rest = body[8 + size :]
    tails = zip(*(rest[i * count : (i + 1) * count] for i in range(3)), strict=True)
    numbers = _numbers(np.frombuffer(rest, np.uint8, offset=3 * count))
    held, gaps = numbers[:count], numbers[count:]
    ends = np.cumsum(held)
    reach = np.cumsum(gaps[: held.sum()])
    reach -= np.repeat(reach[ends - held] - gaps[ends - held], held)
    documents, weights = reach.tolist(), rest[len(rest) - len(reach) :]
    terms: Terms = {}
    first = second = ""
    places = pairwise([0, *ends.tolist()])
    for a, b, tail, (begin, end) in zip(names[::2], names[1::2], tails, places, strict=True):
        second = b or ("" if a else second)
        first = a or first
        key = first, second, int.from_bytes(tail, "little")
        terms[key] = dict(zip(documents[begin:end], weights[begin:end], strict=True))
    return terms


def _numbers(data: U8) -> I64:
    """Varints; what stands behind them is read as such, too."""
    ends = np.flatnonzero(data < 128)
    begins = np.append(0, ends + 1)[:-1]
    bits = (data & 127).astype(np.int64)
    numbers: I64 = bits[begins]
    for further in (1, 2, 3):
        longer = np.flatnonzero(ends - begins >= further)
        numbers[longer] |= bits[begins[longer] + further] << (7 * further)
    return numbers
