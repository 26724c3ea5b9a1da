"""Which addresses a body holds, and what an editor is told about them."""

import re

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.markup.prose import prose
from portal.markup.references import references
from portal.markup.render import to_html
from portal.markup.review import review
from portal.markup.review_rendered import review_rendered


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("![A](a.png)", ["a.png"]),
        ('![A]( ../../hinh-anh/a.png "Chú thích (1)" )', ["a.png"]),
        ("![A](<ảnh đẹp.png> 'Chú thích')", ["ảnh đẹp.png"]),
        ("![A](anh(1).png)", ["anh(1).png"]),
        ("![A](a.png (Toàn cảnh))", ["a.png"]),
        ("[![A](a.png)](/2022/b/)", ["a.png", "/2022/b/"]),
        ("[b](/2022/b_(1)/)", ["/2022/b_(1)/"]),
        ("[b](<Báo cáo 2021.md>)", ["Báo cáo 2021.md"]),
        ("[b][1]\n\n[1]: <Báo cáo 2021.md> 'Báo cáo'", ["Báo cáo 2021.md"]),
        ("[b](b.md#muc\n'Bài b')", ["b.md#muc"]),
        ("[b](https://a.vn) [c](#muc) `[d](d.md)`", []),
        ("[Điều 5](đã sửa đổi)", []),
        (
            "<https://a.vn> [https://a.vn](https://a.vn) `https://a.vn` <a href='https://a.vn'>a</a>",
            [],
        ),
        ("[b][1]\n\n[1]: https://a.vn 'https://a.vn'", []),
    ],
)
def test_addresses_are_read_as_the_renderer_reads_them(markdown: str, expected: list[str]) -> None:
    assert [reference.target for reference in references(markdown, 1)] == expected
    assert list(review(markdown, "a.md", 1)) == []


@pytest.mark.parametrize(
    ("markdown", "told"),
    [
        (
            "Xem [mục lục](#Kết quả).",
            "địa chỉ «#Kết quả» có dấu cách, không thành liên kết → viết #ket-qua: đề mục viết "
            "thường, không dấu, nối bằng gạch",
        ),
        ("[a](htps://a.vn)", "liên kết kiểu «htps:» không được phép → có phải https:?"),
        ("[a](https:/a.vn)", "liên kết «https:/a.vn» thiếu dấu gạch chéo → viết https://a.vn"),
        (
            "Xem https://a.vn/x?y=1.",
            "«https://a.vn/x?y=1» không bấm được → viết [chữ hiện ra](https://a.vn/x?y=1), hoặc "
            "<https://a.vn/x?y=1>",
        ),
        (
            "![A](../../hinh-anh/ảnh đẹp.png)",
            "địa chỉ «../../hinh-anh/ảnh đẹp.png» có dấu cách, không thành ảnh → viết trong ngoặc "
            "nhọn: (<../../hinh-anh/ảnh đẹp.png>), hoặc đổi tên tệp: gạch nối thay dấu cách",
        ),
        (
            'Xem [báo cáo](Báo cáo 2021.pdf "Tải về").',
            "địa chỉ «Báo cáo 2021.pdf» có dấu cách, không thành liên kết → viết trong ngoặc "
            "nhọn: (<Báo cáo 2021.pdf>), hoặc đổi tên tệp: gạch nối thay dấu cách",
        ),
        (
            "![A](/hinh-anh/hội nghị (1).png)",
            "địa chỉ «/hinh-anh/hội nghị (1).png» có dấu cách, không thành ảnh → viết trong ngoặc "
            "nhọn: (</hinh-anh/hội nghị (1).png>), hoặc đổi tên tệp: gạch nối thay dấu cách",
        ),
        (
            "![A](anh (1).png)",
            "địa chỉ «anh (1).png» có dấu cách, không thành ảnh → viết trong ngoặc "
            "nhọn: (<anh (1).png>), hoặc đổi tên tệp: gạch nối thay dấu cách",
        ),
        (
            "![A](a.png =300x200)",
            "kích thước «=300x200» sau địa chỉ ảnh không dùng được, không thành ảnh"
            " → xóa, cổng tự chọn cỡ ảnh: (a.png)",
        ),
        (
            "![A](a.png “Toàn cảnh”)",
            "chú thích ở «a.png “Toàn cảnh”» đặt trong ngoặc cong, không thành ảnh"
            ' → dùng ngoặc kép thẳng: (a.png "Toàn cảnh")',
        ),
        (
            "![ ](<ảnh đẹp.png>)",
            "ảnh «ảnh đẹp.png» chưa có lời mô tả cho người không nhìn thấy ảnh → viết trong "
            "ngoặc vuông: ![Toàn cảnh hội nghị](<ảnh đẹp.png>)",
        ),
        (
            "[x](<script>alert(1)</script>)",
            "thẻ <script> không được phép → xóa thẻ này, viết bằng Markdown",
        ),
    ],
)
def test_an_address_that_leads_nowhere_is_told(markdown: str, told: str) -> None:
    (problem,) = review(f"Mở đầu.\n\n{markdown}", "a.md", 5)
    assert (problem.line, f"{problem.message} → {problem.remedy}") == (7, told)


