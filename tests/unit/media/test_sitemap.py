"""sitemap.xml and robots.txt: complete, dated, and still where nothing changed."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

from lxml import etree
from PIL import Image as Pixels
from tiny_library import LEAD, SITE, article, library, site

from plugins.sitemap import plan
from plugins.sitemap.addresses import articles, lists
from plugins.sitemap.sitemap import files
from portal.core.article import StandingPage
from portal.core.output import File
from portal.core.vietnamese import VIETNAM
from portal.imaging.catalogue import catalogue

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}


def written(file: File) -> bytes:
    return file.function(*file.inputs)


def locations(data: bytes) -> dict[str, str | None]:
    root = etree.fromstring(data)
    return {
        url.findtext("s:loc", namespaces=NAMES): url.findtext("s:lastmod", namespaces=NAMES)
        for url in root
    }


def test_every_page_is_listed_once_with_the_day_of_its_last_change() -> None:
    """Lists change when their newest article does; a time is told only where one was given."""
    updated = datetime(2021, 3, 2, tzinfo=VIETNAM)
    the_library = library(
        [article(1, updated=updated), article(2, has_time=False), article(40, tags=())],
        pages=[StandingPage("trang/gioi-thieu.md", "p", "Giới thiệu", "/gioi-thieu/")],
    )
    the_site = site()
    the_site.menu = (
        SimpleNamespace(url="/gioi-thieu/"),
        SimpleNamespace(url="/so-lieu/"),
        SimpleNamespace(url="/tim-kiem/"),
        SimpleNamespace(url="https://dichvucong.gov.vn/"),
    )
    planned = {file.path: file for file in plan(None, library=the_library, site=the_site)}
    assert set(planned) == {"sitemap.xml", "robots.txt"}
    found = locations(written(planned["sitemap.xml"]))
    newest = "2021-02-09T19:14:00+07:00"
    assert found == {
        f"{SITE}/": newest,
        f"{SITE}/gioi-thieu/": None,
        f"{SITE}/chuyen-muc/hoat-dong/": newest,
        f"{SITE}/don-vi/lang-son/": newest,
        f"{SITE}/2021/": newest,
        f"{SITE}/2021/01/": "2021-01-02",
        f"{SITE}/2021/02/": newest,
        f"{SITE}/tu-khoa/hoi-nghi/": "2021-01-02",
        f"{SITE}/so-lieu/": None,
        f"{SITE}/2021/bai-1/": "2021-03-02",
        f"{SITE}/2021/bai-2/": "2021-01-02",
        f"{SITE}/2021/bai-40/": newest,
    }


def test_images_are_listed_under_their_published_addresses(tmp_path: Path) -> None:
    folder = tmp_path / "hinh-anh"
    folder.mkdir()
    Pixels.new("RGB", (60, 40)).save(folder / "hoi-nghi.jpg")
    images = catalogue(tmp_path, tmp_path / "cache")
    the_library = library([article(1, image=LEAD, images=("mat.png",))], images=images)
    planned = {file.path: file for file in plan(None, library=the_library, site=site())}
    root = etree.fromstring(written(planned["sitemap.xml"]))
    (found,) = root.iterfind(".//image:loc", NAMES)
    assert found.text.startswith(f"{SITE}/hinh-anh/hoi-nghi-")
    assert found.text.endswith("-60.jpg")


def test_robots_names_the_site_map() -> None:
    planned = {file.path: file for file in plan(None, library=library([]), site=site())}
    text = written(planned["robots.txt"]).decode()
    assert text.splitlines()[:2] == ["# Cổng tin", "User-agent: *"]
    assert f"Sitemap: {SITE}/sitemap.xml" in text.splitlines()


def test_a_long_site_map_is_cut_so_that_a_new_article_changes_its_last_part_only() -> None:
    """The protocol allows 50,000 addresses a file; here three, to see the same."""
    old = [article(number) for number in range(1, 8)]

    def parts(many: list) -> dict[str, bytes]:
        the_library = library(many)
        planned = files(articles(the_library), lists(the_library, ()), SITE, limit=3)
        return {file.path: written(file) for file in planned}

    before, after = parts(old), parts([*old, article(8)])
    assert list(locations(before["sitemap-bai-viet-1.xml"])) == [
        f"{SITE}/2021/bai-{number}/" for number in (1, 2, 3)
    ]
    changed = {path for path, data in after.items() if before.get(path) != data}
    assert changed == {
        "sitemap.xml",
        "sitemap-bai-viet-3.xml",
        "sitemap-muc-luc-1.xml",
        "sitemap-muc-luc-2.xml",
    }
    index = locations(after["sitemap.xml"])
    assert set(index) == {f"{SITE}/{path}" for path in set(after) - {"sitemap.xml", "robots.txt"}}
    assert index[f"{SITE}/sitemap-bai-viet-1.xml"] == "2021-01-03T19:14:00+07:00"


def test_the_digest_of_addresses_tells_changes_apart() -> None:
    """It stands for the whole input where an output is fingerprinted."""

    def digest(*many: object) -> str:
        the_library = library(many)  # type: ignore[arg-type]
        (file,) = [
            file for file in files(articles(the_library), (), SITE) if file.path == "sitemap.xml"
        ]
        return str(file.inputs[1].digest)

    when = datetime(2021, 5, 1, tzinfo=VIETNAM)
    assert digest(article(1)) == digest(article(1, title="Khác"))
    assert digest(article(1)) != digest(article(1, updated=when))
    assert digest(article(1)) != digest(article(1), article(2))
