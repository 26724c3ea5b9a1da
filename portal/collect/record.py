"""Documents as plain tuples: the form in which the cache keeps them.

Ten thousand are read back at each start, and tuples of texts and numbers are written and restored
in half the time that the objects themselves take. What only those who read the file see is left
out: the body and the statements of figures.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from functools import lru_cache
from sys import intern
from typing import Any

from portal.collect.document import Document
from portal.collect.keywords import tag_named
from portal.core.article import Article, Body, Image, StandingPage
from portal.core.problem import Problem, Severity
from portal.core.vietnamese import VIETNAM
from portal.markup.references import Reference

Record = tuple[Any, ...]

_PLACE = {field.name: place for place, field in enumerate(fields(Article))}
_DATE, _UPDATED, _TAGS, _IMAGE = (_PLACE[name] for name in ("date", "updated", "tags", "image"))
_REPEATED = tuple(_PLACE[name] for name in ("category", "office", "author", "status"))
_STATISTICS, _STATISTICS_LINES = _PLACE["statistics"], _PLACE["statistics_lines"]


def record_of(document: Document) -> Record:
    article, page = document.article, document.page
    return (
        document.source,
        document.digest,
        article and _record_of_article(article),
        page and _record_of_page(page),
        tuple(map(tuple, document.references)),
        tuple(map(_record_of_problem, document.problems)),
        document.is_draft,
        document.matter,
        document.shape,
        tuple(document.lines.items()),
    )


def document_of(record: Record) -> Document:
    source, digest, article, page, references, problems, is_draft, matter, shape, lines = record
    return Document(
        source,
        digest,
        article and _article_of(article),
        page and _page_of(page),
        None,
        tuple([Reference(*reference) for reference in references]),
        tuple([_problem_of(problem) for problem in problems]),
        is_draft,
        matter,
        shape,
        _lines(lines),
    )


def _record_of_problem(p: Problem) -> Record:
    return p.file, p.line, p.key, p.code, p.severity.value, p.message, p.remedy


def _problem_of(record: Record) -> Problem:
    file, line, key, code, severity, message, remedy = record
    return Problem(file, line, key, code, Severity(severity), message, remedy)


def _record_of_article(article: Article) -> Record:
    values = [*vars(article).values()]
    values[_DATE] = _written(article.date)
    values[_UPDATED] = _written(article.updated)
    values[_TAGS] = tuple([tag.name for tag in article.tags])
    if image := article.image:
        values[_IMAGE] = image.src, image.alt, image.caption
    # Statements are for those who read; what came of them is in the analyses.
    values[_STATISTICS] = values[_STATISTICS_LINES] = ()
    return tuple(values)


def _article_of(record: Record) -> Article:
    values = [*record]
    values[_DATE] = _moment(values[_DATE])
    values[_UPDATED] = _moment(values[_UPDATED])
    values[_TAGS] = tuple(map(tag_named, values[_TAGS]))
    if image := values[_IMAGE]:
        values[_IMAGE] = Image(*image)
    for place in _REPEATED:
        values[place] = intern(values[place])
    return Article(*values)


def _record_of_page(page: StandingPage) -> dict[str, Any]:
    values = {field.name: getattr(page, field.name) for field in fields(page)}
    return values | {"updated": _written(page.updated)}


def _page_of(record: dict[str, Any]) -> StandingPage:
    return StandingPage(**record | {"updated": _moment(record["updated"])})


@lru_cache(maxsize=1024)
def _lines(items: tuple[tuple[str, int], ...]) -> Mapping[str, int]:
    """Many articles share them: kept once."""
    return dict(items)


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    """All moments of the content are in Việt Nam's time."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM) if text else None


def record_of_body(body: Body) -> Record:
    """Text is made again when needed, and Markdown is not: a third of the cache is enough."""
    headings = tuple([(heading.level, heading.id, heading.text) for heading in body.headings])
    return body.html.encode(), body.line, headings, body.images
