"""Markdown → sanitised HTML: the one seam behind which the renderers stand.

Two renderers write the same HTML for the same Markdown (held together by ``tests/unit/markup``):
*pyromark* (the default, some 150 times as fast) and *Python-Markdown* for sites that need one of
its extensions. What they print differently is made alike here.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from html import escape, unescape
from urllib.parse import quote, unquote

import nh3

from portal.core.article import Body, Heading
from portal.core.vietnamese import nfc, slug

RENDERERS = ("pyromark", "python-markdown")

ALLOWED_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "lang", "title", "class"},
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "img": {"src", "alt", "title"},
    "ol": {"start", "type", "reversed"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "time": {"datetime"},
}
ALLOWED_TAGS = frozenset(
    {
        *("a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup"),
        *("dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4"),
        *("h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s"),
        *("samp", "section", "small", "span", "strong", "sub", "sup", "table", "tbody", "td"),
        *("tfoot", "th", "thead", "time", "tr", "u", "ul", "var"),
    }
)
ALLOWED_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
ALLOWED_CLASSES = frozenset({"left", "center", "right", "footnotes", "table", "lead", "note"})

PAGE_IDS = ("noi-dung", "menu", "cong-cu-doc", "so-lieu-trong-bai", "luot-truy-cap")
"""What the theme prints around a text: a heading *Nội dung* must not have the same."""

_ALIGN = re.compile(r'<(t[hd])((?:(?! style=)[^>])*) style="text-align:\s*(left|center|right);?"')


def to_html(markdown: str, renderer: str = "pyromark", line: int = 1) -> Body:
    """Render an article's Markdown, which begins on ``line`` of its file."""
    html = _renderer(renderer)(markdown)
    # Most texts are paragraphs and headings. Looking for one sign in what was written takes a
    # tenth of the time of looking for a tag in what became of it.
    # Braces behind a heading give it attributes, of whatever name.
    has_html = "<" in markdown or "{" in markdown or renderer != "pyromark"
    has_links = has_html or "[" in markdown
    has_tables = has_html or "|" in markdown
    # Alignment is the one style that renderers print; styles are not allowed on our pages.
    if has_tables and "text-align" in html:
        html = _ALIGN.sub(r'<\1\2 class="\3"', html)
    if has_links:
        if _FOOTNOTE in html:
            html = _footnotes_of_pyromark(html)
        elif '<div class="footnote">' in html:
            html = _footnotes_of_python_markdown(html)
    # Without "<" and "{" the source holds no HTML and no attributes of its own, and what the
    # renderer writes is safe but for the addresses of links. Sanitising costs five times what
    # rendering does.
    if has_html or (has_links and _has_foreign_scheme(html)):
        html = _sanitiser().clean(html)
    headings: list[Heading] = []
    if "<h" in html:
        html, headings = _name_headings(html)
    images: list[str] = []
    if has_links and "<img" in html:
        html, images = _frame_images(html)
    if has_tables and "<table" in html:
        html = _mark_tables(html)
    return Body(html, to_text(html), markdown, line, tuple(headings), tuple(images))


@cache
def _renderer(name: str) -> Callable[[str], str]:
    if name == "pyromark":
        import pyromark  # noqa: PLC0415 (only the chosen renderer is loaded)

        options = pyromark.Options
        chosen = (
            options.ENABLE_TABLES
            | options.ENABLE_FOOTNOTES
            | options.ENABLE_HEADING_ATTRIBUTES
            | options.ENABLE_SMART_PUNCTUATION
            | options.ENABLE_STRIKETHROUGH
        )
        render: Callable[[str], str] = pyromark.Markdown(options=chosen).html
        return render
    if name == "python-markdown":
        import markdown  # noqa: PLC0415
        from markdown.inlinepatterns import SimpleTagInlineProcessor  # noqa: PLC0415

        def render_slowly(text: str) -> str:
            # The renderer keeps footnotes of the last text: a new one for each.
            renderer = markdown.Markdown(
                extensions=["tables", "footnotes", "attr_list", "smarty", "sane_lists"],
                extension_configs={"smarty": {"smart_angled_quotes": False}},
            )
            renderer.inlinePatterns.register(
                SimpleTagInlineProcessor("()~~(.+?)~~", "del"), "del", 50
            )
            return renderer.convert(text)

        return render_slowly
    raise ValueError(f"unknown renderer {name!r}; known: {', '.join(RENDERERS)}")


