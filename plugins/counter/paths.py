"""Every page a reader can visit, as the counter's service reads it (:mod:`counter.paths`).

The file is public, like the site map, and says no more than that: addresses and titles.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from portal.core.figures.collected import figures
from portal.core.figures.series import Topic
from portal.core.library import Library
from portal.core.output import File

FILE_NAME = "counter-paths.txt"

_SECTIONS = (
    "/", "/chuyen-muc/", "/don-vi/", "/du-lieu/", "/luu-tru/", "/nguon-tin/", "/so-do-cong/",
    "/so-lieu/", "/tim-kiem/", "/tro-nang/", "/tu-khoa/",
)  # fmt: skip
"""Pages that are there whatever the articles are. One that a site lacks does no harm: nothing
sends hits for it."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Path → title, sorted by path; "" for pages that are no articles."""

    titles: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        return blake2b(_text(self).encode(), digest_size=16).hexdigest()


def titles(library: Library, menu: Iterable[str]) -> dict[str, str]:
    """Path → title of every page; "" for pages that are no articles."""
    found = dict.fromkeys(_pages(library, menu), "")
    found |= {article.url: " ".join(article.title.split()) for article in library.articles}
    return found


def file(library: Library, menu: Iterable[str]) -> File:
    """The list as an output of the build."""
    return File(FILE_NAME, content, (Pages(tuple(sorted(titles(library, menu).items()))),))


def content(pages: Pages) -> bytes:
    """One path a line; an article's title follows after a tab. Numbered pages of a list are not
    listed: the service counts them as the list."""
    return _text(pages).encode()


def _text(pages: Pages) -> str:
    return "".join(f"{path}\t{title}\n" if title else f"{path}\n" for path, title in pages.titles)


def _statistics(topics: Iterable[Topic]) -> Iterator[str]:
    """As :mod:`plugins.statistics.pages` publishes them: of all that some article states."""
    for topic in topics:
        yield topic.indicator.url
        for series in topic.series:
            yield f"/so-lieu/don-vi/{series.office.id}/"
            yield from (f"/so-lieu/nam/{point.period.year}/" for point in series.points)


def _pages(library: Library, menu: Iterable[str]) -> Iterator[str]:
    declarations = library.declarations
    yield from _SECTIONS
    yield from (url for url in menu if url.startswith("/"))
    yield from (page.url for page in library.pages)
    yield from (declarations.categories[id_].url for id_ in library.by_category)
    yield from (office.url for office in declarations.offices.values())
    yield from _statistics(figures(library).topics)
    yield from (tag.url for tag in library.tags.values())
    for year in library.by_year:
        yield f"/{year}/"
        yield from (f"/{year}/{month:02}/" for month in library.by_month(year))
