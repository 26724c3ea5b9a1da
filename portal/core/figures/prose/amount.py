"""The number and the words after it: scale, unit, ratio, pair and range."""

import re
from decimal import Decimal

from portal.core.figures.figure import Kind, Qualifier
from portal.core.figures.prose.draft import Amount
from portal.core.figures.prose.lexicon import (
    COUNTED,
    CURRENCIES,
    MEASURES,
    METERS,
    NOT_A_UNIT,
    RATES,
    SCALES,
    UNITS,
)
from portal.core.figures.prose.numeral import read_digits

DIGITS = r"\d(?:[\d.,]*\d)?"
_GROUPED = r"[1-9]\d{0,2}(?: \d{3})+(?:,\d+)?(?!\d|[.,]\d)"
_SPACED = re.compile(_GROUPED)
_WHOLE = rf"{_GROUPED}|{DIGITS}"
_SCALE = re.compile(r"\s{0,2}(nghìn|ngàn|triệu|tỷ|tỉ|vạn|trăm|chục|tr)(?![^\W\d_đ])")
_PART = re.compile(rf" ({DIGITS})\s?(nghìn|ngàn|triệu|tỷ|tỉ)(?!\w)")
_PERCENT = re.compile(
    r"\s*(?:(?P<points>điểm\s*(?:%|phần\s+trăm))|(?P<percent>%|phần\s+trăm)"
    r"|(?P<mille>‰|phần\s+nghìn))"
)
_RATIO = re.compile(rf"\s?/\s?({_WHOLE})|\s+trên\s+(?:tổng\s+(?:số\s+)?)?({_WHOLE})")
_RANGE = re.compile(rf"(\s?[-–—]\s?|\s+đến\s+|\s+tới\s+)({DIGITS})")
_UNIT = re.compile(
    r" {0,3}(°c|[^\W\d_]+[²³23]?)(?: +([^\W\d_]+))?(?: +([^\W\d_]+))?(?: +([^\W\d_]+))?"
)
_PAIR = re.compile(rf"\s?/\s?({_WHOLE})")
_RATE = re.compile(r"\s?/\s?([^\W\d_]+[23²³]?)(?: ([^\W\d_]+))?")
_TAIL = re.compile(r"\s+trở\s+(lên|xuống)(?!\w)")


def read_amount(
    low: str, plain: str, start: int, stop: int, *, meter: bool, after_from: bool
) -> Amount | None:
    """The amount whose digits are ``low[start:stop]``; ``None`` if they are none.

    ``after_from``: the word before is *từ*, so that *đến* makes a range even after a unit.
    """
    spaced = _SPACED.match(low, start) if low[stop : stop + 1] == " " and stop - start < 4 else None
    if spaced:
        stop = spaced.end()
    digits = low[start:stop].replace(" ", ".") if spaced else low[start:stop]
    scale, end = _scale(low, stop)
    percent = _PERCENT.match(low, end)
    if percent:
        amount = _percentage(digits, scale, percent)
    else:
        amount = _counted(low, plain, digits, scale, end, meter=meter)
    if amount is None:
        return None
    if amount.kind in (Kind.COUNT, Kind.MONEY, Kind.PERCENT) and amount.denominator is None:
        _extend(low, plain, stop, end, amount, after_from=after_from)
    tail = _TAIL.match(low, amount.end)
    if tail:
        amount.qualifier = Qualifier.GTE if tail[1] == "lên" else Qualifier.LTE
        amount.end = tail.end()
    return amount


def unit_at(low: str, plain: str, offset: int) -> tuple[str, int]:
    """The unit that stands at ``offset`` and its end; the longest known one, else one noun."""
    match = _UNIT.match(low, offset)
    if match is None:
        return "", offset
    words = [word for word in match.groups() if word]
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if name in UNITS or name in CURRENCIES:
            return name, match.end(count)
    first, second = words[0], words[1] if len(words) > 1 else ""
    if (
        first in NOT_A_UNIT
        or first in SCALES
        or not plain[match.start(1)].islower()
        or len(first) == 1
    ):
        return "", offset
    if second and second not in NOT_A_UNIT and plain[match.start(2)].islower():
        return f"{first} {second}", match.end(2)  # most nouns have two syllables
    return first, match.end(1)


def _scale(low: str, offset: int) -> tuple[int, int]:
    scale, match = 1, _SCALE.match(low, offset)
    while match:
        scale *= SCALES[match[1]]
        offset = match.end()
        match = _SCALE.match(low, offset)
    return scale, offset


def _percentage(digits: str, scale: int, match: re.Match[str]) -> Amount | None:
    number = read_digits(digits, whole=False, percent=True)
    if number is None:
        return None
    kind = Kind.POINTS if match["points"] else Kind.PERCENT
    unit = "điểm phần trăm" if match["points"] else "‰" if match["mille"] else "%"
    return Amount(number[0] * scale, match.end(), decimals=number[1], unit=unit, kind=kind)


