"""Which articles get a PDF, and how much each weighs."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from plugins.pdf.edition import Edition, Facts, edition
from plugins.pdf.typesetter import Typesetter
from portal.core.article import Article
from portal.core.library import Library
from portal.core.output import File
from portal.core.site import Site
from portal.core.years import chosen_articles
from portal.places import PACKAGES

Reveal = Callable[[Article], Facts | None]
"""The figures of an article, as the plugin that knows figures gives them."""


def files(library: Library, site: Site, reveal: Reveal) -> list[File]:
    """The PDF of each chosen article."""
    articles = _chosen(library, site).values()
    return _files([edition(article, library, site, reveal(article)) for article in articles], site)


def _files(editions: Sequence[Edition], site: Site) -> list[File]:
    """All are made now: pages tell their sizes.

    Not so in a preview (``PREVIEW``), where nobody should wait for hundreds of them.
    """
    typesetter = typesetter_of(site)
    if not site.settings.get("PREVIEW"):
        typesetter.make_all(editions)
    return [File(item.path, printed, (item, typesetter)) for item in editions]


def link(
    article: Article, library: Library, site: Site, reveal: Reveal
) -> dict[str, str | int | None] | None:
    """Address and bytes of the article's PDF; none for an article without.

    Bytes are ``None`` in a preview, where a PDF is made when somebody asks for it.
    """
    if article.url not in _chosen(library, site):
        return None
    item = edition(article, library, site, reveal(article))
    return {"url": item.url, "bytes": typesetter_of(site).size(item)}


def find(path: str, library: Library, site: Site, reveal: Reveal) -> File | None:
    """The PDF at ``path``, without a look at the others."""
    folder, _, name = path.rpartition("/")
    if not name.endswith(".pdf"):
        return None
    article = _chosen(library, site).get(f"/{folder}/")
    if article is None:
        return None
    item = edition(article, library, site, reveal(article))
    return _files([item], site)[0] if item.path == path else None


def printed(item: Edition, typesetter: Typesetter) -> bytes:
    return typesetter.read(item)


def typesetter_of(site: Site) -> Typesetter:
    template = Path(site.settings["THEME"]) / "print" / "article.typ"
    return _typesetter(
        template,
        template.stat().st_mtime_ns,
        str(site.settings["PATH"]),
        str(site.settings["CACHE_PATH"]),
    )


@lru_cache(maxsize=1)
def _typesetter(template: Path, _changed: int, content: str, cache: str) -> Typesetter:
    return Typesetter.of({"PATH": content, "CACHE_PATH": cache}, template, PACKAGES)


def _chosen(library: Library, site: Site) -> Mapping[str, Article]:
    return chosen_articles(library, site.settings, "PDF_YEARS")
