"""Intervals: what a printed number may stand for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.figures.figure import Figure, Interval, Kind, Qualifier, plain

NUMBERS = st.decimals(-(10**6), 10**6, places=2)
ENDS = st.none() | NUMBERS


def figure(value: str, **more: object) -> Figure:
    decimals = len(value.partition(".")[2])
    return Figure("", 0, 0, Decimal(value), decimals=decimals, **more)  # type: ignore[arg-type]


def test_a_count_is_exactly_itself() -> None:
    """3.441 nhiệm vụ are not 3.441,4."""
    assert figure("3441").interval == Interval(Decimal(3441), Decimal(3441))


def test_a_percentage_is_rounded_half_up() -> None:
    """95,4% stands for everything from 95,35 up to but not including 95,45."""
    interval = figure("95.4", unit="%", kind=Kind.PERCENT).interval
    assert Decimal("95.35") in interval
    assert Decimal("95.4499") in interval
    assert Decimal("95.45") not in interval
    assert Decimal("95.466") in figure("95.4", unit="%", kind=Kind.PERCENT).truncation_interval


def test_a_whole_percentage_is_rounded_too() -> None:
    """77% may be 77,0004%."""
    assert Decimal("77.0004") in figure("77", unit="%", kind=Kind.PERCENT).interval


def test_a_scaled_number_is_known_to_its_last_printed_place() -> None:
    """1,2 triệu stands for 1.150.000 up to 1.250.000."""
    amount = Figure("", 0, 0, Decimal(1_200_000), scale=10**6, decimals=1)
    assert amount.precision == 100_000
    assert Decimal(1_150_000) in amount.interval
    assert Decimal(1_250_000) not in amount.interval


@pytest.mark.parametrize(
    ("qualifier", "inside", "outside"),
    [
        (Qualifier.GT, "84.1", "84"),
        (Qualifier.GTE, "84", "83.9"),
        (Qualifier.LT, "83.9", "84"),
        (Qualifier.LTE, "84", "84.1"),
        (Qualifier.APPROX, "82", "70"),
    ],
)
def test_bounds(qualifier: Qualifier, inside: str, outside: str) -> None:
    """*hơn 84%* excludes 84, *ít nhất 84%* includes it."""
    interval = figure("84", qualifier=qualifier).interval
    assert Decimal(inside) in interval
    assert Decimal(outside) not in interval


def test_what_counts_cannot_be_negative() -> None:
    """*dưới 20 hộ* may be none at all, not minus one."""
    interval = figure("20", qualifier=Qualifier.LT).interval
    assert Decimal(0) in interval
    assert Decimal(-1) not in interval


@given(ENDS, ENDS, st.booleans(), st.booleans(), ENDS, ENDS, NUMBERS)
def test_intervals_that_share_a_value_meet(
    low: Decimal | None, high: Decimal | None, low_open: bool, high_open: bool,
    other_low: Decimal | None, other_high: Decimal | None, value: Decimal,
) -> None:  # fmt: skip
    """``meets`` is symmetric, and true wherever one value lies in both."""
    one, other = Interval(low, high, low_open, high_open), Interval(other_low, other_high)
    assert one.meets(other) == other.meets(one)
    if value in one and value in other:
        assert one.meets(other)


@given(st.decimals(0, 10**15, places=6))
def test_plain_writes_every_digit_and_no_exponent(value: Decimal) -> None:
    """JSON carries values as decimal strings that say what they are."""
    text = plain(value)
    assert Decimal(text) == value
    assert "E" not in text.upper()
