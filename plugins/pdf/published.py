"""Which articles get a PDF; all are made when first asked for, since pages tell their sizes."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from weakref import WeakKeyDictionary

from plugins.pdf.edition import Edition, edition
from plugins.pdf.press import Press
from portal.core.library import Library
from portal.core.output import File
from portal.core.site import Site
from portal.core.years import chosen_years

PACKAGES = Path(__file__).resolve().parents[2] / "node_modules"

_made: WeakKeyDictionary[Library, Mapping[str, tuple[Edition, Press]]] = WeakKeyDictionary()


def editions(library: Library, site: Site) -> Mapping[str, tuple[Edition, Press]]:
    """Address of every article that has a PDF → what is printed and what prints it."""
    if library not in _made:
        press = Press.of(site.settings, PACKAGES)
        years = chosen_years(site.settings["PDF_YEARS"], library.by_year, "PDF_YEARS")
        articles = [article for year in sorted(years) for article in library.by_year[year]]
        found = {article.url: edition(article, library, site) for article in articles}
        press.make_all(list(found.values()))
        _made[library] = {url: (item, press) for url, item in found.items()}
    return _made[library]


def files(library: Library, site: Site) -> Iterator[File]:
    for item, press in editions(library, site).values():
        yield File(item.path, printed, (item, press))


def printed(item: Edition, press: Press) -> bytes:
    return press.read(item)
