"""What an editor is told of lines that become something else on the page."""

import pytest

from portal.markup.layout import without_indents
from portal.markup.render import to_html
from portal.markup.review import review

LONG = "Chiều nay, Văn phòng tổ chức hội nghị tổng kết công tác năm, " + "dự họp có lãnh đạo, " * 4


def told(markdown: str) -> list[tuple[int, str]]:
    found = review(f"Mở đầu.\n\n{markdown}\n", "a.md", 5)
    return [(problem.line, f"{problem.message} → {problem.remedy}") for problem in found]


def test_cells_beyond_the_header_are_told_since_nobody_would_see_them() -> None:
    """Each row with its line; empty cells are no loss, nor are bars within a cell."""
    table = "| A | B |\n|---|---|\n| 1 | 2 | 3 |\n| 4 | 5\\|6 | |\n\nA | B\n--|--\n7 | 8 | 9"
    assert ">3<" not in to_html(table).html
    loss = "không lên trang → thêm cột vào dòng tiêu đề và dòng gạch, hoặc bỏ ô thừa;"
    first, second = told(table)
    assert (first[0], second[0]) == (9, 14)
    assert f"(2 ô): «3» {loss} dấu | trong ô viết là \\|" in first[1]
    assert f"(2 ô): «9» {loss}" in second[1]
    assert next(review(table, "a.md", 1)).blocks


