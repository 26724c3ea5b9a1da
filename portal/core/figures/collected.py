"""The figures of a library, put together once for all doors of a build."""

from collections.abc import Mapping, Sequence, Set
from copy import copy
from functools import cached_property
from itertools import chain, product
from typing import NamedTuple, Self, TypeVar

from portal.core.article import Article, Body
from portal.core.figures.cross_checks import Findings, check_dataset
from portal.core.figures.dataset import Dataset, SeriesKey
from portal.core.figures.observation import Observation
from portal.core.figures.reading import Reading, read_article
from portal.core.figures.record import observations_of, record_of
from portal.core.figures.series import Series, Topic, build_topics
from portal.core.indicator import Indicator
from portal.core.library import Declarations, Library
from portal.core.overlay import exchanged
from portal.core.problem import Problem

Value = TypeVar("Value")

NAME = "statistics"
"""The analysis (folder of the plugin) in which an article's observations are kept."""


class Kept(NamedTuple):
    """An article's observations as the cache keeps them: opened only where they matter."""

    about: tuple[SeriesKey, ...]
    data: bytes

    @classmethod
    def of(cls, observations: Sequence[Observation]) -> Self:
        about = dict.fromkeys((o.indicator, o.office) for o in observations)
        return cls(tuple(about), record_of(observations))

    def open(self) -> tuple[Observation, ...]:
        return observations_of(self.data)


def stated(library: Library, article: Article) -> tuple[Observation, ...]:
    """What one article states, read by itself."""
    kept: Kept | None = library.analysis(NAME, article)
    return kept.open() if kept else ()


_last_reading: tuple[tuple[str, str], Reading] = (("", ""), Reading())


def reading(article: Article, body: Body, declarations: Declarations) -> Reading:
    """What the article states. Two doors ask one after the other, so the last one is kept."""
    global _last_reading  # noqa: PLW0603
    key = (article.digest, declarations.digest)
    if not article.digest or _last_reading[0] != key:
        _last_reading = (key, read_article(article, body, declarations))
    return _last_reading[1]


def states_figures(library: Library) -> bool:
    """Whether any article states one: found at the first, without putting series together."""
    return any(kept for _, kept in library.analyses(NAME))


def stated_indicators(library: Library) -> frozenset[str]:
    """Ids of the indicators of which some article states a figure: those that have a page."""
    found: set[str] = set()
    for _, kept in library.analyses(NAME):
        found.update(indicator for indicator, _ in (kept.about if kept else ()))
        if len(found) == len(library.declarations.indicators):
            break
    return frozenset(found)


class Figures:
    """All observations of one library and the series they form; or all of the series ``about``."""

    def __init__(self, library: Library, about: Set[SeriesKey] | None = None) -> None:
        self.library = library
        self.about = about
        all_kept = library.analyses(NAME) if about is None or about else ()
        self._by_url: Mapping[str, tuple[Observation, ...]] = {
            article.url: kept.open() for article, kept in all_kept
            if kept and (about is None or not about.isdisjoint(kept.about))
        }  # fmt: skip
        self._known: Mapping[SeriesKey, Series | None] = {}
        self._checked: Mapping[SeriesKey, Findings] = {}

    def following(self, library: Library) -> "Figures":
        """The same for another library: what articles say that differ from before is exchanged."""
        if self.about is not None or library.declarations is not self.library.declarations:
            return Figures(library)
        if library is self.library:
            return self
        removed, added = library.changes_since(self.library)
        gone = {article.url: self.of(article) for article in removed}
        new = {article.url: stated(library, article) for article in added}
        figures = copy(self)
        figures.library = library
        if gone == new:
            return figures
        stating = {url: observations for url, observations in new.items() if observations}
        figures._by_url = exchanged(self._by_url, gone, stating)
        old = [*chain.from_iterable(gone.values())]
        fresh = [*chain.from_iterable(new.values())]
        changed = {(o.indicator, o.office) for o in (*old, *fresh)}
        indicators = library.declarations.indicators
        figures._known = _untouched(self._series(), indicators, changed)
        figures._checked = _untouched(self._checked, indicators, changed)
        vars(figures).pop("topics", None)
        vars(figures).pop("problems", None)
        if "dataset" in vars(self):
            figures.dataset = self.dataset.with_changes(old, fresh)
        return figures

    def of(self, article: Article) -> tuple[Observation, ...]:
        return self._by_url.get(article.url, ())

    @cached_property
    def dataset(self) -> Dataset:
        return Dataset(o for observations in self._by_url.values() for o in observations)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        declarations = self.library.declarations
        return build_topics(
            self.dataset, declarations.indicators, declarations.offices, self._known
        )

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """What is wrong across articles."""
        declarations = self.library.declarations
        problems, self._checked = check_dataset(
            self.dataset, declarations.indicators, declarations.offices, self._checked
        )
        return problems

    def _series(self) -> Mapping[SeriesKey, Series | None]:
        """Those that are known to be as they should."""
        if "topics" not in vars(self):
            return self._known
        declarations = self.library.declarations
        none = dict.fromkeys(product(declarations.indicators, declarations.offices))
        return none | {(s.indicator.id, s.office.id): s for t in self.topics for s in t.series}


def _untouched(
    known: Mapping[SeriesKey, Value], indicators: Mapping[str, Indicator], changed: Set[SeriesKey]
) -> Mapping[SeriesKey, Value]:
    """What is ``known`` of the series that do not depend on the ``changed`` ones."""
    return {
        (indicator, office): value
        for (indicator, office), value in known.items()
        if not any((id_, office) in changed for id_ in (indicator, *indicators[indicator].related))
    }


_last_figures: Figures | None = None


def figures(library: Library) -> Figures:
    """The figures of ``library``; those of the last one asked for are kept."""
    global _last_figures  # noqa: PLW0603
    last = _last_figures
    _last_figures = last = Figures(library) if last is None else last.following(library)
    return last


def figures_around(library: Library, article: Article) -> Figures:
    """Figures of ``library``: all if they are at hand, else at least those of the series that
    ``article`` tells of. A page of one article needs no more, and a tenth is read much sooner."""
    global _last_figures  # noqa: PLW0603
    last = _last_figures
    if last is not None and last.about is None:
        return figures(library)
    about = {(o.indicator, o.office) for o in stated(library, article)}
    if last is None:
        _last_figures = last = Figures(library, about)
    return last if last.library is library and about <= (last.about or set()) else figures(library)
