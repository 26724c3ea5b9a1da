"""Tables of declarations and keywords that contradict or repeat: what an editor is told."""

from pathlib import Path

import pytest
from tiny_site import HEAD, TinySite, article, front

A = "bai-viet/2024/a.md"


def test_a_category_that_there_is_is_proposed(tmp_path: Path) -> None:
    """Not one of an office that calls its categories otherwise."""
    site = TinySite(tmp_path, {A: article(category=None), "categories.yml": "- Tin chung\n"})
    assert site.messages() == [
        f"{A}:1: category: thiếu khóa bắt buộc → thêm dòng category: Tin chung"
    ]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "indicators.yml",
            "van-ban.di: {name: a, english: a, topic: a, definition: a}\n"
            "van-ban.den: {name: a, english: a, topic: a, definition: a, unit: a,"
            " part_of: van-ban.di}\n",
            "indicators.yml:1: van-ban.di.unit: thiếu khóa unit → thêm dòng unit: …",
        ),
        (
            "indicators.yml",
            "van-ban.den:\n\tname: a\n",
            "indicators.yml:2: file: dòng thụt vào bằng phím Tab, YAML không cho phép"
            " → thay mỗi Tab bằng hai dấu cách",
        ),
        (
            "offices.yml",
            "- {id: lang-son}\n- {id: cao-bang, name: Cao Bằng, predecessors: [lang-son]}\n",
            "offices.yml:1: [0]: thiếu name → thêm dòng name: Tên đầy đủ",
        ),
        (
            "categories.yml",
            "- {id: hoat-dong}\n- {id: thong-bao, name: Thông báo}\n",
            "categories.yml:1: [0]: thiếu name → thêm dòng name: Tên đầy đủ",
        ),
        (
            "categories.yml",
            "- {id: hoat-dong, name: Hoạt động}\n".encode("utf-16"),
            "categories.yml:1: file: tệp không phải UTF-8"
            " → mở lại bằng trình soạn thảo, chọn «Lưu với mã hóa UTF-8»",
        ),
    ],
)
def test_a_mistake_in_a_table_is_told_once(
    name: str, text: str | bytes, told: str, tmp_path: Path
) -> None:
    """Not again of each article that names what could not be read, nor of links to those."""
    statistics = "statistics:\n- {indicator: van-ban.di, figure: 2 văn bản, period: 2023}\n"
    site = TinySite(tmp_path, {
        "indicators.yml": "van-ban.di: {name: a, english: a, topic: a, definition: a, unit: a}\n",
        A: f"{HEAD}office: lang-son\n{statistics}---\n\nCó 2 văn bản: [b](/2024/b/), [c](b.md).",
        "bai-viet/2024/b.md": article(),
        name: text,
    })  # fmt: skip
    assert site.messages() == [told]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "offices.yml",
            "- {id: lang-son, name: a, valid_from: 01/07/2025, valid_to: 2025-06-30}\n",
            ["offices.yml:1: [0].valid_to: ngày cuối 30/06/2025 sớm hơn ngày đầu 01/07/2025"
             " → xem lại valid_from và valid_to"],
        ),
        (
            "offices.yml",
            "lang-son:\n  name: a\n  predecessors: b, c\nb: {name: b}\n",
            ["offices.yml:3: lang-son.predecessors: chưa khai báo đơn vị «c»"
             " → khai báo đơn vị đó trong cùng tệp"],
        ),
        (
            "categories.yml",
            "Hoạt động Văn phòng\nThông báo\n",
            ["categories.yml:1: file: mỗi mục phải là một dòng mở đầu bằng «- »"
             " → viết - Hoạt động Văn phòng"],
        ),
        (
            "offices.yml",
            "- {id: lang-son, name: a, valid_to: 31/6/2025}\n",
            ["offices.yml:1: [0].valid_to: ngày 31/06/2025 không có trong lịch: tháng 6 năm 2025 có"
             " 30 ngày → viết 2025-06-30"],
        ),
        (
            "categories.yml",
            "- {id: hoat-dong, name: Thông báo}\n- {id: tin, name: Thông Báo}\n",
            ["categories.yml:2: [1]: tên «Thông Báo» đã thuộc về chuyên mục «hoat-dong»"
             " → đổi tên, hoặc xóa một trong hai"],
        ),
    ],
)  # fmt: skip
def test_a_row_that_contradicts_another_is_told(
    name: str, text: str, told: list[str], tmp_path: Path
) -> None:
    assert TinySite(tmp_path, {name: text}).messages() == told


