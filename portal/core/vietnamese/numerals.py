"""Numbers as Vietnamese prints and writes them."""

import re
from decimal import Decimal

MINUS = "\u2212"
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", re.ASCII)
_SWAP = str.maketrans({",": ".", ".": ",", "-": MINUS})


def format_number(value: Decimal | int) -> str:
    """``16486`` → ``16.486``, ``Decimal("95.4")`` → ``95,4``; the decimals given are kept.

    A negative number takes the true minus sign U+2212. Raises ``TypeError`` for a float, whose
    digits are not the printed ones, and ``ValueError`` for infinity and NaN.
    """
    return f"{_exact(value):,f}".translate(_SWAP)


def parse_number(printed: str) -> Decimal | None:
    """``16.486`` → 16486, ``95,40`` → 95.40: undoes :func:`format_number`; else ``None``.

    *95.4* is refused rather than guessed: dots group thousands.
    """
    match = _NUMBER.fullmatch(printed.strip())
    if match is None:
        return None
    whole, decimals = match[1].replace(".", ""), match[2]
    return Decimal(f"{whole}.{decimals}" if decimals else whole)


def format_percent(value: Decimal | int) -> str:
    """``Decimal("95.4")`` (per cent, not a fraction) → ``95,4%``: no space before the sign."""
    return format_number(value) + "%"


def format_file_size(size: int) -> str:
    """``120400`` (bytes) → ``120 kB``, ``1260000`` → ``1,3 MB``: units of 1000, no-break space."""
    if size < 999_500:
        return f"{max(1, round(size / 1000))}\u00a0kB"
    return f"{format_number(round(Decimal(size) / 1_000_000, 1))}\u00a0MB"


def dialled(phone: str) -> str:
    """What a telephone needs: ``(0255) 3822 854 – máy lẻ 12`` → ``02553822854``."""
    printed = re.match(r"[\d\s().+-]*", phone)
    return re.sub(r"[^\d+]", "", printed[0] if printed else "")


def _exact(value: Decimal | int) -> Decimal:
    if isinstance(value, float):
        raise TypeError("format numbers as Decimal or int: a float has lost its printed digits")
    value = Decimal(value)
    if not value.is_finite():
        raise ValueError(f"not a finite number: {value}")
    return abs(value) if value.is_zero() else value
