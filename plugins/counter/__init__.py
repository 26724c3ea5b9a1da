"""The list of pages that the visit counter may count: counter-paths.txt, beside the pages."""

from collections.abc import Iterable
from typing import Any

from plugins.bridge import planning
from plugins.counter.paths import file
from portal.core.library import Library
from portal.core.output import File
from portal.core.site import Site


def plan(_: Any, *, library: Library, site: Site) -> Iterable[File]:
    if site.counter:
        yield file(library, (item.url for item in site.menu))


def register() -> None:
    planning.connect(plan)
