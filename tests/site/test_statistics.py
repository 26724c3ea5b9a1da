"""Figures from front matter to published pages, on sites of a few articles."""

import csv
import io
import re
from pathlib import Path

import pytest
from tiny_site import TinySite, article

INDICATORS = """
van-ban.di: {name: Văn bản đi, english: Out, topic: Văn bản, definition: Đã phát hành., unit: văn bản}
cuoc-hop: {name: Cuộc họp, english: Meetings, topic: Họp, definition: Đã phục vụ., unit: cuộc họp}
"""  # noqa: E501
OLD = "bai-viet/2021/nam-2020.md"
NEW = "bai-viet/2022/nam-2021.md"
OTHER = "bai-viet/2023/khac.md"


def old(value: str = "485") -> str:
    text = article("Tổng kết năm 2020", f"Năm 2020 có {value} cuộc họp.", date="2021-01-15")
    return _with(text, f'{{indicator: cuoc-hop, figure: "{value} cuộc họp", period: 2020}}')


def new(change: str = "69", note: str = "") -> str:
    words = f"554 cuộc họp, tăng {change} cuộc so với năm 2020"
    text = article("Tổng kết năm 2021", f"Năm 2021 có {words}./.", date="2022-01-14")
    return _with(text, f'{{indicator: cuoc-hop, figure: "{words}", period: 2021, note: "{note}"}}')


def _with(text: str, *statements: str) -> str:
    lines = "\n".join(f"  - {statement}" for statement in statements)
    return text.replace("\n---\n", f"\nstatistics:\n{lines}\n---\n", 1)


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    return TinySite(tmp_path, {
        "indicators.yml": INDICATORS, OLD: old(), NEW: new(),
        OTHER: article("Bài khác", date="2023-03-01"),
    })  # fmt: skip


def test_a_figure_is_published_with_its_proof(site: TinySite) -> None:
    """Fact box, series page with chart, table and sentence, year page, list, open data."""
    site.build()
    box = re.search(
        r'<section class="fact-box".*?</section>', site.read("2022/nam-2021/index.html"), re.S
    )
    assert box is not None
    assert 'href="/2021/nam-2020/">khớp với năm 2020: 485' in box[0]
    page = site.read("so-lieu/cuoc-hop/index.html")
    assert page.count('role="img"') == 2
    assert "Năm 2021 có <mark>554 cuộc họp, tăng 69 cuộc so với năm 2020</mark>./." in page
    assert "không phải số liệu thống kê nhà nước" in page
    for path in ("so-lieu/index.html", "so-lieu/nam/2020/index.html",
                 "so-lieu/don-vi/lang-son/index.html"):  # fmt: skip
        assert "/so-lieu/cuoc-hop/" in site.read(path), path
    rows = list(csv.DictReader(io.StringIO(site.read("du-lieu/tat-ca.csv"))))
    assert [(row["period"], row["value"]) for row in rows] == [("2020", "485"), ("2021", "554")]
    assert "Số liệu nổi bật" in site.read("index.html")
    assert "fact-box" not in site.read("2023/khac/index.html")


def test_a_site_without_figures_has_no_empty_pages(tmp_path: Path) -> None:
    """No list of nothing, no data set of nothing."""
    site = TinySite(tmp_path, {OTHER: article("Bài khác", date="2023-03-01")})
    site.build()
    assert not [path for path in site.files() if path.startswith(("so-lieu/", "du-lieu/"))]
    assert "Số liệu nổi bật" not in site.read("index.html")


def test_a_wrong_digit_stops_the_build_and_is_named(site: TinySite) -> None:
    """In the statement, in the text, in last year's article: each at its place."""
    before = None
    for text, expected in (
        (new().replace('figure: "554', 'figure: "545'), f"{NEW}:6: statistics[0].figure: «545"),
        (new().replace("có 554", "có 545"), f"{NEW}:6: statistics[0].figure: «554"),
        (new(change="68"), f"{NEW}:6: statistics[0].figure: 554 − 68 = 486 cho năm 2020"),
        (new().replace("cuoc-hop", "cuoc-hep"), f"{NEW}:6: statistics[0].indicator: không có chỉ"),
        (new().replace("period: 2021", "period: 2023"), f"{NEW}:6: statistics[0].period: kỳ năm"),
    ):
        site.write(NEW, text)
        (problem,) = site.problems()
        assert str(problem).startswith(expected)
        assert problem.blocks
        assert before != str(problem)
        before = str(problem)
    site.write(NEW, new())
    site.write(OLD, old("484"))
    (problem,) = site.problems()
    assert problem.file == NEW


