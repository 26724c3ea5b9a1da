"""Which articles get a card, and where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from plugins.cards.card import ShareCard, draw
from portal.cache import keep, kept
from portal.core.article import Article
from portal.core.library import Library
from portal.core.output import File
from portal.core.site import Site
from portal.core.years import chosen_articles
from portal.places import PACKAGES
from portal.typography import print as fonts

NAME = "anh-chia-se.png"


@dataclass(frozen=True)
class Artist:
    """Draws cards and keeps them in the cache; no card depends on where that is."""

    cache: Path

    @property
    def digest(self) -> str:
        return ""

    @cached_property
    def faces(self) -> Path:
        return fonts.folder(PACKAGES, self.cache)

    def draw(self, card: ShareCard) -> bytes:
        path = self.cache / "cards" / f"{card.digest}.png"
        data = kept(path)
        if data is None:
            data = draw(card, self.faces)
            keep(path, data)
        return data


def has_card(article: Article, library: Library, site: Site) -> bool:
    return library.photo(article) is None and article.url in _chosen(library, site)


def address(article: Article) -> str:
    return f"{article.url}{NAME}"


def files(library: Library, site: Site) -> Iterator[File]:
    for article in _chosen(library, site).values():
        if library.photo(article) is None:
            yield _file(article, library, site)


def find(path: str, library: Library, site: Site) -> File | None:
    """The card at ``path``, without a look at the others."""
    if not path.endswith(f"/{NAME}"):
        return None
    article = _chosen(library, site).get(f"/{path.removesuffix(NAME)}")
    if article is None or library.photo(article):
        return None
    return _file(article, library, site)


def _chosen(library: Library, site: Site) -> Mapping[str, Article]:
    return chosen_articles(library, site.settings, "CARD_YEARS")


def _file(article: Article, library: Library, site: Site) -> File:
    card = ShareCard(
        title=article.title,
        category=library.declarations.categories[article.category].name,
        office=library.declarations.offices[article.office].name,
        host=urlsplit(site.url).netloc,
    )
    artist = Artist(Path(site.settings["CACHE_PATH"]).resolve())
    return File(address(article).lstrip("/"), drawn, (card, artist))


def drawn(card: ShareCard, artist: Artist) -> bytes:
    return artist.draw(card)
