"""The time that the clause of a figure says plainly, before the figure: *Năm 2023, tiếp nhận …*.

A year behind a figure is that of a comparison, a law or a source, and so is one inside a clause
(*chỉ số PCI năm 2023*): only what opens the sentence or the clause says when the figure was, and
*trong năm 2023* right behind what is counted, where the clause ends with it.
"""

import re
from datetime import date
from typing import Final

from portal.core.figures import notation
from portal.core.figures import period as periods
from portal.core.figures.observation import Observation
from portal.core.figures.period import Basis, Period
from portal.core.figures.printed import Place

_DAY = re.compile(r"(?<![\d/])(\d{1,2})[/-](\d{1,2})(?![\d%])", re.ASCII)
YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d]|[.,]\d)", re.ASCII)
_OPENING = re.compile(
    r"(?:\A|[.,;:]\s|\s[–-]\s)[-–+\s]*(?:(?:trong|cả|toàn|riêng|tính|lũy|luỹ|kế|chung|vào|thời|gian"
    r"|kể|từ|đến|hết|tới|ngày|\d{1,2}\s(?:giờ|h))\s)*\Z"
)
_COUNTED_IN = re.compile(r"(?<!\w)trong\s\Z")
_VERB = re.compile(r"\s(?:(?:là|đạt|có|được)\s)?(?:(?:trên|hơn|khoảng|gần)\s)?\Z")
_TURNED = re.compile(r"[;()]|(?<!\A):|(?<!\w)(?:nay|này|sau|tiếp theo|thì|lên|xuống|còn)(?!\w)")
"""What leads on to another time than the one said first, or from who tells to what is told."""
_COUNTED_DURING = re.compile(
    r"(?:\s[^\W\d]+)?\strong\s(?:cả\s)?năm\s((?:19|20)\d\d)(?=\s*(?:[,;.]|\Z))"
)
_BEHIND = re.compile(r"[^,;.()]*")
_EDGE = re.compile(r"(?<!\w)(?:từ|đến|hết|tới)\s")
"""Makes a year an end of some time: *từ năm 2021*, *đến năm 2025*."""
_PART = re.compile(
    r"(?<!\w)(?:qu[ýí]\s(?:iv|i{1,3}|[1-4])|(?:\d|sáu|chín)\stháng)(?!\w)", re.IGNORECASE
)
_MONTH = re.compile(r"\d{4}-\d\d")
_DIGIT = re.compile(r"\d", re.ASCII)
_NAMES: Final = ("quý", "tháng", "năm", "giai đoạn")


def other_time(observation: Observation, place: Place, today: date) -> str:
    """What the clause says of its time in words, if that is another one than stated; else none."""
    stated = observation.period
    ahead = place.sentence[: place.words[1]]
    years = {str(year) for year in years_of(stated)}
    behind = _BEHIND.match(place.after)
    if behind and "so với" not in behind[0] and not years.isdisjoint(YEAR.findall(behind[0])):
        return ""  # *Tháng 01/2025, giải quyết 512 hồ sơ của năm 2024*
    if "trong năm" in place.sentence and years.isdisjoint(YEAR.findall(place.sentence)):
        during = _COUNTED_DURING.match(place.sentence, _number_at(observation, place)[1])
        if during:
            return f"năm {during[1]}"
    days = stated.basis is not Basis.FLOW and _DAY.search(ahead)
    is_of_year = behind is not None and "cả năm" in behind[0]
    part = periods.is_whole_months(stated) and not is_of_year and _PART.search(ahead)
    if not days and not part and years.issuperset(YEAR.findall(ahead)):
        return ""
    # Loading what reads times takes long, and few figures need it.
    from portal.core.figures.prose.timeline import Timeline, Weight  # noqa: PLC0415

    number = _number_at(observation, place)[0]
    low = ahead[:number].lower()
    up_to_digit = low + ahead[number : number + 1]  # *2023: 4…* is a time, *2023:* is none.
    mention = next(reversed(Timeline(up_to_digit, today).mentions), None)
    if mention is None or mention.is_basis or mention.weight <= Weight.DAY:
        return ""
    words = low[mention.start : mention.end]
    if mention.period is None or not _is_plain(low, mention.start, mention.end):
        return ""
    if YEAR.search(words) and years_of(mention.period).isdisjoint(years_of(stated)):
        return mention.period.label if words.startswith(_NAMES) else f"năm {mention.period.year}"
    if part and _is_another_part(mention.period, stated):
        return mention.period.label
    printed = {(int(day), int(month)) for day, month in _DAY.findall(words)}
    ends = {(day.day, day.month) for day in (stated.start, stated.end) if day}
    if printed and days and not ends <= printed | {(1, 1)}:
        return "ngày " + ", ".join(f"{day:02}/{month:02}" for day, month in sorted(printed))
    return ""


def _is_another_part(told: Period, stated: Period) -> bool:
    """Whether a quarter, half or nine months are told, of the year or the other part stated."""
    both = (told, stated)
    if told.year != stated.year or not all(map(periods.is_whole_months, both)):
        return False
    if any(_MONTH.fullmatch(period.iso) for period in both):
        return False
    return told.iso != str(told.year) and not told.contains(stated)


def _number_at(observation: Observation, place: Place) -> tuple[int, int]:
    """Where in the sentence the number of the observation begins, and what it counts ends."""
    figures = notation.parse(observation.figure).figures
    same = [f for f in figures if f.value == observation.value] or figures[:1]
    start, end = next(((f.start, f.end) for f in same), (0, 0))
    return place.words[0] + start, place.words[0] + end


def _is_plain(low: str, start: int, end: int) -> bool:
    """Whether a time opens its sentence or clause, and nothing leads away from it until the end."""
    between = low[end:]
    if _TURNED.search(between):
        return False
    if _COUNTED_IN.search(low, 0, start) and _VERB.fullmatch(between):
        return True
    opening = _OPENING.search(low, 0, start)
    if opening is None:
        return False
    words = low[start:end]
    if _EDGE.search(opening[0]) and "đến" not in words and not _DAY.search(words):
        return False
    clauses = between.removeprefix(",").split(", ")
    if opening.start() > 0:
        return len(clauses) == 1
    # *giao 3.441 nhiệm vụ, xong …* goes on counting; *Luật có hiệu lực, …* is of something else.
    return all(map(_DIGIT.search, clauses[:-1]))


def years_of(period: Period) -> set[int]:
    """The years in which the period lies; of a state, the one of its day."""
    first = (period.start or period.end).year
    return set(range(first, period.end.year + 1))
