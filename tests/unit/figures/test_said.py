"""What a copied phrase says beside its value, and what of it is published."""

from decimal import Decimal

import pytest
from stated import OFFICES, codes, dataset, indicators, one, read, stated
from two_years import NEW, change_of, last_year, rows, said, this_year, told

from plugins.statistics.views import delta
from portal.core.figures.observation import Quantity
from portal.core.figures.record import observations_of, record_of
from portal.core.figures.series import build_topics
from portal.core.figures.statement import ChangeUnit


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("512 hồ sơ, gấp 2 lần năm 2023", "gấp 2 lần so với năm 2023"),
        ("512 hồ sơ, gấp đôi năm 2023", "gấp 2 lần so với năm 2023"),
        ("512 hồ sơ, tăng gấp đôi so với năm 2023", "gấp 2 lần so với năm 2023"),
        ("512 hồ sơ, tăng gấp 2 lần so với năm 2023", "gấp 2 lần so với năm 2023"),
        ("512 hồ sơ (gấp 1,9 lần cùng kỳ)", "gấp 1,9 lần so với năm 2023"),
        ("512 hồ sơ, tăng 2 lần so với năm 2023", ""),
        ("512 hồ sơ, tăng 0,4 lần so với năm 2023", ""),
        ("512 hồ sơ, giảm 2 lần so với năm 2023", ""),
        ("512 hồ sơ, tăng 256 hồ sơ, gấp 2 lần năm 2023", "tăng 256"),
    ],
)
def test_a_factor_is_no_number_of_things(words: str, change: str) -> None:
    """It is told as one, or not at all where words mean more than one thing."""
    assert change_of(said("ho-so", words)) == change


@pytest.mark.parametrize(
    ("factor", "before", "holds"),
    [
        ("gấp 2 lần", "256", True),
        ("gấp 2 lần", "250", True),
        ("gấp 2 lần", "200", False),
        ("gấp 1,4 lần", "366", True),
        ("gấp 1,4 lần", "256", False),
        ("gấp hơn 2 lần", "250", True),
        ("gấp hơn 2 lần", "300", False),
        ("tăng 2 lần so với", "171", True),
    ],
)
def test_a_factor_is_compared_as_far_as_it_is_printed(
    factor: str, before: str, *, holds: bool
) -> None:
    """512 of 250 is 2,05 times as much; no value of the year before is made up."""
    new = this_year("ho-so", f"512 hồ sơ, {factor} năm 2023")
    assert rows(new) == [("2024", "512")]
    problems = told(last_year("ho-so", f"{before} hồ sơ"), new)
    assert [problem.code for problem in problems] == ([] if holds else ["previous-differs"])
    assert all("tính ra gấp" in problem.message for problem in problems)


def test_what_is_counted_in_times_may_change_by_times() -> None:
    """*15 lần, tăng 3 lần* is a number of things."""
    change = read(
        "Năm 2024 tiếp 15 lần, tăng 3 lần so với năm 2023.",
        stated("ho-so", "15 lần, tăng 3 lần so với năm 2023", "2024", accept="x"),
        **NEW,
    ).observations[0].change  # fmt: skip
    assert change is not None
    assert (change.unit, change.quantity.value) == (ChangeUnit.ABSOLUTE, Decimal(3))


NOT_TARGETS = [
    ("95,7%, tăng 1,5 điểm phần trăm so với năm 2023", "tăng 1,5 điểm phần trăm so với năm 2023"),
    ("95,7%, giảm 1,5% so với cùng kỳ", "giảm 1,5 điểm phần trăm so với năm 2023"),
    ("95,7%, cao hơn năm 2023 1,5 điểm phần trăm", "tăng 1,5 điểm phần trăm so với năm 2023"),
    (
        "95,7%, tăng 1,5% so với năm 2023 theo quy định mới",
        "tăng 1,5 điểm phần trăm so với năm 2023",
    ),
    ("5,42% (giảm 1,58%)", "giảm 1,58 điểm phần trăm"),
    ("95,7%, thấp hơn bình quân cả nước 1,5 điểm %", ""),
    ("95,7%, thấp hơn 1,5 điểm % so với bình quân cả nước", ""),
    ("95,7%, cao hơn 1,5 điểm % so với các tỉnh khác", ""),
    ("95,7%, cao hơn tỉnh Lào Cai 1,5 điểm %", ""),
]