def _counted(
    low: str, plain: str, digits: str, scale: int, end: int, *, meter: bool
) -> Amount | None:
    part = _PART.match(low, end) if scale > 1 else None
    unit, unit_end = unit_at(low, plain, part.end() if part else end)
    whole = scale == 1 and (unit in COUNTED or meter or unit in ("đồng", "lượt"))
    number = read_digits(digits, whole=whole)
    if number is None:
        return None
    value, decimals = number[0] * scale, number[1]
    if part:
        value, scale, end = _compound(value, scale, part)
        decimals = 0
    amount = Amount(value, max(end, unit_end), scale, decimals, unit)
    if unit in CURRENCIES:
        amount.unit, amount.kind = CURRENCIES[unit], Kind.MONEY
    elif scale % 10**9 == 0 and unit not in UNITS:
        amount.unit, amount.kind, amount.end = "đồng", Kind.MONEY, end
    elif unit in METERS or (meter and unit in ("", "lượt", "người", "khách")):
        amount.kind = Kind.METER
    return amount


def _compound(value: Decimal, scale: int, part: re.Match[str]) -> tuple[Decimal, int, int]:
    """*2 tỷ 500 triệu*, *2 nghìn 300 tỷ*."""
    number = read_digits(part[1], whole=True)
    factor = SCALES[part[2]]
    amount = number[0] if number else Decimal(0)
    if factor < scale:
        return value + amount * factor, factor, part.end()
    return (value + amount) * factor, factor, part.end()


def _extend(
    low: str, plain: str, stop: int, scaled: int, amount: Amount, *, after_from: bool
) -> None:
    """Look for a second number: *5/9 huyện*, *155 lượt/182 công dân*, *10–15%*, *từ 3 đến 5 xã*."""
    bare = amount.kind is Kind.COUNT and amount.scale == 1
    ratio = _RATIO.match(low, stop) if bare else None
    if ratio and _complete_ratio(low, plain, ratio, amount):
        return
    for offset in (stop, scaled, amount.end):
        between = _RANGE.match(low, offset)
        if between and _complete_range(
            low,
            plain,
            between,
            amount,
            has_unit=offset == amount.end > scaled,
            after_from=after_from,
        ):
            return
    if amount.kind is Kind.PERCENT:
        _add_rate(low, amount)
        return
    pair = _PAIR.match(low, amount.end) if amount.unit and amount.scale == 1 else None
    if pair is None:
        _add_rate(low, amount)
        return
    unit, end = unit_at(low, plain, pair.end())
    number = read_digits(pair[1].replace(" ", "."), whole=True)
    if number is None or amount.value % 1:
        return
    amount.end = end
    if unit in ("", amount.unit):
        amount.kind, amount.denominator = Kind.RATIO, number[0]
    else:
        amount.kind, amount.second, amount.second_unit = Kind.PAIR, number[0], unit


def _complete_ratio(low: str, plain: str, match: re.Match[str], amount: Amount) -> bool:
    number = read_digits((match[1] or match[2]).replace(" ", "."), whole=True)
    if number is None or not number[0]:
        return False
    scale, end = _scale(low, match.end())
    unit, end = unit_at(low, plain, end)
    if amount.decimals == 3 and unit in COUNTED and number[0] % 1 == 0:
        amount.value, amount.decimals = amount.value.scaleb(3), 0  # 1,234/2,345 hồ sơ
    amount.kind, amount.denominator = Kind.RATIO, number[0] * scale
    amount.value, amount.scale = amount.value * scale, scale
    amount.unit, amount.end = unit, end
    if unit in CURRENCIES:
        amount.unit = CURRENCIES[unit]
    return True


def _complete_range(
    low: str, plain: str, match: re.Match[str], amount: Amount, *, has_unit: bool, after_from: bool
) -> bool:
    """Make the amount the lower end of a range if what follows is its upper end."""
    dash = not match[1].strip().isalpha()
    if (has_unit or amount.kind is Kind.PERCENT) and not (after_from or dash):
        return False
    upper = read_amount(low, plain, match.start(2), match.end(2), meter=False, after_from=False)
    if upper is None or upper.value_max is not None or upper.denominator is not None:
        return False
    value = amount.value
    if amount.unit != upper.unit or amount.kind is not upper.kind:
        if amount.kind is Kind.PERCENT or (has_unit and amount.unit in UNITS):
            return False
        if amount.scale == 1:
            value *= upper.scale
    if dash and not (
        (upper.unit and upper.unit.split("/")[0] in MEASURES | COUNTED)
        or upper.kind is not Kind.COUNT
    ):
        return False
    if not value < upper.value:
        return False
    amount.value, amount.value_max, amount.qualifier = value, upper.value, Qualifier.BETWEEN
    amount.unit, amount.kind, amount.scale = upper.unit, upper.kind, upper.scale
    amount.decimals, amount.end = max(amount.decimals, upper.decimals), upper.end
    return True


def _add_rate(low: str, amount: Amount) -> None:
    """*12 triệu đồng/người/năm*, *55 tạ/ha*."""
    for _ in range(2):
        match = _RATE.match(low, amount.end)
        if match is None:
            return
        words = match[1], f"{match[1]} {match[2]}"
        below = next((word for word in reversed(words) if word in RATES), None)
        if below is None:
            return
        if amount.scale >= 10**6 and not amount.unit:
            amount.unit, amount.kind = "đồng", Kind.MONEY
        if amount.kind is not Kind.PERCENT:
            amount.unit += f"/{below}"
        amount.end = match.end(1) if below == match[1] else match.end(2)
