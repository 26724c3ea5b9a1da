"""What the box of an article, feeds and lists of key figures say."""

from dataclasses import replace
from itertools import product

from meetings import NEW, OLD, meetings, topic
from stated import OFFICES, dataset, declarations, indicators, read, stated

from plugins.statistics.facts import FactBox, fact_box, fact_lines, key_figures
from plugins.statistics.views import Delta, Row
from portal.core.figures.cross_checks import check_dataset
from portal.core.figures.reading import Reading
from portal.core.indicator import Better


def box(reading: Reading, *others: Reading) -> FactBox:
    found = fact_box(reading.observations, dataset(reading, *others), declarations(), "lang-son")
    assert found is not None
    return found


def marks(reading: Reading, *others: Reading) -> list[tuple[str, bool]]:
    return [(mark.text, mark.good) for fact in box(reading, *others).facts for mark in fact.marks]


def test_the_fact_box_says_what_was_checked() -> None:
    """Against last year's article, against part and whole, against another article."""
    assert marks(NEW, OLD) == [("khớp với năm 2020: 485 cuộc họp", True)]
    assert marks(NEW) == [("năm 2020 tính ra 485 cuộc họp", True)]
    again = meetings("554 cuộc họp", "2021", day="2022-03-01")
    assert marks(again, NEW) == [("khớp với bài ngày 14/01/2022", True)]
    cut = read(
        "Năm 2021 xong 3.285 nhiệm vụ, đạt 95,4%, trong số 3.441.",
        stated("nhiem-vu.xong", "3.285 nhiệm vụ, đạt 95,4%", of="3.441", accept="làm tròn xuống"),
    )
    assert marks(cut) == [
        ("bài ghi 95,4%; tỷ lệ tính lại: 95,47% (giải thích: làm tròn xuống)", False)
    ]
    plain = read("Năm 2021 xong 140/145 nhiệm vụ.", stated("nhiem-vu.xong", "140/145 nhiệm vụ"))
    assert marks(plain) == [("tỷ lệ tính ra 96,55%", True)]


def test_the_fact_box_agrees_with_the_check() -> None:
    """Rounded numbers leave room: what the check lets pass is not called wrong to readers."""
    unit = {"unit": "cuộc họp"}
    old = meetings("11,2 km", "2020", day="2021-01-15", url="/2021/cu/", **unit)
    new = meetings("12,5 km, tăng 1,2 km so với năm 2020", "2021", **unit)
    assert check_dataset(dataset(old, new), indicators(), OFFICES)[0] == []
    assert marks(new, old) == [("khớp với năm 2020: 11,2 cuộc họp", True)]


def test_a_fact_box_depends_on_older_articles_only() -> None:
    """Publishing an article changes the page of no other one."""
    later = meetings("560 cuộc họp", "2021", day="2022-03-01", url="/2022/lai/",
                     revises="/2022/bai-2022-01-14/", note="bổ sung")  # fmt: skip
    assert box(NEW, OLD).digest == box(NEW, OLD, later).digest
    assert box(NEW, OLD).digest != box(NEW).digest
    assert ("đính chính số đã đăng: 554 cuộc họp", False) in marks(later, NEW)


def test_a_fact_as_it_is_printed() -> None:
    """Number, unit, period, change with its sign in words."""
    (fact,) = box(NEW, OLD).facts
    assert (fact.name, fact.period, fact.number, fact.unit) == (
        "Cuộc họp", "năm 2021", "554", "cuộc họp",
    )  # fmt: skip
    assert fact.url == "/so-lieu/cuoc-hop/"
    assert fact.delta is not None
    assert (fact.delta.text, fact.delta.direction) == ("tăng 69 so với năm 2020", "up")
    share = read("Năm 2021 có hơn 84%.", stated("truoc-han", "hơn 84%"))
    (fact,) = box(share).facts
    assert (fact.number, fact.unit) == ("trên 84%", "")


def test_a_change_for_the_worse_is_known_as_such() -> None:
    """Only where the vocabulary says which direction is better; then the arrow is red."""
    meetings = indicators()["cuoc-hop"]
    worse = {
        (better, amount)
        for better, amount in product(Better, (-1, 0, 1))
        if Delta.of(replace(meetings, better=better), "", amount, "").is_worse
    }
    assert worse == {(Better.MORE, -1), (Better.LESS, 1)}


def test_a_target_is_printed_with_its_unit() -> None:
    """A rate keeps it beside its number."""
    share = read("Năm 2021 đạt 84%, mức giao 90%.", stated("truoc-han", "84%", target="90"))
    (row,) = (Row(s, p) for s in topic(share).series for p in s.points)
    assert "Mức yêu cầu: 90%." in row.notes


def test_lines_for_feeds() -> None:
    """One figure a line, as text."""
    first = meetings("554 cuộc họp", "2021", status="provisional")
    assert fact_lines((*NEW.observations, *first.observations), declarations(), "lang-son") == (
        "Cuộc họp, năm 2021: 554 cuộc họp, tăng 69 so với năm 2020",
        "Cuộc họp, năm 2021: 554 cuộc họp (sơ bộ)",
    )


def test_the_figure_of_another_office_is_not_told_as_the_articles_own() -> None:
    """In the box, and hence on paper, and in feeds."""
    one = read(
        "Năm 2021 có 554 cuộc họp; Lào Cai có 500 cuộc họp.",
        stated("cuoc-hop", "554 cuộc họp"), stated("cuoc-hop", "500 cuộc họp", office="lao-cai"),
    )  # fmt: skip
    told = ["năm 2021", "năm 2021, Lào Cai"]
    assert [fact.period for fact in box(one).facts] == told
    lines = fact_lines(one.observations, declarations(), "lang-son")
    assert [line.partition(": ")[0] for line in lines] == [f"Cuộc họp, {when}" for when in told]


def test_key_figures_are_of_one_year_and_the_sites_own_office() -> None:
    """The newest year where none is asked for; figures with a change first."""
    both = (topic(OLD, NEW),)
    (figure,) = key_figures(both, "lang-son", None, 3)
    assert (figure.number, figure.period, figure.office) == ("554", "năm 2021", "")
    assert [f.number for f in key_figures(both, "lang-son", 2020, 3)] == ["485"]
    assert [f.office for f in key_figures(both, "lao-cai", None, 3)] == ["Lạng Sơn"]
    assert key_figures(both, "lang-son", 2019, 3) == ()


def test_a_place_in_a_ranking_is_no_part_of_the_places() -> None:
    (fact,) = box(read("Tỉnh xếp thứ 18/63.", stated("hang", "xếp thứ 18/63"))).facts
    assert (fact.number, fact.whole, fact.unit, fact.marks) == ("hạng 18", "63", "", ())
