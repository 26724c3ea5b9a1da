"""Figures of different articles against each other; the younger article is told."""

import pytest
from stated import OFFICES, codes, indicators, read, stated

from portal.core.figures.cross_checks import check_dataset
from portal.core.figures.dataset import Dataset
from portal.core.figures.reading import Reading
from portal.core.front_matter import ArticleMatter
from portal.core.problem import Problem

OLD = {"day": "2021-01-15", "url": "/2021/nam-2020/"}
NEW = {"day": "2022-01-14", "url": "/2022/nam-2021/"}


def problems(*readings: Reading) -> list[Problem]:
    for reading in readings:
        assert not codes(reading), list(map(str, reading.problems))
    dataset = Dataset(o for reading in readings for o in reading.observations)
    return check_dataset(dataset, indicators(), OFFICES)[0]


def found(*readings: Reading) -> list[tuple[str, str]]:
    """(file, code) of each problem."""
    return [(problem.file, problem.code) for problem in problems(*readings)]


def meetings(value: str, period: str, **keys: str) -> Reading:
    where = {name: keys.pop(name) for name in ("day", "url", "office") if name in keys}
    words = f"{value} cuộc họp"
    return read(f"Có {words}.", stated("cuoc-hop", words, period, **keys), **where)


def grown(change: str, value: str = "554", **keys: str) -> Reading:
    where = {name: keys.pop(name) for name in ("day", "url", "office") if name in keys}
    words = f"{value} cuộc họp, {change} so với năm 2020"
    text = f"Năm 2021 có {words}."
    return read(text, stated("cuoc-hop", words, "2021", **keys), **{**NEW, **where})


def test_last_years_figure_follows_from_the_change() -> None:
    """554 − 69 is 485, and that is what last year's article printed."""
    assert found(meetings("485", "2020", **OLD), grown("tăng 69 cuộc")) == []
    (problem,) = problems(meetings("486", "2020", **OLD), grown("tăng 69 cuộc"))
    assert str(problem) == (
        "bai-viet/2022/nam-2021.md:5: statistics[0].figure: 554 − 69 = 485 cho năm 2020, nhưng "
        "bài /2021/nam-2020/ (15/01/2021) ghi 486 cuộc họp → sửa số, hoặc ghi lý do vào accept"
    )
    assert found(meetings("486", "2020", **OLD), grown("tăng 69 cuộc", accept="tính lại")) == []


def test_a_change_in_per_cent_is_computed_too() -> None:
    """554 of 485 is 14,23 % more."""
    old = meetings("485", "2020", **OLD)
    assert found(old, grown("tăng 14,2%")) == []
    assert found(old, grown("tăng 14,5%")) == [("bai-viet/2022/nam-2021.md", "previous-differs")]
    (problem,) = problems(old, grown("tăng 14,5%"))
    assert problem.message == (
        "tăng 14,5% nhưng tính ra tăng 14,23%, vì bài /2021/nam-2020/ (15/01/2021) ghi 485 cuộc họp"
    )
    assert found(old, grown("giảm 14,2%")) == [("bai-viet/2022/nam-2021.md", "previous-differs")]
    (problem,) = problems(old, grown("tăng 14,2%", "455"))
    assert problem.message.startswith("tăng 14,2% nhưng tính ra giảm 6,19%, vì bài")
    bound = read("Có trên 480 cuộc họp.", stated("cuoc-hop", "trên 480 cuộc họp", "2020"), **OLD)
    assert found(bound, grown("tăng 14,5%")) == []


