"""Where lines of a page do not end."""

import pytest

from portal.core.vietnamese import bound, heading
from portal.markup.render import RENDERERS, to_html


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Theo Điều 5, khoản 2", "Theo Điều~5, khoản~2"),
        ("quý III và Quý I/2024, quí 2", "quý~III và Quý~I/2024, quí~2"),
        ("ngày 5 tháng 01 năm 2025", "ngày~5 tháng~01 năm 2025"),
        ("đạt 8,5 % và 3 ‰", "đạt 8,5~% và 3~‰"),
        ("**quý IV** có *95 %*", "<strong>quý~IV</strong> có <em>95~%</em>"),
        ("năm 2022 ./.", "năm 2022~./."),
        ("năm 2022\n./.", "năm 2022~./."),
        ("năm 2022./.", "năm 2022./."),
        ("Điều kiện, quý khách, ngày Xuân, 17.337 văn bản", ""),
    ],
)
def test_what_is_read_as_one_stands_on_one_line(written: str, shown: str, renderer: str) -> None:
    html = bound(to_html(f"{written}\n", renderer).html)
    assert html.strip() == f"<p>{(shown or written).replace('~', chr(0xA0))}</p>"


def test_a_mark_alone_stays() -> None:
    assert bound("./.") == "./."
    assert bound("") == ""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Văn phòng Ủy ban nhân dân tỉnh Lạng Sơn", "Văn~phòng Ủy~ban nhân~dân tỉnh Lạng Sơn"),
        ("Chủ tịch Uỷ ban nhân dân, Hội đồng", "Chủ~tịch Uỷ~ban nhân~dân, Hội~đồng"),
        ("Giao ban quý I, cơm văn phòng", "Giao ban quý~I, cơm văn~phòng"),
        ("Hiến pháp ban hành, cộng đồng, thân dân, dân chủ", ""),
    ],
)
def test_a_heading_parts_no_word_of_an_office(written: str, shown: str) -> None:
    assert heading(written) == (shown or written).replace("~", chr(0xA0))
