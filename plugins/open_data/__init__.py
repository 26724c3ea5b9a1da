"""Open data: every figure with its source, as files that programs and Excel read."""

from collections.abc import Iterator
from typing import Any

from plugins.bridge import decorating, locating, planning, presenting
from plugins.open_data.catalogue import Catalogue
from plugins.open_data.files import files
from plugins.open_data.page import ADDRESS, downloads, page
from portal.core.figures.collected import figures, states_figures
from portal.core.library import Library
from portal.core.output import Bundle, Output, Page
from portal.core.settings import Settings
from portal.core.site import MenuItem, Site


def present(_: Any, *, library: Library, settings: Settings) -> list[MenuItem]:
    item = MenuItem("Dữ liệu mở", ADDRESS, "open-data", 30, "footer")
    return [item] if states_figures(library) else []


def decorate(
    _: Any, *, library: Library, site: Site, kind: str, subject: Any
) -> dict[str, Any] | None:
    """(title, address) of the files of an indicator."""
    return {"downloads": downloads(subject)} if kind == "indicator" else None


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
    yield page(catalogue, site.offers.get("statistics"))
    yield Bundle("open-data", files, (catalogue,), catalogue.digest)


def locate(_: Any, *, library: Library, site: Site, path: str) -> Output | None:
    if not path.startswith("du-lieu/"):
        return None
    found = plan(None, library=library, site=site)
    return next((page for page in found if isinstance(page, Page) and page.path == path), None)


def register() -> None:
    presenting.connect(present)
    decorating.connect(decorate)
    planning.connect(plan)
    locating.connect(locate)
