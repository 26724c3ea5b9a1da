"""No-break spaces stand on pages, and nowhere else."""

from pathlib import Path

from tiny_site import TinySite, article

from portal.core.vietnamese import bound

WORDS = "95,4 % nhiệm vụ"
STATEMENT = "statistics:\n  - indicator: nhiem-vu\n    figure: {figure}\n    period: 2023\n"


def test_figures_may_be_copied_from_the_page(tmp_path: Path) -> None:
    copied = bound(WORDS)
    text = article(body=f"Năm 2023, đạt {WORDS}, quý III tăng ./.")
    site = TinySite(tmp_path, {
        "bai-viet/2024/a.md": text.replace("\n---\n", f"\n{STATEMENT}---\n", 1)
        .format(figure=copied),
        "indicators.yml": "nhiem-vu: {name: Nhiệm vụ, english: Tasks, topic: Việc,"
        " definition: Tỷ lệ., unit: '%', kind: share}\n",
    })  # fmt: skip
    assert copied != WORDS
    assert site.messages() == []
    site.build()
    assert f"đạt {copied}, quý\u00a0III tăng\u00a0./." in site.read("2024/a/index.html")
    assert f"đạt {WORDS}, quý III tăng." in site.read("feeds/rss.xml")


def test_headings_and_the_name_of_the_site_part_no_word_of_an_office(tmp_path: Path) -> None:
    """On pages; their titles elsewhere, which go to other programs, are as they were written."""
    title = "Lịch tiếp công dân của Chủ tịch"
    site = TinySite(tmp_path, {"bai-viet/2024/a.md": article(title)})
    site.build()
    shown = title.replace("Chủ tịch", "Chủ\u00a0tịch")
    page = site.read("2024/a/index.html")
    assert f"<h1>{shown}</h1>" in page
    assert ">Văn\u00a0phòng" in page.partition("</header>")[0]
    assert f"<title>{title} – Văn phòng" in page
    assert f">{shown}</a></h" in site.read("index.html")
    assert f"<title>{title}</title>" in site.read("feeds/rss.xml")
