"""Reading without a network, in a real browser against a real server that can be shut."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import ROOT
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import Serving

PORTAL = str(Path(sys.executable).with_name("portal"))

ARTICLES = 23
ARTICLE = """---
title: Bài số {0}
date: {0:02}/03/2024
category: Thông báo
summary: Tóm tắt bài số {0}.
---

Nội dung của bài số {0}.

![Ảnh vuông](../../hinh-anh/vuong.svg)
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Settings and content of a small site that keeps what was read."""
    folder = tmp_path_factory.mktemp("offline")
    articles = folder / "content/bai-viet/2024"
    articles.mkdir(parents=True)
    for number in range(1, ARTICLES + 1):
        (articles / f"bai-{number}.md").write_text(ARTICLE.format(number), encoding="utf-8")
    (folder / "content/hinh-anh").mkdir()
    (folder / "content/hinh-anh/vuong.svg").write_text(SVG)
    for name in ("categories.yml", "offices.yml", "indicators.yml"):
        shutil.copy(ROOT / "content" / name, folder / "content")
    own = (ROOT / "site_config.py").read_text(encoding="utf-8")
    own += '\nOFFLINE = True\nPDF_YEARS = ()\nCARD_YEARS = ()\nCACHE_PATH = "cache"\n'
    (folder / "site_config.py").write_text(own, encoding="utf-8")
    build(folder)
    return folder


def build(folder: Path) -> None:
    done = subprocess.run(
        [PORTAL, "build", "--settings", "site_config.py", "--output", "output"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def server(project: Path) -> Iterator[Serving]:
    with Serving(project / "output") as serving:
        yield serving


@pytest.fixture
def context(browser: Browser, server: Serving) -> Iterator[BrowserContext]:
    """A reader of their own, with the server's address as base."""
    context = browser.new_context(base_url=server.url, service_workers="allow")
    yield context
    context.close()


def url(number: int) -> str:
    return f"/2024/bai-{number}/"


def first_visit(context: BrowserContext, address: str) -> Page:
    """Open a page and wait until the worker answers for it and has kept what it showed."""
    page = context.new_page()
    page.goto(address)
    until(page, "() => navigator.serviceWorker.controller !== null")
    wait_for_kept(page, address)
    return page


def until(page: Page, condition: str, argument: str | None = None) -> None:
    """Wait for a JavaScript function to be true. (Playwright's own waiting needs eval, which our
    Content-Security-Policy forbids.)"""
    page.evaluate(
        f"""async argument => {{
          const condition = {condition};
          const end = performance.now() + 30000;
          while (!(await condition(argument))) {{
            if (performance.now() > end) throw Error(`never true: ${{condition}}`);
            await new Promise(resolve => setTimeout(resolve, 20));
          }}
        }}""",
        argument,
    )


def wait_for_kept(page: Page, address: str) -> None:
    until(page, "async address => (await caches.open('bai-da-doc')).match(address)", address)


def kept(page: Page) -> list[str]:
    """Addresses of the kept articles, the oldest first."""
    script = """async () => (await (await caches.open("bai-da-doc")).keys())
                .map(request => new URL(request.url).pathname)"""
    addresses: list[str] = page.evaluate(script)
    return addresses


def test_a_read_article_opens_without_a_network(context: BrowserContext) -> None:
    """The very first page as well, with its looks and its images."""
    page = first_visit(context, url(1))
    page.goto(url(2))
    wait_for_kept(page, url(2))
    context.set_offline(True)
    for number in (1, 2):
        page.goto(url(number) + "?utm=x#noi-dung")
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Bài số {number}")
        assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Be Viet')
        page.locator("article img").first.scroll_into_view_if_needed()
        until(page, "() => document.querySelector('article img').naturalWidth > 0")


def test_what_was_not_read_says_so_and_lists_what_was(context: BrowserContext) -> None:
    page = first_visit(context, url(1))
    page.goto(url(2))
    wait_for_kept(page, url(2))
    context.set_offline(True)
    page.goto(url(9))
    expect(page.get_by_role("heading", level=1)).to_have_text("Máy đang không có mạng")
    links = page.locator("[data-module=offline-pages] a")
    expect(links).to_have_text(["Bài số 2", "Bài số 1"])
    links.nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bài số 1")


