from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stated import OFFICES, dataset, indicators, read, stated

from portal.core.figures import period as periods
from portal.core.figures.arithmetic import Verdict, difference, judge, percent, quotient, rounded
from portal.core.figures.figure import Interval, Qualifier
from portal.core.figures.observation import Quantity
from portal.core.figures.reading import Reading
from portal.core.figures.series import Frequency, Origin, Series, Topic, build_topics, frequency


def topics(*readings: Reading) -> dict[str, Topic]:
    built = build_topics(dataset(*readings), indicators(), OFFICES)
    return {topic.indicator.id: topic for topic in built}


def series(*readings: Reading) -> Series:
    """The only series of one indicator."""
    (topic,) = topics(*readings).values()
    (only,) = topic.series
    return only


def meetings(words: str, period: str, **keys: str) -> Reading:
    where = {name: keys.pop(name) for name in ("day", "url", "office") if name in keys}
    year = period[:4]
    return read(f"Năm {year} có {words}.", stated("cuoc-hop", words, period, **keys), **where)


GROWN = "554 cuộc họp, tăng 69 cuộc so với năm 2020"


def test_the_value_before_is_derived_and_says_so() -> None:
    """554 − 69: 485 in 2020, which no article printed."""
    found = series(meetings(GROWN, "2021"))
    assert [(p.period.iso, p.value, p.origin) for p in found.points] == [
        ("2020", 485, Origin.PREVIOUS), ("2021", 554, Origin.REPORTED),
    ]  # fmt: skip
    assert found.points[0].main.figure == GROWN
    assert found.latest.period.iso == "2021"


def test_a_reported_value_replaces_a_derived_one() -> None:
    """What an article printed is never shown as computed."""
    found = series(meetings(GROWN, "2021"), meetings("485 cuộc họp", "2020", day="2021-01-15"))
    assert [p.origin for p in found.points] == [Origin.REPORTED, Origin.REPORTED]


def test_shares_are_derived_from_part_and_whole() -> None:
    """140 of 145 is 96,55 % to two places; a printed share stays as printed."""
    text = "Năm 2021 xong 140/145 nhiệm vụ."
    found = topics(read(text, stated("nhiem-vu.xong", "140/145 nhiệm vụ")))
    (point,) = found["nhiem-vu.ty-le"].series[0].points
    assert (point.value, point.origin, point.unit) == (Decimal("96.55"), Origin.SHARE, "%")
    printed = topics(read(
        "Năm 2021 xong 140/145 nhiệm vụ, đạt 96,6%.",
        stated("nhiem-vu.xong", "140/145 nhiệm vụ, đạt 96,6%"), stated("nhiem-vu.ty-le", "96,6%"),
    ))  # fmt: skip
    (point,) = printed["nhiem-vu.ty-le"].series[0].points
    assert (point.value, point.origin) == (Decimal("96.6"), Origin.REPORTED)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("140/145 nhiệm vụ, đạt 96,6%", "96.6"),
        ("140/145 nhiệm vụ, đạt trên 96%", "96.55"),
        ("140/145 nhiệm vụ, đạt 96,5%", "96.55"),
    ],
)
def test_a_share_beside_its_part_is_shown_as_printed(words: str, value: str) -> None:
    """Else a page would say 96,55% where the article says 96,6%; cut-off digits are mended."""
    keys = {"accept": "làm tròn xuống"} if "96,5%" in words else {}
    reading = read(f"Năm 2021 xong {words}.", stated("nhiem-vu.xong", words, **keys))
    (point,) = topics(reading)["nhiem-vu.ty-le"].series[0].points
    assert (point.value, point.origin) == (Decimal(value), Origin.SHARE)


def test_the_newest_value_may_be_a_share_that_was_computed() -> None:
    """It is of what the newest article reports, not of a time before."""
    share = stated("nhiem-vu.ty-le", "84,1%", "2021-01/2021-09")
    old = read("9 tháng đầu năm 2021 đạt 84,1%.", share, day="2021-10-02")
    new = read("Năm 2021 xong 140/145 nhiệm vụ.", stated("nhiem-vu.xong", "140/145 nhiệm vụ"))
    latest = topics(old, new)["nhiem-vu.ty-le"].series[0].latest
    assert (latest.period.iso, latest.origin) == ("2021", Origin.SHARE)


