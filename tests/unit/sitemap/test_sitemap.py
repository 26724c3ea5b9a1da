"""sitemap.xml and robots.txt: complete, dated, and still where nothing changed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from lxml import etree
from PIL import Image as Pixels
from tiny_library import LEAD, SITE, article, library, site

from plugins.sitemap import plan
from plugins.sitemap.addresses import Address, of_articles, of_others
from plugins.sitemap.sitemap import files
from portal.core.article import Article, StandingPage
from portal.core.output import File, Page
from portal.core.picture import Catalogue
from portal.core.site import Meta
from portal.core.vietnamese import VIETNAM
from portal.imaging.catalogue import catalogue

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}


def page(shown: Article | StandingPage) -> Page:
    path = f"{shown.url[1:]}index.html"
    if isinstance(shown, Article):
        return Page(path, "article.html", _never)
    meta = Meta("page", shown.url, shown.title, "", updated=shown.updated)
    return Page(path, "page.html", {"page": meta, "document": shown})


def _never() -> dict[str, Any]:
    raise AssertionError("what articles say comes from the library: their pages are made late")


def other(url: str, **more: Any) -> Page:
    meta = Meta("list", url, url, "", **more)
    return Page(f"{url[1:]}index.html", "list.html", {"page": meta})


def planned(
    articles: Iterable[Article] = (), pages: Iterable[Page] = (), images: Catalogue | None = None
) -> dict[str, File]:
    shown = tuple(articles)
    the_library = library(shown, images=images)
    the_site: Any = site()
    found = plan(None, library=the_library, site=the_site, pages=(*map(page, shown), *pages))
    return {file.path: file for file in found}


def written(file: File) -> bytes:
    return file.function(*file.inputs)


def locations(data: bytes) -> dict[str, str | None]:
    root = etree.fromstring(data)
    return {
        url.findtext("s:loc", namespaces=NAMES): url.findtext("s:lastmod", namespaces=NAMES)
        for url in root
    }


def test_every_page_is_listed_once_with_the_day_of_its_last_change() -> None:
    """A time is told only where an editor gave one; what asks not to be indexed is not told."""
    updated = datetime(2021, 3, 2, 8, 0, tzinfo=VIETNAM)
    found = planned(
        [article(40), article(2, has_time=False), article(1, updated=updated)],
        [
            other("/", updated=updated),
            page(StandingPage("trang/gioi-thieu.md", "p", "Giới thiệu", "/gioi-thieu/")),
            other("/404.html", robots="noindex"),
        ],
    )
    assert set(found) == {"sitemap.xml", "robots.txt"}
    assert list(locations(written(found["sitemap.xml"])).items()) == [
        (f"{SITE}/", "2021-03-02"),
        (f"{SITE}/gioi-thieu/", None),
        (f"{SITE}/2021/bai-1/", "2021-03-02"),
        (f"{SITE}/2021/bai-2/", "2021-01-02"),
        (f"{SITE}/2021/bai-40/", "2021-02-09T19:14:00+07:00"),
    ]


def test_the_order_in_which_pages_were_planned_does_not_show() -> None:
    """Plugins plan in any order; the same site must give the same bytes."""
    pages = [other("/b/"), other("/"), other("/a/")]
    articles = [article(2), article(1)]
    first = written(planned(articles, pages)["sitemap.xml"])
    second = written(planned(articles[::-1], pages[::-1])["sitemap.xml"])
    assert first == second


def test_images_are_listed_under_their_published_addresses(tmp_path: Path) -> None:
    folder = tmp_path / "hinh-anh"
    folder.mkdir()
    for name in ("hoi-nghi.jpg", "so-do.png"):
        Pixels.new("RGB", (60, 40)).save(folder / name)
    images = catalogue(tmp_path, tmp_path / "cache")
    standing = StandingPage("trang/a.md", "p", "A", "/a/", images=("so-do.png",))
    shown = article(1, image=LEAD, images=("mat.png",))
    found = planned([shown], [page(standing)], images)
    root = etree.fromstring(written(found["sitemap.xml"]))
    addresses = [item.text for item in root.iterfind(".//image:loc", NAMES)]
    names = [address.removeprefix(f"{SITE}/hinh-anh/") for address in addresses]
    assert [name.rsplit("-", 2)[0] for name in names] == ["so-do", "hoi-nghi"]


def test_robots_names_the_site_map() -> None:
    text = written(planned()["robots.txt"]).decode()
    assert text.startswith("User-agent: *\nAllow: /\n")
    assert f"Sitemap: {SITE}/sitemap.xml" in text.splitlines()


def test_results_of_a_search_are_not_for_search_engines() -> None:
    found = {file.path: file for file in files((), (), SITE, "/tim-kiem/")}
    assert "Disallow: /tim-kiem/?" in written(found["robots.txt"]).decode().splitlines()


def test_a_long_site_map_is_cut_so_that_a_new_article_changes_its_last_part_only() -> None:
    """The protocol allows 50,000 addresses a file; here three, to see the same."""
    old = [article(number) for number in range(1, 8)]

    def parts(articles: list[Article], newest: datetime) -> dict[str, bytes]:
        shown = library(articles)
        others = of_others([other("/", updated=newest), *map(page, articles)], shown)
        made = files(of_articles(shown), others, SITE, limit=3)
        return {file.path: written(file) for file in made}

    first = datetime(2021, 1, 7, tzinfo=VIETNAM)
    before = parts(old, first)
    after = parts([article(8), *old], first.replace(day=8))
    assert list(locations(before["sitemap-bai-viet-1.xml"])) == [
        f"{SITE}/2021/bai-{number}/" for number in (1, 2, 3)
    ]
    changed = {path for path, data in after.items() if before.get(path) != data}
    assert changed == {"sitemap.xml", "sitemap-bai-viet-3.xml", "sitemap-muc-luc-1.xml"}
    index = locations(after["sitemap.xml"])
    assert set(index) == {f"{SITE}/{path}" for path in set(after) - {"sitemap.xml", "robots.txt"}}
    assert index[f"{SITE}/sitemap-bai-viet-1.xml"] == "2021-01-03T19:14:00+07:00"


def test_the_digest_of_addresses_tells_changes_apart() -> None:
    """It stands for the whole input where an output is fingerprinted."""

    def digest(*many: Article) -> str:
        return str(planned(many)["sitemap.xml"].inputs[1].digest)

    when = datetime(2021, 5, 1, tzinfo=VIETNAM)
    assert digest(article(1)) == digest(article(1, title="Khác"))
    assert digest(article(1)) != digest(article(1, updated=when))
    later = when + timedelta(days=1)
    assert digest(article(1, updated=when)) != digest(article(1, updated=later))
    assert digest(article(1)) != digest(article(1), article(2))


def test_signs_that_xml_gives_a_meaning_are_written_as_text() -> None:
    """Standing pages may have any address that a file system allows."""
    found = {file.path: file for file in files((Address("/a&b/"),), (), SITE)}
    assert list(locations(written(found["sitemap.xml"]))) == [f"{SITE}/a&b/"]
