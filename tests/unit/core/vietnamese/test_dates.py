"""Dates as printed and as typed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.vietnamese import (
    VIETNAM,
    format_date,
    format_date_document,
    format_date_long,
    format_month,
    parse_date,
)

EVENING = datetime(2021, 1, 26, 19, 14, tzinfo=VIETNAM)
DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31))
MINUTES = st.datetimes(
    datetime(1000, 1, 2), datetime(9998, 12, 30), timezones=st.just(VIETNAM)
).map(lambda moment: moment.replace(second=0, microsecond=0))


def test_dates_in_lists_and_articles() -> None:
    """The weekday is capitalised on its number syllable; without a time none is shown."""
    assert format_date(EVENING) == "26/01/2021"
    assert format_date_long(EVENING, True) == "Thứ Ba, ngày 26/01/2021, 19:14"
    assert format_date_long(EVENING, False) == "Thứ Ba, ngày 26/01/2021"
    assert format_date_long(datetime(2021, 1, 24, tzinfo=VIETNAM), False).startswith("Chủ nhật, ")


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2021, 1, 26), "ngày 26 tháng 01 năm 2021"),
        (date(2021, 7, 5), "ngày 05 tháng 7 năm 2021"),
        (date(2021, 2, 9), "ngày 09 tháng 02 năm 2021"),
        (date(2021, 12, 10), "ngày 10 tháng 12 năm 2021"),
    ],
)
def test_dates_in_documents(day: date, printed: str) -> None:
    """A day below 10 and only the months 1 and 2 take a zero."""
    assert format_date_document(day) == printed
    assert printed.endswith(format_month(day.year, day.month))


def test_months_are_numbered_from_one_to_twelve() -> None:
    """A month that is none is a mistake of the program."""
    with pytest.raises(ValueError, match="13"):
        format_month(2021, 13)


def test_moments_of_other_zones_are_shown_in_viet_nam() -> None:
    """20:00 UTC is the next morning in Hà Nội."""
    late = datetime(2021, 1, 26, 20, 0, tzinfo=UTC)
    assert format_date_long(late, True) == "Thứ Tư, ngày 27/01/2021, 03:00"


@pytest.mark.parametrize(
    "text",
    [
        "2021-01-26 19:14",
        "2021/01/26, 19:14",
        "2021-01-26T19:14",
        "2021-01-26T12:14:00Z",
        "2021-01-26T19:14:00.000+07:00",
        "2021-01-26T20:14+0800",
        "26/1/2021 19:14",
        "26.01.2021 | 19:14",
        "26-01-2021, 19:14",
        "Thứ 3, 26.01.2021 | 19:14",
        "T3, 26/01/2021 – 19:14",
        "Thứ Ba, ngày 26/01/2021, 19:14",
        "THỨ BA, 26/1/2021, 19:14 (GMT+7)",
        "19h14 ngày 26/01/2021",
        "Lúc 19 giờ 14 phút, thứ Ba, ngày 26/01/2021",
        "ngày 26 tháng 01 năm 2021, 19:14",
        "26/01/2021 7:14 CH",
        "26/01/2021 07:14 PM",
        "  26/01/2021   19:14  ",
        "Thứ\u00a03, 26.01.2021 | 19:14",
    ],
)
def test_what_people_and_portals_type_is_read(text: str) -> None:
    """All of these are one moment."""
    assert parse_date(text) == (EVENING, True)


def test_seconds_are_kept() -> None:
    """A portal that prints seconds loses none."""
    assert parse_date("Thứ 3, 26.01.2021 | 19:14:24") == (EVENING + timedelta(seconds=24), True)


@pytest.mark.parametrize(
    "text",
    ["2021-01-26", "26/01/2021", "26.1.2021", "Thứ Ba, 26/01/2021", "ngày 26 tháng 1 năm 2021",
     "26 tháng 01, 2021"],
)  # fmt: skip
def test_a_date_alone_has_no_time(text: str) -> None:
    """Midnight is a stand-in, and marked as such."""
    assert parse_date(text) == (EVENING.replace(hour=0, minute=0), False)


@pytest.mark.parametrize(
    "text", ["", "hôm qua", "26/01/21", "26/01-2021", "2021", "quí I/2016", "1234/QĐ-UBND",
             "19:14", "26/01/2021 19", "19:00 26/01/2021 19:14"],
)  # fmt: skip
def test_other_words_are_no_date(text: str) -> None:
    """Nothing is guessed: two-digit years, halves of dates and document numbers are refused."""
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31/02/2021", "ngày 31/02/2021 không có trong lịch: tháng 2 năm 2021 có 28 ngày"),
        ("2021-13-01", "ngày 01/13/2021 có tháng 13, trong khi một năm chỉ có 12 tháng"),
        ("26/01/0021", "năm 0021 trong ngày 26/01/0021 không hợp lệ"),
        ("Thứ 4, 26.01.2021", "ngày 26/01/2021 là Thứ Ba, không phải Thứ Tư"),
        ("19:00, CN 26/01/2021", "ngày 26/01/2021 là Thứ Ba, không phải Chủ nhật"),
        ("26/01/2021 25:00", "giờ 25:00 không có: giờ từ 0 đến 23, phút và giây từ 0 đến 59"),
        ("2021-01-26T19:14+99:00", "độ lệch múi giờ +99:00 không có: Việt Nam là +07:00"),
    ],
)
def test_impossible_dates_are_explained(text: str, sentence: str) -> None:
    """The editor is told in Vietnamese what cannot be."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011 – the sentence is compared whole
        parse_date(text)
    assert str(caught.value) == sentence


@given(DAYS)
def test_printed_days_read_back(day: date) -> None:
    """parse ∘ format is the identity for lists and documents."""
    for printed in (format_date(day), format_date_document(day), day.isoformat()):
        parsed = parse_date(printed)
        assert parsed is not None
        assert (parsed[0].date(), parsed[1]) == (day, False)


@given(MINUTES)
def test_printed_moments_read_back(moment: datetime) -> None:
    """parse ∘ format is the identity for the line under a title."""
    assert parse_date(format_date_long(moment, True)) == (moment, True)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """No input makes the reader fail otherwise than by its own sentence."""
    try:
        parsed = parse_date(text)
    except ValueError as error:
        parsed, said = None, str(error)
    else:
        said = ""
    assert not said or parsed is None
    assert parsed is None or parsed[0].utcoffset() == timedelta(hours=7)


@pytest.mark.parametrize("text", ["9999-12-31T23:59-12:00", "9999-12-31T23:59Z"])
def test_a_day_beyond_all_calendars_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="ngày nằm ngoài những năm tính được"):
        parse_date(text)
