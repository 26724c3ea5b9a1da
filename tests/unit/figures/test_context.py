"""A figure held against what stands around it: words, times, sentence, table, sapo."""

import pytest
from stated import codes, read, stated


def test_as_many_names_as_counted() -> None:
    """03 đồng chí, and three titles follow."""
    text = "Lấy phiếu 03 đồng chí: Chánh Văn phòng; Trưởng phòng Tổng hợp{}."
    statement = stated("dong-chi", "03 đồng chí", "2022-01-14")
    assert codes(read(text.format(""), statement)) == ["names-differ"]
    assert not codes(read(text.format("; Trưởng phòng Nội chính"), statement))
    assert not codes(read("Có 03 đồng chí: người ở xa, người ở gần.", statement))


@pytest.mark.parametrize(
    ("words", "after", "found"),
    [
        (
            "05 sở",
            ", ngành, gồm: Sở Nông nghiệp và Môi trường, Sở Tài chính, Sở Y tế, Sở Văn hóa, "
            "Thể thao và Du lịch, Thanh tra tỉnh",
            False,
        ),
        ("2 tập thể", ": Phòng Hành chính – Tổ chức, Phòng Kinh tế, Tổng hợp", False),
        ("3 lĩnh vực", ": Tài chính, Y tế, Nông nghiệp và Môi trường", False),
        ("2 đồng chí", ": Nguyễn Văn An, Chánh Văn phòng, Trần Thị Bình, Trưởng phòng", False),
        ("5 sở", ", trong đó có: Sở Tài chính, Sở Y tế", False),
        ("5 sở", ", gồm: Sở Tài chính, Sở Y tế…", False),
        ("3 sở", ": Sở Tài chính, Sở Y tế và Sở Nông nghiệp và Môi trường", False),
        ("3 sở", ": Sở Tài chính, Sở Y tế và Nội vụ", False),
        ("3 đồng chí", ": đồng chí An, đồng chí Bình và Chi", False),
        ("3 sở", ": Sở Tài chính, Sở Y tế", True),
        ("3 sở", ": Sở Nội vụ, Sở Tài chính, Sở Y tế và Sở Nông nghiệp và Môi trường", True),
        ("3 đồng chí", ": Nguyễn Văn An, Trần Thị Bình", True),
        ("3 đồng chí", ": đồng chí Nguyễn Văn An và đồng chí Trần Thị Bình", True),
        ("3 đồng chí", ": Chánh Văn phòng, Trưởng phòng Tổng hợp", True),
        ("3 tỉnh", " là Hà Giang, Tuyên Quang, Bà Rịa - Vũng Tàu", False),
        ("3 tỉnh", " là Hà Giang, Tuyên Quang, Lào Cai và Yên Bái", True),
    ],
)
def test_names_are_counted_where_commas_part_names_only(
    words: str, after: str, found: bool
) -> None:
    """A comma or *và* within the name of an office makes no name more."""
    reading = read(f"Năm 2021 có {words}{after}.", stated("dong-chi", words, unit="đồng chí"))
    assert ("names-differ" in codes(reading)) is found


def test_the_words_must_stand_in_the_text() -> None:
    """What the article says instead is named, with its line."""
    reading = read("Mở đầu.\nPhát hành 17.387 văn bản đi.", stated("van-ban.di", "17.337 văn bản"))
    assert [str(problem) for problem in reading.problems] == [
        "bai-viet/2022/bai-2022-01-14.md:5: statistics[0].figure: «17.337 văn bản» không có trong "
        "bài → bài viết ghi «17.387 văn bản» (dòng 22): sửa bên nào sai"
    ]


def test_explicit_numbers_must_stand_in_the_text_too() -> None:
    """A number typed only in the front matter proves nothing."""
    text = "Xong 3.285 nhiệm vụ trong số 3.441."
    statement = {"indicator": "nhiem-vu.xong", "figure": "3.285 nhiệm vụ", "period": "2021"}
    assert codes(read(text, {**statement, "of": "3.441"})) == []
    assert codes(read(text, {**statement, "of": "3.414"})) == ["number-not-in-text"]
    assert codes(read(text, {**statement, "change": "tăng 12"})) == ["number-not-in-text"]