@cache
def _sanitiser() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(ALLOWED_TAGS),
        clean_content_tags={"script", "style", "iframe", "object", "svg", "math"},
        attributes={tag: names - {"class"} for tag, names in ALLOWED_ATTRIBUTES.items()},
        allowed_classes={tag: set(ALLOWED_CLASSES) for tag in ALLOWED_TAGS},
        url_schemes=set(ALLOWED_SCHEMES),
        link_rel=None,
    )


_FOREIGN_SCHEME = re.compile(
    rf'="\s*(?!(?:{"|".join(sorted(ALLOWED_SCHEMES))}):)[^"/?#]*:', re.IGNORECASE
)


def _has_foreign_scheme(html: str) -> bool:
    """Whether the value of any attribute looks like an address of a scheme that is not allowed."""
    return _FOREIGN_SCHEME.search(html) is not None


# Headings ---------------------------------------------------------------------------------

_HEADING = re.compile(r'<h([1-6])((?: (?:id|class|lang|title)="[^"]*")*)>(.*?)</h\1>', re.S)
_ID = re.compile(r' id="([^"]*)"')
_ID_OF_ANOTHER = re.compile(r'<(?!h[1-6][ >])[a-z0-9]+ (?:[^>]* )?id="([^"]*)"')


def _name_headings(html: str) -> tuple[str, list[Heading]]:
    """Give each heading an id made of its words (đ becomes d), unique within the page."""
    headings: list[Heading] = []
    taken = {*PAGE_IDS}
    numbers: dict[str, int] = {}
    if ' id="' in html:
        taken.update(_ID_OF_ANOTHER.findall(html))

    def name(match: re.Match[str]) -> str:
        level = max(2, int(match[1]))  # the page's title is its only h1
        attributes, text = match[2], _inline_text(match[3])
        given = _ID.search(attributes) if attributes else None
        base = slug(given[1] if given else text) or "muc"
        unique, number = base, numbers.get(base, 2)
        while unique in taken:
            unique, number = f"{base}-{number}", number + 1
        taken.add(unique)
        numbers[base] = number
        headings.append(Heading(level, unique, text))
        if given:
            attributes = _ID.sub("", attributes)
        return f'<h{level} id="{unique}"{attributes}>{match[3]}</h{level}>'

    return _HEADING.sub(name, html), headings


# Images -----------------------------------------------------------------------------------

_IMAGE = re.compile(r"<img ([^>]*?)\s*/?>")
_LONE_IMAGE = re.compile(r"<p>(<img [^>]*>)\s*(?:(?:<br(?: /)?>)?\s*<em>([^<]*)</em>\s*)?</p>")
"""By itself in its paragraph, or with a line in italics below."""
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


def image_source(address: str) -> str:
    """``../../hinh-anh/a.png``, ``hinh-anh/a.png`` or ``/hinh-anh/a.png`` → ``a.png``."""
    return re.sub(r"^(?:\.{0,2}/)*hinh-anh/", "", address)


def _frame_images(html: str) -> tuple[str, list[str]]:
    """An image alone in its paragraph becomes a figure; its title becomes the caption, or else
    the line in italics that stands below."""
    images: list[str] = []

    def tidy(match: re.Match[str]) -> str:
        attributes = dict(_ATTRIBUTE.findall(match[1]))
        address = attributes.get("src", "")
        if not re.match(r"[a-z]+:|//", address):
            source = image_source(nfc(unquote(unescape(address))))
            images.append(source)
            attributes["src"] = f"/hinh-anh/{quote(source)}"
        attributes.setdefault("alt", "")
        ordered = (name for name in ("src", "alt", "title") if name in attributes)
        return "<img " + " ".join(f'{name}="{attributes[name]}"' for name in ordered) + ">"

    def frame(match: re.Match[str]) -> str:
        image, below = match.groups()
        title = re.search(r' title="([^"]*)"', image)
        if title and below:
            return match[0]
        if title:
            image, below = image.replace(title[0], ""), title[1]
        caption = f"<figcaption>{below}</figcaption>" if below else ""
        return f"<figure>{image}{caption}</figure>"

    return _LONE_IMAGE.sub(frame, _IMAGE.sub(tidy, html)), images


