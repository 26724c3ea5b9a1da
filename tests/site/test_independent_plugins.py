"""Each part of the portal can be left out: what remains leads nowhere that is not there."""

import ast
import re
import shutil
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from published import Site
from tiny_site import NOW, ROOT, TinySite, article

NECESSARY = ["plugins.assets", "plugins.images", "plugins.news"]


def plugins_of_the_portal() -> list[str]:
    tree = ast.parse((ROOT / "site_config.py").read_text(encoding="utf-8"))
    (names,) = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "PLUGINS"
    ]
    return list(names)


ALL = plugins_of_the_portal()
OPTIONAL = [name for name in ALL if name not in NECESSARY]
PARTS = {
    "plugins.archive": "2022/index.html",
    "plugins.statistics": "so-lieu/cuoc-hop/index.html",
    "plugins.open_data": "du-lieu/tat-ca.csv",
    "plugins.search": "tim-kiem/index.html",
    "plugins.feeds": "feeds/chuyen-muc/thong-bao/rss.xml",
    "plugins.redirects": "cu/hop/index.html",
    "plugins.sitemap": "sitemap.xml",
    "plugins.counter": "counter-paths.txt",
    "plugins.pdf": "2022/nam-2021/nam-2021.pdf",
    "plugins.cards": "2022/nam-2021/anh-chia-se.png",
    "plugins.offline": "sw.js",
}
"""A file of each, by which one sees whether it is there."""


def picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(file, "PNG")
    return file.getvalue()


def stating(value: int, year: int) -> str:
    words = f"{value} cuộc họp"
    text = article(f"Tổng kết năm {year}", f"Văn phòng phục vụ {words}./.",
                   date=f"{year + 1}-01-15 08:00", tags=["tổng kết"])  # fmt: skip
    statement = f'statistics:\n  - {{indicator: cuoc-hop, figure: "{words}", period: {year}}}'
    return text.replace("\n---\n", f"\n{statement}\n---\n", 1)


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    """Something for every plugin to do; its cache is shared by all builds."""
    news = {}
    for number in range(12):
        day = NOW - timedelta(days=40 * number)
        text = article(f"Tin số {number}", date=f"{day:%Y-%m-%d %H:%M}", tags=["giao ban"],
                       category="thong-bao" if number % 3 == 0 else "hoat-dong")  # fmt: skip
        news[f"bai-viet/tin-{number}.md"] = text
    pictured = "image:\n  src: a.png\n  alt: Toàn cảnh\naliases: [/cu/hop/]"
    site = TinySite(tmp_path_factory.mktemp("rich"), {
        **news,
        "hinh-anh/a.png": picture(),
        "bai-viet/hop.md": article(
            "Hội nghị có ảnh", "![Hội trường](/hinh-anh/a.png)\n\nXem [năm 2021](nam-2021.md)./.",
        ).replace("\n---\n", f"\n{pictured}\n---\n", 1),
        "bai-viet/nam-2020.md": stating(485, 2020),
        "bai-viet/nam-2021.md": stating(554, 2021),
        "indicators.yml": "cuoc-hop: {name: Cuộc họp, english: Meetings, topic: Họp,"
        " definition: Đã phục vụ., unit: cuộc họp}\n",
        "offices.yml": "- {id: lang-son, name: Văn phòng UBND tỉnh Lạng Sơn, short: Lạng Sơn,"
        " predecessors: [that-khe]}\n"
        "- {id: that-khe, name: Văn phòng cũ, short: Cũ, successor: lang-son}\n",
        "trang/tro-nang.md": "---\ntitle: Trợ năng\n---\n\nAi cũng đọc được.\n",
    })  # fmt: skip
    site.settings |= {
        "PAGE_SIZE": "5", "OFFLINE": "True", "PDF_YEARS": "(2022,)", "CARD_YEARS": "(2022,)",
        "COUNTER": "{'base': 'https://dem.example.gov.vn'}",
    }  # fmt: skip
    return site


@pytest.mark.parametrize(
    "plugins",
    [ALL, NECESSARY, *([name for name in ALL if name != left] for left in OPTIONAL)],
    ids=["all", "necessary", *(f"without {name}" for name in OPTIONAL)],
)
def test_no_page_knows_of_what_is_left_out(rich: TinySite, plugins: list[str]) -> None:
    """No dead link, no heading over nothing, no control without its part; and what was built is
    known as the portal's own even when all notes on it are lost."""
    rich.settings["PLUGINS"] = repr(plugins)
    shutil.rmtree(rich.root / "output", ignore_errors=True)
    rich.build()
    before = rich.files()
    assert not [name for name in OPTIONAL if name not in plugins and PARTS[name] in before]
    site = Site(rich.root / "output")
    assert site.dead_links() == []
    assert site.dead_addresses() == []
    assert site.empty_headings() == []
    assert dead_controls(site) == []
    assert wrongly_counted(site) == set()
    shutil.rmtree(rich.root / ".output.portal")
    rich.build()
    assert rich.files() == before


def wrongly_counted(site: Site) -> set[str]:
    """What the counter may count that is no page, and pages with a counter that it may not count;
    numbered pages of a list count as the list."""
    if "/counter-paths.txt" not in site.files:
        return set()
    lines = site.read("/counter-paths.txt").decode().splitlines()
    counting = {
        re.sub(r"(?:trang-\d+/)?index\.html$", "", address)
        for address, root in site.pages.items()
        if address.endswith("/index.html") and root.xpath("//*[@data-module='visit-counter']")
    }
    return {line.partition("\t")[0] for line in lines} ^ counting


def dead_controls(site: Site) -> list[str]:
    """Elements that name another one or a file that is not there."""
    named = "//@popovertarget | //@for | //@aria-labelledby | //@aria-describedby"
    found = [
        f"{address}: {target}"
        for address, root in site.pages.items()
        for target in " ".join(root.xpath(named)).split()
        if target not in site.ids[address]
    ]
    if "/sw.js" not in site.files:
        found += [
            f"{address}: offline"
            for address, root in site.pages.items()
            if root.xpath("//*[@data-module='offline']")
        ]
    if "/robots.txt" in site.files:
        told = re.findall(r"^Disallow: (/[^?\n]*)", site.read("/robots.txt").decode(), re.M)
        found += [f"/robots.txt: {path}" for path in told if site.missing("/robots.txt", path)]
    return found


def test_with_all_plugins_every_part_is_there(rich: TinySite) -> None:
    """Otherwise the test above would see nothing that could be left out."""
    rich.settings["PLUGINS"] = repr(ALL)
    rich.build()
    assert PARTS.keys() == set(OPTIONAL)
    assert set(PARTS.values()) <= rich.files().keys()
    home = rich.read("index.html")
    for address in ("/nguon-tin/", "/feeds/rss.xml", "/tim-kiem/", "/luu-tru/", "/2023/",
                    "/so-lieu/", "/du-lieu/"):  # fmt: skip
        assert f'="{address}"' in home, address
    page = rich.read("so-lieu/cuoc-hop/index.html")
    assert 'href="/du-lieu/cuoc-hop-excel.csv"' in page
    assert 'contentUrl":"https://vpubnd.example.gov.vn/du-lieu/cuoc-hop.csv"' in page
    category = rich.read("chuyen-muc/hoat-dong/index.html")
    assert category.count('"/feeds/chuyen-muc/hoat-dong/rss.xml"') == 2
