"""Which addresses a body holds, and what an editor is told about them."""

import pytest

from portal.markup.review import references, review


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("![A](a.png)", ["a.png"]),
        ('![A]( ../../hinh-anh/a.png "Chú thích (1)" )', ["a.png"]),
        ("![A](<ảnh đẹp.png> 'Chú thích')", ["ảnh đẹp.png"]),
        ("![A](anh(1).png)", ["anh(1).png"]),
        ("[![A](a.png)](/2022/b/)", ["a.png", "/2022/b/"]),
        ("[b](/2022/b_(1)/)", ["/2022/b_(1)/"]),
        ("[b](<Báo cáo 2021.md>)", ["Báo cáo 2021.md"]),
        ("[b][1]\n\n[1]: <Báo cáo 2021.md> 'Báo cáo'", ["Báo cáo 2021.md"]),
        ("[b](b.md#muc\n'Bài b')", ["b.md#muc"]),
        ("[b](https://a.vn) [c](#muc) `[d](d.md)`", []),
        ("[Điều 5](đã sửa đổi)", []),
    ],
)
def test_addresses_are_read_as_the_renderer_reads_them(markdown: str, expected: list[str]) -> None:
    assert [reference.target for reference in references(markdown, 1)] == expected
    assert list(review(markdown, "a.md", 1)) == []


@pytest.mark.parametrize(
    ("markdown", "told"),
    [
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


@pytest.mark.parametrize("markdown", ["#CCHC", "[1] (xem Phụ lục)", "`##a [^1] []()`"])
def test_what_is_meant_as_it_was_typed_is_not(markdown: str) -> None:
    assert list(review(markdown, "a.md", 1)) == []


@pytest.mark.parametrize(
    "markdown", ["[Điều 5](đã sửa đổi)", "[1](xem Phụ lục 1.)", "[Biểu 1](theo mẫu 01/BC)"]
)
def test_words_in_brackets_are_no_address(markdown: str) -> None:
    assert list(review(markdown, "a.md", 1)) == []
