"""The usual phrase, read at a glance: *17.337 văn bản đi (tăng 2.013 văn bản so với năm 2020)*.

Most copied phrases are a number and what it counts, perhaps with a change or a share behind. One
expression reads them ten times as fast as the way over every word (``scan``, ``attach``), and says
exactly what that way says (``tests/unit/figures/test_usual.py`` holds them together); a phrase of
any other form is left to that way.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from portal.core.figures import period as periods
from portal.core.figures.figure import Direction, Figure, Kind, Qualifier
from portal.core.figures.prose.amount import unit_at
from portal.core.figures.prose.clause import CAUSES
from portal.core.figures.prose.lexicon import (
    CHANGES,
    COUNTED,
    METERS,
    NAMES_AFTER,
    PLACES,
    QUALIFIERS,
    SCALES,
    SHARES,
    TIMES,
)
from portal.core.figures.prose.numeral import DIGIT_WORDS

_SYLLABLE = "[a-zA-ZÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]{1,7}"
"""Of Vietnamese, composed; the longest is *nghiêng*."""
_NUMBER = r"0[1-9]|[1-9]\d{0,2}(?:\.\d{3}){1,4}|[1-9]\d{0,8}"
_PERCENT = r"\d{1,3}(?:,\d{1,3})?"
_YEAR = r"(?:19|20)\d\d"
_USUAL = re.compile(
    rf"""
    (?:(?P<limit>trên|hơn|khoảng|gần)[ ])?
    (?: (?P<alone>{_PERCENT})%
      | (?P<number>{_NUMBER}) (?P<words>(?:[ ]{_SYLLABLE})+?(?:,(?:[ ]{_SYLLABLE}){{1,3}}?)?) )
    (?:
      (?P<opening>[ ]\(|,[ ]) (?P<verb>tăng|giảm)[ ]
      (?: (?P<rate>{_PERCENT})%
        | (?P<change>{_NUMBER}) (?P<changed>(?:[ ]{_SYLLABLE})+?(?:,[ ]bài)?) )
      (?:
        [ ]so[ ]với[ ]
        (?: năm[ ](?P<year>{_YEAR})
          | quý[ ](?P<quarter>I{{1,3}}|IV)/(?P<of_quarter>{_YEAR})
          | tháng[ ](?P<month>0?[1-9]|1[0-2])/(?P<of_month>{_YEAR})
          | (?P<same>cùng[ ]kỳ(?:[ ]năm[ ](?:trước|ngoái|{_YEAR}))?)
        )
      )?
      (?P<closing>\)?)
    | ,[ ](?:đạt|chiếm)[ ](?P<share>{_PERCENT})%
    )?
    """,
    re.VERBOSE,
)
_LONGEST = 120
_MORE_WORDS = 3
"""After a known unit: *văn bản* trình ban hành."""
_FIRST_OF_SLOGANS = frozenset(entry.partition(" ")[0] for entry in NAMES_AFTER)
_PLAIN_UNITS = frozenset(
    unit for unit in COUNTED - METERS - {"bậc", "hạng"} | {"lượt"}
    if unit.partition(" ")[0] not in _FIRST_OF_SLOGANS
)  # fmt: skip
"""Things that are counted and mean nothing else after a number."""
_TELLING = frozenset(re.findall(r"[^\W\d_]{2,}", " ".join((
    *CHANGES, *SHARES, *SCALES, *TIMES, *METERS, *DIGIT_WORDS, *CAUSES,
    "kế hoạch dự toán chỉ tiêu mục yêu cầu nghị quyết quy định mức kịch bản kh",
    "mười mươi linh lẻ phần trở mỗi hằng hàng bình trung cùng kỳ kì quý quí trước ngoái nay này",
    "qua lượt truy cập bộ đếm xem đọc đang trực online phạt thuế đóng hưởng nồng độ phải thể",
))))  # fmt: skip
"""Words that may say something of a number when they follow what it counts."""


def read_usual(words: str) -> tuple[Figure, ...] | None:
    """The figures of ``words`` if they are a usual phrase; else ``None``, which says nothing."""
    match = _USUAL.fullmatch(words) if len(words) < _LONGEST else None
    if match is None:
        return None
    limit = match["limit"]
    qualifier = QUALIFIERS[limit] if limit else Qualifier.EXACT
    if match["alone"]:
        if match.end("alone") + 1 < len(words):
            return None
        return (_percentage(words, match, "alone", start=0, qualifier=qualifier),)
    unit = _unit(match["words"])
    if unit is None or (limit and unit in PLACES):
        return None
    main = _counted(words, match, "number", unit, start=0, qualifier=qualifier)
    verb = match["verb"]
    if not verb:
        share = match["share"] and _percentage(words, match, "share", attached_to=0)
        return (main, share) if share else (main,)
    if (match["opening"] == " (") is not bool(match["closing"]):
        return None
    said: dict[str, Any] = {
        "kind": Kind.CHANGE,
        "direction": Direction.UP if verb == "tăng" else Direction.DOWN,
        "basis": _basis(match),
        "attached_to": 0,
    }
    if match["rate"]:
        return main, _percentage(words, match, "rate", **said)
    same = _unit(match["changed"])
    if same is None or same.split()[0] != unit.split()[0]:
        return None
    if "," in match["changed"] and match["changed"] != f" {same}, bài":
        return None  # a comma elsewhere parts the change from what it is compared with
    return main, _counted(words, match, "change", same, **said)


@lru_cache(maxsize=4096)
def _unit(words: str) -> str | None:
    """The plain unit that ``words`` begin with; an office counts few things, again and again."""
    low = words.lower()
    unit, end = unit_at(low, words, 0)
    rest = low[end:].replace(",", " ").split()
    known = unit in _PLAIN_UNITS and len(rest) <= _MORE_WORDS and _TELLING.isdisjoint(rest)
    return unit if known else None


def _counted(
    words: str, match: re.Match[str], group: str, unit: str, start: int | None = None, **said: Any
) -> Figure:
    begin, end = match.start(group) if start is None else start, match.end(group) + 1 + len(unit)
    value = Decimal(match[group].replace(".", ""))
    return Figure(words[begin:end], begin, end, value, unit=unit, **said)


def _percentage(
    words: str, match: re.Match[str], group: str, start: int | None = None, **said: Any
) -> Figure:
    begin, end = match.start(group) if start is None else start, match.end(group) + 1
    whole, _, fraction = match[group].partition(",")
    return Figure(
        words[begin:end], begin, end, Decimal(f"{whole}.{fraction}"),
        decimals=len(fraction), unit="%", **{"kind": Kind.PERCENT, **said},
    )  # fmt: skip


def _basis(match: re.Match[str]) -> str:
    year, quarter, month, same = match.group("year", "quarter", "month", "same")
    if year:
        return year
    if quarter:
        number = periods.ROMAN_QUARTERS.index(quarter) + 1
        return periods.quarter(int(match["of_quarter"]), number).iso
    if month:
        return periods.month(int(match["of_month"]), int(month)).iso
    return "cùng kỳ" if same else ""
