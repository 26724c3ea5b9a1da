"""Units whose names have capitals, which the reader of figures gives in lower case."""

import pytest
from stated import OFFICES, article, codes, one, stated

from portal.core.figures.reading import Reading, read_article
from portal.core.indicator import load_indicators
from portal.core.library import Declarations

ROW = '{{name: X, english: X, topic: X, definition: X., unit: "{}", also: "{}"}}'


def read(unit: str, figure: str, also: str = "") -> Reading:
    indicators, problems = load_indicators(f"x: {ROW.format(unit, also)}")
    assert not problems
    declarations = Declarations({}, OFFICES, indicators, {}, "lang-son", "d")
    return read_article(*article(f"Có {figure}.", stated("x", figure)), declarations)


@pytest.mark.parametrize(
    ("unit", "figure"),
    [
        ("kWh", "1.250 triệu kWh"), ("°C", "27,5°C"), ("Mbps", "120 Mbps"), ("TTHC", "350 TTHC"),
        ("sản phẩm OCOP", "45 sản phẩm OCOP"), ("USD", "5 triệu USD"),
    ],
)  # fmt: skip
def test_capitals_do_not_make_another_unit(unit: str, figure: str) -> None:
    """It is published as the table of indicators writes it."""
    reading = read(unit, figure)
    assert codes(reading) == []
    assert one(reading).unit == unit


def test_another_unit_is_still_told() -> None:
    assert codes(read("kWh", "120 MW")) == ["unit-differs"]
    assert codes(read("kWh", "120 MW", also="MW")) == []
    assert codes(read("sản phẩm OCOP", "45 xã")) == ["unit-differs"]