def test_days_of_an_office_that_contradict_each_other_are_told_once(tmp_path: Path) -> None:
    """Not again at every figure that the office stated."""
    statistics = "statistics:\n  - indicator: van-ban.di\n    figure: 2 văn bản\n    period: 2023\n"
    site = TinySite(tmp_path, {
        "offices.yml": "- {id: lang-son, name: a, valid_from: 2025-07-01, valid_to: 2020-06-30}\n",
        "indicators.yml": "van-ban.di: {name: a, english: a, topic: a, definition: a, "
                          "unit: văn bản}\n",
        A: f"{HEAD}{statistics}---\n\nNăm 2023 có 2 văn bản.",
    })  # fmt: skip
    assert [problem.file for problem in site.problems()] == ["offices.yml"]


def test_a_keyword_is_written_once(tmp_path: Path) -> None:
    site = TinySite(tmp_path, {
        A: front("tags:", "- hòa giải", "- giao ban", "- Hoà giải", "- giao ban", "- giao ban"),
    })  # fmt: skip
    assert site.messages() == [
        f"{A}:8: tags[2]: «Hoà giải» và «hòa giải» là một từ khóa, trang chỉ hiện «hòa giải»"
        " → giữ một, xóa một",
        f"{A}:9: tags[3]: từ khóa «giao ban» viết hai lần → giữ một, xóa một",
    ]


def test_several_keywords_in_one_line_of_a_list_are_told(tmp_path: Path) -> None:
    site = TinySite(tmp_path, {
        A: front("tags:", "- khiếu nại, tố cáo", "- tổng kết; văn bản"),
        "bai-viet/2024/b.md": front("tags:", "  -giao ban", "  -họp"),
    })  # fmt: skip
    assert site.messages() == [
        f"{A}:7: tags[1]: «tổng kết; văn bản» thành một từ khóa → nếu là nhiều từ khóa thì viết "
        "mỗi từ một dòng «- », hoặc cả trên dòng tags:",
        "bai-viet/2024/b.md:5: tags[0]: «-giao ban -họp» thành một từ khóa → nếu là nhiều từ khóa "
        "thì viết mỗi từ một dòng «- », hoặc cả trên dòng tags:",
    ]


def test_another_spelling_of_a_keyword_is_told_at_the_newest_article(tmp_path: Path) -> None:
    """Not at all of a thousand: the list of what is to do stays short."""
    site = TinySite(tmp_path, {
        "bai-viet/2024/b.md": article(date="2024-01-14", tags=["giao ban"]),
        A: article(date="2024-02-15", tags=["Giao ban"]),
        "bai-viet/2024/c.md": article(date="2024-01-16", tags=["Giao ban"]),
    })  # fmt: skip
    assert site.messages() == [
        f"{A}:5: tags: từ khóa «Giao ban» (và 1 bài khác) hiện là «giao ban», như ở "
        "bai-viet/2024/b.md → viết «giao ban»; muốn cách viết này thì sửa ở bài kia, "
        "khác nghĩa thì chọn từ khóa khác",
    ]


def test_keywords_on_one_line_may_be_parted_by_semicolons(tmp_path: Path) -> None:
    site = TinySite(tmp_path, {A: article(tags="tổng kết; văn bản, họp")})
    site.build()
    page = site.read("2024/a/index.html")
    assert all(f"/tu-khoa/{tag}/" in page for tag in ("tong-ket", "van-ban", "hop"))
