"""The period of a figure whose statement leaves it out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stated import codes, one, read, stated

from portal.core.figures.extract import read as extract
from portal.core.figures.prose.timeline import Timeline


def told(text: str, title: str = "Tổng kết năm 2024") -> str:
    reading = read(text, stated("ho-so", "512 hồ sơ", ""), title=title, day="2025-01-10")
    return reading.observations[0].period.iso if reading.observations else codes(reading)[0]


@pytest.mark.parametrize("title", ["Tổng kết năm 2024", "Hội nghị"])
@pytest.mark.parametrize(
    "words",
    [
        "Quý I và quý II năm 2024", "Quý I, II và III/2024", "Quý 1 và 2/2024", "Quý III-IV/2024",
        "Trong 02 tháng 11 và 12 năm 2024", "Trong tháng 11 và tháng 12/2024",
        "Tháng 11, 12 năm 2024", "Nửa đầu tháng 10/2024", "Năm 2023 và năm 2024",
        "Các năm 2022, 2023 và 2024",
    ],
)  # fmt: skip
def test_several_times_at_once_are_none(words: str, title: str) -> None:
    """None of them, nor the year of the title: the editor is asked which it is."""
    assert told(f"{words}, tiếp nhận 512 hồ sơ.", title) == "no-period"
    assert told(f"Tiếp nhận 512 hồ sơ trong {words.lower()}.", title) == "no-period"
    assert told(f"{words} có nhiều việc. Tiếp nhận 512 hồ sơ.", title) == "no-period"
    assert told(f"Tiếp nhận 512 hồ sơ. {words} có nhiều việc.") == "2024"


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Nửa đầu năm 2024", "2024-H1"), ("Nửa cuối năm 2023", "2023-H2"),
        ("Bốn tháng cuối năm 2024", "2024-09-01/2024-12-31"),
        ("Năm tháng đầu năm 2024", "2024-01-01/2024-05-31"),
        ("Trong năm tháng đầu năm 2024", "2024-01-01/2024-05-31"),
        ("Mười một tháng đầu năm 2024", "2024-01-01/2024-11-30"),
        ("Trong 5 năm 2020 - 2024", "2020-01-01/2024-12-31"), ("Quý II năm 2024", "2024-Q2"),
        ("Từ năm 2020 đến năm 2024", "2020-01-01/2024-12-31"), ("Tháng 11 năm 2024", "2024-11"),
        ("Trong năm 2023", "2023"),
    ],
)  # fmt: skip
def test_one_time_is_read_whole(words: str, period: str) -> None:
    assert told(f"{words}, tiếp nhận 512 hồ sơ.") == period


def test_several_times_compared_with_are_no_period() -> None:
    """They stay what is compared with."""
    text = "Tiếp nhận 512 hồ sơ, tăng 12% so với năm 2022 và năm 2023."
    assert told(text) == "2024"
    (figure, change) = extract(text, title="Tổng kết năm 2024").figures
    assert change.attached_to == 0
    assert figure.value == 512
    (basis,) = Timeline(text.lower(), date(2025, 1, 10)).mentions
    assert basis.is_basis


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("Quý III/2024 (số liệu tính từ 15/6 đến 14/9/2024)", "2024-Q3"),
        ("Năm 2024 (từ ngày 15/12/2023 đến ngày 14/12/2024)", "2024"),
        ("Năm 2024 (tính đến ngày 14/12/2024)", "../2024-12-14"),
        ("Từ ngày 15/6 đến ngày 14/9/2024", "2024-06-15/2024-09-14"),
        ("Tuần 42 (từ 14/10 đến 20/10/2024)", "2024-10-14/2024-10-20"),
        ("Dịp Tết (từ 01/01 đến 03/01/2025)", "2025-01-01/2025-01-03"),
        ("Từ ngày 15/12 đến ngày 14/12/2024", "2023-12-15/2024-12-14"),
        ("Từ ngày 29/02 đến ngày 14/12/2024", "2024-02-29/2024-12-14"),
    ],
)
def test_a_span_in_brackets_says_how_the_time_is_reckoned(words: str, period: str) -> None:
    """Else one sentence of an article would have another period than the next."""
    assert told(f"{words}, tiếp nhận 512 hồ sơ.") == period


def test_a_year_in_brackets_is_not_the_one_that_is_spoken_of() -> None:
    """*cả năm* goes on with the year of the text, not with an earlier one beside it."""
    text = "Năm 2024 có 21 văn bản (năm 2023: 19 văn bản; năm 2022: 18 văn bản). Cả năm tiếp nhận "
    assert told(f"{text}512 hồ sơ.") == "2024"


def test_no_time_that_is_to_come_is_taken_for_a_figure_s() -> None:
    """What is expected by June is not what was counted; nobody wrote a `period` to be mended."""
    text = "Dự kiến đến ngày 30/6/2025 xong tất cả. Tiếp nhận 512 hồ sơ."
    assert told(text, "Hội nghị") == "no-period"
    stating = stated("ho-so", "512 hồ sơ", "../2025-06-30")
    assert codes(read(text, stating, day="2025-01-10")) == ["period-after-article"]


def test_a_time_told_apart_is_not_that_of_the_next_sentence() -> None:
    """Nor is that of the text for sure: the editor is asked."""
    apart = "6 tháng đầu năm 2024 phát hành 90 văn bản. Riêng {} phát hành 40 văn bản. "
    for words in ("quý II/2024", "trong quý II/2024", "tháng 6/2024,"):
        assert told(apart.format(words) + "Tiếp nhận 512 hồ sơ.") == "no-period"
        assert told(apart.format(words) + "Năm 2024, tiếp nhận 512 hồ sơ.") == "2024"
    assert told("Riêng quý II/2024 tiếp nhận 512 hồ sơ.") == "2024-Q2"
    assert told("Riêng Văn phòng, quý II/2024 có nhiều việc. Tiếp nhận 512 hồ sơ.") == "2024-Q2"
    (_, _, later) = extract(
        apart.format("quý II/2024") + "\n\nTiếp nhận 512 hồ sơ.", title="Tổng kết năm 2024"
    ).figures
    assert later.period is not None
    assert later.period.iso == "2024-H1"


@given(st.sampled_from(("quý", "tháng")), st.integers(1, 4), st.integers(1, 4), st.integers(20, 24))
def test_no_list_of_parts_is_one_part_or_the_year(
    part: str, one: int, other: int, year: int
) -> None:
    """Whichever two are named."""
    for words in (
        f"{part} {one} và {part} {other} năm 20{year}",
        f"{part} {one}, {other}/20{year}",
    ):
        (mention,) = Timeline(words, date(2025, 1, 10)).mentions
        assert (mention.period, mention.start, mention.end) == (None, 0, len(words))


def told_of(text: str, figure: str, title: str = "Tổng kết năm 2024") -> str:
    """What is read of one of several figures in a text."""
    reading = read(text, stated("cuoc-hop", figure, ""), title=title, day="2025-01-10")
    return reading.observations[0].period.iso if reading.observations else codes(reading)[0]


@pytest.mark.parametrize("title", ["Tổng kết năm 2024", "Hội nghị"])
@pytest.mark.parametrize(
    "text",
    [
        "Năm 2023: 480; năm 2024: 512 cuộc.",
        "Năm 2023: 480; 2024: 512 cuộc.",
        "Số cuộc họp qua các năm: 2022: 470, 2023: 480, 2024: 512 cuộc.",
        "Số cuộc họp: 480 (năm 2023), 512 cuộc (năm 2024).",
        "Số cuộc họp: 480 (2023), 512 cuộc (2024).",
        "Phục vụ 480 cuộc họp năm 2023, 512 cuộc họp năm 2024.",
        "Phục vụ 480 cuộc họp năm 2023 và 512 cuộc họp năm 2024.",
        "Từ 480 cuộc họp năm 2023 lên 512 cuộc họp năm 2024.",
        "Từ 480 cuộc họp (2023) lên 512 cuộc họp (2024).",
    ],
)
def test_each_value_of_a_list_of_years_has_its_own(text: str, title: str) -> None:
    assert told_of(text, "480", title) == "2023"
    assert told_of(text, "512 cuộc", title) == "2024"


def test_a_phrase_with_two_years_has_that_of_its_value() -> None:
    """The value is the one in the indicator's unit."""
    assert told_of("Năm 2023: 480; năm 2024: 512 cuộc.", "Năm 2023: 480; năm 2024: 512 cuộc") == (
        "2024"
    )


