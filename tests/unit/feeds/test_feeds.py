"""Feeds: what readers of the three formats get, and what must not change by itself."""

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image as Pixels
from tiny_library import LEAD, SITE, article, body, library, site

from plugins.feeds import locate, plan, published
from plugins.feeds.absolute import absolute
from portal.core.library import Library
from portal.core.output import File
from portal.core.vietnamese import VIETNAM
from portal.imaging.catalogue import catalogue

NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def files(the_library: Library, **settings: Any) -> dict[str, File]:
    return {file.path: file for file in plan(None, library=the_library, site=site(**settings))}


def rendered(the_library: Library, path: str, **settings: Any) -> bytes:
    file = files(the_library, **settings)[path]
    return file.function(*file.inputs)


@pytest.fixture
def pictured(tmp_path: Path) -> tuple[Library, dict[str, str]]:
    """One article with a lead picture and another one in its text."""
    folder = tmp_path / "content/hinh-anh"
    folder.mkdir(parents=True)
    Pixels.new("RGB", (600, 400), "#1f3a68").save(folder / "hoi-nghi.jpg")
    Pixels.new("RGB", (20, 10), "#a32020").save(folder / "biểu đồ.png")
    text = body(
        '<p>Xem <a href="/so-lieu/">số liệu</a>, <a href="#muc-1">mục 1</a>.</p>'
        '<p><a href="../2020/bai-0.md#ket-qua">Năm trước</a></p>'
        '<figure><img src="/hinh-anh/bi%E1%BB%83u%20%C4%91%E1%BB%93.png" alt="a > b"></figure>'
        "<p>Tỷ lệ đạt 95,4% ]]&gt;./.</p>",
        images=("biểu đồ.png",),
    )
    links = (("../2020/bai-0.md#ket-qua", "bai-viet/2020/bai-0.md"),)
    items = [
        article(1, image=LEAD, images=("biểu đồ.png",), links=links),
        article(0, source="bai-viet/2020/bai-0.md", category="thong-bao"),
    ]
    settings = {"PATH": str(tmp_path / "content"), "CACHE_PATH": str(tmp_path / "cache")}
    images = catalogue(tmp_path / "content", tmp_path / "cache")
    return library(items, {"d1": text}, images=images), settings


def test_a_feed_for_the_site_and_for_each_category_in_three_formats() -> None:
    """Categories without articles have no feed: nothing is printed without content."""
    paths = set(files(library([article(1)])))
    names = {"rss.xml", "atom.xml", "feed.json"}
    assert paths == {f"feeds/{name}" for name in names} | {
        f"feeds/chuyen-muc/hoat-dong/{name}" for name in names
    }


def test_a_site_without_articles_has_no_feeds() -> None:
    assert files(library([])) == {}


def test_rss_follows_its_specification() -> None:
    """RSS 2.0: required elements, RFC 822 dates, unique stable ids, newest first."""
    root = etree.fromstring(rendered(library(map(article, range(1, 31))), "feeds/rss.xml"), PARSER)
    channel = root.find("channel")
    assert root.get("version") == "2.0"
    assert channel.findtext("title") == "Trang tin Văn phòng"
    assert channel.findtext("link") == f"{SITE}/"
    assert channel.findtext("language") == "vi"
    assert channel.find("a:link", NAMES).get("href") == f"{SITE}/feeds/rss.xml"
    newest = datetime(2021, 1, 30, 19, 14, tzinfo=VIETNAM)
    assert parsedate_to_datetime(channel.findtext("lastBuildDate")) == newest
    items = channel.findall("item")
    assert [item.findtext("title") for item in items] == [
        f"Hội nghị tổng kết lần {number}" for number in range(30, 10, -1)
    ]
    first = items[0]
    assert first.findtext("link") == f"{SITE}/2021/bai-30/"
    assert first.find("guid").get("isPermaLink") == "false"
    assert first.findtext("guid") == "tag:vanphong.example.gov.vn,2021-01-30:/2021/bai-30/"
    assert parsedate_to_datetime(first.findtext("pubDate")) == newest
    assert first.findtext("dc:creator", namespaces=NAMES) == "Phòng Tổng hợp"
    assert [c.text for c in first.findall("category")] == ["Hoạt động Văn phòng", "Hội nghị"]
    assert first.findtext("description") == "Văn phòng tổ chức hội nghị lần 30."
    assert first.findtext("content:encoded", namespaces=NAMES).endswith("Nội dung của d30./.</p>")
    assert len({item.findtext("guid") for item in items}) == 20


