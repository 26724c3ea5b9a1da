"""Which articles get a PDF, and how much each weighs."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from plugins.pdf.edition import Edition, Facts, edition
from plugins.pdf.press import Press
from portal.core.article import Article
from portal.core.library import Library
from portal.core.output import File
from portal.core.site import Site
from portal.core.years import chosen_years

PACKAGES = Path(__file__).resolve().parents[2] / "node_modules"

Reveal = Callable[[Article], Facts | None]
"""The figures of an article, as the plugin that knows figures gives them."""


def files(library: Library, site: Site, reveal: Reveal) -> list[File]:
    """The PDF of each article of the chosen years. All are made now: pages tell their sizes.

    Not so in a preview (``PREVIEW``), where nobody should wait for hundreds of them.
    """
    years = _years(library, site)
    articles = [article for year in sorted(years) for article in library.by_year[year]]
    editions = [edition(article, library, site, reveal(article)) for article in articles]
    press = press_of(site)
    if not site.settings.get("PREVIEW"):
        press.make_all(editions)
    return [_file(item, press) for item in editions]


def link(
    article: Article, library: Library, site: Site, reveal: Reveal
) -> dict[str, str | int | None] | None:
    """Address and bytes of the article's PDF; none for an article without.

    Bytes are ``None`` in a preview, where a PDF is made when somebody asks for it.
    """
    if article.year not in _years(library, site):
        return None
    item = edition(article, library, site, reveal(article))
    return {"url": item.url, "bytes": press_of(site).size(item)}


def find(path: str, library: Library, site: Site, reveal: Reveal) -> File | None:
    """The PDF at ``path``, without a look at the others."""
    folder, _, name = path.rpartition("/")
    if not name.endswith(".pdf"):
        return None
    for article in _of_year(folder, library):
        if article.url == f"/{folder}/" and article.year in _years(library, site):
            item = edition(article, library, site, reveal(article))
            return _file(item, press_of(site)) if item.path == path else None
    return None


def printed(item: Edition, press: Press) -> bytes:
    return press.read(item)


def press_of(site: Site) -> Press:
    template = Path(site.settings["THEME"]) / "print" / "article.typ"
    return _press(
        template,
        template.stat().st_mtime_ns,
        str(site.settings["PATH"]),
        str(site.settings["CACHE_PATH"]),
    )


@lru_cache(maxsize=1)
def _press(template: Path, _changed: int, content: str, cache: str) -> Press:
    return Press.of({"PATH": content, "CACHE_PATH": cache}, template, PACKAGES)


def _file(item: Edition, press: Press) -> File:
    return File(item.path, printed, (item, press))


def _years(library: Library, site: Site) -> frozenset[int]:
    return chosen_years(site.settings["PDF_YEARS"], library.by_year, "PDF_YEARS")


def _of_year(folder: str, library: Library) -> Iterable[Article]:
    year = folder.partition("/")[0]
    return library.by_year.get(int(year), ()) if year.isdecimal() else ()
