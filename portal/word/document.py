"""A ``.docx`` as a tree of HTML elements (mammoth) and what can be told of it before it is text."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from portal.core.problem import PortalError
from portal.core.vietnamese import nfc
from portal.word.headings import is_heading, numbering, text_of
from portal.word.letterhead import without_letterhead
from portal.word.plain import plain

_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='caption'] => p:fresh > em
p[style-name^='toc '] => !
"""
"""What of Word's styles mammoth does not know; a table of contents counts pages, which a site has
not."""
_SUFFIXES = {
    "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp",
}  # fmt: skip
_KINDS = {
    "BÁO CÁO", "BIÊN BẢN", "CHỈ THỊ", "CHƯƠNG TRÌNH", "CÔNG ĐIỆN", "ĐỀ ÁN", "GIẤY MỜI", "HƯỚNG DẪN",
    "KẾ HOẠCH", "KẾT LUẬN", "NGHỊ QUYẾT", "PHƯƠNG ÁN", "QUY CHẾ", "QUYẾT ĐỊNH", "THÔNG BÁO",
    "TỜ TRÌNH",
}  # fmt: skip
"""Kinds of documents (Nghị định 30/2020/NĐ-CP, article 7), which stand above their subject."""
_BYLINE = re.compile(
    r"(?:Tin|Bài|Ảnh)(?:(?:,| và|[ –/-]+) *(?:tin|bài|ảnh))*: .{2,80}", re.IGNORECASE
)


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
            file, document.left_out = plain(path)
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
        said = " ".join(message.message for message in result.messages)
        if "external image" in said:
            document.left_out.append("ảnh không nằm trong tệp")
        if "unsupported character" in said:
            document.left_out.append("ký hiệu của phông chữ lạ")
        document.blocks, around = without_letterhead(document.blocks)
        document.left_out += around
        if not document.blocks:
            raise WordError(f"{path} không có nội dung → kiểm tra có đúng tệp cần lấy không")
        return document

    def shown_pictures(self) -> list[int]:
        """The places in ``pictures`` of those that ``blocks`` show."""
        images = (image for block in self.blocks for image in block.iter("img"))
        return [*dict.fromkeys(int(image.get("src", "0")) for image in images)]

    def take_title(self) -> str:
        """The title, taken out; empty if the document does not begin with one."""
        title = self._take_heading()
        for kind in _KINDS:
            if title == kind or (title.startswith(f"{kind} ") and not title.isupper()):
                subject = title.removeprefix(kind).strip() or self._take_heading()
                begins_small = subject[:1].lower() + subject[1:]
                said = begins_small if subject[1:2].islower() else subject
                title = f"{kind.capitalize()} {said}".strip()
        while title and self.blocks and text_of(self.blocks[0])[:1].islower():
            further = self._take_heading()  # a title of two paragraphs
            if not further:
                break
            title = f"{title} {further}"
        return title

    def take_author(self) -> str:
        """The line *Tin, ảnh: …* at the end, taken out; empty if there is none."""
        said = text_of(self.blocks[-1]) if self.blocks else ""
        if self.blocks and self.blocks[-1].tag == "p" and _BYLINE.fullmatch(said):
            self.blocks.pop()
            return said
        return ""

    def _take_heading(self) -> str:
        if not self.blocks or not is_heading(self.blocks[0]):
            return ""
        if numbering(text_of(self.blocks[0])):  # the first part of a text without a title
            return ""
        heading = self.blocks.pop(0)
        for raised in heading.iter("sup"):
            if raised.find("a") is not None:  # A title has no notes: the text gets what it says.
                tail = raised.tail
                raised.clear()
                raised.tail = tail
        return text_of(heading)
