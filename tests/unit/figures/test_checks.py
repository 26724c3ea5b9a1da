"""Each rule with a case that passes and one that fails, most of them from real portals."""

from decimal import Decimal

import pytest
from stated import codes, one, read, stated

from portal.core.figures.figure import Qualifier
from portal.core.figures.statement import Status

TASKS = "Từ đầu năm 2021 đã giao 3.441 nhiệm vụ. Hoàn thành 3.285 nhiệm vụ, chiếm {share}."


def tasks(share: str, done: str = "3.285", **keys: str) -> list[str]:
    text = TASKS.format(share=share).replace("3.285", done)
    return codes(
        read(text, stated("nhiem-vu", "3.441 nhiệm vụ"),
             stated("nhiem-vu.xong", f"{done} nhiệm vụ, chiếm {share}", **keys))
    )  # fmt: skip


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("95,5%", []),
        ("95,47%", []),
        ("95%", []),
        ("hơn 95%", []),
        ("gần 96%", []),
        ("95,4%", ["share-truncated"]),
        ("95,46%", ["share-truncated"]),
        ("95,6%", ["share-differs"]),
        ("59,5%", ["share-differs"]),
        ("trên 96%", ["share-differs"]),
    ],
)
def test_a_share_follows_from_part_and_whole(share: str, expected: list[str]) -> None:
    """3.285 of 3.441 is 95,466 %: half-up holds, cutting off is named, all else is wrong."""
    assert tasks(share) == expected


def test_the_sentence_about_a_truncated_share() -> None:
    """What was printed, what follows, and the two ways out."""
    text = TASKS.format(share="95,4%")
    (problem,) = read(
        text, stated("nhiem-vu.xong", "3.285 nhiệm vụ, chiếm 95,4%", of="3.441")
    ).problems
    assert str(problem) == (
        "bai-viet/2022/bai-2022-01-14.md:5: statistics[0].figure: 95,4% chỉ đúng khi cắt bớt số "
        "lẻ: 3.285/3.441 = 95,47% → làm tròn lại, hoặc ghi accept: tỷ lệ làm tròn xuống"
    )


def test_an_accepted_discrepancy_passes_and_is_remembered() -> None:
    """The reason goes to the page; an error cannot be accepted."""
    keys = {"of": "3.441", "accept": "tỷ lệ làm tròn xuống"}
    reading = read(
        TASKS.format(share="95,4%"),
        stated("nhiem-vu.xong", "3.285 nhiệm vụ, chiếm 95,4%", **keys),
    )
    assert codes(reading) == []
    assert one(reading).accepted == ("share-truncated",)
    assert tasks("95,6%", accept="không sao") == ["share-differs"]


def test_a_part_stays_within_its_whole() -> None:
    """More done than assigned cannot be; nor 209 of 208."""
    assert tasks("99%", done="3.541") == ["part-exceeds-whole"]
    assert codes(read("Xong 209/208 nhiệm vụ.", stated("nhiem-vu.xong", "209/208 nhiệm vụ"))) == [
        "part-exceeds-whole"
    ]
    assert not codes(
        read("Xong 207/208 nhiệm vụ, đạt 99,5%.",
             stated("nhiem-vu.xong", "207/208 nhiệm vụ, đạt 99,5%"))
    )  # fmt: skip


def test_a_share_indicator_is_held_against_its_neighbours() -> None:
    """Part, whole and share may be three statements."""
    text = "Giao 208 nhiệm vụ, xong 207 nhiệm vụ, đạt 98,5%."
    reading = read(
        text,
        stated("nhiem-vu", "208 nhiệm vụ"),
        stated("nhiem-vu.xong", "207 nhiệm vụ"),
        stated("nhiem-vu.ty-le", "98,5%"),
    )
    assert codes(reading) == ["share-differs"]


def test_a_part_beyond_its_whole_is_told_once() -> None:
    """By the phrase itself, where the phrase names the whole."""
    text = "Giao 208 nhiệm vụ, xong 209/208 nhiệm vụ."
    whole, part = stated("nhiem-vu", "208 nhiệm vụ"), stated("nhiem-vu.xong", "209/208 nhiệm vụ")
    assert codes(read(text, whole, part)) == ["part-exceeds-whole"]