OUT = "17.358 văn bản đi, tăng 1.118 văn bản so với năm 2023"


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("\t2023\t2024\tKế hoạch 2025\tSo sánh (%)\nVăn bản đi\t16.240\t17.358\t17.500\t106,9", []),
        ("\t2023\t2024\tKế hoạch 2025\nVăn bản đi\t16.240\t17.385\t17.500", ["table-differs"]),
        ("Chỉ tiêu\t2023\t2024\tTăng\nĐã phát hành\t16.240\t17.358\t1.118", []),
        ("Chỉ tiêu\t2023\t2024\tTăng\nĐã phát hành\t16.240\t17.385\t1.118", ["table-differs"]),
        ("Chỉ tiêu\t2023\t2024\tKế hoạch\nĐã phát hành\t16.240\t17.385\t17.500", []),
        ("Chỉ tiêu\t2023\t2024\t2024\nVăn bản đi\t16.240\t17.500\t17.358", []),
    ],
)  # fmt: skip
def test_a_table_repeats_the_figure_in_the_column_of_its_year(table: str, found: list[str]) -> None:
    """Plans, other years and comparisons beside it are no contradictions."""
    text = f"Năm 2024, phát hành {OUT}.\n{table}"
    assert codes(read(text, stated("van-ban.di", OUT, "2024"), day="2025-01-10")) == found


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("Người\t300\t326", []), ("Người\t300\t362", []), ("Lượt\t200\t214", []),
        ("Lượt\t200\t241", ["table-differs"]),
    ],
)  # fmt: skip
def test_a_row_of_the_second_of_a_pair_is_not_of_the_first(row: str, found: list[str]) -> None:
    """*Người* is what the 326 count, whatever the indicator of the 214."""
    text = f"Năm 2021 tiếp 214 lượt/326 người.\nNội dung\t2020\t2021\n{row}"
    assert codes(read(text, stated("tiep.luot", "214 lượt/326 người"))) == found


@pytest.mark.parametrize(
    ("table", "found"),
    [
        ("Nội dung\tNăm 2020\tNăm 2021\nCuộc họp\t485\t554", []),
        ("Nội dung\tNăm 2020\tNăm 2021\nCuộc họp\t485\t545", ["table-differs"]),
        ("Nội dung\t2021\nCuộc họp\t545", ["table-differs"]),
        ("Nội dung\tNăm 2020\nCuộc họp\t545", []),
        ("Nội dung\tNăm 2021 (nghìn)\nCuộc họp\t545", []),
        ("Nội dung\tNăm 2021\nCuộc họp trực tuyến\t545", []),
        ("Nội dung\tNăm 2021\nCuộc họp\t45", []),
        ("TT\tNội dung\tĐVT\tNăm 2020\tNăm 2021\n1\tCuộc họp\tcuộc\t485\t554", []),
        ("TT\tNội dung\tĐVT\tNăm 2020\tNăm 2021\n1\tCuộc họp\tcuộc\t485\t545", ["table-differs"]),
        ("TT\tNội dung\tNăm 2021\nII.\tCuộc họp (cuộc)\t545", ["table-differs"]),
        ("Nội dung\tNăm 2021\nCuộc họp\t545\nCuộc họp\t561", []),
        ("Nội dung\tNăm 2021\nCuộc họp\t545\nCộng.\nNội dung\tNăm 2021\nCuộc họp\t554", []),
    ],
)
def test_a_row_called_as_the_figure_agrees_with_it_in_its_year(
    table: str, found: list[str]
) -> None:
    """Other years, other names and other sizes are other things."""
    text = f"Năm 2021 có 554 cuộc họp.\n{table}"
    assert codes(read(text, stated("cuoc-hop", "554 cuộc họp"))) == found


def test_a_row_may_be_called_as_the_indicator() -> None:
    """Whatever the phrase calls what it counts."""
    table = "Chỉ tiêu\t2020\t2021\nThu ngân sách\t1.866\t2.215\nTỷ lệ xong (%)\t95,5\t{}"
    text = f"Năm 2021 đạt 97,4%.\n{table}"
    assert codes(read(text.format("97,4"), stated("nhiem-vu.ty-le", "97,4%"))) == []
    (problem,) = read(text.format("94,7"), stated("nhiem-vu.ty-le", "97,4%")).problems
    assert (problem.code, problem.blocks) == ("table-differs", False)


def test_the_sentence_around_a_figure_must_hold() -> None:
    """The editor copied one number; the others of the sentence contradict it."""
    text = "Trong năm 2021, có {} hồ sơ, trong đó 1.200 hồ sơ trước hạn, đạt 80%."
    assert codes(read(text.format("1.500"), stated("ho-so", "1.500 hồ sơ"))) == []
    assert codes(read(text.format("1.600"), stated("ho-so", "1.600 hồ sơ"))) == [
        "sentence-disagrees"
    ]


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        ("gồm: 500 hồ sơ trực tuyến, 700 hồ sơ trực tiếp", []),
        ("gồm: 500 hồ sơ trực tuyến, 600 hồ sơ trực tiếp", ["sentence-disagrees"]),
        ("gồm: trực tuyến 500, trực tiếp 600", ["sentence-disagrees"]),
        ("trong đó: 500 hồ sơ trực tuyến, 600 hồ sơ trực tiếp", []),
        ("gồm 500 hồ sơ của 12 xã, 25 hồ sơ của 3 sở và hồ sơ khác", []),
    ],
)
def test_a_list_in_the_copied_words_adds_up(listed: str, found: list[str]) -> None:
    """*Gồm* tells all there is; *trong đó* need not."""
    figure = f"1.200 hồ sơ, {listed}"
    assert codes(read(f"Năm 2021 có {figure}.", stated("ho-so", figure))) == found


