"""Every kind of page by the keyboard and by a finger."""

import pytest
from browsing import KINDS, Watched
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    kind: str, addresses: dict[str, list[str]], watched: Watched
) -> None:
    """Tab visits every visible control once, in order, each with a visible focus mark."""
    page = watched.open(addresses[kind][0])
    page.evaluate(
        """() => {
            window.visited = [];
            document.addEventListener("focusin", ({ target }) => window.visited.push(target));
        }"""
    )
    count = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, summary, textarea")]
            .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled)
            .length"""
    )
    for _ in range(count):
        page.keyboard.press("Tab")
        mark = page.evaluate(
            """() => {
                const one = document.activeElement;
                if (one === document.body) return "left";
                const style = getComputedStyle(one);
                const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                return shown || style.boxShadow !== "none" ? "" : one.outerHTML.slice(0, 120);
            }"""
        )
        if mark == "left":
            break
        assert mark == ""
    visited = page.evaluate("new Set(window.visited).size")
    # A radio group is one stop; a scrollable region may be one more.
    assert visited >= count * 0.9


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [360, 1280])
def test_whatever_can_be_pressed_is_large_enough_for_a_finger(
    width: int, kind: str, addresses: dict[str, list[str]], watched: Watched
) -> None:
    """24 pixels each way (WCAG 2.2, 2.5.8), though links within a sentence may have fewer."""
    page = watched.open(addresses[kind][0], viewport={"width": width, "height": 740})
    small = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, summary")]
            .filter((one) => one.checkVisibility({ visibilityProperty: true }))
            .filter((one) => !one.matches(".skip-link"))
            .filter((one) => [...one.getClientRects()].some((box) => box.width && box.height < 24)
                || one.getBoundingClientRect().width < 24)
            .map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert small == []


SHEETS = {"home": "Menu", "article": "Công cụ"}
"""Kind of page → button of a sheet that it has."""


def opened(watched: Watched, kind: str, address: str) -> Page:
    """A page on a phone with one of its sheets open, and the script there that closes it."""
    page = watched.open(address, viewport={"width": 360, "height": 740})
    with page.expect_response("**/sheet-*.js") as script:
        page.get_by_role("button", name=SHEETS[kind], exact=True).click()
    page.evaluate("(module) => import(module).then(() => null)", script.value.url)
    expect(page.locator(":popover-open")).to_be_visible()
    return page


@pytest.mark.parametrize("kind", SHEETS)
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_a_sheet_never_hides_what_has_the_focus(
    kind: str, key: str, addresses: dict[str, list[str]], watched: Watched
) -> None:
    """It closes when the focus goes elsewhere (WCAG 2.2, 2.4.11), and lets it go there."""
    page = opened(watched, kind, addresses[kind][0])
    sheet = page.locator(":popover-open")
    while sheet.count():
        page.keyboard.press(key)
        assert sheet.count() == sheet.locator(":focus").count()
    expect(page.locator(":focus")).to_be_in_viewport()


@pytest.mark.parametrize("kind", SHEETS)
def test_a_sheet_closes_where_there_is_room_without_it(
    kind: str, addresses: dict[str, list[str]], watched: Watched
) -> None:
    """A phone that is turned, a window that is widened."""
    page = opened(watched, kind, addresses[kind][0])
    page.set_viewport_size({"width": 1000, "height": 360})
    expect(page.locator(":popover-open")).to_have_count(0)


def test_the_first_stop_leads_to_the_content(watched: Watched) -> None:
    """The skip link comes first, shows itself when focused, and moves the focus."""
    page = watched.open("/")
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.inner_text() == "Chuyển đến nội dung chính"
    assert link.bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "noi-dung"
