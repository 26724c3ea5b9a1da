"""What a list of results shows of each document, in small blocks."""

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

from plugins.search.shards import deflate, name
from portal.core.vietnamese import slug

BLOCK = 2
"""Cards in a file."""
GROUP = 120
"""Cards in a folder. The folder is named by all of them, so a changed title moves 60 files."""
NONE = 255
"""Number of no category."""
EXCERPT = 80
"""Characters of the summary shown; a result is read in two lines."""


class Card(NamedTuple):
    """One document as results show it."""

    title: str
    url: str
    day: str
    """``2021-01-26``; empty for what has no date."""
    category: str
    """Id of the category; empty for what is no article."""
    office: str
    summary: str


Group = tuple[bytes, tuple[bytes, ...]]
"""Name and blocks."""


def pack(
    cards: Sequence[Card], numbers: Mapping[str, int], known: Mapping[bytes, Group]
) -> tuple[bytes, Group]:
    """Digest of some cards, and their group; ``numbers`` are those of the categories, ``known``
    are groups packed before, by their digests."""
    text = "\0".join((repr(numbers), *chain.from_iterable(cards)))
    digest = blake2b(text.encode(), digest_size=16).digest()
    if found := known.get(digest):
        return digest, found
    bodies = [
        json.dumps(
            [_row(card, numbers) for card in cards[start : start + BLOCK]],
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()
        for start in range(0, len(cards), BLOCK)
    ]
    own = name(b"\0".join(bodies))
    return digest, (own, tuple(own + deflate(body) for body in bodies))


def _row(card: Card, numbers: Mapping[str, int]) -> list[str | int]:
    """Title, excerpt, day, number of the category and, unless it follows from these, the
    address."""
    usual = f"/{card.day[:4]}/{slug(card.title)}/"
    row: list[str | int] = [
        card.title,
        excerpt(card.summary),
        card.day,
        numbers.get(card.category, NONE),
    ]
    return row if card.url == usual else [*row, card.url]


def excerpt(text: str) -> str:
    """The beginning of ``text`` up to a whole word, with an ellipsis where it goes on."""
    if len(text) <= EXCERPT:
        return text
    return (
        text[: text.rindex(" ", 0, EXCERPT) if " " in text[:EXCERPT] else EXCERPT].rstrip(" ,;:–-")
        + "…"
    )
