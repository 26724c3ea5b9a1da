"""What of a Word document is its title, and who wrote it."""

from xml.etree import ElementTree

import pytest

from portal.word.document import WordDocument


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
