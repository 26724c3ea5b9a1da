"""Settings that choose years: ``"newest"``, ``"all"``, a list of years, or nothing."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from portal.core.article import Article
from portal.core.library import Library
from portal.core.problem import PortalError


def chosen_articles(
    library: Library, settings: Mapping[str, Any], name: str
) -> Mapping[str, Article]:
    """Address → article, newest first: those of the years that the setting ``name`` chooses, at
    most ``EXTRAS_AT_MOST`` of them. Which they are follows from the content alone."""
    years = chosen_years(settings[name], library.by_year, name)
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


def chosen_years(setting: object, years: Iterable[int], name: str) -> frozenset[int]:
    """Those of ``years`` that ``setting`` chooses; ``name`` is the setting's, for the error.

    ``"newest"`` is the newest year that has articles, not the year it is: a build has no clock.
    """
    if not setting:
        return frozenset()
    if setting == "newest":
        newest = max(years, default=None)
        return frozenset() if newest is None else frozenset((newest,))
    if setting == "all":
        return frozenset(years)
    if isinstance(setting, list | tuple | set | frozenset) and all(
        isinstance(year, int) for year in setting
    ):
        return frozenset(years) & frozenset(setting)
    raise PortalError(
        f'{name} = {setting!r} không dùng được → viết "newest", "all", hoặc danh sách năm như '
        "[2024, 2025]; để trống () nếu không cần"
    )
