"""Be Vietnam Pro for the web: one small file a weight, with all of Latin and Vietnamese.

The npm package cuts the family into files by script. A Vietnamese word would be set from two of
them and lose its kerning where they meet (*Văn*: V from one, ă from the other), so the cuts are
joined here again: outlines are copied into the Latin file, and each added letter is kerned like
the letter it is built on. Hinting, a third of the bytes, goes; figures of equal width
(``tnum``), which the family lacks and tables need, are added.

fontTools takes longer to load than a build of one edited article: it is imported where fonts are
made, which happens once.
"""

import io
import unicodedata
from copy import copy, deepcopy
from pathlib import Path
from typing import Any

from portal.core.problem import PortalError

RECIPE = "2"
"""Raise it when this module makes other bytes from the same sources: names are cached for ever."""

PACKAGE = "@fontsource/be-vietnam-pro"
WEIGHTS = (400, 700)
CUTS = ("latin", "vietnamese", "latin-ext")
"""The first is the base; the others give what it lacks."""

FEATURES = ("kern", "mark", "tnum")
"""What is kept: text is composed (NFC), so composition and its local forms have nothing to do."""

PAIR_ADJUSTMENT = 2
"""Type of the GPOS lookups that hold kerning."""

HORN = "\u031b"

FIGURE_GAP = 40
"""Space between two tabular figures, in units of 1/1000 em."""

FIGURES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def read(packages: Path, weight: int, style: str = "normal") -> tuple[bytes, ...]:
    """The cuts of one weight, from the npm package installed in the folder ``packages``."""
    folder = packages / PACKAGE / "files"
    try:
        return tuple(
            (folder / f"be-vietnam-pro-{cut}-{weight}-{style}.woff2").read_bytes() for cut in CUTS
        )
    except FileNotFoundError as error:
        raise PortalError(
            f"thiếu gói phông chữ {PACKAGE} → chạy make site (Windows: py tools\\setup.py site)"
        ) from error


def build(cuts: tuple[bytes, ...]) -> bytes:
    """The web font (woff2) made of the cuts of one weight, the base first."""
    font, *others = (_open(cut) for cut in cuts)
    for other in others:
        _add_letters(font, other)
    _add_tabular_figures(font)
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415

    options = Options()
    options.hinting = False
    options.layout_features = list(FEATURES)
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.flavor = "woff2"
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()


def _open(data: bytes) -> Any:
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    return TTFont(io.BytesIO(data), recalcTimestamp=False)


def _add_letters(font: Any, other: Any) -> None:
    """Copy every glyph that ``font`` lacks, with its width, code point and kerning."""
    glyphs, widths = font["glyf"], font["hmtx"]
    known = font.getBestCmap()
    for code, name in sorted(other.getBestCmap().items()):
        if code in known:
            continue
        glyphs[name] = other["glyf"][name]
        widths[name] = other["hmtx"][name]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name
        if (base := known.get(_base(code))) is not None:
            _kern_like(font, name, base, horned=HORN in unicodedata.normalize("NFD", chr(code)))


def _base(code: int) -> int:
    """The letter that a letter is built on: a for ẵ, d for đ; a sign is its own base."""
    letter = unicodedata.normalize("NFD", chr(code))[0]
    return ord({"đ": "d", "Đ": "D"}.get(letter, letter))


def _kern_like(font: Any, name: str, base: str, *, horned: bool) -> None:
    """Give glyph ``name`` the kerning of ``base``.

    ``name`` must be the last glyph of the font, for coverage tables are kept in glyph order.
    A horn (ơ, ư) fills the space that kerning to its right would close: there it gets none.
    """
    for lookup in font["GPOS"].table.LookupList.Lookup:
        if lookup.LookupType != PAIR_ADJUSTMENT:
            continue
        for table in lookup.SubTable:
            covered = base in table.Coverage.glyphs and not horned
            if table.Format == 1:
                _pair_like(table, name, base, covered=covered)
            else:
                for classes in (table.ClassDef1.classDefs, table.ClassDef2.classDefs):
                    if base in classes:
                        classes[name] = classes[base]
            if covered:
                table.Coverage.glyphs.append(name)


def _pair_like(table: Any, name: str, base: str, *, covered: bool) -> None:
    """The same for a table of single pairs: ``name`` first like ``base`` first, and second."""
    if covered:
        table.PairSet.append(deepcopy(table.PairSet[table.Coverage.glyphs.index(base)]))
        table.PairSetCount = len(table.PairSet)
    for pairs in table.PairSet:
        for record in tuple(pairs.PairValueRecord):
            if record.SecondGlyph == base:
                added = copy(record)
                added.SecondGlyph = name
                pairs.PairValueRecord.append(added)
        pairs.PairValueCount = len(pairs.PairValueRecord)


def _add_tabular_figures(font: Any) -> None:
    """Figures of one width, each drawn as before in the middle of it, as the feature ``tnum``."""
    glyphs, widths = font["glyf"], font["hmtx"]
    width = max(glyphs[name].xMax - glyphs[name].xMin for name in FIGURES) + FIGURE_GAP
    for name in FIGURES:
        figure = deepcopy(glyphs[name])
        shift = (width - (figure.xMax - figure.xMin)) // 2 - figure.xMin
        figure.coordinates.translate((shift, 0))
        figure.recalcBounds(glyphs)
        glyphs[f"{name}.tnum"] = figure
        widths[f"{name}.tnum"] = (width, figure.xMin)
    font.setGlyphOrder(glyphs.glyphOrder)
    rules = " ".join(f"sub {name} by {name}.tnum;" for name in FIGURES)
    from fontTools.feaLib.builder import addOpenTypeFeaturesFromString  # noqa: PLC0415

    addOpenTypeFeaturesFromString(font, f"feature tnum {{ {rules} }} tnum;", tables=("GSUB",))
