"""What news prints around its text: the place before the first words, a mark after the last."""

import re

_DATELINE = re.compile(r"\A\(?([^\W\d_][\w.]*(?:[ ,]+[^\W\d_][\w.]*){0,5})[ ,]*\)?\s*[-–—]\s+")
_WORDS_OF_PLACES = frozenset(
    {"bản", "buôn", "huyện", "khu", "phố", "phường", "quận", "thị", "thôn", "tỉnh", "trấn", "xã"}
)
"""Written small before or within the name of a place: *Thành phố Lạng Sơn*, *xã Ea Kao*."""
_WORDS_OF_PERSONS = frozenset({"Ông", "Bà", "Anh", "Chị"})
_CLOSING_MARK = re.compile(r"\s*\./\.\s*\Z")


def without_dateline(paragraph: str) -> str:
    """*Lạng Sơn – Sáng nay, …* → *Sáng nay, …*"""
    dateline = _DATELINE.match(paragraph)
    return paragraph[dateline.end() :] if dateline and _is_place(dateline[1]) else paragraph


def without_closing_mark(text: str) -> str:
    """*… năm 2022./.* → *… năm 2022.*"""
    return _CLOSING_MARK.sub(".", text)


def _is_place(words: str) -> bool:
    """Whether ``words`` before a dash may be a place: *Buôn Ma Thuột*, no *Đồng chí Nguyễn Văn A*,
    who is what the sentence is about."""
    first, *rest = words.replace(",", " ").split()
    return first not in _WORDS_OF_PERSONS and all(
        word[0].isupper() or word in _WORDS_OF_PLACES for word in (first, *rest)
    )
