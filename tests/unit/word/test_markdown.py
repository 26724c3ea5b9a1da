"""What Word's blocks become; the site reads back what the document said."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from portal.markup.render import to_html
from portal.word.markdown import markdown

CASES = {
    "a line in bold or capitals is a heading, its numbering tells the level": (
        "<p>Mở đầu.</p><p><strong>I. Kết quả</strong></p><p><strong>1. Văn bản</strong></p>"
        "<p>Đi.</p><p><strong>2. Cuộc họp</strong></p><p>Họp.</p>"
        "<p>II. PHƯƠNG HƯỚNG</p><p>Tới.</p>",
        "Mở đầu.\n\n## I. Kết quả\n\n### 1. Văn bản\n\nĐi.\n\n### 2. Cuộc họp\n\nHọp.\n\n"
        "## II. PHƯƠNG HƯỚNG\n\nTới.",
    ),
    "headings of Word begin at the second level, none is skipped": (
        "<h1>Một</h1><h3>Hai</h3><p>a.</p><h1>Ba</h1><p>b.</p>",
        "## Một\n\n### Hai\n\na.\n\n## Ba\n\nb.",
    ),
    "headings are in no other type": (
        "<p><strong><em>a) Tiêm chủng</em> 5*</strong></p><p>Đạt.</p>",
        "## a) Tiêm chủng 5\\*\n\nĐạt.",
    ),
    "a sentence in bold, a name of a table and the last line are no headings": (
        "<p><strong>Đã ban hành 480 văn bản.</strong></p><p><strong>Bảng 1. Văn bản</strong></p>"
        "<p>Hết./.</p><p><strong>CHÁNH VĂN PHÒNG</strong></p>",
        "**Đã ban hành 480 văn bản**.\n\nBảng 1. Văn bản\n\nHết./.\n\n**CHÁNH VĂN PHÒNG**",
    ),
    "marks stand close to the words": (
        "<p>Văn phòng <strong>ban hành: </strong>480 <em> văn bản </em>đi</p>",
        "Văn phòng **ban hành**: 480 *văn bản* đi",
    ),
    "bullets typed by hand are one list, plus below minus": (
        "<p>- Một;</p><p>+ trong đó;</p><p>– Hai.</p><p>• Ba.</p>",
        "- Một;\n  - trong đó;\n- Hai.\n- Ba.",
    ),
    "lists of Word nest": (
        "<ul><li>Một<ol><li>a</li><li>b</li></ol></li><li>Hai</li></ul>",
        "- Một\n  1. a\n  2. b\n- Hai",
    ),
    "a line broken by hand is a paragraph, a drawn line nothing": (
        "<p>Một<br />Hai</p><p>-------</p><p>_____</p><p>Ba</p>", "Một\n\nHai\n\nBa",
    ),
    "a year at the beginning is no list": ("<p>2026. Văn phòng.</p>", r"2026\. Văn phòng."),
    "footnotes are gathered": (
        '<p>Nghị định<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup> mới.</p>'
        '<ol><li id="footnote-1"><p> Số 30/2020/NĐ-CP. <a href="#footnote-ref-1">↑</a></p></li>'
        "</ol>",
        "Nghị định[^1] mới.\n\n[^1]: Số 30/2020/NĐ-CP.",
    ),
    "links lead where they did; those within the document are text": (
        '<p><a href="https://example.gov.vn/a b">Cổng</a>, <a href="#_Toc1">mục 1</a></p>',
        "[Cổng](<https://example.gov.vn/a b>), mục 1",
    ),
    "a picture stands alone, with its caption right below": (
        '<p>Trước <img src="0" alt="Hội trường" /> sau</p><p><em>Quang cảnh.</em></p>'
        '<p><img src="0" alt="A group, automatically generated" /></p><p><em>Quang cảnh.</em></p>'
        '<p><img src="1" /></p>',
        "Trước\n\n![Hội trường](/hinh-anh/a.png)\n\nsau\n\n*Quang cảnh.*\n\n"
        "![](/hinh-anh/a.png)\n*Quang cảnh.*",
    ),
    "exponents stay": ("<p>100 m<sup>2</sup>, H<sub>2</sub>O</p>", "100 m², H<sub>2</sub>O"),
}  # fmt: skip


def written(html: str) -> str:
    return markdown(ElementTree.fromstring(f"<body>{html}</body>"), ["/hinh-anh/a.png", ""])


@pytest.mark.parametrize("case", CASES)
def test_blocks(case: str) -> None:
    html, expected = CASES[case]
    assert written(html) == expected


TABLES = {
    "figures stand to the right, bars are no columns": (
        "<tr><td>Nội dung</td><td>2025</td></tr><tr><td>Đi | đến</td><td>4.100</td></tr>"
        "<tr><td>Tỷ lệ</td><td>92,5%</td></tr>",
        "| Nội dung | 2025 |\n| --- | ---: |\n| Đi \\| đến | 4.100 |\n| Tỷ lệ | 92,5% |",
    ),
    "heads of two rows are united, times as they are said": (
        '<tr><td rowspan="2">Nội dung</td><td colspan="2">Năm 2026</td></tr>'
        "<tr><td>Quý I</td><td>Quý II</td></tr><tr><td>Đi</td><td>1</td><td>2</td></tr>",
        "| Nội dung | Quý I năm 2026 | Quý II năm 2026 |\n| --- | ---: | ---: |\n| Đi | 1 | 2 |",
    ),
    "other heads from the upper to the lower": (
        '<tr><td>Cơ quan</td><td colspan="2">Đã giải quyết</td></tr>'
        "<tr><td></td><td>Đúng hạn</td><td>Trễ hạn</td></tr>"
        "<tr><td>Sở A</td><td>1</td><td>2</td></tr>",
        "| Cơ quan | Đã giải quyết, đúng hạn | Đã giải quyết, trễ hạn |\n| --- | ---: | ---: |\n"
        "| Sở A | 1 | 2 |",
    ),
    "a cell across figures says them once, one across rows in each": (
        "<tr><td>A</td><td>B</td><td>C</td></tr>"
        '<tr><td rowspan="2">x</td><td colspan="2">7</td></tr><tr><td>8</td><td>9</td></tr>',
        "| A | B | C |\n| --- | ---: | ---: |\n| x | 7 |  |\n| x | 8 | 9 |",
    ),
    "a first row of one cell is the name": (
        '<tr><td colspan="2">Bảng 1</td></tr><tr><td>A</td><td>B</td></tr>'
        "<tr><td>x</td><td>1</td></tr>",
        "Bảng 1\n\n| A | B |\n| --- | ---: |\n| x | 1 |",
    ),
    "a single cell is a frame": ("<tr><td><p>Một.</p><p>Hai.</p></td></tr>", "Một. Hai."),
}  # fmt: skip


@pytest.mark.parametrize("case", TABLES)
def test_tables(case: str) -> None:
    rows, expected = TABLES[case]
    assert written(f"<table>{rows}</table>") == expected


@given(st.text("ab *_`<>[](){}#~&;|\\^!:/1.+", min_size=1))
@example("[^1]")
@example("[a](b)")
@example("a ~~b~~ &amp; {#c}")
def test_the_site_says_what_the_document_said(text: str) -> None:
    """No sign of a paragraph is taken for a mark of Markdown."""
    said = " ".join(text.split())
    assume(not re.match(r"[-–•+] |\d{1,2}[.)](?: |\Z)|[-_*=–—~+•. ]*\Z", said))
    element = ElementTree.Element("p")
    element.text = text
    shown = to_html(markdown([element], [])).text
    assert " ".join(shown.split()) == said.replace("...", "…")
