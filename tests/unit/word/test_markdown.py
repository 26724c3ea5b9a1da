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
        "**Đã ban hành 480 văn bản**.\n\nBảng 1. Văn bản\n\nHết./.\n\nCHÁNH VĂN PHÒNG",
    ),
    "a name of a table is in no other type, whatever the parts of it were": (
        "<p><em><strong>Bảng 1</strong>. Văn <strong>bản</strong></em></p><p>Hết.</p>",
        "Bảng 1. Văn bản\n\nHết.",
    ),
    "words that begin as names of pictures do are headings": (
        "<p><strong>Hình thức</strong></p><p>Một.</p><p><strong>Ảnh hưởng</strong></p><p>Hai.</p>",
        "## Hình thức\n\nMột.\n\n## Ảnh hưởng\n\nHai.",
    ),
    "marks stand close to the words": (
        "<p>Văn phòng <strong>ban hành: </strong>480 <em> văn bản </em>đi</p>",
        "Văn phòng **ban hành**: 480 *văn bản* đi",
    ),
    "bullets typed by hand are one list, plus below minus": (
        "<p>- Một;</p><p>+ trong đó;</p><p>– Hai.</p><p>• Ba.</p><p>●\tBốn.</p>",
        "- Một;\n  - trong đó;\n- Hai.\n- Ba.\n- Bốn.",
    ),
    "lists of Word nest": (
        "<ul><li>Một<ul><li>a</li><li># b</li></ul></li><li>Hai</li></ul>",
        "- Một\n  - a\n  - \\# b\n- Hai",
    ),
    "a list whose upper items have numbers, which are text, begins at the margin": (
        "<p>a) Một</p><ul><li><ul><li>Hai</li></ul></li></ul>", "a) Một\n\n- Hai",
    ),
    "numbers stay as they were typed": (
        "<p>1. Một</p><p>3. Ba</p><p>Bốn</p><p>5. Năm</p><p>06. Sáu</p><p>2.</p>",
        "1. Một\n\n3\\. Ba\n\nBốn\n\n5. Năm\n\n06\\. Sáu\n\n2\\.",
    ),
    "a sign without a blank behind it gets one": (
        "<p>-Phát hành văn bản</p><p>1.Tiếp nhận đủ</p><p>1.200 văn bản</p>",
        "- Phát hành văn bản\n\n1. Tiếp nhận đủ\n\n1.200 văn bản",
    ),
    "who signs in several lines is no heading": (
        "<p>Hết./.</p><p><strong>CHÁNH VĂN PHÒNG</strong></p><p><strong>Đã ký</strong></p>",
        "Hết./.\n\nCHÁNH VĂN PHÒNG\n\nĐã ký",
    ),
    "what introduces is no heading and does not look like one": (
        "<p><strong>Một số hình ảnh:</strong></p><p>Sau.</p>", "Một số hình ảnh:\n\nSau.",
    ),
    "a box that is ticked differs from one that is not": (
        '<p><input type="checkbox" checked="checked" /> Có <input type="checkbox" /> Không</p>',
        "☒ Có ☐ Không",
    ),
    "what is struck out does not count": ("<p>Đạt <s>95%</s> 96%</p>", "Đạt ~~95%~~ 96%"),
    "a name below a picture is its caption, in whatever type": (
        '<p><img src="0" /></p><p><strong>Ảnh 1: Quang cảnh</strong></p>',
        "![](/hinh-anh/a.png)\n*Ảnh 1: Quang cảnh*",
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
    "a note to which nothing leads is a paragraph": (
        '<p>Hết.</p><ol><li id="footnote-1"><p> Một. <a href="#footnote-ref-1">↑</a></p></li></ol>',
        "Hết.\n\nMột.",
    ),
    "links lead where they did; those within the document are text": (
        '<p><a href="https://example.gov.vn/a b">Cổng</a>, <a href="#_Toc1">mục 1</a></p>',
        "[Cổng](<https://example.gov.vn/a b>), mục 1",
    ),
    "addresses can be followed, within a link they are its text": (
        "<p>Xem https://example.gov.vn/a_b_c.</p>"
        '<p><a href="https://example.gov.vn/a_b">https://example.gov.vn/a_b</a></p>',
        "Xem <https://example.gov.vn/a_b_c>.\n\n"
        "[https://example.gov.vn/a_b](<https://example.gov.vn/a_b>)",
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
    "a single cell is a frame": ("<tr><td><p>Một.</p><p>Hai.</p></td></tr>", "Một.\n\nHai."),
    "pictures side by side keep what is said below them": (
        '<tr><td><p><img src="0" /></p></td><td><p><img src="0" /></p></td></tr>'
        "<tr><td><p><em>Một</em></p></td><td><p><em>Hai</em></p></td></tr>",
        "![](/hinh-anh/a.png)\n*Một*\n\n![](/hinh-anh/a.png)\n*Hai*",
    ),
    "heads of three rows, bold, of which Word repeats the first; numbers of columns": (
        '<thead><tr><th></th><th colspan="3"><strong>Giải quyết</strong></th></tr></thead>'
        '<tbody><tr><td></td><td colspan="2">2024</td><td>2025</td></tr>'
        "<tr><td>Cơ quan</td><td>Đúng</td><td>Trễ</td><td>Đúng</td></tr>"
        "<tr><td>(1)</td><td>(2)</td><td>(3)</td><td>(4)=(2)+(3)</td></tr>"
        "<tr><td>Sở A</td><td>1</td><td>2</td><td>3</td></tr></tbody>",
        "| Cơ quan | Giải quyết, 2024, đúng | Giải quyết, 2024, trễ | Giải quyết, 2025, đúng |\n"
        "| --- | ---: | ---: | ---: |\n| (1) | (2) | (3) | (4)=(2)+(3) |\n| Sở A | 1 | 2 | 3 |",
    ),
    "figures below a head of two columns are none": (
        '<tr><td>Nội dung</td><td colspan="2">Kết quả</td></tr>'
        "<tr><td>Đi</td><td>480</td><td>văn bản</td></tr>"
        "<tr><td>Họp</td><td>5</td><td>cuộc</td></tr>",
        "| Nội dung | Kết quả | Kết quả |\n| --- | ---: | --- |\n| Đi | 480 | văn bản |\n"
        "| Họp | 5 | cuộc |",
    ),
    "a figure of several rows is said once": (
        '<tr><td>Xã</td><td>Tổng</td></tr>'
        '<tr><td>A</td><td rowspan="2"><strong>12</strong></td></tr>'
        "<tr><td>B</td></tr>",
        "| Xã | Tổng |\n| --- | ---: |\n| A | **12** |\n| B |  |",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TABLES)
def test_tables(case: str) -> None:
    rows, expected = TABLES[case]
    assert written(f"<table>{rows}</table>") == expected


LISTED = re.compile(r"[-–•+] |(?:[-+]|\d{1,2}[.)])[ab]{2} |\d{1,2}[.)](?: |\Z)|[-_*=–—~+•. ]*\Z")
"""Items, and lines that are drawn."""


@given(st.text("ab *_`<>[](){}#~&;|\\^!:/1.+", min_size=1))
@example("[^1]")
@example("[a](b)")
@example("a ~~b~~ &amp; {#c}")
def test_the_site_says_what_the_document_said(text: str) -> None:
    """No sign of a paragraph is taken for a mark of Markdown."""
    said = " ".join(text.split())
    assume(not LISTED.match(said))
    element = ElementTree.Element("p")
    element.text = text
    shown = to_html(markdown([element], [])).text
    assert " ".join(shown.split()) == said.replace("...", "…")