TARGETS = [
    ("32,49%, vượt 12,49% theo yêu cầu", "20.00"),
    ("95,7%, vượt 1,5 điểm % so với kế hoạch", "94.2"),
    ("95,7%, vượt mục tiêu 1,5%", "94.2"),
    ("95,7%, vượt 1,5% nghị quyết", "94.2"),
    ("95,7%, vượt 1,5%", "94.2"),
    ("95,7%, vượt 1,5% kế hoạch năm 2024", "94.2"),
    ("95,7%, cao hơn mức yêu cầu 1,5 điểm %", "94.2"),
    ("95,7%, cao hơn 1,5 điểm % so với chỉ tiêu được giao", "94.2"),
    ("95,7%, thấp hơn mức quy định 1,5%", "97.2"),
]


@pytest.mark.parametrize(("words", "change"), NOT_TARGETS)
def test_points_are_a_change_unless_a_plan_is_named(words: str, change: str) -> None:
    """Against an earlier time a change, against an average nothing, and never a target."""
    observation = said("truoc-han", words)
    assert (change_of(observation), observation.target, observation.points) == (change, None, None)


@pytest.mark.parametrize(("words", "target"), TARGETS)
def test_points_tell_a_target_where_a_plan_is_named(words: str, target: str) -> None:
    """And then they are no change."""
    observation = said("truoc-han", words)
    assert (observation.target, observation.change) == (Decimal(target), None)


@pytest.mark.parametrize(("points", "holds"), [("1,5", True), ("5,1", False)])
def test_a_change_in_points_is_compared_with_last_year(points: str, *, holds: bool) -> None:
    """95,7 − 5,1 is not 94,2."""
    words = f"95,7%, tăng {points} điểm phần trăm so với năm 2023"
    problems = told(last_year("truoc-han", "94,2%"), this_year("truoc-han", words))
    assert [problem.code for problem in problems] == ([] if holds else ["previous-differs"])


@pytest.mark.parametrize(
    ("indicator", "words", "value"),
    [
        ("truoc-han", "giảm từ 9,43% xuống còn 7,86%", "7.86"),
        ("truoc-han", "từ 9,43% xuống 7,86%", "7.86"),
        ("truoc-han", "giảm từ 9,43% xuống còn 7,86%, giảm 1,57 điểm phần trăm", "7.86"),
        ("van-ban.di", "tăng từ 16.240 lên 17.358 văn bản", "17358"),
        ("van-ban.di", "từ 16.240 văn bản tăng lên 17.358 văn bản", "17358"),
        ("ho-so", "giảm từ 1,2 triệu xuống còn 0,9 triệu hồ sơ", "900000"),
    ],
)
def test_the_new_level_is_the_value(indicator: str, words: str, value: str) -> None:
    """What it was before is none of this year."""
    assert said(indicator, words).value == Decimal(value)


def test_an_earlier_time_is_not_that_of_the_new_level() -> None:
    """Where the phrase names one, the editor says which period the value has."""
    words = "giảm từ 9,43% năm 2023 xuống còn 7,86%"
    item = {"indicator": "truoc-han", "figure": words}
    assert codes(read(f"Năm 2024, tỷ lệ {words}.", item, **NEW)) == ["no-period"]
    given = read(f"Năm 2024, tỷ lệ {words}.", item | {"period": "2024"}, **NEW)
    assert (one(given).value, one(given).period.iso) == (Decimal("7.86"), "2024")
    plain = {"indicator": "truoc-han", "figure": "giảm từ 9,43% xuống còn 7,86%"}
    told = read("Năm 2024, tỷ lệ giảm từ 9,43% xuống còn 7,86%.", plain, **NEW)
    assert (one(told).value, one(told).period.iso) == (Decimal("7.86"), "2024")


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("tăng từ 480 lên 512 cuộc họp so với năm 2023", True),
        ("tăng từ 485 lên 512 cuộc họp so với năm 2023", False),
        ("tăng từ 485 cuộc lên 512 cuộc họp so với cùng kỳ", False),
        ("từ 485 cuộc họp năm 2023 lên 512 cuộc", False),
        ("từ 480 cuộc họp năm 2023 lên 512 cuộc", True),
        ("tăng từ 485 cuộc họp (năm 2023) lên 512 cuộc họp", False),
        ("512 cuộc họp, tăng từ 485 cuộc lên 512 cuộc so với năm 2023", False),
        ("từ 485 cuộc họp năm 2022 lên 512 cuộc", True),
        ("tăng từ 485 cuộc lên 512 cuộc", True),
        ("tăng từ 485 cuộc lên 512 cuộc so với đầu nhiệm kỳ", True),
        ("tăng từ 485 cuộc lên 512 cuộc so với quý trước", True),
    ],
)
def test_what_it_was_before_is_compared_with_last_year(words: str, *, holds: bool) -> None:
    """Only where the phrase says when that was."""
    new = this_year("cuoc-hop", words)
    assert one(new).value == 512
    assert observations_of(record_of(new.observations)) == new.observations
    problems = told(last_year("cuoc-hop", "480 cuộc họp"), new)
    assert [problem.code for problem in problems] == ([] if holds else ["previous-differs"])
    assert all("nói năm 2023 là 485" in problem.message for problem in problems)
    assert rows(new) == [("2024", "512")]


