"""The files of the search: manifest → branches → shards → cards.

``/search/manifest.json`` is the only address that stays; everything else is named by what it
holds, so it may be cached for ever and a mixture of two releases is noticed. How the reader's
browser uses them: ``docs/decisions/search.md``.
"""

import json
from base64 import b64encode
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, pairwise
from operator import attrgetter
from pathlib import Path

import numpy as np

from plugins.search import cards, segment, shards
from plugins.search.postings import Postings
from plugins.search.source import Source
from plugins.search.workspace import load, save

FOLDER = "search/"
SEALED = tuple(f"{FOLDER}{name}/" for name in ("shards", "branches", "cards", "columns"))
"""Folders of files that are named by what they hold."""
BRANCH = 400, 560
"""Bytes of a branch before deflation, roughly: between the two it ends where least text tells."""


def build(workspace: Path, source: Source) -> Iterator[tuple[str, bytes]]:
    """All files of the search as (path, contents): a function of ``source`` alone."""
    base = segment.base(workspace, source)
    for shard in base.shards:
        yield f"{FOLDER}shards/{shard.name.hex()}.bin", shard.contents
    news = segment.index(source.news(), source.abbreviations, base.grams)
    separators: list[str] = []
    names: list[bytes] = []
    for separator, body in _branches(base.shards, news):
        name = shards.name(*body)
        separators.append(separator)
        names.append(name)
        yield f"{FOLDER}branches/{name.hex()}.bin", shards.seal(*body)
    groups: list[bytes] = []
    for folder, blocks in _cards(workspace, source):
        groups.append(folder)
        for number, block in enumerate(blocks):
            yield f"{FOLDER}cards/{folder.hex()}/{number}.bin", block
    columns = _columns(source)
    name = shards.name(columns)
    yield f"{FOLDER}columns/{name.hex()}.bin", shards.seal(columns)
    abbreviations = _json(dict(source.abbreviations))
    table = shards.name(abbreviations)
    yield f"{FOLDER}abbreviations/{table.hex()}.bin", shards.seal(abbreviations)
    manifest = {
        "articles": len(source.articles),
        "documents": len(source.entries),
        "years": _years(source),
        "categories": source.categories,
        "offices": source.offices,
        "abbreviations": table.hex(),
        "common": "\n".join(base.common or shards.common(news, len(source.entries) - source.base)),
        "branches": "\n".join(separators),
        "names": _base64(names),
        "cards": _base64(groups),
        "columns": name.hex(),
    }
    yield f"{FOLDER}manifest.json", _json(manifest)


def _branches(base: Sequence[shards.Shard], news: Postings) -> Iterator[tuple[str, shards.Parts]]:
    """Separator and body of each branch.

    A branch covers a range of terms: it lists the shards of the base that reach into the range
    and carries the postings of the news in it.
    """
    terms = shards.texts(news)
    new = [True, *(a != b for a, b in pairwise(terms))]
    costs = (10 + 2 * news.counts).tolist()
    places = [(terms[i], costs[i], i) for i in range(len(terms))]
    places += [(shard.separator, 12, -1) for shard in base]
    places.sort(key=lambda place: (place[0], place[2]))
    starts: list[tuple[str, int]] = [("", 0)]
    best: tuple[str, int] | None = None
    held = since = seen = 0
    before = ""
    for text, cost, term in places:
        if held >= BRANCH[0] and (term < 0 or new[term]) and text != before:
            here = (text if term < 0 else shards.shortest(before, text), seen)
            if best is None or len(here[0]) < len(best[0]):
                best, since = here, held
            if held >= BRANCH[1]:
                starts.append(best)
                best, held = None, held - since
        held += cost
        if term >= 0:
            seen = term + 1
        before = text
    ends = [*starts[1:], ("\U0010ffff", len(terms))]
    by_kind = {kind: [shard for shard in base if shard.kind is kind] for kind in shards.Kind}
    bounds = [place for _, place in (*starts, ends[-1])]
    bodies = shards.encode(news, np.arange(len(terms)), bounds)
    for (separator, _), (limit, _), (head, *numbers) in zip(starts, ends, bodies, strict=True):
        groups = [_reaching(by_kind[kind], separator, limit) for kind in shards.Kind]
        listed = list(chain.from_iterable(groups))
        directory = "\n".join(shard.separator for shard in listed).encode()
        listing = (
            len(directory).to_bytes(4, "little"),
            *(len(group).to_bytes(2, "little") for group in groups),
            directory,
            *(shard.name for shard in listed),
            bytes(min(255, len(shard.contents) // 256) for shard in listed),
        )
        yield separator, (b"".join((*listing, head)), *numbers)


def _reaching(some: Sequence[shards.Shard], separator: str, limit: str) -> Sequence[shards.Shard]:
    """The shards of one kind, in order, that hold terms from ``separator`` up to ``limit``."""
    low = bisect_left(some, separator, key=attrgetter("separator"))
    high = bisect_left(some, limit, key=attrgetter("separator"))
    begins_before = low == len(some) or some[low].separator > separator
    if low and begins_before and some[low - 1].kind is not shards.Kind.HEAVY:
        low -= 1
    return some[low:high]


def _cards(workspace: Path, source: Source) -> Iterator[cards.Group]:
    """Each group's name and blocks; those packed by an earlier build are taken from there."""
    path = workspace / "cards.pickle"
    known: dict[bytes, cards.Group] = load(path, dict) or {}
    listed = [entry.card for entry in source.entries]
    numbers = {id_: number for number, (id_, _) in enumerate(source.categories)}
    packed = [
        cards.pack(listed[start : start + cards.GROUP], numbers, known)
        for start in range(0, len(listed), cards.GROUP)
    ]
    if known.keys() != dict(packed).keys():
        save(path, dict(packed))
    yield from (group for _, group in packed)


def _columns(source: Source) -> bytes:
    """For each document a byte for its category, then for each one for its office."""
    categories = {id_: number for number, (id_, _) in enumerate(source.categories)}
    offices = {id_: number for number, (id_, _) in enumerate(source.offices)}
    listed = [entry.card for entry in source.entries]
    return bytes(
        min(cards.NONE, categories.get(card.category, cards.NONE)) for card in listed
    ) + bytes(min(cards.NONE, offices.get(card.office, cards.NONE)) for card in listed)


def _years(source: Source) -> list[list[int]]:
    """Each year with the number of its first article, oldest first."""
    years: list[list[int]] = []
    number = 0
    for year, entries in groupby(source.articles, key=lambda entry: int(entry.card.day[:4])):
        years.append([year, number])
        number += sum(1 for _ in entries)
    return years


def _base64(names: Sequence[bytes]) -> str:
    return b64encode(b"".join(names)).decode()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
