"""Where a text speaks of time, and what each place means for the figures around it.

Every mention hides its digits from the reader of figures. Some say which period the figures
have; a time after *so với* is a basis of comparison and never the period of a figure.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from portal.core.figures import period as periods
from portal.core.figures.period import Period
from portal.core.figures.prose.moments import Calendar, moments

_BASIS = re.compile(
    r"(?<!\w)(?:so(?: với)?(?: (?!đạt|có|là|thì)[^\W\d]+){0,5}|với|cùng kỳ|bằng|như|kể từ|hơn|của"
    r"|gấp (?:(?:hơn|trên|gần|khoảng) )?[\w,]+(?: lần)?)"
    r"(?: (?:cùng (?:kỳ|thời (?:gian|điểm))|thời điểm|cả|kết quả|số liệu|mức))?\s*\Z"
)
_UNTIL = re.compile(
    r"(?:đến|tới|hết)(?:\s+\d{1,2}\s?(?:giờ|h)\s?\d{0,2}(?:\s?phút)?)?"
    r"(?:\s+(?:hết|ngày|cuối|thời điểm|tháng))*\s*\Z"
)
_LAW = re.compile(
    r"(?<!\w)(?:luật|bộ luật|pháp lệnh|nghị định|nghị quyết|thông tư|quyết định|chỉ thị)"
    r"(?: [^\W\d]+){0,4} \Z"
)
_TALLY = re.compile(r"lũy kế|luỹ kế|cộng dồn|đầu năm")
_CLOSING_DAY = re.compile(r"hết|cuối|tính")
_PRINTED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_TO = re.compile(r"\s*(?:,\s*)?(?:đến|tới|-|–|—)\s*(?:hết\s+)?(?:ngày\s+)?\Z")


class Weight(IntEnum):
    """How much a mention says about the figures around it."""

    NONE = 0
    """Only hides its digits."""
    DAY = 1
    """A single day; the period of a figure only where nothing else is."""
    ERA = 2
    """*giai đoạn 2021–2025*, *2024: 512 cuộc*; counts for its own sentence."""
    STATE = 3
    """*tính đến ngày …*; counts to the end of its paragraph."""
    TOPIC = 4
    """*Năm 2021, …*: goes on until another one comes."""


_WEIGHTS = {
    **dict.fromkeys(("days", "same", "bare"), Weight.NONE),
    **dict.fromkeys(("date", "iso", "spelled", "day", "near", "past"), Weight.DAY),
    **dict.fromkeys(("era", "years", "long", "heading", "leading"), Weight.ERA),
    "now": Weight.STATE,
}
"""By form; all other forms are topics."""
_NO_PERIOD = ("same", "past", "several")
"""Forms that need none to be compared with."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A time in the text; ``period`` is ``None`` if its year cannot be known, or if it is several
    times at once (*quý I và quý II*): then its weight keeps other times from being meant."""

    start: int
    end: int
    period: Period | None
    weight: Weight
    is_basis: bool = False
    words: str = ""
    """For a basis: how it is called (``cùng kỳ``)."""


class Timeline:
    """The mentions of a text (in lower case) in order.

    ``today`` is the article's date, if known; ``year`` the year that its title speaks of.
    """

    def __init__(self, low: str, today: date | None = None, year: int | None = None) -> None:
        self._low = low
        self._calendar = Calendar(low, today, year)
        self.mentions: list[Mention] = []
        for match in moments(low):
            self._add(match)

    def _add(self, match: re.Match[str]) -> None:
        form, (start, end) = match.lastgroup or "", match.span()
        found = self._calendar.period(match)
        weight = _WEIGHTS.get(form, Weight.TOPIC) if found else Weight.NONE
        before = self._low[max(0, start - 40) : start]
        words = "cùng kỳ" if form == "same" else match[0]
        if self._is_basis(form, match[0], before) and (found or form in _NO_PERIOD):
            self.mentions.append(Mention(start, end, found, weight, is_basis=True, words=words))
            return
        if form == "several":
            self.mentions.append(Mention(start, end, None, Weight.TOPIC))
            return
        if found is None or weight is Weight.NONE or (form == "year" and _LAW.search(before)):
            self.mentions.append(Mention(start, end, None, Weight.NONE))
            return
        if self._low.startswith("|", self._low.rfind("\n", 0, start) + 1):
            weight = Weight.NONE  # a table's head speaks of its column alone
        if weight is Weight.TOPIC and not self._is_aside(start):
            self._calendar.year = found.year
        if self._joins_previous(found, start, end):
            return
        if form == "near":
            before += match[0].rstrip("0123456789/-")
        until = _UNTIL.search(before)
        if until and form not in ("era", "now", "since"):
            found, weight = _until(found, before, until.start()), Weight.STATE
        self.mentions.append(Mention(start, end, found, weight))

    def _is_aside(self, start: int) -> bool:
        """*Năm 2023 có 512 cuộc (năm 2022: 480 cuộc)*: not the year that is spoken of."""
        line = self._low.rfind("\n", 0, start) + 1
        return self._low.rfind("(", line, start) > self._low.rfind(")", line, start)

    def _is_basis(self, form: str, words: str, before: str) -> bool:
        if form in ("same", "past"):
            return True
        if form == "bare":
            return words.startswith("kỳ") or before.rstrip().endswith(("so", "cùng"))
        return _BASIS.search(before) is not None

    def _joins_previous(self, found: Period, start: int, end: int) -> bool:
        """*từ ngày 01/01 đến ngày 15/12/2021*: one interval out of two dates."""
        if not self.mentions or found.start is None:
            return False
        last = self.mentions[-1]
        if last.is_basis or last.period is None or last.period.start is None:
            return False
        ahead = self._low[max(0, last.start - 14) : last.start + 3]
        if start - last.end > 20 or not _TO.match(self._low[last.end : start]):
            return False
        if "từ" not in ahead and "(" not in ahead:
            return False
        since = last.period
        if not _PRINTED_YEAR.search(self._low, last.start, last.end):  # từ 15/12 đến 14/12/2024
            since = since.shifted(found.end.year - since.year)
            since = since.shifted(-1) if since.start and since.start > found.end else since
        first = since.start
        if first is None or first > found.end or found.end.year - first.year > 5:
            return False
        joined = periods.interval(first, found.end)
        self.mentions[-1] = Mention(last.start, end, joined, Weight.TOPIC)
        return True


def _until(found: Period, before: str, start: int) -> Period:
    """*lũy kế đến 15/12* is an interval, *tính đến 15/12* a state, *đến năm 2025* the year."""
    if _TALLY.search(before):
        return periods.interval(date(found.end.year, 1, 1), found.end)
    if "-" not in found.iso and not _CLOSING_DAY.search(before[max(0, start - 6) :]):
        return found
    return periods.as_of(found.end)
