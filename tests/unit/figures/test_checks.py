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
