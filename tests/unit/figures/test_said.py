"""What a copied phrase says beside its value, and what of it is published."""

from decimal import Decimal

import pytest
from stated import OFFICES, codes, dataset, indicators, one, read, stated

from plugins.statistics.views import Row, delta
from plugins.statistics.wording import change_text
from portal.core.figures.cross_checks import check_dataset
from portal.core.figures.observation import Observation, Quantity
from portal.core.figures.reading import Reading
from portal.core.figures.record import observations_of, record_of
from portal.core.figures.series import build_topics
from portal.core.figures.statement import ChangeUnit, Status
from portal.core.problem import Problem

OLD = {"day": "2024-01-15", "url": "/2024/nam-2023/"}
NEW = {"day": "2025-01-15", "url": "/2025/nam-2024/"}


def last_year(indicator: str, words: str) -> Reading:
    return read(f"Năm 2023 đạt {words}.", stated(indicator, words, "2023"), **OLD)


def this_year(indicator: str, words: str) -> Reading:
    return read(f"Năm 2024 đạt {words}.", stated(indicator, words, "2024"), **NEW)


def said(indicator: str, words: str) -> Observation:
    return one(this_year(indicator, words))


def change_of(observation: Observation) -> str:
    """As pages print it; empty where they print none."""
    change = observation.change
    return "" if change is None else change_text(change, observation.unit).replace("\u00a0", " ")


def told(*readings: Reading) -> list[Problem]:
    return check_dataset(dataset(*readings), indicators(), OFFICES)[0]


def rows(*readings: Reading) -> list[tuple[str, str]]:
    """Periods and values of the only series."""
    (topic,) = build_topics(dataset(*readings), indicators(), OFFICES)
    (series,) = topic.series
    found = (Row(series, point) for point in series.points)
    return [(row.point.period.iso, row.number) for row in found]


# --- how many times as much --------------------------------------------------------------------


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


# --- points above or below another share -------------------------------------------------------

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


# --- from an earlier value to a new one --------------------------------------------------------


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


# --- places in a ranking -----------------------------------------------------------------------


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


# --- beyond a plan -----------------------------------------------------------------------------


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


# --- against when ------------------------------------------------------------------------------


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


# --- as much as at another time ----------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        ("3.200 hồ sơ, bằng 92% năm 2023", True),
        ("3.200 hồ sơ, chỉ bằng 92,0% so với cùng kỳ", True),
        ("3.200 hồ sơ (bằng khoảng 90% cùng kỳ năm trước)", True),
        ("3.200 hồ sơ, đạt 92% so với năm 2023", True),
        ("3.200 hồ sơ, bằng 92% kế hoạch năm 2023", True),
        ("3.200 hồ sơ, bằng 29% kế hoạch năm 2023", True),
        ("3.200 hồ sơ, bằng 29% bình quân năm 2023", True),
        ("3.200 hồ sơ, bằng 29% cùng kỳ năm 2022", True),
        ("3.200 hồ sơ, bằng 29% năm 2023", False),
        ("3.200 hồ sơ, bằng 29 % so với cùng kỳ", False),
        ("3.200 hồ sơ (bằng khoảng 29% cùng kỳ năm trước)", False),
        ("3.200 hồ sơ, đạt 29% so với năm 2023", False),
        ("3.200 hồ sơ, bằng 29% so với năm trước", False),
    ],
)
def test_as_much_as_last_year_is_compared_with_it(words: str, *, holds: bool) -> None:
    """3.200 of 3.478 are 92%."""
    problems = told(last_year("ho-so", "3.478 hồ sơ"), this_year("ho-so", words))
    assert [problem.code for problem in problems] == ([] if holds else ["previous-differs"])
    assert all("tính ra 92,01%, vì bài" in problem.message for problem in problems)


