"""A whole article → its figures, where they stand and when they were true."""

import unicodedata
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portal.core.figures.extract import read

ARTICLE = """---
title: "Văn phòng UBND tỉnh tổng kết công tác năm 2021"
date: 05/01/2022
statistics:
  - {indicator: van-ban.di, figure: "17.337 văn bản đi", period: 2021}
---
Chiều 05/01, Văn phòng UBND tỉnh tổ chức hội nghị. Trong năm, đơn vị phát hành **17.337** văn bản
đi, tăng 2.013 so với năm 2020.

Từ ngày 01/01 đến ngày 15/12/2021, tỉnh giao 3.441 nhiệm vụ. Đã hoàn thành 3.285 nhiệm vụ.

Tính đến ngày 10/12/2021, Trung tâm tiếp nhận 140.400 hồ sơ ([xem bảng 2](/2022/bang-2/)).

| Chỉ tiêu | 2020 | 2021 |
|---|---:|---:|
| Cuộc họp | 485 | 554 |

Năm 2022, phấn đấu 98% hồ sơ đúng hạn; quý I hoàn thành 25% kế hoạch; 6 tháng đầu năm đạt 50%./.
"""


def periods(text: str, **more: object) -> dict[str, str | None]:
    figures = read(text, **more).figures  # type: ignore[arg-type]
    return {figure.quote: figure.period.iso if figure.period else None for figure in figures}


def test_each_figure_has_the_period_of_its_words() -> None:
    """The year of the title, of a sentence, of a table's column: never the basis of a change."""
    assert periods(ARTICLE) == {
        "17.337** văn bản\nđi": "2021",
        "2.013": "2021",
        "3.441 nhiệm vụ": "2021-01-01/2021-12-15",
        "3.285 nhiệm vụ": "2021-01-01/2021-12-15",
        "140.400 hồ sơ": "../2021-12-10",
        "485": "2020",
        "554": "2021",
        "98%": "2022",
        "25%": "2022-Q1",
        "50%": "2022-H1",
    }


def test_front_matter_is_not_prose() -> None:
    """What the editor stated there is not found again, and offsets count from the file's start."""
    for figure in read(ARTICLE).figures:
        assert figure.start > ARTICLE.index("---\nChiều")
        assert ARTICLE[figure.start : figure.end] == figure.quote


def test_addresses_hide_no_figures() -> None:
    """A link's target and an image's name state nothing; its words do."""
    text = (
        "![12 cán bộ](/hinh-anh/2021/12-anh.jpg) Có [35 hồ sơ](https://vi.du/5/xa) "
        "<b id='7'>mới</b>."
    )
    assert [figure.quote for figure in read(text).figures] == ["35 hồ sơ"]


def test_decomposed_text_keeps_its_offsets() -> None:
    """Text from a Mac is decomposed; the quote is still a piece of the text as given."""
    text = unicodedata.normalize("NFD", "Tiếp nhận trên 1.250 hồ sơ, đạt 95,4%.")
    figures = read(text).figures
    assert [figure.value for figure in figures] == [1250, figures[1].value]
    for figure in figures:
        assert text[figure.start : figure.end] == figure.quote
    assert figures[0].quote == unicodedata.normalize("NFD", "trên 1.250 hồ sơ")


def test_a_date_without_year_belongs_to_the_article() -> None:
    """The latest such day that is not after the article: in January, December is last year's."""
    text = "Lũy kế đến 15/12, có 3.285 nhiệm vụ hoàn thành."
    assert periods(text, today=date(2022, 1, 5)) == {"3.285 nhiệm vụ": "2021-01-01/2021-12-15"}
    assert periods(text, today=date(2021, 12, 20)) == {"3.285 nhiệm vụ": "2021-01-01/2021-12-15"}


def test_the_basis_is_never_the_period() -> None:
    """*so với cùng kỳ* is resolved against the figure's own period."""
    figures = read("Quý III/2024, tiếp 1.126 lượt, giảm 8,2% so với cùng kỳ.").figures
    assert [f.period.iso for f in figures if f.period] == ["2024-Q3", "2024-Q3"]
    assert figures[1].basis == "2023-Q3"


def test_what_the_text_does_not_tell_stays_open() -> None:
    """Better no period than a wrong one; a meter's reading has none at all."""
    assert periods("Có 12 tập thể được khen.") == {"12 tập thể": None}
    assert periods("Năm 2021.\n\nHôm nay: 5,924 lượt truy cập") == {"5,924 lượt truy cập": None}


def test_hard_wrapped_lines_are_one_sentence() -> None:
    """A number at the end of a line keeps the unit on the next one."""
    text = (
        "Trong quý, các cơ quan, đơn vị đã tiếp nhận và giải quyết 1.250\n"
        "hồ sơ, tăng\n12% so với quý trước."
    )
    first, second = read(text).figures
    assert (first.unit, second.attached_to) == ("hồ sơ", 0)


TABLES = """Đơn vị tính: tỷ đồng

| Nội dung | Năm 2021 | So sánh (%) |
|---|---:|---:|
| Thu nội địa | 1.320,5 | 110 |
| Số dự án (dự án) | 12 | 100 |

| STT | Chỉ tiêu | ĐVT | Thực hiện |
|---|---|---|---:|
| 1 | Sản lượng lúa | nghìn tấn | 412,5 |
| 2 | Tỷ lệ hộ nghèo | % | 2,1 |
"""


def test_a_cell_has_the_unit_of_its_column_row_or_table() -> None:
    """In the head's brackets, in a column of units, beside the row's name, or above it all."""
    assert [(str(f.value.normalize()), f.unit, f.kind) for f in read(TABLES).figures] == [
        ("1.3205E+12", "đồng", "money"),
        ("1.1E+2", "%", "percent"),
        ("12", "dự án", "count"),
        ("1E+2", "%", "percent"),
        ("4.125E+5", "tấn", "count"),
        ("2.1", "%", "percent"),
    ]


def test_no_thousand_is_no_number() -> None:
    """*Không nghìn*, *không triệu* are words of a number or a slip, never a reading that fails."""
    assert [str(f.value) for f in read("Thu không triệu đồng, chi 5 triệu đồng.").figures] == [
        "5000000"
    ]


@given(st.text(alphabet="0123456789.,/-–%() \nnămtỷđồnggiảmsovới|#*", max_size=300))
def test_offsets_are_always_into_the_text_as_given(text: str) -> None:
    """Whatever is written, quotes are exact and do not overlap."""
    end = 0
    for figure in read(text).figures:
        assert text[figure.start : figure.end] == figure.quote
        assert figure.start >= end
        end = figure.end
