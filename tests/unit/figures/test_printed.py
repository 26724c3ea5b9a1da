from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from portal.core.figures.printed import Printed

TEXT = (
    "Năm 2021, Văn phòng phát hành 17.337\u00a0văn bản đi. Theo phương châm “4 tại chỗ”, đạt "
    "32,49% – vượt yêu cầu. TP. Lạng Sơn có 554 cuộc họp.\n"
    "Văn bản đi\t15.324\t17.337\t2.013\nTuần này: 5,924"
)


def sentence(words: str) -> str | None:
    place = Printed(TEXT).find(words)
    return place.sentence if place else None


def test_blanks_quotes_and_dashes_do_not_matter() -> None:
    """An editor types plain quotation marks and blanks; the page has typographic ones."""
    assert sentence("17.337  văn bản đi") == ("Năm 2021, Văn phòng phát hành 17.337 văn bản đi.")
    assert sentence('"4 tại chỗ", đạt 32,49% - vượt') == (
        "Theo phương châm “4 tại chỗ”, đạt 32,49% – vượt yêu cầu."
    )
    assert sentence("tp. lạng sơn có 554 cuộc") == "TP. Lạng Sơn có 554 cuộc họp."


def test_the_first_quarter_may_end_a_sentence() -> None:
    """*quý I.* is no initial, as *Đ. Nguyễn* has."""
    place = Printed("Tăng 381 văn bản so với quý I. Có 12 cuộc họp.").find("12 cuộc họp")
    assert place is not None
    assert place.sentence == "Có 12 cuộc họp."


def test_digits_always_matter() -> None:
    """A number is found whole or not at all: 7.337 does not stand in 17.337."""
    for words in ("7.337 văn bản", "17.337 văn bản đ", "17.33", "337 văn bản", "2,49%"):
        assert sentence(words) is None, words


def test_what_was_probably_meant_differs_in_digits_only() -> None:
    """The article was changed and the statement was not: both are named."""
    assert Printed(TEXT).nearest("17.373 văn bản đi") == (0, "17.337 văn bản đi")
    assert Printed(TEXT).nearest("17.373 hồ sơ") is None
    assert Printed("Xong 152/160 nội dung.").nearest("160 nội dung") is None
    spaced = Printed("Nhận 140 400 hồ sơ.")
    assert spaced.nearest("140.400 hồ sơ") == (0, "140 400 hồ sơ")
    assert spaced.nearest("140 4O0 hồ sơ") is None
    several = Printed("Tăng 12%.\nĐúng hạn 89,68%, trễ hạn 1,4%. Có 9 vụ và 41 vụ.")
    assert several.nearest("98,68%") == (1, "89,68%")
    assert several.nearest("35%") is None
    assert several.nearest("14 vụ") == (1, "41 vụ")
    assert several.nearest("60 vụ") is not None


def test_numbers_are_read_the_vietnamese_way_and_as_meters_print_them() -> None:
    """5,924 may be a decimal, or thousands as a site meter groups them."""
    numbers = Printed(TEXT).numbers
    assert {Decimal(17337), Decimal("32.49"), Decimal("5.924"), Decimal(5924)} <= numbers


def test_rows_of_tables() -> None:
    """Cells are told apart by tabs in the reading text; a year that heads two columns is none."""
    text = "\nNội dung\tNăm 2023\t2024\tKế hoạch 2024\nVăn bản đi\t16.240\t17.358\t—"
    numbers = (Decimal(16240), Decimal(17358))
    (row,) = Printed(TEXT + "\n" + text).rows
    assert row == ("Văn bản đi", dict(zip((2023, 2024), numbers, strict=True)), frozenset(numbers))
    (row,) = Printed(text.replace("Kế hoạch 2024", "Năm 2024")).rows
    assert row.by_year == {2023: numbers[0]}


@given(st.text(alphabet="ab1 .,“”", max_size=30), st.integers(0, 30), st.integers(1, 10))
def test_every_whole_piece_is_found(text: str, start: int, length: int) -> None:
    """Whatever is cut out at blanks is found again."""
    words = text.split()
    piece = " ".join(words[start : start + length])
    if piece:
        assert Printed(text).find(piece) is not None
