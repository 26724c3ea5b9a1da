"""The style sheet keeps its promises: layers, tokens, contrast in every choice of colours."""

import re
from pathlib import Path

import pytest

from plugins.assets.stylesheet import bundle, layer_order, minify
from portal.core.picture import IN_TEXT

THEME = Path(__file__).resolve().parents[2] / "theme"
CSS = THEME / "static" / "css"
COMPONENTS = THEME / "templates" / "components"
SHEETS = sorted([*CSS.glob("*.css"), *COMPONENTS.glob("*/*.css")])

TEXT, LARGE = 4.5, 3.0
"""Least contrast of text and of lines that mean something: WCAG 2.2, 1.4.3 and 1.4.11."""
READING = 7.0
"""Of running text: 1.4.6, which the office promises its readers."""


def text_of(sheet: Path) -> str:
    """A sheet without comments and without pictures."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.S)
    return re.sub(r'url\("data:[^"]*"\)', "url()", text)


def test_the_order_of_layers_is_the_order_of_strength() -> None:
    assert layer_order(CSS) == (
        "reset", "tokens", "base", "layout", "components", "utilities", "print",
    )  # fmt: skip
    order, *layers = re.findall(r"@layer ([\w,]+)[;{]", minify(bundle(CSS, COMPONENTS)))
    assert layers == order.split(",")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_sheet_leaves_layers_to_the_bundle_and_needs_no_force(sheet: Path) -> None:
    text = text_of(sheet)
    assert "!important" not in text
    assert "@import" not in text
    assert sheet.name == "main.css" or "@layer" not in text


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_braces_are_in_pairs(sheet: Path) -> None:
    """A browser would drop half of a sheet without a word."""
    text = re.sub(r'"[^"]*"', '""', text_of(sheet))
    assert text.count("{") == text.count("}")


def test_every_custom_property_that_is_used_is_set() -> None:
    texts = [text_of(sheet) for sheet in SHEETS]
    used = {name for text in texts for name in re.findall(r"var\((--[\w-]+)\)", text)}
    known = {name for text in texts for name in re.findall(r"(--[\w-]+)\s*:", text)}
    assert used <= known


def test_every_token_is_used() -> None:
    texts = [text_of(sheet) for sheet in SHEETS]
    used = {name for text in texts for name in re.findall(r"var\((--[\w-]+)", text)}
    known = {name for text in texts for name in re.findall(r"(--[\w-]+)\s*:", text)}
    assert known <= used


def test_every_class_is_of_some_markup() -> None:
    """A rule that outlived what it was for is still fetched by every reader."""
    made = ("theme/templates/**/*.html", "theme/**/*.js", "p*/**/*.py", "docs/*.md")
    files = [file for pattern in made for file in THEME.parent.glob(pattern)]
    words = set(re.findall(r"[a-z][\w-]*", " ".join(file.read_text("utf-8") for file in files)))
    classes = {
        name
        for sheet in SHEETS
        for selector in re.findall(r"([^{};]+)\{", text_of(sheet).replace("url()", ""))
        if not selector.strip().startswith("@")
        for name in re.findall(r"\.([a-z][\w-]*)", selector)
    }
    # Of some only the stem is written, as in delta-{{ direction }}; that of a drawing's colours is
    # the attribute which had them.
    stems = {word for word in words if word.endswith("-")} | {"fill-"}
    assert sorted(c for c in classes - words if f"{c.rpartition('-')[0]}-" not in stems) == []


def test_what_the_reset_takes_away_is_gone() -> None:
    """Lists have no bullets and tables no double lines: no other sheet needs to say so."""
    for sheet in SHEETS:
        if sheet.name != "reset.css":
            assert not re.search(r"list-style: none|border-collapse", text_of(sheet)), sheet.name


def test_figures_of_one_width_are_for_columns() -> None:
    """Within a sentence they leave gaps: “202 1”."""
    rules = [rule for sheet in SHEETS for rule in re.findall(r"([^{}]+)\{([^{}]*)", text_of(sheet))]
    assert {selector.strip() for selector, body in rules if "tabular-nums" in body} == {
        ".prose table", ".series-table .numeric", ".data-files .numeric", ".chart svg",
        ".title-list time", ".year-list", ".visit-totals dd", ".most-read li::before",
        ".fact-value strong",
    }  # fmt: skip


def test_pictures_are_fetched_as_wide_as_the_column_of_a_text() -> None:
    """``sizes`` in the markup repeats what the style sheet says."""
    assert f"--measure: {IN_TEXT.split(' ')[2].strip(',')};" in text_of(CSS / "tokens.css")


def test_colours_are_tokens() -> None:
    """A colour that is written down elsewhere knows neither night nor high contrast."""
    for sheet in SHEETS:
        if sheet.name not in {"tokens.css", "print.css"}:
            assert not re.search(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(", text_of(sheet)), sheet.name


def palettes() -> dict[str, dict[str, str]]:
    """Each choice of colours → name → ``#rrggbb``, as a browser would resolve it."""
    blocks = re.findall(r"(:root[^{]*)\{([^{}]*--paper[^{}]*)\}", text_of(CSS / "tokens.css"))
    found: dict[str, dict[str, str]] = {}
    plain, both, system, chosen = (dict(_colours(body)) for _, body in blocks)
    assert system == chosen, "what the system asks for and what the reader chooses is one thing"
    for number, shade in enumerate(("light", "dark")):
        normal = plain | both
        found[shade] = {name: value[min(number, len(value) - 1)] for name, value in normal.items()}
        strong = normal | chosen
        found[f"{shade}, high contrast"] = {
            name: value[min(number, len(value) - 1)] for name, value in strong.items()
        }
    found["without light-dark()"] = {name: value[0] for name, value in plain.items()}
    return found


def _colours(body: str) -> list[tuple[str, list[str]]]:
    return [
        (name, [_long(colour) for colour in re.findall(r"#[0-9a-f]{3,6}\b", value)])
        for name, value in re.findall(r"--([\w-]+):\s*([^;]*#[^;]*);", body)
    ]


def _long(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21, as WCAG defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("choice", palettes())
def test_contrast_suffices_in_every_choice_of_colours(choice: str) -> None:
    """Running text at 7:1, other text at 4.5:1, lines that mean something and charts at 3:1."""
    colour = palettes()[choice]
    pairs = [
        *(("ink", ground, READING) for ground in ("paper", "surface", "spoken", "indigo-wash")),
        *(("indigo", ground, TEXT) for ground in ("paper", "surface", "indigo-wash")),
        *(("muted", ground, TEXT) for ground in ("paper", "surface")),
        *(("cinnabar", ground, TEXT) for ground in ("paper", "surface")),
        ("on-band", "band", READING),
        ("on-band-muted", "band", TEXT),
        ("on-band-focus", "band", LARGE),
        ("edge", "paper", LARGE),
        ("focus", "paper", LARGE),
        *((f"series-{number}", "paper", LARGE) for number in range(1, 7)),
    ]
    weak = [
        f"{front} on {ground}: {ratio:.2f} < {least}"
        for front, ground, least in pairs
        if (ratio := contrast(colour[front], colour[ground])) < least
    ]
    assert weak == []