# Tables -----------------------------------------------------------------------------------

_TABLE, _TABLE_END = "<table>", "</table>"
_CAPTION = re.compile(r"<p>((?:Bảng|Biểu)\b[^<]{1,300})</p>\s*")
_UNIT = re.compile(
    r"<p>(?:<em>)?\(?(?:Đơn vị(?: tính)?|ĐVT)\s*:([^<()]{1,80})\)?(?:</em>)?</p>\s*", re.IGNORECASE
)
"""What all figures of a table are counted in; it stands between its name and the table."""
_HEAD = re.compile(r"<thead>.*?</thead>", re.S)
_HEADER_CELL = re.compile(r"<th(?![^>]*scope=)(?=[ >])")
_SPACE_BETWEEN_TAGS = re.compile(r">\s+<(?=/?(?:t[rhd]|thead|tbody))")
_EMPTY_HEAD = re.compile(r"<thead><tr>(?:<th[^>]*></th>)+</tr></thead>")
_EMPTY_ROWS = re.compile(r"<tbody>\s*</tbody>")


def _mark_tables(html: str) -> str:
    """A paragraph *Bảng 1. …* before a table is its caption, with the unit that may stand between
    the two; column heads get their scope.

    The frame scrolls sideways on phones, by keyboard too, hence its role and tabindex. Who lists
    the regions of a page tells tables apart by their labels.
    """
    parts: list[str] = []
    labels: Counter[str] = Counter()
    done = 0
    while True:
        start = html.find(_TABLE, done)
        end = html.find(_TABLE_END, start)
        if start < 0 or end < 0:
            return "".join((*parts, html[done:]))
        begin, words = _caption(html, done, start)
        parts.append(html[done:begin])
        label = _inline_text(words) if words else "Bảng số liệu"
        labels[label] += 1
        if labels[label] > 1:
            label = f"{label} ({labels[label]})"
        parts.append(_framed(html[start + len(_TABLE) : end], words, label))
        done = end + len(_TABLE_END)


def _caption(html: str, begin: int, end: int) -> tuple[int, str]:
    """Where the caption of a table that begins at ``end`` stands, and what it says; ``end`` and
    nothing if it has none."""
    paragraph = html.rfind("<p>", begin, end)
    unit = _UNIT.fullmatch(html, paragraph, end) if paragraph >= 0 else None
    name = html.rfind("<p>", begin, paragraph) if unit else paragraph
    found = _CAPTION.fullmatch(html, name, paragraph if unit else end) if name >= 0 else None
    if found is None:
        return end, ""
    counted = f" (đơn vị tính: {unit[1].strip(' .')})" if unit else ""
    return name, found[1].rstrip(" .:") + counted if counted else found[1]


def _framed(inner: str, caption: str, label: str) -> str:
    inner = _SPACE_BETWEEN_TAGS.sub("><", inner.strip())
    inner = _HEAD.sub(lambda head: _HEADER_CELL.sub('<th scope="col"', head[0]), inner)
    inner = _EMPTY_HEAD.sub("", inner)
    inner = _EMPTY_ROWS.sub("", inner)
    if caption and not inner.startswith("<caption"):
        inner = f"<caption>{caption}</caption>{inner}"
    return (
        f'<div class="table" role="region" aria-label="{escape(label)}" tabindex="0">'
        f"<table>{inner}</table></div>"
    )


# Footnotes --------------------------------------------------------------------------------

_FOOTNOTE = '<div class="footnote-definition"'
_DEFINITION = re.compile(
    r'<div class="footnote-definition" id="([^"]*)">'
    r'<sup class="footnote-definition-label">\d+</sup>\s*(.*?)</div>\s*',
    re.S,
)
_REFERENCE = re.compile(r'<sup class="footnote-reference"><a href="#([^"]*)">\d+</a></sup>')
_PM_BLOCK = re.compile(r'<div class="footnote">\s*<hr />\s*<ol>(.*)</ol>\s*</div>', re.S)
_PM_ITEM = re.compile(r'<li id="fn:([^"]*)">\s*(.*?)\s*</li>', re.S)
_PM_BACK = re.compile(r'(?:&#160;|\s)*<a class="footnote-backref"[^>]*>[^<]*</a>')
_PM_REFERENCE = re.compile(
    r'<sup id="fnref\d*:([^"]*)"><a class="footnote-ref" href="#fn:[^"]*">\d+</a></sup>'
)


