"""RSS, Atom and JSON Feed, for the whole site and for each category."""

from collections.abc import Iterator
from typing import Any

from plugins.bridge import planning
from plugins.feeds.channel import Channel, entries
from plugins.feeds.syndication import FORMATS
from portal.core.library import Library
from portal.core.output import File
from portal.core.site import Site
from portal.imaging.store import Store


def plan(_: Any, *, library: Library, site: Site) -> Iterator[File]:
    store = Store.of(site.settings)
    categories = library.declarations.categories
    groups = [("feeds/", "/", site.name, site.slogan, library.articles)]
    for id_, articles in library.by_category.items():
        category = categories[id_]
        title = f"{category.name} – {site.name}"
        groups.append(
            (f"feeds/chuyen-muc/{id_}/", category.url, title, category.description, articles)
        )
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
            entries=entries(articles, library, site=site.url, store=store),
        )
        for name, render in FORMATS.items():
            yield File(folder + name, render, (channel,))


def register() -> None:
    planning.connect(plan)
