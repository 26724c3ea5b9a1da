"""Numbers in print."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.vietnamese import (
    dialled,
    format_file_size,
    format_number,
    format_percent,
    parse_number,
)


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (16486, "16.486"),
        (Decimal("95.4"), "95,4"),
        (Decimal("95.40"), "95,40"),
        (140400, "140.400"),
        (999, "999"),
        (Decimal("1E+3"), "1.000"),
        (Decimal("-3.86"), "−3,86"),
        (Decimal("-0.0"), "0,0"),
        (1234567, "1.234.567"),
    ],
)
def test_numbers_have_dotted_thousands_and_a_decimal_comma(
    value: Decimal | int, printed: str
) -> None:
    """The decimals that were given are kept."""
    assert format_number(value) == printed


def test_percent_has_no_space() -> None:
    """The value is per cent already."""
    assert format_percent(Decimal("95.4")) == "95,4%"
    assert format_percent(20) == "20%"


@pytest.mark.parametrize(
    ("size", "printed"),
    [
        (10, "1 kB"),
        (120_400, "120 kB"),
        (999_499, "999 kB"),
        (999_500, "1,0 MB"),
        (1_260_000, "1,3 MB"),
    ],
)
def test_file_sizes_are_short_and_do_not_break(size: int, printed: str) -> None:
    """Kilobytes without decimals, megabytes with one, a no-break space before the unit."""
    assert format_file_size(size) == printed.replace(" ", "\u00a0")


def test_floats_and_infinities_are_refused() -> None:
    """A float has lost the digits that were printed."""
    with pytest.raises(TypeError, match="Decimal"):
        format_number(0.1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="finite"):
        format_number(Decimal("NaN"))


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12
    )
)
def test_a_printed_number_reads_back(value: Decimal) -> None:
    """Formatting loses nothing."""
    printed = format_number(value).replace(".", "").replace(",", ".").replace("−", "-")
    assert Decimal(printed) == value


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("0205 3800 000", "02053800000"),
        ("(0255) 3822.854 – máy lẻ 12", "02553822854"),
        ("+84 255 3822 854", "+842553822854"),
        ("đang cập nhật", ""),
    ],
)
def test_of_a_printed_phone_number_what_is_dialled(printed: str, number: str) -> None:
    assert dialled(printed) == number


@given(st.decimals(min_value=0, max_value=10**12))
def test_reading_undoes_printing(value: Decimal) -> None:
    """A number printed the Vietnamese way is read back as itself."""
    assert parse_number(format_number(value)) == value


@pytest.mark.parametrize(
    "printed", ["", "95.4", "1.23.456", "1234.567", "1,2,3", "1,2.345", "12 345"]
)
def test_what_may_mean_two_numbers_is_none(printed: str) -> None:
    """Dots group thousands and one comma parts decimals; nothing is guessed."""
    assert parse_number(printed) is None
