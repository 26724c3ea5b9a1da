"""The site as its settings, its content and its plugins describe it."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Protocol

from pelican.settings import DEFAULT_CONFIG
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from plugins.bridge import doors
from portal.core.library import Library
from portal.core.problem import PortalError
from portal.core.site import MenuItem, Settings, Site

MENU_SIZE = 7
"""Items that a reader takes in at a glance; what is more stands in the footer."""


class SettingsError(PortalError):
    """``site_config.py`` does not say what the portal needs."""


_WRONG = {
    "missing": "thiếu thiết lập này",
    "extra_forbidden": "không có khóa này",
    "bool_parsing": "cần True hoặc False",
    "bool_type": "cần True hoặc False",
    "dict_type": 'cần các cặp {{"khóa": "giá trị"}}',
    "mapping_type": 'cần các cặp {{"khóa": "giá trị"}}',
    "model_type": 'cần các cặp {{"khóa": "giá trị"}}',
    "greater_than_equal": "cần từ {ge} trở lên",
    "int_from_float": "cần một số nguyên",
    "int_parsing": "cần một số nguyên",
    "int_type": "cần một số nguyên",
    "less_than_equal": "cần nhiều nhất là {le}",
    "literal_error": "chỉ nhận {expected}",
    "string_too_short": "đang để trống",
    "string_type": "cần chữ đặt trong ngoặc kép",
    "tuple_type": "cần một danh sách",
}
"""pydantic's kind of mistake → the same in Vietnamese."""
_PATTERNS = {
    "SITEURL": "cần tên miền riêng, bắt đầu bằng https://, sau đó không có /",
    "OFFICE": "cần mã đơn vị như trong offices.yml: chữ thường không dấu, chữ số, gạch nối",
}


def own_settings(settings: Mapping[str, Any]) -> Settings:
    """The portal's own keys, typed; :class:`SettingsError` names all that are wrong, and those
    that are unknown but nearly one of them."""
    own = {name: settings[name] for name in Settings.model_fields if name in settings}
    lines = []
    for name in settings.keys() - DEFAULT_CONFIG.keys() - own.keys():
        if name.isupper() and (meant := get_close_matches(name, Settings.model_fields, 1, 0.8)):
            lines.append(f"site_config.py: {name}: không có thiết lập này → có phải {meant[0]}?")
    try:
        typed = Settings(**own)
    except ValidationError as error:
        lines += map(_explained, error.errors(include_url=False))
    if lines:
        raise SettingsError("\n".join(sorted(lines)))
    return typed


def _explained(details: ErrorDetails) -> str:
    key = ".".join(map(str, details["loc"]))
    wrong = _PATTERNS.get(key) if details["type"] == "string_pattern_mismatch" else None
    wrong = wrong or _WRONG.get(details["type"], "giá trị không hợp lệ")
    context = {name: str(value).replace(" or ", " hoặc ") for name, value in
               details.get("ctx", {}).items()}  # fmt: skip
    return f"site_config.py: {key}: {wrong.format(**context)} → xem chương Thiết lập trong sổ tay"


class Assets(Protocol):
    """The files of the theme, as one plugin publishes them."""

    digest: str

    def address(self, name: str) -> str: ...


def equip(settings: Mapping[str, Any]) -> Assets:
    functions = list(doors.connected(doors.equipping))
    if len(functions) != 1:
        raise SettingsError("PLUGINS cần đúng một plugin của giao diện, thường là plugins.assets")
    assets: Assets = functions[0](settings=settings)
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
        settings={**settings, **dict(own)},
        asset=assets.address,
        asset_digest=assets.digest,
    )
