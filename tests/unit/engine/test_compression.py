"""Compressed siblings: what has them, and that they hold the same."""

import gzip

import brotli

from portal.engine.compression import LEAST, Compression

TEXT = "Văn phòng Ủy ban nhân dân tỉnh. ".encode() * 40


def test_a_text_has_both_siblings_with_its_own_bytes() -> None:
    made = dict(Compression(enabled=True).compress("a/index.html", TEXT))
    assert brotli.decompress(made["a/index.html.br"]) == TEXT
    assert gzip.decompress(made["a/index.html.gz"]) == TEXT
    assert all(len(data) < len(TEXT) for data in made.values())


def test_the_header_of_gzip_tells_neither_day_nor_name() -> None:
    made = dict(Compression(enabled=True).compress("a.html", TEXT))
    assert made["a.html.gz"][3:8] == bytes(5)
    assert made == dict(Compression(enabled=True).compress("a.html", TEXT))


def test_nothing_is_compressed_in_vain() -> None:
    """Pictures are compressed already, and what fills no packet travels as fast as it is."""
    on = Compression(enabled=True)
    assert list(on.compress("hinh-anh/a.webp", TEXT)) == []
    assert list(on.compress("a.html", TEXT[: LEAST - 1])) == []
    assert len(list(on.compress("a.html", TEXT[:LEAST]))) == 2
    assert list(Compression().compress("a.html", TEXT)) == []


def test_a_short_text_may_still_have_the_siblings_of_a_longer_one() -> None:
    """By these names what is left of them is found."""
    on = Compression(enabled=True)
    assert on.siblings("a.html") == ("a.html.br", "a.html.gz")
    assert on.expected("a.html", LEAST - 1) == ()
    assert on.expected("a.html", LEAST) == on.siblings("a.html")
    assert on.siblings("a.png") == Compression().siblings("a.html") == ()
