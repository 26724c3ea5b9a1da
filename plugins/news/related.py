"""Related articles: those that share tags and rare words, among the older ones only.

An article never points to a newer one, and how rare a word is counts over older articles alone.
So publishing an article changes no page but its own and that of its neighbour in time.
"""

import re
from bisect import bisect_left, bisect_right, insort
from functools import lru_cache
from itertools import count, pairwise
from operator import itemgetter

from portal.core.article import Article
from portal.core.library import Library
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
FEW = 100
"""Changed articles up to which following a library is quicker than beginning anew."""

_WORD = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=200_000)
def _title_keys(title: str) -> tuple[str, ...]:
    syllables = _WORD.findall(fold(title))
    return tuple(dict.fromkeys(map(" ".join, pairwise(syllables))))


def keys(article: Article) -> tuple[str, ...]:
    """Tags, and pairs of neighbouring syllables of the title (Vietnamese words are pairs)."""
    return (*(f"#{tag.slug}" for tag in article.tags), *_title_keys(article.title))


class Related:
    """Finds related articles in a library, and can follow it from one state to the next.

    Articles are numbered from the oldest. Numbers are floats: between two of them there is room
    for a third.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._articles = dict(zip(count(0.0), reversed(library.articles)))
        self._order = list(self._articles)
        self._numbers = {article.url: number for number, article in self._articles.items()}
        self._postings: dict[str, list[float]] = {}
        for number, article in self._articles.items():
            for key in keys(article):
                self._postings.setdefault(key, []).append(number)

    def following(self, library: Library) -> "Related":
        """This one, changed in place, for a library that differs in few articles; else a new
        one."""
        removed, added = library.changes_since(self._library)
        if len(removed) + len(added) > FEW:
            return Related(library)
        for article in removed:
            self._remove(article)
        for article in reversed(added):
            older = next(library.older(article), None)
            if not self._add(article, self._numbers[older.url] if older else -1.0):
                return Related(library)
        self._library = library
        return self

    def _remove(self, article: Article) -> None:
        number = self._numbers.pop(article.url)
        del self._articles[number]
        del self._order[bisect_left(self._order, number)]
        for key in keys(article):
            self._postings[key].remove(number)

    def _add(self, article: Article, older: float) -> bool:
        """Put ``article`` right after the one with the number ``older``; ``False`` if there is no
        number left between that and the next."""
        place = bisect_right(self._order, older)
        newer = self._order[place] if place < len(self._order) else older + 2
        number = (older + newer) / 2
        if number in (older, newer):
            return False
        self._order.insert(place, number)
        self._articles[number] = article
        self._numbers[article.url] = number
        for key in keys(article):
            insort(self._postings.setdefault(key, []), number)
        return True

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
        scores: dict[float, float] = {}
        for items, factor in ((tags, TAG_WEIGHT), (words[:RAREST], 1.0)):
            for older, key in items:
                weight = factor / (4 + older)
                for number in self._postings[key][max(0, older - RECENT) : older]:
                    scores[number] = scores.get(number, 0.0) + weight
        best = sorted(scores.items(), key=itemgetter(1, 0), reverse=True)[:COUNT]
        return tuple(self._articles[number] for number, score in best if score >= LEAST)