@pytest.mark.parametrize(
    ("text", "untitled"),
    [
        ("Phục vụ 512 cuộc họp (năm 2023: 480 cuộc).", "no-period"),
        ("Phục vụ 512 cuộc họp (480 cuộc năm 2023).", "no-period"),
        ("Phục vụ 512 cuộc họp, trong khi năm 2023 là 480 cuộc.", "no-period"),
        ("Phục vụ 512 cuộc họp. Năm 2023 phục vụ 480 cuộc.", "no-period"),
        ("Tăng từ 480 cuộc họp năm 2023 lên 512 cuộc họp.", "no-period"),
        ("Tăng từ 480 cuộc họp (năm 2023) lên 512 cuộc họp.", "no-period"),
        ("Tăng từ 480 cuộc họp của năm 2023 lên 512 cuộc họp.", "no-period"),
    ],
)
def test_the_year_of_an_earlier_value_is_not_that_of_the_new_one(text: str, untitled: str) -> None:
    """The title tells it, or the editor is asked."""
    assert told_of(text, "512 cuộc họp") == "2024"
    assert told_of(text, "512 cuộc họp", "Hội nghị") == untitled


@pytest.mark.parametrize(
    "text",
    [
        "Phục vụ 512 cuộc họp; cùng kỳ năm 2023 là 480 cuộc.",
        "Phục vụ 512 cuộc họp; năm ngoái chỉ có 480 cuộc.",
        "Phục vụ 512 cuộc họp, so với 480 cuộc của năm trước.",
        "Số cuộc họp các năm 2023, 2024 lần lượt là 480 cuộc và 512 cuộc họp.",
        "Năm 2023, 2024 lần lượt có 480 cuộc và 512 cuộc họp.",
    ],
)
def test_what_is_compared_with_is_not_of_the_year_of_the_title(text: str) -> None:
    """The editor is asked of which time it is."""
    assert told_of(text, "480 cuộc") == "no-period"


