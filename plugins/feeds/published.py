"""Which feeds there are: the whole site and each category, in each format."""

from collections.abc import Callable, Iterator

from plugins.feeds.channel import Channel, entries
from plugins.feeds.syndication import FORMATS
from portal.core.article import Article
from portal.core.library import Library
from portal.core.output import File
from portal.core.site import Site
from portal.imaging.store import Store

FOLDER = "feeds/"


def files(
    library: Library, site: Site, facts: Callable[[Article], tuple[str, ...]]
) -> Iterator[File]:
    """``facts`` gives the figures of an article as sentences."""
    store = Store.of(site.settings)
    categories = library.declarations.categories
    groups = [(FOLDER, "/", site.name, site.slogan, library.articles)]
    for id_, articles in library.by_category.items():
        category = categories[id_]
        title = f"{category.name} – {site.name}"
        folder = f"{FOLDER}chuyen-muc/{id_}/"
        groups.append((folder, category.url, title, category.description, articles))
    for folder, url, title, description, articles in groups:
        if not articles:
            continue
        channel = Channel(
            title=title,
            description=description or title,
            home=site.url + url,
            publisher=site.office.name,
            language=site.language,
            folder=f"{site.url}/{folder}",
            entries=entries(articles, library, site=site.url, store=store, facts=facts),
        )
        for name, render in FORMATS.items():
            yield File(folder + name, render, (channel,))
