"""From an article's HTML to Typst: nothing of a text is ever a command."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.pdf.markup import literal, to_typst


def typst(html: str) -> str:
    def image(address: str, alt: str, caption: str | None) -> str:
        return f"<{address}|{alt}|{caption}>"

    return to_typst(html, url="https://x.vn/2021/bai/", links={"a.md": "/2020/a/"}, image=image)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Một</p>\n<p>Hai</p>", '#"Một"\n\n#"Hai"'),
        ('<p># $ * _ @ &lt;a&gt; \\ "q"</p>', '#"# $ * _ @ <a> \\\\ \\"q\\""'),
        ("<p>  Một\n  hai  </p>", '#"Một hai"'),
        ("<p>17.337&nbsp;văn bản</p>", '#"17.337\u00a0văn bản"'),
        ("<p><strong>a</strong><em>b</em></p>", '#strong[#"a"]#emph[#"b"]'),
        ("<p>m<sup>2</sup> H<sub>2</sub>O</p>", '#"m"#super[#"2"]#" H"#sub[#"2"]#"O"'),
        ("<p>a<br>b</p>", '#"a"#linebreak()#"b"'),
        ("<p><del>a</del><ins>b</ins></p>", '#strike[#"a"]#underline[#"b"]'),
        ("<p><code>a[0]</code></p>", '#raw("a[0]")'),
        ("<pre><code>a\n b\n</code></pre>", '#raw("a\\n b", block: true)'),
        ("<p><q>a</q></p>", '#"“"#"a"#"”"'),
        ('<p><a href="/so-lieu/">a</a></p>', '#link("https://x.vn/so-lieu/")[#"a"]'),
        ('<p><a href="a.md#m">a</a></p>', '#link("https://x.vn/2020/a/#m")[#"a"]'),
        ('<p><a href="#muc">a</a></p>', '#"a"'),
        ('<p><a href="/x/"></a></p>', ""),
        ("<ul><li>a</li><li>b</li></ul>", '#list(tight: true, [#"a"], [#"b"])'),
        ("<ul><li><p>a</p></li></ul>", '#list(tight: false, [#"a"])'),
        ('<ol start="3"><li>a</li></ol>', '#enum(start: 3, tight: true, [#"a"])'),
        ('<ol type="a"><li>a</li></ol>', '#enum(numbering: "a)", tight: true, [#"a"])'),
        ("<blockquote><p>a</p></blockquote>", '#quote(block: true)[#"a"]'),
        ("<dl><dt>a</dt><dd>b</dd></dl>", '#strong[#"a"]\n\n#pad(left: 5mm)[#"b"]'),
        ("<hr>", "#align(center, line(length: 30%, stroke: 0.5pt + gold))"),
        ('<p>a <img src="/hinh-anh/a.png" alt="A"></p>', '#"a "</hinh-anh/a.png|A|None>'),
        (
            '<figure><img src="a" alt="A"><figcaption>Lời <b>đậm</b></figcaption></figure>',
            '<a|A|#"Lời "#strong[#"đậm"]>',
        ),
        ("<div>trần<p>a</p>sau</div>", '#"trần"\n\n#"a"\n\n#"sau"'),
        ("", ""),
    ],
)
def test_each_element_has_its_form_on_paper(html: str, expected: str) -> None:
    assert typst(html) == expected


def test_a_table_keeps_its_header_its_caption_and_its_spans() -> None:
    html = (
        '<div class="table"><table><caption>Bảng 1</caption>'
        '<thead><tr><th scope="col">Năm</th><th class="right" colspan="2">Số</th></tr></thead>'
        '<tbody><tr><th rowspan="2">2021</th><td class="right">1</td><td>2</td></tr>'
        "<tr><td>3</td><td>4</td></tr></tbody></table></div>"
    )
    assert typst(html) == (
        '#figure(kind: table, caption: [#"Bảng 1"], table(columns: 3, '
        'table.header(table.cell()[#strong[#"Năm"]], '
        'table.cell(colspan: 2, align: right)[#strong[#"Số"]]), '
        'table.cell(rowspan: 2)[#strong[#"2021"]], '
        'table.cell(align: right)[#"1"], table.cell()[#"2"], '
        'table.cell()[#"3"], table.cell()[#"4"]))'
    )


def test_a_wide_table_is_set_closer() -> None:
    row = f"<tr>{'<td>1</td>' * 7}</tr>"
    assert typst(f"<table><tbody>{row}</tbody></table>").startswith(
        "#table(columns: 7, inset: close, table.cell()"
    )


def test_no_level_of_heading_is_skipped() -> None:
    """PDF/UA-1, 7.4.2: the title has level 1."""
    html = "<h3>a</h3><h4>b</h4><h2>c</h2><h6>d</h6>"
    levels = [line.split(")")[0][-1] for line in typst(html).split("\n\n")]
    assert levels == ["2", "3", "2", "3"]


def test_a_footnote_stands_on_the_page_that_refers_to_it() -> None:
    html = (
        '<p>Một<sup id="dan-1"><a href="#chu-thich-1" title="Chú thích 1">1</a></sup>'
        ' hai<sup id="dan-1-2"><a href="#chu-thich-1">1</a></sup></p>'
        '<div class="footnotes"><ol><li id="chu-thich-1"><p>Lời.'
        ' <a href="#dan-1" title="Về">↩</a></p></li></ol></div>'
    )
    assert typst(html) == ('#"Một"#footnote[#"Lời."]<chu-thich-1>#" hai"#footnote(<chu-thich-1>)')


@given(st.text())
def test_a_literal_is_one_string_whatever_the_text(text: str) -> None:
    """No sign ends it but its own quotation mark: every other one is escaped."""
    written = literal(text)
    assert written[0] == written[-1] == '"'
    inner = written[1:-1].replace("\\\\", "").replace('\\"', "").replace("\\n", "")
    assert '"' not in inner
    assert "\\" not in inner
    assert "\n" not in inner
