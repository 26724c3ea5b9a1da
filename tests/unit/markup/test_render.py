"""Markdown: both renderers write the same page, and nothing unsafe gets through."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.core.article import Heading
from portal.markup.render import ALLOWED_ATTRIBUTES, ALLOWED_TAGS, RENDERERS, to_html

FIXTURES = {
    "paragraphs and emphasis": (
        "Một *hai* **ba**.\n\nBốn ~~năm~~, `~~sáu~~`.",
        "<p>Một <em>hai</em> <strong>ba</strong>.</p>\n"
        "<p>Bốn <del>năm</del>, <code>~~sáu~~</code>.</p>",
    ),
    "quotation marks are set right": (
        'Phong trào "Đoàn kết, sáng tạo" năm 2022.',
        "<p>Phong trào “Đoàn kết, sáng tạo” năm 2022.</p>",
    ),
    "headings get ids with đ as d, unique": (
        "## Chuyển đổi số\n\nMột.\n\n## Chuyển đổi số\n\nHai.",
        '<h2 id="chuyen-doi-so">Chuyển đổi số</h2>\n<p>Một.</p>\n'
        '<h2 id="chuyen-doi-so-2">Chuyển đổi số</h2>\n<p>Hai.</p>',
    ),
    "headings take an id of their own": (
        "## Kết quả {#ket-qua-2021}\n\nMột.",
        '<h2 id="ket-qua-2021">Kết quả</h2>\n<p>Một.</p>',
    ),
    "a table has heads with scope, aligned cells and a caption": (
        "Bảng 1. Kết quả\n\n| Nội dung | 2021 |\n|:--|--:|\n| Văn bản | 17.337 |\n",
        '<div class="table" role="region" aria-label="Bảng 1. Kết quả" tabindex="0"><table>'
        "<caption>Bảng 1. Kết quả</caption><thead><tr>"
        '<th scope="col" class="left">Nội dung</th><th scope="col" class="right">2021</th></tr>'
        '</thead><tbody><tr><td class="left">Văn bản</td><td class="right">17.337</td></tr>'
        "</tbody></table></div>",
    ),
    "the unit between a table and its name belongs to the name": (
        "Bảng 2. Thu ngân sách.\n\n*(Đơn vị tính: Tỷ đồng)*\n\n| Khoản | 2021 |\n|---|--:|\n"
        "| Thu | 3.912 |\n",
        '<div class="table" role="region"'
        ' aria-label="Bảng 2. Thu ngân sách (đơn vị tính: Tỷ đồng)" tabindex="0"><table>'
        "<caption>Bảng 2. Thu ngân sách (đơn vị tính: Tỷ đồng)</caption><thead><tr>"
        '<th scope="col">Khoản</th><th scope="col" class="right">2021</th></tr>'
        '</thead><tbody><tr><td>Thu</td><td class="right">3.912</td></tr>'
        "</tbody></table></div>",
    ),
    "a table may have no head": (
        "| | |\n|---|---|\n| Điện thoại | 0205 |\n",
        '<div class="table" role="region" aria-label="Bảng số liệu" tabindex="0"><table>'
        "<tbody><tr><td>Điện thoại</td><td>0205</td></tr></tbody></table></div>",
    ),
    "an image alone is a figure, its title the caption": (
        '![Toàn cảnh](../../hinh-anh/a.png "Hội nghị sáng 14/01")',
        '<figure><img src="/hinh-anh/a.png" alt="Toàn cảnh">'
        "<figcaption>Hội nghị sáng 14/01</figcaption></figure>",
    ),
    "a line in italics below an image is its caption": (
        "![Hội trường](/hinh-anh/a.jpg)\n*Hội nghị sáng 14/01*\n\n"
        "![Hội trường](/hinh-anh/a.jpg)\nHội nghị *sáng*\n",
        '<figure><img src="/hinh-anh/a.jpg" alt="Hội trường">'
        "<figcaption>Hội nghị sáng 14/01</figcaption></figure>\n"
        '<p><img src="/hinh-anh/a.jpg" alt="Hội trường">\nHội nghị <em>sáng</em></p>',
    ),
    "footnotes are listed at the end, with ways there and back": (
        "Một[^a] và hai[^b].\n\n[^b]: Ghi chú B.\n\n[^a]: Ghi chú A.\n",
        '<p>Một<sup id="dan-1"><a href="#chu-thich-1" title="Chú thích 1">1</a></sup> và hai'
        '<sup id="dan-2"><a href="#chu-thich-2" title="Chú thích 2">2</a></sup>.</p>\n'
        '<div class="footnotes"><ol>\n'
        '<li id="chu-thich-1"><p>Ghi chú A. <a href="#dan-1" title="Về chỗ dẫn chú thích 1">↩</a>'
        '</p></li>\n<li id="chu-thich-2"><p>Ghi chú B. <a href="#dan-2"'
        ' title="Về chỗ dẫn chú thích 2">↩</a></p></li>\n</ol></div>',
    ),
    "allowed HTML stays": (
        'Câu <abbr title="Ủy ban nhân dân">UBND</abbr> và <mark>dấu</mark>.',
        '<p>Câu <abbr title="Ủy ban nhân dân">UBND</abbr> và <mark>dấu</mark>.</p>',
    ),
    "lists": ("1. một\n2. hai\n\nrồi\n\n- ba\n- bốn\n", None),
    "a quotation": ("> Lời trích.\n", "<blockquote>\n<p>Lời trích.</p>\n</blockquote>"),
}


@pytest.mark.parametrize("name", [name for name, (_, html) in FIXTURES.items() if html])
@pytest.mark.parametrize("renderer", RENDERERS)
def test_a_fixture_is_rendered_as_written_down(name: str, renderer: str) -> None:
    markdown, expected = FIXTURES[name]
    assert expected is not None
    assert _plain(to_html(markdown, renderer).html) == _plain(expected)


@pytest.mark.parametrize("name", FIXTURES)
def test_both_renderers_agree(name: str) -> None:
    markdown, _ = FIXTURES[name]
    fast, slow = (_plain(to_html(markdown, renderer).html) for renderer in RENDERERS)
    assert fast == slow


def _plain(html: str) -> str:
    """Without white space between tags; attributes of table cells in one order."""
    html = re.sub(r">\s+<", "><", html.strip())
    return re.sub(r'<(t[hd]) (class="\w+") (scope="col")', r"<\1 \3 \2", html)


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt&colon;alert(1))",
        "![a](data:text/html;base64,x)",
        "<a href='vbscript:x'>a</a>",
        "<svg onload=alert(1)>",
        "<p style='position:fixed'>a</p>",
        "<iframe src=//evil.example></iframe>",
        '<a href="java\nscript:alert(1)">a</a>',
        "[a]: javascript:alert(1)\n\n[a]",
        "<https://ok.example> <javascript:alert(1)>",
        "## Kết quả {#a .left onclick=alert(1) style=color:red}",
        "Kết quả {onclick=alert(1)}\n===",
    ],
)
def test_nothing_that_runs_gets_through(attack: str, renderer: str) -> None:
    """Even before the check names it to the editor."""
    html = to_html(f"Chữ.\n\n{attack}\n", renderer).html
    assert not re.search(r"<(script|iframe|svg|object)|\son\w+=|style=", html, re.IGNORECASE)
    for address in re.findall(r'(?:href|src)="([^"]*)"', html):
        assert not re.match(r"\s*(javascript|vbscript|data)", address, re.IGNORECASE)


@given(st.text(max_size=200))
def test_any_text_is_rendered_without_scripts(text: str) -> None:
    """Whatever an editor pastes."""
    html = to_html(text).html
    assert "<script" not in html.lower()
    assert not re.search(r'(?:href|src)="\s*javascript:', html, re.IGNORECASE)


_OURS = {"role", "aria-label", "tabindex"}
"""Attributes that only the portal itself writes (the frame of a table)."""


@example("## Mục {#a onclick=x}")
@given(st.lists(st.sampled_from((
    "\n## Mục ", "{#a onclick=x}", "{.b}", "\n\n", "\n===\n", "[x", "](javascript:x)", "]: ", "!",
    "\n|a|b|\n|--|:-:|\n", "`", "*", "\n> ", "\n- ", "[^1]", "&lt;", "<p x=y>", "<b", ">",
)), max_size=12).map("".join))  # fmt: skip
def test_only_what_is_allowed_comes_out(text: str) -> None:
    """Of tags, attributes and schemes, whatever Markdown makes of it."""
    html = re.sub(r"<code>.*?</code>", "", to_html(text).html, flags=re.S)
    for tag, attributes in re.findall(r"<([a-z]\w*)([^>]*)>", html):
        assert tag in ALLOWED_TAGS
        names = set(re.findall(r' ([\w-]+)="', attributes))
        assert names <= ALLOWED_ATTRIBUTES["*"] | ALLOWED_ATTRIBUTES.get(tag, set()) | _OURS
    assert not re.search(r'(?:href|src)="\s*javascript:', html, re.IGNORECASE)


def test_text_has_a_block_a_line_and_tabs_between_cells() -> None:
    body = to_html(
        "## Kết quả\n\nMột[^1]\ndòng.\n\n| A | B |\n|--|--|\n| 1 | 2 |\n\n- x\n- y\n\n"
        "[^1]: Ghi chú.\n"
    )
    assert body.text.split("\n") == [
        "Kết quả", "Một dòng.", "A\tB", "1\t2", "x", "y", "Ghi chú.",
    ]  # fmt: skip
    assert body.headings == (Heading(2, "ket-qua", "Kết quả"),)
    assert to_html("<div>A</div>\n\n<section>B</section>\n\nC").text == "A\nB\nC"


@pytest.mark.parametrize("renderer", RENDERERS)
def test_text_keeps_the_empty_corner_of_a_table(renderer: str) -> None:
    """Else the years would head other columns than they do."""
    body = to_html("|  |  | 2021 |\n|--|--|--:|\n| 1 | Họp | 554 |\n|  | Khác |  |\n", renderer)
    rows = [[cell.strip() for cell in line.split("\t")] for line in body.text.split("\n")]
    assert rows == [["", "", "2021"], ["1", "Họp", "554"], ["", "Khác"]]


@pytest.mark.parametrize("renderer", RENDERERS)
def test_no_heading_takes_the_id_of_something_else(renderer: str) -> None:
    """Of the page around the text (*Nội dung*), of a footnote, or of HTML that was written."""
    body = to_html(
        "## Nội dung\n\nMột[^1].\n\n## Chú thích 1\n\nHai.\n\n## Ba {#ba}\n\n"
        '<p id="bon">Bốn.</p>\n\n## Bốn\n\n[^1]: Ghi chú.\n',
        renderer,
    )
    assert [heading.id for heading in body.headings] == [
        "noi-dung-2", "chu-thich-1-2", "ba", "bon-2",
    ]  # fmt: skip
    ids = re.findall(r' id="([^"]*)"', body.html)
    assert len(set(ids)) == len(ids)


def test_tables_are_told_apart_by_their_labels() -> None:
    """Regions of one name are one to those who do not see them."""
    table = "| A | B |\n|--|--|\n| 1 | 2 |\n\n"
    html = to_html(f"{table}Bảng 1\n\n{table}rồi\n\n{table}").html
    labels = re.findall(r'aria-label="([^"]*)"', html)
    assert labels == ["Bảng số liệu", "Bảng 1", "Bảng số liệu (2)"]


@pytest.mark.parametrize("renderer", RENDERERS)
def test_a_caption_cannot_end_the_label_of_its_table(renderer: str) -> None:
    """The label is made of text, in which quotation marks are no longer written as entities."""
    caption = "Bảng 1 &quot; onclick=&quot;alert(1)&quot; &lt;b&gt; A&amp;B"
    html = to_html(f"{caption}\n\n| A | B |\n|--|--|\n| 1 | 2 |\n", renderer).html
    (label,) = re.findall(r'aria-label="([^"]*)"', html)
    assert label == caption
    assert re.search(r"<div [^>]*onclick=", re.sub(r'"[^"]*"', "", html)) is None


def test_an_unknown_renderer_is_a_developers_mistake() -> None:
    with pytest.raises(ValueError, match="unknown renderer"):
        to_html("a", "kramdown")
