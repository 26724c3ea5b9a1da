"""Encode one published variant of an image: upright, sRGB, without metadata.

The same original and the same Pillow give the same bytes: one thread, no dates, no metadata.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from portal.core.picture import ImageInfo, Variant
from portal.core.problem import PortalError
from portal.imaging import drawing
from portal.imaging.inspection import FORMATS

_OPTIONS: dict[str, dict[str, Any]] = {
    "avif": {"format": "AVIF", "quality": 60, "speed": 8, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 78, "method": 4},
    "jpg": {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
    "png": {"format": "PNG", "optimize": True},
}


def encode(path: Path, info: ImageInfo, variant: Variant) -> bytes:
    """The bytes of ``variant``, made from the original at ``path``.

    Raises :class:`PortalError` if the file can no longer be decoded.
    """
    try:
        if variant.extension == "svg":
            return drawing.clean(path.read_bytes())
        with Image.open(path, formats=FORMATS) as original:
            return _save(_prepare(original, info, variant), variant.extension)
    except (OSError, SyntaxError, ValueError, EOFError, UnidentifiedImageError) as error:
        raise PortalError(
            f"hinh-anh/{info.src}: không đọc được ảnh, tệp vừa bị đổi hoặc xóa → "
            "chép lại ảnh rồi dựng lại"
        ) from error


def _prepare(original: Image.Image, info: ImageInfo, variant: Variant) -> Image.Image:
    longest = max(variant.width, variant.height)
    original.draft("RGB", (longest, longest))
    profile = original.info.get("icc_profile")
    image = ImageOps.exif_transpose(original)
    image = _srgb(image, profile, transparent=info.transparent)
    if image.size != (variant.width, variant.height):
        image = image.resize(
            (variant.width, variant.height), Image.Resampling.LANCZOS, reducing_gap=3.0
        )
    image.info = {}
    return image


def _srgb(image: Image.Image, profile: bytes | None, *, transparent: bool) -> Image.Image:
    """In eight bits a channel and the colours of sRGB, which is what is assumed without profile."""
    if image.mode.startswith("I"):
        image = image.point(lambda value: value / 256).convert("L")
    mode = "RGBA" if transparent else "RGB"
    if transparent or image.mode not in {"RGB", "CMYK", "L"}:
        image = image.convert(mode)
    if profile:
        try:
            return ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode=mode,
            ) or image.convert(mode)
        except ImageCms.PyCMSError:
            pass  # A damaged profile is worth less than none.
    return image.convert(mode)


def _save(image: Image.Image, extension: str) -> bytes:
    if extension == "jpg" and image.mode != "RGB":
        image = image.convert("RGB")
    if extension == "png":
        image = _few_colours(image)
    buffer = BytesIO()
    image.save(buffer, **_OPTIONS[extension])
    return buffer.getvalue()


def _few_colours(image: Image.Image) -> Image.Image:
    """A drawing of at most 256 colours as a palette: a third of the size, the same pixels."""
    if image.mode == "RGB" and image.getcolors(256) is not None:
        return image.quantize(256, dither=Image.Dither.NONE)
    return image
