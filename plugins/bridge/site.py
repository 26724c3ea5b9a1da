"""The site as its settings, its content and its plugins describe it."""

from collections.abc import Mapping
from typing import Any, Protocol

from pydantic import ValidationError

from plugins.bridge import doors
from portal.core.library import Library
from portal.core.problem import PortalError
from portal.core.site import MenuItem, Settings, Site

MENU_SIZE = 7
"""Items that a reader takes in at a glance; what is more stands in the footer."""


class SettingsError(PortalError):
    """``site_config.py`` does not say what the portal needs."""


def own_settings(settings: Mapping[str, Any]) -> Settings:
    """The portal's own keys, typed; :class:`SettingsError` names all that are wrong."""
    own = {name: settings[name] for name in Settings.model_fields if name in settings}
    try:
        return Settings(**own)
    except ValidationError as error:
        lines = "\n".join(
            f"site_config.py: {'.'.join(map(str, item['loc']))}: "
            f"giá trị không hợp lệ ({item['msg']}) → xem chương Thiết lập trong sổ tay"
            for item in error.errors(include_url=False)
        )
        raise SettingsError(lines) from None


class Assets(Protocol):
    """The files of the theme, as one plugin publishes them."""

    digest: str

    def address(self, name: str) -> str: ...


def equip(settings: Mapping[str, Any]) -> Assets:
    (function,) = doors.connected(doors.equipping)
    assets: Assets = function(settings=settings)
    return assets


def compose(settings: Mapping[str, Any], own: Settings, library: Library, assets: Assets) -> Site:
    """The site with its menu: what plugins offer, then ``MENU``, then the standing pages."""
    items = [item for offer in doors.connected(doors.presenting) for item in offer(library=library)]
    items += [MenuItem(title, url, url, 40) for title, url in own.MENU]
    items += [
        MenuItem(page.title, page.url, page.url, 50 + (page.menu or 0), bool(page.menu))
        for page in library.pages
    ]
    menu = sorted((item for item in items if item.in_menu), key=lambda item: item.place)
    more = [*menu[MENU_SIZE:], *(item for item in items if not item.in_menu)]
    declarations = library.declarations
    office = declarations.offices.get(own.OFFICE)
    if office is None:
        raise SettingsError(f"OFFICE «{own.OFFICE}» chưa khai báo trong content/offices.yml")
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
        categories=tuple(declarations.categories.values()),
        counter=own.COUNTER,
        settings=settings,
        asset=assets.address,
        asset_digest=assets.digest,
    )
