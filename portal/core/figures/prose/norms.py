"""Numbers that a rule, a size class, a condition or a name states: they measure nothing."""

import re

from portal.core.figures.figure import Kind
from portal.core.figures.prose.draft import Amount
from portal.core.figures.prose.lexicon import UNITS

TELLING = frozenset(
    (
        "phạt", "thể", "nồng", "phải", "động", "khi", "nếu", "thuế", "đóng", "hưởng", "bằng", "từ",
        "dưới", "trên", "độ", "án", "trình", "trào", "loại", "cỡ", "ngưỡng", "mặn",
    )
)  # fmt: skip
"""One of these words stands before every norm; most numbers are passed at this glance."""
_NORM = re.compile(
    r"(?<!\w)(?:"
    r"(?:mức|khung|hình)\s+phạt[^.;]*|phạt\s+(?:tiền\s+|tù\s+)?(?:từ|đến|tới)(?:\s+\w+)?"
    r"|có thể bị[^.;]*|nồng độ[^.;,]*(?:vượt|quá|trên|dưới|đến|từ)"
    r"|phải (?:rộng|cao|dài|sâu|cách)[^.;]*"
    r"|(?<!trên )(?<!dưới )báo động (?:\d|i{1,3})\s*(?:là|:)?"
    r"|(?:khi|nếu)\s+(?:\w+\s+){0,2}(?:trên|dưới|quá|từ|đến)"
    r"|cao độ\s*[-–]?|(?:loại|cỡ)|(?:dưới|trên|vượt) ngưỡng|tuổi từ"
    r")\s*\Z"
)
_RATE = re.compile(r"(?<!\w)(?:mức thuế|thuế suất|mức đóng|mức hưởng)[^.;]*\Z")
_RATE_AFTER = re.compile(
    r"\s*(?:mức|lãi suất|(?:tiền )?lương|theo (?:quy định|điều|khoản|luật|quyết định|nghị định))"
)
_SIZES = frozenset(("m", "cm", "mm", "ha", "m2", "tấn", "kg", "km", "cv", "kw", "mét", "mg"))
_ANY = ("ngưỡng", "tuổi từ")
"""After these no number counts anything."""
_CLASS = re.compile(r"\s*(?:có\s+)?(?:từ|dưới|trên)\s*\Z")
_SIZED = re.compile(r"(?:dài|suất|tải|tích|rộng|cao)\s+(?:từ|dưới|trên)\s*\Z")
_TO_CLASS = re.compile(r"\s*(?:m\s*)?(?:-|–|đến)\s*(?:dưới\s+)?\d")
_EMERGENCY = range(111, 116)
_CODE = re.compile(r"(?<![\w-])[A-ZĐ]{2,4} \Z")
_CLASS_AFTER = re.compile(r"\s*(?:DWT|CV)(?!\w)")
_QUOTE = re.compile(r"[“‘«\"]")
_OPENING, _CLOSING = "“‘«", "”’»"
_MOST_WORDS = 14


def is_norm(low: str, plain: str, amount: Amount, words: list[str], start: int, since: int) -> bool:
    """Whether the number at ``start`` is a norm or a name; ``since`` ends the figure before it."""
    if not amount.unit and amount.scale == 1 and _is_code(plain, amount, start):
        return True
    if _is_quoted(plain, start, amount.end):
        return True
    if TELLING.isdisjoint(words):
        return False
    tail = " ".join(words)
    if amount.kind is Kind.PERCENT:
        if words[-1] == "mặn":  # độ mặn 4‰ xâm nhập sâu 78 km
            return True
        bound = words[-1] == "bằng" and _RATE_AFTER.match(low, amount.end) is not None
        return bound or _RATE.search(tail) is not None
    unit = amount.unit.partition("/")[0]
    norm = _NORM.search(tail)
    if norm and (amount.kind is not Kind.COUNT or unit in _SIZES or norm[0].endswith(_ANY)):
        return True
    if amount.scale > 1 and amount.kind is Kind.COUNT:
        return " ".join(words[-2:]) in ("đề án", "chương trình", "phong trào")
    return _is_size(low, amount, unit, start, since)


def _is_size(low: str, amount: Amount, unit: str, start: int, since: int) -> bool:
    """*3.208 tàu từ 15 m trở lên*, *chiều dài từ 6 m trở lên*."""
    after_amount = since and _CLASS.fullmatch(low, since, start) is not None
    if unit in _SIZES:
        return bool(after_amount) or (_SIZED.search(low, start - 16, start) is not None)
    return bool(after_amount) and unit not in UNITS and _TO_CLASS.match(low, amount.end) is not None


def _is_code(plain: str, amount: Amount, start: int) -> bool:
    """*OM 18*, *ST 25*, *gọi 114*: a variety, a number to call."""
    if _CLASS_AFTER.match(plain, amount.end):
        return True
    if amount.value in _EMERGENCY and amount.kind is Kind.COUNT and not amount.decimals:
        return True
    if amount.value >= 1000 and "." in plain[start : amount.end]:
        return False
    return _CODE.search(plain, start - 6, start) is not None and not amount.decimals


def _is_quoted(plain: str, start: int, end: int) -> bool:
    """*“Trồng 1 tỷ cây xanh”*: a number in the name of a campaign, not in what somebody said."""
    line = max(plain.rfind("\n", 0, start) + 1, start - 90)
    if _QUOTE.search(plain, line, start) is None:
        return False
    opening = max(plain.rfind(mark, line, start) for mark in _OPENING)
    closing = max(plain.rfind(mark, line, start) for mark in _CLOSING)
    mark = plain.rfind('"', line, start)
    if opening <= closing and (mark < 0 or plain.count('"', line, start) % 2 == 0):
        return False
    opening = max(opening, mark)
    closings = [
        place for sign in (*_CLOSING, '"') if (place := plain.find(sign, end, end + 70)) > 0
    ]
    if not closings or plain[:opening].rstrip()[-1:] == ":":
        return False
    return len(plain[opening : min(closings)].split()) <= _MOST_WORDS
