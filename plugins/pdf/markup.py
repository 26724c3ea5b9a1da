"""Turn an article's sanitised HTML into Typst markup.

Text becomes string literals (``#"…"``), so that no sign of a text is ever a command. Elements
that paper has no use for (anchors within the page) leave their text.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from portal.core.address import page_linked

WIDE = 6
"""Columns of a table beyond which it is set smaller and closer, as ``article.typ`` has it."""

_BLANK = re.compile(r"[ \t\r\n\f]+")
_VOID = frozenset({"br", "col", "hr", "img"})
_BLOCKS = frozenset(
    "blockquote div dl figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul".split()  # noqa: SIM905
)
_INLINE = {
    "b": "strong",
    "strong": "strong",
    "em": "emph",
    "i": "emph",
    "cite": "emph",
    "dfn": "emph",
    "var": "emph",
    "ins": "underline",
    "u": "underline",
    "del": "strike",
    "s": "strike",
    "sub": "sub",
    "sup": "super",
    "mark": "highlight",
}
_NUMBERING = {"a": "a)", "A": "A)", "i": "i.", "I": "I."}
_REFERENCE = "#chu-thich-"
"""Addresses of footnotes, as the Markdown renderer writes them."""


@dataclass(slots=True)
class Node:
    tag: str
    attributes: Mapping[str, str]
    children: list["Node | str"] = field(default_factory=list)

    def elements(self, *tags: str) -> Iterator["Node"]:
        """Descendants of these kinds, in order, not looking inside one that was found."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                else:
                    yield from child.elements(*tags)

    def first(self, *tags: str) -> "Node | None":
        return next(self.elements(*tags), None)


class _Tree(HTMLParser):
    """Sanitised HTML is well formed: a stack is all it takes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(node)
        if tag not in _VOID:
            self.stack.append(node)

    def handle_endtag(self, tag: str) -> None:
        for depth in range(len(self.stack) - 1, 0, -1):
            if self.stack[depth].tag == tag:
                del self.stack[depth:]
                return

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def parse(html: str) -> Node:
    tree = _Tree()
    tree.feed(html)
    tree.close()
    return tree.stack[0]


def literal(text: str) -> str:
    """A Typst string literal; control characters, which no font shows, are left out."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + "".join(sign for sign in escaped if sign >= " ") + '"'


Picture = Callable[[str, str, str | None], str]
"""(address, alternative text, caption as markup) → the markup of an image, or nothing."""


def to_typst(html: str, *, url: str, links: Mapping[str, str], image: Picture) -> str:
    """``html`` as Typst markup.

    ``url`` is the absolute address of the page, against which links are resolved; ``links`` are
    those to files of the content folder, as written without fragment → site-absolute address.
    """
    root = parse(html)
    return _Writer(url, links, image, _notes(root)).blocks(root.children)


def _notes(root: Node) -> dict[str, Node]:
    return {
        f"#{item.attributes['id']}": item
        for section in root.elements("div")
        if "footnotes" in section.attributes.get("class", "")
        for item in section.elements("li")
        if "id" in item.attributes
    }


