"""Dates as a Vietnamese office prints and types them. No locale, no clock, no time-zone files."""

import calendar
import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import overload

from portal.core.vietnamese.letters import fold, nfc

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""UTC+7 without summer time: the law since 1975. A constant, so that a machine without
time-zone files (Windows) gives the same bytes."""

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def format_date(day: date) -> str:
    """``26/01/2021``."""
    day = _local(day)
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def format_date_long(moment: datetime, has_time: bool = True) -> str:
    """``Thứ Ba, ngày 26/01/2021, 19:14``; without ``has_time`` no time of day is shown."""
    moment = _local(moment)
    day = f"{moment.day:02}/{moment.month:02}/{moment.year:04}"
    words = f"{_WEEKDAYS[moment.weekday()]}, ngày {day}"
    return f"{words}, {moment.hour:02}:{moment.minute:02}" if has_time else words


def format_date_document(day: date) -> str:
    """``ngày 05 tháng 7 năm 2021``: a day below 10 and only the months 1 and 2 take a zero.

    Source: Nghị định 30/2020/NĐ-CP, phụ lục I.
    """
    day = _local(day)
    return f"ngày {day.day:02} {format_month(day.year, day.month)}"


def format_month(year: int, month: int) -> str:
    """``tháng 02 năm 2021``, ``tháng 7 năm 2021``, with the zeros of documents."""
    if not 1 <= month <= 12:
        raise ValueError(f"month out of range: {month}")
    return f"tháng {month:02} năm {year}" if month <= 2 else f"tháng {month} năm {year}"


@overload
def _local(day: datetime) -> datetime: ...
@overload
def _local(day: date) -> date: ...
def _local(day: date) -> date:
    """An aware moment in Việt Nam's time; a date or a naive moment as it is."""
    if isinstance(day, datetime) and day.tzinfo is not None:
        return day.astimezone(VIETNAM)
    return day


# Reading, on folded text: the whole of it must be a date. The time may stand before or after the
# date, with the separators that portals print between them.
_SEPARATOR = r"\s*[,|–-]?\s*"
_ZONE = r"(?: ?\(?(?:gmt|utc)\+0?7\)?)?"


def _weekday(number: int) -> str:
    return rf"(?:(?P<weekday{number}>chu nhat|cn|thu (?:hai|ba|tu|nam|sau|bay|[2-7])|t[2-7])\b)"


def _time(number: int) -> str:
    """``19:14``, ``19:14:24``, ``19h14``, ``7h30'``, ``19 giờ 14 phút``, ``7:14 CH``."""
    minute = rf"(?::|h|gio) ?(?P<minute{number}>\d{{1,2}})"
    second = rf"(?: ?(?::|'|phut) ?(?P<second{number}>\d{{2}}))?(?: ?(?:'|phut))?"
    half = rf"(?: ?(?P<half{number}>am|pm|sa|ch))?"
    return (
        rf"(?:(?:luc |hoi )?(?P<hour{number}>\d{{1,2}}) ?"
        rf"(?:{minute}{second}|h|gio){half}{_ZONE})"
    )


_DATE = (
    r"(?:ngay )?(?P<day>\d{1,2})"
    r"(?:(?P<mark> ?[/.-] ?)(?P<month>\d{1,2})(?P=mark)"
    r"| thang (?P<month_word>\d{1,2}),? (?:nam )?)"
    r"(?P<year>\d{4})"
)
_VIETNAMESE = re.compile(
    rf"(?:{_weekday(1)}{_SEPARATOR})?"
    rf"(?:{_time(1)}{_SEPARATOR}(?:{_weekday(2)}{_SEPARATOR})?)?"
    rf"{_DATE}"
    rf"(?:{_SEPARATOR}{_time(2)})?"
)
_ISO = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
    r"(?:(?:t| |, )(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r" ?(?P<offset>z|[+-]\d{2}:?(?:\d{2})?)?)?"
)
_WEEKDAY_NUMBERS = {
    **dict(zip(("hai", "ba", "tu", "nam", "sau", "bay", "nhat"), range(7), strict=True)),
    **{f"{t}{number}": number - 2 for number in range(2, 8) for t in ("", "t")},
    "cn": 6,
}
_EARLIEST_YEAR = 1000


