"""Related articles: those that share tags and rare words, among the older ones only.

An article never points to a newer one, and how rare a word is counts over older articles alone.
So publishing an article changes no page but its own and that of its neighbour in time.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from portal.core.article import Article
from portal.core.vietnamese import fold

COUNT = 4
RAREST = 6
"""Words of an article that are looked up: its rarest ones tell what it is about."""
RECENT = 16
"""Older articles looked at for each word, the newest first: news relate to recent news."""
TAG_WEIGHT = 1.5
"""A shared tag says more than a shared word of the same rarity: an editor chose it."""
LEAST = 0.15
"""Score below which articles have only common words in common."""

_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=200_000)
def _title_keys(title: str) -> tuple[str, ...]:
    syllables = _WORD.findall(fold(title))
    return tuple(dict.fromkeys(map(" ".join, pairwise(syllables))))


def keys(article: Article) -> tuple[str, ...]:
    """Tags, and pairs of neighbouring syllables of the title (Vietnamese words are pairs)."""
    return (*(f"#{tag.slug}" for tag in article.tags), *_title_keys(article.title))


class Related:
    """Finds related articles among ``newest_first``."""

    def __init__(self, newest_first: Sequence[Article]) -> None:
        self._articles = newest_first[::-1]
        self._numbers = {article.url: number for number, article in enumerate(self._articles)}
        self._postings: dict[str, list[int]] = {}
        for number, article in enumerate(self._articles):
            for key in keys(article):
                self._postings.setdefault(key, []).append(number)

    def to(self, article: Article) -> tuple[Article, ...]:
        """Up to :data:`COUNT` articles older than ``article``, the most related first."""
        own = self._numbers[article.url]
        tags: list[tuple[int, str]] = []
        words: list[tuple[int, str]] = []
        for key in keys(article):
            older = bisect_left(self._postings[key], own)
            if older:
                (tags if key[0] == "#" else words).append((older, key))
        words.sort()
        scores: dict[int, float] = {}
        for items, factor in ((tags, TAG_WEIGHT), (words[:RAREST], 1.0)):
            for older, key in items:
                weight = factor / (4 + older)
                for number in self._postings[key][max(0, older - RECENT) : older]:
                    scores[number] = scores.get(number, 0.0) + weight
        best = sorted(scores.items(), key=itemgetter(1, 0), reverse=True)[:COUNT]
        return tuple(self._articles[number] for number, score in best if score >= LEAST)