def test_an_article_that_comes_to_say_otherwise_is_told() -> None:
    """The younger of two articles has the problem, whichever tells of the other."""
    later = {"day": "2025-02-01", "url": "/2025/nam-2023/"}
    old = read("Năm 2023 có 480 cuộc họp.", stated("cuoc-hop", "480 cuộc họp", "2023"), **later)
    words = "từ 485 cuộc họp năm 2023 lên 512 cuộc"
    (problem,) = told(this_year("cuoc-hop", words), old)
    assert "2025/nam-2023" in problem.file
    assert "ghi từ 485 cuộc họp: nói năm 2023 là 485 cuộc họp, khác 480" in problem.message


@pytest.mark.parametrize(
    ("change", "before", "holds"),
    [
        ("tăng 7 bậc", "25", True),
        ("tăng 7 hạng", "25", True),
        ("tăng 7 bậc", "11", False),
        ("giảm 7 bậc", "11", True),
        ("giảm 7 bậc", "25", False),
    ],
)
def test_who_rises_in_a_ranking_has_a_lower_number(
    change: str, before: str, *, holds: bool
) -> None:
    """From 25 to 18 are seven places up."""
    new = this_year("hang", f"xếp thứ 18/63, {change} so với năm 2023")
    assert change_of(one(new)) == f"{change.replace('hạng', 'bậc')} so với năm 2023"
    was = "25" if "tăng" in change else "11"
    assert rows(new) == [("2023", was), ("2024", "18")]
    problems = told(last_year("hang", f"xếp thứ {before}"), new)
    assert [problem.code for problem in problems] == ([] if holds else ["previous-differs"])


def test_the_arrow_of_a_rise_points_up() -> None:
    """As stated, and as it follows from two ranks; a lower number is better."""
    found = []
    for words in ("xếp thứ 18, tăng 7 bậc so với năm 2023", "xếp thứ 18"):
        readings = last_year("hang", "xếp thứ 25"), this_year("hang", words)
        (topic,) = build_topics(dataset(*readings), indicators(), OFFICES)
        shown = delta(topic.series[0], topic.series[0].points[-1])
        assert shown is not None
        found.append((shown.text.replace("\u00a0", " "), shown.direction, shown.is_worse))
    assert found == [("tăng 7 bậc so với năm 2023", "up", False)] * 2


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("5.200 hồ sơ, vượt 4% dự toán", ""),
        ("5.200 hồ sơ, vượt 4%", ""),
        ("5.200 hồ sơ, vượt 200 hồ sơ so với dự toán", ""),
        ("5.200 hồ sơ, vượt 8,5% kế hoạch năm 2024", ""),
        ("5.200 hồ sơ, vượt kế hoạch 214 hồ sơ", ""),
        ("5.200 hồ sơ (tăng 8,5% so với chỉ tiêu tỉnh giao)", ""),
        ("5.200 hồ sơ, cao hơn 8% so với bình quân cả nước", ""),
        ("5.200 hồ sơ, tăng 12 hồ sơ so với đầu nhiệm kỳ", ""),
        ("5.200 hồ sơ, vượt 8,5% kế hoạch, tăng 4% so với năm 2023", "tăng 4% so với năm 2023"),
        ("5.200 hồ sơ, tăng 4% so với cùng kỳ, vượt kế hoạch", "tăng 4% so với năm 2023"),
        ("5.200 hồ sơ, vượt 200 hồ sơ so với cùng kỳ", "tăng 200 so với năm 2023"),
        ("5.200 hồ sơ, tăng 4%", "tăng 4%"),
        ("5.200 hồ sơ, tăng 4% so với năm trước", "tăng 4% so với năm 2023"),
        ("5.200 hồ sơ, nhiều hơn năm ngoái 200 hồ sơ", "tăng 200 so với năm 2023"),
        ("5.200 hồ sơ, tăng 200 hồ sơ so với tháng trước", "tăng 200"),
        ("5.200 hồ sơ, gấp 2 lần năm trước", "gấp 2 lần so với năm 2023"),
        ("5.200 hồ sơ, gấp 2 lần kế hoạch", ""),
        ("5.200 hồ sơ, gấp 2 lần tỉnh Lào Cai", ""),
    ],
)
def test_what_exceeds_a_plan_has_not_grown(words: str, change: str) -> None:
    """Only what is measured against an earlier time, or against nothing told, is a change."""
    assert change_of(said("ho-so", words)) == change


