"""Periods: their notation is canonical, their words are Vietnamese, their days are exact."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.figures import period as periods
from portal.core.figures.period import Basis, Period, parse

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("iso", "label", "basis"),
    [
        ("2021", "năm 2021", Basis.FLOW),
        ("2016-Q1", "quý I/2016", Basis.FLOW),
        ("2024-H1", "6 tháng đầu năm 2024", Basis.FLOW),
        ("2024-H2", "6 tháng cuối năm 2024", Basis.FLOW),
        ("2016-04", "tháng 4/2016", Basis.FLOW),
        ("2016-04-01", "ngày 01/04/2016", Basis.FLOW),
        ("2024-01-01/2024-09-30", "9 tháng đầu năm 2024", Basis.CUMULATIVE),
        ("2021-01-01/2021-12-15", "từ ngày 01/01/2021 đến ngày 15/12/2021", Basis.CUMULATIVE),
        ("2021-01-01/2025-12-31", "giai đoạn 2021–2025", Basis.CUMULATIVE),
        ("../2021-12-10", "đến ngày 10/12/2021", Basis.AS_OF),
    ],
)
def test_every_notation_has_its_words(iso: str, label: str, basis: Basis) -> None:
    """What data say in ISO notation, pages say in Vietnamese."""
    period = parse(iso)
    assert period is not None
    assert (period.iso, period.label, period.basis) == (iso, label, basis)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("2024-01/2024-09", "2024-01-01/2024-09-30"),
        ("2021-01-01/2021-12-31", "2021"),
        ("2024-Q1/2024-Q2", "2024-H1"),
        (" 2021 ", "2021"),
        ("../2021-12", "../2021-12-31"),
        ("2024-02-01/2024-02-29", "2024-02"),
    ],
)
def test_equal_periods_are_equal_strings(written: str, canonical: str) -> None:
    """An interval that is a calendar period takes that period's name."""
    assert str(parse(written)) == canonical


@pytest.mark.parametrize(
    "text", ["", "21", "2021-13", "2021-02-29", "2021-Q5", "2022/2021", "năm 2021", "../", "0000"]
)
def test_other_texts_are_no_periods(text: str) -> None:
    """A period that cannot be is refused, not guessed."""
    assert parse(text) is None


@given(DAYS, DAYS)
def test_notation_and_days_are_one(one: date, other: date) -> None:
    """parse ∘ iso is the identity, whatever the interval."""
    start, end = min(one, other), max(one, other)
    for period in (periods.interval(start, end), periods.as_of(end), periods.day(start)):
        assert parse(period.iso) == period


@given(DAYS, DAYS)
def test_a_period_contains_its_days_and_no_others(one: date, other: date) -> None:
    """Both ends belong to it; the days next to them do not."""
    period = periods.interval(min(one, other), max(one, other))
    assert period.start is not None
    assert period.contains(period.start)
    assert period.contains(period.end)
    assert period.contains(period)
    assert not period.contains(period.start - timedelta(days=1))
    assert not period.contains(period.end + timedelta(days=1))


@given(DAYS, DAYS, st.integers(-5, 5))
def test_the_same_period_of_another_year_has_the_same_kind(
    one: date, other: date, years: int
) -> None:
    """*Cùng kỳ năm trước* of a quarter is a quarter; of February 2024 it is February 2023."""
    period = periods.interval(min(one, other), max(one, other))
    shifted = period.shifted(years)
    assert shifted.year == period.year + years
    if "/" not in period.iso and len(period.iso) != 10:
        assert shifted.iso[4:] == period.iso[4:]


def test_months_halves_and_quarters() -> None:
    """The builders and the notation agree."""
    assert periods.months(2024, 6).iso == "2024-H1"
    assert periods.months(2024, 12).iso == "2024"
    assert periods.second_half(2024).iso == "2024-H2"
    assert periods.quarter(2016, 1).iso == "2016-Q1"
    assert periods.month(2024, 2).end == date(2024, 2, 29)


def test_an_as_of_period_holds_everything_before() -> None:
    """A state as of a day is about all days up to it, so a year before lies within."""
    state = periods.as_of(date(2021, 12, 10))
    assert state.contains(date(2000, 1, 1))
    assert not state.contains(date(2021, 12, 11))
    assert not periods.year(2021).contains(state)


def test_order_is_chronological() -> None:
    """By last day; of two that end together the longer one comes later."""
    listed = [parse(iso) for iso in ("2020", "2021-Q4", "2021", "2021-01")]
    ordered = sorted((p for p in listed if p), key=lambda p: p.sort_key)
    assert [p.iso for p in ordered] == ["2020", "2021-01", "2021-Q4", "2021"]


def test_a_period_is_a_value() -> None:
    """Equal notation, equal period, equal hash."""
    assert {parse("2021"), Period("2021", date(2021, 1, 1), date(2021, 12, 31))} == {parse("2021")}
