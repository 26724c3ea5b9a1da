"""The blocks of a Word document as Markdown that the portal's own check has nothing against."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from xml.etree.ElementTree import Element

from portal.word.headings import is_heading, numbering, text_of
from portal.word.tables import frame, table

_SPECIAL = re.compile(r"[\\`*_<{~]|&(?=#?\w+;)|\[(?=\^)|\](?=[(\[:])")
_ADDRESS = re.compile(r"(https?://[^\s<>]*[^\s<>.,;:!?)\]\"'”])")
_LINKED = re.compile(r"<(https?://[^<>]*)>")
_LINE_START = re.compile(r"\A(?P<number>\d{3,}(?=[.)] )|)(?P<sign>(?<=\d)[.)]|[#>])")
"""What would make something else of a line: *2026. Trong năm …* a list that begins at 2026."""
_BULLET = re.compile(r"\A([-–•+●■▪◦◆➢►\uf0b7\uf0a7\uf0d8\uf02d])\s+")
_ITEM = re.compile(r" *- ")
_ITALIC = re.compile(r"\*[^*]+\*")
_GLUED = re.compile(r"\A(?:[-–•+]|\d{1,2}[.)])(?=[^\W\d_]{2,} )")
_COUNTED = re.compile(r"\A(\d{1,2})([.)])(?= |\Z)")
_CAPTION = re.compile(r"\*+(?:(?:Bảng|Biểu)\b|(?:Hình|Ảnh) ?[\d:])")
_BELOW_PICTURE = re.compile(r"(?:Hình|Ảnh)\s*[\d:][^*]{0,200}")
_INTRODUCES = re.compile(r"\*\*([^*]+)\*\*:")
"""A line in bold that ends in a colon is no heading; alone, it would look like one."""
_STARS = re.compile(r"(?<!\\)\*+")
_NOTE = re.compile(r"#(?:foot|end)note-\d+")
_RAISED = str.maketrans("0123", "⁰¹²³")
_RULE = re.compile(r"(?:[-=–—+•. ]|\\[_*~])*")
"""A line drawn with signs, which would make a heading of the line above."""


def markdown(blocks: Iterable[Element], addresses: Sequence[str]) -> str:
    """The text of an article; ``addresses`` are those of the pictures, empty of one that is not
    shown."""
    return _joined(_Writer(addresses).blocks(blocks))


class _Writer:
    def __init__(self, addresses: Sequence[str]) -> None:
        self._addresses = addresses
        self._outline: list[str] = []
        self._referred: set[str] = set()

    def blocks(self, elements: Iterable[Element]) -> Iterator[str]:
        shown = [*elements]
        notes = shown.pop() if shown and _are_notes(shown[-1]) else ()
        # What has no text below is no heading but who signs, which shall not look like one.
        end = max((at for at, each in enumerate(shown) if not is_heading(each)), default=0)
        for at, element in enumerate(shown):
            if element.tag == "ul":
                yield "\n".join(self._items(element, ""))
            elif element.tag == "table":
                if cells := frame(element):
                    for cell in cells:
                        yield from self.blocks([*cell] or [cell])
                else:
                    yield from table(element, self._one_line)
            elif is_heading(element):
                words = _STARS.sub("", self._one_line(element))
                yield f"{'#' * self._level(element)} {words}" if at < end else _line(words)
            else:
                yield from self._paragraphs(element)
        for number, note in enumerate(notes, 1):
            mark = f"[^{number}]: " if str(number) in self._referred else ""
            yield f"{mark}{self._one_line(note)}"

    def _level(self, heading: Element) -> int:
        """2 for the first kind of headings, one more for each kind within it: none is skipped."""
        kind = numbering(text_of(heading)) or "plain"
        if heading.tag != "p":  # Word's own levels: h1 to h6
            kind = heading.tag
            self._outline = [above for above in self._outline if "h" < above < kind]
        if kind not in self._outline:
            self._outline.append(kind)
        del self._outline[self._outline.index(kind) + 1 :]
        return min(1 + len(self._outline), 6)

    def _paragraphs(self, element: Element) -> Iterator[str]:
        """A line broken by hand is a paragraph; so is each picture."""
        for line in self._inline(element).split("\n"):
            text = " ".join(line.split())
            if _CAPTION.match(text):
                text = _STARS.sub("", text)
            if match := _INTRODUCES.fullmatch(text):
                text = f"{match[1]}:"
            if not _RULE.fullmatch(text) or text == "./.":
                yield _line(_GLUED.sub(r"\g<0> ", text))

    def _one_line(self, element: Element) -> str:
        return " ".join(self._inline(element).split())

    def _items(self, element: Element, indent: str) -> Iterator[str]:
        for item in element:
            own = Element("li")
            own.text = item.text
            own.extend(child for child in item if child.tag != "ul")
            text = self._one_line(own)
            if text:
                yield f"{indent}- {_line(text)}"
            for child in item:
                if child.tag == "ul":  # Without an item above it a list is none within another.
                    yield from self._items(child, f"{indent}  " if text else indent)

    def _inline(self, element: Element, before: str = "", after: str = "") -> str:
        """``before`` and ``after`` are what stands on either side."""
        text = _linked(element.text or "")
        for child, following in zip_longest(element, element[1:]):
            tail = _linked(child.tail or "")
            behind = tail or (after if following is None else "".join(following.itertext()))
            text += self._marked(child, text or before, behind) + tail
        return text

    def _marked(self, element: Element, before: str, after: str) -> str:
        inner = self._inline(element, before, after)
        match element.tag:
            case "br" | "p" | "td" | "th" | "li":
                return f"{inner}\n"
            case "strong":
                return _emphasised("**", inner, " \t:.,;", before, after)
            case "em":
                return _emphasised("*", inner, " \t", before, after)
            case "s":
                return _emphasised("~~", inner, " \t", before, after)
            case "sup" if (link := element.find("a")) is not None and _is_note(link):
                self._referred.add(number := text_of(link).strip("[]"))
                return f"[^{number}]"
            case "sup":
                return inner.translate(_RAISED) if inner.isdigit() else f"<sup>{inner}</sup>"
            case "sub":
                return f"<sub>{inner}</sub>"
            case "a":
                return self._link(element, inner)
            case "input":  # a box to be ticked
                return "☒" if element.get("checked") else "☐"
            case "img":
                return self._picture(element)
        return inner

    def _link(self, element: Element, inner: str) -> str:
        target = element.get("href", "")
        if target.startswith("#footnote-ref") or target.startswith("#endnote-ref"):
            return ""  # the arrow back
        is_address = target.startswith(("https://", "http://", "mailto:"))
        if not is_address or not inner.strip():
            return inner
        words = _LINKED.sub(r"\1", inner)  # no link within another
        return f"[{words}](<{target}>)"

    def _picture(self, element: Element) -> str:
        address = self._addresses[int(element.get("src", "0"))]
        if not address:
            return ""
        said = element.get("alt", "")
        # Word's own guesses are in English and say so.
        said = "" if "generated" in said.casefold() else " ".join(said.split())
        return f"\n![{said}]({address})\n"


def _are_notes(element: Element) -> bool:
    return any(_NOTE.fullmatch(f"#{item.get('id')}") for item in element)


def _is_note(link: Element) -> bool:
    return _NOTE.fullmatch(link.get("href", "")) is not None


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _linked(text: str) -> str:
    """Addresses can be followed, also where Word made no links of them."""
    if "://" not in text:
        return _escaped(text)
    parts = _ADDRESS.split(text)
    return "".join(f"<{part}>" if at % 2 else _escaped(part) for at, part in enumerate(parts))


def _emphasised(mark: str, inner: str, outside: str, before: str, after: str) -> str:
    """Blanks and signs of ``outside`` stand before and behind the marks, which could not be told
    from stars within. Marks between a sign and a letter would be stars: there are none there."""
    text = inner.strip(outside)
    if not text or "\n" in text:
        return inner
    left, _, right = inner.partition(text)
    before, after = (left or before)[-1:], (right or after)[:1]
    words = text.strip("*~")  # marks within are signs, too
    is_begun = words[:1].isalnum() or not before.isalnum()
    is_ended = words[-1:].isalnum() or not after.isalnum()
    if not (is_begun and is_ended) or before in {"*", "~"}:
        return inner
    return f"{left}{mark}{text}{mark}{right}"


def _line(text: str) -> str:
    """A text whose beginning makes nothing else of it."""
    return _LINE_START.sub(r"\g<number>\\\g<sign>", text, count=1)


def _joined(blocks: Iterable[str]) -> str:
    """Blocks with a blank line between them; bullets typed by hand are one list, a line in italics
    below a picture is its caption. A number that a list would count otherwise is no item's."""
    text = before = ""
    last = ("", -1)
    for block in blocks:
        now = _with_mark(block, before)
        if counted := _COUNTED.match(now):
            number, sign = counted.groups()
            follows = last[0] != sign or last[1] + 1 == int(number)
            last = sign, int(number)
            if number[0] == "0" or not follows or counted.end() == len(now):
                now, last = f"{number}\\{now[len(number) :]}", ("", -1)
        else:
            last = ("", -1)
        both_items = _ITEM.match(now) and _ITEM.match(before)
        is_below = before.startswith("![")
        if is_below and _BELOW_PICTURE.fullmatch(now):
            now = f"*{now}*"
        is_caption = is_below and _ITALIC.fullmatch(now)
        text += ("\n" if both_items or is_caption else "\n\n") + now
        before = now.rpartition("\n")[2]
    return text.strip("\n")


def _with_mark(block: str, before: str) -> str:
    """A line that begins with a bullet as an item; one with *+* belongs to that with *-* above."""
    bullet = _BULLET.match(block)
    if bullet is None:
        return block
    indent = "  " if bullet[1] == "+" and _ITEM.match(before) else ""
    return f"{indent}- {_line(block[bullet.end() :])}"
