"""Related articles: those that share tags and rare words, among the older ones only.

An article never points to a newer one, and how rare a word is counts over older articles alone.
So publishing an article changes no page but its own and that of its neighbour in time.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, count, pairwise
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

_SYLLABLE = re.compile(r"[a-z0-9]+")

Postings = list[float]
"""The numbers of the articles that have something in common, rising."""


class _Syllables(dict[str, list[str]]):
    """What stands between two spaces → its syllables, folded. Titles are made of the same few."""

    def __missing__(self, token: str) -> list[str]:
        syllables = self[token] = _SYLLABLE.findall(fold(token))
        return syllables


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
        self._syllables = _Syllables()
        self._tags: defaultdict[str, Postings] = defaultdict(list)
        self._words: defaultdict[tuple[str, str], Postings] = defaultdict(list)
        for number, article in self._articles.items():
            for postings in self._postings(article):
                postings.append(number)

    def _postings(self, article: Article) -> Iterator[Postings]:
        """Those of what the article may share with others."""
        yield from self._of_tags(article)
        yield from self._of_words(article)

    def _of_tags(self, article: Article) -> list[Postings]:
        return [self._tags[tag.slug] for tag in article.tags]

    def _of_words(self, article: Article) -> list[Postings]:
        """Of the pairs of neighbouring syllables in the title: Vietnamese words are pairs."""
        tokens = map(self._syllables.__getitem__, article.title.split())
        pairs = dict.fromkeys(pairwise(chain.from_iterable(tokens)))
        return [*map(self._words.__getitem__, pairs)]

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
        for postings in self._postings(article):
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
        for postings in self._postings(article):
            insort(postings, number)
        return True

    def to(self, article: Article) -> tuple[Article, ...]:
        """Up to :data:`COUNT` articles older than ``article``, the most related first."""
        own = self._numbers[article.url]
        tags = [(bisect_left(postings, own), postings) for postings in self._of_tags(article)]
        words = [(bisect_left(postings, own), postings) for postings in self._of_words(article)]
        words.sort(key=itemgetter(0))
        rarest = [word for word in words if word[0]][:RAREST]
        scores: dict[float, float] = {}
        score = scores.get
        for shared, factor in ((tags, TAG_WEIGHT), (rarest, 1.0)):
            for older, postings in shared:
                weight = factor / (4 + older)
                for number in postings[max(0, older - RECENT) : older]:
                    scores[number] = score(number, 0.0) + weight
        best = [(score, number) for number, score in scores.items() if score >= LEAST]
        best.sort(reverse=True)
        return tuple([self._articles[number] for _, number in best[:COUNT]])
