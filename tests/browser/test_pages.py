"""Every kind of page in a real browser: for everyone, on small screens, without scripts."""

from collections.abc import Callable
from itertools import product

import pytest
from browsing import KINDS, Watched, lack, started
from playwright.sync_api import Page, Route, expect

Judge = Callable[..., list[str]]


def test_every_kind_of_page_is_looked_at(addresses: dict[str, list[str]]) -> None:
    assert sorted(addresses) == sorted(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_pages_are_for_everyone(
    kind: str, addresses: dict[str, list[str]], watched: Watched, axe: Judge
) -> None:
    """axe finds nothing, whichever colours the reader has; nothing complains or leaks."""
    page = watched.open(addresses[kind][0], color_scheme="light", reduced_motion="reduce")
    assert axe(page) == []
    # What follows changes colours only.
    page.emulate_media(color_scheme="dark")
    assert axe(page, only="color-contrast") == []
    page.evaluate("localStorage.setItem('contrast', 'more')")
    page.reload()
    assert page.locator("html").get_attribute("data-contrast") == "more"
    assert axe(page, only="color-contrast") == []
    page.emulate_media(color_scheme="light")
    assert axe(page, only="color-contrast") == []


CUT = """() => {
    const words = /(?<!\\S)[\\p{L}\\p{N}.,]{1,8}(?!\\S)/gu;
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const { currentNode: text } = texts;
        if (!text.parentElement.checkVisibility()) continue;
        if (text.parentElement.closest("svg, .visually-hidden")) continue;
        const whole = document.createRange();
        whole.selectNodeContents(text);
        if (whole.getClientRects().length < 2) continue;
        for (const { 0: word, index } of text.data.matchAll(words)) {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            const lines = [...range.getClientRects()].filter(({ width }) => width);
            if (lines.some(({ top }) => top > lines[0].bottom - 1)) found.push(word);
        }
    }
    return found;
}"""
"""Words that go on in the next line. Vietnamese ones are short, so all have room in one."""
WIDE = """(size) => {
    document.documentElement.dataset.textSize = size;
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > width + 1)
        .map((element) => element.outerHTML.slice(0, 120));
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("kind", "drawn", "paint"),
    [
        ("indicator", ".chart text", "fill"),
        ("indicator", ".chart [class*=stroke-]:not(.stroke-line)", "stroke"),
        ("statistics", ".spark path", "stroke"),
        ("year", ".year-strip svg", "fill"),
    ],
)
def test_drawings_keep_to_the_colours_of_the_system(
    kind: str, drawn: str, paint: str, theme: str, addresses: dict[str, list[str]], watched: Watched
) -> None:
    """Where it forces some, the reader's choice here must not draw black on black."""
    page = watched.open(addresses[kind][0], forced_colors="active", color_scheme="dark")
    colours = page.evaluate(
        """([theme, drawn, paint]) => {
            document.documentElement.dataset.theme = theme;
            return [...document.querySelectorAll(drawn)].map((one) => getComputedStyle(one)[paint]);
        }""",
        [theme, drawn, paint],
    )
    assert set(colours) == {page.evaluate("getComputedStyle(document.body).color")}


def test_forced_colours_show_where_one_is(
    addresses: dict[str, list[str]], watched: Watched
) -> None:
    """What only a colour told apart has the colours of what is chosen."""
    chosen = {
        "year": ".year-list [aria-current]",
        "statistics-year": ".statistics-filter [aria-current]",
        "search": ".search-facets [aria-current]",
        "home": ".display-settings [aria-pressed=true]",
    }
    for kind, selector in chosen.items():
        address = addresses[kind][0] + ("?q=van+ban" if kind == "search" else "")
        page = watched.open(address, forced_colors="active", reduced_motion="reduce")
        if kind == "home":
            page.get_by_role("button", name="Tương phản cao").click()
        expect(page.locator(selector).first).to_be_visible()
        ground = page.locator(selector).first.evaluate(
            "(one) => getComputedStyle(one).backgroundColor"
        )
        system = page.evaluate(
            """() => {
                document.body.style.background = "Highlight";
                return getComputedStyle(document.body).backgroundColor;
            }"""
        )
        assert ground == system, kind


@pytest.mark.parametrize("width", [320, 592, 1280])
def test_the_words_of_a_chart_grow_with_the_text(
    width: int, addresses: dict[str, list[str]], watched: Watched
) -> None:
    """As the reader's tools and the browser's own setting make it, on any screen; what is wider
    than that scrolls in its frame, which the keyboard reaches."""
    page = watched.open(addresses["indicator"][0], viewport={"width": width, "height": 640})
    for size in (16, 24, 32):
        least = page.evaluate(
            """(size) => {
                document.documentElement.style.fontSize = `${size}px`;
                const words = [...document.querySelectorAll(".chart text")];
                const heights = words.map((one) => one.getBoundingClientRect().height);
                return Math.min(...heights.filter(Boolean));
            }""",
            size,
        )
        assert least >= 0.85 * size
    frame = page.locator(".chart-frame")
    frame.focus()
    page.keyboard.press("ArrowRight")
    wider = frame.evaluate("(frame) => frame.scrollWidth > frame.clientWidth")
    assert wider == (width < 1280)
    if wider:
        page.wait_for_function("(frame) => frame.scrollLeft > 0", arg=frame.element_handle())


def test_what_stands_below_a_summary_is_as_wide_as_it(
    addresses: dict[str, list[str]], watched: Watched
) -> None:
    """On a phone the picture stands beside the title alone; category and day need one line."""
    page = watched.open(addresses["tag"][0], viewport={"width": 360, "height": 640})
    widths = page.evaluate(
        """() => [...document.querySelectorAll(".card:has(.card-picture)")].map((card) =>
            [".card-summary", ".card-meta"].map((part) => card.querySelector(part).clientWidth))"""
    )
    assert widths
    assert [pair for pair in widths if pair[0] != pair[1]] == []


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_runs_off_a_narrow_screen(
    kind: str, addresses: dict[str, list[str]], watched: Watched
) -> None:
    """At 320 px, which is 1280 px at 400 % zoom, a page scrolls one way only and cuts no word,
    whichever size of text the reader chose."""
    page = watched.open(addresses[kind][0], viewport={"width": 320, "height": 640})
    for address, size in product(addresses[kind], ("100", "200")):
        if size == "100":
            page.goto(watched.origin + address)
        wide = page.evaluate(WIDE, size)
        assert wide == [], (address, size)
        assert page.evaluate(CUT) == [], (address, size)


@pytest.mark.parametrize("width", [320, 360, 412, 1280])
def test_an_emblem_and_a_long_name_leave_the_header_in_one_row(
    width: int, watched: Watched
) -> None:
    page = watched.open("/lien-he/", viewport={"width": width, "height": 640})
    boxes = page.evaluate(
        """() => {
            const emblem = new Image(56, 56);
            emblem.src = document.querySelector("link[rel=icon]").href;
            emblem.className = "emblem";
            document.querySelector(".site-band .wrap").prepend(emblem);
            document.querySelector(".site-name").textContent += " Tuyên Quang";
            return emblem.decode().then(() => [...emblem.parentElement.children]
                .map((one) => one.getBoundingClientRect())
                .filter((box) => box.width));
        }"""
    )
    assert len(boxes) == (3 if width == 1280 else 4)
    assert max(box["top"] for box in boxes) < min(box["bottom"] for box in boxes)


@pytest.mark.parametrize("width", [658, 720, 900])
def test_a_table_of_many_columns_cuts_no_word(
    width: int, addresses: dict[str, list[str]], watched: Watched
) -> None:
    """On A4, and on screens where it only just is a table."""
    address = addresses["statistics-year"][0]
    page = watched.open(address, viewport={"width": width, "height": 900})
    page.emulate_media(media="print" if width == 658 else "screen")
    assert page.evaluate(CUT) == []


def test_the_columns_of_a_table_stand_apart(watched: Watched) -> None:
    """Whichever way neighbours are aligned: to the left, to the right, in the middle."""
    page = watched.open("/2024/lich-tiep-cong-dan-nam-2024/")
    gaps = page.evaluate(
        """() => [...document.querySelectorAll(".prose tr")].flatMap((row) => {
            const words = [...row.cells].map((cell) => {
                const range = document.createRange();
                range.selectNodeContents(cell);
                return range.getBoundingClientRect();
            });
            return words.slice(1).map((word, i) => word.left - words[i].right);
        })"""
    )
    assert min(gaps) > 12


def test_figures_are_found_by_their_topic(watched: Watched) -> None:
    """A topic's name finds all under it; what is found nowhere is told in words."""
    page = watched.open("/so-lieu/")
    started(page)
    section = page.locator(".figure-list section").last
    rows = section.locator("li")
    box = page.get_by_label("Lọc chỉ tiêu")
    box.fill(section.locator("h2").inner_text())
    assert rows.count() == section.locator("li:visible").count()
    box.fill("xyzt")
    expect(page.locator(".figure-list").get_by_role("status")).to_contain_text("Không có chỉ tiêu")


def shifts(page: Page) -> float:
    """How far things moved so far: the browser's own sum of layout shifts."""
    found: list[float] = page.evaluate(
        """() => new Promise((done) => {
            const found = [];
            const note = (list) => found.push(...list.getEntries().map((shift) => shift.value));
            const observer = new PerformanceObserver(note);
            observer.observe({ type: "layout-shift", buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => {
                note({ getEntries: () => observer.takeRecords() });
                done(found);
            }));
        })"""
    )
    return sum(found)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_while_a_page_loads(
    kind: str, addresses: dict[str, list[str]], watched: Watched
) -> None:
    """No layout shift on a phone: pictures, tables and scripts have their room from the first
    paint."""
    page = watched.browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    page.route("**/*.woff2", lambda route: route.abort())
    page.goto(watched.origin + addresses[kind][0])
    started(page)
    assert shifts(page) == 0


@pytest.mark.parametrize("kind", ["article", "home", "month", "statistics"])
def test_hardly_anything_moves_when_fonts_come_late(
    kind: str, addresses: dict[str, list[str]], watched: Watched
) -> None:
    """The fonts that stand in are as wide and as high, but for a line that breaks elsewhere."""
    page = watched.browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    fonts: list[Route] = []
    page.route("**/*.woff2", lambda route: fonts.append(route))  # noqa: PLW0108  No method will do.
    page.goto(watched.origin + addresses[kind][0], wait_until="domcontentloaded")
    page.evaluate(
        """() => new Promise((done) => {
            new PerformanceObserver(done).observe({ type: "paint", buffered: true });
        }).then(() => null)"""
    )
    if not page.evaluate(
        "() => document.fonts.load(\"1em 'Be Vietnam Fallback'\").then(() => 1, () => 0)"
    ):
        lack("This test needs Arial, Roboto or Liberation Sans, which this machine does not have.")
    for font in fonts:
        font.continue_()
    page.wait_for_load_state("load")
    started(page)
    page.evaluate("document.fonts.ready.then(() => null)")
    assert fonts
    assert shifts(page) < 0.05


@pytest.mark.parametrize("kind", KINDS)
def test_pages_stand_without_scripts(
    kind: str, addresses: dict[str, list[str]], watched: Watched
) -> None:
    """What is shown works: no visible button, that of a search neither, that only a script could
    answer. From every page a link still leads to where searching is explained."""
    page = watched.open(addresses[kind][0], java_script_enabled=False)
    assert page.locator("h1").inner_text().strip()
    dead = [
        button.text_content()
        for button in page.locator("button:visible").all()
        if not button.get_attribute("popovertarget")
    ]
    assert dead == []
    expect(page.locator(".to-search")).to_be_visible()


@pytest.mark.parametrize("kind", KINDS)
def test_there_is_nothing_to_click_on_paper(
    kind: str, addresses: dict[str, list[str]], watched: Watched
) -> None:
    page = watched.open(addresses[kind][0] + ("?q=van+ban" if kind == "search" else ""))
    if kind == "search":
        expect(page.locator(".search-results li").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    assert page.locator(":is(button, input, select, summary, nav):visible").all_inner_texts() == []


def test_what_stands_apart_on_the_screen_does_on_paper(watched: Watched) -> None:
    """The lead and the latest news, one category and the next."""
    page = watched.open("/")
    page.emulate_media(media="print")
    gaps = page.evaluate(
        """() => [...document.querySelectorAll(":is(.front, .columns) > * + *")].map((one) =>
            one.getBoundingClientRect().top
            - one.previousElementSibling.getBoundingClientRect().bottom)"""
    )
    assert gaps
    assert min(gaps) > 12


def test_a_period_stands_beside_its_value_or_below_it(
    addresses: dict[str, list[str]], watched: Watched
) -> None:
    """Not partly: “năm | 2024”."""
    for address in addresses["indicator"]:
        page = watched.open(address, viewport={"width": 360, "height": 640})
        parted = page.evaluate(
            """() => [...document.querySelectorAll(".indicator-latest strong + span")]
                .filter((one) => one.getClientRects().length > 1)
                .map((one) => one.textContent)"""
        )
        assert parted == [], address
        page.context.close()