@pytest.mark.parametrize(
    ("markdown", "told"),
    [
        (
            "##Đề mục",
            "«##Đề mục» thiếu dấu cách sau dấu # nên không thành đề mục → viết ## Đề mục",
        ),
        (
            "[Cổng] (https://a.vn/)",
            "«[Cổng] (https://a.vn/)» có dấu cách giữa hai cặp ngoặc nên không thành liên kết"
            " → bỏ dấu cách đó: ](",
        ),
        (
            "---\ntitle: Bài hai\n---\n\nHết.",
            "phần khai báo thứ hai trong cùng một tệp in thành chữ"
            " → mỗi tệp một bài: chuyển từ dòng này sang tệp .md khác, hoặc xóa",
        ),
        (
            "#Kết quả chính",
            "«#Kết quả chính» thiếu dấu cách sau dấu # nên không thành đề mục"
            " → viết ## Kết quả chính",
        ),
        (
            "![Hội nghị] (a.png)",
            "«![Hội nghị] (a.png)» có dấu cách giữa hai cặp ngoặc nên không thành ảnh"
            " → bỏ dấu cách đó: ](",
        ),
        (
            "![A](a.png){width=50%}",
            "«{width=50%}» sau ảnh không có tác dụng → xóa, cổng tự chọn cỡ ảnh",
        ),
        (
            "Xem (https://a.vn/)[cổng].",
            "«(https://a.vn/)[cổng]» không thành liên kết vì hai cặp ngoặc đổi chỗ"
            " → viết [cổng](https://a.vn/)",
        ),
        (
            "[^1] Nghị định số 42.\n\nMột[^1].",
            "lời chú thích [^1] thiếu dấu hai chấm nên nằm giữa bài → viết [^1]: Nghị định số 42.",
        ),
        (
            "Xem [bài này]().",
            "liên kết «bài này» chưa có địa chỉ"
            " → điền địa chỉ vào ngoặc tròn, hoặc bỏ cả hai cặp ngoặc",
        ),
        (
            "Một[^1] và hai[^2].\n\n[^2]: Hai.",
            "dấu chú thích [^1] không có lời chú thích"
            " → thêm ở cuối bài một dòng [^1]: lời chú thích",
        ),
        (
            "[^1]: Một.",
            "lời chú thích [^1] không được dẫn ở đâu nên không lên trang"
            " → đặt dấu [^1] vào chỗ cần chú thích, hoặc xóa dòng này",
        ),
    ],
)
def test_what_readers_would_see_as_it_was_typed_is_remarked_upon(markdown: str, told: str) -> None:
    (problem,) = review(f"Mở đầu.\n\n{markdown}", "a.md", 5)
    assert (problem.line, f"{problem.message} → {problem.remedy}") == (7, told)
    assert not problem.blocks


