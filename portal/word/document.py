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
from portal.word.plain import plain
from portal.word.tables import rows_of

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
_MOTTO, _RECEIVERS = "cong hoa xa hoi chu nghia viet nam", "noi nhan:"
_LEFT_OUT = {_MOTTO: "quốc hiệu", _RECEIVERS: "nơi nhận, chữ ký", "muc luc": "mục lục"}
"""What stands around a document's text; no part of an article."""
_AROUND = re.compile(
    r".*doc lap\W+tu do.*|so *:.*|(?:.*[,\s])?ngay\s.*thang\s.*nam\s[\d .…]*|[-–—_=*\s]+"
)
"""Lines of a letterhead in paragraphs, beside those in capitals."""
_APPENDIX = re.compile(r"(?:phu luc|bang|bieu)\b")
_KINDS = {
    "BÁO CÁO", "BIÊN BẢN", "CHỈ THỊ", "CHƯƠNG TRÌNH", "CÔNG ĐIỆN", "ĐỀ ÁN", "GIẤY MỜI", "HƯỚNG DẪN",
    "KẾ HOẠCH", "KẾT LUẬN", "NGHỊ QUYẾT", "PHƯƠNG ÁN", "QUY CHẾ", "QUYẾT ĐỊNH", "THÔNG BÁO",
    "TỜ TRÌNH",
}  # fmt: skip
"""Kinds of documents (Nghị định 30/2020/NĐ-CP, article 7), which stand above their subject."""
_NUMBERINGS = {
    "part": r"(?:PHẦN|Phần|CHƯƠNG|Chương) (?:[IVX]+\b|\d|THỨ|thứ)", "article": r"(?:Điều|ĐIỀU) \d",
    "capital": r"[A-ZĐ][.)]\s", "roman": r"[IVX]+[.)](?:\s|(?=\w\w))",
    "arabic": r"\d{1,2}[.)](?:\s|(?=[^\W\d]{2}))", "decimal": r"\d{1,2}\.\d{1,2}[.)]?\s",
    "third": r"(?:\d{1,2}\.){2}\d{1,2}[.)]?\s", "letter": r"[a-zđ][.)]\s",
}  # fmt: skip
_NO_HEADING = re.compile(r"Bảng|Biểu|(?:Hình|Ảnh) ?[\d:]|[-+•]")
_BYLINE = re.compile(
    r"(?:Tin|Bài|Ảnh)(?:(?:,| và|[ –/-]+) *(?:tin|bài|ảnh))*: .{2,80}", re.IGNORECASE
)
LONGEST_HEADING = 200
"""Characters."""
_LETTERHEAD_ROWS, _LETTERHEAD_LINES = 6, 12
_LONGEST_LETTERHEAD, _LONGEST_RECEIVER = 1500, 150


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
        document.leave_out_letterhead()
        if not document.blocks:
            raise WordError(f"{path} không có nội dung → kiểm tra có đúng tệp cần lấy không")
        return document

    def leave_out_letterhead(self) -> None:
        """Take away what stands around the text of an official document."""
        self.blocks = [part for block in self.blocks for part in _unframed(block)]
        begin = self._after_letterhead()
        blocks, self.blocks = self.blocks[begin:], []
        is_receiver = False
        for block in blocks:
            said = fold(text_of(block))
            if is_receiver and _is_after_receivers(block, said):
                is_receiver = False
            if block.tag == "table":
                found = _around_in(block)
                self.left_out += [_LEFT_OUT[words] for words in found]
                if found:
                    continue
            elif said == "muc luc" or said.startswith(_RECEIVERS):
                is_receiver = is_receiver or said != "muc luc"
                self.left_out.append(_LEFT_OUT["muc luc" if said == "muc luc" else _RECEIVERS])
                continue
            if not is_receiver:
                self.blocks.append(block)

    def _after_letterhead(self) -> int:
        """The place of the first block behind a letterhead that is in paragraphs."""
        lines = [
            fold(text_of(block)) if block.tag != "table" else ""
            for block in self.blocks[:_LETTERHEAD_LINES]
        ]
        place = next((at for at, line in enumerate(lines) if _MOTTO in line), -1)
        above = self.blocks[: max(place, 0)]
        if place < 0 or not all(
            text_of(block).isupper() or _AROUND.fullmatch(line)
            for block, line in zip([*above, self.blocks[place]], lines, strict=False)
        ):
            return 0
        self.left_out.append(_LEFT_OUT[_MOTTO])
        place += 1
        while place < len(lines) and lines[place] and _AROUND.fullmatch(lines[place]):
            place += 1
        return place

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


def _unframed(block: Element) -> list[Element]:
    """What stands in a table of one column, which is a frame; another block by itself."""
    if block.tag != "table" or any(len(row) > 1 for row in rows_of(block)):
        return [block]
    return [part for row in rows_of(block) for cell in row for part in [*cell] or [cell]]


def _around_in(table: Element) -> list[str]:
    """What a table without lines holds that stands around a text; a table of data holds none."""
    if len(table.findall(".//tr")) > _LETTERHEAD_ROWS or len(text_of(table)) > _LONGEST_LETTERHEAD:
        return []
    cells = [fold(text_of(cell)) for cell in table.iter() if cell.tag in {"td", "th"}]
    found = [_MOTTO] if any(_MOTTO in cell[:200] for cell in cells) else []
    return found + [_RECEIVERS] * any(cell.startswith(_RECEIVERS) for cell in cells)


def _is_after_receivers(block: Element, said: str) -> bool:
    """Whether it is no line of the list of receivers, nor who signs: an appendix, say."""
    return (
        block.tag not in {"p", "ul"}
        or len(said) > _LONGEST_RECEIVER * max(1, len(block.findall("li")))
        or _APPENDIX.match(said) is not None
    )


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
    if len(text) > LONGEST_HEADING:
        return False
    if re.fullmatch(r"h\d", element.tag):
        return True
    if element.tag != "p":
        return False
    if text.endswith((".", ";", ":", ",", "/")) or _NO_HEADING.match(text):
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
