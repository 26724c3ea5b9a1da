"""Statistics: figures are read, checked, put in series and shown with their sources."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from plugins.bridge import (
    analysing,
    checking,
    decorating,
    decorator,
    inspecting,
    locating,
    planning,
    presenting,
)
from plugins.statistics.drawing import draw_ahead
from plugins.statistics.facts import fact_box, fact_lines, key_figures
from plugins.statistics.pages import drawings, pages
from portal.core.article import Article, Body
from portal.core.figures.collected import (
    Kept,
    figures,
    figures_around,
    reading,
    stated,
    states_figures,
)
from portal.core.library import Declarations, Library
from portal.core.output import Output, Page
from portal.core.problem import Problem
from portal.core.settings import Settings
from portal.core.site import MenuItem, Site

HOME_FIGURES = 3
YEAR_FIGURES = 6


def analyse(_: Any, *, article: Article, body: Body, declarations: Declarations) -> Kept | None:
    observations = reading(article, body, declarations).observations
    return Kept.of(observations) if observations else None


def inspect(
    _: Any, *, article: Article, body: Body, declarations: Declarations
) -> Iterable[Problem]:
    return reading(article, body, declarations).problems


def check(_: Any, *, library: Library) -> Iterable[Problem]:
    return figures(library).problems


def present(_: Any, *, library: Library, settings: Settings) -> Iterable[MenuItem]:
    return [MenuItem("Số liệu", "/so-lieu/", "statistics", 20)] if states_figures(library) else []


def plan(_: Any, *, library: Library, site: Site) -> Iterable[Output]:
    planned = list(_pages(library, site))
    if not site.settings.get("PREVIEW"):
        # Nobody should wait for all charts in a preview, where each is drawn with its page.
        draw_ahead(drawings(planned))
    return planned


def _pages(library: Library, site: Site) -> Iterator[Page]:
    cache = Path(site.settings["CACHE_PATH"]) / "charts"
    decorate = decorator(library, site)
    return pages(figures(library).topics, library.declarations, site, cache, decorate)


def locate(_: Any, *, library: Library, site: Site, path: str) -> Output | None:
    """One page for a preview: planning all of them takes milliseconds, drawing them does not."""
    if not path.startswith("so-lieu/"):
        return None
    return next((page for page in _pages(library, site) if page.path == path), None)


def decorate(
    _: Any, *, library: Library, site: Site, kind: str, subject: Any
) -> dict[str, Any] | None:
    """The fact box of an article, its figures as lines of a feed, the key figures of a year."""
    if kind == "feed":
        return {"facts": fact_lines(stated(library, subject), library.declarations, subject.office)}
    if kind in ("article", "print"):
        found = figures_around(library, subject)
        box = fact_box(found.of(subject), found.dataset, library.declarations, subject.office)
        return {"facts": box} if box else None
    if kind in ("home", "year"):
        topics = figures(library).topics
        count = HOME_FIGURES if kind == "home" else YEAR_FIGURES
        return {"key_figures": key_figures(topics, site.office.id, subject, count)}
    return None


def register() -> None:
    analysing.connect(analyse)
    inspecting.connect(inspect)
    checking.connect(check)
    presenting.connect(present)
    planning.connect(plan)
    locating.connect(locate)
    decorating.connect(decorate)
