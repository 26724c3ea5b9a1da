"""No-break spaces stand on pages, and nowhere else."""

from pathlib import Path

from tiny_site import TinySite, article

from portal.core.vietnamese.spaces import bound

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
