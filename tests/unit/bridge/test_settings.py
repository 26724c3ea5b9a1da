"""What is said of a setting that cannot be used."""

import re
from pathlib import Path
from typing import Any

import pytest

from plugins.bridge import doors
from plugins.bridge.settings import load
from plugins.bridge.settings_check import SettingsError, own_settings
from plugins.bridge.site import equip

MENU = 'MENU: cần các cặp như [("Liên hệ", "/lien-he/")]; địa chỉ bắt đầu bằng / hoặc https://'
COUNTER = 'COUNTER: cần {"base": "https://…"}, cuối địa chỉ không có /'
YEARS = 'PDF_YEARS: cần "newest", "all" hoặc danh sách năm như [2024, 2025]; () là không'
RIGHT = {"SITENAME": "Văn phòng", "SITEURL": "https://vp.example.gov.vn", "OFFICE": "lang-son"}


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SITENAME", "", "SITENAME: đang để trống"),
        ("SITENAME", 3, "SITENAME: cần chữ đặt trong ngoặc kép"),
        ("SITEURL", "vp.gov.vn", "SITEURL: cần tên miền riêng, bắt đầu bằng https://, sau đó không"
         " có /"),
        ("SITEURL", "https://vp.gov.vn/tin", "SITEURL: cần tên miền riêng, bắt đầu bằng https://,"
         " sau đó không có /"),
        ("OFFICE", "Lạng Sơn", "OFFICE: cần mã đơn vị như trong offices.yml: chữ thường không dấu,"
         " chữ số, gạch nối"),
        ("PAGE_SIZE", "hai mươi", "PAGE_SIZE: cần một số nguyên"),
        ("PAGE_SIZE", 2.5, "PAGE_SIZE: cần một số nguyên"),
        ("PAGE_SIZE", 2, "PAGE_SIZE: cần từ 5 trở lên"),
        ("PAGE_SIZE", 2000, "PAGE_SIZE: cần nhiều nhất là 200"),
        ("COMPRESS", 3, "COMPRESS: cần True hoặc False"),
        ("COUNTER", "goat", 'COUNTER: cần các cặp {"khóa": "giá trị"}'),
        ("PUBLISHER", {"fone": "0205"}, "PUBLISHER.fone: không có khóa này"),
        ("MENU", "Liên hệ", "MENU: cần một danh sách"),
        ("MENU", ("Liên hệ", "/lien-he/"), MENU),
        ("MENU", [("Liên hệ", "lien-he")], MENU),
        ("MENU", [("", "/lien-he/")], MENU),
        ("EMBLEM", "https://x.vn/a.png", "EMBLEM: cần địa chỉ ảnh trong content/hinh-anh, như"
         " /hinh-anh/quoc-huy.svg"),
        ("COUNTER", {"bass": "https://dem.vn"}, COUNTER),
        ("COUNTER", {"base": "https://dem.vn/"}, COUNTER),
        ("PDF_YEARS", "latest", YEARS),
        ("PDF_YEARS", 2021, YEARS),
        ("PDF_YEARS", ["2021"], YEARS),
        ("LICENCE_DATA", "CC BY", "LICENCE_DATA: cần địa chỉ bắt đầu bằng https://"),
        ("PUBLISHER", {"licence_url": "giay-phep"},
         "PUBLISHER.licence_url: cần địa chỉ bắt đầu bằng / hoặc https://"),
        ("PLUGINS", "plugins.news", "PLUGINS: cần một danh sách"),
        ("DEFAULT_LANG", None, "DEFAULT_LANG: cần chữ đặt trong ngoặc kép"),
        ("MARKDOWN_RENDERER", "marked",
         "MARKDOWN_RENDERER: chỉ nhận 'pyromark' hoặc 'python-markdown'"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_told_in_vietnamese(name: str, value: Any, told: str) -> None:
    with pytest.raises(SettingsError) as error:
        own_settings({**RIGHT, name: value})
    assert str(error.value) == f"site_config.py: {told} → xem chương Thiết lập trong sổ tay"


def test_all_wrong_settings_are_told_at_once() -> None:
    """A name that is nearly one of ours was meant to be it; others may be another plugin's."""
    with pytest.raises(SettingsError) as error:
        own_settings({"SITENAME": "", "SITEURL": "https://a.vn", "OFICE": "a", "THEIR_OWN": 1})
    assert str(error.value).split("\n") == [
        "site_config.py: OFFICE: thiếu thiết lập này → xem chương Thiết lập trong sổ tay",
        "site_config.py: OFICE: không có thiết lập này → có phải OFFICE?",
        "site_config.py: SITENAME: đang để trống → xem chương Thiết lập trong sổ tay",
    ]


def test_a_theme_that_is_not_there_is_named(tmp_path: Path) -> None:
    """Ours would take its place without a word."""
    (tmp_path / "content").mkdir()
    file = tmp_path / "site_config.py"
    right = "".join(f"{name} = {value!r}\n" for name, value in RIGHT.items())
    file.write_text(f'{right}THEME = "giao-dien-cu"\n', encoding="utf-8")
    told = "site_config.py:4: THEME: không có thư mục giao diện giao-dien-cu"
    with pytest.raises(SettingsError, match=told):
        load(file)
    file.write_text(right, encoding="utf-8")
    assert Path(load(file)["THEME"]).is_dir()


def test_a_site_without_the_plugin_of_its_theme_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doors, "connected", lambda _: iter(()))
    with pytest.raises(SettingsError, match="plugin của giao diện"):
        equip({})


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (b"OFFLINE = true", "không hiểu «true» → chữ đặt trong ngoặc kép"),
        ('SLOGAN = "Tận tâm"'.encode("utf-16"), "tệp không phải UTF-8 → mở bằng Notepad"),
        (b'SLOGAN = "T\xe2m"', "tệp không phải UTF-8 → mở bằng Notepad"),
        (b'SLOGAN = "', "site_config.py:1: dòng này không đúng cú pháp Python"),
    ],
)
def test_a_settings_file_that_cannot_be_read_says_why(
    source: bytes, told: str, tmp_path: Path
) -> None:
    (tmp_path / "content").mkdir()
    file = tmp_path / "site_config.py"
    file.write_bytes(source)
    with pytest.raises(SettingsError, match=re.escape(told)):
        load(file)


def test_each_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    """Where in a list of several lines it stands, too; before Pelican mends any of it."""
    (tmp_path / "content").mkdir()
    file = tmp_path / "site_config.py"
    file.write_text("""SITENAME = "Văn phòng"
SITEURL = "https://vp.example.gov.vn/"
OFFICE = "lang-son"
PUBLISHER = {
    "address": "Số 1",
    "fone": "0205",
}
MENU = [
    ("Liên hệ", "/lien-he/"),
    ("Công báo", "cong-bao"),
]
PDF_YEARS = CARD_YEARS = "latest"
COMPRES = True
""", encoding="utf-8")  # fmt: skip
    with pytest.raises(SettingsError) as error:
        load(file)
    chapter = " → xem chương Thiết lập trong sổ tay"
    assert str(error.value).split("\n") == [
        f"site_config.py:2: SITEURL: cần tên miền riêng, bắt đầu bằng https://, sau đó không có /"
        f"{chapter}",
        f"site_config.py:6: PUBLISHER.fone: không có khóa này{chapter}",
        f"site_config.py:10: {MENU}{chapter}",
        f"site_config.py:12: {YEARS.replace('PDF', 'CARD')}{chapter}",
        f"site_config.py:12: {YEARS}{chapter}",
        "site_config.py:13: COMPRES: không có thiết lập này → có phải COMPRESS?",
    ]
