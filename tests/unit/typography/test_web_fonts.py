"""The web fonts: all of Vietnamese and of our content, small, the same every time."""

import io
import itertools
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from browsing import need_package
from fontTools.ttLib import TTFont

from portal.core.problem import PortalError
from portal.typography import web as fonts

ROOT = Path(__file__).resolve().parents[3]
TONES = "\u0300\u0301\u0303\u0309\u0323"
LOWER = [
    *"ăâđêôơư",
    *(unicodedata.normalize("NFC", v + t) for v, t in itertools.product("aăâeêioôơuưy", TONES)),
]
LETTERS = [*LOWER, *(letter.upper() for letter in LOWER)]
"""The 134 letters of Vietnamese beyond ASCII."""


@cache
def web_font(weight: int) -> bytes:
    need_package(fonts.PACKAGE)
    return fonts.build(fonts.read(ROOT / "node_modules", weight))


@pytest.fixture(scope="module", params=fonts.WEIGHTS)
def font(request: pytest.FixtureRequest) -> Any:
    return TTFont(io.BytesIO(web_font(request.param)))


def test_both_weights_together_weigh_at_most_45_kilobytes() -> None:
    assert len(LETTERS) == 134
    assert sum(len(web_font(weight)) for weight in fonts.WEIGHTS) <= 45_000


def test_every_letter_of_vietnamese_has_an_outline(font: Any) -> None:
    for letter in LETTERS:
        assert font["glyf"][font.getBestCmap()[ord(letter)]].numberOfContours > 0, letter


def test_every_code_point_of_content_and_theme_is_covered(font: Any) -> None:
    """A sign that the family lacks would be drawn by another font, or as a box."""
    texts = [*ROOT.glob("content/**/*.md"), *ROOT.glob("content/*.yml")]
    texts += ROOT.glob("theme/templates/**/*.html")
    used = {character for file in texts for character in file.read_text("utf-8-sig")}
    used = set(unicodedata.normalize("NFC", "".join(sorted(used)))) - {"\n", "\t", "\r"}
    used -= {"Ð", "ð"}  # mended to Đ and đ when read
    assert sorted(used - set(map(chr, font.getBestCmap()))) == []


def test_letters_of_two_cuts_are_kerned_like_their_bases(font: Any) -> None:
    """*Văn* starts as tightly as *Van*, though ă comes from another file."""
    names = font.getBestCmap()
    for first, second, base in (
        ("V", "ă", "a"),
        ("T", "ư", "u"),
        ("P", "ạ", "a"),
        ("Ạ", "V", None),
    ):
        like = (first, base) if base else ("A", "V")
        assert kerning(font, names[ord(first)], names[ord(second)]) == kerning(
            font, *(names[ord(letter)] for letter in like)
        )
    assert kerning(font, names[ord("V")], names[ord("ă")]) < 0


def test_a_horn_is_not_pushed_into_the_next_letter(font: Any) -> None:
    names = font.getBestCmap()
    assert kerning(font, names[ord("Ơ")], names[ord("V")]) == 0
    assert kerning(font, names[ord("O")], names[ord("V")]) < 0


def kerning(font: Any, first: str, second: str) -> int:
    """What the pair tables say, the first table that knows the pair deciding."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable if lookup.LookupType == fonts.PAIR_ADJUSTMENT else ():
            if first not in table.Coverage.glyphs:
                continue
            if table.Format == 1:
                pairs = table.PairSet[table.Coverage.glyphs.index(first)].PairValueRecord
                for pair in pairs:
                    if pair.SecondGlyph == second:
                        return int(pair.Value1.XAdvance)
                continue
            row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)]
            value = row.Class2Record[table.ClassDef2.classDefs.get(second, 0)].Value1
            return int(value.XAdvance) if value and hasattr(value, "XAdvance") else 0
    return 0


def test_tabular_figures_have_one_width(font: Any) -> None:
    """The family's own figures do not; columns of numbers need them."""
    names, advance = font.getBestCmap(), font["hmtx"]
    (lookup,) = font["GSUB"].table.LookupList.Lookup
    tabular = lookup.SubTable[0].mapping
    figures = [names[ord(figure)] for figure in "0123456789"]
    assert len({advance[tabular[figure]][0] for figure in figures}) == 1
    assert len({advance[figure][0] for figure in figures}) > 1


def test_the_same_sources_give_the_same_bytes() -> None:
    weight = fonts.WEIGHTS[0]
    assert fonts.build(fonts.read(ROOT / "node_modules", weight)) == web_font(weight)


def test_a_missing_package_is_said_so(tmp_path: Path) -> None:
    """Whoever builds without having installed learns which command installs."""
    with pytest.raises(PortalError, match="make site"):
        fonts.read(tmp_path, 400)
