"""Look at an image file without trusting it: what it is, or why it cannot be published."""

import warnings
from hashlib import blake2b
from pathlib import Path

from PIL import ExifTags, Image, UnidentifiedImageError

from portal.core.picture import Defect, ImageInfo
from portal.imaging import drawing

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 60_000_000
"""More than any camera of an office gives; larger files are scans nobody meant to publish."""

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")

_SIDEWAYS = {5, 6, 7, 8}
"""EXIF orientations that swap width and height (EXIF 2.32, tag 0x0112)."""

_REDUCED = (512, 512)


def inspect(path: Path, src: str) -> ImageInfo | Defect:
    """What the file at ``path`` holds; a :class:`Defect` if it cannot be published.

    Pixels are decoded only as far as it takes to know that the file is whole: a JPEG at an eighth
    of its size, a PNG by the check sums of its chunks.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return _too_heavy(size)
        data = path.read_bytes()
    except OSError:
        return Defect("image-unreadable", "không mở được tệp ảnh", "kiểm tra tệp rồi chép lại")
    digest = blake2b(data, digest_size=16).hexdigest()
    if drawing.is_svg(data):
        return drawing.inspect(data, src, digest)
    if data[4:8] == b"ftyp" and data[8:12] in {b"heic", b"heix", b"hevc", b"mif1", b"msf1"}:
        return Defect(
            "image-heic",
            "ảnh HEIC của điện thoại, trình duyệt không mở được",
            "xuất ảnh sang JPEG rồi dùng tệp .jpg",
        )
    try:
        with warnings.catch_warnings(), Image.open(path, formats=FORMATS) as image:
            # Pillow's own warning about large images comes later than our limit.
            warnings.simplefilter("ignore")
            if image.width * image.height > MAX_PIXELS:
                return _too_large(image.width, image.height)
            info = _measure(image, src, digest)
            _decode(image, path)
            return info
    except Image.DecompressionBombError:
        return Defect(
            "image-too-large",
            f"ảnh lớn hơn {MAX_PIXELS // 1_000_000} triệu điểm ảnh",
            "thu nhỏ ảnh, chiều rộng 2.000 điểm ảnh là đủ",
        )
    except UnidentifiedImageError:
        return _unknown(data)
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError):
        return _broken()


def _measure(image: Image.Image, src: str, digest: str) -> ImageInfo:
    width, height = image.size
    if image.getexif().get(ExifTags.Base.Orientation) in _SIDEWAYS:
        width, height = height, width
    return ImageInfo(
        src=src,
        width=width,
        height=height,
        digest=digest,
        format=(image.format or "").lower(),
        transparent=image.has_transparency_data,
        animated=bool(getattr(image, "is_animated", False)),
    )


def _decode(image: Image.Image, path: Path) -> None:
    if image.format == "PNG":
        with Image.open(path, formats=("PNG",)) as fresh:
            fresh.verify()
        return
    if image.format == "JPEG":
        image.draft("RGB", _REDUCED)
    image.load()


def _unknown(data: bytes) -> Defect:
    if not data:
        return Defect("image-empty", "tệp ảnh rỗng (0 byte)", "chép lại tệp ảnh")
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF")) or data[4:8] == b"ftyp":
        return _broken()
    return Defect(
        "image-unknown-type",
        "tệp không phải ảnh JPEG, PNG, WebP, AVIF, GIF hay SVG",
        "mở ảnh rồi lưu lại thành JPEG (ảnh chụp) hoặc PNG (hình vẽ)",
    )


def _broken() -> Defect:
    return Defect(
        "image-broken", "ảnh hỏng hoặc chép chưa xong", "chép lại ảnh gốc, mở thử xem có đủ hình"
    )


def _too_heavy(size: int) -> Defect:
    megabytes = f"{size / 1024 / 1024:.1f}".replace(".", ",")
    return Defect(
        "image-too-heavy",
        f"ảnh nặng {megabytes} MB, quá {MAX_BYTES // 1024 // 1024} MB",
        "thu nhỏ ảnh, chiều rộng 2.000 điểm ảnh là đủ",
    )


def _too_large(width: int, height: int) -> Defect:
    return Defect(
        "image-too-large",
        f"ảnh {width} × {height} điểm ảnh, quá {MAX_PIXELS // 1_000_000} triệu điểm ảnh",
        "thu nhỏ ảnh, chiều rộng 2.000 điểm ảnh là đủ",
    )
