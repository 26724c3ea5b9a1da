"""What a phrase says of another time, held against what was published of it."""

import pytest
from stated import one, read, stated
from two_years import NEW, OLD, change_of, last_year, rows, this_year, told

from portal.core.figures.reading import Reading


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