@pytest.mark.parametrize(
    ("markdown", "line", "said", "mended"),
    [
        (
            "| A | B |\n| 1 | 2 |",
            7,
            "«| A | B |» không thành bảng vì không có dòng gạch ở dưới"
            " → thêm ngay dưới dòng này: |---|---|",
            "| A | B |\n|---|---|\n| 1 | 2 |",
        ),
        (
            "| A | B |\n|——|——|\n| 1 | 2 |",
            8,
            "dòng gạch «|——|——|» không hợp với 2 cột của dòng tiêu đề, nên không thành bảng"
            " → sửa dòng này thành |---|---|",
            "| A | B |\n|---|---|\n| 1 | 2 |",
        ),
        (
            "| A | B |\n|---|\n| 1 | 2 |",
            8,
            "dòng gạch «|---|» không hợp với 2 cột của dòng tiêu đề, nên không thành bảng"
            " → sửa dòng này thành |---|---|",
            "| A | B |\n|---|---|\n| 1 | 2 |",
        ),
        (
            "| A | B |\n\n|---|---|\n\n| 1 | 2 |",
            7,
            "dòng trống làm đứt bảng ở «| A | B |» → xóa các dòng trống giữa các dòng của bảng",
            "| A | B |\n|---|---|\n| 1 | 2 |",
        ),
        (
            "| A | B |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |\n| 5 | 6 |",
            11,
            "dòng trống làm đứt bảng ở «| 3 | 4 |» → xóa các dòng trống giữa các dòng của bảng",
            "| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |",
        ),
        (
            "| A | B |\n|---|---|\n| 1 | 2 |\n\n| C | D |\n|:--:|\n| 5 | 6 |",
            12,
            "dòng gạch «|:--:|» không hợp với 2 cột của dòng tiêu đề, nên không thành bảng"
            " → sửa dòng này thành |---|---|",
            "| A | B |\n|---|---|\n| 1 | 2 |\n\n| C | D |\n|:--:|---|\n| 5 | 6 |",
        ),
        (
            "| TT | Năm 2023 || Năm 2024 ||\n|---|---|---|---|---|\n|| Số | % | Số | % |",
            7,
            "cột thứ 3 của bảng không có tiêu đề: ô gộp của Word không chép sang được"
            " → ghi tiêu đề cho từng cột: | Năm 2023: số lượng | Năm 2023: tỷ lệ |",
            "| | Số | % |\n|---|---|---|\n| A | 1 | 2 |\n\n| | |\n|---|---|\n| A | 1 |",
        ),
        (
            "+---+---+\n| A | B |\n+===+===+\n| 1 | 2 |\n+---+---+\n| 3 | 4 |\n+---+---+",
            8,
            "«| A | B |» kẻ bằng những dòng +---+ nên không thành bảng"
            " → xóa mọi dòng +---+, thêm ngay dưới dòng này: |---|---|",
            "| A | B |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |",
        ),
        (
            "Xem [quyết định][qd] và ![Toàn cảnh][anh].\n\n[anh]: /hinh-anh/a.png",
            7,
            "«[quyết định][qd]» không thành liên kết vì «qd» chưa có địa chỉ"
            " → viết [quyết định](địa chỉ), hoặc bỏ các dấu ngoặc vuông",
            "Xem [quyết định][QD  1], theo [1][2] và `[a][b]`.\n\n[qd 1]: https://a.vn",
        ),
        (
            "[TOC]",
            7,
            "«[TOC]» không thành mục lục, in ra nguyên như thế → xóa dòng này",
            "Xem mục TOC.",
        ),
        (
            "Nội dung\tNăm 2021\nVăn bản\t17.337\nCuộc họp\t554",
            7,
            "«Nội dung Năm 2021» ngăn bằng phím Tab nên không thành bảng"
            " → viết | Nội dung | Năm 2021 |, dòng dưới |---|---|, các dòng sau cũng ngăn bằng |",
            "| Nội dung | Năm 2021 |\n|---|---|\n| Văn bản | 17.337 |\n| Cuộc họp | 554 |",
        ),
        (
            "2.1. Về văn bản\n2.2. Về cuộc họp",
            8,
            "dòng «2.2. Về cuộc họp» nhập vào đoạn của dòng trên → để trống một dòng giữa hai dòng",
            "2.1. Về văn bản\n\n2.2. Về cuộc họp",
        ),
        (
            "Các việc:\n• một\n• hai\n• ba",
            8,
            "dòng «• một» nhập vào đoạn của dòng trên"
            " → mở đầu mỗi dòng bằng «- » thay cho «•», hoặc để trống một dòng giữa hai dòng",
            "Các việc:\n- một\n- hai\n- ba",
        ),
        (
            "a) một\nb) hai",
            8,
            "dòng «b) hai» nhập vào đoạn của dòng trên → để trống một dòng giữa hai dòng",
            "a) một\n\nb) hai",
        ),
        (
            "-Văn bản đi\n-Văn bản đến",
            7,
            "«-Văn bản đi» thiếu dấu cách sau «-» nên không thành danh sách → viết - Văn bản đi",
            "- Văn bản đi\n- Văn bản đến",
        ),
        (
            "1.Văn bản đi\n2.Văn bản đến",
            7,
            "«1.Văn bản đi» thiếu dấu cách sau «1.» nên không thành danh sách → viết 1. Văn bản đi",
            "1. Văn bản đi\n2. Văn bản đến",
        ),
        (
            "1/ Văn bản đi\n2/ Văn bản đến",
            8,
            "dòng «2/ Văn bản đến» nhập vào đoạn của dòng trên → để trống một dòng giữa hai dòng",
            "1/ Văn bản đi\n\n2/ Văn bản đến",
        ),
        (
            f"{LONG} kết thúc tốt đẹp.\nNăm 2021 đã qua.",
            8,
            "dòng «Năm 2021 đã qua.» nhập vào đoạn của dòng trên → để trống một dòng giữa hai dòng",
            f"{LONG} kết thúc tốt đẹp.\n\nNăm 2021 đã qua.",
        ),
        (
            "Địa chỉ: số 1\nĐiện thoại: 0205",
            8,
            "dòng «Điện thoại: 0205» nhập vào đoạn của dòng trên → để trống một dòng giữa hai dòng",
            "Địa chỉ: số 1\n\nĐiện thoại: 0205",
        ),
        (
            "Hội nghị đã kết thúc.\n---\nHết.",
            8,
            "dòng «---» ngay dưới chữ biến cả đoạn trên thành đề mục"
            " → để trống một dòng phía trên dòng này, hoặc xóa nó",
            "Hội nghị đã kết thúc.\n\n---\nHết.",
        ),
        (
            "**Kết quả chính**\n\nNhư sau.",
            7,
            "«Kết quả chính» là đề mục với người nhìn, không phải với máy đọc màn hình"
            " → viết ## Kết quả chính",
            "## Kết quả chính\n\nNhư sau.",
        ),
        (
            "II. KẾT QUẢ CHÍNH\n\nNhư sau.",
            7,
            "«II. KẾT QUẢ CHÍNH» là đề mục với người nhìn, không phải với máy đọc màn hình"
            " → viết ## II. KẾT QUẢ CHÍNH",
            "## II. KẾT QUẢ CHÍNH\n\nNhư sau.",
        ),
    ],
)
def test_lines_that_become_something_else_are_told_once_and_can_be_mended(
    markdown: str, line: int, said: str, mended: str
) -> None:
    assert told(markdown) == [(line, said)]
    assert told(mended) == []


