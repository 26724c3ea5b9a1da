"""The faces for print and drawing: as on the web, in the form that Typst and Pillow read."""

import io
from hashlib import blake2b
from pathlib import Path

from portal.cache import keep
from portal.typography import web

FACES = ((400, "normal"), (400, "italic"), (700, "normal"), (700, "italic"))


def folder(packages: Path, cache: Path) -> Path:
    """A folder with all faces as TrueType files; made once, named by what went in."""
    cuts = {face: web.read(packages, *face) for face in FACES}
    digest = blake2b(f"1 {web.RECIPE}".encode(), digest_size=8)
    for parts in cuts.values():
        for part in parts:
            digest.update(part)
    target = cache / "fonts" / digest.hexdigest()
    for (weight, style), parts in cuts.items():
        file = target / f"{weight}-{style}.ttf"
        if not file.exists():
            keep(file, _truetype(web.build(parts), f"{weight}{style}"))
    return target


def _truetype(data: bytes, face: str) -> bytes:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 (slow to load, seldom needed)

    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    font.flavor = None
    # Web fonts go without a PostScript name; a font without one is not found by Typst.
    font["name"].setName(f"BeVietnamPro-{face}", 6, 3, 1, 0x409)
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()