class _Writer:
    def __init__(
        self, url: str, links: Mapping[str, str], image: Picture, notes: Mapping[str, Node]
    ) -> None:
        self._url = url
        self._links = links
        self._image = image
        self._notes = notes
        self._noted: set[str] = set()
        self._level = 1

    def blocks(self, children: list[Node | str]) -> str:
        """Blocks, with stray text between them as paragraphs of its own."""
        parts: list[str] = []
        loose: list[Node | str] = []
        for child in children:
            if isinstance(child, Node) and child.tag in _BLOCKS:
                parts += (self.inline(loose), self._block(child))
                loose = []
            else:
                loose.append(child)
        parts.append(self.inline(loose))
        return "\n\n".join(part for part in parts if part)

    def _block(self, node: Node) -> str:
        match node.tag:
            case "p":
                return self.inline(node.children)
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                # PDF/UA-1 forbids skipping a level; the title has the first.
                self._level = min(max(2, int(node.tag[1])), self._level + 1)
                return f"#heading(level: {self._level})[{self.inline(node.children)}]"
            case "ul":
                return f"#list({self._items(node)})"
            case "ol":
                return f"#enum({self._counting(node)}{self._items(node)})"
            case "dl":
                return self._terms(node)
            case "blockquote":
                return f"#quote(block: true)[{self.blocks(node.children)}]"
            case "pre":
                return f"#raw({literal(_text(node).rstrip())}, block: true)"
            case "hr":
                return "#align(center, line(length: 30%, stroke: 0.5pt + gold))"
            case "table":
                return self._table(node)
            case "figure":
                return self._figure(node)
            case "div" if "footnotes" in node.attributes.get("class", ""):
                return ""  # Each note stands where it is referred to.
            case _:
                return self.blocks(node.children)

    def _items(self, node: Node) -> str:
        items = [item for item in node.children if isinstance(item, Node) and item.tag == "li"]
        tight = not any(item.first("p") for item in items)
        written = ", ".join(f"[{self.blocks(item.children)}]" for item in items)
        return f"tight: {str(tight).lower()}, {written}"

    def _counting(self, node: Node) -> str:
        start = node.attributes.get("start", "1")
        first = f"start: {start}, " if start.isdecimal() and start != "1" else ""
        kind = _NUMBERING.get(node.attributes.get("type", ""))
        return first + (f'numbering: "{kind}", ' if kind else "")

    def _terms(self, node: Node) -> str:
        lines = []
        for item in node.elements("dt", "dd"):
            text = self.blocks(item.children)
            lines.append(f"#strong[{text}]" if item.tag == "dt" else f"#pad(left: 5mm)[{text}]")
        return "\n\n".join(lines)

    def _figure(self, node: Node) -> str:
        picture, caption = node.first("img"), node.first("figcaption")
        words = self.inline(caption.children) if caption else ""
        if picture is None:
            rest = [child for child in node.children if child is not caption]
            return "\n\n".join(part for part in (self.blocks(rest), words) if part)
        return self._picture(picture, words or None)

    def _picture(self, node: Node, caption: str | None = None) -> str:
        return self._image(node.attributes.get("src", ""), node.attributes.get("alt", ""), caption)

    def _table(self, node: Node) -> str:
        head = node.first("thead")
        header = [self._row(row) for row in head.elements("tr")] if head else []
        inside = set(map(id, head.elements("tr"))) if head else set()
        rows = [row for row in node.elements("tr") if id(row) not in inside]
        columns = max((_columns(row) for row in node.elements("tr")), default=0)
        if not columns:
            return ""
        parts = [f"columns: {columns}" + (", inset: close" if columns > WIDE else "")]
        if header:
            parts.append(f"table.header({', '.join(header)})")
        parts += [self._row(row) for row in rows]
        table = f"table({', '.join(part for part in parts if part)})"
        caption = node.first("caption")
        if caption is None:
            return "#" + table
        return f"#figure(kind: table, caption: [{self.inline(caption.children)}], {table})"

    def _row(self, row: Node) -> str:
        return ", ".join(self._cell(cell) for cell in row.elements("td", "th"))

    def _cell(self, cell: Node) -> str:
        options = [
            f"{key}: {value}"
            for key in ("colspan", "rowspan")
            if (value := cell.attributes.get(key, "1")).isdecimal() and value not in {"0", "1"}
        ]
        sides = [side for side in ("left", "center", "right") if side in _classes(cell)]
        options += [f"align: {side}" for side in sides[:1]]
        text = self.blocks(cell.children)
        if cell.tag == "th" and text:
            text = f"#strong[{text}]"
        return f"table.cell({', '.join(options)})[{text}]"

    def inline(self, children: list[Node | str]) -> str:
        return "".join(self._runs(_trimmed(children)))

    def _runs(self, children: list[Node | str]) -> Iterator[str]:
        for child in children:
            if isinstance(child, str):
                if text := _BLANK.sub(" ", child):
                    yield "#" + literal(text)
            else:
                yield self._run(child)

    def _run(self, node: Node) -> str:
        note = self._note(node)
        if note is not None:
            return note
        match node.tag:
            case "br":
                return "#linebreak()"
            case "img":
                return self._picture(node)
            case "code" | "kbd" | "samp":
                return f"#raw({literal(_text(node))})"
            case "q":
                return '#"“"' + "".join(self._runs(node.children)) + '#"”"'
            case "a":
                return self._link(node)
        text = "".join(self._runs(node.children))
        function = _INLINE.get(node.tag)
        return f"#{function}[{text}]" if function and text else text

    def _link(self, node: Node) -> str:
        address = node.attributes.get("href", "")
        text = "".join(self._runs(node.children))
        if not address or address.startswith("#") or not text:
            return text
        address = page_linked(address, self._links) or address
        return f"#link({literal(urljoin(self._url, address))})[{text}]"

    def _note(self, node: Node) -> str | None:
        """A reference to a footnote: the first carries the note, later ones point to it."""
        link = node.first("a") if node.tag == "sup" else None
        address = link.attributes.get("href", "") if link else ""
        if not address.startswith(_REFERENCE):
            return None
        item = self._notes.get(address)
        if item is None:
            return ""
        label = f"<{address[1:]}>"
        if address in self._noted:
            return f"#footnote({label})"
        self._noted.add(address)
        return f"#footnote[{self.blocks(_without_way_back(item).children)}]{label}"


def _without_way_back(node: Node) -> Node:
    kept = [
        _without_way_back(child) if isinstance(child, Node) else child
        for child in node.children
        if isinstance(child, str)
        or not (child.tag == "a" and child.attributes.get("href", "").startswith("#dan-"))
    ]
    return Node(node.tag, node.attributes, kept)


def _trimmed(children: list[Node | str]) -> list[Node | str]:
    """Without the blanks that the source has at either end of a block."""
    kept = list(children)
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip(" \t\r\n\f")
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip(" \t\r\n\f")
    return kept


def _columns(row: Node) -> int:
    spans = (cell.attributes.get("colspan", "1") for cell in row.elements("td", "th"))
    return sum(int(span) if span.isdecimal() else 1 for span in spans)


def _classes(node: Node) -> set[str]:
    return set(node.attributes.get("class", "").split())


def _text(node: Node) -> str:
    return "".join(child if isinstance(child, str) else _text(child) for child in node.children)
