"""Search that understands how Vietnamese is typed: an index in small files for the browser."""

from collections.abc import Iterator
from typing import Any

from plugins.bridge import analysing, decorator, planning, planning_texts, presenting
from plugins.search.bundle import SEALED, build
from plugins.search.documents import collect, fields_of
from portal.core.article import Article, Body
from portal.core.library import Declarations, Library
from portal.core.output import Bundle, Page
from portal.core.settings import Settings
from portal.core.site import HOME, MenuItem, Meta, Site


def analyse(_: Any, *, article: Article, body: Body, declarations: Declarations) -> bytes:
    return fields_of(article, body.text, declarations)


def index(_: Any, *, library: Library, site: Site) -> Iterator[Bundle]:
    source = collect(library)
    yield Bundle("search", build, (source,), source.digest, SEALED)


def present(_: Any, *, library: Library, settings: Settings) -> Iterator[MenuItem]:
    yield MenuItem("Tìm kiếm", "/tim-kiem/", "search", shown="apart")


def plan(_: Any, *, library: Library, site: Site) -> Iterator[Page]:
    page = Meta(
        "search", "/tim-kiem/", "Tìm kiếm", "Tìm tin, văn bản và số liệu trên cổng.",
        section="search", breadcrumbs=(HOME, ("Tìm kiếm", "/tim-kiem/")),
    )  # fmt: skip
    more = decorator(library, site)("search", None)
    yield Page("tim-kiem/index.html", "search.html", {"page": page, "years": (), **more})


def register() -> None:
    analysing.connect(analyse)
    presenting.connect(present)
    planning.connect(plan)
    planning_texts.connect(index)