def _footnotes_of_pyromark(html: str) -> str:
    notes = dict(_DEFINITION.findall(html))
    return _footnotes(_DEFINITION.sub("", html), notes, _REFERENCE)


def _footnotes_of_python_markdown(html: str) -> str:
    block = _PM_BLOCK.search(html)
    notes = (
        {name: _PM_BACK.sub("", text) for name, text in _PM_ITEM.findall(block[1])} if block else {}
    )
    return _footnotes(_PM_BLOCK.sub("", html), notes, _PM_REFERENCE)


def _footnotes(html: str, notes: dict[str, str], reference: re.Pattern[str]) -> str:
    """Number the notes by first reference; list them at the end, with ways there and back."""
    numbers: dict[str, int] = {}
    uses: dict[str, int] = {}

    def refer(match: re.Match[str]) -> str:
        name = match[1]
        if name not in notes:
            return ""
        number = numbers.setdefault(name, len(numbers) + 1)
        uses[name] = uses.get(name, 0) + 1
        suffix = f"-{uses[name]}" if uses[name] > 1 else ""
        return (
            f'<sup id="dan-{number}{suffix}"><a href="#chu-thich-{number}"'
            f' title="Chú thích {number}">{number}</a></sup>'
        )

    html = reference.sub(refer, html)
    items = "".join(
        f'<li id="chu-thich-{number}">{_with_way_back(notes[name].strip(), number)}</li>\n'
        for name, number in numbers.items()
    )
    if not items:
        return html
    return f'{html.rstrip()}\n<div class="footnotes"><ol>\n{items}</ol></div>\n'


def _with_way_back(note: str, number: int) -> str:
    back = f' <a href="#dan-{number}" title="Về chỗ dẫn chú thích {number}">↩</a>'
    return f"{note[:-4]}{back}</p>" if note.endswith("</p>") else note + back


# Text -------------------------------------------------------------------------------------

_FOOTNOTE_MARK = re.compile(r'<sup id="dan-[^"]*">.*?</sup>|<a href="#dan-[^"]*"[^>]*>↩</a>')
_BREAKS = {
    **dict.fromkeys(("/p", "/li", "/h2", "/h3", "/h4", "/h5", "/h6", "/tr", "/figcaption"), "\n"),
    **dict.fromkeys(("/blockquote", "/dt", "/dd", "/caption", "/pre", "/div", "/section"), "\n"),
    **dict.fromkeys(("br", "br /", "hr", "hr /"), "\n"),
    **dict.fromkeys(("/td", "/th"), "\t"),
}
"""What stands in a text for a tag; the others leave nothing."""
_TAG = re.compile(r"<[^>]*>")


def to_text(html: str) -> str:
    """Reading text: one block a line, cells of a row separated by tabs, empty ones at its beginning
    too: else the cells below them would belong to other columns."""
    flat = html.replace("\n", " ")
    if "<sup id=" in flat:
        flat = _FOOTNOTE_MARK.sub("", flat)
    text, *rest = flat.split("<")
    parts = [text]
    for piece in rest:  # three times as fast as regular expressions
        tag, _, text = piece.partition(">")
        if tag in _BREAKS:
            parts.append(_BREAKS[tag])
        parts.append(text)
    lines = unescape("".join(parts)).split("\n")
    return "\n".join([_trimmed(line) for line in lines if line and not line.isspace()])


def _trimmed(line: str) -> str:
    text = line.strip()
    ahead = line[: line.index(text)] if line[:1].isspace() else ""
    return "\t" * ahead.count("\t") + text


def _inline_text(html: str) -> str:
    if "<" in html:
        html = _TAG.sub("", html)
    return " ".join(unescape(html).split())