@pytest.mark.usefixtures("drawn_once")
def test_an_edit_changes_only_what_shows_it(site: TinySite) -> None:
    """A note on a figure of 2021 touches that article, its series and the data; not 2020."""
    site.build()
    site.write(NEW, new(note="chưa gồm họp nội bộ"))
    changed = set(site.build().changed)
    shown = {path for path in changed if path.endswith("index.html")}
    assert "so-lieu/cuoc-hop/index.html" in shown
    assert "2022/nam-2021/index.html" in shown
    assert not {"2021/nam-2020/index.html", "so-lieu/nam/2020/index.html",
                "2023/khac/index.html"} & changed  # fmt: skip
    assert "du-lieu/cuoc-hop.csv" in changed


@pytest.mark.usefixtures("drawn_once")
def test_a_new_article_changes_no_older_fact_box(site: TinySite) -> None:
    """Next year's figures are compared with ours on their page, not on ours."""
    site.build()
    words = "600 cuộc họp, tăng 46 cuộc so với năm 2021"
    text = article("Tổng kết năm 2022", f"Năm 2022 có {words}.", date="2023-01-12")
    site.write("bai-viet/2023/nam-2022.md", _with(
        text, f'{{indicator: cuoc-hop, figure: "{words}", period: 2022}}'))  # fmt: skip
    before = site.read("2022/nam-2021/index.html")
    site.build()
    after = site.read("2022/nam-2021/index.html")

    def facts(page: str) -> str:
        return page[page.index('class="fact-box"') : page.index("fact-more")]

    assert facts(before) == facts(after)


def test_twice_the_same(site: TinySite) -> None:
    """Two builds with caches of their own give the same bytes, drawings included."""
    site.build(output="one", cache="one-cache")
    site.build(output="two", cache="two-cache")
    one, two = site.files("one"), site.files("two")
    assert one == two


@pytest.mark.usefixtures("drawn_once")
@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (NEW, "change: tăng 3%", "change: tăng 3 điểm"),
        ("indicators.yml", "topic: Họp", "topic: Hội họp"),
        ("indicators.yml", "name: Cuộc họp", "name: Số cuộc họp"),
    ],
)
def test_what_figures_are_called_is_followed(
    site: TinySite, name: str, before: str, after: str
) -> None:
    """A later build publishes what a first one would."""
    words = "change: tăng 3%, note: theo mẫu, accept: số của báo cáo"
    site.write(NEW, new().replace('note: ""', words))
    site.build()
    file = site.root / "content" / name
    text = file.read_text(encoding="utf-8")
    assert before in text
    site.write(name, text.replace(before, after))
    site.build()
    site.build("fresh", cache="fresh-cache")
    assert site.files() == site.files("fresh")


def test_of_two_articles_of_one_day_the_younger_is_told(tmp_path: Path) -> None:
    """Whatever their addresses are."""

    def said(value: str, hour: int) -> str:
        words = f"{value} cuộc họp"
        text = article("Tổng kết", f"Năm 2021 có {words}.", date=f"2022-01-14 {hour:02}:00")
        return _with(text, f'{{indicator: cuoc-hop, figure: "{words}", period: 2021}}')

    site = TinySite(tmp_path, {
        "indicators.yml": INDICATORS,
        "bai-viet/2022/b.md": said("554", 8).replace("Tổng kết", "Bài b"),
        "bai-viet/2022/a.md": said("545", 16).replace("Tổng kết", "Bài a"),
    })  # fmt: skip
    (problem,) = site.problems()
    assert problem.file == "bai-viet/2022/a.md"


@pytest.mark.usefixtures("drawn_once")
def test_the_counter_may_count_every_page_of_figures(site: TinySite) -> None:
    """And search leads to those alone that are there."""
    site.settings["COUNTER"] = "{'base': 'https://dem.example.gov.vn'}"
    site.build()
    paths = {line.split("\t")[0] for line in site.read("counter-paths.txt").splitlines()}
    pages = {f"/{path.removesuffix('index.html')}" for path in site.files()
             if path.startswith("so-lieu/") and path.endswith("index.html")}  # fmt: skip
    assert {path for path in paths if path.startswith("/so-lieu/")} == pages
    assert "/so-lieu/van-ban-di/" not in pages


def test_what_site_config_leaves_out_has_its_default(site: TinySite) -> None:
    """No ``"license": null``, no ``KeyError``."""
    engine = site.engine()
    del engine.settings["PDF_YEARS"], engine.settings["CARD_YEARS"]
    engine.build(site.root / "output")
    page = site.read("so-lieu/cuoc-hop/index.html")
    assert '"license":"https://creativecommons.org/licenses/by/4.0/"' in page
