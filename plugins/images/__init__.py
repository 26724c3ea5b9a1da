"""Images in modern formats and fitting widths, without metadata."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from plugins.bridge import locating, planning
from plugins.images.published import files, find
from portal.core.library import Library
from portal.core.output import File
from portal.core.picture import FOLDER
from portal.core.site import Site
from portal.imaging.store import ImageStore


def plan(_: Any, *, library: Library, site: Site) -> Iterable[File]:
    sources = chain(
        (site.settings["EMBLEM"].removeprefix(FOLDER),),
        chain.from_iterable(article.shown_images for article in library.articles),
        chain.from_iterable(page.images for page in library.pages),
    )
    return files(sources, library.images, ImageStore.of(site.settings))


def locate(_: Any, *, library: Library, site: Site, path: str) -> File | None:
    return find(path, library.images, ImageStore.of(site.settings))


def register() -> None:
    planning.connect(plan)
    locating.connect(locate)
