"""The site as its settings, its content and its plugins describe it."""

from collections.abc import Iterator, Mapping
from typing import Any

from plugins.bridge import doors
from plugins.bridge.settings_check import SettingsError
from plugins.bridge.settings_digest import settings_digest
from portal.core.library import Library
from portal.core.picture import FOLDER, fallback
from portal.core.problem import Problem, Severity
from portal.core.settings import Settings
from portal.core.site import Assets, MenuItem, Site

MENU_SIZE = 7
"""Items that a reader takes in at a glance; what is more stands in the footer."""


def equip(settings: Mapping[str, Any]) -> Assets:
    functions = list(doors.connected(doors.equipping))
    if len(functions) != 1:
        raise SettingsError("PLUGINS cần đúng một plugin của giao diện, thường là plugins.assets")
    assets: Assets = functions[0](settings=settings)
    return assets


def crowded_out(site: Site, library: Library) -> Iterator[Problem]:
    """Pages that asked for a place in a menu that has no room for them."""
    more = {item.url for item in site.more_pages}
    for page in library.pages:
        if page.menu and page.url in more:
            yield Problem(
                page.source, 1, "menu", "menu-full", Severity.REMARK,
                f"thực đơn đã đủ {MENU_SIZE} mục nên trang này nằm ở chân trang",
                "bớt mục trong MENU hoặc bỏ menu ở trang khác; muốn ở chân trang thì bỏ khóa này",
            )  # fmt: skip


def compose(settings: Mapping[str, Any], own: Settings, library: Library, assets: Assets) -> Site:
    """The site with its menu: what plugins offer, then ``MENU``, then the standing pages."""
    presented = [
        item
        for present in doors.connected(doors.presenting)
        for item in present(library=library, settings=own)
    ]
    items = sorted(presented, key=lambda item: item.place)
    items += [MenuItem(title, url, url, 40) for title, url in own.MENU]
    items += [
        MenuItem(page.title, page.url, page.url, 50 + (page.menu or 0),
                 "menu" if page.menu else "footer")
        for page in library.pages
    ]  # fmt: skip
    menu = sorted((item for item in items if item.shown == "menu"), key=lambda item: item.place)
    more = [*menu[MENU_SIZE:], *(item for item in items if item.shown == "footer")]
    declarations = library.declarations
    office = declarations.offices.get(own.OFFICE)
    if office is None:
        raise SettingsError(f"OFFICE «{own.OFFICE}» chưa khai báo trong content/offices.yml")
    emblem = library.images.get(own.EMBLEM.removeprefix(FOLDER))
    return Site(
        name=own.SITENAME,
        slogan=own.SLOGAN,
        url=own.SITEURL,
        language=str(settings["DEFAULT_LANG"]),
        office=office,
        publisher=own.PUBLISHER,
        page_size=own.PAGE_SIZE,
        menu=tuple(menu[:MENU_SIZE]),
        more_pages=tuple(more),
        offers={item.key: item.url for item in presented},
        categories=tuple(declarations.categories.values()),
        counter=own.COUNTER,
        settings={**settings, **dict(own)},
        settings_digest=settings_digest(settings),
        assets=assets,
        emblem=fallback(emblem).url if emblem else "",
    )
