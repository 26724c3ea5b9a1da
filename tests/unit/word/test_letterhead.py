"""What stands around the text of an official document, and what only looks like that."""

from xml.etree import ElementTree

import pytest

from portal.word.headings import text_of
from portal.word.letterhead import without_letterhead

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
TITLE = "<p><strong>BÁO CÁO</strong></p><p><strong>Quý II</strong></p>"


def left(html: str) -> tuple[list[str], list[str]]:
    """What is left of the text, and what was taken away."""
    text, left_out = without_letterhead([*ElementTree.fromstring(f"<body>{html}</body>")])
    return [text_of(block) for block in text], left_out


def test_the_list_of_receivers_is_left_out_without_a_table_too() -> None:
    html = "<p>Hết./.</p><p><strong>Nơi nhận:</strong></p><p>- Như trên;</p>"
    assert left(html) == (["Hết./."], ["nơi nhận, chữ ký"])


@pytest.mark.parametrize(
    "head",
    [
        f"<p>UBND TỈNH\t{MOTTO}</p><p>VĂN PHÒNG\tĐộc lập - Tự do - Hạnh phúc</p><p>---\t----</p>"
        "<p>Số: 45/BC-VP\tLạng Sơn, ngày 05 tháng 7 năm 2025</p>",
        f"<p><strong>{MOTTO}</strong></p><p>Độc lập – Tự do – Hạnh phúc</p>"
        "<p><em>Ngày … tháng 7 năm 2025</em></p>",
        f"<table><tr><td><p>VĂN PHÒNG</p></td><td><p>{MOTTO}</p></td></tr></table>",
    ],
)
def test_letterheads(head: str) -> None:
    assert left(f"{head}{TITLE}<p>Đạt.</p>") == (["BÁO CÁO", "Quý II", "Đạt."], ["quốc hiệu"])


@pytest.mark.parametrize(
    "html",
    [
        f"<p>Mọi văn bản đều ghi {MOTTO} ở đầu.</p>",
        f"<p>Một.</p><p>{MOTTO}</p>",
        "<table><tr><td>Nơi nhận hồ sơ</td><td>Số</td></tr></table>",
        "<table>" + "<tr><td>Nơi nhận: xã</td><td>5</td></tr>" * 9 + "</table>",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_letterhead_stays(html: str) -> None:
    blocks = ElementTree.fromstring(f"<body>{html}<p>Hết.</p></body>")
    assert without_letterhead([*blocks]) == ([*blocks], [])


def test_a_document_within_a_frame_is_one() -> None:
    html = (
        f"<table><tr><td><p>{MOTTO}</p></td></tr><tr><td>{TITLE}<p>Đạt.</p>"
        "<table><tr><td>Xã</td><td>5</td></tr></table></td></tr>"
        "<tr><td><p>Nơi nhận:</p></td></tr></table>"
    )
    text, left_out = left(html)
    assert text == ["BÁO CÁO", "Quý II", "Đạt.", "Xã 5"]
    assert left_out == ["quốc hiệu", "nơi nhận, chữ ký"]


def test_an_appendix_behind_the_receivers_stays() -> None:
    html = (
        "<p>Hết./.</p><p>Nơi nhận:\tCHÁNH VĂN PHÒNG</p><ul><li>Như trên;</li></ul><p>(Đã ký)</p>"
        "<p>PHỤ LỤC</p><p>Kèm theo.</p>"
    )
    assert left(html)[0] == ["Hết./.", "PHỤ LỤC", "Kèm theo."]
