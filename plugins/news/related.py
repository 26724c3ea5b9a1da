"""Related articles: those that share tags and rare words, among the older ones only.

An article never points to a newer one, and how rare a word is counts over older articles alone.
So publishing an article changes no page but its own and that of its neighbour in time.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count, pairwise
from typing import NamedTuple

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

_SYLLABLE = re.compile(r"[a-z0-9]+")

Postings = list[float]
"""The numbers of the articles that have something in common, rising."""


class Kinship(NamedTuple):
    """What an article may share with others: the postings of its tags and of its words."""

    tags: tuple[Postings, ...]
    words: tuple[Postings, ...]
    """Those of the title, in the order of their spelling."""


class _Syllables(dict[str, list[str]]):
    """What stands between two spaces → its syllables, folded. Titles are made of the same few."""

    def __missing__(self, token: str) -> list[str]:
        syllables = self[token] = _SYLLABLE.findall(fold(token))
        return syllables


def _words(titles: Iterable[str]) -> Iterator[list[str]]:
    """The pairs of neighbouring syllables of each title (Vietnamese words are pairs), sorted."""
    known = _Syllables()
    for title in titles:
        syllables = [syllable for token in title.split() for syllable in known[token]]
        yield sorted(set(map(" ".join, pairwise(syllables))))


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
        self._tags: defaultdict[str, Postings] = defaultdict(list)
        self._words: defaultdict[str, Postings] = defaultdict(list)
        titles = [article.title for article in self._articles.values()]
        self._kin = {
            number: self._kinship(article, words)
            for (number, article), words in zip(self._articles.items(), _words(titles), strict=True)
        }
        for number, kin in self._kin.items():
            for postings in (*kin.tags, *kin.words):
                postings.append(number)

    def _kinship(self, article: Article, words: Iterable[str]) -> Kinship:
        return Kinship(
            tuple([self._tags[tag.slug] for tag in article.tags]),
            tuple(map(self._words.__getitem__, words)),
        )

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
        kin = self._kin.pop(number)
        for postings in (*kin.tags, *kin.words):
            postings.remove(number)

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
        (words,) = _words([article.title])
        kin = self._kin[number] = self._kinship(article, words)
        for postings in (*kin.tags, *kin.words):
            insort(postings, number)
        return True

    def to(self, article: Article) -> tuple[Article, ...]:
        """Up to :data:`COUNT` articles older than ``article``, the most related first."""
        own = self._numbers[article.url]
        kin = self._kin[own]
        tags = [(bisect_left(postings, own), place) for place, postings in enumerate(kin.tags)]
        words = [(bisect_left(postings, own), place) for place, postings in enumerate(kin.words)]
        words.sort()
        rarest = [word for word in words if word[0]][:RAREST]
        scores: dict[float, float] = {}
        score = scores.get
        for shared, found, factor in ((kin.tags, tags, TAG_WEIGHT), (kin.words, rarest, 1.0)):
            for older, place in found:
                weight = factor / (4 + older)
                for number in shared[place][max(0, older - RECENT) : older]:
                    scores[number] = score(number, 0.0) + weight
        best = [(score, number) for number, score in scores.items() if score >= LEAST]
        best.sort(reverse=True)
        return tuple([self._articles[number] for _, number in best[:COUNT]])