@pytest.mark.parametrize(
    "words",
    [
        "512 hồ sơ (năm 2023: {} hồ sơ)", "512 hồ sơ, năm 2023 là {} hồ sơ",
        "512 hồ sơ (cùng kỳ năm trước: {} hồ sơ)", "512 hồ sơ (năm 2023 có {} hồ sơ)",
        "512 hồ sơ (tăng 6,7%), năm 2023 là {} hồ sơ",
        "512 hồ sơ (năm 2023: {} hồ sơ, năm 2022: 9 hồ sơ)",
    ],
)  # fmt: skip
def test_an_earlier_value_beside_the_value_is_compared(words: str) -> None:
    """Whoever writes last year's number down wrong is told."""
    old = last_year("ho-so", "480 hồ sơ")
    assert told(old, this_year("ho-so", words.format("480"))) == []
    (problem,) = told(old, this_year("ho-so", words.format("840")))
    assert problem.message == (
        "nói năm 2023 là 840 hồ sơ, nhưng bài /2024/nam-2023/ (15/01/2024) ghi 480 hồ sơ"
    )


@pytest.mark.parametrize(
    "words",
    [
        "512 hồ sơ (kế hoạch năm 2023 là 9 hồ sơ)", "512 hồ sơ (trong đó năm 2023 là 9 hồ sơ)",
        "512 hồ sơ (năm 2023 chuyển sang: 9 hồ sơ)", "512 hồ sơ (năm 2023: 9 cơ quan)",
        "512 hồ sơ trễ hạn, tồn từ năm 2023 là 9 hồ sơ",
    ],
)  # fmt: skip
def test_other_things_of_an_earlier_time_are_not(words: str) -> None:
    """What was left over, planned or counted otherwise."""
    assert told(last_year("ho-so", "480 hồ sơ"), this_year("ho-so", words)) == []


@pytest.mark.parametrize(
    ("words", "period", "basis"),
    [
        ("tăng 32 hồ sơ so với quý I", "2024-Q2", "quý I/2024"),
        ("(tăng 32 hồ sơ so với quý IV)", "2024-Q1", "quý IV/2023"),
        ("tăng 6,7% so với quý I; giảm 2% so với cùng kỳ", "2024-Q2", "quý I/2024"),
        ("tăng 32 hồ sơ so với tháng 11", "2024-12", "tháng 11/2024"),
        ("tăng 32 hồ sơ so với quý I", "2024-H1", ""),
        ("tăng 32 hồ sơ so với quý II", "2024-Q2", ""),
        ("tăng 32 hồ sơ so với quý I và quý II", "2024-Q3", ""),
        ("tăng 32 hồ sơ so với tháng 11", "2024", ""),
    ],
)
def test_a_part_of_the_year_needs_no_year(words: str, period: str, basis: str) -> None:
    """*so với quý I* of a second quarter is the one before; what else it may be, nobody knows."""
    statement = stated("ho-so", f"512 hồ sơ, {words}", period)
    observation = one(read(f"Đạt 512 hồ sơ, {words}.", statement, **NEW))
    told_basis = observation.change and observation.change.against
    assert (told_basis.label if told_basis else "") == basis
    assert (observation.change is None) == (not basis)


def test_the_quarter_before_is_compared() -> None:
    def quarter(words: str, number: int) -> Reading:
        where = {"day": f"2024-0{3 * number + 1}-05", "url": f"/2024/quy-{number}/"}
        return read(f"Đạt {words}.", stated("ho-so", words, f"2024-Q{number}"), **where)

    first = quarter("480 hồ sơ", 1)
    assert told(first, quarter("512 hồ sơ, tăng 32 hồ sơ so với quý I", 2)) == []
    (problem,) = told(first, quarter("512 hồ sơ, tăng 23 hồ sơ so với quý I", 2))
    assert problem.message.startswith("512 − 23 = 489 cho quý I/2024, nhưng bài")


