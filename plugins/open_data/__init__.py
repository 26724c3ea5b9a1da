"""Open data: every figure with its source, as files that programs and Excel read."""

from collections.abc import Iterator
from typing import Any

from plugins.bridge import locating, planning, presenting
from plugins.open_data.catalogue import Catalogue
from plugins.open_data.files import files
from plugins.open_data.page import page
from portal.core.figures.collected import figures, states_figures
from portal.core.library import Library
from portal.core.output import Bundle, Output, Page
from portal.core.site import MenuItem, Site


def present(_: Any, *, library: Library) -> list[MenuItem]:
    item = MenuItem("Dữ liệu mở", "/du-lieu/", "statistics", in_menu=False)
    return [item] if states_figures(library) else []


def plan(_: Any, *, library: Library, site: Site) -> Iterator[Output]:
    topics = figures(library).topics
    if not topics:
        return
    catalogue = Catalogue(
        topics,
        site_name=site.office.name,
        site_url=site.url,
        language=site.language,
        licence_url=site.settings["LICENCE_DATA"],
        email=site.publisher.email,
    )
    yield page(catalogue)
    yield Bundle("open-data", files, (catalogue,), catalogue.digest)


def locate(_: Any, *, library: Library, site: Site, path: str) -> Output | None:
    if not path.startswith("du-lieu/"):
        return None
    found = plan(None, library=library, site=site)
    return next((page for page in found if isinstance(page, Page) and page.path == path), None)


def register() -> None:
    presenting.connect(present)
    planning.connect(plan)
    locating.connect(locate)
