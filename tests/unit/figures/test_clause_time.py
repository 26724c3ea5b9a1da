"""The time that is stated against the one that the figure's own clause says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stated import codes, one, read, stated

REPORT = {"title": "Tổng kết năm 2024", "day": "2025-01-10"}

ELSEWHERE = (
    "Tiếp nhận 512 hồ sơ theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018.",
    "Tiếp nhận 512 hồ sơ theo Luật Đất đai 2013.",
    "Tiếp nhận 512 hồ sơ, cao nhất từ năm 2019 đến nay.",
    "Tiếp nhận 512 hồ sơ (năm 2023: 480 hồ sơ).",
    "Tiếp nhận 512 hồ sơ; năm 2023 là 480.",
    "Tiếp nhận 512 hồ sơ, bằng 106% năm 2023.",
    "Tiếp nhận 512 hồ sơ, cùng kỳ năm 2023 là 480.",
    "Tiếp nhận 512 hồ sơ, nhiều hơn so với kết quả của các năm 2022 và 2023.",
    "Tiếp nhận 512 hồ sơ. Kế hoạch năm 2025 là 600 hồ sơ.",
    "Kế hoạch năm 2025 là 600 hồ sơ. Tiếp nhận 512 hồ sơ.",
    "Sáng 10/01/2025, hội nghị được tổ chức. Trong năm tiếp nhận 512 hồ sơ.",
    "Theo báo cáo số 15/BC-VP ngày 05/01/2025, trong năm qua tiếp nhận 512 hồ sơ.",
    "Tiếp nhận 512 hồ sơ. Chỉ số PCI năm 2023 xếp thứ 25.",
    "Chỉ số PCI năm 2023 xếp thứ 25. Tiếp nhận 512 hồ sơ.",
    "Thực hiện Nghị quyết năm 2023 của HĐND tỉnh, tiếp nhận 512 hồ sơ.",
    "Năm 2023 tiếp nhận 480 hồ sơ, năm 2024 tiếp nhận 512 hồ sơ.",
)
DENIED = (
    "Năm 2023, tiếp nhận 512 hồ sơ.",
    "Trong năm 2023 tiếp nhận 512 hồ sơ.",
    "Năm 2023: 512 hồ sơ.",
    "Năm 2023, tiếp nhận 512 hồ sơ, tăng so với năm 2024.",
    "Quý I/2023, tiếp nhận 512 hồ sơ.",
    "Năm 2022 tiếp nhận 480 hồ sơ, năm 2023 tiếp nhận 512 hồ sơ.",
    "Số hồ sơ tiếp nhận trong năm 2023 là 512 hồ sơ.",
    "Tiếp nhận 512 hồ sơ trong năm 2023.",
    "Tiếp nhận 512 hồ sơ trong năm 2023, nhiều nhất từ trước đến nay.",
)
SILENT = (
    "Từ năm 2021, Trung tâm áp dụng tiêu chuẩn mới, tiếp nhận 512 hồ sơ.",
    "Năm 2023, Quốc hội thông qua Luật, Văn phòng tiếp nhận 512 hồ sơ.",
    "Năm 2023 có 480 hồ sơ thì nay là 512 hồ sơ.",
    "So với năm 2023, số tiếp nhận là 512 hồ sơ.",
    "Tháng 01/2025, Văn phòng tổng kết: tiếp nhận 512 hồ sơ.",
    "Trong tháng 01/2025, giải quyết dứt điểm 512 hồ sơ của năm 2024.",
    "Trên cơ sở kết quả năm 2023, Văn phòng tiếp nhận 512 hồ sơ.",
    "Sau năm 2023, số tiếp nhận là 512 hồ sơ.",
    "Giai đoạn 2021–2025, tiếp nhận 512 hồ sơ.",
    "Giải quyết 512 hồ sơ trong năm 2023 chuyển sang.",
    "Giải quyết 512 hồ sơ để hoàn thành trong năm 2025.",
    "Năm 2024, giải quyết 512 hồ sơ trong năm 2023.",
)
BEHIND = st.lists(
    st.sampled_from(
        ("năm 2023", "từ năm 2019", "ngày 23/4/2018", "2013", "so với", "là 480", ",", ";", "(",
         ")", "quý I/2022", "đến nay", "kế hoạch", "bằng 106%", "giai đoạn 2016-2020", "Luật")
    ), max_size=8,
)  # fmt: skip


@given(BEHIND, st.sampled_from(("2024", "../2024-12-15", "2024-01-01/2024-12-15")))
def test_what_stands_behind_a_figure_is_not_its_time(words: list[str], period: str) -> None:
    text = f"Tiếp nhận 512 hồ sơ {' '.join(words)}."
    assert "period-differs" not in codes(read(text, stated("ho-so", "512 hồ sơ", period), **REPORT))


@pytest.mark.parametrize("period", ["2024", ""])
@pytest.mark.parametrize("text", ELSEWHERE)
def test_years_of_other_things_are_no_period(text: str, period: str) -> None:
    """Of a law, a source, a comparison, a plan, another sentence."""
    reading = read(text, stated("ho-so", "512 hồ sơ", period), **REPORT)
    assert codes(reading) == []
    assert one(reading).period.iso == "2024"


@pytest.mark.parametrize("text", DENIED)
def test_a_time_that_the_clause_says_before_the_figure_is_its_period(text: str) -> None:
    assert codes(read(text, stated("ho-so", "512 hồ sơ", "2024"), **REPORT)) == ["period-differs"]
    right = "2023-Q1" if text.startswith("Quý I/2023") else "2023"
    assert codes(read(text, stated("ho-so", "512 hồ sơ", right), **REPORT)) == []
    whole = text[:-1].rpartition(", năm 2022")[2]
    assert codes(read(text, stated("ho-so", whole, "2024"), **REPORT)) == ["period-differs"]


@pytest.mark.parametrize(
    ("text", "period", "told"),
    [
        ("Trong quý III/2024, tiếp nhận 512 hồ sơ.", "2024-Q3", ""),
        ("Trong quý III/2024, tiếp nhận 512 hồ sơ.", "2024", "quý III/2024"),
        ("Quý III, tiếp nhận 512 hồ sơ.", "2024-Q2", "quý III/2024"),
        ("Quý IV năm 2024: tiếp nhận 512 hồ sơ.", "2024-01/2024-09", "quý IV/2024"),
        ("6 tháng đầu năm 2024, tiếp nhận 512 hồ sơ.", "2024", "6 tháng đầu năm 2024"),
        ("6 tháng đầu năm 2024, tiếp nhận 512 hồ sơ.", "2024-Q1", ""),
        ("6 tháng đầu năm 2024, quý I tiếp nhận 512 hồ sơ.", "2024-Q1", ""),
        ("Năm 2024, tiếp nhận 512 hồ sơ.", "2024-Q1", ""),
        ("Từ quý III/2024, tiếp nhận 512 hồ sơ.", "2024", ""),
        ("Đến hết quý III/2024, tiếp nhận 512 hồ sơ.", "2024-01/2024-09", ""),
        ("Trong quý III và lũy kế 9 tháng năm 2024, tiếp nhận 512 hồ sơ.", "2024-01/2024-09", ""),
        ("Quý IV/2024 và cả năm 2024, tiếp nhận 512 hồ sơ.", "2024", ""),
        ("Quý IV/2024, nâng tổng số lên 512 hồ sơ.", "2024", ""),
        ("Quý IV/2024, hoàn thành 512 hồ sơ của cả năm.", "2024", ""),
        ("Tháng 12/2024, tiếp nhận 512 hồ sơ.", "2024", ""),
    ],
)
def test_a_quarter_is_not_the_year_nor_another_quarter(text: str, period: str, told: str) -> None:
    """A period copied from the item above is a slip that nobody sees on the page."""
    found = read(text, stated("ho-so", "512 hồ sơ", period), **REPORT).problems
    messages = [problem.message.partition("bài viết nói ")[2] for problem in found]
    assert messages == ([told] if told else [])


@pytest.mark.parametrize("text", SILENT)
def test_what_may_be_of_another_thing_blocks_nothing(text: str) -> None:
    assert codes(read(text, stated("ho-so", "512 hồ sơ", "2024"), **REPORT)) == []


def test_the_day_of_an_event_is_not_the_period() -> None:
    """What was held on 05/10 speaks of nine months; what is *tính đến ngày* speaks of that day."""
    statement = stated("ho-so", "512 hồ sơ", "2024-01/2024-09")
    text = "Sáng 05/10/2024, hội nghị sơ kết 9 tháng: tiếp nhận 512 hồ sơ."
    assert codes(read(text, statement, day="2024-10-05")) == []
    text = "Hội nghị ngày 05/10/2024. Tính đến ngày 15/9/2024, tiếp nhận 512 hồ sơ."
    assert codes(read(text, statement, day="2024-10-05")) == ["period-differs"]
    assert codes(read(text, stated("ho-so", "512 hồ sơ", "../2024-09-15"), day="2024-10-05")) == []


@pytest.mark.parametrize(
    ("day", "period"),
    [("2025-01-10", "2024"), ("2024-12-20", "2024"), ("2024-06-20", "no-period")],
)
def test_the_year_past_is_the_one_that_ends(day: str, period: str) -> None:
    """In June *năm qua* may be any twelve months."""
    reading = read("Năm qua, tiếp nhận 512 hồ sơ.", stated("ho-so", "512 hồ sơ", ""), day=day)
    assert [*codes(reading), *(o.period.iso for o in reading.observations)] == [period]


def test_a_year_that_nobody_speaks_of_is_a_remark() -> None:
    """2012 for 2021: nothing says that it is wrong, and nothing that it is right."""
    text = "Tiếp nhận 512 hồ sơ."
    keys = {"title": "Tổng kết năm 2021"}
    (problem,) = read(text, stated("ho-so", "512 hồ sơ", "2012"), **keys).problems
    assert (problem.code, problem.blocks) == ("period-untold", False)
    assert not codes(read(text, stated("ho-so", "512 hồ sơ", "2021"), title="Từ năm 2019"))
    assert not codes(read(text, stated("ho-so", "512 hồ sơ", "2012")))
    text = "Năm 2012 tiếp nhận 512 hồ sơ."
    assert not codes(read(text, stated("ho-so", "512 hồ sơ", "2012"), **keys))
