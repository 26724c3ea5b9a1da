"""``portal serve`` in a real browser: an edit shows by itself, a mistake says what it is."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tiny_site import NOW, TABLES, TinySite, article

from plugins.bridge.engine import Options
from plugins.bridge.portal import Portal
from plugins.bridge.resident import ResidentEngine
from plugins.bridge.settings import load
from portal.preview.server import Preview, start
from portal.preview.session import Session
from portal.preview.watch import Watched, follow

A = "bai-viet/2024/a.md"
Judge = Callable[..., list[str]]


@dataclass
class Running:
    site: TinySite
    preview: Preview
    failures: list[BaseException]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """A preview of two articles, a draft and a scheduled one, watching its folder."""
    site = TinySite(tmp_path.resolve(), {
        A: article("Bài một", "Câu đầu.\n\n## Kết quả\n\nCâu sau./."),
        "bai-viet/2024/b.md": article("Bài hai", date="2024-02-01"),
        "bai-viet/2024/nhap.md": article("Bản nháp", status="draft"),
        "bai-viet/2024/mai.md": article("Bài hẹn giờ", date="2030-01-01"),
    })  # fmt: skip
    site.engine()
    settings = load(site.settings_file, site.root / "content")
    options = Options(1, now=NOW, with_unpublished=True)
    engine = Portal(settings, options, ResidentEngine).engine
    assert isinstance(engine, ResidentEngine)
    session = Session(engine)
    session.start()
    preview = start(session, "127.0.0.1", 0)
    failures: list[BaseException] = []
    stop = threading.Event()
    watched = Watched(site.root / "content", site.root / "templates", ())
    threads = [
        threading.Thread(target=preview.serve_forever, kwargs={"poll_interval": 0.05}),
        threading.Thread(target=follow, args=(
            session, watched, preview.announce, lambda: False, failures.append, stop)),
    ]  # fmt: skip
    for thread in threads:
        thread.start()
    yield Running(site, preview, failures)
    stop.set()
    preview.shutdown()
    preview.server_close()
    for thread in threads:
        thread.join()
    assert failures == []


@pytest.fixture
def page(browser: Browser, running: Running) -> Iterator[Page]:
    page = browser.new_page()
    # The page listens before anything is edited.
    with page.expect_response("**/__portal/events*"):
        page.goto(f"{running.preview.address}/2024/a/")
    page.evaluate("window.stayed = true")
    yield page
    page.close()


def test_an_edit_of_the_text_shows_without_loading_the_page_anew(
    running: Running, page: Page
) -> None:
    running.site.write(A, article("Bài một", "Câu đầu.\n\n## Kết quả\n\nCâu đã sửa./."))
    expect(page.locator(".prose")).to_contain_text("Câu đã sửa")
    assert page.evaluate("window.stayed") is True


def test_words_beside_others_are_edited_and_more_comes_without_loading_the_page_anew(
    running: Running, page: Page
) -> None:
    """What did not change is left alone: its focus, its place."""
    text = "Câu **đậm** đầu.\n\n[Liên kết](https://example.gov.vn)\n\n{more}Câu cuối./."
    running.site.write(A, article("Bài một", text.format(more="")))
    page.locator(".prose a").focus()
    for more in ("Thêm. ", "Thêm.\n\nNữa.\n\n"):
        edited = text.format(more=more).replace("đầu", "sửa")
        running.site.write(A, article("Bài một", edited))
        expect(page.locator(".prose")).to_contain_text(more.split()[-1])
        expect(page.locator(".prose")).to_contain_text("Câu đậm sửa.")
        expect(page.locator(".prose a")).to_be_focused()
    assert page.evaluate("window.stayed") is True


def test_many_tabs_are_open_and_all_follow(browser: Browser, running: Running) -> None:
    """A browser opens six connections to a host; the tab that listens for all may be closed."""
    context = browser.new_context()
    tabs = [context.new_page() for _ in range(8)]
    for tab in tabs:
        with tab.expect_response("**/__portal/news?*"):
            tab.goto(f"{running.preview.address}/2024/a/")
        tab.evaluate("window.stayed = true")
    for number, words in enumerate(("Câu hai.", "Câu ba.", "Câu bốn.")):
        running.site.write(A, article("Bài một", words))
        for tab in tabs[number:]:
            expect(tab.locator(".prose")).to_contain_text(words)
        tabs[number].close()
    assert tabs[-1].evaluate("window.stayed") is True
    context.close()


def test_the_menu_follows_a_standing_page(running: Running, page: Page) -> None:
    running.site.write("trang/gioi-thieu.md", "---\ntitle: Về chúng tôi\nmenu: 1\n---\n\nChữ.\n")
    expect(page.locator(".site-menu")).to_contain_text("Về chúng tôi")


def test_an_edit_while_the_page_is_loaded_is_not_lost(running: Running, page: Page) -> None:
    """It was made after the page was sent, and before that page could hear of it."""

    def edit(route: Route) -> None:
        session = running.preview.session
        version = session.version
        running.site.write(A, article("Bài một", "Câu lỡ tai./."))
        while session.version == version:
            session.get("index.html")
        route.continue_()

    page.route("**/__portal/events*", edit, times=1)
    page.goto(f"{running.preview.address}/2024/a/")
    expect(page.locator(".prose")).to_contain_text("Câu lỡ tai")


def test_pages_stay_while_a_table_is_wrong(running: Running, page: Page) -> None:
    running.site.write("categories.yml", "- {id: hoat-dong, name: [}\n")
    expect(page.locator("#portal-problems")).to_contain_text("categories.yml, dòng 1")
    expect(page.locator(".prose")).to_contain_text("Câu đầu.")
    running.site.write("categories.yml", TABLES["categories.yml"].replace("Hoạt động", "Việc"))
    expect(page.locator("#portal-problems")).to_have_count(0)
    expect(page.locator("body")).to_contain_text("Việc Văn phòng")


def test_a_new_title_shows_in_page_and_tab(running: Running, page: Page) -> None:
    running.site.write(A, article("Tiêu đề khác"))
    expect(page.locator("h1")).to_have_text("Tiêu đề khác")
    expect(page).to_have_title("Tiêu đề khác – Văn phòng Ủy ban nhân dân tỉnh")


def test_a_tab_goes_with_an_article_to_its_new_address(running: Running, page: Page) -> None:
    running.site.write(A, article("Bài một", slug="ten-moi"))
    expect(page).to_have_url(f"{running.preview.address}/2024/ten-moi/")
    expect(page.locator("h1")).to_have_text("Bài một")


def test_a_mistake_is_shown_over_the_last_good_page(running: Running, page: Page) -> None:
    """And goes away when it is mended."""
    running.site.write(A, article("Bài một", category="khong-co", body="Mới."))
    overlay = page.locator("#portal-problems")
    expect(overlay).to_contain_text(f"{A}, dòng 4")
    expect(overlay).to_contain_text("chưa khai báo «khong-co»")
    expect(page.locator(".prose")).to_contain_text("Câu đầu.")
    running.site.write(A, article("Bài một", "Câu đã chữa./."))
    expect(overlay).to_have_count(0)
    expect(page.locator(".prose")).to_contain_text("Câu đã chữa")


def test_a_link_to_a_page_that_is_not_made_is_told(running: Running, page: Page) -> None:
    """And goes on being told while something else is saved."""
    link = "Xem [số liệu](/du-lieu/khong-co/)."
    running.site.write(A, article("Bài một", link))
    overlay = page.locator("#portal-problems")
    expect(overlay).to_contain_text("/du-lieu/khong-co/")
    running.site.write(A, article("Bài một", f"{link}\n\nThêm."))
    expect(page.locator(".prose")).to_contain_text("Thêm.")
    expect(overlay).to_contain_text("/du-lieu/khong-co/")
    running.site.write(A, article("Bài một", "Không còn."))
    expect(overlay).to_have_count(0)


def break_article(running: Running, category: str = "khong-co") -> None:
    running.site.write(A, article("Bài một", category=category))


def test_problems_are_reached_folded_and_opened_by_keyboard(running: Running, page: Page) -> None:
    """However many links the page has, and also after another page was opened."""
    break_article(running)
    overlay, told = page.locator("#portal-problems"), page.locator("#portal-problems-told")
    expect(told).to_be_visible()
    page.keyboard.press("Tab")
    fold = overlay.get_by_role("button", name="Thu gọn", expanded=True)
    expect(fold).to_be_focused()
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    page.goto(f"{running.preview.address}/2024/b/")
    opened = overlay.get_by_role("button", name="Xem 1 lỗi", expanded=False)
    expect(opened).to_be_visible()
    expect(told).to_be_hidden()
    page.keyboard.press("Tab")
    expect(opened).to_be_focused()
    page.keyboard.press("Enter")
    expect(told).to_contain_text("«khong-co»")
    expect(told).to_be_visible()


def test_a_save_does_not_move_the_focus(running: Running, page: Page) -> None:
    break_article(running)
    overlay = page.locator("#portal-problems")
    expect(overlay).to_contain_text("«khong-co»")
    page.locator("#main a, main a").first.focus()
    page.evaluate("window.focused = document.activeElement")
    overlay.get_by_role("button").focus()
    break_article(running, "khac")
    expect(overlay).to_contain_text("«khac»")
    expect(overlay.get_by_role("button")).to_be_focused()
    running.site.write(A, article("Bài một", "Câu đầu.\n\n## Kết quả\n\nCâu sau./."))
    expect(overlay).to_have_count(0)
    assert page.evaluate("window.focused === document.activeElement") is True


def test_problems_are_read_out_where_a_region_waits_for_them(running: Running, page: Page) -> None:
    region = page.get_by_role("status").and_(page.locator("#portal-problems-status"))
    expect(region).to_be_attached()
    page.evaluate("window.region = document.querySelector('#portal-problems-status')")
    expect(region).to_be_empty()
    break_article(running)
    expect(region).to_contain_text("Có 1 lỗi cần sửa trước khi dựng. category:")
    running.site.write(A, article("Bài một"))
    expect(region).to_have_text("Không còn lỗi.")
    assert page.evaluate("window.region.isConnected") is True


def test_the_notice_of_problems_is_accessible(running: Running, page: Page, axe: Judge) -> None:
    break_article(running)
    expect(page.locator("#portal-problems")).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("Escape")
    assert axe(page) == []


def test_the_last_good_page_stays_however_often_the_mistake_is_saved(
    running: Running, page: Page
) -> None:
    for category in ("khong-co", "khong-co-that"):
        running.site.write(A, article("Bài một", category=category))
        expect(page.locator("#portal-problems")).to_contain_text(f"«{category}»")
    page.goto(f"{running.preview.address}/2024/a/")
    expect(page.locator("h1")).to_have_text("Bài một")


def test_a_file_that_a_build_ignores_is_ignored_here(running: Running, page: Page) -> None:
    """Whatever its name ends with."""
    with page.expect_response("**/__portal/events*"):
        page.goto(f"{running.preview.address}/")
    for name in ("bai-viet/2024/_so-tay.md", "bai-viet/2024/~$a.md", "ghi-chu.md"):
        running.site.write(name, article("Không lên cổng"))
    running.site.write("bai-viet/2024/MOI.MD", article("Bài chữ hoa", date="2024-03-01"))
    expect(page.locator("main")).to_contain_text("Bài chữ hoa")
    expect(page.locator("main")).not_to_contain_text("Không lên cổng")


def test_drafts_and_scheduled_articles_are_seen_here(running: Running, page: Page) -> None:
    """Only here: ``test_wrong_sites`` shows that a build leaves no word of them."""
    for slug, title, year in (("nhap", "Bản nháp", 2024), ("mai", "Bài hẹn giờ", 2030)):
        page.goto(f"{running.preview.address}/{year}/{slug}/")
        expect(page.locator("h1")).to_have_text(title)


def test_a_new_article_stands_on_the_home_page_at_once(running: Running, page: Page) -> None:
    with page.expect_response("**/__portal/events*"):
        page.goto(f"{running.preview.address}/")
    running.site.write("bai-viet/2024/c.md", article("Tin vừa đăng", date="2024-05-30"))
    expect(page.locator("main")).to_contain_text("Tin vừa đăng")
    running.site.remove("bai-viet/2024/c.md")
    expect(page.locator("main")).not_to_contain_text("Tin vừa đăng")


def test_a_change_of_the_theme_loads_the_page_anew(running: Running, page: Page) -> None:
    running.site.override("partials/footer.html", "<footer>Chân trang mới</footer>")
    expect(page.locator("footer").last).to_have_text("Chân trang mới")
    assert page.evaluate("window.stayed") is None


def test_what_is_not_there_is_said_in_the_sites_own_words(running: Running, page: Page) -> None:
    response = page.goto(f"{running.preview.address}/khong-co/")
    assert response is not None
    assert response.status == 404
    expect(page.locator("h1")).to_have_text("Không tìm thấy trang này")
    response = page.goto(f"{running.preview.address}/2024")
    assert response is not None
    assert response.url.endswith("/2024/")
