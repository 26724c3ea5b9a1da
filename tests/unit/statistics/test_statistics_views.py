"""What the pages of statistics say, chart included, before any template prints it."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest
from stated import OFFICES, dataset, declarations, indicators, read, stated

from plugins.statistics import drawing as drawing_module
from plugins.statistics.chart import NARROW, WIDE, Chart, choose_chart, specification
from plugins.statistics.drawing import Drawing, convert, draw, draw_ahead
from plugins.statistics.facts import FactBox, fact_box, fact_lines, key_figures
from plugins.statistics.spark import spark
from plugins.statistics.svg import restyle
from plugins.statistics.views import Delta, Overview, Row, YearOverview, merger_text
from portal.core.figures.cross_checks import check_dataset
from portal.core.figures.figure import Qualifier
from portal.core.figures.observation import Change, Observation, Quantity
from portal.core.figures.reading import Reading
from portal.core.figures.record import observations_of, record_of
from portal.core.figures.series import Topic, build_topics
from portal.core.figures.statement import ChangeUnit, Status
from portal.core.indicator import Better

GROWN = "554 cuộc họp, tăng 69 cuộc so với năm 2020"


def meetings(words: str, period: str, **keys: str) -> Reading:
    where = {name: keys.pop(name) for name in ("day", "url", "office") if name in keys}
    return read(f"Năm {period[:4]} có {words}.", stated("cuoc-hop", words, period, **keys), **where)


OLD = meetings("485 cuộc họp", "2020", day="2021-01-15", url="/2021/cu/")
NEW = meetings(GROWN, "2021")


def topic(*readings: Reading) -> Topic:
    (only,) = build_topics(dataset(*readings), indicators(), OFFICES)
    return only


def chart_of(topic: Topic) -> Chart:
    found = choose_chart(topic.indicator, topic.series)
    assert found is not None
    return found


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


def rows(indicator: str, *told: tuple[str, int]) -> list[Row]:
    readings = [
        read(f"Năm {year} là {words}.", stated(indicator, words, str(year)),
             day=f"{year + 1}-01-14")
        for words, year in told
    ]  # fmt: skip
    (series,) = topic(*readings).series
    return [Row(series, point) for point in series.points]


def test_a_rank_is_no_amount() -> None:
    """*Hạng 18* of 63: nobody counts eighteen ranks, nor has 28,57% of one."""
    _, new = rows("hang", ("xếp thứ 25/63", 2020), ("xếp thứ 18/63", 2021))
    assert (new.value, new.number, new.notes) == ("hạng 18", "18", ())
    assert new.delta is not None
    assert (new.delta.text, new.delta.direction, new.delta.is_worse) == (
        "tăng 7\xa0bậc so với năm 2020", "up", False,
    )  # fmt: skip
    (fact,) = box(read("Tỉnh xếp thứ 18/63.", stated("hang", "xếp thứ 18/63"))).facts
    assert (fact.number, fact.whole, fact.unit, fact.marks) == ("hạng 18", "63", "", ())


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


# Charts -----------------------------------------------------------------------------------------


def test_a_single_value_is_no_chart() -> None:
    """Nor is a trend drawn of one dot."""
    one = topic(meetings("554 cuộc họp", "2021"))
    assert choose_chart(one.indicator, one.series) is None
    assert spark(one.series[0].points) == ""


def test_bars_begin_at_zero_and_gaps_stay_gaps() -> None:
    """2019 has no value: its place on the axis stays empty."""
    found = topic(meetings("400 cuộc họp", "2018", day="2019-01-10"), OLD, NEW)
    chart = chart_of(found)
    spec = specification(chart, WIDE)
    bars = spec["layer"][0]["encoding"]
    assert bars["y"]["scale"]["domainMin"] == 0
    assert bars["x"]["scale"]["domain"] == ["2018", "2019", "2020", "2021"]
    assert [datum["piece"] for datum in spec["data"]["values"]] == ["1.0", "1.1", "1.1"]


def test_a_line_joins_only_what_may_be_compared() -> None:
    """Neither across a year without value, nor the eleven months of a year with the nine of the
    next; the small trend of lists is no exception."""
    years = ((400, "2018"), (485, "2020"), (554, "2021"))
    found = topic(*(meetings(f"{n} cuộc họp", y, day=f"{int(y) + 1}-01-15") for n, y in years))
    assert re.findall("[ML]", spark(found.series[0].points)) == ["M", "M", "L"]
    parts = ((90, 2020, 9), (110, 2020, 11), (95, 2021, 9), (99, 2022, 9), (120, 2024, 9))
    found = topic(*(
        meetings(f"{n} cuộc họp", f"{year}-01/{year}-{month:02}", day=f"{year}-12-15",
                 url=f"/{year}/{month}/")
        for n, year, month in parts
    ))  # fmt: skip
    rows = specification(chart_of(found), WIDE)["data"]["values"]
    assert [row["piece"] for row in rows] == ["1.0", "1.0", "1.1", "1.1", "1.2"]
    assert re.findall("[ML]", spark(found.series[0].points)) == ["M", "L", "M", "L", "M"]


def test_who_rises_in_a_ranking_is_drawn_higher() -> None:
    """Words, arrow, chart and small trend go the same way."""
    old, new = rows("hang", ("xếp thứ 25/63", 2020), ("xếp thứ 18/63", 2021))
    chart = chart_of(Topic(new.series.indicator, (new.series,)))
    assert chart.is_of_ranks
    for layer in specification(chart, WIDE)["layer"]:
        scale = layer["encoding"]["y"]["scale"]
        assert (scale["reverse"], scale["domainMin"]) == (True, 1)
    drawn = re.findall(r"[ML][\d.]+ ([\d.]+)", spark([old.point, new.point]))
    assert float(drawn[1]) < float(drawn[0])
    assert not chart_of(topic(OLD, NEW)).is_of_ranks


def test_what_is_not_exact_or_not_printed_is_drawn_otherwise() -> None:
    """Bounds are open, derived values hollow, breaks broken."""
    found = topic(
        NEW, meetings("trên 600 cuộc họp", "2022", day="2023-01-10"),
        meetings("300 cuộc họp", "2023", day="2024-01-10", status="break"),
    )  # fmt: skip
    chart = chart_of(found)
    data = specification(chart, NARROW)["data"]["values"]
    assert [(d["derived"], d["open"], d["break"], d["label"]) for d in data] == [
        (True, "", False, "485"), (False, "", False, "554"), (False, "up", False, "trên 600"),
        (False, "", True, "300"),
    ]  # fmt: skip
    assert chart.has_derived
    assert (chart.has_bounds, chart.approximate) == (True, "")


def test_labels_of_bars_never_run_together() -> None:
    """*khoảng 1.950* beside *2.040* would be read as one number where there is little room."""

    def labelled(words: str, width: int) -> bool:
        found = topic(*(
            meetings(words, str(year), day=f"{year + 1}-01-15") for year in range(2018, 2022)
        ))  # fmt: skip
        layers = specification(chart_of(found), width)["layer"]
        return any(layer["mark"]["type"] == "text" for layer in layers)

    assert labelled("2.040 cuộc họp", NARROW)
    assert labelled("khoảng 2.040 cuộc họp", WIDE)
    assert not labelled("khoảng 2.040 cuộc họp", NARROW)


def test_what_is_about_right_is_told_below_the_chart() -> None:
    """No mark shows it, and none is explained that is not drawn."""
    chart = chart_of(topic(OLD, meetings("khoảng 550 cuộc họp", "2021")))
    assert (chart.has_bounds, chart.approximate) == (False, "năm 2021")


def test_years_are_drawn_before_other_periods() -> None:
    """One picture: three years, else what has the most values."""
    years = [meetings(f"{n} cuộc họp", f"{n + 2000}", day=f"{n + 2001}-01-15") for n in (17, 18)]
    quarters = [
        meetings(f"{n} cuộc họp", f"2019-Q{n}", day=f"2019-{3 * n:02}-28") for n in (1, 2, 3)
    ]
    third = meetings("19 cuộc họp", "2019", day="2020-01-15")
    assert chart_of(topic(*years, *quarters)).frequency == "quarter"
    assert chart_of(topic(*years, *quarters, third)).frequency == "year"


def test_offices_that_are_not_drawn_are_counted() -> None:
    """One with a single value is in the table only, too."""
    other = meetings("300 cuộc họp", "2021", office="lao-cai", url="/2022/khac/")
    assert chart_of(topic(OLD, NEW, other)).left_out == 1
    assert chart_of(topic(OLD, NEW)).left_out == 0


def test_the_description_tells_the_chart() -> None:
    """For those who do not see it; the whole is in the table."""
    found = topic(OLD, NEW)
    chart = chart_of(found)
    assert chart.title == "Cuộc họp, Lạng Sơn, theo năm"
    assert chart.description == (
        "Lạng Sơn, năm 2020: 485 cuộc họp; năm 2021: 554 cuộc họp. "
        "Mọi giá trị có trong bảng bên dưới."
    )


def test_the_drawing_has_neither_styles_nor_colours() -> None:
    """A strict content policy and night mode: classes only, one name for the whole image."""
    found = topic(meetings("1.400 cuộc họp", "2020", day="2021-01-15"),
                  meetings("12.554 cuộc họp", "2021"))  # fmt: skip
    chart = chart_of(found)
    svg = draw(chart)
    assert not re.search(r"style=|font-family|#[0-9a-f]{6}|<script|aria-roledescription", svg)
    assert ">12.554<" in svg
    assert ">10.000<" in svg
    for image in re.findall(r"<svg.*?</svg>", svg):
        root = ElementTree.fromstring(image)
        names = root.attrib["aria-labelledby"].split()
        ids = [e.attrib["id"] for e in root.iter() if "id" in e.attrib]
        assert ids == names
        assert root.attrib["role"] == "img"
    assert draw(chart) == svg


def test_a_drawing_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache answers the second time; a half-written file never does."""
    found = topic(OLD, NEW)
    chart = chart_of(found)
    first = Drawing(chart, tmp_path).svg
    monkeypatch.setattr(drawing_module, "draw", lambda chart: pytest.fail("drawn again"))
    assert Drawing(chart, tmp_path).svg == first
    name = f"{Drawing(chart, tmp_path).digest}.svg"
    assert sorted(path.name for path in tmp_path.iterdir()) == [name, f"{name}.crc"]


