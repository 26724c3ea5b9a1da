"""What is searched: articles, standing pages and indicators, in the order of their numbers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from plugins.search.analysis import tokens
from plugins.search.cards import Card
from plugins.search.lexicon import FIELD_END

SMALLEST_SEGMENT = 32


@dataclass(frozen=True)
class Entry:
    """One document: its card, and the digest of what it says."""

    card: Card
    digest: str


@dataclass(frozen=True)
class Source:
    """All that the index is a function of.

    Documents are numbered from 0: articles from the oldest, then pages and indicators. The
    oldest, a multiple of :attr:`segment`, are the *base*; the rest are the *news*, indexed apart
    so that a new article leaves the files of the base alone.
    """

    articles: tuple[Entry, ...]
    others: tuple[Entry, ...]
    others_tokens: tuple[bytes, ...]
    """As :func:`fields` gives them, for each of ``others``."""
    categories: tuple[tuple[str, str], ...]
    """Id and name, in the order of the menu."""
    offices: tuple[tuple[str, str], ...]
    abbreviations: Mapping[str, tuple[str, ...]]
    context: str
    """Digest of what the tokens depend on besides the article: declarations."""
    read: Callable[[frozenset[int] | None], Iterable[tuple[int, bytes]]]
    """Tokens of the articles with these numbers (``None``: of all), in any order."""

    @cached_property
    def digest(self) -> str:
        hasher = blake2b(self.context.encode(), digest_size=16)
        hasher.update(repr((self.categories, self.offices)).encode())
        for entry in (*self.articles, *self.others):
            hasher.update(f"{entry.digest}\0{entry.card.url}\0".encode())
        return hasher.hexdigest()

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.articles + self.others

    @property
    def segment(self) -> int:
        """How many articles the news may grow to: a power of two near 1/128 of all."""
        size = SMALLEST_SEGMENT
        while size * 256 <= len(self.articles):
            size *= 2
        return size

    @property
    def base(self) -> int:
        """Number of documents of the base."""
        return len(self.articles) - len(self.articles) % self.segment

    def news(self) -> Iterator[tuple[int, bytes]]:
        """Number and tokens of each document that is not of the base, in any order."""
        recent = range(self.base, len(self.articles))
        if recent:
            yield from self.read(frozenset(recent))
        yield from enumerate(self.others_tokens, start=len(self.articles))


def fields(title: str, lead: str, body: str) -> bytes:
    """The tokens of a document's three fields, each followed by :data:`FIELD_END`."""
    return b"".join(
        part for text in (title, lead, body) for part in (tokens(text), b" ", FIELD_END, b" ")
    )
