"""A ``.docx`` as a tree of HTML elements (mammoth) and what can be told of it before it is text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from portal.core.problem import PortalError
from portal.core.vietnamese import fold, nfc

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='toc 1'] => !
p[style-name='toc 2'] => !
p[style-name='toc 3'] => !
"""
"""What of Word's styles mammoth does not know; a table of contents counts pages, which a site has
not."""
_SUFFIXES = {
    "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp",
}  # fmt: skip
_LETTERHEAD = {"cong hoa xa hoi chu nghia viet nam": "quốc hiệu", "noi nhan": "nơi nhận, chữ ký"}
"""What stands in tables without lines around a document's text; no part of an article."""
_KINDS = {
    "BÁO CÁO", "BIÊN BẢN", "CHỈ THỊ", "CHƯƠNG TRÌNH", "CÔNG ĐIỆN", "ĐỀ ÁN", "GIẤY MỜI", "HƯỚNG DẪN",
    "KẾ HOẠCH", "KẾT LUẬN", "NGHỊ QUYẾT", "PHƯƠNG ÁN", "QUY CHẾ", "QUYẾT ĐỊNH", "THÔNG BÁO",
    "TỜ TRÌNH",
}  # fmt: skip
"""Kinds of documents (Nghị định 30/2020/NĐ-CP, article 7), which stand above their subject."""
_NUMBERINGS = {
    "part": r"(?:PHẦN|Phần|CHƯƠNG|Chương)\b", "roman": r"[IVX]+[.)]\s", "arabic": r"\d{1,2}[.)]\s",
    "decimal": r"\d{1,2}\.\d{1,2}[.)]?\s", "letter": r"[a-zđ][.)]\s",
}  # fmt: skip
LONGEST_HEADING = 200
"""Characters."""


class WordError(PortalError):
    """The file is no Word document that can be read."""


@dataclass(frozen=True, slots=True)
class Picture:
    data: bytes
    suffix: str
    """Empty: of a kind that no browser shows (EMF, WMF, TIFF)."""


@dataclass(slots=True)
class WordDocument:
    """An open document; ``blocks`` refer to pictures by their places in ``pictures``."""

    blocks: list[Element]
    pictures: list[Picture] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """What of the document is not in ``blocks``, in Vietnamese."""

    @classmethod
    def open(cls, path: Path) -> "WordDocument":
        """Read ``path``; :class:`WordError` if it is none."""
        import mammoth  # noqa: PLC0415 (only who brings a document pays for it)

        document = cls([])

        def keep(image: Any) -> dict[str, str]:
            with image.open() as data:
                suffix = _SUFFIXES.get(image.content_type, "")
                document.pictures.append(Picture(data.read(), suffix))
            return {"src": str(len(document.pictures) - 1)}

        try:
            with path.open("rb") as file:
                result = mammoth.convert_to_html(
                    file, style_map=_STYLES, convert_image=mammoth.images.img_element(keep)
                )
            document.blocks = list(ElementTree.fromstring(f"<body>{nfc(result.value)}</body>"))
        except FileNotFoundError:
            raise WordError(f"không có tệp {path} → kiểm tra lại tên tệp") from None
        except (BadZipFile, ElementTree.ParseError, ExpatError, KeyError, OSError, ValueError):
            raise WordError(
                f"{path} không phải tệp .docx đọc được → mở bằng Word, chọn Save As, kiểu Word"
                " Document (*.docx), không đặt mật khẩu"
            ) from None
        if any("external image" in message.message for message in result.messages):
            document.left_out.append("ảnh không nằm trong tệp")
        document.leave_out_letterhead()
        return document

    def leave_out_letterhead(self) -> None:
        """Take away what stands around the text of an official document."""
        blocks, self.blocks = self.blocks, []
        for block in blocks:
            said = fold(text_of(block))
            if said == "noi nhan:":  # Without a table, to the end of the document.
                self.left_out.append(_LETTERHEAD["noi nhan"])
                break
            found = [name for words, name in _LETTERHEAD.items() if words in said]
            if block.tag == "table" and found:
                self.left_out += found
            else:
                self.blocks.append(block)

    def take_title(self) -> str:
        """The title, taken out; empty if the document does not begin with one."""
        title = self._take_heading()
        if title in _KINDS:
            subject = self._take_heading()
            begins_small = subject[:1].lower() + subject[1:]
            said = begins_small if subject[1:2].islower() else subject
            title = f"{title.capitalize()} {said}".strip()
        return title

    def _take_heading(self) -> str:
        if not self.blocks or not is_heading(self.blocks[0]):
            return ""
        if numbering(text_of(self.blocks[0])):  # the first part of a text without a title
            return ""
        return text_of(self.blocks.pop(0))


def text_of(element: Element) -> str:
    """What an element says, in one line."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield " " if child.tag in {"br", "p", "td", "th", "tr", "li"} else ""
        yield from _texts(child)
        yield child.tail or ""


def is_heading(element: Element) -> bool:
    """Whether it is a heading, or a short line in bold or capitals that stands for one."""
    text = text_of(element)
    if not text or element.find(".//img") is not None:
        return False
    if re.fullmatch(r"h\d", element.tag):
        return True
    if element.tag != "p" or len(text) > LONGEST_HEADING:
        return False
    if text.endswith((".", ";", ":", ",", "/")) or text.startswith(("Bảng", "Biểu", "-", "+", "•")):
        return False
    return text.isupper() or _is_bold(element)


def numbering(heading: str) -> str:
    """The kind of number that a heading begins with; empty if with none."""
    found = [kind for kind, form in _NUMBERINGS.items() if re.match(form, heading)]
    return found[-1] if found else ""


def _is_bold(paragraph: Element) -> bool:
    """Whether every sign of it is."""
    outside = [paragraph.text, *(child.tail for child in paragraph)]
    return not any(text and text.strip() for text in outside) and all(
        child.tag in {"strong", "br"} or not text_of(child) for child in paragraph
    )
