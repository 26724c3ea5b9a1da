"""What of a Word document is its title, and what is no part of an article."""

from xml.etree import ElementTree

import pytest

from portal.word.document import WordDocument, text_of


def document(html: str) -> WordDocument:
    return WordDocument(list(ElementTree.fromstring(f"<body>{html}</body>")))


BOLD = "<p><strong>{}</strong></p>"


@pytest.mark.parametrize(
    ("lines", "title", "left"),
    [
        (("BÁO CÁO", "Kết quả quý III"), "Báo cáo kết quả quý III", 0),
        (("THÔNG BÁO", "UBND tỉnh họp"), "Thông báo UBND tỉnh họp", 0),
        (("Hội nghị sơ kết", "Chiều nay, Văn phòng họp"), "Hội nghị sơ kết", 1),
        (("BÁO CÁO<br/>Kết quả quý III",), "Báo cáo kết quả quý III", 0),
        (("BÁO CÁO KẾT QUẢ",), "BÁO CÁO KẾT QUẢ", 0),
        (
            ("BÁO CÁO", "Kết quả năm 2025", "và nhiệm vụ", "Một"),
            "Báo cáo kết quả năm 2025 và nhiệm vụ",
            1,
        ),
        (("Hội nghị", "a) Mở đầu"), "Hội nghị", 1),
        (("I. KẾT QUẢ",), "", 1),
        (("Chương II", "Tổ chức"), "", 2),
        (("Chương trình họp báo", "Chiều nay, Văn phòng họp"), "Chương trình họp báo", 1),
        (('Năm<sup><a href="#footnote-1">[1]</a></sup> 2025',), "Năm 2025", 0),
        (("Chiều nay, Văn phòng họp.",), "", 1),
        ((), "", 0),
    ],
)
def test_title(lines: tuple[str, ...], title: str, left: int) -> None:
    word = document("".join(map(BOLD.format, lines)))
    assert word.take_title() == title
    assert len(word.blocks) == left


def test_the_list_of_receivers_is_left_out_without_a_table_too() -> None:
    word = document("<p>Hết./.</p><p><strong>Nơi nhận:</strong></p><p>- Như trên;</p>")
    word.leave_out_letterhead()
    assert [text_of(block) for block in word.blocks] == ["Hết./."]
    assert word.left_out == ["nơi nhận, chữ ký"]


MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


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
    word = document(head + BOLD.format("BÁO CÁO") + BOLD.format("Quý II") + "<p>Đạt.</p>")
    word.leave_out_letterhead()
    assert word.left_out == ["quốc hiệu"]
    assert word.take_title() == "Báo cáo quý II"
    assert [text_of(block) for block in word.blocks] == ["Đạt."]


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
    word = document(f"{html}<p>Hết.</p>")
    before = [*word.blocks]
    word.leave_out_letterhead()
    if html.startswith("<table>"):
        assert word.left_out == []
    assert word.blocks == before


def test_a_document_within_a_frame_is_one() -> None:
    word = document(
        f"<table><tr><td><p>{MOTTO}</p></td></tr><tr><td><p><strong>BÁO CÁO</strong></p>"
        "<p><strong>Quý II</strong></p><p>Đạt.</p>"
        "<table><tr><td>Xã</td><td>5</td></tr></table></td></tr>"
        "<tr><td><p>Nơi nhận:</p></td></tr></table>"
    )
    word.leave_out_letterhead()
    assert word.left_out == ["quốc hiệu", "nơi nhận, chữ ký"]
    assert word.take_title() == "Báo cáo quý II"
    assert [text_of(block) for block in word.blocks] == ["Đạt.", "Xã 5"]


def test_an_appendix_behind_the_receivers_stays() -> None:
    word = document(
        "<p>Hết./.</p><p>Nơi nhận:\tCHÁNH VĂN PHÒNG</p><ul><li>Như trên;</li></ul><p>(Đã ký)</p>"
        "<p>PHỤ LỤC</p><p>Kèm theo.</p>"
    )
    word.leave_out_letterhead()
    assert [text_of(block) for block in word.blocks] == ["Hết./.", "PHỤ LỤC", "Kèm theo."]


@pytest.mark.parametrize(
    ("last", "author"),
    [
        ("<strong>Tin, ảnh: Phòng Tổng hợp</strong>", "Tin, ảnh: Phòng Tổng hợp"),
        ("Bài và ảnh: Phòng Tổng hợp", "Bài và ảnh: Phòng Tổng hợp"),
        ("Tin tức: đã đăng", ""),
        ("Hết./.", ""),
    ],
)
def test_author(last: str, author: str) -> None:
    word = document(f"<p>Một.</p><p>{last}</p>")
    assert word.take_author() == author
    assert len(word.blocks) == 1 + (not author)
