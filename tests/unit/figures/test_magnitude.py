"""Sums of money in the unit in which they are read; nothing of them is lost."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.statistics.wording import cell_text, value_text
from portal.core.figures.figure import Qualifier
from portal.core.figures.magnitude import divide, magnitude, readable
from portal.core.figures.observation import Quantity


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        ("4200000000000", "đồng", "4.200\xa0tỷ\xa0đồng"),
        ("3024600000000", "đồng", "3.024,6\xa0tỷ\xa0đồng"),
        ("12500000", "đồng", "12,5\xa0triệu\xa0đồng"),
        ("1234567890", "đồng", "1.234.567.890\xa0đồng"),
        ("850000", "đồng", "850.000\xa0đồng"),
        ("1050000", "lượt", "1.050.000\xa0lượt"),
    ],
)
def test_a_sum_is_told_as_it_is_read(value: str, unit: str, told: str) -> None:
    assert value_text(Quantity(Decimal(value)), unit).replace(" ", "\xa0") == told


def test_limits_are_in_the_same_unit() -> None:
    between = Quantity(Decimal("2E9"), 0, 10**9, Qualifier.BETWEEN, Decimal("3.5E9"))
    assert value_text(between, "đồng").replace("\xa0", " ") == "2–3,5 tỷ đồng"


def test_a_cell_has_a_unit_only_where_it_is_another_than_its_column_s() -> None:
    assert cell_text(Quantity(Decimal(850)), "đồng") == "850"
    assert cell_text(Quantity(Decimal("5E9")), "đồng").replace("\xa0", " ") == "5 tỷ đồng"


@given(st.decimals(0, 10**15, places=2), st.sampled_from(["đồng", "văn bản"]))
def test_nothing_is_lost(value: Decimal, unit: str) -> None:
    quantity, told = readable(Quantity(value, 2), unit)
    factor = magnitude(value, unit)[0] if told != unit else 1
    assert quantity.value * factor == value


def test_a_label_is_rounded() -> None:
    assert divide(Quantity(Decimal(1_234_567_890)), Decimal(10**9), decimals=3).value == Decimal(
        "1.235"
    )
