"""Numbers in words: what the script that reads aloud is held to."""

from decimal import Decimal

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_THOUSANDS = ("", " nghìn", " triệu")


def spell_number(value: Decimal | int) -> str:
    """``17337`` → ``mười bảy nghìn ba trăm ba mươi bảy``; as an announcer reads them.

    House words: *nghìn* (not ngàn), *linh* (not lẻ), *mốt*, *tư*, *lăm* after tens; decimals
    after *phẩy*, two of them as a number (95,46: *phẩy bốn mươi sáu*), otherwise digit by digit;
    *âm* for negatives.
    """
    value = Decimal(value)
    whole, _, decimals = f"{abs(value):f}".partition(".")
    words = _whole(int(whole)) or _DIGITS[0]
    if decimals:
        words += " phẩy " + (
            _below_thousand(int(decimals))
            if len(decimals) == 2 and decimals[0] != "0"
            else " ".join(_DIGITS[int(digit)] for digit in decimals)
        )
    return f"âm {words}" if value < 0 else words


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
