"""Damage from keyboards, Word and old fonts, mended and reported."""

import pickle
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.core.vietnamese import Note, clean, is_ordinary
from portal.core.vietnamese.cleaning import _SUSPECTS


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain ASCII",
        "Văn phòng Ủy ban nhân dân tỉnh: 17.337\u00a0văn bản – “đạt 95,4%”…",
        "Guðmundur Ðorsson, señor Müller, Noël, 5 µm và 10 µm, km², ©, ®, «ông», 3×4, ½",
        "Đạt • tốt\n• hai, ■ ba",
        "gia đình 👨\u200d👩\u200d👧",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    """The same text, and nothing to say."""
    assert clean(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "mended", "said", "line"),
    [
        (
            "một\n" + unicodedata.normalize("NFD", "Tỉnh ủy"),
            "một\nTỉnh ủy",
            "văn bản dùng chữ tổ hợp (dấu tách rời khỏi chữ cái), ví dụ “Tỉnh”; "
            "đã chuyển thành chữ dựng sẵn",
            2,
        ),
        (
            "HÐND, QÐ-UBND\nÐảng bộ, ðã",
            "HĐND, QĐ-UBND\nĐảng bộ, đã",
            "4 chữ gõ “Ð” (U+00D0) thay cho “Đ”, ví dụ “HÐND”; đã đổi thành “Đ”",
            1,
        ),
        (
            "văn\u200b bản\n\ufeffđi\u00ad",
            "văn bản\nđi",
            "3 ký tự ẩn (không nhìn thấy, ví dụ U+200B), thường do chép từ Word hay "
            "trang web khác; đã bỏ",
            1,
        ),
        (
            "số\n\nmột \u00a0\u00a0hai\u00a0 ba 5\u00a0km",
            "số\n\nmột hai ba 5\u00a0km",
            "2 chỗ có nhiều dấu cách không ngắt dòng liền nhau; đã thay bằng một dấu cách",
            3,
        ),
        (
            "Đúng: Uû ban nh©n d©n tØnh, còn đây đúng",
            "Đúng: Uỷ ban nhân dân tỉnh, còn đây đúng",
            "có đoạn chữ phông TCVN3 cũ, ví dụ “Uû” là “Uỷ”; đã chuyển sang Unicode, "
            "cần đọc lại đoạn này",
            1,
        ),
        (
            "**Coâng ngheä** thoâng tin",
            "**Công nghệ** thông tin",
            "có đoạn chữ phông VNI cũ, ví dụ “Coâng” là “Công”; đã chuyển sang Unicode, "
            "cần đọc lại đoạn này",
            1,
        ),
        (
            "Muc 1\vMuc 2 \v\nMuc 3",
            "Muc 1 Muc 2\nMuc 3",
            "2 dấu ngắt dòng, ngắt trang của Word (Shift+Enter, ký tự ẩn U+000B); đã thay bằng "
            "dấu cách, muốn xuống dòng thì gõ Enter",
            1,
        ),
        (
            "Một\n\nhai\u2028ba",
            "Một\n\nhai ba",
            "1 dấu ngắt dòng, ngắt trang của Word (Shift+Enter, ký tự ẩn U+2028); đã thay bằng "
            "dấu cách, muốn xuống dòng thì gõ Enter",
            3,
        ),
        (
            "Gồm:\n\n\uf0b7\tmột\n  •\thai • ba",
            "Gồm:\n\n- một\n  - hai • ba",
            "2 dòng mở đầu bằng dấu đầu dòng của Word “•”; đã thay bằng “- ” để thành danh sách",
            3,
        ),
        (
            "Đạt \uf0b3 95%",
            "Đạt ≥ 95%",
            "1 ký hiệu phông Symbol của Word; đã thay bằng “≥”",
            1,
        ),
        (
            "tỉnh L\ufffdo Cai",
            "tỉnh L\ufffdo Cai",
            "1 chữ bị hỏng khi chuyển mã (hiện thành “\ufffd”); phải gõ lại theo bản gốc",
            1,
        ),
    ],
)
def test_damage_is_mended_and_reported(text: str, mended: str, said: str, line: int) -> None:
    """One sentence for each kind, with the line of its first occurrence."""
    result, notes = clean(text)
    assert result == mended
    assert [(str(note), note.line) for note in notes] == [(said, line)]


def test_what_is_ordinary_needs_no_mending() -> None:
    """Each character by itself, which is all that composing and mending look at first."""
    ordinary = set(filter(is_ordinary, map(chr, range(0x110000))))
    assert {"a", "Ệ", "\n", "\t", "“", "²"} <= ordinary
    assert ordinary.isdisjoint(_SUSPECTS)
    for character in ordinary - set("\n\t"):
        assert character.isprintable()
        assert unicodedata.is_normalized("NFC", character)
        assert not unicodedata.combining(character)


def test_all_kinds_at_once() -> None:
    """Kinds do not hide each other: the ư of TCVN3 is a soft hyphen, and invisible."""
    text, notes = clean("®\xadêng tr\xadêng c«ng\u200b nghÖ, nhưng Ðảng\u00a0\u00a0bộ")
    assert text == "đường trường công nghệ, nhưng Đảng bộ"
    assert len(notes) == 4


@given(st.text())
@example("\0\xad")
@example("a\u200b\u0301")
@example("aC«ng nghÖ â\u200b")
@example("a \u00a0\v \n\v")
@example("\uf0b7\u200b\tà •\u200b\t")
@example("•\u00a0\u00a0\ta\n\v•\tb\n\uf0b7•\tà")
@example("👨\u200b\u200d\u200d👩")
def test_cleaning_keeps_lines_and_is_done_once(text: str) -> None:
    """Lines stay lines; mended text is composed and needs no second mending but a re-typing."""
    once, _ = clean(text)
    assert once.count("\n") == text.count("\n")
    assert unicodedata.is_normalized("NFC", once)
    twice, notes = clean(once)
    assert twice == once
    assert all("\ufffd" in note for note in notes)


def test_a_note_survives_the_cache() -> None:
    """Notes travel between processes with their line."""
    note = pickle.loads(pickle.dumps(Note("câu", 7)))
    assert (note, note.line) == ("câu", 7)
