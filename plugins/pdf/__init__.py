"""A PDF of each article, for printing, filing and sending."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from plugins.bridge import decorating, planning
from plugins.pdf.edition import Edition, edition
from plugins.pdf.press import Press
from portal.core.library import Library
from portal.core.output import File
from portal.core.site import Site
from portal.core.years import chosen_years

PACKAGES = Path(__file__).resolve().parents[2] / "node_modules"

_made: WeakKeyDictionary[Library, Mapping[str, tuple[Edition, Press]]] = WeakKeyDictionary()


def editions(library: Library, site: Site) -> Mapping[str, tuple[Edition, Press]]:
    """Address → the PDF of every article that has one; all made when first asked for, since the
    pages tell their sizes."""
    if library not in _made:
        press = Press.of(site.settings, PACKAGES)
        years = chosen_years(site.settings["PDF_YEARS"], library.by_year, "PDF_YEARS")
        articles = [article for year in sorted(years) for article in library.by_year[year]]
        found = {article.url: edition(article, library, site) for article in articles}
        press.make_all(list(found.values()))
        _made[library] = {url: (item, press) for url, item in found.items()}
    return _made[library]


def decorate(
    _: Any, *, library: Library, site: Site, kind: str, subject: Any
) -> dict[str, Any] | None:
    if kind != "article":
        return None
    made = editions(library, site).get(subject.url)
    if made is None:
        return None
    item, press = made
    return {"pdf": {"url": item.url, "bytes": press.size(item)}}


def plan(_: Any, *, library: Library, site: Site) -> Iterator[File]:
    for item, press in editions(library, site).values():
        yield File(item.path, published, (item, press))


def published(item: Edition, press: Press) -> bytes:
    return press.read(item)


def register() -> None:
    decorating.connect(decorate)
    planning.connect(plan)
