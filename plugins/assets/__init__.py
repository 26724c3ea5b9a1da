"""Style sheet, scripts and fonts of the theme, under addresses that carry their hash."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.assets.collection import Assets, publish
from plugins.bridge import equipping, planning
from portal.core.library import Library
from portal.core.output import Bundle
from portal.core.site import Site
from portal.places import PACKAGES


def equip(_: Any, *, settings: Mapping[str, Any]) -> Assets:
    return Assets(Path(settings["THEME"]), PACKAGES)


def plan(_: Any, *, library: Library, site: Site) -> Iterator[Bundle]:
    yield Bundle("assets", publish, (site.assets,))


def register() -> None:
    equipping.connect(equip)
    planning.connect(plan)
