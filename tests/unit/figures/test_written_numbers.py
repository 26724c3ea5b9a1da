"""Numbers as phrases write them: limits that were not copied, dots and commas."""

import pytest
from stated import codes, one, read, stated
from two_years import NEW, rows, said, this_year

from portal.core.figures.statement import Status


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