@pytest.mark.parametrize(
    "basis",
    ["đầu năm 2024", "thời điểm đầu năm 2024", "trước năm 2024", "ước thực hiện năm 2024"],
)
def test_the_beginning_of_a_year_is_not_that_year(basis: str) -> None:
    """120 more than at the beginning of 2024 is no growth against 2024."""
    for change in ("tăng 120 hồ sơ", "tăng 12,3%"):
        new = this_year("ho-so", f"512 hồ sơ, {change} so với {basis}")
        assert (one(new).change, told(new)) == (None, [])


@pytest.mark.parametrize(
    ("words", "period", "told"),
    [
        ("512 hồ sơ, tăng 6,7% so với năm 2023", "2024", ""),
        ("512 hồ sơ, tăng 6,7% so với năm 2024", "2024", "số của năm 2024 nhưng so với năm 2024"),
        ("512 hồ sơ, tăng 32 hồ sơ so với năm 2025", "2024",
         "số của năm 2024 nhưng so với năm 2025"),
        ("512 hồ sơ, tăng 6,7% so với quý I năm 2024", "2024-Q1",
         "số của quý I/2024 nhưng so với quý I/2024"),
        ("512 hồ sơ, tăng 6,7% so với quý I năm 2024", "2024-Q2", ""),
        ("512 hồ sơ, tăng 6,7% so với năm 2024", "../2025-01-10", ""),
        ("512 hồ sơ, đạt 102% so với kế hoạch năm 2024", "2024", ""),
    ],
)  # fmt: skip
def test_what_is_compared_with_was_earlier(words: str, period: str, told: str) -> None:
    """A slip of the year in the comparison, or in the period."""
    found = read(f"Đạt {words}.", stated("ho-so", words, period), **NEW).problems
    assert [problem.message for problem in found] == ([told] if told else [])


# --- a change without its basis ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        ("giảm 25 cuộc", False),
        ("giảm 27 cuộc", True),
        ("giảm 4,4%", True),
        ("giảm 5,5%", False),
        ("giảm 25 cuộc so với đầu nhiệm kỳ", True),
        ("vượt 25 cuộc so với kế hoạch", True),
    ],
)
def test_a_change_without_basis_is_held_against_the_year_before(
    change: str, *, holds: bool
) -> None:
    """585 + 25 is not 612; no value of that year follows from it, and no basis is printed."""
    new = this_year("cuoc-hop", f"585 cuộc họp, {change}")
    assert rows(new) == [("2024", "585")]
    assert "so với" not in change_of(one(new))
    problems = told(last_year("cuoc-hop", "612 cuộc họp"), new)
    assert [problem.code for problem in problems] == ([] if holds else ["previous-differs"])
    assert all("nếu so với kỳ khác, chép cả chỗ" in problem.remedy for problem in problems)


def test_a_change_of_part_of_a_year_has_no_usual_basis() -> None:
    """A quarter is compared with the one before or with that of the year before."""
    old = read("Quý I/2023 có 612 cuộc họp.", stated("cuoc-hop", "612 cuộc họp", "2023-Q1"), **OLD)
    words = "585 cuộc họp, giảm 25 cuộc"
    new = read(f"Quý I/2024 có {words}.", stated("cuoc-hop", words, "2024-Q1"), **NEW)
    assert told(old, new) == []