def test_atom_follows_rfc_4287() -> None:
    """§4.1.1 and §4.1.2: id, title, updated, author; a self link; content of type html."""
    updated = datetime(2021, 2, 5, 8, 0, tzinfo=VIETNAM)
    items = [article(1, updated=updated), article(2, author="")]
    root = etree.fromstring(rendered(library(items), "feeds/atom.xml"), PARSER)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", NAMES)}
    assert links == {"alternate": f"{SITE}/", "self": f"{SITE}/feeds/atom.xml"}
    assert root.findtext("a:id", namespaces=NAMES) == f"{SITE}/"
    assert root.findtext("a:updated", namespaces=NAMES) == updated.isoformat()
    assert root.findtext("a:author/a:name", namespaces=NAMES).startswith("Văn phòng Ủy ban")
    second, first = root.findall("a:entry", NAMES)
    assert second.find("a:author", NAMES) is None  # the feed's author stands for it
    assert first.findtext("a:author/a:name", namespaces=NAMES) == "Phòng Tổng hợp"
    assert first.findtext("a:published", namespaces=NAMES) == "2021-01-01T19:14:00+07:00"
    assert first.findtext("a:updated", namespaces=NAMES) == updated.isoformat()
    assert first.find("a:content", NAMES).get("type") == "html"
    assert first.find("a:link", NAMES).get("href") == f"{SITE}/2021/bai-1/"


def test_json_feed_follows_version_1_1() -> None:
    feed = json.loads(rendered(library([article(1)]), "feeds/feed.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{SITE}/feeds/feed.json"
    assert feed["language"] == "vi"
    (item,) = feed["items"]
    assert item["id"] == "tag:vanphong.example.gov.vn,2021-01-01:/2021/bai-1/"
    assert item["authors"] == [{"name": "Phòng Tổng hợp"}]
    assert item["tags"] == ["Hoạt động Văn phòng", "Hội nghị"]
    assert item["content_html"].endswith("<p>Nội dung của d1./.</p>")
    assert "attachments" not in item


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Tin, ảnh: Phòng Tổng hợp", ["Phòng Tổng hợp"]),
        ("Tin: Phòng Hành chính – Tổ chức – Ảnh: Trung tâm Tin học – Công báo",
         ["Phòng Hành chính – Tổ chức", "Trung tâm Tin học – Công báo"]),
        ("Tin bài: Ban Biên tập, ảnh: Ban Biên tập", ["Ban Biên tập"]),
        ("Bài và ảnh: Phòng Nội chính", ["Phòng Nội chính"]),
        ("Ban Tin học", ["Ban Tin học"]),
        ("(Theo báo cáo của Hội đồng Thi đua)", []),
        ("Nguồn: Báo Nhân Dân", []),
    ],
)  # fmt: skip
def test_an_author_is_who_the_byline_names(byline: str, names: list[str]) -> None:
    """Without what each did; where only a source is named, the feed's author stands for all."""
    articles = library([article(1, author=byline)])
    rss = etree.fromstring(rendered(articles, "feeds/rss.xml"), PARSER)
    atom = etree.fromstring(rendered(articles, "feeds/atom.xml"), PARSER)
    (item,) = json.loads(rendered(articles, "feeds/feed.json"))["items"]
    assert [one.text for one in rss.findall(".//item/dc:creator", NAMES)] == names
    assert [one.text for one in atom.findall("a:entry/a:author/a:name", NAMES)] == names
    assert [one["name"] for one in item.get("authors", [])] == names


def test_a_preview_finds_one_feed_without_planning_the_site() -> None:
    the_library = library([article(1)])
    the_site: Any = site()
    for path in ("feeds/rss.xml", "feeds/chuyen-muc/hoat-dong/atom.xml"):
        found = locate(None, library=the_library, site=the_site, path=path)
        assert found is not None
        assert found.path == path
    for path in ("feeds/khac.xml", "index.html"):
        assert locate(None, library=the_library, site=the_site, path=path) is None


def test_the_figures_of_an_article_are_said_in_words() -> None:
    """A reader of the feed sees no fact box: the figures stand below the text."""
    figures = ("Văn bản đi, năm 2021: 17.337 văn bản, tăng 2.013",)
    planned = published.files(library([article(1)]), site(), lambda _: figures)  # type: ignore[arg-type]
    (file,) = [file for file in planned if file.path == "feeds/feed.json"]
    (item,) = json.loads(file.function(*file.inputs))["items"]
    assert f"<ul><li>{figures[0]}</li></ul>" in item["content_html"]


def test_an_update_keeps_the_id() -> None:
    """A corrected article must not come up as a new one in every reader."""
    before = json.loads(rendered(library([article(1)]), "feeds/feed.json"))
    changed = article(
        1, digest="other", title="Đã sửa", updated=datetime(2022, 3, 1, tzinfo=VIETNAM)
    )
    after = json.loads(rendered(library([changed]), "feeds/feed.json"))
    assert before["items"][0]["id"] == after["items"][0]["id"]
    assert after["items"][0]["date_modified"] == "2022-03-01T00:00:00+07:00"


def test_the_text_reads_well_away_from_its_page(
    pictured: tuple[Library, dict[str, str]],
) -> None:
    """Links and images are absolute; images are the published files, never the originals."""
    the_library, settings = pictured
    item, _ = json.loads(rendered(the_library, "feeds/feed.json", **settings))["items"]
    html = item["content_html"]
    assert f'href="{SITE}/so-lieu/"' in html
    assert f'href="{SITE}/2020/bai-0/#ket-qua"' in html
    assert f'href="{SITE}/2021/bai-1/#muc-1"' in html
    sources = re.findall(r'src="([^"]*)"', html)
    assert all(re.fullmatch(SITE + r"/hinh-anh/[a-z-]+-[0-9a-f]{8}-\d+\.\w+", s) for s in sources)
    assert [Path(source).suffix for source in sources] == [".jpg", ".png"]
    assert "<figcaption>Toàn cảnh hội nghị tổng kết</figcaption>" in html
    assert 'alt="a > b"' in html


