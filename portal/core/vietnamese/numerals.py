"""Numbers as Vietnamese prints and says them."""

import re
from decimal import Decimal

MINUS = "\u2212"
_SWAP = str.maketrans({",": ".", ".": ",", "-": MINUS})

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_THOUSANDS = ("", " nghìn", " triệu")


def format_number(value: Decimal | int) -> str:
    """``16486`` → ``16.486``, ``Decimal("95.4")`` → ``95,4``; the decimals given are kept.

    A negative number takes the true minus sign U+2212. Raises ``TypeError`` for a float, whose
    digits are not the printed ones, and ``ValueError`` for infinity and NaN.
    """
    return f"{_exact(value):,f}".translate(_SWAP)


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


def spell_number(value: Decimal | int) -> str:
    """``17337`` → ``mười bảy nghìn ba trăm ba mươi bảy``; for reading aloud.

    House words: *nghìn* (not ngàn), *linh* (not lẻ), *mốt*, *tư*, *lăm* after tens; decimals
    after *phẩy*, two of them as a number (95,46: *phẩy bốn mươi sáu*), otherwise digit by digit;
    *âm* for negatives. Errors as :func:`format_number`.
    """
    value = _exact(value)
    whole, _, decimals = f"{abs(value):f}".partition(".")
    words = _whole(int(whole)) or _DIGITS[0]
    if decimals:
        words += " phẩy " + (
            _below_thousand(int(decimals))
            if len(decimals) == 2 and decimals[0] != "0"
            else " ".join(_DIGITS[int(digit)] for digit in decimals)
        )
    return f"âm {words}" if value < 0 else words


def _exact(value: Decimal | int) -> Decimal:
    if isinstance(value, float):
        raise TypeError("format numbers as Decimal or int: a float has lost its printed digits")
    value = Decimal(value)
    if not value.is_finite():
        raise ValueError(f"not a finite number: {value}")
    return abs(value) if value.is_zero() else value


def _whole(number: int, *, follows: bool = False) -> str:
    """``number`` ≥ 0 in words; ``follows`` when a greater unit was said before it. 0 is empty."""
    billions, rest = divmod(number, 10**9)
    parts = [f"{_whole(billions)} tỷ"] if billions else []
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if group:
            said_before = follows or bool(parts)
            parts.append(_below_thousand(group, follows=said_before) + _THOUSANDS[power])
    return " ".join(parts)


def _below_thousand(number: int, *, follows: bool = False) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or follows else []
    if tens > 1:
        words.append(f"{_DIGITS[tens]} mươi")
    elif tens == 1:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    if ones == 1 and tens > 1:
        words.append("mốt")
    elif ones == 4 and (tens > 1 or words[-1:] == ["linh"]):
        words.append("tư")
    elif ones == 5 and tens:
        words.append("lăm")
    elif ones:
        words.append(_DIGITS[ones])
    return " ".join(words)
