"""Letters as browsers draw them: every one from our own fonts, kerned as Vietnamese needs it."""

import itertools
import unicodedata

import pytest
from browsing import Watched
from playwright.sync_api import Page

TONES = "\u0300\u0301\u0303\u0309\u0323"
LOWER = [
    *"ăâđêôơư",
    *(unicodedata.normalize("NFC", v + t) for v, t in itertools.product("aăâeêioôơuưy", TONES)),
]
LETTERS = "".join([*LOWER, *(letter.upper() for letter in LOWER)])
"""The 134 letters of Vietnamese beyond ASCII."""


@pytest.fixture
def page(watched: Watched) -> Page:
    page = watched.open("/")
    page.evaluate("document.fonts.ready.then(() => {})")
    return page


def write(page: Page, text: str, weight: int, **style: str) -> None:
    """Put ``text`` into an element ``#sample``; styles go through the object model."""
    page.evaluate(
        """async ([text, weight, style]) => {
          document.querySelector("#sample")?.remove();
          const sample = document.createElement("span");
          sample.id = "sample";
          sample.textContent = text;
          Object.assign(sample.style, { fontWeight: weight, fontSize: "100px", ...style });
          document.querySelector("main").append(sample);
          await document.fonts.load(`${weight} 100px "Be Vietnam Pro"`, text);
        }""",
        [text, weight, style],
    )


def width(page: Page, text: str, weight: int = 400, **style: str) -> float:
    write(page, text, weight, **style)
    return float(page.evaluate("document.querySelector('#sample').getBoundingClientRect().width"))


@pytest.mark.parametrize("weight", [400, 700])
def test_every_letter_is_drawn_by_the_font_itself(weight: int, page: Page) -> None:
    """The browser tells which font gave each glyph: ours, for all 134."""
    assert len(LETTERS) == 134
    write(page, LETTERS, weight)
    client = page.context.new_cdp_session(page)
    client.send("DOM.enable")
    client.send("CSS.enable")
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    node = client.send("DOM.querySelector", {"nodeId": root, "selector": "#sample"})["nodeId"]
    (font,) = client.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert font["familyName"].startswith("Be Vietnam Pro")
    assert font["isCustomFont"]
    assert font["glyphCount"] == 134


@pytest.mark.parametrize("pair", ["Vă", "Tư", "Yế", "Đẩ"])
def test_vietnamese_letters_are_kerned_like_their_bases(pair: str, page: Page) -> None:
    """*Vă* is set as tightly as *Va*, although the family's files keep them apart."""
    bare = "".join(unicodedata.normalize("NFD", letter)[0] for letter in pair.replace("Đ", "D"))

    def tightness(text: str) -> float:
        return width(page, text) - width(page, text, fontKerning="none")

    assert tightness(pair) == pytest.approx(tightness(bare), abs=0.1)


def test_columns_of_figures_stand_under_each_other(page: Page) -> None:
    """Tabular figures are equally wide; the others are not, and look better in a line."""
    tabular = {round(width(page, f, fontVariantNumeric="tabular-nums"), 1) for f in "0123456789"}
    assert len(tabular) == 1
    assert len({round(width(page, figure), 1) for figure in "0123456789"}) > 1


def test_letters_with_two_marks_are_not_cut_off(page: Page) -> None:
    """Ẫ, Ộ and ễ keep their marks in the tightest heading there is."""
    for selector in ("h1", "h2", "h3", ".section-heading", ".site-name"):
        ratio = page.evaluate(
            """(selector) => {
              const element = document.querySelector(selector);
              if (!element) return 9;
              const { lineHeight, fontSize } = getComputedStyle(element);
              return parseFloat(lineHeight) / parseFloat(fontSize);
            }""",
            selector,
        )
        assert ratio >= 1.265, selector