@pytest.mark.parametrize(
    ("below", "lines"),
    [
        ("Hai.[^1]", [2]),
        ("Hai.", [2]),
        ("[^2]: Hai.", []),
        ("    Hai.", []),
        ("\nHai.", []),
    ],
)
def test_a_line_that_runs_into_a_note_is_told(below: str, lines: list[int]) -> None:
    """It would stand at the foot of the page, or nowhere."""
    found = review(f"[^1]: Một.\n{below}\n\nBa[^1] bốn[^2].\n\n[^2]: Bốn.\n", "a.md", 1)
    told = [(problem.line, problem.message) for problem in found]
    text = "dòng «{}» nhập vào lời chú thích [^1] của dòng trên"
    assert told == [(line, text.format(below)) for line in lines]


@pytest.mark.parametrize(
    "markdown",
    [
        "#CCHC", "#CCHC #Lạng Sơn", "[1] (xem Phụ lục)", "`##a [^1] []()`",
        "Danh mục:\n\n[1] Nghị định.", "Một[^1].\n\n[^1]: Nghị định về một\nviệc khác.",
    ],
)  # fmt: skip
def test_what_is_meant_as_it_was_typed_is_not(markdown: str) -> None:
    assert list(review(markdown, "a.md", 1)) == []


def test_footnotes_of_word_are_remarked_upon() -> None:
    (problem,) = review("Nghị định[1] và [2].\n\n[1] Số 42.\n\n[2]: /x/", "a.md", 5)
    assert (problem.line, problem.code, problem.blocks) == (7, "footnote", False)
    assert problem.message == "[1] là chú thích của Word, không bấm được"
    assert problem.remedy == "viết [^1] ở chỗ dẫn, và mở đầu dòng này bằng [^1]:"


@pytest.mark.parametrize(
    ("markdown", "told", "mended"),
    [
        (
            "Có **554 :**cuộc họp.",
            "dấu ** ở «Có **554 :**cuộc họp.» không thành chữ đậm → đủ hai dấu, sát chữ bên trong, "
            "cách chữ bên ngoài: **chữ đậm** chữ thường",
            "Có **554:** cuộc họp.",
        ),
        (
            "Gồm 5*10 và 6*7 tờ.",
            "dấu * ở «Gồm 5*10 và 6*7 tờ.» biến mất, chữ thành nghiêng, hai số hai bên dính vào "
            "nhau → dùng dấu nhân ×; muốn hiện dấu sao thì viết \\*",
            "Gồm 5×10 và 6\\*7 tờ.",
        ),
        (
            "Xem [mục](#ket-qa).",
            "liên kết tới «#ket-qa» không dẫn đến đề mục nào của bài → có phải #ket-qua?",
            "Xem [mục](#ket-qua), [số liệu](#so-lieu-trong-bai).",
        ),
        (
            "Xem [mục](#Kết-quả), [mục](#Kết-quả).",
            "liên kết tới «#Kết-quả» không dẫn đến đề mục nào của bài → có phải #ket-qua?",
            "Xem [mục](#ket-qua), [đầu trang](#top).",
        ),
        (
            '![Núi](/hinh-anh/a.jpg "Núi Mẫu Sơn")\nẢnh: Phòng Tổng hợp',
            "chú thích «Núi Mẫu Sơn» không hiện dưới ảnh vì ảnh không đứng riêng"
            " → để trống một dòng trên và dưới ảnh",
            '![Núi](/hinh-anh/a.jpg "Núi Mẫu Sơn")\n\nẢnh: Phòng Tổng hợp',
        ),
        (
            '<p id="x">Một.</p><p id="x">Hai.</p>',
            "id «x» đã có ở chỗ khác trên trang, liên kết tới nó sẽ đi nhầm"
            " → đặt id khác, hoặc xóa id này",
            '<p id="x">Một.</p><p id="y">Hai.</p>',
        ),
        (
            "Một <span id=noi-dung>hai</span>.",
            "id «noi-dung» đã có ở chỗ khác trên trang, liên kết tới nó sẽ đi nhầm"
            " → đặt id khác, hoặc xóa id này",
            "Một <span id=noi-dung-1>hai</span>.",
        ),
    ],
)
def test_what_only_shows_on_the_page_is_told_of_its_line(
    markdown: str, told: str, mended: str
) -> None:
    def found(text: str) -> list[tuple[int, str]]:
        body = to_html(f"## Kết quả\n\nMột **hai** *ba* `**`.\n\n{text}\n", line=5)
        return [(p.line, f"{p.message} → {p.remedy}") for p in review_rendered(body, "a.md")]

    assert found(markdown) == [(9, told)]
    assert found(mended) == []


