"""The project's own site as it is published, every file of it."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from published import SITE_URL, Site, is_redirect

from portal.core.address import RESERVED
from portal.markup.render import PAGE_IDS

TOP_LEVEL = {
    # Files of the site as a whole.
    ".cong-tin",
    "404.html",
    "index.html",
    "robots.txt",
    "sitemap.xml",
    "sw.js",
    # Standing pages.
    "ban-quyen-va-bao-ve-du-lieu",
    "chuc-nang-nhiem-vu",
    "gioi-thieu",
    "lien-he",
    "tro-nang",
    # Old addresses that lead to new ones.
    "node",
    "tin-tuc-su-kien",
    "tuyen-bo-tro-nang",
}
"""All that lies at the top besides the years"""
OF_PLUGINS = {
    "assets",
    "chuyen-muc",
    "don-vi",
    "du-lieu",
    "feeds",
    "hinh-anh",
    "luu-tru",
    "nguon-tin",
    "search",
    "so-do-cong",
    "so-lieu",
    "tim-kiem",
    "tu-khoa",
}
"""and what plugins publish, under addresses that no document may have."""

KILOBYTE = 1000


@pytest.fixture(scope="module")
def site(sample_site: Path) -> Site:
    return Site(sample_site)


def test_every_page_is_valid_html(
    site: Site, html_checker: Callable[[list[Path]], list[str]]
) -> None:
    """The Nu checker has neither error nor warning for any page."""
    assert html_checker([site.folder / address.lstrip("/") for address in site.pages]) == []


def test_every_link_image_and_fragment_leads_somewhere(site: Site) -> None:
    assert site.dead_links() == []


def test_feeds_and_site_map_lead_only_to_pages_that_exist(site: Site) -> None:
    assert {"/feeds/rss.xml", "/feeds/feed.json", "/sitemap.xml"} <= site.files
    assert site.dead_addresses() == []


def test_style_sheets_lead_only_to_files_that_exist(site: Site) -> None:
    broken = [
        f"{address} → {reference}"
        for address in site.files
        if address.endswith(".css")
        for reference in re.findall(r"url\(\s*[\"']?([^\"')]+)", site.read(address).decode())
        if not reference.startswith("data:") and site.missing(address, reference)
    ]
    assert broken == []


def test_every_page_is_listed_in_the_site_map_once(site: Site) -> None:
    """Except redirects and pages that ask not to be indexed."""
    listed = re.findall(r"<loc>([^<]+)</loc>", site.read("/sitemap.xml").decode())
    wanted = [
        f"{SITE_URL}{address.removesuffix('index.html')}"
        for address, root in site.pages.items()
        if not is_redirect(root)
        and not root.xpath("//meta[@name='robots'][contains(@content, 'noindex')]")
    ]
    assert len(set(listed)) == len(listed)
    assert set(listed) == set(wanted)


def test_the_site_map_for_readers_names_all_pages_of_menu_and_footer_once(site: Site) -> None:
    page = site.pages["/so-do-cong/index.html"]
    listed = page.xpath("//main//section//a/@href")
    assert len(listed) == len(set(listed))
    linked = page.xpath("//*[@id='menu' or @class='footer-links']//a/@href")
    assert set(linked) - {"/so-do-cong/"} <= set(listed)


def test_the_page_of_the_news_says_what_each_category_is_for(site: Site) -> None:
    items = site.pages["/chuyen-muc/index.html"].xpath("//main//section//li")
    assert items
    for item in items:
        (link, note) = item
        category = site.pages[f"{link.get('href')}index.html"]
        assert note.text == category.xpath("string(//p[@class='list-description'])"), link.text


def test_the_menu_marks_the_news_for_what_stands_below_them(site: Site) -> None:
    """An office does not, though its page lists some."""
    marked = {
        address: site.pages[f"{address}index.html"].xpath("//*[@id='menu']//a[@aria-current]/@href")
        for address in ("/don-vi/", "/don-vi/lang-son/", "/chuyen-muc/thong-bao/")
    }
    assert list(marked.values()) == [[], [], ["/chuyen-muc/"]]


def test_derived_values_are_explained_where_there_are_some(site: Site) -> None:
    for address, page in site.pages.items():
        if page.xpath("//*[@class='indicator-notes']"):
            derived = page.xpath("boolean(//tr[@class='is-derived'])")
            assert page.xpath("boolean(//dt[.='Số tính lại'])") == derived, address


def test_nothing_is_published_that_nobody_decided(site: Site) -> None:
    """The files and folders at the top, exactly: years and standing pages come from content."""
    found = {path.name for path in site.folder.iterdir()}
    years = {name for name in found if re.fullmatch(r"20\d\d", name)}
    assert years
    assert found - years == TOP_LEVEL | OF_PLUGINS
    assert OF_PLUGINS <= RESERVED


def test_no_page_carries_script_or_style_of_its_own(site: Site) -> None:
    """The security policy forbids them: they would not work, or weaken it for all pages."""
    offending = [
        f"{address}: {etree.tostring(element)[:100]!r}"
        for address, root in site.pages.items()
        for element in root.xpath(
            "//style | //*[@style] | //*[@*[starts-with(name(), 'on')]]"
            " | //script[not(@src) and not(@type='application/ld+json')]"
            " | //a[starts-with(@href, 'javascript:')]"
        )
    ]
    assert offending == []


def test_every_page_says_what_it_is(site: Site) -> None:
    """Language, one heading of the first level, title, description and its own address."""
    for address, root in site.pages.items():
        if is_redirect(root):
            continue
        assert root.get("lang") == "vi", address
        assert len(root.xpath("//h1")) == 1, address
        assert root.xpath("string(//title)").strip(), address
        assert root.xpath("string(//meta[@name='description']/@content)").strip(), address
        canonical = root.xpath("string(//link[@rel='canonical']/@href)")
        if address != "/404.html":
            assert canonical == f"{SITE_URL}{address.removesuffix('index.html')}", address


def test_no_two_pages_have_one_title(site: Site) -> None:
    titles: dict[str, str] = {}
    for address, root in site.pages.items():
        title = root.xpath("string(//title)").strip()
        if not is_redirect(root):
            assert title not in titles, f"{address} and {titles.get(title)}: {title}"
            titles[title] = address


def test_ids_around_a_text_are_kept_from_its_headings(site: Site) -> None:
    found = {
        name
        for root in site.pages.values()
        if root.xpath("//*[contains(@class, 'prose')]")
        for name in root.xpath("//@id[not(ancestor::*[contains(@class, 'prose')])]")
    }
    assert found
    assert found <= {*PAGE_IDS}


def test_no_heading_stands_over_nothing(site: Site) -> None:
    """What five portals got wrong: "Từ khóa" with nothing under it."""
    assert site.empty_headings() == []


def test_no_news_of_the_home_page_stands_below_another(site: Site) -> None:
    """Who goes from heading to heading hears of the lead and of the latest as equals."""
    headings = site.pages["/index.html"].xpath("//main//*[self::h2 or self::h3 or self::h4]")
    assert {heading.tag for heading in headings} == {"h2"}


def test_no_heading_says_what_the_title_says(site: Site) -> None:
    for address, page in site.pages.items():
        titles, headings = (
            {one.text_content() for one in page.xpath(f"//main//{tag}")} for tag in ("h1", "h2")
        )
        assert not titles & headings, address


def test_no_box_takes_room_for_nothing(site: Site) -> None:
    """The oldest article has no older ones beside it: neither a heading nor an empty column."""
    empty = [
        f"{address}: {etree.tostring(box)[:100]!r}"
        for address, root in site.pages.items()
        for box in root.xpath(
            "//main//*[self::div or self::section or self::ul or self::ol or self::nav]"
            "[not(ancestor-or-self::*[@hidden or @aria-hidden]) and not(normalize-space())"
            " and not(descendant::img or descendant::input)]"
        )
    ]
    assert empty == []


def test_pages_agree_on_who_makes_and_publishes_them(site: Site) -> None:
    """The office of an article is its author; all else, open data too, is the site's office's."""
    office = site.pages["/index.html"].xpath("string(//meta[@name='DC.creator']/@content)")
    assert office
    for address, root in site.pages.items():
        [creator] = root.xpath("//meta[@name='DC.creator']/@content") or [office]
        for script in root.xpath("//script[@type='application/ld+json']"):
            data = json.loads(script.text)
            for thing in data.get("@graph", [data]):
                assert thing.get("publisher", {"name": office})["name"] == office, address
                made = thing.get("author") or thing.get("creator") or {"name": creator}
                assert made["name"] == creator, address


def test_no_page_shows_what_only_a_program_says(site: Site) -> None:
    words = re.compile(r"\b(None|undefined|NaN|null|Undefined|\[object)\b|\{\{|\}\}|&lt;[a-z/]")
    shown = [
        f"{address}: {found[0]}"
        for address, root in site.pages.items()
        for text in root.xpath("//body//text()[not(ancestor::script)]")
        if (found := words.search(text))
    ]
    assert shown == []


def test_article_pages_are_light(site: Site) -> None:
    """HTML ≤ 12 kB, CSS ≤ 12 kB, together with scripts asked for at once ≤ 30 kB, compressed."""
    articles = {
        address: root
        for address, root in site.pages.items()
        if "page-article" in root.xpath("string(//body/@class)").split()
    }
    assert len(articles) >= 14
    for address, root in articles.items():
        page = site.weight(address)
        styles = sum(map(site.weight, root.xpath("//link[@rel='stylesheet']/@href")))
        scripts = sum(map(site.weight, root.xpath("//script/@src")))
        assert page <= 12 * KILOBYTE, f"{address}: {page}"
        assert styles <= 12 * KILOBYTE, f"{address}: {styles}"
        assert scripts <= 6 * KILOBYTE, f"{address}: {scripts}"
        assert page + styles + scripts <= 30 * KILOBYTE


def test_fonts_are_light(site: Site) -> None:
    """All weights together ≤ 45 kB, as they travel (WOFF2 is compressed already)."""
    fonts = [address for address in site.files if address.endswith(".woff2")]
    assert fonts
    assert sum(len(site.read(font)) for font in fonts) <= 45 * KILOBYTE


def test_no_script_blocks_the_page(site: Site) -> None:
    for address, root in site.pages.items():
        for script in root.xpath("//script[@src]"):
            assert (
                script.get("type") == "module"
                or script.get("async") is not None
                or (script.get("defer") is not None)
            ), address


def test_no_file_tells_where_it_was_built(site: Site) -> None:
    """Same content, same bytes: no path of the machine in any text file."""
    folder = str(Path(__file__).resolve().parents[2]).encode()
    telling = [address for address in site.files if folder in site.read(address)]
    assert telling == []
