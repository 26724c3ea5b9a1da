"""Which words are Vietnamese syllables."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.vietnamese import is_syllable, syllables

SYLLABLES = """
    hoà hòa uỷ ủy quý quí gì giếng giết già giữ nghị quyết Việt NAM phòng tổ chức thuở khuỷu khuya
    khuỵa ngoẹo xoong yêu yết ý kiến kỳ kì lý quốc quyền quả Kạn Đắk gửi hưu người rượu khoăm
    huỳnh quýt gia nghiêng ghế cuối mua mùa bìa quy hoàn thuế huệ tuần uống ướt ổn ăn yên oách
    khuếch trường nguyễn tuýp quạch quăng quắp số độ án đường
"""
OTHERS = """
    viet internet baof tíên kê1 ka gê nge ghà ngha cê kôn hòan yếmp hoạc1 w zz phooc quu gìa iên
    thuơng đuợc đựơc cac nghà c n bb UBND
"""


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_syllables_are_accepted(word: str) -> None:
    """In any case, with either place of the tone, composed or not."""
    assert is_syllable(word)
    assert is_syllable(word.upper())
    assert is_syllable(unicodedata.normalize("NFD", word))


@pytest.mark.parametrize("word", OTHERS.split())
def test_other_words_are_refused(word: str) -> None:
    """Misspelt, foreign, misplaced tones, stops without a tone."""
    assert not is_syllable(word)


def test_the_words_of_a_text() -> None:
    """Runs of letters, as written; numbers and signs are none."""
    assert syllables("Tỉnh “Lạng Sơn”: 17.337 văn-bản_đi") == [
        "Tỉnh", "Lạng", "Sơn", "văn", "bản", "đi",
    ]  # fmt: skip


@given(st.text(max_size=10))
def test_any_word_gets_an_answer(word: str) -> None:
    """Unknown scripts and marks are simply not Vietnamese."""
    assert is_syllable(word) in (True, False)
