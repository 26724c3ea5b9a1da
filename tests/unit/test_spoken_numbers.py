"""The words to which reading aloud is held are those an announcer says, and can be understood."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spoken_numbers import spell_number


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (17337, "mười bảy nghìn ba trăm ba mươi bảy"),
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (55, "năm mươi lăm"),
        (104, "một trăm linh tư"),
        (105, "một trăm linh năm"),
        (485, "bốn trăm tám mươi lăm"),
        (2013, "hai nghìn không trăm mười ba"),
        (1005, "một nghìn không trăm linh năm"),
        (140400, "một trăm bốn mươi nghìn bốn trăm"),
        (1_000_000, "một triệu"),
        (2_500_000_000, "hai tỷ năm trăm triệu"),
        (1_000_000_005, "một tỷ không trăm linh năm"),
        (10**12, "một nghìn tỷ"),
        (10**18, "một tỷ tỷ"),
        (Decimal("95.4"), "chín mươi lăm phẩy bốn"),
        (Decimal("32.49"), "ba mươi hai phẩy bốn mươi chín"),
        (Decimal("0.05"), "không phẩy không năm"),
        (Decimal("99.519"), "chín mươi chín phẩy năm một chín"),
        (Decimal("-3.86"), "âm ba phẩy tám mươi sáu"),
    ],
)
def test_numbers_in_words(value: Decimal | int, words: str) -> None:
    """As an announcer reads them."""
    assert spell_number(value) == words


ONES = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip


def read_whole(words: list[str]) -> int:
    """The listener's side: what number a row of words names."""
    if "tỷ" in words:
        at = len(words) - 1 - words[::-1].index("tỷ")
        return read_whole(words[:at]) * 10**9 + read_whole(words[at + 1 :])
    for unit, value in (("triệu", 10**6), ("nghìn", 1000), ("trăm", 100), ("mươi", 10)):
        if unit in words:
            at = words.index(unit)
            return read_whole(words[:at]) * value + read_whole(words[at + 1 :])
    if words[:1] == ["mười"]:
        return 10 + read_whole(words[1:])
    words = [word for word in words if word != "linh"]
    assert len(words) <= 1
    return ONES[words[0]] if words else 0


@given(st.integers(0, 10**21))
def test_spoken_numbers_are_understood(number: int) -> None:
    """Whoever hears the words can write the number down."""
    assert read_whole(spell_number(number).split()) == number


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_different_numbers_sound_different(one: int, other: int) -> None:
    """No two numbers share their words."""
    assert (spell_number(one) == spell_number(other)) == (one == other)
