"""A ``.docx`` in which plain text says what Word works out when it shows a document.

Numbers of lists and headings, what styles make bold or a heading, fields, formulas and the fonts of
before Unicode: mammoth, which reads the document next, knows none of them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from portal.core.vietnamese import legacy_font
from portal.word.numbering import Numbering
from portal.word.styles import Styles, child, is_on, local, value

_TEXTS = ("word/document", "word/footnotes", "word/endnotes")
_UNWRAPPED = {"fldSimple", "bdo", "dir"}
_DRAWN = "biểu đồ, SmartArt (trong Word bấm phải từng hình, Save as Picture, rồi chép vào bài)"
_LEFT_OUT = {
    "del": "phần đánh dấu xóa", "vanish": "chữ ẩn",
    "commentReference": "nhận xét của người duyệt", "chart": _DRAWN, "relIds": _DRAWN,
}  # fmt: skip
"""Elements that say what is not taken, and what that is called."""


def plain(path: Path) -> tuple[BytesIO, list[str]]:
    """The document made plain, and what of it is not taken, in Vietnamese."""
    made = BytesIO()
    with ZipFile(path) as source, ZipFile(made, "w") as target:
        names = source.namelist()
        styles = Styles(_part(source, "styles"))
        numbering = Numbering(_part(source, "numbering"), styles)
        found: Counter[str] = Counter()
        for name in names:
            data = source.read(name)
            if name.startswith(_TEXTS) and name.endswith(".xml"):
                root = ElementTree.fromstring(data)
                _Part(root, styles, numbering, found).make_plain()
                data = ElementTree.tostring(root)
            target.writestr(name, data)
    made.seek(0)
    return made, list(dict.fromkeys(_LEFT_OUT[name] for name in _LEFT_OUT if found[name]))


def _part(source: ZipFile, kind: str) -> Element | None:
    """``word/styles.xml``, which may be ``styles2.xml`` as well."""
    form = re.compile(rf"word/{kind}\d*\.xml")
    name = next(filter(form.fullmatch, source.namelist()), None)
    return ElementTree.fromstring(source.read(name)) if name else None


class _Part:
    """A text of the document: its body or its notes."""

    def __init__(
        self, root: Element, styles: Styles, numbering: Numbering, found: Counter[str]
    ) -> None:
        self._root = root
        self._word = root.tag.rpartition("}")[0] + "}"  # one of two namespaces
        self._styles = styles
        self._numbering = numbering
        self._found = found

    def make_plain(self) -> None:
        self._visit(self._root, "")

    def _visit(self, element: Element, style: str) -> None:
        """``style`` is that of the paragraph around."""
        name = local(element)
        if name == "p":
            style = self._paragraph(element)
        elif name == "AlternateContent":  # One of two: what they hold is counted once.
            self._choose(element)
        for part in [*element]:
            self._visit(part, style)
        match name:
            case "br" if element.get(f"{self._word}type") in {"page", "column"}:
                element.attrib.clear()
            case "cr":
                element.tag = f"{self._word}br"
            case "ptab":
                element.tag = f"{self._word}tab"
            case "oMath":
                self._formula(element)
            # Smaller ones are places in the fonts of signs, which mammoth knows.
            case "sym" if "0100" <= (sign := element.get(f"{self._word}char", "")) < "E000":
                element.tag, element.text = f"{self._word}t", chr(int(sign, 16))
            case "r":
                self._run(element, style)
            case _ if name in _UNWRAPPED:
                element.tag = f"{self._word}smartTag"  # which mammoth looks into
        if name in _LEFT_OUT and not (name == "del" and not len(element)):
            self._found[name] += name != "vanish"

    def _paragraph(self, paragraph: Element) -> str:
        """Give it the level of its heading and its number; the name of its style."""
        own = child(paragraph, "pPr")
        style = value(child(own, "pStyle"))
        level = self._styles.heading_level(own, style)
        label = self._numbering.label(own, style)
        if not level and not label:
            return style
        if own is None:
            own = Element(f"{self._word}pPr")
            paragraph.insert(0, own)
        if level:
            named = child(own, "pStyle")
            if named is None:
                named = ElementTree.SubElement(own, f"{self._word}pStyle")
            named.set(f"{self._word}val", f"Heading{level}")
        if label:
            self._write_label(paragraph, own, label)
        return style

    def _write_label(self, paragraph: Element, own: Element, label: str) -> None:
        numbered = child(own, "numPr")
        if numbered is not None:
            own.remove(numbered)
        numbered = ElementTree.SubElement(own, f"{self._word}numPr")
        for name in ("ilvl", "numId"):
            ElementTree.SubElement(numbered, f"{self._word}{name}", {f"{self._word}val": "0"})
        run = self._text_run(f"{label} ")
        # As bold as the words behind it: a heading is bold as a whole.
        first = next((part for part in paragraph.iter(f"{self._word}r")), None)
        look = child(first, "rPr")
        if look is not None and child(look, "vanish") is None:
            run.insert(0, ElementTree.fromstring(ElementTree.tostring(look)))
        paragraph.insert([*paragraph].index(own) + 1, run)

    def _text_run(self, text: str) -> Element:
        run = Element(f"{self._word}r")
        ElementTree.SubElement(run, f"{self._word}t").text = text
        return run

    def _run(self, run: Element, style: str) -> None:
        look = child(run, "rPr")
        if is_on(self._styles.of_run(look, style, "vanish")):
            self._found["vanish"] += any(local(part) == "t" for part in run)
            run.clear()
            run.tag = f"{self._word}r"
            return
        if look is not None and is_on(child(look, "dstrike")):
            ElementTree.SubElement(look, f"{self._word}strike")
        if child(look, "b") is None and is_on(self._styles.of_run(look, style, "b")):
            if look is None:
                look = Element(f"{self._word}rPr")
                run.insert(0, look)
            ElementTree.SubElement(look, f"{self._word}b")
        fonts = self._styles.of_run(look, style, "rFonts")
        font = "" if fonts is None else fonts.get(f"{self._word}hAnsi", "")
        if convert := legacy_font(font):
            self._convert(run, convert)

    def _convert(self, run: Element, convert: Callable[[str], str]) -> None:
        for part in run:
            if local(part) == "softHyphen":  # ư of TCVN3
                part.tag, part.text = f"{self._word}t", "\xad"
            if local(part) == "t":
                part.text = convert(part.text or "")

    def _choose(self, element: Element) -> None:
        """What only new versions of Word show, where there is nothing for older ones: the text of
        boxes."""
        if child(element, "Fallback") is not None:
            for choice in [part for part in element if local(part) == "Choice"]:
                element.remove(choice)
            return
        boxes = [part for part in element.iter() if local(part) == "txbxContent"]
        element.clear()
        element.tag = f"{self._word}pict"
        element.extend(boxes)

    def _formula(self, formula: Element) -> None:
        text = "".join(_linear(formula))
        formula.clear()
        formula.tag = f"{self._word}smartTag"
        formula.append(self._text_run(text))


def _linear(formula: Element) -> Iterator[str]:
    """A formula in one line: *(a+b)/c*."""
    name = local(formula)
    if name == "t":
        yield formula.text or ""
        return
    sign = {"den": "/", "sup": "^", "sub": "_", "deg": "", "rad": "√"}.get(name, "")
    inner = "".join(text for part in formula for text in _linear(part))
    is_group = name in {"num", "den", "sup", "sub"} and len(inner) > 1 and not inner.isalnum()
    yield f"{sign if inner else ''}{f'({inner})' if is_group else inner}"
