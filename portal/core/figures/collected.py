"""The figures of a library, put together once for all doors of a build."""

from functools import cached_property
from itertools import chain

from portal.core.article import Article, Body
from portal.core.figures.dataset import Dataset
from portal.core.figures.observation import Observation
from portal.core.figures.reading import Reading, read_article
from portal.core.figures.series import Topic, build_topics
from portal.core.library import Declarations, Library

NAME = "statistics"
"""The analysis (folder of the plugin) in which an article's observations are kept."""

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
    return any(observations for _, observations in library.analyses(NAME))


class Figures:
    """All observations of one library and the series they form."""

    def __init__(self, library: Library, before: "Figures | None" = None) -> None:
        self.library = library
        self._by_url: dict[str, tuple[Observation, ...]] = {}
        if before is None:
            self._by_url = {
                article.url: observations for article, observations in library.analyses(NAME)
                if observations
            }  # fmt: skip
            return
        # Read the changed articles, keep the rest, and keep what was computed if the figures in
        # them are the same.
        removed, added = library.changes_since(before.library)
        self._by_url = dict(before._by_url)
        gone = {article.url: self._by_url.pop(article.url, ()) for article in removed}
        new = {article.url: library.analysis(NAME, article) or () for article in added}
        same = gone == new
        stated = gone if same else new  # the very objects that the dataset holds
        self._by_url.update((url, found) for url, found in stated.items() if found)
        if same:
            for name in ("dataset", "topics"):
                if name in vars(before):
                    vars(self)[name] = vars(before)[name]
        elif "topics" in vars(before):
            old = [*chain.from_iterable(gone.values())]
            fresh = [*chain.from_iterable(new.values())]
            self.dataset = before.dataset.with_changes(old, fresh)
            self._changed = {(o.indicator, o.office) for o in (*old, *fresh)} | before._changed
            self._topics = vars(before).get("topics", before._topics)

    def of(self, article: Article) -> tuple[Observation, ...]:
        return self._by_url.get(article.url, ())

    @cached_property
    def dataset(self) -> Dataset:
        return Dataset(o for observations in self._by_url.values() for o in observations)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        declarations = self.library.declarations
        return build_topics(self.dataset, declarations.indicators, declarations.offices)


_last_figures: Figures | None = None


def figures(library: Library) -> Figures:
    """The figures of ``library``; those of the last one asked for are kept."""
    global _last_figures  # noqa: PLW0603
    last = _last_figures
    if last is None or last.library is not library:
        related = last is not None and last.library.declarations is library.declarations
        _last_figures = last = Figures(library, last if related else None)
    return last
