"""Times as they are written, and the periods they are: *quý III/2024*, *ngày 15/12*, *năm nay*."""

import re
from collections.abc import Iterator
from datetime import date

from portal.core.figures import period as periods
from portal.core.figures.period import Period
from portal.core.figures.prose.lexicon import UNITS

_YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d)"
_AND_YEAR = rf"(?:\s?[/-]\s?|\s+năm\s+|\s+)({_YEAR})"
_QUARTER = r"(?:iv|i{1,3}|[1-4])(?!\w)"
_ROMAN_QUARTER = r"(?:iv|i{1,3})(?!\w)"
_MONTH = r"(?:0?[1-9]|1[0-2])(?!\d|[.,]\d)"
_SEVERAL = rf"""
    quý\s+{_QUARTER}(?:{_AND_YEAR})?(?:\s*,\s*(?:quý\s+)?{_ROMAN_QUARTER})*
      (?:\s*[,–-]\s*{_ROMAN_QUARTER}|\s*,?\s*và\s+(?:quý\s+{_QUARTER}|{_ROMAN_QUARTER})
        |\s*(?:,|và|-|–)\s*[1-4](?={_AND_YEAR}))(?:{_AND_YEAR})?
  | (?:\d{{1,2}}\s+)?tháng\s+{_MONTH}(?:{_AND_YEAR})?(?:\s*,\s*(?:tháng\s+)?{_MONTH})*
      (?:\s*,?\s*và\s+tháng\s+{_MONTH}|\s*(?:,|và|-|–)\s*(?:{_MONTH})(?={_AND_YEAR}))(?:{_AND_YEAR})?
  | \d{{1,2}}\s+tháng\s+{_MONTH}(?:\s*,\s*{_MONTH})*\s*(?:,|và)\s*{_MONTH}(?=\s*(?:[,.;)]|\Z))
  | năm\s+{_YEAR}(?:\s*,\s*(?:năm\s+)?{_YEAR})*\s*,?\s*và\s+(?:năm\s+)?{_YEAR}
  | (?:các\s+năm\s+{_YEAR}(?:\s*,\s*(?:năm\s+)?{_YEAR})+
      |năm\s+{_YEAR}(?:\s*,\s*(?:năm\s+)?{_YEAR})+(?=\s+lần\s+lượt))
  | nửa\s+(?:đầu|cuối)\s+(?:tháng\s+{_MONTH}|quý\s+{_QUARTER})(?:{_AND_YEAR})?
"""
_MOMENT = re.compile(
    rf"""
    (?P<several>{_SEVERAL})
  | (?P<days>ngày\s+\d{{1,2}}(?:\s?(?:,|và|-|–|đến)\s?\d{{1,2}})+
      (?:\s?/\s?\d{{1,2}}(?:\s?/\s?{_YEAR})?(?!\d)
        |\s+tháng\s+\d{{1,2}}(?:\s+năm\s+{_YEAR})?))
  | (?P<date>(\d{{1,2}})\s?[/.-]\s?(\d{{1,2}})\s?[/.-]\s?({_YEAR}))
  | (?P<iso>20\d\d-\d\d-\d\d(?!\d))
  | (?P<spelled>ngày\s+(\d{{1,2}})\s+tháng\s+(\d{{1,2}})(?:\s+năm\s+({_YEAR}))?)
  | (?P<day>(?:ngày|sáng|chiều|tối|trưa|hôm)\s+(?:nay,?\s+|qua,?\s+)?
      \(?(\d{{1,2}})(?:\s?[/-]\s?|\.)(\d{{1,2}})(?![\d/%]|[.,]\d))
  | (?P<near>(?:đến|từ|hết|trước|dịp|lễ|\()\s*(\d{{1,2}})[/-](\d{{1,2}})(?![\d/%]|[.,]\d))
  | (?P<half>nửa\s+(đầu|cuối)\s+(?:của\s+)?năm(?!\s+(?:học|trước|ngoái|sau|tới))
      (?:\s+({_YEAR}))?)
  | (?P<quarter>quý\s+(iv|i{{1,3}}|[1-4])(?!\w)(?:{_AND_YEAR})?)
  | (?P<months>(\d{{1,2}}|ba|sáu|chín|mười
        |(?:hai|bốn|năm|bảy|tám|mười\s+một)(?=\s+tháng\s+(?:đầu|cuối)\s+(?:của\s+)?năm)
      )\s+tháng(?!\s+\d{{1,2}}(?![\d.,]))
      (\s+(?:đầu|cuối)(?:\s+(?:của\s+)?năm)?|\s+(?:năm|qua))?
      (?:\s?/?\s?(?:năm\s+)?({_YEAR}))?)
  | (?P<month>tháng\s+(0?[1-9]|1[0-2])(?:\.(?={_YEAR})|(?![\d.]\d?|,\d))
      (?:(?:\s?[/-]\s?|\s+năm\s+|(?<=\.))({_YEAR}))?)
  | (?P<slashed>(0?[1-9]|1[0-2])\s?/\s?({_YEAR}))
  | (?P<era>(?:giai\s+đoạn|nhiệm\s+kỳ|năm\s+học|niên\s+khóa|khóa)\s+
      ({_YEAR})\s?[-–—/]\s?((?:(?:19|20)\d\d|\d\d)(?!\d)))
  | (?P<long>(?:\d{{1,2}}\s+)?năm\s+({_YEAR})\s?[-–—]\s?({_YEAR}))
  | (?P<years>({_YEAR})\s?[-–—]\s?({_YEAR}))
  | (?P<year>năm\s+({_YEAR}))
  | (?P<heading>(?<!/){_YEAR}(?=\s?:\s?\d)|(?<=\(){_YEAR}(?=\)))
  | (?P<leading>(?:(?<![^\n])|(?<=[.,;(]\s)|(?<=và\s)){_YEAR}(?=\s(?:là|đạt|có)\s\d))
  | (?P<whole>(?:cả|trong|toàn)\s+năm(?!\s+(?:\d|học|nay|qua|trước|ngoái|tới|sau|tháng\s))(?!\w))
  | (?P<bare>(?:với|kỳ)\s+({_YEAR}))
  | (?P<same>cùng\s+kỳ(?:\s+(?:của\s+)?năm\s+(?:({_YEAR})|trước|ngoái))?)
  | (?P<past>(?:năm|tháng|quý)\s+(?:trước|ngoái)(?!\w))
  | (?P<current>(?:năm|tháng|quý)\s+(?:nay|qua|này)(?!\w))
  | (?P<since>(?:từ\s+)?đầu\s+năm\s+đến\s+nay)
  | (?P<now>đến\s+nay|hiện\s+nay|hiện\s+tại)
    """,
    re.VERBOSE,
)
"""Each alternative is named; its numbered groups hold the numbers."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_SPELLED = {
    "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11,
}  # fmt: skip
_ANY_YEAR = re.compile(rf"(?<![\d.,]){_YEAR}")
_COMPARED_YEAR = re.compile(r"(?:cùng kỳ|so với)(?: của)?(?: năm)? \Z")
_DIGITS = re.compile(r"\d+")
_WORDS_AFTER = re.compile(r" +(\w+)(?: +(\w+))?")
_HEADS = frozenset(
    (
        "ngày", "sáng", "chiều", "tối", "trưa", "hôm", "đến", "từ", "hết", "trước", "dịp", "lễ",
        "quý", "tháng", "năm", "với", "kỳ", "khóa", "đoạn", "học",
    )
)  # fmt: skip
"""Words before a number with which a time may begin."""
_PHRASES = {
    "kỳ": ("cùng kỳ",),
    "năm": (
        "cả năm", "trong năm", "toàn năm", "năm trước", "năm ngoái", "năm nay", "năm qua",
        "từ đầu năm đến nay", "đầu năm đến nay",
    ),
    "tháng": (
        "tháng trước", "tháng này", "tháng qua", "ba tháng", "sáu tháng", "chín tháng",
        "mười tháng", "mười một tháng", "hai tháng", "bốn tháng", "năm tháng", "bảy tháng",
        "tám tháng",
    ),
    "nửa": ("nửa đầu", "nửa cuối"),
    "quý": ("quý trước", "quý này", "quý qua", "quý i"),
    "hiện": ("hiện nay", "hiện tại"),
    "nay": ("đến nay",),
}  # fmt: skip
"""How times without digits begin, by a word that they all contain."""
_YEAR_JUST_BEGUN, _YEAR_NEARLY_OVER = 2, 11
_BEFORE_MONTHS = ("trong", "kỳ", "kết", "qua", "kế", "dồn", "chung", "quân")
_AFTER_MONTHS = re.compile(
    r"(?:,\s)?\s?(?:tăng|giảm|đạt|được|ước|thu |chi |có |toàn|qua|đã|là |của)"
)


def moments(low: str) -> Iterator[re.Match[str]]:
    """What is written like a time, in order, without overlaps; ``lastgroup`` names its form."""
    done = 0
    for place in _places(low):
        if place < done or (place and low[place - 1].isalnum()):
            continue
        match = _MOMENT.match(low, place)
        if match is not None and not _is_quantity(low, match):
            yield match
            done = match.end()


def numbers(match: re.Match[str]) -> list[str]:
    """The parts of a moment in order, without those that are not there."""
    return [part for part in match.groups() if part is not None and part != match[0]]


class Calendar:
    """Turns moments into periods.

    ``today`` is the article's date, if known, ``year`` the year the text speaks of where it is
    read: both complete what is written without a year.
    """

    def __init__(self, low: str, today: date | None, year: int | None) -> None:
        self.today = today
        self.year = year or (today.year if today else 0)
        if not self.year:
            self.year = _year_told(low)

    def period(self, match: re.Match[str]) -> Period | None:
        """``None`` if there is no such day, or if its year is not known."""
        try:
            return self._absolute(match) or self._relative(match)
        except ValueError:
            return None

    def _absolute(self, match: re.Match[str]) -> Period | None:
        parts = numbers(match)
        match match.lastgroup:
            case "year" | "bare":
                return periods.year(int(parts[0]))
            case "heading" | "leading":
                return periods.year(int(match[0]))
            case "same":
                return periods.year(int(parts[0])) if parts else None
            case "date" | "spelled" | "day" | "near":
                return self._day(*map(int, parts))
            case "iso":
                return periods.day(date.fromisoformat(match[0]))
            case "month" | "slashed":
                month = int(parts[0])
                year = int(parts[1]) if len(parts) > 1 else self._year_of(month)
                return periods.month(year, month) if year else None
            case "quarter":
                quarter = _ROMAN[parts[0]]
                year = int(parts[1]) if len(parts) > 1 else self._year_of(3 * quarter - 2)
                return periods.quarter(year, quarter) if year else None
            case "months":
                return self._months(parts)
            case "half":
                is_first = parts[0] == "đầu"
                year = int(parts[1]) if len(parts) > 1 else self._year_of(1 if is_first else 7)
                half = periods.months(year, 6) if is_first else periods.second_half(year)
                return half if year else None
            case "era" | "years" | "long":
                first, last = map(int, parts)
                last += first // 100 * 100 if last < 100 else 0
                return periods.interval(date(first, 1, 1), date(last, 12, 31))
        return None

    def _day(self, day: int, month: int, year: int = 0) -> Period | None:
        year = year or self._year_of(month, day)
        return periods.day(date(year, month, day)) if year else None

    def _months(self, parts: list[str]) -> Period | None:
        count = _SPELLED.get(" ".join(parts[0].split())) or int(parts[0])
        year = int(parts[-1]) if parts[-1].isdecimal() and len(parts) > 1 else self._year_of(1)
        if not year or not 1 <= count <= 12:
            return None
        if len(parts) > 1 and parts[1].lstrip().startswith("cuối"):
            return periods.interval(date(year, 13 - count, 1), date(year, 12, 31))
        return periods.months(year, count)

    def _relative(self, match: re.Match[str]) -> Period | None:
        form, today = match.lastgroup, self.today
        if form == "whole":
            return periods.year(self.year) if self.year else None
        if form == "past":
            return periods.year(self.year - 1) if self.year else None
        if today is None:
            return None
        if form == "current":
            return self._year_past(today) if match[0].endswith("qua") else periods.year(today.year)
        if form == "since":
            return periods.interval(today.replace(month=1, day=1), today)
        return periods.as_of(today) if form == "now" else None

    def _year_past(self, today: date) -> Period | None:
        """*năm qua*: the year spoken of, else the one that has just ended or is about to."""
        if self.year != today.year:
            return periods.year(self.year)
        if _YEAR_JUST_BEGUN < today.month < _YEAR_NEARLY_OVER:
            return None
        return periods.year(today.year - (today.month <= _YEAR_JUST_BEGUN))

    def _year_of(self, month: int, day: int = 1) -> int:
        """The year of a date without one: the latest in which it is not after the article."""
        year, today = self.year, self.today
        if today is None or year != today.year or (month, day) <= (today.month, today.day):
            return year
        return year if month - today.month <= 1 else year - 1


def _year_told(low: str) -> int:
    """The first year of a text, or the one after that with which the text compares its own."""
    compared = 0
    for match in _ANY_YEAR.finditer(low):
        if not _COMPARED_YEAR.search(low, max(0, match.start() - 16), match.start()):
            return int(match[0])
        compared = compared or int(match[0]) + 1
    return compared


def _places(low: str) -> list[int]:
    """Where times may begin: far fewer places than letters."""
    places = set()
    for digits in _DIGITS.finditer(low):
        start = digits.start()
        if low[start - 1 : start] in (".", ",") and low[start - 2 : start - 1].isdecimal():
            continue
        places.add(start)
        if low[start - 1 : start] == "(":
            places.add(start - 1)
            continue
        word = _word_before(low, start)
        if low[word:start].strip("(- ") in _HEADS:
            places.add(word + (low[word] in "(-"))
            before = _word_before(low, word)
            places.add(before + (low[before] == "("))
    for stem, phrases in _PHRASES.items():
        if stem in low:
            for phrase in phrases:
                place = low.find(phrase)
                while place >= 0:
                    places.add(place)
                    place = low.find(phrase, place + 1)
    return sorted(places)


def _word_before(low: str, start: int) -> int:
    """Where the word before ``start`` begins, in the same line."""
    end = max(0, start - 1)
    return max(low.rfind(" ", 0, end), low.rfind("\n", 0, end)) + 1


def _is_quantity(low: str, match: re.Match[str]) -> bool:
    """*đến 5/9 huyện*, *12 tháng tù*, *so với 2020 hồ sơ*: no time after all."""
    match match.lastgroup:
        case "day" | "near":
            day, month = map(int, numbers(match))
            if day > 31 or month > 12:
                return True
            return match.lastgroup == "near" and _unit_follows(low, match.end())
        case "slashed" | "bare":
            return _unit_follows(low, match.end())
        case "months" if len(numbers(match)) == 1:
            before = low[max(0, match.start() - 12) : match.start()].rstrip()
            return bool(before) and not (
                before.endswith(_BEFORE_MONTHS) or _AFTER_MONTHS.match(low, match.end())
            )
    return False


def _unit_follows(low: str, end: int) -> bool:
    words = _WORDS_AFTER.match(low, end)
    return words is not None and (words[1] in UNITS or f"{words[1]} {words[2]}" in UNITS)
