"""The project's own site as it is published, every file of it."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import brotli
import pytest
from lxml import etree, html

from portal.core.address import RESERVED

SITE_URL = "https://vpubnd.example.gov.vn"

TOP_LEVEL = {
    # Files of the site as a whole.
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


class Site:
    """The built files and their parsed pages, by site-absolute address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def files(self) -> frozenset[str]:
        return frozenset(
            f"/{file.relative_to(self.folder).as_posix()}"
            for file in self.folder.rglob("*")
            if file.is_file()
        )

    @cached_property
    def pages(self) -> Mapping[str, html.HtmlElement]:
        """Address of each HTML file → its parsed root."""
        return {
            address: html.document_fromstring(self.read(address).decode())
            for address in sorted(self.files)
            if address.endswith(".html")
        }

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        return {address: frozenset(root.xpath("//@id")) for address, root in self.pages.items()}

    def read(self, address: str) -> bytes:
        return (self.folder / address.lstrip("/")).read_bytes()

    def weight(self, address: str) -> int:
        """Bytes that travel, compressed as a host does once (Brotli 11)."""
        return len(brotli.compress(self.read(address)))

    def missing(self, base: str, reference: str) -> bool:
        """Whether ``reference``, found in the file at ``base``, leads nowhere on this site."""
        target, fragment = urldefrag(urljoin(f"{SITE_URL}{base}", reference))
        parts = urlsplit(target)
        if parts.scheme not in ("http", "https") or f"{parts.scheme}://{parts.netloc}" != SITE_URL:
            return False
        path = unquote(parts.path)
        file = f"{path}index.html" if path.endswith("/") else path
        if file not in self.files:
            return True
        return bool(fragment) and file in self.ids and unquote(fragment) not in self.ids[file]


@pytest.fixture(scope="module")
def site(sample_site: Path) -> Site:
    return Site(sample_site)


def is_redirect(root: html.HtmlElement) -> bool:
    return bool(root.xpath("//meta[@http-equiv='refresh']"))


def references(root: html.HtmlElement) -> Iterator[str]:
    """Everything a page points to: links, images in every width, scripts, styles."""
    yield from root.xpath(
        "//@href | //@src | //@action | //@poster | //meta[@property='og:image']/@content"
    )
    for candidates in root.xpath("//@srcset"):
        for candidate in candidates.split(","):
            yield candidate.split()[0]


def test_every_page_is_valid_html(
    site: Site, html_checker: Callable[[list[Path]], list[str]]
) -> None:
    """The Nu checker has neither error nor warning for any page."""
    assert html_checker([site.folder / address.lstrip("/") for address in site.pages]) == []


def test_every_link_image_and_fragment_leads_somewhere(site: Site) -> None:
    broken = [
        f"{address} → {reference}"
        for address, root in site.pages.items()
        for reference in references(root)
        if site.missing(address, reference)
    ]
    assert broken == []


def test_feeds_and_site_map_lead_only_to_pages_that_exist(site: Site) -> None:
    broken = []
    for address in sorted(site.files):
        if address.endswith(".xml"):
            text = site.read(address).decode()
            root = etree.fromstring(text.encode())
            found = [
                *root.xpath("//@href | //@url | //@src"),
                *re.findall(r">(https?://[^<]+)<", text),
            ]
        elif address.startswith("/feeds/") and address.endswith(".json"):
            text = site.read(address).decode()
            json.loads(text)
            found = re.findall(r'"(https?://[^"\\]+)"', text)
        else:
            continue
        assert found or "sitemap" not in address
        broken += [f"{address} → {one}" for one in found if site.missing(address, one)]
    assert broken == []


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


def test_no_heading_stands_over_nothing(site: Site) -> None:
    """What five portals got wrong: "Từ khóa" with nothing under it."""
    empty = [
        f"{address}: {heading.text_content().strip()!r}"
        for address, root in site.pages.items()
        for heading in root.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
        if not heading.text_content().strip() or not has_content(heading)
    ]
    assert empty == []


def has_content(heading: html.HtmlElement) -> bool:
    """Whether something other than a heading of its level or above follows."""
    level = int(heading.tag[1])
    for element in heading.xpath("following::*"):
        if not isinstance(element.tag, str):
            continue
        if re.fullmatch(r"h[1-6]", element.tag):
            return int(element.tag[1]) > level
        if element.tag in ("footer", "aside") and element.getparent().tag == "body":
            return False
        if element.text_content().strip() or element.tag in ("img", "svg", "input", "picture"):
            return True
    return False


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