def test_a_change_needs_two_exact_values_of_one_kind() -> None:
    """Undefined across gaps, bounds and breaks: then there is none, not a guess."""

    def change(*readings: Reading) -> Decimal | None:
        found = series(*readings)
        difference = found.change(found.latest)
        return difference.amount if difference else None

    old = meetings("485 cuộc họp", "2020", day="2021-01-15")
    assert change(old, meetings("554 cuộc họp", "2021")) == 69
    assert change(old, meetings("554 cuộc họp", "2022", day="2023-01-15")) is None
    assert change(old, meetings("trên 554 cuộc họp", "2021")) is None
    assert change(old, meetings("554 cuộc họp", "2021", status="break")) is None
    found = series(old, meetings("554 cuộc họp", "2021"))
    difference = found.change(found.latest)
    assert difference is not None
    assert difference.percent == Decimal("14.23")


def test_nothing_is_derived_across_a_merger() -> None:
    """The new unit's growth says nothing about a time before it."""
    words = "12 cuộc họp, tăng 2 cuộc so với năm 2024"
    found = series(meetings(words, "2025", day="2026-01-05", office="lao-cai-2025"))
    assert [p.period.iso for p in found.points] == ["2025"]


def test_a_revision_keeps_what_it_replaced() -> None:
    """The newer value holds; the older one and the reason stay."""
    found = series(
        meetings("554 cuộc họp", "2021"),
        meetings("560 cuộc họp", "2021", day="2022-03-01", url="/2022/lai/",
                 revises="/2022/bai-2022-01-14/", note="bổ sung tháng 12"),
    )  # fmt: skip
    (point,) = found.points
    assert point.value == 560
    assert [old.value for old in point.superseded] == [554]


def test_agreeing_articles_are_all_sources() -> None:
    """The exact value stands first, though the bound came earlier."""
    found = series(
        meetings("trên 550 cuộc họp", "2021", day="2021-12-20"), meetings("554 cuộc họp", "2021")
    )
    (point,) = found.points
    assert point.value == 554
    assert [o.quantity.qualifier for o in point.observations] == [Qualifier.EXACT, Qualifier.GT]


def test_look_alikes_never_share_a_series() -> None:
    """Outgoing and incoming documents are both văn bản."""
    text = "Năm 2021 có 17.337 văn bản đi, 20.000 văn bản đến."
    found = topics(read(text, stated("van-ban.di", "17.337 văn bản đi"),
                        stated("van-ban.den", "20.000 văn bản đến")))  # fmt: skip
    assert list(found) == ["van-ban.di", "van-ban.den"]


def test_only_periods_of_one_length_stand_together() -> None:
    """A quarter is not compared with a year."""
    isos = ("2021", "2021-H1", "2021-Q1", "2021-04", "2021-04-01", "2021-01-01/2021-12-15",
            "2021-04-27/2021-05-01", "../2021-12-10")  # fmt: skip
    found = [frequency(period) for iso in isos if (period := periods.parse(iso))]
    assert found == list(Frequency)


def test_a_digest_changes_with_what_is_shown_and_only_then() -> None:
    """Another article's words change the page of the series; another order of reading does not."""
    one = meetings("485 cuộc họp", "2020", day="2021-01-15")
    two = meetings("554 cuộc họp", "2021")
    assert series(one, two).digest == series(two, one).digest
    other = meetings("554 cuộc họp", "2021", note="chưa đủ")
    assert series(one, two).digest != series(one, other).digest


amounts = st.decimals(min_value=0, max_value=10**9, places=2)
positive = st.decimals(min_value="0.01", max_value=10**9, places=2)


@given(amounts, positive, st.integers(0, 4))
def test_what_was_rounded_holds(part: Decimal, whole: Decimal, places: int) -> None:
    """A share printed half up always follows; one off in its last place never does."""
    share = 100 * part / whole
    precision = Decimal(1).scaleb(-places)
    computed = quotient(Interval(part, part), Interval(whole, whole))
    stated_share = Quantity(rounded(share, precision), places)
    assert judge(stated_share, computed) is Verdict.HOLDS
    for wrong in (2 * precision, -2 * precision):
        other = Quantity(stated_share.value + wrong, places)
        assert judge(other, computed) is Verdict.WRONG


@given(amounts, amounts, amounts, amounts)
def test_a_difference_holds_every_difference(
    a: Decimal, b: Decimal, c: Decimal, d: Decimal
) -> None:
    """Whatever lies in the intervals, its difference lies in theirs."""
    one, other = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    result = difference(one, other)
    assert all(x - y in result for x in (a, b) for y in (c, d))


@given(st.decimals(min_value=0, max_value=1000, places=6))
def test_a_percentage_is_shown_half_up(value: Decimal) -> None:
    """Two places, never further off than half of the last one."""
    assert abs(percent(value) - value) <= Decimal("0.005")
