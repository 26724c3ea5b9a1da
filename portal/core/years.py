"""Settings that choose years: ``"newest"``, ``"all"``, a list of years, or nothing."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from portal.core.article import Article
from portal.core.library import Library
from portal.core.settings import Years


def chosen_articles(
    library: Library, settings: Mapping[str, Any], name: str
) -> Mapping[str, Article]:
    """Address → article, newest first: those of the years that the setting ``name`` chooses, at
    most ``EXTRAS_AT_MOST`` of them. Which they are follows from the content alone."""
    years = chosen_years(settings[name], library.by_year)
    if not years:
        return {}
    return _newest_of(library, years, settings["EXTRAS_AT_MOST"])


@lru_cache(maxsize=4)
def _newest_of(library: Library, years: frozenset[int], at_most: int) -> Mapping[str, Article]:
    chosen: dict[str, Article] = {}
    for article in library.articles:
        if len(chosen) == at_most:
            break
        if article.year in years:
            chosen[article.url] = article
    return chosen


def chosen_years(setting: Years, years: Iterable[int]) -> frozenset[int]:
    """Those of ``years`` that ``setting`` chooses.

    ``"newest"`` is the newest year that has articles, not the year it is: a build has no clock.
    """
    if setting == "newest":
        newest = max(years, default=None)
        return frozenset() if newest is None else frozenset((newest,))
    return frozenset(years) if setting == "all" else frozenset(years).intersection(setting)
