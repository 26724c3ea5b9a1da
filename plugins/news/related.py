"""Related articles: those that share tags and rare words, among the older ones only.

An article never points to a newer one, and how rare a word is counts over older articles alone.
So publishing an article changes no page but its own and that of its neighbour in time.
"""

import re
from collections.abc import Iterable, Sequence
from heapq import nlargest

from portal.core.article import Article
from portal.core.vietnamese import fold

COUNT = 4
RAREST = 8
"""Words of an article that are looked up: its rarest ones tell what it is about."""
RECENT = 24
"""Older articles looked at for each word, the newest first: news relate to recent news."""
TAG_WEIGHT = 1.5
"""A shared tag says more than a shared word of the same rarity: an editor chose it."""
LEAST = 0.15
"""Score below which articles have only common words in common."""

_WORD = re.compile(r"[a-z0-9]+")


def keys(article: Article) -> list[str]:
    """Tags, and pairs of neighbouring syllables of the title (Vietnamese words are pairs)."""
    syllables = _WORD.findall(fold(article.title))
    pairs = dict.fromkeys(map(" ".join, zip(syllables, syllables[1:], strict=False)))
    return [*(f"#{tag.slug}" for tag in article.tags), *pairs]


def related(newest_first: Sequence[Article]) -> dict[str, tuple[Article, ...]]:
    """Address → up to :data:`COUNT` related older articles, the most related first."""
    postings: dict[str, list[int]] = {}
    found: dict[str, tuple[Article, ...]] = {}
    articles = newest_first[::-1]
    for number, article in enumerate(articles):
        own = keys(article)
        # Known words only; tags always, for an editor chose them.
        lists = [(key, postings[key]) for key in own if key in postings]
        tags = [item for item in lists if item[0][0] == "#"]
        words = sorted((item for item in lists if item[0][0] != "#"), key=_how_common)[:RAREST]
        found[article.url] = tuple(articles[older] for older in _best(tags, words))
        for key in own:
            postings.setdefault(key, []).append(number)
    return found


def _how_common(item: tuple[str, list[int]]) -> tuple[int, str]:
    return len(item[1]), item[0]


def _best(
    tags: Iterable[tuple[str, list[int]]], words: Iterable[tuple[str, list[int]]]
) -> list[int]:
    scores: dict[int, float] = {}
    for items, factor in ((tags, TAG_WEIGHT), (words, 1.0)):
        for _, numbers in items:
            weight = factor / (4 + len(numbers))
            for number in numbers[-RECENT:]:
                scores[number] = scores.get(number, 0.0) + weight
    best = nlargest(COUNT, scores.items(), key=lambda item: (item[1], item[0]))
    return [number for number, score in best if score >= LEAST]
