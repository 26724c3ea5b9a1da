"""From the library to what is searched."""

from collections.abc import Iterable
from functools import partial
from hashlib import blake2b

from plugins.search.cards import Card
from plugins.search.source import Entry, Source, fields
from portal.core.article import Article
from portal.core.figures.collected import stated_indicators
from portal.core.indicator import Indicator
from portal.core.library import Declarations, Library

NAME = "search"
_FEW = 500
"""Articles up to which each is asked for by itself."""


def fields_of(article: Article, text: str, declarations: Declarations) -> bytes:
    """The tokens of an article; ``text`` is its body without markup."""
    category = declarations.categories.get(article.category)
    lead = [article.summary, *(tag.name for tag in article.tags), category.name if category else ""]
    return fields(article.title, "\n".join(lead), text)


def collect(library: Library) -> Source:
    """Articles from the oldest, then standing pages, then indicators that have a page."""
    declarations = library.declarations
    articles = library.articles[::-1]
    others: list[tuple[Entry, bytes]] = []
    for page in library.pages:
        card = Card(page.title, page.url, "", "", "", page.summary)
        others.append(
            (Entry(card, page.digest), fields(page.title, page.summary, library.body(page).text))
        )
    stated = stated_indicators(library)
    others += [_indicator(one) for id_, one in declarations.indicators.items() if id_ in stated]
    return Source(
        articles=tuple(Entry(_card(article), article.digest) for article in articles),
        others=tuple(entry for entry, _ in others),
        others_tokens=tuple(data for _, data in others),
        categories=tuple((c.id, c.name) for c in declarations.categories.values()),
        offices=tuple((office.id, office.short) for office in declarations.offices.values()),
        abbreviations=declarations.abbreviations,
        context=declarations.digest,
        read=partial(_read, library),
    )


def _card(article: Article) -> Card:
    return Card(
        article.title,
        article.url,
        article.date.isoformat()[:10],
        article.category,
        article.office,
        article.summary,
    )


def _indicator(indicator: Indicator) -> tuple[Entry, bytes]:
    title = f"{indicator.name}: số liệu qua các năm"
    digest = blake2b(repr(indicator).encode(), digest_size=16).hexdigest()
    lead = f"{indicator.definition}\n{indicator.unit}\nSố liệu thống kê"
    entry = Entry(Card(title, indicator.url, "", "", "", indicator.definition), digest)
    return entry, fields(title, lead, indicator.topic)


def _read(library: Library, wanted: frozenset[int] | None) -> Iterable[tuple[int, bytes]]:
    if wanted is not None and len(wanted) <= _FEW:
        for number in sorted(wanted):
            article = library.articles[len(library.articles) - 1 - number]
            yield number, library.analysis(NAME, article)
        return
    numbers = {article.url: i for i, article in enumerate(library.articles[::-1])}
    for article, data in library.analyses(NAME):
        number = numbers[article.url]
        if wanted is None or number in wanted:
            yield number, data