def parse_date(text: str) -> tuple[datetime, bool] | None:
    """The moment that ``text`` names, aware in Việt Nam's time, and whether it names a time of day.

    Reads ``2021-01-26``, ``2021/01/26``, ``2021-01-26 19:14``, ISO 8601 with offset,
    ``26/01/2021``, ``26.1.2021 | 19:14:24``, ``Thứ Ba, ngày 26/01/2021, 19:14``,
    ``Thứ 3, 26-01-2021``, ``19h14 ngày 26/01/2021``, ``ngày 26 tháng 01 năm 2021``. Seconds count,
    their fractions do not.

    Returns ``None`` where ``text`` is no date at all. Raises ``ValueError`` with a Vietnamese
    sentence where it is one that cannot be: 31/02, 25:00, a weekday that contradicts the date.
    """
    match = _ISO.fullmatch(text)  # the usual form, which folding would not change
    if not match:
        folded = " ".join(fold(nfc(text)).split())
        match = _ISO.fullmatch(folded)
    if match:
        year, month, day, hour, minute, second, offset = match.groups()
        moment = _at(_moment(year, month, day), hour, minute, second)
        if offset:
            zone = UTC if offset == "z" else _offset(offset)
            try:
                moment = moment.replace(tzinfo=zone).astimezone(VIETNAM)
            except OverflowError:
                raise ValueError("ngày nằm ngoài những năm tính được") from None
        return moment, hour is not None
    if not (match := _VIETNAMESE.fullmatch(folded)):
        return None
    fields = match.groupdict()
    moment = _moment(fields["year"], fields["month"] or fields["month_word"], fields["day"])
    if weekday := fields["weekday1"] or fields["weekday2"]:
        _agree(moment, weekday)
    suffix = "1" if fields["hour1"] else "2"
    if fields["hour1"] and fields["hour2"]:
        return None
    hour = fields["hour" + suffix]
    moment = _at(
        moment, hour, fields["minute" + suffix], fields["second" + suffix], fields["half" + suffix]
    )
    return moment, hour is not None


def _moment(year: str, month: str, day: str) -> datetime:
    if int(year) >= _EARLIEST_YEAR:
        try:
            return datetime(int(year), int(month), int(day), tzinfo=VIETNAM)
        except ValueError:
            pass  # said below, in Vietnamese
    printed = f"{int(day):02}/{int(month):02}/{year}"
    if int(year) < _EARLIEST_YEAR:
        raise ValueError(f"năm {year} trong ngày {printed} không hợp lệ")
    if not 1 <= int(month) <= 12:
        raise ValueError(f"ngày {printed} có tháng {int(month)}, trong khi một năm chỉ có 12 tháng")
    raise ValueError(
        f"ngày {printed} không có trong lịch: tháng {int(month)} năm {year} "
        f"có {_days(int(year), int(month))} ngày"
    )


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def _at(
    moment: datetime,
    hour: str | None,
    minute: str | None,
    second: str | None,
    half: str | None = None,
) -> datetime:
    if hour is None:
        return moment
    hours, minutes, seconds = int(hour), int(minute or 0), int(second or 0)
    if half in ("pm", "ch") and hours < 12:
        hours += 12
    elif half in ("am", "sa") and hours == 12:
        hours = 0
    if hours > 23 or minutes > 59 or seconds > 59:
        printed = f"{hour}:{minutes:02}" + (f":{seconds:02}" if second else "")
        raise ValueError(f"giờ {printed} không có: giờ từ 0 đến 23, phút và giây từ 0 đến 59")
    return moment.replace(hour=hours, minute=minutes, second=seconds)


def _offset(text: str) -> timezone:
    digits = text[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 14 or minutes > 59:
        raise ValueError(f"độ lệch múi giờ {text} không có: Việt Nam là +07:00")
    shift = timedelta(hours=hours, minutes=minutes)
    return timezone(shift if text[0] == "+" else -shift)


def _agree(moment: datetime, weekday: str) -> None:
    said = _WEEKDAY_NUMBERS[weekday.rsplit(maxsplit=1)[-1]]
    if said != moment.weekday():
        raise ValueError(
            f"ngày {format_date(moment)} là {_WEEKDAYS[moment.weekday()]}, "
            f"không phải {_WEEKDAYS[said]}"
        )