@pytest.mark.parametrize(("total", "found"), [("3,6", []), ("3,8", ["total-differs"])])
def test_rounded_parts_add_up_as_far_as_they_are_printed(total: str, found: list[str]) -> None:
    """1,2 and 2,3 thousand may be 3,6 thousand, but not 3,8."""
    text = "Có 1,2 nghìn văn bản đi, 2,3 nghìn văn bản đến.\nTổng số {} nghìn văn bản."
    assert codes(
        read(
            text.format(total), stated("van-ban.di", "1,2 nghìn văn bản đi"),
            stated("van-ban.den", "2,3 nghìn văn bản đến"),
            stated("van-ban", f"{total} nghìn văn bản"),
        )
    ) == found  # fmt: skip


def test_a_total_is_the_sum_of_its_parts() -> None:
    """Only where all parts are stated and exact."""
    text = "Có 30.000 văn bản: 17.337 văn bản đi, 12.66{} văn bản đến."
    for last, expected in (("3", []), ("4", ["total-differs"])):
        reading = read(
            text.format(last),
            stated("van-ban", "30.000 văn bản"),
            stated("van-ban.di", "17.337 văn bản đi"),
            stated("van-ban.den", f"12.66{last} văn bản đến"),
        )
        assert codes(reading) == expected


def test_a_change_gives_the_value_before() -> None:
    """tăng 2.013 is a number here, not a year; 15.324 follows."""
    reading = read(
        "Phát hành 17.337 văn bản đi (tăng 2.013 văn bản so với năm 2020).",
        stated("van-ban.di", "17.337 văn bản đi (tăng 2.013 văn bản so với năm 2020)"),
        title="Tổng kết năm 2021",
    )
    observation = one(reading)
    assert not reading.problems
    assert observation.change is not None
    assert observation.change.against is not None
    assert observation.change.against.iso == "2020"
    assert observation.previous is not None
    assert observation.previous.value == 15324


def test_a_change_cannot_exceed_the_value() -> None:
    """Fewer than nothing were never issued."""
    reading = read(
        "Có 120 cuộc họp, tăng 130 cuộc so với năm 2020.",
        stated("cuoc-hop", "120 cuộc họp, tăng 130 cuộc so với năm 2020"),
        title="Năm 2021",
    )
    assert codes(reading) == ["change-exceeds-value"]


def test_nobody_fell_from_before_the_first_rank() -> None:
    """Who is fifth after a fall by three was second; by seven, nothing."""

    def fallen(words: str) -> list[str]:
        words = f"xếp thứ 5, giảm {words} bậc so với năm 2020"
        return [p.message for p in read(f"Tỉnh {words}.", stated("hang", words)).problems]

    assert fallen("3") == fallen("4") == []
    assert fallen("7") == ["giảm 7 bậc mà nay là hạng 5: trước đó không thể là hạng −2"]


def test_points_above_a_target_are_points() -> None:
    """vượt 12,49% of 32,49% are percentage points: 20% was required."""
    words = "32,49%, vượt 12,49% theo yêu cầu"
    reading = read(f"Năm 2021 đạt {words}.", stated("tai-cho", words))
    assert not reading.problems
    assert one(reading).target == 20
    wrong = read(f"Năm 2021 đạt {words}.", stated("tai-cho", words, target="21"))
    assert codes(wrong) == ["target-differs"]


def test_more_than_a_hundred_per_cent() -> None:
    """Only of plans and of growth."""
    assert codes(read("Đạt 102,3%.", stated("truoc-han", "102,3%"))) == ["share-over-hundred"]
    assert not codes(read("Đạt 102,3% kế hoạch.", stated("ke-hoach", "102,3% kế hoạch")))


def test_bounds_are_kept() -> None:
    """hơn 84% is a lower bound, trên 57.000 too."""
    share = one(read("Có hơn 84% hồ sơ trước hạn.", stated("truoc-han", "hơn 84%")))
    assert share.quantity.qualifier is Qualifier.GT
    assert Decimal(84) not in share.interval
    assert Decimal("84.1") in share.interval


