"""Old addresses: where they lead, and which cannot be kept."""

import pytest
from lxml import html
from tiny_library import SITE, article, library, site

from plugins.redirects import check, plan
from plugins.redirects.redirect import output_path
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


@pytest.mark.parametrize(
    ("alias", "message"),
    [
        ("2019/cu/", "«2019/cu/» không bắt đầu bằng một dấu gạch chéo"),
        ("//x.vn/", "«//x.vn/» không bắt đầu bằng một dấu gạch chéo"),
        ("/tin?id=5", "«/tin?id=5» có dấu ? hoặc #, trang tĩnh không phân biệt được"),
        ("/", "«/» là trang chủ"),
        ("/a/../../b/", "«/a/../../b/» không phải một đường dẫn"),
        ("/a/%2e%2e/b/", "«/a/%2e%2e/b/» không phải một đường dẫn"),
        ("/tin.aspx", "«/tin.aspx» phải kết thúc bằng dấu gạch chéo hoặc .html"),
        (
            "/2021/bai-2/index.html",
            "«/2021/bai-2/index.html» đã là địa chỉ của «bai-viet/2021/bai-2.md»",
        ),
        ("/2021/bai-2", "«/2021/bai-2» đã là địa chỉ của «bai-viet/2021/bai-2.md»"),
    ],
)
def test_an_address_that_cannot_redirect_is_named(alias: str, message: str) -> None:
    the_library = library([article(1, aliases=(alias,)), article(2)])
    (problem,) = check(None, library=the_library)
    assert (problem.file, problem.key) == ("bai-viet/2021/bai-1.md", "aliases")
    assert problem.message == message
    assert problem.blocks


def test_two_articles_cannot_have_the_same_old_address() -> None:
    the_library = library([article(1, aliases=("/cu/",)), article(2, aliases=("/cu",))])
    (problem,) = check(None, library=the_library)
    assert str(problem).startswith(
        "bai-viet/2021/bai-2.md:1: aliases: «/cu» đã là địa chỉ của «bai-viet/2021/bai-1.md» → "
    )


def test_nothing_is_wrong_without_old_addresses() -> None:
    assert list(check(None, library=library([article(1), article(2)]))) == []


@pytest.mark.parametrize(
    ("address", "path"),
    [("/a/b/", "a/b/index.html"), ("/a/b", "a/b/index.html"), ("/a/b.html", "a/b.html")],
)
def test_where_an_address_is_written(address: str, path: str) -> None:
    assert output_path(address) == path
