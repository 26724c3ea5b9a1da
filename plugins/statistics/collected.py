"""The figures of a library, put together once for all doors of a build."""

from collections.abc import Iterator
from functools import lru_cache

from portal.core.article import Article, Body
from portal.core.figures.dataset import Dataset
from portal.core.figures.observation import Observation
from portal.core.figures.reading import Reading, read_article
from portal.core.figures.series import Topic, build_topics
from portal.core.library import Declarations, Library

NAME = "statistics"
"""The analysis in which an article's observations are kept."""


_last: tuple[tuple[str, str], Reading] = (("", ""), Reading())


def reading(article: Article, body: Body, declarations: Declarations) -> Reading:
    """What the article states. Two doors ask one after the other, so the last one is kept."""
    global _last  # noqa: PLW0603
    key = (article.digest, declarations.digest)
    if not article.digest or _last[0] != key:
        _last = (key, read_article(article, body, declarations))
    return _last[1]


@lru_cache(maxsize=1)
def dataset(library: Library) -> Dataset:
    return Dataset(_observations(library))


@lru_cache(maxsize=1)
def topics(library: Library) -> tuple[Topic, ...]:
    declarations = library.declarations
    return build_topics(dataset(library), declarations.indicators, declarations.offices)


def _observations(library: Library) -> Iterator[Observation]:
    for _, observations in library.analyses(NAME):
        yield from observations
