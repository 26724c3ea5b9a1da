"""Settings for a run of the portal's command line: Pelican's reading, our defaults."""

import os
from pathlib import Path
from typing import Any

from pelican.settings import get_settings_from_file, read_settings

from plugins.bridge.settings_check import FILE, Pelicans, SettingsError, fault, own_settings
from portal.places import ROOT

THEME = ROOT / "theme"


def load(file: Path, content: Path | None = None, output: Path | None = None) -> dict[str, Any]:
    """The settings in ``file``; ``content`` and ``output`` take the place of theirs.

    Raises :class:`SettingsError` where the file is missing, is not Python or says what the portal
    cannot use.
    """
    if not file.is_file():
        raise SettingsError(
            f"không thấy tệp thiết lập {file}; vào thư mục của cổng rồi chạy lại, "
            "hoặc chỉ tệp bằng --settings"
        )
    source = file.read_bytes()
    if b"\0" in source or not _is_utf8(source):
        raise SettingsError(
            f"{file.name}: tệp không phải UTF-8 → mở bằng Notepad, chọn Save As, Encoding: UTF-8"
        )
    try:
        own = get_settings_from_file(str(file.resolve()))
    except SyntaxError as error:
        raise SettingsError(
            f"{file.name}:{error.lineno}: dòng này không đúng cú pháp Python "
            "→ xem lại dấu ngoặc kép, dấu phẩy"
        ) from None
    except NameError as error:
        raise SettingsError(
            f"{file.name}: không hiểu «{error.name}» "
            "→ chữ đặt trong ngoặc kép; đúng, sai viết True, False"
        ) from None
    except Exception as error:  # The file is a program: whatever it raises is its mistake.
        raise SettingsError(f"{file.name}: không chạy được ({error})") from None
    # Before Pelican, which mends some mistakes with a word in English and keeps silent on others.
    own[FILE] = str(file.resolve())
    own_settings(own)
    override: dict[str, Any] = {FILE: own[FILE]}
    folder = file.resolve().parent
    for name, value in Pelicans().model_dump().items():
        if name not in own:  # Pelican's own defaults are others.
            override[name] = str(folder / value) if name.endswith("PATH") else value
    if content is not None:
        override["PATH"] = str(content.resolve())
    if output is not None:
        override["OUTPUT_PATH"] = os.path.abspath(output)
    theme = str(own.get("THEME", THEME.name))
    if not (folder / theme).is_dir():
        if theme != THEME.name:
            _, text = fault(own, "THEME", f"không có thư mục giao diện {theme} → sửa tên thư mục")
            raise SettingsError(text)
        # Settings of another folder, which has no theme of its own: ours.
        override["THEME"] = str(THEME)
    if "READERS" not in own:
        override["READERS"] = {"rst": None, "html": None}
    if not (folder / override.get("PATH", own.get("PATH", ""))).is_dir():
        missing = content or own.get("PATH", Pelicans().PATH)
        raise SettingsError(f"không có thư mục nội dung {missing}; chỉ thư mục bằng --content")
    return read_settings(str(file.resolve()), override=override)  # type: ignore[no-any-return]


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
