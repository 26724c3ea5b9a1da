"""Old addresses lead to the new ones."""

from collections.abc import Iterable
from typing import Any

from plugins.bridge import planning
from plugins.redirects.redirect import files
from portal.core.library import Library
from portal.core.output import File
from portal.core.site import Site


def plan(_: Any, *, library: Library, site: Site) -> Iterable[File]:
    return files(library.documents, site=site.url, language=site.language)


def register() -> None:
    planning.connect(plan)