def test_one_fault_of_a_change_and_its_rate_is_told_once() -> None:
    """Who mends the change mends the rate."""
    old = meetings("485", "2020", **OLD)
    assert found(old, grown("tăng 69 cuộc (14,2%)")) == []
    (problem,) = problems(old, grown("tăng 70 cuộc (14,5%)"))
    assert problem.message.startswith("554 − 70 = 484 cho năm 2020")


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("2.215 tỷ đồng, tăng 18,7% so với năm 2020", ""),
        ("2.215 tỷ đồng, gấp 1,19 lần năm 2020", ""),
        ("2.215 tỷ đồng, bằng 118,7% năm 2020", ""),
        ("2,2 nghìn tỷ đồng, tăng 19% so với năm 2020", ""),
        ("ước đạt 2.215 tỷ đồng, tăng 21% so với năm 2020", ""),
        ("ước đạt 2.215 tỷ đồng, tăng 81,7% so với năm 2020",
         "tăng 81,7% nhưng tính ra tăng 18,7%, vì"),
        ("2.215 tỷ đồng, tăng 81,7% so với năm 2020", "tăng 81,7% nhưng tính ra tăng 18,7%, vì"),
        ("2.215 tỷ đồng, gấp 1,9 lần năm 2020", "gấp 1,9 lần nhưng tính ra gấp 1,19 lần, vì"),
        ("2.215 tỷ đồng, bằng 181,7% năm 2020", "bằng 181,7% năm 2020 nhưng tính ra 118,7%, vì"),
        ("2.215 tỷ đồng, tăng 439 tỷ đồng so với năm 2020",
         "2.215 tỷ đồng − 439 tỷ đồng = 1.776 tỷ đồng cho năm 2020, nhưng"),
    ],
)  # fmt: skip
def test_sums_of_money_are_compared_as_far_as_they_are_printed(said: str, fault: str) -> None:
    """Budgets are printed in billions: no reason to compare nothing."""
    old = read("Năm 2020 thu 1.866 tỷ đồng.", stated("thu", "1.866 tỷ đồng", "2020"), **OLD)
    found = problems(old, read(f"Năm 2021 thu {said}.", stated("thu", said, "2021"), **NEW))
    assert [problem.message.partition(" bài ")[0] for problem in found] == (
        [fault] if fault else []
    )
    assert all(problem.message.endswith("ghi 1.866 tỷ đồng") for problem in found)


def test_two_articles_do_not_contradict_each_other() -> None:
    """Agreeing again is fine, bounds agree with what they hold; another value is an error."""
    first = meetings("554", "2021", **NEW)
    again = {"day": "2022-03-01", "url": "/2022/lai/"}
    assert found(first, meetings("554", "2021", **again)) == []
    bound = read("Có trên 550 cuộc họp.", stated("cuoc-hop", "trên 550 cuộc họp"), **again)
    assert found(first, bound) == []
    (problem,) = problems(first, meetings("545", "2021", **again))
    assert (problem.file, problem.code) == ("bai-viet/2022/lai.md", "contradiction")
    assert "thêm revises: /2022/nam-2021/ và note: lý do" in problem.remedy


def test_a_revision_names_what_it_replaces_and_why() -> None:
    """Then nothing contradicts; without a reason or a target it is refused."""
    first = meetings("554", "2021", **NEW)
    again = {"day": "2022-03-01", "url": "/2022/lai/"}
    good = {"revises": "/2022/nam-2021/", "note": "bổ sung tháng 12"}
    assert found(first, meetings("560", "2021", **again, **good)) == []
    silent = meetings("560", "2021", **again, revises="/2022/nam-2021/")
    assert found(first, silent) == [("bai-viet/2022/lai.md", "revision-without-reason")]
    lost = meetings("554", "2021", **again, revises="/2022/mat/", note="x")
    assert found(first, lost) == [("bai-viet/2022/lai.md", "revises-nothing")]
    backwards = meetings("554", "2021", **NEW, revises="/2022/lai/", note="x")
    assert ("bai-viet/2022/nam-2021.md", "revises-later") in found(
        backwards, meetings("560", "2021", **again)
    )