@pytest.mark.parametrize(
    ("text", "title", "day", "period"),
    [
        ("Trong năm, có 512 cuộc họp.", "Hội nghị tổng kết", "2025-01-14", "no-period"),
        ("Cả năm có 512 cuộc họp.", "Hội nghị tổng kết", "2025-06-10", "no-period"),
        ("Phục vụ 512 cuộc họp.", "Triển khai nhiệm vụ năm 2025", "2025-01-14", "no-period"),
        ("Phục vụ 512 cuộc họp.", "Triển khai nhiệm vụ năm 2025", "2024-12-25", "no-period"),
        ("Trong năm, có 512 cuộc họp.", "Hội nghị tổng kết", "2024-12-25", "2024"),
        ("Phục vụ 512 cuộc họp.", "Tổng kết năm 2024", "2024-11-25", "2024"),
        ("Năm qua, có 512 cuộc họp.", "Hội nghị tổng kết", "2025-01-14", "2024"),
        ("Năm 2025, giao 512 cuộc họp.", "Hội nghị", "2025-01-14", "2025"),
    ],
)
def test_a_year_that_is_not_over_is_only_meant_where_it_is_named(
    text: str, title: str, day: str, period: str
) -> None:
    """Titles speak of plans, and offices say *trong năm* of the year before."""
    reading = read(text, stated("cuoc-hop", "512 cuộc họp", ""), title=title, day=day)
    told = reading.observations[0].period.iso if reading.observations else codes(reading)[0]
    assert told == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Năm trước, phục vụ 480 cuộc.", "no-period"),
        ("Năm ngoái, Văn phòng phục vụ 480 cuộc.", "no-period"),
        ("Cùng kỳ năm trước, phục vụ 480 cuộc.", "no-period"),
        ("Năm trước có 512 cuộc, năm 2024 có 480 cuộc.", "2024"),
        ("So với năm trước, tăng 12 cuộc, lên 480 cuộc.", "2024"),
        ("2022 là 470 cuộc, 2023 là 480 cuộc.", "2023"),
        ("Năm 2022 là 470, 2023 là 480 cuộc.", "2023"),
        ("2023: 480 cuộc, 2024: 512 cuộc.", "2023"),
    ],
)
def test_a_sentence_of_another_year_is_not_of_the_title_s(text: str, period: str) -> None:
    """Last year's number is asked for its period, and a bare year is one."""
    assert told_of(text, "480 cuộc") == period


def test_a_year_behind_the_name_of_an_index_is_not_overlooked() -> None:
    """*PAR INDEX 2023* in a report on 2024."""
    text = "Chỉ số PAR INDEX {} đạt 87,56 điểm, có 512 cuộc họp."
    assert told_of(text.format(2023), "512 cuộc họp") == "no-period"
    assert told_of(text.format(2024), "512 cuộc họp") == "2024"


def test_the_period_may_be_left_to_the_article() -> None:
    """The phrase, its sentence, then the title tell it; nothing is guessed."""

    def period(text: str, **keys: str) -> str | None:
        reading = read(text, {"indicator": "ho-so", "figure": "12 hồ sơ"}, **keys)
        return one(reading).period.iso if reading.observations else None

    assert period("Quý III/2021 tiếp nhận 12 hồ sơ.") == "2021-Q3"
    assert period("Tiếp nhận 12 hồ sơ.", title="Tổng kết năm 2021") == "2021"
    assert period("Tiếp nhận 12 hồ sơ.") is None


def test_the_period_may_stand_in_the_title_or_in_the_sapo() -> None:
    """The title comes first; a sapo that tells two times tells none."""

    def period(title: str = "Hội nghị", summary: str = "") -> str:
        statement = {"indicator": "cuoc-hop", "figure": "554 cuộc họp"}
        reading = read("Mở đầu.\nCó 554 cuộc họp.", statement, title=title, summary=summary)
        return one(reading).period.iso if reading.observations else codes(reading)[0]

    assert period() == "no-period"
    assert period(title="Tổng kết năm 2021") == "2021"
    assert period(summary="Năm 2021, Văn phòng phục vụ 554 cuộc họp.") == "2021"
    assert period(title="Tổng kết năm 2021", summary="Năm 2020 và năm trước.") == "2021"
    assert period(summary="Năm 2020 khó khăn; năm 2021 tốt hơn.") == "no-period"
    assert period(summary="Nhiều hơn so với năm 2020.") == "no-period"
