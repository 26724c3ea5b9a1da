"""Sums of money as people read them: *4.200 tỷ đồng*, not a number of thirteen digits."""

from decimal import Decimal
from typing import Final

from portal.core.figures.observation import Quantity

MONEY: Final = "đồng"
ONE: Final = Decimal(1)
_WORDS: Final = ((Decimal(10**9), f"tỷ {MONEY}"), (Decimal(10**6), f"triệu {MONEY}"))
_DECIMALS: Final = 3
"""As many as can be read; a sum that has more is exact to the đồng, and is told as it is."""


def magnitude(amount: Decimal, unit: str) -> tuple[Decimal, str]:
    """By what an amount of this size is divided to be read, and the unit that it has then."""
    if unit == MONEY:
        for factor, words in _WORDS:
            if abs(amount) >= factor:
                return factor, words
    return ONE, unit


def readable(quantity: Quantity, unit: str) -> tuple[Quantity, str]:
    """``quantity`` in the unit in which it is read, without losing any of it."""
    factor, words = magnitude(quantity.value, unit)
    divided = divide(quantity, factor)
    return (divided, words) if divided.decimals <= _DECIMALS else (quantity, unit)


def divide(quantity: Quantity, factor: Decimal, *, decimals: int | None = None) -> Quantity:
    """``quantity`` in a unit ``factor`` times as large; rounded if ``decimals`` are given."""
    if factor == ONE:
        return quantity
    value = quantity.value / factor
    value = _plain(value if decimals is None else round(value, decimals))
    most = None if quantity.value_max is None else _plain(quantity.value_max / factor)
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return quantity._replace(value=value, decimals=max(0, -exponent), scale=1, value_max=most)


def _plain(value: Decimal) -> Decimal:
    """Without zeros at its end, and without a power of ten."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()