@pytest.mark.parametrize(
    ("words", "period", "against"),
    [
        ("tăng 20 hồ sơ so với quý trước", "2024-Q1", "quý IV/2023"),
        ("tăng 20 hồ sơ so với quý trước", "2024-Q3", "quý II/2024"),
        ("tăng 4,1% so với tháng trước", "2024-01", "tháng 12/2023"),
        ("tăng 20 hồ sơ so với năm trước", "2024", "năm 2023"),
        ("tăng 20 hồ sơ so với cùng kỳ năm trước", "2024-Q3", "quý III/2023"),
        ("tăng 20 hồ sơ so với cùng kỳ năm 2019", "2024-Q3", "quý III/2019"),
        ("tăng 20 hồ sơ so với cùng kỳ của năm 2019", "2024", "năm 2019"),
        ("tăng 20 hồ sơ so với quý trước", "2024-H1", ""),
        ("tăng 20 hồ sơ so với tháng trước", "2024-Q1", ""),
    ],
)
def test_a_change_is_against_the_time_that_is_told(words: str, period: str, against: str) -> None:
    """*quý trước* only says something of a quarter."""
    words = f"512 hồ sơ, {words}"
    observation = one(read(f"Tiếp nhận {words}.", stated("ho-so", words, period), **NEW))
    change = observation.change
    assert change is not None
    assert (change.against.label if change.against else "") == against


@pytest.mark.parametrize(("before", "holds"), [("492", True), ("482", False)])
def test_a_change_against_the_quarter_before_is_compared_with_it(
    before: str, *, holds: bool
) -> None:
    words = f"{before} hồ sơ"
    old = read(f"Quý III/2024 có {words}.", stated("ho-so", words, "2024-Q3"), **NEW)
    words = "512 hồ sơ, tăng 20 hồ sơ so với quý trước, tăng 9% so với cùng kỳ năm trước"
    later = {"day": "2025-01-20", "url": "/2025/quy-4/"}
    new = read(f"Quý IV/2024 có {words}.", stated("ho-so", words, "2024-Q4"), **later)
    assert [problem.code for problem in told(old, new)] == ([] if holds else ["previous-differs"])
    assert rows(new) == [("2024-Q3", "492"), ("2024-Q4", "512")]


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("3.200 hồ sơ, bằng 92% năm 2023", None),
        ("3.200 hồ sơ, bằng khoảng 92% năm 2023", None),
        ("3.200 hồ sơ (bằng 92% của năm 2023)", None),
        ("3.200 hồ sơ, bằng 92% so với cùng kỳ", None),
        ("3.200 hồ sơ, bằng 92% mức bình quân các năm", None),
        ("3.200 hồ sơ, đạt 92% kế hoạch", None),
        ("3.200 hồ sơ, bằng 92% tổng số hồ sơ", "92"),
        ("3.200 hồ sơ, chiếm 92%", "92"),
        ("3.200 hồ sơ, đạt 92%", "92"),
    ],
)
def test_as_much_as_at_another_time_is_no_share(words: str, share: str | None) -> None:
    """*bằng 92% năm 2023* is no part of a whole, and no change that words state."""
    observation = said("ho-so", words)
    assert observation.share == (None if share is None else Quantity.written(Decimal(share)))
    assert observation.change is None