@pytest.mark.parametrize(
    "written",
    [
        "/2022/nam-2021", "2022/nam-2021/", "https://vp.example.gov.vn/2022/nam-2021/",
        "http://localhost:8000/2022/nam-2021/index.html?x=1#so-lieu", "“/2022/nam-2021/”",
        "bai-viet/2022/nam-2021.md", "content\\bai-viet\\2022\\nam-2021.md",
        "../../bai-viet/2022/nam-2021.md",
    ],
)  # fmt: skip
def test_an_address_to_be_revised_may_be_written_in_any_way(written: str) -> None:
    """Copied from the browser, from the preview or from the folder."""
    first = meetings("554", "2021", **NEW)
    again = {"day": "2022-03-01", "url": "/2022/lai/"}
    revises = ArticleMatter.model_validate(
        {"title": "T", "date": "2022-03-01", "category": "c", "statistics": [
            stated("cuoc-hop", "560 cuộc họp", revises=written, note="bổ sung")]}
    ).statistics[0].revises  # fmt: skip
    assert found(first, meetings("560", "2021", **again, revises=revises, note="bổ sung")) == []


def test_what_could_be_revised_is_named() -> None:
    """With the line to be written; where there is nothing, what to look at."""
    first = meetings("554", "2021", **NEW)
    again = {"day": "2022-03-01", "url": "/2022/lai/"}
    for target in ("/2022/mat", "/2022/lai"):
        (problem, *_) = problems(
            first, meetings("554", "2021", **again, revises=target, note="bổ sung")
        )
        assert (problem.code, problem.remedy) == (
            "revises-nothing", "ghi revises: /2022/nam-2021/",
        )  # fmt: skip
    (alone,) = problems(meetings("554", "2021", **again, revises="/2022/lai", note="x"))
    assert alone.message == "revises dẫn tới chính bài này"
    assert alone.remedy == "xóa dòng revises; nó chỉ để trỏ tới bài khác có số cũ"
    (lost,) = problems(meetings("554", "2021", **again, revises="/2022/mat", note="x"))
    assert "«/2022/mat/» không có số liệu nào" in lost.message
    assert lost.message.endswith("(năm 2021)")
    assert "xóa revises" in lost.remedy


def test_parts_and_shares_may_stand_in_two_articles() -> None:
    """The whole in one article, the part in another."""
    whole = read("Giao 208 nhiệm vụ.", stated("nhiem-vu", "208 nhiệm vụ"), **NEW)
    again = {"day": "2022-03-01", "url": "/2022/lai/"}
    part = read("Xong 209 nhiệm vụ.", stated("nhiem-vu.xong", "209 nhiệm vụ"), **again)
    (problem,) = problems(whole, part)
    assert (problem.file, problem.code) == ("bai-viet/2022/lai.md", "part-exceeds-whole")
    assert "so với bài /2022/nam-2021/ (14/01/2022)" in problem.message


def test_a_cumulative_count_does_not_fall() -> None:
    """Received by June cannot be more than by December."""

    def dossiers(value: str, period: str, day: str) -> Reading:
        words = f"{value} hồ sơ"
        return read(f"Có {words}.", stated("ho-so", words, period), day=day)

    june = dossiers("70.400", "../2021-06-10", "2021-06-11")
    assert found(june, dossiers("140.400", "../2021-12-10", "2021-12-11")) == []
    (problem,) = problems(june, dossiers("14.400", "../2021-12-10", "2021-12-11"))
    assert problem.code == "cumulative-falls"
    assert found(june, dossiers("14.400", "../2022-01-10", "2022-01-11")) == []
    quarter = dossiers("500", "2021-Q1", "2021-04-02")
    assert [code for _, code in found(quarter, dossiers("400", "2021-H1", "2021-07-02"))] == [
        "cumulative-falls"
    ]


