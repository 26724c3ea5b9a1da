"""Search that understands how Vietnamese is typed: an index in small files for the browser."""

from collections.abc import Iterator
from typing import Any

from plugins.bridge import analysing, planning, planning_texts
from plugins.search.bundle import SEALED, build
from plugins.search.documents import collect, fields_of
from portal.core.article import Article, Body
from portal.core.library import Declarations, Library
from portal.core.output import Bundle, Page
from portal.core.site import Meta, Site


def analyse(_: Any, *, article: Article, body: Body, declarations: Declarations) -> bytes:
    return fields_of(article, body.text, declarations)


def index(_: Any, *, library: Library, site: Site) -> Iterator[Bundle]:
    source = collect(library)
    yield Bundle("search", build, (source,), source.digest, SEALED)


def plan(_: Any, *, library: Library, site: Site) -> Iterator[Page]:
    page = Meta(
        "search", "/tim-kiem/", "Tìm kiếm", "Tìm tin, văn bản và số liệu trên cổng.",
        section="search", breadcrumbs=(("Trang chủ", "/"), ("Tìm kiếm", "/tim-kiem/")),
    )  # fmt: skip
    years = tuple(library.by_year)
    yield Page("tim-kiem/index.html", "search.html", {"page": page, "years": years})


def register() -> None:
    analysing.connect(analyse)
    planning.connect(plan)
    planning_texts.connect(index)