# --- limits that were not copied ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "figure", "value"),
    [
        ("Tiếp nhận trên 57.000 hồ sơ.", "57.000 hồ sơ", "trên 57.000"),
        ("Tiếp nhận khoảng 57.000 hồ sơ.", "57.000 hồ sơ", "khoảng 57.000"),
        ("Số tiếp nhận ước đạt 57.000 hồ sơ.", "57.000 hồ sơ", "khoảng 57.000"),
        ("Ước tiếp nhận 57.000 hồ sơ.", "57.000 hồ sơ", "khoảng 57.000"),
        ("Không dưới 480 hồ sơ.", "480 hồ sơ", "ít nhất 480"),
        ("Có 480 hồ sơ trở lên.", "480 hồ sơ", "ít nhất 480"),
        ("Tiếp nhận hơn 5 nghìn hồ sơ, tăng 3%.", "5 nghìn hồ sơ, tăng 3%", "trên 5.000"),
        ("Hiện có 57.000 hồ sơ.", "57.000 hồ sơ", "57.000"),
        ("Năm nay nhiều hơn: 57.000 hồ sơ.", "57.000 hồ sơ", "57.000"),
        ("Theo công ước, 57.000 hồ sơ.", "57.000 hồ sơ", "57.000"),
        ("Tăng trên 20 hồ sơ, lên 57.000 hồ sơ.", "57.000 hồ sơ", "57.000"),
    ],
)
def test_a_figure_is_no_more_exact_than_its_sentence(text: str, figure: str, value: str) -> None:
    """Copied without *trên*, it was published as exact."""
    reading = read(text, stated("ho-so", figure, "2024"), **NEW)
    assert rows(reading) == [("2024", value)]


def test_an_estimate_is_told_where_only_its_number_was_copied() -> None:
    reading = read("Thu ước đạt 480 hồ sơ.", stated("ho-so", "480 hồ sơ", "2024"), **NEW)
    assert one(reading).status is Status.ESTIMATED


def test_a_key_says_that_a_number_is_exact() -> None:
    given = stated("ho-so", "480 hồ sơ", "2024", qualifier="đúng")
    assert rows(read("Tiếp nhận trên 480 hồ sơ.", given, **NEW)) == [("2024", "480")]


# --- dots and commas in numbers ----------------------------------------------------------------


@pytest.mark.parametrize("number", ["12 345.6", "12\u00a0345.6", "12 345 678.9", "12.345 678"])
def test_a_number_with_blanks_and_dots_is_told(number: str) -> None:
    """The end of it was published as all of it."""
    words = f"{number} hồ sơ"
    reading = read(f"Năm 2024 đạt {words}.", stated("ho-so", words, "2024"), **NEW)
    assert codes(reading) == ["muddled-number"]
    assert reading.observations == ()


@pytest.mark.parametrize("number", ["12.34", "1.2345", "12345.67"])
def test_a_dot_makes_no_fraction_of_what_is_counted(number: str) -> None:
    """Most likely a digit of thousands is missing."""
    words = f"{number} hồ sơ"
    assert codes(this_year("ho-so", words)) == ["unclear-number"]


@pytest.mark.parametrize(
    ("words", "other", "expected"),
    [
        ("đạt 5,924 nghìn hồ sơ", "12,345.6 tỷ đồng", ["unclear-number"]),
        ("đạt 5,924 nghìn hồ sơ", "1,234,567 lượt", ["unclear-number"]),
        ("đạt 5,924 nghìn hồ sơ", "12.345,6 tỷ đồng", []),
        ("đạt 5,9 nghìn hồ sơ", "12,345.6 tỷ đồng", []),
        ("đạt 5,924 hồ sơ", "12,345.6 tỷ đồng", []),
        ("đạt 2,5 hồ sơ", "12.345,6 tỷ đồng", []),
        ("đạt 12.345 hồ sơ", "12,345.6 tỷ đồng", []),
    ],
)
def test_three_decimals_are_doubtful_beside_english_numbers(
    words: str, other: str, expected: list[str]
) -> None:
    """*5,924* may be thousands where another number groups them by commas."""
    text = f"Năm 2024 {words}. Thu ngân sách {other}."
    assert codes(read(text, stated("ho-so", words, "2024"), **NEW)) == expected


def test_both_sides_of_a_ratio_are_grouped_alike() -> None:
    assert said("ho-so", "1,234/2,345 hồ sơ").value == 1234


def test_an_english_number_can_be_given_as_value() -> None:
    given = stated("ho-so", "12,345.6 hồ sơ", "2024", value="12.345,6")
    assert codes(read("Năm 2024 có 12,345.6 hồ sơ.", given, **NEW)) == []
