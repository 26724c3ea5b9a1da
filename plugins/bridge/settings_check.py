"""What is wrong with the settings, said so that whoever wrote them finds the line."""

import ast
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_CONFIG
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from portal.core.library import Library
from portal.core.nearest import nearest
from portal.core.picture import FOLDER
from portal.core.problem import PortalError, Problem, Severity
from portal.core.settings import Settings

FILE = "SETTINGS_FILE"
"""Key under which the settings tell the path of their file."""
_CHAPTER = "xem chương Thiết lập trong sổ tay"


class SettingsError(PortalError):
    """``site_config.py`` does not say what the portal needs."""


class Pelicans(BaseModel):
    """Pelican's own keys that the portal stands on."""

    PATH: str = "content"
    OUTPUT_PATH: str = "output"
    CACHE_PATH: str = ".cache"
    THEME: str = "theme"
    TIMEZONE: str = "Asia/Ho_Chi_Minh"
    DEFAULT_LANG: str = "vi"
    PLUGINS: tuple[str, ...] = ()


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
_YEARS = 'cần "newest", "all" hoặc danh sách năm như [2024, 2025]; () là không'
_NEEDED = {
    "SITEURL": "cần tên miền riêng, bắt đầu bằng https://, sau đó không có /",
    "OFFICE": "cần mã đơn vị như trong offices.yml: chữ thường không dấu, chữ số, gạch nối",
    "MENU": 'cần các cặp như [("Liên hệ", "/lien-he/")]; địa chỉ bắt đầu bằng / hoặc https://',
    "EMBLEM": "cần địa chỉ ảnh trong content/hinh-anh, như {FOLDER}quoc-huy.svg",
    "COUNTER": 'cần {{"base": "https://…"}}, cuối địa chỉ không có /',
    "PDF_YEARS": _YEARS,
    "CARD_YEARS": _YEARS,
    "LICENCE_DATA": "cần địa chỉ bắt đầu bằng https://",
    "PUBLISHER.licence_url": "cần địa chỉ bắt đầu bằng / hoặc https://",
}
"""Key → what it takes."""


def whereabouts(settings: Mapping[str, Any], name: str, *parts: object) -> tuple[str, int]:
    """Name of the settings file and the line that sets ``name``, or in it the first of ``parts``
    that is written there; line 0 if the file is not known or does not tell."""
    file = settings.get(FILE)
    if file is None:
        return "site_config.py", 0
    try:
        tree = ast.parse(Path(file).read_bytes())
    except (OSError, SyntaxError):
        return Path(file).name, 0
    line = 0
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            written = [one for one in ast.walk(node) if isinstance(one, ast.Constant)]
            found = (one.lineno for part in parts for one in written if one.value == part)
            line = next(found, node.lineno)
    return Path(file).name, line


def fault(settings: Mapping[str, Any], key: str, text: str, *parts: object) -> tuple[int, str]:
    """Line and sentence ``file:line: key: text`` for what is wrong with a setting."""
    file, line = whereabouts(settings, key.partition(".")[0].partition("[")[0], *parts)
    return line, f"{file}:{line}: {key}: {text}" if line else f"{file}: {key}: {text}"


def refuse(faults: list[tuple[int, str]]) -> None:
    """:class:`SettingsError` with all ``faults`` in the order of their lines, if there are any."""
    if faults:
        raise SettingsError("\n".join(text for _, text in sorted(set(faults))))


def own_settings(settings: Mapping[str, Any]) -> Settings:
    """The portal's own keys, typed; :class:`SettingsError` names all that are wrong, and those
    that are unknown but nearly one of them."""
    known = Settings.model_fields.keys() | Pelicans.model_fields.keys()
    faults = []
    for name in settings.keys() - DEFAULT_CONFIG.keys() - known - {FILE}:
        if name.isupper() and (meant := nearest(name, known, 0.8)):
            text = f"không có thiết lập này → có phải {meant}?"
            faults.append(fault(settings, name, text))
    typed = []
    for model in (Pelicans, Settings):
        try:
            given = {name: settings[name] for name in model.model_fields if name in settings}
            typed.append(model(**given))
        except ValidationError as error:
            faults += [_explained(settings, one) for one in error.errors(include_url=False)]
    refuse(faults)
    assert isinstance(typed[-1], Settings)
    return typed[-1]


def _explained(settings: Mapping[str, Any], details: ErrorDetails) -> tuple[int, str]:
    location, kind = details["loc"], details["type"]
    key = ".".join(part for part in location if isinstance(part, str))
    needed = _NEEDED.get(key, "giá trị không hợp lệ").format(FOLDER=FOLDER)
    context = {name: str(value).replace(" or ", " hoặc ") for name, value in
               details.get("ctx", {}).items()}  # fmt: skip
    wrong = _WRONG[kind].format(**context) if kind in _WRONG else needed
    written = details["input"]
    parts = written if isinstance(written, list | tuple) else [written]
    return fault(settings, key, f"{wrong} → {_CHAPTER}", *parts, *location[1:])


def dead_settings(
    settings: Mapping[str, Any], own: Settings, library: Library, leads: Callable[[str], str]
) -> Iterator[Problem]:
    """What the content has to bear out: the emblem, and addresses that all pages lead to.

    ``leads`` tells of a site-absolute address where the site has it: the address itself, another
    that was meant, or ``""``.
    """

    def problem(key: str, value: str, code: str, message: str, remedy: str) -> Problem:
        file, line = whereabouts(settings, key.partition(".")[0], value)
        return Problem(file, line or 1, key, code, Severity.ERROR, message, remedy)

    source = own.EMBLEM.removeprefix(FOLDER)
    if source in library.images.defects:
        defect = library.images.defects[source]
        yield problem("EMBLEM", own.EMBLEM, defect.code, f"«{source}»: {defect.message}",
                      defect.remedy)  # fmt: skip
    elif source and source not in library.images:
        yield problem("EMBLEM", own.EMBLEM, "missing-image",
                      f"không có ảnh «{source}» trong content/hinh-anh",
                      'chép tệp ảnh vào content/hinh-anh, hoặc viết EMBLEM = ""')  # fmt: skip
    remedy = "sửa địa chỉ hoặc bỏ mục này"
    linked = [("MENU", address) for _, address in own.MENU]
    linked.append(("PUBLISHER.licence_url", own.PUBLISHER.licence_url))
    for key, address in linked:
        if address.startswith("/") and (meant := leads(address)) != address:
            yield problem(key, address, "broken-link", f"trên cổng không có địa chỉ {address}",
                          f"có phải {meant}?" if meant else remedy)  # fmt: skip
