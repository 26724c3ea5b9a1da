"""Composing, folding, slugs and the Vietnamese alphabet."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.vietnamese import fold, nfc, slug, sort_key

VIETNAMESE = st.text(
    alphabet="aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
    "AÀĐÊÔƠƯỴ 0123456789-–.,/“”",
    max_size=40,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Văn phòng Ủy ban nhân dân tỉnh", "van phong uy ban nhan dan tinh"),
        ("Đắk Lắk – ĐẶNG ÐỨC", "dak lak – dang duc"),
        (unicodedata.normalize("NFD", "Kỳ họp thứ Sáu"), "ky hop thu sau"),
        ("hoà hòa thuý thúy", "hoa hoa thuy thuy"),
        ("16.486 văn bản", "16.486 van ban"),
        ("", ""),
    ],
)
def test_folding_drops_marks_and_case(text: str, folded: str) -> None:
    """Marks, case and the stroke of đ go; everything else stays."""
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is folded is folded, in any script."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_does_not_see_how_letters_are_composed(text: str) -> None:
    """Composed and decomposed input meet."""
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(VIETNAMESE)
def test_folded_vietnamese_letters_are_ascii(text: str) -> None:
    """No Vietnamese letter survives folding with a mark."""
    assert not any(c.isalpha() and not c.isascii() for c in fold(text))


@given(st.text())
def test_nfc_is_unicodes_composed_form(text: str) -> None:
    """The ASCII shortcut gives what Unicode gives."""
    assert nfc(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Tổng kết công tác năm 2021!", "tong-ket-cong-tac-nam-2021"),
        ("  “Một cửa” – 95,4%  ", "mot-cua-95-4"),
        ("Quyết định số 12/QĐ-UBND", "quyet-dinh-so-12-qd-ubnd"),
        ("???", ""),
    ],
)
def test_slugs(title: str, address: str) -> None:
    """An address has only a–z, digits and single hyphens inside."""
    assert slug(title) == address


def test_a_long_slug_is_cut_after_a_word() -> None:
    """No half word ends an address, unless the word alone is too long."""
    assert slug("một hai ba bốn", max_length=10) == "mot-hai-ba"
    assert slug("một hai ba bốn", max_length=9) == "mot-hai"
    assert slug("nghiêng" * 3, max_length=5) == "nghie"


@given(st.text(), st.integers(1, 50))
def test_a_slug_is_its_own_slug(text: str, length: int) -> None:
    """Slugs are stable, keep the limit and need no escaping."""
    address = slug(text, length)
    assert slug(address, length) == address
    assert len(address) <= length
    assert all(c in "abcdefghijklmnopqrstuvwxyz0123456789-" for c in address)


@pytest.mark.parametrize(
    "ordered",
    [
        ["Bạc Liêu", "Bắc Kạn"],
        ["Đà Nẵng", "Đắk Lắk", "Điện Biên", "Lạng Sơn", "Lào Cai"],
        ["ma", "mà", "mả", "mã", "má", "mạ", "man", "mă", "mâ"],
        ["Dương", "Đan"],
        ["cot", "côt", "cơt"],
        ["An 2", "An A", "Anh"],
        ["hòa", "Hòa"],
        ["u", "ư", "v", "x", "y"],
    ],
)
def test_the_alphabet(ordered: list[str]) -> None:
    """Letters are compared over the whole text first, then tones, then case (CLDR vi)."""
    assert sorted(ordered[::-1], key=sort_key) == ordered  # noqa: C415


@given(st.lists(st.text(max_size=8), max_size=6))
def test_the_order_is_total(texts: list[str]) -> None:
    """Only equal texts have equal keys, so a list has one order whatever order it came in."""
    composed = [nfc(text) for text in texts]
    assert sorted(composed, key=sort_key) == sorted(composed[::-1], key=sort_key)  # noqa: C415
    for text in composed:
        for other in composed:
            assert (sort_key(text) == sort_key(other)) == (text == other)
