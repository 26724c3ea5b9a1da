"""The faces of Be Vietnam Pro for print: as on the web, in the form Typst reads."""

import io
from hashlib import blake2b
from pathlib import Path

from fontTools.ttLib import TTFont

from plugins.assets.fonts import CUTS, PACKAGE, RECIPE, build
from portal.core.problem import PortalError
from portal.imaging.store import keep

FACES = ((400, "normal"), (400, "italic"), (700, "normal"), (700, "italic"))


def folder(packages: Path, cache: Path) -> Path:
    """A folder with all faces as TrueType files; made once, named by what went in."""
    cuts = {face: _read(packages, *face) for face in FACES}
    digest = blake2b(f"1 {RECIPE}".encode(), digest_size=8)
    for parts in cuts.values():
        for part in parts:
            digest.update(part)
    target = cache / "fonts" / digest.hexdigest()
    for (weight, style), parts in cuts.items():
        file = target / f"{weight}-{style}.ttf"
        if not file.exists():
            keep(file, _truetype(build(parts), f"{weight}{style}"))
    return target


def _read(packages: Path, weight: int, style: str) -> tuple[bytes, ...]:
    files = packages / PACKAGE / "files"
    try:
        return tuple(
            (files / f"be-vietnam-pro-{cut}-{weight}-{style}.woff2").read_bytes() for cut in CUTS
        )
    except FileNotFoundError as error:
        raise PortalError(f"Thiếu phông chữ {PACKAGE} → chạy `make site` để cài đặt") from error


def _truetype(data: bytes, face: str) -> bytes:
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    font.flavor = None
    # Web fonts go without a PostScript name; a font without one is not found by Typst.
    font["name"].setName(f"BeVietnamPro-{face}", 6, 3, 1, 0x409)
    target = io.BytesIO()
    font.save(target)
    return target.getvalue()