def test_the_sapo_counts_like_the_text() -> None:
    """A slip between sapo and text is shown to the editor."""
    reading = read(
        "Mở đầu.\nCó 554 cuộc họp.", stated("cuoc-hop", "554 cuộc họp"),
        summary="Năm 2021, Văn phòng phục vụ 545 cuộc họp.",
    )  # fmt: skip
    (problem,) = reading.problems
    assert (problem.code, problem.blocks) == ("summary-differs", False)
    assert problem.message == ("tiêu đề hoặc sapo ghi «545 cuộc họp», trong bài là «554 cuộc họp»")
    text = "Năm 2021 có 554 cuộc (tăng 69 cuộc họp so với 2020), trong đó 03 cuộc họp."
    statement = stated("cuoc-hop", "554 cuộc")
    (problem,) = read(text, statement, summary="Có 545 cuộc họp lớn, 3 cuộc họp nhỏ.").problems
    assert problem.message == (
        "tiêu đề hoặc sapo ghi «545 cuộc họp», trong bài là «03 cuộc họp», «554 cuộc», "
        "«69 cuộc họp»"
    )
    statement = stated("ke-hoach", "102%")
    (problem,) = read(
        "Năm 2021 đạt 102% mức giao.", statement, summary="Đạt 120% kế hoạch."
    ).problems
    assert problem.message == "tiêu đề hoặc sapo ghi «120%», trong bài là «102%»"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1.127 văn bản đi, tăng 118 văn bản (15,98%) so với năm 2020", ["growth-differs"]),
        ("1.127 văn bản đi, tăng 118 văn bản (15,98%)", ["growth-differs"]),
        ("1.127 văn bản đi, tăng 118 văn bản, tương ứng 15,98%", ["growth-differs"]),
        ("1.127 văn bản đi, tăng 118 văn bản (11,69%) so với năm 2020", []),
        ("1.127 văn bản đi, tăng 7,5% so với năm 2020 (1.000 văn bản)", ["sentence-disagrees"]),
        ("1.127 văn bản đi, tăng 12,7% so với năm 2020 (1.000 văn bản)", []),
        ("90 văn bản đi, đạt 95% so với kế hoạch 100 văn bản", ["sentence-disagrees"]),
    ],
)
def test_copied_words_agree_among_themselves(words: str, expected: list[str]) -> None:
    """Copying the whole phrase, as the handbook says, must not hide its arithmetic."""
    text = f"Năm 2021, Văn phòng ban hành {words}."
    assert codes(read(text, stated("van-ban.di", words, period="2021"))) == expected


@pytest.mark.parametrize(
    ("summary", "text", "found"),
    [
        ("Phục vụ gần 600 cuộc họp.", "Phục vụ 598 cuộc họp.", []),
        ("Phục vụ gần 700 cuộc họp.", "Phục vụ 598 cuộc họp.", ["summary-differs"]),
        ("Phục vụ 589 cuộc họp.", "Phục vụ 598 cuộc họp.", ["summary-differs"]),
        ("Đạt gần 99%.", "Phục vụ 598 cuộc họp, đạt 98,9%.", []),
        ("Đạt 89,9%.", "Phục vụ 598 cuộc họp, đạt 98,9%.", ["summary-differs"]),
        ("Hoàn thành 100% nhiệm vụ.", "Phục vụ 598 cuộc họp, 95% đúng giờ.", []),
        ("Còn 3.300 tỷ đồng.", "Phục vụ 598 cuộc họp, chi 1.512 tỷ đồng.", []),
        ("Sau 5 năm.", "Phục vụ 598 cuộc họp; 12 năm qua đã đổi mới.", []),
    ],
)
def test_a_sapo_may_round_and_tell_of_other_things(
    summary: str, text: str, found: list[str]
) -> None:
    """What it counts alike and tells exactly is the same number as in the text."""
    figure = stated("cuoc-hop", "598 cuộc họp")
    assert codes(read(text, figure, title="Tổng kết", summary=summary)) == found


def test_the_period_is_the_one_the_article_speaks_of() -> None:
    """A year that the sentence denies is a slip; a year compared with does not count."""
    text = "Năm 2021 có 12 hồ sơ, tăng so với năm 2020. Năm 2022 sẽ khác."
    assert codes(read(text, stated("ho-so", "12 hồ sơ", "2021"))) == []
    assert codes(read(text, stated("ho-so", "12 hồ sơ", "2020"))) == ["period-differs"]
    assert codes(read(text, stated("ho-so", "12 hồ sơ", "2022"))) == ["period-differs"]


def test_days_of_a_period_are_days_of_the_paragraph() -> None:
    """Cumulated until 15/12, so not until 25/12; and one reason excuses one thing only."""
    text = "Từ ngày 01/01 đến ngày 15/12/2021 giao 3.441 nhiệm vụ, xong 3.285 nhiệm vụ, đạt 95,4%."
    words = "3.285 nhiệm vụ, đạt 95,4%"
    keys = {"of": "3.441", "accept": "làm tròn xuống"}
    for period, expected in (
        ("2021-01-01/2021-12-15", []), ("2021-01-01/2021-12-25", ["period-differs"]),
        ("2021-02-01/2021-12-15", ["period-differs"]), ("../2021-12-15", []),
    ):  # fmt: skip
        assert codes(read(text, stated("nhiem-vu.xong", words, period, **keys))) == expected