@pytest.mark.parametrize(
    "markdown",
    [
        "Văn phòng tổ chức hội nghị. Dự hội nghị có lãnh đạo các cơ quan:\nVăn phòng, Sở Nội vụ,"
        " Sở Tài chính và các\ncơ quan khác.",
        "Tổng số\n---\n\nMột",
        "- một:\n- hai;\n1. ba\n2) bốn\n\n> năm:\n> sáu",
        "A | B\n--- | ---\n1 | 2",
        "Giá trị |x| của x; A | B.",
        "a)\tmột\n\nb)\thai\n\n-\tba\n-\tbốn",
        "Một:  \nhai:\\\nba",
        "[^1]: Một:\n[^2]: Hai.\n\nMột[^1] hai[^2]",
        "```\na\tb\nc\td\n| 1 | 2 |\nMột:\n• hai\n```",
        "**Bảng 1. Kết quả**\n\n| A |\n|---|\n| 1 |",
        "**Ghi nhận:** kết quả.\n\n**Kết quả rất tốt.**\n\nHết\n\n**Phòng Tổng hợp**",
        "-5 độ và\n+84 205\n\n17.337 văn bản\n\n2.Q",
        "TM. ỦY BAN NHÂN DÂN\n\nCHỦ TỊCH",
    ],
)
def test_what_lines_are_meant_to_be_is_not_told(markdown: str) -> None:
    assert told(markdown) == []


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("1. Khoản một.\n3. Khoản ba.\n4. Khoản bốn.", [("3.", "2.")]),
        ("2024. Năm A.\n\n1945. Năm B.", [("1945.", "2025.")]),
        ("1) Một.\n\n   Tiếp.\n\n1) Hai.\n\n3) Ba.\n5) Năm.", [("5)", "4)")]),
        ("1. Một.\n1. Hai.\n1. Ba.", []),
        ("1. Một.\n2. Hai.\n\nĐoạn.\n\n1. Một.\n\n## Mục\n3. Ba.", []),
        ("1. Một.\n1) Một.", []),
        ("3. Ba.\n4. Bốn.", []),
    ],
)
def test_items_that_get_another_number_are_told(markdown: str, seen: list[tuple[str, str]]) -> None:
    found = [problem.message for problem in review(markdown, "a.md", 1)]
    assert found == [
        f"số «{written}» hiện thành «{shown}» vì danh sách đếm tiếp" for written, shown in seen
    ]


@pytest.mark.parametrize(
    ("markdown", "mended", "lines"),
    [
        ("\tMột.\n\n    Hai,\n    ba.\n\nBốn.", "Một.\n\nHai,\nba.\n\nBốn.", (0, 2)),
        ("Các việc:\n\n    - một\n      - hai\n", "Các việc:\n\n- một\n  - hai\n", (2,)),
        ("- một\n\n    hai\n\n\t\tBa.", "- một\n\n    hai\n\n    Ba.", (4,)),
        ("- một\n\n    hai\n\nBa.\n\n    Bốn.", "- một\n\n    hai\n\nBa.\n\nBốn.", (6,)),
    ],
)
def test_paragraphs_begin_at_the_margin(markdown: str, mended: str, lines: tuple[int, ...]) -> None:
    """As Word indents them they would be printed as code."""
    assert "<pre>" in to_html(markdown).html
    assert without_indents(markdown) == (mended, lines)
    assert "<pre>" not in to_html(mended).html


@pytest.mark.parametrize(
    "markdown",
    [
        "```\n\n    mã\n```\n\nMột    hai\tba",
        "1. một\n\n    hai\n\n    ba\n\n\t- bốn",
        "Một[^1]\n\n[^1]: hai\n\n    ba",
        "Một\n    hai",
        "- một\n    - hai\n\n        ba\n\n        - bốn",
    ],
)
def test_what_belongs_to_a_list_or_to_code_keeps_its_place(markdown: str) -> None:
    assert without_indents(markdown) == (markdown, ())