def test_a_pair_is_two_counts() -> None:
    """155 lượt/182 công dân: each indicator takes its own number."""
    words = "155 lượt/182 công dân"
    reading = read(f"Tiếp {words}.", stated("tiep.luot", words), stated("tiep.nguoi", words))
    assert not reading.problems
    assert [o.value for o in reading.observations] == [155, 182]
    assert [o.unit for o in reading.observations] == ["lượt", "công dân"]


def test_meters_are_ordered_and_read_the_english_way() -> None:
    """Today's visits cannot exceed the week's; 5,924 are thousands."""

    def meters(today: str) -> list[str]:
        reading = read(
            f"Hôm nay: {today}\nTuần này: 5,924",
            stated("dem.nay", f"Hôm nay: {today}", "../2022-01-14"),
            stated("dem.tuan", "Tuần này: 5,924", "../2022-01-14"),
        )
        assert reading.observations[1].value == 5924
        assert reading.observations[1].status is Status.CAPTURED
        return codes(reading)

    assert meters("176") == []
    assert meters("6,924") == ["part-exceeds-whole"]


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


@pytest.mark.parametrize("keys", [{}, {"value": "81,3"}])
def test_a_share_has_no_whole_of_its_own(keys: dict[str, str]) -> None:
    """81,3% of 98.214 would be published as 81,3 of 98.214, which is 0,08%."""
    text = "Năm 2021 tiếp nhận 98.214 hồ sơ, trước hạn chiếm 81,3%."
    statement = stated("truoc-han", "chiếm 81,3%", **keys)
    assert codes(read(text, statement)) == []
    assert codes(read(text, {**statement, "of": "98.214"})) == ["share-with-whole"]
    assert codes(read(text, {**statement, "of": "98.214", "accept": "làm tròn"})) == [
        "share-with-whole"
    ]


def test_an_unknown_indicator_is_answered_with_the_nearest() -> None:
    """All mistakes of a statement at once."""
    reading = read("Có 5 văn bản.", stated("van-ban.dii", "6 văn bản", office="ha-noi"))
    assert codes(reading) == ["figure-not-in-text", "unknown-indicator", "unknown-office"]
    assert "có phải «van-ban.di»?" in str(reading.problems[1])


def test_the_unit_is_the_indicators() -> None:
    """cuộc is a name for cuộc họp; hồ sơ is something else."""
    assert not codes(read("Có 12 cuộc họp.", stated("cuoc-hop", "12 cuộc họp")))
    assert not codes(read("Phục vụ 12 cuộc.", stated("cuoc-hop", "12 cuộc")))
    assert codes(read("Có 12 hồ sơ.", stated("cuoc-hop", "12 hồ sơ"))) == ["unit-differs"]


def test_no_figure_is_later_than_its_article() -> None:
    """A year may be reported before it ends, a day not before it comes."""
    text = "Có 12 hồ sơ."
    for period, expected in (
        ("2022", []), ("2023", ["period-after-article"]), ("../2022-01-14", []),
        ("../2022-01-15", ["period-after-article"]), ("2022-01-01/2022-06-30", []),
        ("2022-01-01/2022-02-15", ["period-after-article"]),
    ):  # fmt: skip
        assert codes(read(text, stated("ho-so", "12 hồ sơ", period))) == expected, period


