"""Numbers that are no figures: names, document numbers, times of day, ordinals, slogans."""

import re

from portal.core.figures.figure import Kind
from portal.core.figures.prose.draft import Amount
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
from portal.core.figures.prose.source import Source
from portal.core.figures.prose.timeline import Mention

_SHAPES = re.compile(
    r"""
    \d+[a-z]?\s?/\s?(?:\d{4}\s?/\s?)?[A-ZĐ][\w.]*(?:[-/][A-ZĐ]\w*)*  # 1234/QĐ-UBND, 42/2022/NĐ-CP
  | \d+[-–][A-ZĐ]{2,}\w*(?:/[A-ZĐ]\w*)?                       # 18-NQ/TW
  | \d{1,2}:\d{2}(?::\d{2})?(?!\d)                             # 19:14
  | \d{1,2}\s?(?:[hg]\s?\d{0,2}|giờ\s?\d{1,2})(?!\w)              # 7h30, 11 giờ 30
  | 0\d{8,10}(?!\d)|0\d{2,4}(?:[ .-]\d{2,4}){1,3}(?![\d.,]?\d)   # 0209 3870 123
  | \d\s?[-–]\s?\d\s+sao(?!\w)                                # 3-5 sao
  | \d+\s?[-–]\s?dưới\s\d+\s?\w+                             # 12 - dưới 15 m
  | (?:1800|1900)[ .]?\d{3,6}(?!\d)
  | \d+\+\d{3}(?!\d)                                           # Km 12+300
  | 24\s?/\s?(?:7|24)(?!\d)
  | \d[\d.,]*\s?(?:DWT|kV)(?!\w)
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
_AMOUNT_OF_TIME = re.compile(
    r"giảm|rút|sớm(?! nhất)|chậm(?! nhất| quá)|trễ|nhanh|tiết kiệm|tăng|bình quân|trung bình"
    r"|tổng|cắt|xuống|dừng|ngừng|gián đoạn"
)
_ITEM = re.compile(
    r"(?:#+\s*)?[-+•>\s|]*\(?\d{1,2}(?:\.\d{1,2})*(?:[.)]\s|\s?[|/]\s?\D|\.[^\W\d]|\s[-–]\s[^\W\d]|\.?\s*$)",
    re.MULTILINE,
)
_TO_BE_COUNTED = frozenset(
    ("tổng", "trong", "con", "một", "đa", "trên", "dân", "phần", "có", "nửa", "những", "các")
)
"""Before *số* they make it a quantity: *tổng số 120*, *trong số 145*."""
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+\Z")
_OPENING = "“\"‘'«"
_CLOSING = "”\"’'»"
_QUOTED = re.compile(rf"[{_OPENING}]\d{{1,2}} [^{_OPENING}{_CLOSING}]{{0,26}}\Z")
_CODE_BEFORE = "_@#$/\\^"
_JOINT = re.compile(r"\s*(?:,|;|-|–|/|&|và|hoặc|đến)\s*(?:số\s+)?\Z")
_JOINT_BEFORE_DATE = re.compile(r"\s?(?:,|và|-|–|đến)\s?(?=\d)")
_DAY_ALONE = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])(?![\d/%])(?!\s+(?:xã|huyện|hộ|thôn))"
)
_AGES = re.compile(r"\s*(?:tuổi\s*)?(?:đến|-|–)\s*(?:dưới\s*)?\d+\s*(?:tháng\s*)?tuổi(?!\s+thọ)")
_LIST = 160
_ITEMS = re.compile(r"[,;]\s|\svà\s")
_PLACE_AND_NUMBER = re.compile(r"\s*(?:[A-ZĐÀ-Ỹ][^\W\d]*\.? ?)+:? \d[\d.,]*\s*")
_WEEKDAYS = 7
_RANK = frozenset(("xếp", "đứng", "vị", "hạng", "lên", "từ", "xuống", "giữ"))
_TIES = frozenset(
    (
        "đạt", "thành", "có", "với", "là", ":", "được", "xong", "giảm", "tăng", "hơn", "gần",
        "khoảng", "chiếm", "bằng", "còn",
    )
)  # fmt: skip
"""Before *5/9* without a unit they make it a ratio, not a day."""


def shape(plain: str, start: int) -> int:
    """End of a date, time or document number that begins here; 0 if there is none."""
    match = _SHAPES.match(plain, start)
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


class Traps:
    """Tells, number by number in the order of the text, which are no figures."""

    def __init__(self, source: Source, mentions: list[Mention]) -> None:
        self.low, self.plain = source.low, source.plain
        self.times = {mention.start for mention in mentions}
        self.named_until = -1
        """End of the last number that was part of a name, for lists: *mức độ 3, 4*."""

    def is_trap(self, amount: Amount, words: list[str], start: int, stop: int) -> bool:
        low, plain = self.low, self.plain
        digits, unit = low[start:stop], amount.unit
        if (unit == "tuổi" and amount.value_max is not None) or (
            unit == "năm" and amount.decimals == 0
        ):
            return True
        if unit == "giờ" and (amount.value_max or 25) <= 24:
            return True  # từ 7 giờ đến 11 giờ
        bare = (
            digits.isdecimal()
            and amount.scale == 1
            and amount.kind in (Kind.COUNT, Kind.METER)
            and amount.value_max is None
        )
        if amount.kind is Kind.RATIO:
            if self._is_rank(amount, words, start):
                amount.kind = Kind.COUNT
                return False
            if (
                unit not in UNITS
                and amount.scale == 1
                and (words[-1:] == ["tuần"] or _is_name(words, small=False, unit=unit))
            ):
                return True
            return self._is_day(amount, words, digits)
        if not bare:
            if " ".join(words[-2:]) in ("vĩ độ", "kinh độ"):
                return True
            numbered = words[-1:] == ["số"] and unit not in UNITS and amount.kind is Kind.COUNT
            return (
                numbered and amount.scale == 1 and _is_name(words, small=True, unit=unit)
            ) or self._is_version(amount, words, digits)
        value = int(digits)
        if value < 32 and not unit and self._joins_date(stop):
            return True
        if _AGES.match(low, stop):
            self.named_until = stop
            return True
        if _is_year(digits, unit=unit) or (
            value <= 12 and _is_slogan(plain, low, start, stop, unit)
        ):
            self.named_until = stop
            return True
        if self.named_until >= 0 and unit not in UNITS:
            gap = low[self.named_until : start]
            if len(gap) < 12 and _JOINT.match(gap):
                self.named_until = stop
                return True
        if self._is_rank(amount, words, start):
            return False
        if _is_name(words, small=value < 2000, unit=unit) or self._is_proper(start, unit, value):
            self.named_until = stop
            return True
        return _is_term(low, amount.end, unit, words, small=value < 1000)

    def _joins_date(self, stop: int) -> bool:
        """*18 và 19/10/2025*."""
        gap = _JOINT_BEFORE_DATE.match(self.low, stop)
        return gap is not None and (
            gap.end() in self.times or _DAY_ALONE.match(self.low, gap.end()) is not None
        )

    def _is_rank(self, amount: Amount, words: list[str], start: int) -> bool:
        if not words or words[-1] not in ("thứ", "hạng", "trí", "xếp"):
            return False
        if words[-1] == "thứ" and not _RANK.intersection(words[-5:-1]):
            told = amount.denominator is not None or amount.value > _WEEKDAYS
            if not (told and words[-2:-1] == ["("]):
                return False
        if words[-1] == "trí" and words[-2:-1] != ["vị"]:
            return False
        named = words[-1] != "hạng" or {"xếp", "thứ", "lên", "xuống", "từ"}.intersection(
            words[-3:-1]
        )
        if not named and " bậc" not in self.low[start : start + 80]:
            return False
        amount.unit = "hạng"
        return True

    def _is_day(self, amount: Amount, words: list[str], digits: str) -> bool:
        """*(8/4)*, *2/9*: day and month; *1/500*: the scale of a map."""
        low = self.low
        if amount.denominator is None:
            return False
        if words[-1:] == ["lệ"] and amount.value == 1 and amount.denominator >= 100:
            return True
        if not (digits.isdecimal() and 0 < amount.value <= 31 and amount.denominator <= 12):
            return False
        if amount.unit in UNITS:
            return words[-1:] in (["ngày"], ["sáng"], ["chiều"], ["tối"])
        follows = low[amount.end : amount.end + 3].lstrip(" (")
        tied = bool(words) and words[-1] in _TIES
        return not (tied or (follows[:1].isdecimal() and not amount.unit))

    def _is_version(self, amount: Amount, words: list[str], digits: str) -> bool:
        """*phiên bản 2.0*, *Mục 3.2*."""
        return (
            amount.kind is Kind.COUNT
            and amount.scale == 1
            and not amount.unit
            and digits.replace(".", "").isdecimal()
            and len(digits) < 5
            and _is_name(words, small=True, unit="")
        )

    def _is_proper(self, start: int, unit: str, value: int) -> bool:
        """*Trạm bơm Thanh Sơn 2*: a small number after a proper noun."""
        if unit or value > 999:
            return False
        plain = self.plain
        space = plain.rfind(" ", 0, max(0, start - 1))
        word = plain[space + 1 : start].rstrip()
        if not word.isalpha() or word.islower() or not plain[start - 1].isspace():
            return False
        if space < 1:
            return False
        if self._is_listed(start):
            return False
        begins = not (plain[space - 1 : space].isalpha() or plain[space - 1 : space] in (",", ";"))
        return not begins and (value < 32 or not word.isupper())

    def _is_listed(self, start: int) -> bool:
        """*99 nhà bị hư hỏng (Điện Biên 82, Lào Cai 3 và Trà Vinh 14)*: how many in each place."""
        opening = self.plain.rfind("(", max(0, start - _LIST), start)
        closing = self.plain.find(")", start, start + _LIST)
        if opening < 0 or closing < 0 or ")" in self.plain[opening:start]:
            return False
        items = _ITEMS.split(self.plain[opening + 1 : closing])
        return len(items) > 1 and all(map(_PLACE_AND_NUMBER.fullmatch, items))


def _is_name(words: list[str], *, small: bool, unit: str) -> bool:
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


def _is_slogan(plain: str, low: str, start: int, stop: int, unit: str) -> bool:
    """*4 tại chỗ*, *“5 rõ”*, *01 cửa*."""
    follower = [word.strip('.,;:”"') for word in low[stop : stop + 16].split()[:2]]
    if follower and (" ".join(follower) in NAMES_AFTER or follower[0] in NAMES_AFTER):
        return True
    if unit not in UNITS and _QUOTED.search(plain, max(0, start - 30), start):
        return re.match(rf"[^{_OPENING}]{{0,30}}[{_CLOSING}]", plain[stop : stop + 31]) is not None
    if plain[start - 1 : start] in _OPENING and start:
        closing = re.search(f"[{_CLOSING}]", plain[stop : stop + 36])
        return closing is not None and len(plain[stop : stop + closing.start()].split()) <= 5
    return False


def _is_year(digits: str, *, unit: str) -> bool:
    """*(2020)*, *Luật Đất đai 2024*: four plain digits that count nothing."""
    return (
        len(digits) == 4 and digits.isdecimal() and "1900" <= digits <= "2100" and unit not in UNITS
    )


def _is_term(low: str, stop: int, unit: str, words: list[str], *, small: bool) -> bool:
    """A time of day, an age, a dose or a duration that is a condition, not something measured."""
    if unit in ("mũi", "liều") and small:
        return words[-1:] in (["đủ"], ["nhất"], ["tiêm"])
    if unit.partition("/")[0] not in TIMES:
        return False
    if unit == "tuổi":
        return not any(word in ("thọ", "bình", "trung") for word in words)
    if unit in ("năm", "tháng", "tuần"):
        return small
    if unit == "giờ" and _CLOCK_AFTER.match(low, stop):
        return True
    return small and not _AMOUNT_OF_TIME.search(" ".join(words))
