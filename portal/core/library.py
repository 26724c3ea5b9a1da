"""Everything that was collected, frozen: the only source of all that is published."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby, islice
from typing import Any, NamedTuple, TypeVar
from urllib.parse import unquote
from weakref import ref

from portal.core.article import Article, Body, StandingPage, Tag
from portal.core.indicator import Indicator
from portal.core.names import Names
from portal.core.office import Category, Office
from portal.core.overlay import exchanged
from portal.core.picture import IN_LIST, IN_TEXT, Catalogue, ImageInfo, Picture, picture
from portal.core.vietnamese import nfc

REMEMBERED = 100
"""Exchanged articles after which nobody asks what has changed since."""


@dataclass(frozen=True, slots=True)
class Card:
    """What lists show of an article: all of it, and nothing that a list does not show."""

    title: str
    url: str
    day: date
    category: Category
    summary: str
    picture: Picture | None = None
    """The image where it can be published; ``sizes`` is for a small picture beside the text."""


@dataclass(frozen=True)
class Declarations:
    """What the office declares once for all articles, in the YAML files of the content folder."""

    categories: Mapping[str, Category]
    offices: Mapping[str, Office]
    indicators: Mapping[str, Indicator]
    abbreviations: Mapping[str, tuple[str, ...]]
    """Abbreviation → its expansions, as in ``content/abbreviations.yml``."""
    default_office: str
    digest: str
    """Of all the files above: what is derived from an article and these is cached by both."""
    doubtful: frozenset[str] = frozenset()
    """Codes of errors that nobody can be told of: names that are not declared, where the file
    that declares them could not be read as a whole."""

    @cached_property
    def category_names(self) -> Names:
        return Names({category.id: category.name for category in self.categories.values()})

    @cached_property
    def office_names(self) -> Names:
        return Names({office.id: office.name for office in self.offices.values()})


def _age(article: Article) -> tuple[float, str]:
    """Total order by time: two articles of one minute stand by address."""
    return (article.date.timestamp(), article.url)


def _in_lists(article: Article) -> Article:
    """``article`` without what lists do not show."""
    return replace(article, digest="", images=(), links=())


def _insert(articles: list[Article], article: Article) -> None:
    """Puts ``article`` where it belongs among others, newest first."""
    older = bisect_left(articles[::-1], _age(article), key=_age)
    articles.insert(len(articles) - older, article)


class _Step(NamedTuple):
    """How a library was made from the one before."""

    before: "ref[Library]"
    left: list[Article]
    came: list[Article]


def _together(steps: Iterable[_Step]) -> tuple[list[Article], list[Article]]:
    """What left and what came in all steps, without articles that stayed between two of them;
    the newest first."""
    left: list[Article] = []
    came: list[Article] = []
    for step in steps:
        passing = set(map(id, came)) & set(map(id, step.left))
        left += [article for article in step.left if id(article) not in passing]
        came = [article for article in came if id(article) not in passing] + step.came
    return sorted(left, key=_age, reverse=True), sorted(came, key=_age, reverse=True)


Group = TypeVar("Group", str, int)


def _regrouped(
    groups: Mapping[Group, tuple[Article, ...]],
    left: Iterable[Article],
    came: Iterable[Article],
    key: Callable[[Article], Group],
) -> Mapping[Group, tuple[Article, ...]]:
    """``groups`` by ``key``, each newest first and in the order of their newest, after some
    articles left and others came."""
    regrouped = dict(groups)
    for article in left:
        regrouped[key(article)] = tuple(a for a in regrouped[key(article)] if a is not article)
    for article in came:
        members = list(regrouped.get(key(article), ()))
        _insert(members, article)
        regrouped[key(article)] = tuple(members)
    filled = [(group, members) for group, members in regrouped.items() if members]
    return dict(sorted(filled, key=lambda item: _age(item[1][0]), reverse=True))


_GROUPS: Mapping[str, Callable[[Article], Any]] = {
    "by_category": lambda article: article.category,
    "by_office": lambda article: article.office,
    "by_year": lambda article: article.date.year,
}
"""The groups in which each article has one place, so that one can be exchanged."""


class Library:
    """The published articles and pages of one build, newest first.

    The order is total: by date, then by address, so that two builds agree.
    """

    def __init__(
        self,
        articles: Iterable[Article],
        pages: Iterable[StandingPage],
        declarations: Declarations,
        *,
        read_body: Callable[[str], Body],
        read_html: Callable[[str], bytes],
        read_analysis: Callable[[str, str], Any],
        read_analyses: Callable[[str], Iterable[tuple[str, Any]]],
        images: Catalogue | None = None,
    ) -> None:
        self.articles = tuple(sorted(articles, key=_age, reverse=True))
        self.pages = tuple(sorted(pages, key=lambda p: (p.menu or 99, p.url)))
        self.declarations = declarations
        self.images = images or Catalogue()
        self._read_body = read_body
        self._read_html = read_html
        self._read_analysis = read_analysis
        self._read_analyses = read_analyses
        self._cards: dict[str, Card] = {}
        self._history: tuple[_Step, ...] = ()
        """How this library was made from others, the last step first."""

    def body(self, article: Article | StandingPage) -> Body:
        """The rendered text, read from the cache at each call: keep it no longer than needed."""
        return self._read_body(article.digest)

    def html(self, document: Article | StandingPage) -> bytes:
        """The rendered text alone, in UTF-8: quicker than :meth:`body`."""
        return self._read_html(document.digest)

    @cached_property
    def addresses(self) -> Mapping[str, str]:
        """Source path in composed letters, as links are written (a Mac stores the names of files
        decomposed) → address of every published document."""
        return {nfc(document.source): document.url for document in self.documents}

    @property
    def documents(self) -> tuple[Article | StandingPage, ...]:
        """Articles, then standing pages."""
        return (*self.articles, *self.pages)

    def photo(self, article: Article) -> ImageInfo | None:
        """The article's picture if social networks show it: they take no drawings (SVG)."""
        info = self.images.get(article.image.src) if article.image else None
        return None if info is None or info.format == "svg" else info

    def links(self, document: Article | StandingPage) -> Mapping[str, str]:
        """Links of the text to files of the content folder: as written, without fragment and
        without percent signs, which renderers put in → address."""
        return {
            unquote(written.partition("#")[0]): self.addresses[source]
            for written, source in document.links
            if source in self.addresses
        }

    def analysis(self, name: str, article: Article) -> Any:
        """What the analysis registered as ``name`` returned for this article (cached); ``None`` on
        a site without it."""
        return self._read_analysis(name, article.digest)

    def analyses(self, name: str) -> Iterator[tuple[Article, Any]]:
        """Every article with its analysis, in no useful order, one in memory at a time.

        Far quicker than asking for each; documents that are not published are left out.
        """
        for digest, value in self._read_analyses(name):
            if digest in self._by_digest:
                yield self._by_digest[digest], value

    def with_article(self, source: str, article: Article | None) -> "Library":
        """This library with ``article`` as what is published of the file ``source`` (``None``:
        nothing any more). What does not change is shared with this one."""
        url = self.addresses.get(nfc(source), "")
        old = self.articles[self.place(url)] if url in self.ranks else None
        library = copy(self)
        articles = list(self.articles)
        changed = {"by_tag"}
        if old and article and _age(old) == _age(article):
            articles[self.place(url)] = article
        else:
            if old:
                articles.remove(old)
            if article:
                _insert(articles, article)
            if article and not old and articles[0] is article:
                vars(library)["ranks"] = exchanged(
                    self.ranks, (), {article.url: len(self.articles)}
                )
            else:
                changed.add("ranks")
        library.articles = tuple(articles)
        left, came = [old] if old else [], [article] if article else []
        library._history = (_Step(ref(self), left, came), *self._history[: REMEMBERED - 1])
        vars(library)["addresses"] = exchanged(
            self.addresses,
            (nfc(item.source) for item in left),
            {nfc(item.source): item.url for item in came},
        )
        vars(library)["_by_digest"] = exchanged(
            self._by_digest, (item.digest for item in left), {item.digest: item for item in came}
        )
        for name, key in _GROUPS.items():
            if name in vars(self):
                vars(library)[name] = _regrouped(vars(self)[name], left, came, key)
        if "tags" in vars(self) and not self._spells_as_before(old, article):
            changed.add("tags")
        for name in changed:
            vars(library).pop(name, None)
        if old is None or article is None or _in_lists(old) != _in_lists(article):
            gone = {item.url for item in (old, article) if item}
            library._cards = {url: card for url, card in self._cards.items() if url not in gone}
        return library

    def _spells_as_before(self, old: Article | None, article: Article | None) -> bool:
        """Whether :attr:`tags` is the same with ``article`` in the place of ``old``."""
        if old is not None:
            return article is not None and (_age(article), article.tags) == (_age(old), old.tags)
        return article is not None and all(self.tags.get(tag.slug) == tag for tag in article.tags)

    def shares_lists_with(self, other: "Library") -> bool:
        """Whether at most texts differ: one was made by :meth:`with_article` from the other."""
        return self._cards is other._cards

    def changes_since(self, other: "Library") -> tuple[list[Article], list[Article]]:
        """The articles of ``other`` that this library has not, and those that are new in it.
        Articles are told apart as objects: a preview keeps those that nobody touched."""
        steps: list[_Step] = []
        for step in self._history:
            steps.append(step)
            if step.before() is other:
                return _together(reversed(steps))
        before, now = set(map(id, other.articles)), set(map(id, self.articles))
        return (
            [article for article in other.articles if id(article) not in now],
            [article for article in self.articles if id(article) not in before],
        )

    @cached_property
    def _by_digest(self) -> Mapping[str, Article]:
        return {article.digest: article for article in self.articles}

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Address → how many articles are older: a newer one changes no other's."""
        return {article.url: i for i, article in enumerate(reversed(self.articles))}

    def place(self, url: str) -> int:
        """Where the article with this address stands in :attr:`articles`."""
        return len(self.articles) - 1 - self.ranks[url]

    def older(self, article: Article) -> Iterator[Article]:
        """All articles older than this one, the newest first."""
        return islice(self.articles, self.place(article.url) + 1, None)

    def newest(self, count: int) -> tuple[Article, ...]:
        return self.articles[:count]

    @cached_property
    def by_category(self) -> Mapping[str, tuple[Article, ...]]:
        """Category id → its articles, newest first; categories without articles are absent."""
        return self._group((article.category,) for article in self.articles)

    @cached_property
    def by_office(self) -> Mapping[str, tuple[Article, ...]]:
        return self._group((article.office,) for article in self.articles)

    @cached_property
    def by_tag(self) -> Mapping[str, tuple[Article, ...]]:
        """Tag slug → its articles, newest first."""
        return self._group([tag.slug for tag in article.tags] for article in self.articles)

    @cached_property
    def tags(self) -> Mapping[str, Tag]:
        """Slug → the tag as its oldest article spells it."""
        return {tag.slug: tag for article in self.articles for tag in article.tags}

    @cached_property
    def by_year(self) -> Mapping[int, tuple[Article, ...]]:
        """Year → its articles, newest first; the years themselves newest first."""
        return {
            year: tuple(group) for year, group in groupby(self.articles, key=lambda a: a.date.year)
        }

    def by_month(self, year: int) -> Mapping[int, tuple[Article, ...]]:
        return {
            month: tuple(group)
            for month, group in groupby(self.by_year[year], key=lambda a: a.date.month)
        }

    def card(self, article: Article) -> Card:
        """The article's card; the same object at each call, so that lists share it."""
        card = self._cards.get(article.url)
        if card is None:
            card = self._cards[article.url] = Card(
                title=article.title,
                url=article.url,
                day=article.day,
                category=self.declarations.categories[article.category],
                summary=article.summary,
                picture=self.picture(article, IN_LIST),
            )
        return card

    def picture(self, article: Article, sizes: str = IN_TEXT) -> Picture | None:
        """The article's lead picture, ``None`` without one; ``sizes`` as in HTML."""
        info = self.images.get(article.image.src) if article.image else None
        return picture(info, article.image.alt, sizes) if info and article.image else None

    def cards(self, articles: Iterable[Article]) -> tuple[Card, ...]:
        known = self._cards.get
        return tuple([known(article.url) or self.card(article) for article in articles])

    def _group(self, keys: Iterable[Iterable[str]]) -> Mapping[str, tuple[Article, ...]]:
        groups: dict[str, list[Article]] = {}
        for article, its_keys in zip(self.articles, keys, strict=True):
            for key in its_keys:
                groups.setdefault(key, []).append(article)
        return {key: tuple(articles) for key, articles in groups.items()}