def test_an_office_has_figures_only_while_it_exists() -> None:
    """Lào Cai ended on 30/06/2025; the new unit of that name has no year 2024."""
    text = "Có 12 hồ sơ."
    late = {"day": "2026-01-10", "office": "lao-cai-2025"}
    assert not codes(read(text, stated("ho-so", "12 hồ sơ", "2025"), **late))
    reading = read(text, stated("ho-so", "12 hồ sơ", "2024"), **late)
    assert codes(reading) == ["office-outside-period"]
    assert "thuộc đơn vị trước sáp nhập: lao-cai" in str(reading.problems[0])
    old = read(text, stated("ho-so", "12 hồ sơ", "2025-Q4", office="lao-cai"), **late)
    assert "dùng office: lao-cai-2025 cho kỳ sau ngày 30/06/2025" in str(old.problems[0])


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2025-07-01/2025-12-15", "từ ngày 01/07/2025 đến ngày 15/12/2025"),
        ("2025-07-02", "vào ngày 02/07/2025"),
        ("2025-Q4", "trong quý IV/2025"),
    ],
)
def test_when_an_office_was_no_more_is_said_in_good_grammar(period: str, words: str) -> None:
    reading = read("Có 12 hồ sơ.", stated("ho-so", "12 hồ sơ", period, office="lao-cai"),
                   day="2026-01-10")  # fmt: skip
    assert reading.problems[0].message == f"Văn phòng UBND tỉnh Lào Cai không tồn tại {words}"
    early = stated("ho-so", "12 hồ sơ", "../2025-06-30", office="lao-cai-2025")
    assert (
        read("Có 12 hồ sơ.", early, day="2026-01-10")
        .problems[0]
        .message.endswith("(mới) không tồn tại tính đến ngày 30/06/2025")
    )


def test_the_period_may_be_left_to_the_article() -> None:
    """The phrase, its sentence, then the title tell it; nothing is guessed."""

    def period(text: str, **keys: str) -> str | None:
        reading = read(text, {"indicator": "ho-so", "figure": "12 hồ sơ"}, **keys)
        return one(reading).period.iso if reading.observations else None

    assert period("Quý III/2021 tiếp nhận 12 hồ sơ.") == "2021-Q3"
    assert period("Tiếp nhận 12 hồ sơ.", title="Tổng kết năm 2021") == "2021"
    assert period("Tiếp nhận 12 hồ sơ.") is None


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


def test_the_period_may_stand_in_the_title_or_in_the_sapo() -> None:
    """The title comes first; a sapo that tells two times tells none."""

    def period(title: str = "Hội nghị", summary: str = "") -> str:
        statement = {"indicator": "cuoc-hop", "figure": "554 cuộc họp"}
        reading = read("Mở đầu.\nCó 554 cuộc họp.", statement, title=title, summary=summary)
        return one(reading).period.iso if reading.observations else codes(reading)[0]

    assert period() == "no-period"
    assert period(title="Tổng kết năm 2021") == "2021"
    assert period(summary="Năm 2021, Văn phòng phục vụ 554 cuộc họp.") == "2021"
    assert period(title="Tổng kết năm 2021", summary="Năm 2020 và năm trước.") == "2021"
    assert period(summary="Năm 2020 khó khăn; năm 2021 tốt hơn.") == "no-period"
    assert period(summary="Nhiều hơn so với năm 2020.") == "no-period"


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


def test_one_thing_is_stated_once() -> None:
    """Two values for one indicator, office and period in one article cannot both be."""
    text = "Có 554 cuộc họp. Có 545 cuộc họp."
    assert codes(
        read(text, stated("cuoc-hop", "554 cuộc họp"), stated("cuoc-hop", "545 cuộc họp"))
    ) == ["contradiction"]
    assert codes(
        read(text, stated("cuoc-hop", "554 cuộc họp"), stated("cuoc-hop", "554 cuộc"))
    ) == ["stated-twice"]


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
    ("words", "expected"),
    [
        ("âm 2,1%", ["negative-value"]),
        ("-2,1%", ["negative-value"]),
        ("giảm 2,1%", ["decrease-as-value"]),
        ("95,4%", []),
    ],
)
def test_a_fall_is_not_published_as_a_value(words: str, expected: list[str]) -> None:
    text = f"Năm 2021, tỷ lệ đúng hạn là {words}."
    assert codes(read(text, stated("tai-cho", words))) == expected


@pytest.mark.parametrize(
    ("words", "value", "expected"),
    [
        ("40.120 hồ sơ", "50.130", ["value-differs"]),
        ("40.120 hồ sơ", "40.120", []),
        ("hơn 50.000 hồ sơ", "50.130", []),
    ],
)
def test_a_value_does_not_contradict_its_words(words: str, value: str, expected: list[str]) -> None:
    text = f"Năm 2021 tiếp nhận {words}, năm trước 50.130 và 40.120."
    assert codes(read(text, stated("ho-so", words, value=value))) == expected


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
