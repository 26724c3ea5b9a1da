"""How the figures of a copied phrase are related, by the words around them."""

import re
from enum import StrEnum

from portal.core.figures import period as periods
from portal.core.figures.figure import RELATIVE, Figure, Kind
from portal.core.figures.notation import Phrase
from portal.core.figures.period import Period
from portal.core.figures.prose.basis import PLANS


class Measure(StrEnum):
    """What something is compared with."""

    PLAN = "plan"
    """A plan, a target, what is required or decided."""
    PERIOD = "period"
    """An earlier time."""
    OTHER = "other"
    """Anything else: an average, other provinces."""
    UNTOLD = "untold"


_REQUIRED = rf"{PLANS}|chuẩn|(?:được|tỉnh|trung\s+ương|hđnd|chính\s+phủ)\s+giao|đề\s+ra"
_PLAN = re.compile(rf"(?<!\w)(?:{_REQUIRED})(?!\w)")
_EXCEEDS = re.compile(r"(?<!\w)(?:vượt|hụt)(?!\w)")
_BEFORE = re.compile(r"cùng kỳ|(?:năm|quý|tháng|tuần) (?:trước|ngoái)\Z")
_SAME_TIME = re.compile(r"cùng\s+kỳ\s+(?:của\s+)?năm\s+((?:19|20)\d\d)")
_OTHERS = re.compile(
    r"bình\s+quân|trung\s+bình|cả\s+nước|toàn\s+quốc|mặt\s+bằng|mức\s+chung|toàn\s+tỉnh"
    r"|các\s+tỉnh|khu\s+vực|toàn\s+ngành|ước\s+thực\s+hiện|số\s+ước"
)
_BEGINNING = re.compile(r"(?<!tháng\s)(?<!nửa\s)(?<!\w)(?:đầu|trước)\s+(?:năm|quý|tháng)(?!\w)")
"""*so với đầu năm 2021*: that is neither 2021 nor surely 2020."""
_EQUALS = re.compile(r"(?<!\w)bằng\s*\Z")
_REACHES = re.compile(r"(?<!\w)đạt(?:\s(?:tỷ|tỉ)\slệ)?\s*\Z")
_EARLIER = re.compile(
    r"\s*\(?(?:(?:so(?:\s+với)?|của|mức|số|kết\s+quả|thực\s+hiện|cả)\s+){0,3}"
    r"(?:cùng|năm|quý|quí|tháng|tuần|kỳ|kì|vụ|nhiệm\s+kỳ|bình\s+quân|trung\s+bình)(?!\w)"
)
_LINK = re.compile(
    r"[\s)]*\(?(?:,\s)?(?P<so>so(?:\s+với)?\s+)?"
    r"(?:(?:của|mức|số|kết\s+quả|thực\s+hiện|cả|vào|trong)\s+){0,2}"
)
"""Between a number and the time that it is of, or is compared with."""
_VALUE_THEN = re.compile(r"\s?(?::|\(|(?<=\s)(?:là|đạt|có)\s)\s?(?:(?:là|đạt|có)\s)?")
"""Between a time and what was counted then: *năm 2023: 480*, *năm 2023 (480*, *năm 2023 là 480*."""
_OPENS_TIME = re.compile(r"\)?(?:,|\s\()?\s?(?:so\svới\s)?")
_PART = re.compile(
    r"[\s)]*(?:,\s*)?so\s+với\s+(?P<name>qu[ýí]|tháng)\s+(?P<number>iv|i{1,3}|\d{1,2})"
    r"(?!\w|[./]\d|\s*(?:năm|và|cùng|trước)(?!\w)|,\s*(?:i|quý|tháng|\d))"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COMPARED = re.compile(r"(?<!\w)so(?:\s+với|\s+cùng|\s+năm)?(?!\w)|hơn\s+[^\W\d]")
_PAUSE = re.compile(r"[,;:()]|\svà\s|\snhưng\s")
_LEADING = re.compile(r"[\s)]*(?:,\s*(?=so\s))?")


def measure_of(phrase: Phrase, figure: Figure) -> Measure:
    """What ``figure`` of the phrase, a change, is measured against."""
    before, after = _PAUSE.split(_before(phrase, figure))[-1], _after(phrase, figure)
    around = f"{before} | {after}"
    is_period = _BEFORE.match(figure.basis) or periods.parse(figure.basis) is not None
    if _PLAN.search(before if is_period else f"{around} {figure.basis}"):
        return Measure.PLAN
    if _OTHERS.search(around) or _BEGINNING.search(after):
        return Measure.OTHER
    if is_period:
        return Measure.PERIOD
    if _EXCEEDS.search(before):
        return Measure.PLAN
    if figure.unit == "lần" and after.strip():
        return Measure.OTHER  # gấp 2 lần tỉnh Lào Cai
    told = figure.basis or _COMPARED.search(around) or _COMPARED.search(_before(phrase, figure))
    return Measure.OTHER if told else Measure.UNTOLD


def exceeds(phrase: Phrase, figure: Figure) -> bool:
    """*vượt 0,1%*: better than required, which is less where less is better."""
    return _EXCEEDS.search(_before(phrase, figure)) is not None


def is_multiple(phrase: Phrase, figure: Figure) -> bool:
    """*gấp 2 lần*, *tăng gấp đôi*; less than once as much would be no rise."""
    if figure.unit != "lần" or figure.value <= 1:
        return False
    return "gấp" in _before(phrase, figure) + phrase.words[figure.start : figure.end].lower()


def equals(phrase: Phrase, figure: Figure) -> bool:
    """*bằng 92%*."""
    return _EQUALS.search(_before(phrase, figure)) is not None


def is_of_earlier(phrase: Phrase, figure: Figure) -> bool:
    """*bằng 92% năm 2023*: a percentage of what was counted at another time, not of a whole."""
    return equals(phrase, figure) and _EARLIER.match(phrase.words.lower(), figure.end) is not None


def is_of_budget(phrase: Phrase, figure: Figure, of: Figure) -> bool:
    """*thu nội địa 3.912 tỷ đồng, đạt 60%*: of sums, what is reached is an estimate's part."""
    return of.kind is Kind.MONEY and _REACHES.search(_before(phrase, figure)) is not None


def level_after(phrase: Phrase, figure: Figure) -> Figure | None:
    """*giảm từ 9,43% xuống còn 7,86%*: what became of ``figure``."""
    place = phrase.figures.index(figure)
    levels = (f for f in phrase.figures[place + 1 :] if f.attached_to == place)
    return next((f for f in levels if f.direction and f.kind not in RELATIVE), None)


def origin_of(phrase: Phrase, figure: Figure) -> Figure | None:
    """*tăng từ 480 cuộc lên 512 cuộc*: what ``figure`` was before."""
    levels = ((f, level_after(phrase, f)) for f in phrase.figures)
    return next((f for f, level in levels if level and level.value == figure.value), None)


def time_behind(phrase: Phrase, start: int, *, compared: bool = False) -> tuple[str, int | None]:
    """The time that the words from ``start`` on begin with: how a basis calls it and, for
    *cùng kỳ năm 2019*, the year; behind *so với* if it is to be ``compared`` with."""
    low = phrase.words.lower()
    if start >= len(low):
        return "", None
    # Loading what reads times takes long, and few phrases need it.
    from portal.core.figures.prose.timeline import Timeline  # noqa: PLC0415

    mention = next((m for m in Timeline(low).mentions if m.start >= start), None)
    link = _LINK.fullmatch(low, start, mention.start) if mention else None
    if mention is None or link is None or (compared and not link["so"]):
        return "", None
    if mention.words == "cùng kỳ":
        return mention.words, mention.period.year if mention.period else None
    return mention.period.iso if mention.period else low[mention.start : mention.end], None


def value_then(phrase: Phrase, figure: Figure) -> tuple[Figure, str, int | None] | None:
    """*118 cuộc* behind *131 cuộc (quý I/2024: 118 cuộc)*, and its time as ``time_behind`` says."""
    place, low = phrase.figures.index(figure), phrase.words.lower()
    done = figure.end
    for other in phrase.figures[place + 1 :]:
        if other.kind is figure.kind and _counts_alike(figure, other):
            # Loading what reads times takes long, and few phrases need it.
            from portal.core.figures.prose.timeline import Timeline  # noqa: PLC0415

            for mention in Timeline(low).mentions:
                is_near = done <= mention.start and mention.end <= other.start
                if (
                    is_near
                    and _VALUE_THEN.fullmatch(low, mention.end, other.start)
                    and _OPENS_TIME.fullmatch(low, done, mention.start)
                ):
                    return other, *time_behind(phrase, mention.start)
        done = other.end
    return None


def _counts_alike(one: Figure, other: Figure) -> bool:
    """*131 cuộc họp* and *118 cuộc*."""
    return bool(other.unit) and f"{one.unit} ".startswith(f"{other.unit} ")


def is_against_part(phrase: Phrase, figure: Figure) -> bool:
    """*tăng 5% so với quý I*, without a year."""
    return _PART.match(phrase.words.lower(), figure.end) is not None


def part_of_year_behind(phrase: Phrase, figure: Figure, period: Period) -> Period | None:
    """*so với quý I* behind the change of a quarter, *so với tháng 11* of a month: the last one
    of that name before it."""
    match = _PART.match(phrase.words.lower(), figure.end)
    if match is None or period.start is None:
        return None
    length = 1 if match["name"] == "tháng" else 3
    number = _ROMAN.get(match["number"]) or int(match["number"])
    first = length * (number - 1) + 1
    if not 1 <= first <= 12 or first == period.start.month:
        return None
    year = period.year - (first > period.start.month)
    then = periods.month(year, first) if length == 1 else periods.quarter(year, number)
    return then if len(then.iso) == len(period.iso) and "-H" not in period.iso else None


def year_of_same_time(phrase: Phrase, figure: Figure) -> int | None:
    """*so với cùng kỳ năm 2019*: the year said beside ``figure``; ``None`` if there is none."""
    starts = (other.start for other in phrase.figures if other.start >= figure.end)
    after = phrase.words[figure.end : min(starts, default=None)].lower()
    match = _SAME_TIME.search(after) or _SAME_TIME.search(_before(phrase, figure))
    return int(match[1]) if match else None


def _before(phrase: Phrase, figure: Figure) -> str:
    """The words since the figure before, in lower case."""
    ends = (other.end for other in phrase.figures if other.end <= figure.start)
    return phrase.words[max(ends, default=0) : figure.start].lower()


def _after(phrase: Phrase, figure: Figure) -> str:
    """The words behind it up to a pause or the next figure, in lower case."""
    starts = (other.start for other in phrase.figures if other.start >= figure.end)
    words = phrase.words[figure.end : min(starts, default=None)].lower()
    return _PAUSE.split(_LEADING.sub("", words, count=1))[0]
