"""Which lines of a Word document are headings: by style, or by bold type or capitals alone."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

_NUMBERINGS = {
    "part": r"(?:PHẦN|Phần|CHƯƠNG|Chương) (?:[IVX]+\b|\d|THỨ|thứ)", "article": r"(?:Điều|ĐIỀU) \d",
    "capital": r"[A-ZĐ][.)]\s", "roman": r"[IVX]+[.)](?:\s|(?=\w\w))",
    "arabic": r"\d{1,2}[.)](?:\s|(?=[^\W\d]{2}))", "decimal": r"\d{1,2}\.\d{1,2}[.)]?\s",
    "third": r"(?:\d{1,2}\.){2}\d{1,2}[.)]?\s", "letter": r"[a-zđ][.)]\s",
}  # fmt: skip
_NO_HEADING = re.compile(r"Bảng|Biểu|(?:Hình|Ảnh) ?[\d:]|[-+•]")
LONGEST_HEADING = 200
"""Characters."""


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