def test_quarters_add_up_to_the_year() -> None:
    """When all four are known they are the year; some of them never exceed it."""

    def parts(*values: str) -> list[Reading]:
        return [
            meetings(value, f"2021-Q{n}", day=f"2021-{3 * n:02}-28", url=f"/2021/q{n}/")
            for n, value in enumerate(values, 1)
        ]

    year = meetings("100", "2021", **NEW)
    assert found(*parts("20", "30", "25", "25"), year) == []
    assert found(*parts("20", "30", "25"), year) == []
    assert [c for _, c in found(*parts("20", "30", "25", "26"), year)] == ["parts-differ"]
    assert [c for _, c in found(*parts("90", "30"), year)] == ["parts-differ"]

    (problem,) = problems(*parts("", "", "", "126")[3:], year)
    assert problem.message == "quý IV/2021 là 126, vượt 100 cuộc họp của năm 2021"


def test_quarters_add_up_to_nine_months() -> None:
    """*9 tháng đầu năm* is a usual time to report, though no calendar has a name for it."""
    nine = meetings("75", "2021-01/2021-09", day="2021-10-03", url="/2021/9-thang/")
    half = meetings("50", "2021-H1", day="2021-07-02", url="/2021/6-thang/")
    last = meetings("25", "2021-Q4", day="2021-12-28", url="/2021/q4/")

    def third(value: str) -> Reading:
        return meetings(value, "2021-Q3", day="2021-10-02", url="/2021/q3/")

    assert found(half, third("25"), nine) == []
    (problem,) = problems(half, third("26"), nine)
    assert problem.message == (
        "cộng 6 tháng đầu năm 2021, quý III/2021 được 76, vượt 75 cuộc họp của 9 tháng đầu năm 2021"
    )
    assert found(nine, last, meetings("100", "2021", **NEW)) == []
    assert [c for _, c in found(nine, last, meetings("101", "2021", **NEW))] == ["parts-differ"]


def test_a_series_keeps_its_unit() -> None:
    """Another unit is another thing, unless the break is declared."""
    old = meetings("485", "2020", **OLD)
    words = "554 hồ sơ"

    def new(**keys: str) -> Reading:
        statement = stated("cuoc-hop", words, "2021", unit="hồ sơ", accept="đổi mẫu", **keys)
        return read(f"Năm 2021 có {words}.", statement, **NEW)

    unaccepted = new()
    stripped = unaccepted.observations[0]._replace(accept="")
    both = Dataset([*old.observations, stripped])
    assert [p.code for p in check_dataset(both, indicators(), OFFICES)[0]] == ["unit-changed"]
    assert found(old, unaccepted) == []
    assert found(old, new(status="break")) == []
    told = stripped._replace(accepted=())
    again = meetings("560", "2022", day="2023-01-14", url="/2023/nam-2022/")
    series = Dataset([*old.observations, told, *again.observations])
    assert check_dataset(series, indicators(), OFFICES)[0] == []


def test_a_comparison_across_a_merger_is_remarked() -> None:
    """The new Lào Cai has no year 2024 to compare with."""
    words = "12 cuộc họp, tăng 2 cuộc so với năm 2024"
    reading = read(f"Năm 2025 có {words}.", stated("cuoc-hop", words, "2025"), day="2026-01-05",
                   office="lao-cai-2025")  # fmt: skip
    (problem,) = problems(reading)
    assert (problem.code, problem.blocks) == ("crosses-merger", False)


def test_a_needless_reason_is_remarked() -> None:
    """accept stays in no article by habit."""
    assert found(meetings("554", "2021", accept="cho chắc")) == [
        ("bai-viet/2022/bai-2022-01-14.md", "accept-unneeded")
    ]


def test_the_order_of_reading_does_not_matter() -> None:
    """Whatever the cache hands out first, the younger article is told."""
    articles = [
        meetings("486", "2020", **OLD), grown("tăng 69 cuộc"),
        meetings("500", "2021", day="2022-05-01", url="/2022/sau/"),
    ]  # fmt: skip
    assert problems(*articles) == problems(*reversed(articles))
    assert found(*articles) == [
        ("bai-viet/2022/nam-2021.md", "previous-differs"),
        ("bai-viet/2022/sau.md", "contradiction"),
    ]
