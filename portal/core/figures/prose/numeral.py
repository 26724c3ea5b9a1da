"""Printed digits and number words → exact decimals, whatever the separators."""

import re
from decimal import Decimal

_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_COMMA_GROUPS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")

DIGIT_WORDS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5,
    "nhăm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_DIGIT = "|".join(DIGIT_WORDS)
_LAST = "|".join(word for word in DIGIT_WORDS if word != "năm")  # *hai mươi năm* is twenty years
SPELLED = re.compile(
    rf"(?<!\w)(?:(?P<round>{_DIGIT})\s+trăm\s+(?:linh|lẻ)\s+(?P<few>{_DIGIT})"
    rf"|(?P<scaled>{_DIGIT})(?=\s+(?:trăm|nghìn|ngàn|triệu|tỷ|tỉ)(?!\w|\s+(?:lệ|linh|lẻ|mười|(?:{_DIGIT})\s+mươi)))"
    rf"|(?:(?P<hundreds>{_DIGIT})\s+trăm\s+)?(?:(?P<ten>mười)|(?P<tens>{_DIGIT})\s+mươi)"
    rf"(?:\s+(?P<ones>{_LAST})(?!\s+(?:mươi|trăm)))?)(?!\w)"
)
"""Number words from ten to 999, smaller ones only before *trăm, nghìn, triệu, tỷ*: alone they are
too often no numbers (*ba*, *năm*, *tư*)."""


_TIMES = {word: Decimal(value) for word, value in DIGIT_WORDS.items() if value > 1} | {
    "đôi": Decimal(2), "rưỡi": Decimal("1.5"), "mười": Decimal(10)
}  # fmt: skip
MULTIPLE = re.compile(
    rf"(?<!\w)gấp\s+(?:(?P<times>{'|'.join(_TIMES)})\s+lần|đôi|rưỡi|ba|bốn|mười)(?!\w)"
)
"""*gấp đôi*, *gấp hai lần*: how many times as much."""


def read_multiple(words: str) -> Decimal:
    """The factor that a match of :data:`MULTIPLE` says."""
    return _TIMES[words.removesuffix("lần").split()[-1]]


def read_digits(digits: str, *, whole: bool, percent: bool = False) -> tuple[Decimal, int] | None:
    """The value and its number of decimals; ``None`` if the separators make no number.

    Vietnamese separators first: ``1.234,5``. English ones where nothing else is possible:
    ``1,234.5``, ``1,234,567``, ``95.4`` and, if what is counted is ``whole`` (there is no fraction
    of it), ``5,924``. Nothing has seventeen thousand *percent*: ``17.337%`` is a decimal.
    """
    if digits.isdecimal():
        return Decimal(digits), 0
    dots, commas = digits.count("."), digits.count(",")
    if dots and commas:
        decimal, thousands = (",", ".") if digits.rfind(",") > digits.rfind(".") else (".", ",")
        if digits.count(decimal) > 1:
            return None
        head, _, tail = digits.partition(decimal)
        plain = head.replace(thousands, "")
        grouped = head if thousands == "." else head.replace(",", ".")
        return _decimal(plain, tail) if _DOTTED.fullmatch(grouped) else None
    if dots:
        if _DOTTED.fullmatch(digits) and not (percent and dots == 1):
            return Decimal(digits.replace(".", "")), 0
        return _decimal(*digits.split(".")) if dots == 1 else None
    if commas > 1 or whole:
        if _COMMA_GROUPS.fullmatch(digits):
            return Decimal(digits.replace(",", "")), 0
        if commas > 1:
            return None
    return _decimal(*digits.split(","))


def read_spelled(match: re.Match[str]) -> int:
    """The number that a match of :data:`SPELLED` says; 0 if it says none from ten on."""
    first, few, hundreds, ten, tens, ones = match.group(
        "round", "few", "hundreds", "ten", "tens", "ones"
    )
    if match["scaled"]:
        return DIGIT_WORDS[match["scaled"]]
    value = 100 * DIGIT_WORDS.get(first or hundreds or "", 0) + DIGIT_WORDS.get(
        few or ones or "", 0
    )
    return value + (10 if ten else 10 * DIGIT_WORDS.get(tens or "", 0))


def _decimal(head: str, tail: str) -> tuple[Decimal, int]:
    return Decimal(f"{head}.{tail}"), len(tail)