def test_enclosures_tell_the_true_length_and_type(
    pictured: tuple[Library, dict[str, str]],
) -> None:
    the_library, settings = pictured
    root = etree.fromstring(rendered(the_library, "feeds/rss.xml", **settings), PARSER)
    rss = root.find("channel/item/enclosure").attrib
    root = etree.fromstring(rendered(the_library, "feeds/atom.xml", **settings), PARSER)
    atom = root.find("a:entry/a:link[@rel='enclosure']", NAMES).attrib
    item, _ = json.loads(rendered(the_library, "feeds/feed.json", **settings))["items"]
    (attachment,) = item["attachments"]
    (channel,) = files(the_library, **settings)["feeds/rss.xml"].inputs
    enclosure = channel.entries[0].enclosure
    length = str(len(enclosure.read()))
    assert (rss["url"], rss["length"], rss["type"]) == (item["image"], length, "image/jpeg")
    assert (atom["href"], atom["length"], atom["type"]) == (item["image"], length, "image/jpeg")
    assert (attachment["url"], str(attachment["size_in_bytes"])) == (item["image"], length)


def test_a_feed_depends_on_its_twenty_articles_only() -> None:
    """The input that is fingerprinted changes with an article in the feed, and no other."""
    old = [article(number) for number in range(1, 41)]

    def digests(articles: list[Any]) -> list[str]:
        (channel,) = files(library(articles))["feeds/rss.xml"].inputs
        return [entry.digest for entry in channel.entries]

    assert digests([article(1, digest="changed"), *old[1:]]) == digests(old)
    assert digests([*old[:39], article(40, digest="changed")]) != digests(old)


def test_bodies_are_read_when_a_feed_is_rendered_and_not_before() -> None:
    the_library = library(map(article, range(1, 30)))
    read: list[str] = []
    original = the_library._read_html
    the_library._read_html = lambda key: read.append(key) or original(key)  # type: ignore[func-returns-value]
    planned = files(the_library)
    assert read == []
    planned["feeds/feed.json"].function(*planned["feeds/feed.json"].inputs)
    assert len(read) == 20


def test_the_same_articles_give_the_same_bytes() -> None:
    """No clock, no generator version, no set order."""
    for path in ("feeds/rss.xml", "feeds/atom.xml", "feeds/feed.json"):
        items = [article(number) for number in range(1, 10)]
        assert rendered(library(items), path) == rendered(library(reversed(items)), path)


def test_what_no_xml_document_may_hold_is_left_out() -> None:
    """A control character in a text must not cost every reader the whole feed."""
    items = [article(1, title="Số\x0b liệu & <kết> quả", summary="")]
    text = {"d1": body('<p title="]]>">Một\x00 hai</p>')}
    root = etree.fromstring(rendered(library(items, text), "feeds/rss.xml"), PARSER)
    assert root.findtext("channel/item/title") == "Số liệu & <kết> quả"
    root = etree.fromstring(rendered(library(items, text), "feeds/atom.xml"), PARSER)
    assert "Một hai" in root.findtext("a:entry/a:content", namespaces=NAMES)


def test_a_summary_taken_from_the_text_is_not_printed_twice() -> None:
    """One that the editor gave stands above the text, as on the page."""
    for has_sapo in (True, False):
        the_library = library([article(1, has_sapo=has_sapo)])
        feed = json.loads(rendered(the_library, "feeds/feed.json"))
        sapo = "<p><strong>Văn phòng tổ chức hội nghị lần 1.</strong></p>"
        assert feed["items"][0]["content_html"].startswith(sapo) is has_sapo


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="#a">x</a>', '<a href="https://x.vn/2021/bai/#a">x</a>'),
        ('<a href="../khac/">x</a>', '<a href="https://x.vn/2021/khac/">x</a>'),
        ('<a href="mailto:a@b.vn">x</a>', '<a href="mailto:a@b.vn">x</a>'),
        ('<a href="https://y.vn/?a=1&amp;b=2">x</a>', '<a href="https://y.vn/?a=1&amp;b=2">x</a>'),
        ("<p>href=\"/a\"</p>", "<p>href=\"/a\"</p>"),
        (
            '<img alt="a > b" src="/hinh-anh/a.png" />',
            '<img alt="a > b" src="https://x.vn/hinh-anh/a-1.png" />',
        ),
    ],
)  # fmt: skip
def test_addresses_become_absolute_where_they_are_addresses(html: str, expected: str) -> None:
    assert absolute(html, "https://x.vn/2021/bai/", {"a.png": "/hinh-anh/a-1.png"}) == expected
