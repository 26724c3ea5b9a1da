"""Where a text speaks of time, and which period each place means.

Two results: *spans* that hold no figures (dates, years, *6 tháng đầu năm*), and *mentions* whose
period the figures around them may have. A time after *so với* is a basis of comparison, never
the period of a figure.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from portal.core.figures import period as periods
from portal.core.figures.period import Period
from portal.core.figures.prose.lexicon import UNITS

_YEAR = r"(?:19|20)\d\d(?!\d|[.,]\d)"
_TIME = re.compile(
    rf"""
    ngày\s+\d{{1,2}}(?:\s?(?:,|và|-|–|đến)\s?\d{{1,2}})+
      \s?/\s?(?P<lm>\d{{1,2}})(?:\s?/\s?(?P<ly>{_YEAR}))?(?!\d)
  | (?P<d>\d{{1,2}})\s?[/.-]\s?(?P<m>\d{{1,2}})\s?[/.-]\s?(?P<y>{_YEAR})
  | (?P<iso>20\d\d-\d\d-\d\d)(?!\d)
  | ngày\s+(?P<wd>\d{{1,2}})\s+tháng\s+(?P<wm>\d{{1,2}})(?:\s+năm\s+(?P<wy>{_YEAR}))?
  | (?P<sure>ngày|sáng|chiều|tối|trưa|hôm)\s+(?:nay,?\s+|qua,?\s+)?
      \(?(?P<sd>\d{{1,2}})\s?[/-]\s?(?P<sm>\d{{1,2}})(?![\d/%]|[.,]\d)
  | (?P<near>đến|từ|hết|trước|dịp|lễ|\()\s*(?P<nd>\d{{1,2}})[/-](?P<nm>\d{{1,2}})(?![\d/%]|[.,]\d)
  | quý\s+(?P<q>iv|i{{1,3}}|[1-4])(?![\w])(?:(?:\s?[/-]\s?|\s+năm\s+|\s+)(?P<qy>{_YEAR}))?
  | (?P<n>\d{{1,2}}|ba|sáu|chín|mười)\s+tháng(?!\s+\d{{1,2}}(?![\d.,]))
      (?:\s+(?P<part>đầu|cuối)(?:\s+(?:của\s+)?năm)?|\s+(?P<plain>năm|qua))?
      (?:\s?/?\s?(?:năm\s+)?(?P<ny>{_YEAR}))?
  | tháng\s+(?P<mm>0?[1-9]|1[0-2])(?![\d.]\d?|,\d)(?:(?:\s?[/-]\s?|\s+năm\s+)(?P<my>{_YEAR}))?
  | (?P<bm>0?[1-9]|1[0-2])\s?/\s?(?P<by>{_YEAR})
  | (?P<era>giai\s+đoạn|nhiệm\s+kỳ|năm\s+học|niên\s+khóa|khóa)\s+(?P<e1>{_YEAR})
      \s?[-–—/]\s?(?P<e2>(?:(?:19|20)\d\d|\d\d)(?!\d))
  | (?P<span1>{_YEAR})\s?[-–—]\s?(?P<span2>{_YEAR})
  | năm\s+(?P<year>{_YEAR})
  | (?P<all>(?:cả|trong|toàn)\s+năm)(?!\s+(?:\d|học|nay|qua|trước|ngoái|tới|sau))(?!\w)
  | (?P<with>với|kỳ)\s+(?P<withyear>{_YEAR})
  | cùng\s+kỳ(?:\s+(?:của\s+)?năm\s+(?:(?P<ky>{_YEAR})|trước|ngoái))?
  | (?P<rel>năm|tháng|quý)\s+(?P<ago>trước|ngoái|nay|qua|này)(?!\w)
  | (?P<now>(?:từ\s+)?đầu\s+(?P<since>năm|tháng|quý)\s+đến\s+nay|đến\s+nay|hiện\s+nay|hiện\s+tại)
    """,
    re.VERBOSE,
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_SPELLED = {"ba": 3, "sáu": 6, "chín": 9, "mười": 10}
_REPORTED = re.compile(r"(?:,\s)?\s?(?:tăng|giảm|đạt|ước|thu |chi |có |toàn|qua|đã|là |của)")
_BEFORE_MONTHS = ("trong", "kỳ", "kết", "qua", "kế", "dồn", "chung", "quân")
_WORD = re.compile(r"\w+")
_BASIS = re.compile(
    r"(?:so|với|so với|cùng kỳ|bằng|như|kể từ|hơn|của)(?: (?:cùng kỳ|thời điểm|cả|kết quả|số liệu|mức))?\s*\Z"
)
_UNTIL = re.compile(
    r"(?P<tally>lũy kế|luỹ kế|cộng dồn)?[^.;\n]{0,14}?(?P<count>tính |tính từ|kể từ)?\s*(?:đến|tới)"
    r"(?:\s+\d{1,2}\s?(?:giờ|h)\s?\d{0,2}(?:\s?phút)?)?"
    r"(?:\s+(?:hết|ngày|cuối|thời điểm|hết ngày|cuối ngày|cuối tháng|thời điểm ngày))*\s*\Z"
)
_BETWEEN = re.compile(r"\s*(?:,\s*)?(?:đến|tới|-|–|—)\s*(?:hết\s+)?(?:ngày\s+)?\Z")


_ANY_YEAR = re.compile(rf"(?<![\d.,]){_YEAR}")
_DIGITS = re.compile(r"\d+")
_HEADS = frozenset(
    [
        "ngày",
        "sáng",
        "chiều",
        "tối",
        "trưa",
        "hôm",
        "đến",
        "từ",
        "hết",
        "trước",
        "dịp",
        "lễ",
        "quý",
        "tháng",
        "năm",
        "với",
        "kỳ",
        "khóa",
        "(",
        "đoạn",
        "học",
    ]
)
"""Words before a number with which a time may begin."""
_PHRASES = (
    "cùng kỳ", "cả năm", "trong năm", "toàn năm", "năm trước", "năm ngoái", "năm nay", "năm qua",
    "tháng trước", "tháng này", "quý trước", "quý này", "đến nay", "từ đầu năm đến nay", "đầu năm đến nay",
    "hiện nay", "hiện tại", "quý i", "ba tháng", "sáu tháng", "chín tháng", "mười tháng",
)  # fmt: skip
"""How times without digits begin."""


def _places(low: str) -> list[int]:
    """Where times may begin: far fewer places than letters."""
    places = set()
    for match in _DIGITS.finditer(low):
        start = match.start()
        places.add(start)
        if low[start - 1 : start] == "(":
            places.add(start - 1)
            continue
        last = low.rfind(" ", 0, max(0, start - 1)) + 1
        line = low.rfind("\n", last, start) + 1
        last = max(last, line)
        word = low[last:start].strip()
        if word in _HEADS or word[:1] == "(":
            opening = len(word) - len(word.lstrip("(-"))
            places.add(last + opening)
            before = (
                max(low.rfind(" ", 0, max(0, last - 1)), low.rfind("\n", 0, max(0, last - 1))) + 1
            )
            places.add(before + (low[before : before + 1] == "("))
    for phrase in _PHRASES:
        place = low.find(phrase)
        while place >= 0:
            places.add(place)
            place = low.find(phrase, place + 1)
    return sorted(places)


class Weight(IntEnum):
    """How much a mention says about the figures around it."""

    NONE = 0
    """Only hides its digits: the day of an event, a term of office."""
    DAY = 1
    """A single day; the period of a figure only where nothing else is."""
    ERA = 2
    """*giai đoạn 2021–2025*; counts for its own sentence."""
    STATE = 3
    """*tính đến ngày …*; counts to the end of its paragraph."""
    TOPIC = 4
    """*Năm 2021, …*: goes on until another one comes."""


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int
    period: Period | None
    weight: Weight
    is_basis: bool = False
    words: str = ""
    """For a basis without a date of its own: ``cùng kỳ``."""


class Timeline:
    """The mentions of a text in order.

    ``today`` is the article's date, if known; ``year`` the year that its title speaks of. Both
    complete dates that are written without a year.
    """

    def __init__(self, low: str, today: date | None = None, year: int | None = None) -> None:
        self._low = low
        self._today = today
        self._year = year or (today.year if today else None)
        if self._year is None:
            first = _ANY_YEAR.search(low)
            self._year = int(first[0]) if first else None
        self.mentions: list[Mention] = []
        done = 0
        for place in _places(low):
            if place < done or (place and low[place - 1].isalnum()):
                continue
            match = _TIME.match(low, place)
            if match is None or self._is_quantity(match):
                continue
            self._add(match)
            done = match.end()

    def _add(self, match: re.Match[str]) -> None:
        low, start, end = self._low, match.start(), match.end()
        found, weight = self._read(match)
        before = low[max(0, start - 40) : start]
        group = match.groupdict()
        if match[0].startswith("cùng"):
            self.mentions.append(
                Mention(start, end, found, Weight.NONE, is_basis=True, words="cùng kỳ")
            )
            return
        if group["with"]:
            is_basis = before.rstrip().endswith(("so", "cùng")) or group["with"] == "kỳ"
            self.mentions.append(Mention(start, end, found, Weight.NONE, is_basis=is_basis))
            return
        if found is None or weight is Weight.NONE:
            self.mentions.append(Mention(start, end, None, Weight.NONE))
            return
        if group["ago"] in ("trước", "ngoái") or _BASIS.search(before[-24:]):
            self.mentions.append(Mention(start, end, found, weight, is_basis=True, words=match[0]))
            return
        if weight is Weight.TOPIC:
            self._year = found.year
        if self._joins_previous(found, start, end):
            return
        if group["near"] in ("đến", "hết"):
            before += group["near"]
        until = _UNTIL.search(before) if "đến" in before or "tới" in before else None
        if until and not (group["era"] or group["now"]):
            found, weight = self._until(found, until, before), Weight.STATE
        self.mentions.append(Mention(start, end, found, weight))

    def _until(self, found: Period, match: re.Match[str], before: str) -> Period:
        if match["tally"] or "lũy kế" in before or "luỹ kế" in before or "đầu năm" in before:
            return periods.interval(date(found.end.year, 1, 1), found.end)
        if "-" not in found.iso and not re.search(r"hết|cuối|tính", before[match.start() :]):
            return found
        return periods.as_of(found.end)

    def _joins_previous(self, found: Period, start: int, end: int) -> bool:
        """*từ ngày 01/01 đến ngày 15/12/2021*: one interval out of two dates."""
        if not self.mentions or found.start is None:
            return False
        last = self.mentions[-1]
        gap = self._low[last.end : start]
        if last.period is None or last.period.start is None or last.is_basis or len(gap) > 20:
            return False
        ahead = self._low[max(0, last.start - 14) : last.start + 3]
        if not _BETWEEN.match(gap) or not re.search(r"từ|\(", ahead):
            return False
        first = last.period.start
        if first > found.end or found.end.year - first.year > 5:
            first = first.replace(year=found.end.year, day=min(first.day, 28))
        if first > found.end:
            return False
        joined = periods.interval(first, found.end)
        self.mentions[-1] = Mention(last.start, end, joined, Weight.TOPIC)
        return True

    def _is_quantity(self, match: re.Match[str]) -> bool:
        """*đến 5/9 huyện*, *12 tháng tù*: no time after all."""
        if match["near"] is not None or match["bm"] is not None:
            if match["near"] and (int(match["nd"]) > 31 or int(match["nm"]) > 12):
                return True
            return self._unit_follows(match.end())
        if match["sure"] is not None:
            return int(match["sd"]) > 31 or int(match["sm"]) > 12
        if match["n"] is not None and not (match["part"] or match["plain"] or match["ny"]):
            before = self._low[max(0, match.start() - 12) : match.start()].rstrip()
            follows = self._low[match.end() : match.end() + 1]
            return not (
                _REPORTED.match(self._low, match.end())
                or before.endswith(_BEFORE_MONTHS)
                or (not before and follows == ",")
            )
        if match["withyear"] is not None:
            return self._unit_follows(match.end())
        return False

    def _unit_follows(self, end: int) -> bool:
        words = _WORD.findall(self._low[end : end + 24])
        return bool(words) and (words[0] in UNITS or " ".join(words[:2]) in UNITS)

    def _read(self, match: re.Match[str]) -> tuple[Period | None, Weight]:
        group = match.groupdict()
        try:
            return self._period(group)
        except ValueError:
            return None, Weight.NONE

    def _period(self, group: dict[str, str | None]) -> tuple[Period | None, Weight]:
        def number(key: str) -> int:
            return int(group[key] or 0)

        if group["year"] or group["withyear"]:
            return periods.year(number("year") or number("withyear")), Weight.TOPIC
        if group["d"]:
            return periods.day(date(number("y"), number("m"), number("d"))), Weight.DAY
        if group["iso"]:
            return periods.day(date.fromisoformat(group["iso"] or "")), Weight.DAY
        for day, month, year in (("wd", "wm", "wy"), ("sd", "sm", ""), ("nd", "nm", "")):
            if group[day]:
                return self._day(number(day), number(month), number(year) if year else 0)
        if group["q"]:
            year = number("qy") or self._year_for(3 * _ROMAN[group["q"] or ""] - 2)
            return (periods.quarter(year, _ROMAN[group["q"] or ""]) if year else None), Weight.TOPIC
        if group["n"]:
            return self._months(group), Weight.TOPIC
        if group["mm"] or group["bm"]:
            year = number("my") or number("by") or self._year_for(number("mm") or number("bm"))
            month = number("mm") or number("bm")
            return (periods.month(year, month) if year else None), Weight.TOPIC
        if group["era"] or group["span1"]:
            first, last = number("e1") or number("span1"), number("e2") or number("span2")
            last += first // 100 * 100 if last < 100 else 0
            return periods.interval(date(first, 1, 1), date(last, 12, 31)), Weight.ERA
        return self._relative(group)

    def _day(self, day: int, month: int, year: int) -> tuple[Period | None, Weight]:
        year = year or self._year_for(month, day)
        return (periods.day(date(year, month, day)) if year else None), Weight.DAY

    def _months(self, group: dict[str, str | None]) -> Period | None:
        count = _SPELLED.get(group["n"] or "") or int(group["n"] or 0)
        year = int(group["ny"] or 0) or self._year_for(1)
        if not year or not 1 <= count <= 12:
            return None
        if group["part"] == "cuối":
            return periods.interval(date(year, 13 - count, 1), date(year, 12, 31))
        return periods.months(year, count)

    def _relative(self, group: dict[str, str | None]) -> tuple[Period | None, Weight]:
        if group["ky"]:
            return periods.year(int(group["ky"] or 0)), Weight.NONE
        if group["all"]:
            return (periods.year(self._year) if self._year else None), Weight.TOPIC
        if group["ago"] in ("trước", "ngoái") and group["rel"] == "năm":
            return (periods.year(self._year - 1) if self._year else None), Weight.DAY
        if group["ago"] in ("nay", "qua") and group["rel"] == "năm" and self._today:
            past = group["ago"] == "qua" and self._today.month == 1
            return periods.year(self._today.year - past), Weight.TOPIC
        if group["now"] and self._today:
            if group["since"] == "năm":
                start = self._today.replace(month=1, day=1)
                return periods.interval(start, self._today), Weight.TOPIC
            if not group["since"]:
                return periods.as_of(self._today), Weight.STATE
        return None, Weight.NONE

    def _year_for(self, month: int, day: int = 1) -> int:
        """The year meant by a date without one: the latest that is not after the article."""
        year, today = self._year or 0, self._today
        if today is None or year != today.year or (month, day) <= (today.month, today.day):
            return year
        return year if month - today.month <= 1 else year - 1