def test_lists_are_not_kept(context: BrowserContext) -> None:
    """A list is only worth reading as it is now."""
    page = first_visit(context, url(1))
    page.goto("/")
    page.goto("/2024/03/")
    assert kept(page) == [url(1)]
    context.set_offline(True)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Máy đang không có mạng")


def test_the_last_twenty_articles_are_kept(context: BrowserContext) -> None:
    """Reading one again makes it the newest."""
    page = first_visit(context, url(1))
    for number in (*range(2, ARTICLES + 1), 4):
        page.goto(url(number))
        wait_for_kept(page, url(number))
    until(
        page,
        """async () => {
          const kept = await (await caches.open("bai-da-doc")).keys();
          return kept.length === 20 && kept.at(-1).url.endsWith("/bai-4/");
        }""",
    )
    assert kept(page) == [*(url(number) for number in range(5, ARTICLES + 1)), url(4)]


def test_a_new_version_is_seen_at_once_and_the_old_one_goes(
    context: BrowserContext, project: Path, server: Serving
) -> None:
    """Nobody is trapped: the page is the new one at the first visit, the worker soon after."""
    page = first_visit(context, url(1))
    (before,) = frames(page)
    source = project / "content/bai-viet/2024/bai-1.md"
    original = source.read_text(encoding="utf-8")
    settings = project / "site_config.py"
    config = settings.read_text(encoding="utf-8")
    try:
        source.write_text(original.replace("Nội dung của", "Bản sửa của"), encoding="utf-8")
        settings.write_text(config + '\nSLOGAN = "Khẩu hiệu mới"\n', encoding="utf-8")
        build(project)
        page.goto(url(1))
        expect(page.locator("article")).to_contain_text("Bản sửa của bài số 1")
        until(
            page,
            """async before => {
              const names = (await caches.keys()).filter(name => name.startsWith("khung-"));
              return names.length === 1 && names[0] !== before;
            }""",
            before,
        )
        page.reload()
        context.set_offline(True)
        page.goto(url(1))
        expect(page.locator("article")).to_contain_text("Bản sửa của bài số 1")
        expect(page.locator(".slogan")).to_have_text("Khẩu hiệu mới")
    finally:
        source.write_text(original, encoding="utf-8")
        settings.write_text(config, encoding="utf-8")
        build(project)


def frames(page: Page) -> list[str]:
    names: list[str] = page.evaluate("caches.keys()")
    return [name for name in names if name.startswith("khung-")]


def test_an_article_of_the_last_release_keeps_its_looks(
    context: BrowserContext, server: Serving
) -> None:
    """It asks for a style sheet that is gone: the present one of that name stands in."""
    page = first_visit(context, url(1))
    page.evaluate(
        """async address => {
          const cache = await caches.open("bai-da-doc");
          const html = await (await cache.match(address)).text();
          const old = html.replace(/main-[0-9a-f]{10}\\.css/, "main-0123456789.css");
          await cache.put(address, new Response(old, {headers: {"Content-Type": "text/html"}}));
        }""",
        url(1),
    )
    context.set_offline(True)
    page.goto(url(1))
    assert page.locator("link[href*='main-0123456789.css']").count() == 1
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Be Viet')


def test_a_site_that_gives_it_up_leaves_nothing_behind(
    context: BrowserContext, project: Path, server: Serving
) -> None:
    page = first_visit(context, url(1))
    worker = project / "output/sw.js"
    original = worker.read_bytes()
    try:
        worker.write_bytes((ROOT / "theme/offline/retired.js").read_bytes())
        page.evaluate("navigator.serviceWorker.ready.then(registration => registration.update())")
        until(
            page,
            """async () => (await navigator.serviceWorker.getRegistrations()).length === 0
                        && (await caches.keys()).length === 0""",
        )
    finally:
        worker.write_bytes(original)


def test_without_scripts_nothing_is_kept_and_nothing_is_missing(
    browser: Browser, server: Serving
) -> None:
    context = browser.new_context(base_url=server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(url(1))
    expect(page.get_by_role("heading", level=1)).to_have_text("Bài số 1")
    expect(page.locator("[data-module=offline]")).to_be_hidden()
    context.close()
