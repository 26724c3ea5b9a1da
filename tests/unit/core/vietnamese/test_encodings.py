"""Files from before Unicode."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.vietnamese import decode, guess_encoding

SENTENCE = "Công nghệ thông tin và chỉ đạo điều hành của ủy ban nhân dân tỉnh, số 12"
TCVN3 = "C«ng nghÖ th«ng tin vµ chØ ®¹o ®iÒu hµnh cña ñy ban nh©n d©n tØnh, sè 12"
VNI = "Coâng ngheä thoâng tin vaø chæ ñaïo ñieàu haønh cuûa uûy ban nhaân daân tænh, soá 12"


def cp1258(text: str) -> bytes:
    """Windows-1258 writes tones as marks after composed letters."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    parts = []
    for character in text:
        marks = [c for c in unicodedata.normalize("NFD", character) if c in tones]
        rest = [c for c in unicodedata.normalize("NFD", character) if c not in tones]
        parts.append(unicodedata.normalize("NFC", "".join(rest)) + "".join(marks))
    return "".join(parts).encode("cp1258")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (SENTENCE.encode(), "utf-8"),
        (b"plain ASCII", "utf-8"),
        (b"", "utf-8"),
        (SENTENCE.encode("utf-8-sig"), "utf-8-sig"),
        (SENTENCE.encode("utf-16"), "utf-16"),
        (SENTENCE.encode("utf-16-le"), "utf-16-le"),
        (SENTENCE.encode("utf-16-be"), "utf-16-be"),
        (TCVN3.encode("latin-1"), "tcvn3"),
        (VNI.encode("latin-1"), "vni"),
        (cp1258(SENTENCE), "cp1258"),
    ],
)
def test_the_encoding_is_found_and_read(data: bytes, encoding: str) -> None:
    """Each way of storing the sentence gives the sentence."""
    assert guess_encoding(data) == encoding
    if data not in (b"", b"plain ASCII"):
        assert decode(data, encoding) == SENTENCE


def test_other_languages_are_not_mistaken() -> None:
    """German in Latin-1 and noise fit nothing Vietnamese."""
    assert guess_encoding("Häuser für alle Bürger und Gäste".encode("latin-1")) is None
    assert guess_encoding(b"\xff\xd8\xe9\x80\x81\x82") is None


def test_both_cases_of_vni() -> None:
    """Capital letters have capital marks, or small ones."""
    assert decode(
        "UÛY BAN NHAÂN DAÂN TÆNH, Uûy ban, Ñaïi hoäi, NGÖÔØI".encode("latin-1"), "vni"
    ) == ("ỦY BAN NHÂN DÂN TỈNH, Ủy ban, Đại hội, NGƯỜI")


@given(st.binary(max_size=200))
def test_any_bytes_get_an_answer(data: bytes) -> None:
    """A guess never fails, and what it names can be decoded."""
    encoding = guess_encoding(data)
    if encoding is not None:
        assert isinstance(decode(data, encoding), str)
