"""Who wishes not to be counted, does not look, or is no reader."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import BROWSERS, CHROMIUM_FLAGS, need
from counter_readers import ANDROID, TOTALS, VIEWS, Reader
from counter_servers import OurService
from playwright.sync_api import Playwright, expect
from serving import Serving

from counter.visits import TOTAL


@pytest.mark.parametrize(
    "wish",
    [
        "Object.defineProperty(navigator, 'doNotTrack', {value: '1'})",
        "Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})",
        "Object.defineProperty(navigator, 'webdriver', {value: true})",
    ],
    ids=["Do Not Track", "Global Privacy Control", "a program drives the browser"],
)
def test_who_objects_sends_nothing(
    service: OurService, reader: Callable[..., Reader], wish: str
) -> None:
    """No hit and no question: the counter does not learn that somebody reads."""
    one = reader()
    one.context.add_init_script(wish)
    page = one.open()
    assert one.sent == []
    expect(page.locator(VIEWS)).to_be_hidden()
    expect(page.locator(TOTALS)).to_be_hidden()
    assert service.store.figure(TOTAL) is None


def test_do_not_track_as_the_browser_sets_it(
    service: OurService, served: Serving, port: int, playwright: Playwright, tmp_path: Path
) -> None:
    """The switch in Chromium's own settings, not one that a test imitates; the shell has none."""
    profile = tmp_path / "profile"
    (profile / "Default").mkdir(parents=True)
    (profile / "Default/Preferences").write_text('{"enable_do_not_track": true}')
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=need(*BROWSERS[1:]),
        args=[*CHROMIUM_FLAGS, "--disable-blink-features=AutomationControlled"],
        user_agent=ANDROID,
    )
    try:
        one = Reader(context, served, f"http://127.0.0.1:{port}")
        page = one.open()
        assert page.evaluate("navigator.doNotTrack") == "1"
        assert one.sent == []
        expect(page.locator(VIEWS)).to_be_hidden()
    finally:
        context.close()


def test_a_page_that_nobody_looks_at_yet_is_not_counted(
    service: OurService, reader: Callable[..., Reader]
) -> None:
    """Prerendered, or opened in the background: counted when it comes to the front."""
    one = reader()
    one.context.add_init_script(
        "let state = 'hidden';"
        "Object.defineProperty(document, 'visibilityState', {get: () => state});"
        "window.look = () => { state = 'visible';"
        " document.dispatchEvent(new Event('visibilitychange')); };"
    )
    page = one.open()
    assert one.sent == []
    page.evaluate("look()")
    expect(page.locator(VIEWS)).to_have_text(" · 1 lượt xem")
    page.evaluate("look()")
    assert len(one.hits) == 1


def test_a_crawler_is_answered_but_not_counted(
    service: OurService, reader: Callable[..., Reader]
) -> None:
    """Google's renderer runs the scripts of pages; it is no reader."""
    bot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/140.0"
    one = reader(user_agent=bot)
    page = one.open()
    one.fill(page)
    assert len(one.hits) == 1
    assert service.store.figure(TOTAL) is None
    expect(page.locator(VIEWS)).to_be_hidden()
