"""What stands for an article in lists, feeds and metadata where its editor wrote no sapo."""

import pytest

from portal.collect.document import read_document
from portal.collect.summary import summary_of
from portal.core.library import Declarations
from portal.markup.render import RENDERERS, to_html

FIRST = "Sáng nay, Văn phòng họp./.\n"


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize(
    "above",
    [
        '![Toàn cảnh](/hinh-anh/a.jpg "Toàn cảnh hội nghị")',
        "![Toàn cảnh](/hinh-anh/a.jpg)\n*Toàn cảnh hội nghị*",
        "## Kết quả",
        "Bảng 1. Văn bản\n\n| Loại | Số |\n|--|--|\n| Đi | 12 |",
        "> Lời trích.",
        "- một\n- hai",
        "- một\n\n- hai",
        '<div class="note">Lưu ý</div>',
        "<br>\n\n&nbsp;",
    ],
)
def test_it_is_the_first_paragraph_whatever_stands_above(above: str, renderer: str) -> None:
    assert summary_of(to_html(f"{above}\n\n{FIRST}", renderer)) == "Sáng nay, Văn phòng họp."


def test_a_paragraph_may_be_written_as_html() -> None:
    assert summary_of(to_html('- một\n\n<p class="lead">Hai.</p>\n\nBa.')) == "Hai."


def test_a_text_without_paragraphs_is_told_by_its_first_line() -> None:
    assert summary_of(to_html("## Kết quả\n\n- một\n- hai\n")) == "Kết quả"


def test_a_paragraph_of_several_lines_is_one() -> None:
    assert summary_of(to_html("Một  \nhai.\n")) == "Một hai."


@pytest.mark.parametrize(
    "place",
    ["Lạng Sơn – ", "(Buôn Ma Thuột) - ", "TP. Buôn Ma Thuột – ", "Thành phố Lạng Sơn - ",
     "xã Ea Kao, Đắk Lắk — ", "(Lạng Sơn)- ", "(LSO) – ", "(Chinhphu.vn) -", "Lạng Sơn – ",
     "LẠNG SƠN – ", "Huế - ", "Quảng Trị, ngày 10 tháng 01 năm 2025 - ", "Lạng Sơn (10/1) – ",
     "Lạng Sơn, 10/01/2025: ", "Lạng Sơn, ngày 10.01.2025 – ", "TP Lạng Sơn, chiều 10/01 - ",
     "Lạng Sơn, ngày 10 tháng 01 năm 2025\n\n"],
)  # fmt: skip
def test_the_dateline_is_left_out(place: str) -> None:
    assert summary_of(to_html(place + FIRST)) == "Sáng nay, Văn phòng họp."


@pytest.mark.parametrize(
    "sentence",
    [
        "Đồng chí Nguyễn Văn A - Chủ tịch tỉnh dự họp.",
        "Ông Nguyễn Văn A – Chủ tịch tỉnh dự họp.",
        "Chủ tịch tỉnh – đồng chí A – dự họp.",
        "Bà Rịa – Vũng Tàu sáp nhập.",
        "Thừa Thiên – Huế tổ chức hội nghị.",
        "Hà Nội – Lào Cai là tuyến cao tốc đầu tiên.",
        "Việt Nam – Nhật Bản ký kết hợp tác.",
        "HĐND – UBND tỉnh họp.",
        "UBND Lạng Sơn - Sở Nội vụ phối hợp.",
        "Bắc Sơn – vùng đất cách mạng.",
        "Quý I – Thu ngân sách tăng.",
        "Thứ Hai, ngày 10/01/2022: Văn phòng họp.",
        "Sáng 10/01/2022: Văn phòng họp.",
        "Ngày 10/01/2022 - Văn phòng họp.",
        "Ngày 10/01/2022, Văn phòng họp.",
        "Lạng Sơn, ngày 10/01/2022, Văn phòng họp.",
        "Lạng Sơn: Khai mạc hội chợ.",
        "Chương trình 30/4 – 1/5: Các hoạt động.",
        "Đảng – Bác Hồ.",
        "Trần Văn B – Gương sáng.",
        "(Lưu ý): Văn phòng nghỉ.",
        "(1) – Kết quả.",
        "Lạng Sơn-Cao Bằng thông xe.",
    ],
)
def test_whom_a_sentence_is_about_is_no_dateline(sentence: str) -> None:
    assert summary_of(to_html(sentence)) == sentence


def test_a_sapo_ends_without_the_closing_mark_of_the_text() -> None:
    page = "---\ntitle: Tên\nsummary: Một câu./.\n---\n\nHai./.\n".encode()
    document = read_document("trang/a.md", page, Declarations({}, {}, {}, {}, "lang-son", ""))
    assert document.page is not None
    assert document.page.summary == "Một câu."
