"""The list of pages that the visit counter may count: counter-paths.txt, beside the pages."""

from collections.abc import Iterable
from typing import Any

from plugins.bridge import concluding
from plugins.counter.paths import file
from portal.core.library import Library
from portal.core.output import File, Page
from portal.core.site import Site


def plan(_: Any, *, library: Library, site: Site, pages: tuple[Page, ...]) -> Iterable[File]:
    if site.counter:
        yield file(library, pages)


def register() -> None:
    concluding.connect(plan)
