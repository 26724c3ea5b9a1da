"""What search engines are told: sitemap.xml and robots.txt."""

from collections.abc import Iterable
from typing import Any

from plugins.bridge import planning
from plugins.sitemap.addresses import articles, lists
from plugins.sitemap.sitemap import files
from portal.core.library import Library
from portal.core.output import File
from portal.core.site import Site


def plan(_: Any, *, library: Library, site: Site) -> Iterable[File]:
    menu = [item.url for item in site.menu if item.url.startswith("/") and item.url != "/tim-kiem/"]
    return files(articles(library), lists(library, menu), site.url)


def register() -> None:
    planning.connect(plan)