@pytest.mark.parametrize(
    "markdown", ["[Điều 5](đã sửa đổi)", "[1](xem Phụ lục 1.)", "[Biểu 1](theo mẫu 01/BC)"]
)
def test_words_in_brackets_are_no_address(markdown: str) -> None:
    assert list(review(markdown, "a.md", 1)) == []


@pytest.mark.parametrize(
    ("markdown", "told"),
    [
        (
            "Có <b>554 cuộc họp.\n\nHết.",
            "thẻ <b> mở mà không đóng, nên phần sau của trang cũng theo thẻ ấy"
            " → thêm </b> ở chỗ kết thúc, hoặc xóa <b>",
        ),
        (
            "Có <B>554<b> cuộc họp.",
            "thẻ <b> mở mà không đóng, nên phần sau của trang cũng theo thẻ ấy"
            " → viết </b> ở chỗ thẻ thứ hai",
        ),
        (
            "Có <i>554 <u>cuộc</i> họp.",
            "thẻ <u> mở mà không đóng, nên phần sau của trang cũng theo thẻ ấy"
            " → thêm </u> ở chỗ kết thúc, hoặc xóa <u>",
        ),
        (
            "<!-- Ghi chú\n\nHết.",
            "ghi chú <!-- mở mà không đóng, phần sau nó có thể không lên trang"
            " → thêm --> ở cuối ghi chú, hoặc xóa <!--",
        ),
    ],
)
def test_what_is_opened_must_be_closed(markdown: str, told: str) -> None:
    """The sanitiser would close it at the end of the page, all of which would be bold."""
    (problem,) = review(f"Mở đầu.\n\n{markdown}", "a.md", 5)
    assert (problem.line, problem.code) == (7, "html-not-closed")
    assert f"{problem.message} → {problem.remedy}" == told


@pytest.mark.parametrize(
    "markdown",
    [
        "Một<br>hai <i>ba</i> `<b>` </b>",
        "<ul><li>a<li>b</ul>\n\n<table><tr><td>a<td>b</table>\n\n<p>c",
        "<div>\n\nMột.\n\n</div>\n\n<hr>\n\nHai.",
        "<!-- <b> [x](/mat/) ![](a.png) ## -->",
    ],
)
def test_what_html_lets_end_by_itself_is_not_told(markdown: str) -> None:
    assert list(review(markdown, "a.md", 1)) == []
    assert references(markdown, 1) == ()


@pytest.mark.parametrize(
    ("markdown", "codes"),
    [
        ("##\n\nVăn bản", ["empty-heading"]),
        ("## ##\n\nVăn bản", ["empty-heading"]),
        ("## Kết quả ##", []),
        ("## Ngôn ngữ C#", []),
        ("### Kết quả ###\t", ["heading-level"]),
        (f"## a{' ' * 20_000}#b", []),
    ],
)
def test_a_heading_is_one_line(markdown: str, codes: list[str]) -> None:
    assert [problem.code for problem in review(markdown, "a.md", 1)] == codes


CODE = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)


@given(st.text("a`\n ", max_size=30))
def test_code_ends_with_as_many_backticks_as_it_began(text: str) -> None:
    """As CommonMark has it (§6.1), said in one expression that takes the square of the time."""
    hypothesis.assume("```" not in text)  # which may be a fence
    expected = CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    assert prose(text) == expected


def test_comments_are_no_prose() -> None:
    markdown = "a <!-- b\nc --> d <!-- e --> f <!-- g"
    assert prose(markdown) == "a       \n      d            f <!-- g"
