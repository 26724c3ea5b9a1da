"""What the pages of statistics say, chart included, before any template prints it."""

from meetings import GROWN, NEW, OLD, meetings, rows, topic
from stated import OFFICES, read, stated

from plugins.statistics.facts import key_figures
from plugins.statistics.views import Overview, Row, YearOverview, merger_text
from portal.core.figures.reading import Reading


def test_a_rank_is_no_amount() -> None:
    """*Hạng 18* of 63: nobody counts eighteen ranks, nor has 28,57% of one."""
    _, new = rows("hang", ("xếp thứ 25/63", 2020), ("xếp thứ 18/63", 2021))
    assert (new.value, new.number, new.notes) == ("hạng 18", "18", ())
    assert new.delta is not None
    assert (new.delta.text, new.delta.direction, new.delta.is_worse) == (
        "tăng 7\xa0bậc so với năm 2020", "up", False,
    )  # fmt: skip


def test_a_rate_keeps_its_sign_in_a_table() -> None:
    """Within its words, too; and points of a thousand are none of a hundred."""
    (bound,) = rows("truoc-han", ("75% trở lên", 2021))
    assert bound.number == "ít nhất 75%"
    (bound,) = rows("cuoc-hop", ("500 cuộc họp trở lên", 2021))
    assert (bound.value, bound.number) == ("ít nhất 500 cuộc họp", "ít nhất 500")
    _, new = rows("sinh", ("17,8‰", 2020), ("17,1‰", 2021))
    assert new.number == "17,1‰"
    assert new.delta is not None
    assert new.delta.text == "giảm 0,7\xa0điểm phần nghìn so với năm 2020"
    told = rows("sinh", ("17,1‰, giảm 0,7‰ so với năm 2020", 2021))[-1]
    assert told.delta is not None
    assert told.delta.text == new.delta.text
    told = rows("sinh", ("17,1‰, giảm 3,9% so với năm 2020", 2021))[-1]
    assert told.delta is not None
    assert told.delta.text == "giảm 3,9% so với năm 2020"


def test_a_value_that_is_not_settled_is_told_as_such_wherever_it_stands() -> None:
    """Not only in its table: at the front, in lists, above the chart."""
    found = topic(OLD, meetings("554 cuộc họp", "2021", status="provisional"))
    told = "năm 2021 (sơ bộ)"
    assert [figure.period for figure in key_figures((found,), "lang-son", None, 1)] == [told]
    ((_, (item,)),) = Overview((found,), "lang-son").groups
    assert item.period == told
    latest = Row(found.series[0], found.series[0].latest)
    assert (latest.when, latest.period, latest.status) == (told, "Năm 2021", "sơ bộ")


def test_a_row_tells_reported_from_derived() -> None:
    """A derived value says how it follows; a reported one quotes its sentence."""
    series = topic(NEW).series[0]
    derived, reported = (Row(series, point) for point in series.points)
    assert derived.derivation == "tính từ 554 − 69 (năm 2021)"
    assert (reported.derivation, reported.period) == ("", "Năm 2021")
    (quote,) = reported.quotes
    assert (quote.before, quote.words, quote.after) == ("Năm 2021 có ", GROWN, ".")


def test_a_revised_row_keeps_the_old_value_and_the_reason() -> None:
    """Struck out, with the article that had it."""
    later = meetings("560 cuộc họp", "2021", day="2022-03-01", url="/2022/lai/",
                     revises="/2022/bai-2022-01-14/", note="bổ sung tháng 12")  # fmt: skip
    series = topic(NEW, later).series[0]
    (old,) = Row(series, series.by_period["2021"]).superseded
    assert (old.value, old.reason, old.quote.url) == (
        "554 cuộc họp", "bổ sung tháng 12", "/2022/bai-2022-01-14/",
    )  # fmt: skip


def test_a_change_against_a_value_revised_since_is_computed_anew() -> None:
    """554 were 69 more than 485, and are 64 more than the 490 that it was after all."""
    later = meetings("490 cuộc họp", "2020", day="2022-03-01", url="/2022/lai/",
                     revises="/2021/cu/", note="bổ sung", accept="bài cũ so với số cũ")  # fmt: skip

    def told(*readings: Reading) -> str:
        found = topic(*readings).series[0]
        change = Row(found, found.by_period["2021"]).delta
        assert change is not None
        return change.text

    assert told(OLD, NEW) == "tăng 69 so với năm 2020"
    assert told(OLD, later, NEW) == "tăng 64 (13,06%) so với năm 2020"


def test_a_unit_that_is_not_the_headings_is_told_in_the_cell() -> None:
    """As an editor may accept it."""
    keys = {"unit": "phiên", "accept": "đếm theo phiên"}
    series = topic(read("Có 12 phiên họp.", stated("cuoc-hop", "12 phiên họp", **keys))).series[0]
    assert Row(series, series.points[0]).number == "12 phiên"


def test_mergers_are_told() -> None:
    """Only of offices that came from others or went into one."""
    assert merger_text(OFFICES["lang-son"], OFFICES) == ""
    assert "thành lập ngày 01/07/2025" in merger_text(OFFICES["lao-cai-2025"], OFFICES)
    assert "hợp nhất vào Lào Cai mới" in merger_text(OFFICES["lao-cai"], OFFICES)


def test_lists_depend_on_what_they_show() -> None:
    """A page of 2020 does not change with a figure of 2021, unless it derives one for 2020."""

    def year(number: int, *readings: Reading) -> str:
        found = topic(*readings).series[0]
        values = tuple((found, p) for p in found.points if p.period.year == number)
        return YearOverview(number, values).digest

    other = meetings("560 cuộc họp", "2021")
    assert year(2020, OLD, NEW) == year(2020, OLD, other)
    assert year(2021, OLD, NEW) != year(2021, OLD, other)
    ((name, items),) = Overview((topic(OLD, NEW),), "lang-son").groups
    assert name == "Họp"
    assert [(item.value, item.office, item.derived) for item in items] == [
        ("554 cuộc họp", "Lạng Sơn", False)
    ]
    assert Overview((topic(OLD, NEW),), "lao-cai", only=True).groups == ()
