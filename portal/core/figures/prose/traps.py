"""Numbers that are no figures: names, document numbers, times of day, ordinals, slogans."""

import re

from portal.core.figures.prose.lexicon import (
    ADDRESSES,
    GLUED_VERBS,
    NAMES,
    NAMES_AFTER,
    NAMES_WITHOUT_UNIT,
    NO_NAMES,
    PLACES,
    TIMES,
    UNITS,
)

SHAPES = re.compile(
    r"""
    \d+[a-z]?\s?/\s?(?:\d{4}\s?/\s?)?[A-ZĐ][\w.]*(?:[-/][A-ZĐ]\w*)*  # 1234/QĐ-UBND, 42/2022/NĐ-CP
  | \d+[-–][A-ZĐ]{2,}\w*(?:/[A-ZĐ]\w*)?                       # 18-NQ/TW
  | \d{1,2}:\d{2}(?::\d{2})?(?!\d)                             # 19:14
  | \d{1,2}\s?(?:[hg]\s?\d{0,2}|giờ\s?\d{1,2})(?!\w)              # 7h30, 11 giờ 30
  | 0\d{8,10}(?!\d)|0\d{2,4}(?:[ .-]\d{2,4}){1,3}(?![\d.,]?\d)   # 0209 3870 123
  | \d\s?[-–]\s?\d\s+sao(?!\w)                                # 3-5 sao
  | (?:1800|1900)[ .]?\d{3,6}(?!\d)
  | \d+\+\d{3}(?!\d)                                           # Km 12+300
  | \d+(?:\.\d+){1,}\.\s                                       # 1.1. Heading
  | 24\s?/\s?(?:7|24)(?!\d)
  | \d+\s+trong\s+1(?!\d)                                    # 5 trong 1
  | \d+\s?/\s?\d+\s?/\s?\d+                                    # any other thing with two slashes
  | \d+(?:[-.:]\d+){2,}(?:[-/]\w+)?                             # 12.3.45, account and plate numbers
    """,
    re.VERBOSE,
)
_SHAPE_OF_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?!\.?\d)")
_CLOCK_AFTER = re.compile(
    r"\s*(?:\d{1,2}(?:\s*phút)?\s*)?(?:,?\s*(?:ngày|sáng|chiều|tối|trưa|hôm|cùng ngày|đến|\())"
)
_AMOUNT_OF_TIME = re.compile(r"giảm|rút|tiết kiệm|tăng|bình quân|trung bình|tổng|cắt|xuống")
_ITEM = re.compile(
    r"(?:#+\s*)?[-+•>\s|]*\(?\d{1,2}(?:\.\d{1,2})*(?:[.)]\s|\s?[|/]\s?\D|\.?\s*$)", re.MULTILINE
)
_SCALE_OF_MAP = re.compile(r"1\s?/\s?\d{1,3}[.\d]*")
_TO_BE_COUNTED = frozenset(
    ("tổng", "trong", "con", "một", "đa", "trên", "dân", "phần", "có", "nửa", "những", "các")
)
"""Before *số* they make it a quantity: *tổng số 120*, *trong số 145*."""
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+\Z")
_OPENING = "“\"‘'«"
_CLOSING = "”\"’'»"
_CODE_BEFORE = "_@#$/\\^"


def shape(plain: str, start: int) -> int:
    """End of a date, time or document number that begins here; 0 if there is none."""
    match = SHAPES.match(plain, start)
    if match is None or _SHAPE_OF_NUMBER.match(plain, start, match.end()):
        return 0
    return match.end()


def is_item_number(plain: str, start: int, line_start: int) -> bool:
    """*1. Về công tác …*, *(2) …*, *| 3 | …*: the number of a list item or table row."""
    lead = plain[line_start:start]
    if len(lead) > 12 or any(map(str.isalnum, lead)):
        if plain[start - 1 : start] != "(":
            return False
        closing = plain.find(")", start, start + 3)
        return closing > 0 and plain[start:closing].isdecimal()
    return _ITEM.match(plain, line_start) is not None


def is_code(plain: str, start: int, stop: int) -> bool:
    """*H5N1*, *Covid-19*, *QL4A*, *012345*: letters and digits in one word."""
    before = plain[start - 1 : start]
    if before and (before.isalnum() or before in _CODE_BEFORE):
        word = _LETTERS_BEFORE.search(plain, max(0, start - 8), start)
        return word is None or word[0] not in GLUED_VERBS
    if before in ("-", "–", ".") and plain[start - 2 : start - 1].isalnum():
        return True
    digits = plain[start:stop]
    return digits.isdecimal() and ((digits[0] == "0" and len(digits) > 2) or len(digits) > 12)


def is_name(words: list[str], *, small: bool, unit: str) -> bool:
    """Whether the words before a plain number make it part of a name (*Đề án 06*)."""
    if not words:
        return False
    last = words[-1]
    if last == ":" and len(words) > 1:
        last, words = words[-2], words[:-1]
        return last in ("số", "điện thoại", "tk", "hotline", "fax", "đt", "tel")
    own_unit = unit in UNITS
    if last == "số":
        named = len(words) < 2 or words[-2] not in _TO_BE_COUNTED
        return named and (not own_unit or unit in PLACES)
    if " ".join(words[-2:]) in NO_NAMES:
        return False
    for length in (1, 2, 3):
        tail = " ".join(words[-length:])
        if tail in NAMES or (tail in ADDRESSES and (not own_unit or unit in PLACES)):
            return True
        if small and tail in NAMES_WITHOUT_UNIT and not own_unit:
            return True
    return False


def is_slogan(plain: str, low: str, start: int, stop: int, value: int) -> bool:
    """*4 tại chỗ*, *“5 rõ”*, *01 cửa*."""
    if value > 12:
        return False
    follower = [word.strip('.,;:”"') for word in low[stop : stop + 16].split()[:2]]
    if follower and (" ".join(follower) in NAMES_AFTER or follower[0] in NAMES_AFTER):
        return True
    if plain[start - 1 : start] in _OPENING and start:
        closing = re.search(f"[{_CLOSING}]", plain[stop : stop + 36])
        return closing is not None and len(plain[stop : stop + closing.start()].split()) <= 5
    return False


def is_year(digits: str, *, unit: str) -> bool:
    """*(2020)*, *Luật Đất đai 2024*: four plain digits that count nothing."""
    return (
        len(digits) == 4 and digits.isdecimal() and "1900" <= digits <= "2100" and unit not in UNITS
    )


def is_term(
    low: str, start: int, stop: int, unit: str, words: list[str], plain_small: bool
) -> bool:
    """A time of day, an age, a dose or a duration that is a condition, not something measured."""
    if unit in ("mũi", "liều") and plain_small:
        return words[-1:] in (["đủ"], ["nhất"], ["tiêm"])
    if unit not in TIMES:
        return False
    if unit == "tuổi":
        return not any(word in ("thọ", "bình", "trung") for word in words)
    if unit in ("năm", "tháng", "tuần"):
        return plain_small
    if unit == "giờ" and _CLOCK_AFTER.match(low, stop):
        return True
    return plain_small and not _AMOUNT_OF_TIME.search(" ".join(words))
