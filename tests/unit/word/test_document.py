"""What of a Word document is its title, and what is no part of an article."""

from xml.etree import ElementTree

import pytest

from portal.word.document import WordDocument, text_of


def document(html: str) -> WordDocument:
    return WordDocument(list(ElementTree.fromstring(f"<body>{html}</body>")))


BOLD = "<p><strong>{}</strong></p>"


@pytest.mark.parametrize(
    ("lines", "title", "left"),
    [
        (("BÁO CÁO", "Kết quả quý III"), "Báo cáo kết quả quý III", 0),
        (("THÔNG BÁO", "UBND tỉnh họp"), "Thông báo UBND tỉnh họp", 0),
        (("Hội nghị sơ kết", "Chiều nay, Văn phòng họp"), "Hội nghị sơ kết", 1),
        (("I. KẾT QUẢ",), "", 1),
        (("Chiều nay, Văn phòng họp.",), "", 1),
        ((), "", 0),
    ],
)
def test_title(lines: tuple[str, ...], title: str, left: int) -> None:
    word = document("".join(map(BOLD.format, lines)))
    assert word.take_title() == title
    assert len(word.blocks) == left


def test_the_list_of_receivers_is_left_out_without_a_table_too() -> None:
    word = document("<p>Hết./.</p><p><strong>Nơi nhận:</strong></p><p>- Như trên;</p>")
    word.leave_out_letterhead()
    assert [text_of(block) for block in word.blocks] == ["Hết./."]
    assert word.left_out == ["nơi nhận, chữ ký"]
