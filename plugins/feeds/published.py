"""Which feeds there are: the whole site and each category, in each format."""

from collections.abc import Callable, Iterator

from plugins.feeds.channel import Channel, entries
from plugins.feeds.syndication import FORMATS, LABELS
from portal.core.address import output_path
from portal.core.article import Article
from portal.core.library import Library
from portal.core.office import Category
from portal.core.output import File, Page
from portal.core.site import HOME, Meta, Site
from portal.imaging.store import ImageStore

FOLDER = "feeds/"
ALL_NEWS = f"/{FOLDER}rss.xml"
PAGE = "/nguon-tin/"
"""Address of the page that lists all feeds."""


def _folder(category: Category) -> str:
    return f"{FOLDER}chuyen-muc/{category.id}/"


def feed_of(category: Category) -> str:
    """Address of the feed to which a list of the category leads."""
    return f"/{_folder(category)}rss.xml"


def page(library: Library) -> Page:
    """Every feed in every format; it changes when a category gets its first article."""
    categories = library.declarations.categories
    groups = [("Toàn bộ tin", FOLDER)]
    groups += [
        (category.name, _folder(category))
        for id_, category in categories.items()
        if id_ in library.by_category
    ]
    title = "Nguồn tin"
    return Page(output_path(PAGE), "feeds.html", {
        "page": Meta("feeds", PAGE, title, "Địa chỉ RSS, Atom và JSON của cổng.",
                     breadcrumbs=(HOME, (title, PAGE))),
        "feeds": tuple(
            (name, tuple((label, f"/{folder}{file}") for label, file in LABELS))
            for name, folder in groups
        ),
    })  # fmt: skip


def files(
    library: Library, site: Site, facts: Callable[[Article], tuple[str, ...]]
) -> Iterator[File]:
    """``facts`` gives the figures of an article as sentences."""
    store = ImageStore.of(site.settings)
    categories = library.declarations.categories
    groups = [(FOLDER, "/", site.name, site.slogan, library.articles)]
    for id_, articles in library.by_category.items():
        category = categories[id_]
        title = f"{category.name} – {site.name}"
        groups.append((_folder(category), category.url, title, category.description, articles))
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
