"""What of a copied phrase is published, and of which indicator."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from stated import INDICATORS, OFFICES, article, one, read, stated

from portal.core.figures.observation import Observation
from portal.core.figures.reading import read_article
from portal.core.indicator import load_indicators
from portal.core.library import Declarations


def observed(indicator: str, words: str, text: str = "Năm 2021 có {}.") -> Observation:
    return one(read(text.format(words), stated(indicator, words)))


def observed_as(changes: Mapping[str, str], indicator: str, words: str) -> Observation:
    """Where the table of indicators is another one."""
    table = INDICATORS
    for old, new in changes.items():
        assert old in table
        table = table.replace(old, new)
    indicators, problems = load_indicators(table)
    assert not problems
    declarations = Declarations({}, OFFICES, indicators, {}, "lang-son", "other")
    text = f"Năm 2021 có {words}."
    return one(read_article(*article(text, stated(indicator, words)), declarations))


@pytest.mark.parametrize(
    ("change", "of_visits", "of_people"),
    [
        ("(tăng 12 lượt so với năm 2020)", 12, None),
        ("(tăng 14 công dân so với năm 2020)", None, 14),
        ("(giảm 8,5% so với năm 2020)", Decimal("-8.5"), None),
        ("(giảm 8,5% số lượt so với năm 2020)", Decimal("-8.5"), None),
        ("(giảm 8,5% số công dân so với năm 2020)", None, Decimal("-8.5")),
        ("(giảm 9 vụ so với năm 2020)", None, None),
    ],
)
def test_a_change_is_of_one_of_a_pair(
    change: str, of_visits: Decimal | None, of_people: Decimal | None
) -> None:
    """Else people would be published with the change of their visits."""
    words = f"155 lượt/182 công dân {change}"
    visits, people = observed("tiep.luot", words), observed("tiep.nguoi", words)
    assert (visits.value, people.value) == (155, 182)
    assert (visits.change and visits.change.signed) == of_visits
    assert (people.change and people.change.signed) == of_people


def test_another_name_that_begins_like_the_first_of_a_pair_is_of_the_second() -> None:
    """*lượt người* for people does not make *lượt* theirs."""
    also = {"unit: công dân,": "unit: người, also: 'lượt người, công dân',"}
    people = observed_as(also, "tiep.nguoi", "155 lượt/182 công dân")
    assert (people.value, people.unit) == (182, "người")


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("23,4%, vượt 0,1% kế hoạch", None),
        ("23,4%, thấp hơn 0,1% so với kế hoạch", Decimal("23.5")),
        ("23,4%, cao hơn 0,1% so với kế hoạch", Decimal("23.3")),
    ],
)
def test_of_what_should_be_little_nobody_knows_on_which_side_it_exceeds(
    words: str, target: Decimal | None
) -> None:
    """Poverty that exceeds its plan by 0,1 may well be below it."""
    less = {"definition: Tại chỗ.,": "definition: Tại chỗ., better: less,"}
    assert observed_as(less, "tai-cho", words).target == target
    more = observed("tai-cho", words)
    assert more.target == (target or Decimal("23.3"))
    fallen = observed("tai-cho", f"giảm còn {words}")
    assert fallen.target == target


def test_a_plan_behind_a_comma_is_not_what_a_change_before_is_against() -> None:
    """Of 20,15% the plan would be 25,51%."""
    poverty = observed("tai-cho", "20,15% (giảm 5,36% so với đầu năm, đạt 102% so với kế hoạch)")
    assert (poverty.target, poverty.change) == (None, None)


@pytest.mark.parametrize("words", ["không có nhiệm vụ nào", "Không còn nhiệm vụ"])
def test_a_zero_may_be_told_in_words(words: str) -> None:
    """It need not be printed as a digit."""
    reading = read(f"Năm 2021 {words}.", stated("nhiem-vu", words, value="0"))
    assert not reading.problems
    assert one(reading).value == 0
    (problem,) = read("Có nhiệm vụ.", stated("nhiem-vu", "nhiệm vụ", value="0")).problems
    assert problem.code == "number-not-in-text"


@pytest.mark.parametrize(
    ("indicator", "words", "share"),
    [
        ("thu", "3.912 tỷ đồng, đạt 60%", None),
        ("thu", "3.912 tỷ đồng, chiếm 60%", Decimal(60)),
        ("ho-so", "3.912 hồ sơ, đạt 60%", Decimal(60)),
        ("ho-so", "3.912 hồ sơ, đạt 102%", None),
    ],
)
def test_what_is_reached_of_a_budget_is_no_share(
    indicator: str, words: str, share: Decimal | None
) -> None:
    """Nor is more than all: both are of a plan, which news need not name again."""
    found = observed(indicator, words).share
    assert (found and found.value) == share


@pytest.mark.parametrize(
    ("indicator", "words", "value"),
    [
        ("hang", "từ hạng 21 xuống hạng 23", 23),
        ("hang", "tăng từ hạng 32 lên 28", 28),
        ("hang", "từ thứ hạng 32 lên thứ hạng 28", 28),
        ("cuoc-hop", "tăng từ 480 cuộc họp lên 512", 512),
        ("thu", "tăng từ 1.866 tỷ đồng lên 2.215 tỷ", 2215 * 10**9),
    ],
)
def test_what_something_became_is_its_value(indicator: str, words: str, value: int) -> None:
    """Whether the unit is told once or twice."""
    assert observed(indicator, words).value == value
