"""What a list of results shows of each document, in small blocks."""

import unicodedata
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

from plugins.search.shards import deflate, name
from portal.core.vietnamese import slug

BLOCK = 4
"""Cards in a file."""
GROUP = 120
"""Cards in a folder. The folder is named by all of them, so a changed title moves 30 files."""
NONE = 255
"""Number of no category."""
EXCERPT = 80
"""Characters of the summary shown; a result is read in two lines."""


_SPLIT = {
    ord(unicodedata.normalize("NFC", letter + tone)): letter + tone
    for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in "\u0300\u0301\u0303\u0309\u0323"
}
"""Letters with a tone as windows-1258 has them: in two signs of a byte each."""


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
    rows = [_row(card, numbers) for card in cards]
    bodies = [_body(rows[start : start + BLOCK]) for start in range(0, len(cards), BLOCK)]
    own = name(b"\0".join(bodies))
    return digest, (own, tuple(own + deflate(body) for body in bodies))


def _body(rows: Sequence[tuple[str, ...]]) -> bytes:
    """Lines of text, those of one kind together, in windows-1258 (after a byte 1), which makes
    them a fifth smaller, or else in UTF-8 (after a byte 0)."""
    text = "\n".join(chain.from_iterable(zip(*rows, strict=True)))
    try:
        return b"\1" + text.translate(_SPLIT).encode("cp1258")
    except UnicodeEncodeError:
        return b"\0" + text.encode()


def _row(card: Card, numbers: Mapping[str, int]) -> tuple[str, ...]:
    """Title, excerpt, day, number of the category, and what tells the address: nothing if it
    follows from title and day, what comes after that, or all of it."""
    usual = f"/{card.day[:4]}/{slug(card.title)}"
    rest = card.url.removeprefix(usual).removesuffix("/")
    address = card.url if len(rest) == len(card.url) - 1 or "/" in rest else rest
    category = str(numbers.get(card.category, NONE))
    title, summary = " ".join(card.title.split()), " ".join(card.summary.split())
    return title, excerpt(summary), card.day, category, address


def excerpt(text: str) -> str:
    """The beginning of ``text`` up to a whole word, with an ellipsis where it goes on."""
    if len(text) <= EXCERPT:
        return text
    return (
        text[: text.rindex(" ", 0, EXCERPT) if " " in text[:EXCERPT] else EXCERPT].rstrip(" ,;:–-")
        + "…"
    )
