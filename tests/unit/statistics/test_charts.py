"""Charts: what they draw, and that each is drawn once."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from meetings import NEW, OLD, meetings, rows, topic

from plugins.statistics import drawing as drawing_module
from plugins.statistics.chart import NARROW, WIDE, Chart, choose_chart, specification
from plugins.statistics.drawing import Drawing, convert, draw, draw_ahead
from plugins.statistics.spark import spark
from plugins.statistics.svg import restyle
from portal.core.figures.series import Topic


def chart_of(topic: Topic) -> Chart:
    found = choose_chart(topic.indicator, topic.series)
    assert found is not None
    return found


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
