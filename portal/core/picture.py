"""Images as the portal knows them: what an original is, and under which addresses it is offered.

Pure arithmetic on sizes and names; the pixels are the business of ``portal.imaging``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import PurePosixPath

from portal.core.vietnamese import fold, slug

WIDTHS = (480, 960, 1600)
"""Widths offered, in CSS-independent pixels: a phone, a phone of high density, a desktop."""

FALLBACK_WIDTH = 1200
"""Width of the one JPEG or PNG: for old browsers, feeds and share cards (which want ≥ 1200)."""

RECIPE = "1"
"""Raise it when the encoding changes: it is part of every address, which caches keep for ever."""

FOLDER = "/hinh-anh/"

_NAME_OF_FILE = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|avif|svg|heic|bmp|tiff?)"
    r"|(?=\S*\d)(?=\S*[a-z])[\w.()-]*(?:_|\d{3})[\w.()-]*"
    r"|(?:hinh anh|anh|hinh|anh chup|image|img|picture|pic|photo|screenshot|untitled)"
    r"(?: minh hoa)?[ _-]*(?:\d+|\(\d+\))?",
    re.ASCII,
)
"""*IMG_2034.jpg*, *z5432_abc*, *anh1*, *Hình 2*, *image*; folded."""

_WORDS_ENOUGH = 6
"""Blanks from which a text is a description."""

IN_TEXT = "(min-width: 45rem) 42rem, 100vw"
IN_LIST = "(min-width: 46rem) 12rem, 30vw"
"""How wide a picture stands in the column of a text (the theme's ``--measure``), and the small one
of a list, as HTML ``sizes``."""

MEDIA_TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
}


def says_nothing(alt: str) -> bool:
    """Whether ``alt``, which is to tell what an image shows, is the name of a file or no more than
    that there is one."""
    # Names of files are short, and descriptions seldom.
    return alt.count(" ") < _WORDS_ENOUGH and _NAME_OF_FILE.fullmatch(fold(alt).strip()) is not None


@dataclass(frozen=True, slots=True)
class ImageInfo:
    """An original in ``content/hinh-anh``, measured without decoding its pixels."""

    src: str
    """Path relative to ``content/hinh-anh``, NFC, forward slashes."""
    width: int
    """In pixels, as shown: after the EXIF orientation."""
    height: int
    digest: str
    """Hex digest of the file's bytes."""
    format: str
    """``jpeg``, ``png``, ``webp``, ``avif``, ``gif`` or ``svg``."""
    transparent: bool = False
    """Whether the file has an alpha channel or a transparent colour."""
    animated: bool = False
    """More than one frame; only the first is published (nothing moves by itself)."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One published file of an image."""

    url: str
    """Site-absolute: ``/hinh-anh/hoi-nghi-1a2b3c4d-960.avif``."""
    width: int
    height: int
    extension: str

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.extension]


@dataclass(frozen=True, slots=True)
class Picture:
    """What a template needs to show an image without layout shift."""

    src: str
    """Address of the fallback, which every browser understands."""
    width: int
    """Of the original, in pixels: with ``height`` it reserves the room."""
    height: int
    alt: str
    sources: tuple[tuple[str, str], ...]
    """Better offers, best first: (media type, ``srcset``); empty for a drawing (SVG)."""
    sizes: str
    """The HTML ``sizes`` attribute: how wide the picture will stand."""


@dataclass(frozen=True, slots=True)
class Catalogue(Mapping[str, ImageInfo]):
    """Every usable image of the content folder by ``src``, and why the others are not usable."""

    images: Mapping[str, ImageInfo] = field(default_factory=dict)
    defects: Mapping[str, "Defect"] = field(default_factory=dict)

    def usable(self, sources: Iterable[str]) -> dict[str, ImageInfo]:
        """Those of ``sources`` that can be published, in the same order."""
        images = self.images
        return {src: images[src] for src in sources if src in images}

    def __getitem__(self, src: str) -> ImageInfo:
        return self.images[src]

    def __iter__(self) -> Iterator[str]:
        return iter(self.images)

    def __len__(self) -> int:
        return len(self.images)


@dataclass(frozen=True, slots=True)
class Defect:
    """Why a file cannot be published as an image; both texts are Vietnamese."""

    code: str
    message: str
    remedy: str


def offers(info: ImageInfo) -> tuple[tuple[Variant, ...], ...]:
    """The variants of each modern format, best format first, widths rising; none for SVG."""
    if info.format == "svg":
        return ()
    return tuple(
        tuple(_variant(info, width, extension) for width in _widths(info.width))
        for extension in ("avif", "webp")
    )


@lru_cache(maxsize=16_384)
def fallback(info: ImageInfo) -> Variant:
    """The file that everything understands: JPEG for photographs, PNG for drawings, SVG as SVG."""
    if info.format == "svg":
        return _variant(info, info.width, "svg")
    drawn = info.transparent or info.format in {"png", "gif"}
    return _variant(info, min(info.width, FALLBACK_WIDTH), "png" if drawn else "jpg")


def variants(info: ImageInfo) -> tuple[Variant, ...]:
    """All files under which the image is published."""
    return (fallback(info), *(variant for group in offers(info) for variant in group))


def picture(info: ImageInfo, alt: str, sizes: str = IN_TEXT) -> Picture:
    """The image as a template shows it; ``sizes`` says how wide, ``alt`` what it shows."""
    src, sources = _addresses(info)
    return Picture(src, info.width, info.height, alt, sources, sizes)


@lru_cache(maxsize=16_384)
def _addresses(info: ImageInfo) -> tuple[str, tuple[tuple[str, str], ...]]:
    """``src`` and ``sources`` of a picture. Kept, for lists ask for the same pictures all the time:
    without, a build of 10,000 articles spends half a second here."""
    sources = tuple(
        (group[0].media_type, ", ".join(f"{item.url} {item.width}w" for item in group))
        for group in offers(info)
    )
    return fallback(info).url, sources


def _widths(width: int) -> tuple[int, ...]:
    """Never larger than the original, and no step within a tenth of the largest."""
    largest = min(width, WIDTHS[-1])
    return (*(step for step in WIDTHS[:-1] if step < 0.9 * largest), largest)


def stem(info: ImageInfo) -> str:
    """How the address of every variant begins: a readable name and the mark of the content."""
    name = slug(PurePosixPath(info.src).stem, max_length=60) or "anh"
    mark = blake2b(f"{RECIPE} {info.digest}".encode(), digest_size=4).hexdigest()
    return f"{FOLDER}{name}-{mark}"


def _variant(info: ImageInfo, width: int, extension: str) -> Variant:
    size = "" if extension == "svg" else f"-{width}"
    return Variant(
        url=f"{stem(info)}{size}.{extension}",
        width=width,
        height=max(1, round(info.height * width / info.width)),
        extension=extension,
    )