def test_a_forked_child_asks_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's threads are not in the child; it must not wait for them for ever. What the
    other process draws is the same (see below)."""
    monkeypatch.setattr(drawing_module, "_elsewhere", lambda specs: [f"{len(specs)} elsewhere"])
    monkeypatch.setattr(drawing_module, "_engine_of", 1)
    assert convert(specification(chart_of(topic(OLD, NEW)), WIDE)) == "1 elsewhere"


def test_drawings_made_ahead_are_those_that_pages_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One process draws what lacks; one that cannot draw leaves it to the pages, who tell why."""
    charts = [chart_of(topic(OLD, NEW)), chart_of(topic(meetings("1 cuộc họp", "2020"), NEW))]
    wanted = [Drawing(chart, tmp_path) for chart in charts]
    monkeypatch.setattr(drawing_module.vega, "__file__", tmp_path / "missing.py")
    draw_ahead(wanted)
    assert not any(drawing.path.exists() for drawing in wanted)
    monkeypatch.undo()
    draw_ahead(wanted)
    assert [drawing.path.read_text("utf-8") for drawing in wanted] == [*map(draw, charts)]


def test_restyling_escapes_words() -> None:
    """A name with < or & stays text."""
    svg = restyle('<svg viewBox="0 0 1 1"><g><path fill="#00000a" d="M0,0.123456"/></g></svg>',
                  id_="b", title="a < b", description="x & y", name="chart-wide")  # fmt: skip
    assert '<title id="b-t">a &lt; b</title><desc id="b-d">x &amp; y</desc>' in svg
    assert '<path class="fill-ink" d="M0,0.1235"/>' in svg


def test_observations_travel_through_the_cache() -> None:
    """They are kept as plain tuples and come back equal, with every part that they may have."""
    found: tuple[Observation, ...] = NEW.observations
    assert observations_of(record_of(found)) == found
    quantity = Quantity(Decimal("1.20"), 2, 1000, Qualifier.BETWEEN, Decimal("1.5"))
    change = Change(quantity, ChangeUnit.POINTS, False, found[0].period)
    full = found[0]._replace(
        whole=quantity, share=quantity, change=change, growth=change._replace(against=None),
        points=change, target=Decimal("95.40"), status=Status.CAPTURED, accepted=("a", "b"),
    )  # fmt: skip
    (again,) = observations_of(record_of((full,)))
    assert again == full
    assert str(again.target) == "95.40"
    assert list(map(type, again)) == list(map(type, full))
