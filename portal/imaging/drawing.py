"""Drawings (SVG): measured, and cleaned of all that is not drawing.

An SVG is a document that may hold scripts and call other servers. Published are the elements and
attributes that draw; a file that holds active content is refused, so that nobody wonders why
half of a drawing is gone.
"""

import re
from xml.etree import ElementTree as ET

from portal.core.picture import Defect, ImageInfo

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"

ET.register_namespace("", SVG)
ET.register_namespace("xlink", XLINK)

_DRAWING = (
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text "
    "tspan textPath marker pattern clipPath mask linearGradient radialGradient stop image "
    "style switch filter feBlend feColorMatrix feComponentTransfer feComposite feDropShadow "
    "feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology "
    "feOffset feTile feTurbulence"
)
_ELEMENTS = frozenset(_DRAWING.split())
_ACTIVE = frozenset({"script", "foreignObject", "handler", "listener", "iframe", "embed", "object"})
_LOCAL = re.compile(r"#|data:image/(?:png|jpeg|webp|gif);base64,", re.IGNORECASE)
_REMOTE_STYLE = re.compile(r"@import|url\(\s*['\"]?(?!#)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d+\.?\d*|\.\d+)\s*(px|pt|pc|mm|cm|in|)\s*")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
"""CSS pixels in a unit (CSS Values 4, §6.2)."""
_LARGEST = 1_000_000
"""CSS pixels, more than any drawing is wide: a mistake."""


def is_svg(data: bytes) -> bool:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and b"<svg" in data[:65536]


def inspect(data: bytes, src: str, digest: str) -> ImageInfo | Defect:
    try:
        root = _parse(data)
    except (ET.ParseError, ValueError):
        return Defect("image-broken", "tệp SVG không đúng cú pháp", "xuất lại hình, chọn Plain SVG")
    if _is_active(root):
        return Defect(
            "image-active",
            "tệp SVG có mã lệnh hoặc nội dung nhúng",
            "xuất lại hình, chọn Plain SVG, hoặc dùng PNG",
        )
    size = _size(root)
    if size is None:
        return Defect(
            "image-no-size",
            "tệp SVG không ghi kích thước (width, height hoặc viewBox)",
            "xuất lại hình có kích thước, hoặc dùng PNG",
        )
    return ImageInfo(src=src, width=size[0], height=size[1], digest=digest, format="svg")


def clean(data: bytes) -> bytes:
    """The drawing without comments, foreign elements and references to anything outside it."""
    root = _parse(data)
    if (size := _size(root)) and "viewBox" not in root.attrib:
        root.set("viewBox", f"0 0 {size[0]} {size[1]}")
    _strip(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=False)
    return text + b"\n"


def _parse(data: bytes) -> ET.Element:
    if b"<!ENTITY" in data:
        raise ValueError("entities are not needed to draw, and can be a bomb")
    root = ET.fromstring(data)
    if root.tag != f"{{{SVG}}}svg":
        raise ValueError("not an SVG document")
    return root


def _is_active(root: ET.Element) -> bool:
    return any(
        _name(element.tag) in _ACTIVE
        or any(_name(key).lower().startswith("on") for key in element.attrib)
        or any("javascript:" in value.lower() for value in element.attrib.values())
        for element in root.iter()
    )


def _strip(element: ET.Element) -> None:
    for key, value in list(element.attrib.items()):
        foreign = key.startswith("{") and not key.startswith(
            (f"{{{XLINK}}}", "{http://www.w3.org/XML")
        )
        remote = _name(key) == "href" and not _LOCAL.match(value)
        if foreign or remote or _REMOTE_STYLE.search(value):
            del element.attrib[key]
    if element.text and _name(element.tag) == "style" and _REMOTE_STYLE.search(element.text):
        element.text = ""
    for child in list(element):
        if not child.tag.startswith(f"{{{SVG}}}") or _name(child.tag) not in _ELEMENTS:
            element.remove(child)
        else:
            _strip(child)


def _size(root: ET.Element) -> tuple[int, int] | None:
    lengths = [_LENGTH.fullmatch(root.get(key, "")) for key in ("width", "height")]
    if lengths[0] and lengths[1]:
        width, height = (float(m[1]) * _PIXELS[m[2]] for m in lengths if m)
    else:
        numbers = root.get("viewBox", "").replace(",", " ").split()
        try:
            width, height = float(numbers[2]), float(numbers[3])
        except (IndexError, ValueError):
            return None
    is_size = 1 <= width <= _LARGEST and 1 <= height <= _LARGEST  # which nan and inf are not
    return (round(width), round(height)) if is_size else None


def _name(tag: object) -> str:
    return str(tag).rsplit("}", 1)[-1]
