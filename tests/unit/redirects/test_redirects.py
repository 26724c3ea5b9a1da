"""Old addresses: where they lead."""

from lxml import html
from tiny_library import SITE, article, library, site

from plugins.redirects import plan
from portal.core.article import StandingPage


def test_an_old_address_leads_to_the_new_one_without_scripts() -> None:
    item = article(1, title="Quý I & II", aliases=("/tin/bai-cu.html", "/2019/cu/"))
    first, second = plan(None, library=library([item]), site=site())
    assert (first.path, second.path) == ("tin/bai-cu.html", "2019/cu/index.html")
    text = first.function(*first.inputs).decode()
    page = html.document_fromstring(text)
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=/2021/bai-1/"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{SITE}/2021/bai-1/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//a/@href") == ["/2021/bai-1/"]
    assert page.xpath("//a")[0].text == "Quý I & II"
    assert page.get("lang") == "vi"
    assert "<script" not in text
    assert "style=" not in text


def test_standing_pages_have_old_addresses_too() -> None:
    page = StandingPage("trang/a.md", "p", "Giới thiệu", "/gioi-thieu/", aliases=("/about",))
    (file,) = plan(None, library=library([], pages=[page]), site=site())
    assert file.path == "about/index.html"


def test_an_old_address_is_written_once_and_never_over_the_page_itself() -> None:
    item = article(1, aliases=("/cu", "/cu/", "/2021/bai-1", "/2021/bai-1/index.html"))
    (file,) = plan(None, library=library([item]), site=site())
    assert file.path == "cu/index.html"
