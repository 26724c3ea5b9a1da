"""What news prints around its text: the place before the first words, a mark after the last."""

import re

from portal.core.vietnamese.syllables import is_syllable

_WORD = r"[^\W\d_][\w.]*"
_DAY = (
    r"(?:(?:sáng|trưa|chiều|tối)\s+)?(?:ngày\s+)?\d{1,2}"
    r"(?:\s*(?P<mark>[/.-])\s*\d{1,2}(?:\s*(?P=mark)\s*(?P<year>\d{4}))?"
    r"|\s+tháng\s+\d{1,2}(?:,?\s+năm\s+(?P<year_word>\d{4}))?)"
)
_DATELINE = re.compile(
    rf"(?:\([^\W\d_][^()]{{1,40}}\)"
    rf"|(?P<place>{_WORD}(?:[\s,]+{_WORD}){{0,5}}?)(?:[\s,]+\(?(?P<day>{_DAY})\)?)?)"
    r"[\s,]*(?:(?P<mark_behind>(?<=[\s)])[-–—]|[-–—](?=\s)|:(?=\s))\s*|\Z)"
)
_WORDS_OF_PLACES = frozenset(
    {"bản", "buôn", "huyện", "khu", "phố", "phường", "quận", "thị", "thôn", "tỉnh", "trấn", "xã"}
)
"""Written small before or within the name of a place: *Thành phố Lạng Sơn*, *xã Ea Kao*."""
_WORDS_OF_OTHERS = frozenset({
    "Anh", "Bà", "Bác", "Chị", "Chú", "Chủ", "Cô", "Ông", "Ngày", "Sáng", "Trưa", "Chiều", "Tối",
    "Đêm", "Thứ", "Tháng", "Quý", "Quí", "Năm", "Tết", "Chương", "Mục", "Phần", "Nguyễn", "Việt",
})  # fmt: skip
"""What names of persons, times, parts of a text and countries begin with."""
_FAMILY_NAMES = frozenset({
    "Bùi", "Dương", "Đặng", "Đinh", "Đoàn", "Đỗ", "Hoàng", "Hồ", "Huỳnh", "Lê", "Lý", "Ngô",
    "Phạm", "Phan", "Trần", "Trịnh", "Võ", "Vũ", "Vương",
})  # fmt: skip
"""Some places begin with them; names of three words are rather those of persons."""
_SHORT_PLACES = frozenset({"Huế", "Vinh", "Pleiku"})
"""Any sentence begins with one capital word; two of them are a name."""
_PLACE_BEHIND = re.compile(
    r"(?:An Giang|Bà Rịa|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Bình Dương|Bình Định|"
    r"Bình Phước|Bình Thuận|Cà Mau|Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|"
    r"Đồng Nai|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Nội|Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|"
    r"Hòa Bình|Huế|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lạng Sơn|Lào|Lâm Đồng|"
    r"Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|"
    r"Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|"
    r"Thanh Hóa|Tháp Chàm|Thừa Thiên|Tiền Giang|Trà Vinh|Trung Quốc|Tuyên Quang|Việt Nam|"
    r"Vĩnh Long|Vĩnh Phúc|Vũng Tàu|Yên Bái)\b"
)
"""Two places beside each other are a road or one name: *Thừa Thiên – Huế*."""
_DASHES = ("-", "–", "—")
_CLOSING_MARK = re.compile(r"\s*\./\.\s*\Z")


def without_dateline(paragraph: str) -> str:
    """*Lạng Sơn – Sáng nay, …* → *Sáng nay, …*; ``""`` of *Lạng Sơn, ngày 10 tháng 01 năm 2025*.

    Where it may be the beginning of a sentence, it stays: *Thừa Thiên – Huế*, *Bắc Sơn – vùng đất*.
    """
    found = _DATELINE.match(paragraph)
    if not found:
        return paragraph
    place, day, mark = found.group("place", "day", "mark_behind")
    rest = paragraph[found.end() :]
    begins = rest.lstrip("“\"‘'(")[:1]
    if place is None:
        is_dateline = mark in _DASHES
    elif mark in _DASHES:
        is_dateline = _is_place(place) and bool(day or not _PLACE_BEHIND.match(rest))
    else:
        is_dateline = _is_place(place) and bool(found["year"] or found["year_word"])
    if not is_dateline or not (begins.isupper() or begins.isdigit() or not (mark or rest)):
        return paragraph
    return rest


def without_closing_mark(text: str) -> str:
    """*… năm 2022./.* → *… năm 2022.*"""
    return _CLOSING_MARK.sub(".", text)


def _is_place(words: str) -> bool:
    """Whether ``words`` before a dash may be a place: *Buôn Ma Thuột*, no *Đồng chí Nguyễn Văn A*,
    who is what the sentence is about, nor *HĐND – UBND*."""
    first, *rest = names = words.replace(",", " ").split()
    if first in _WORDS_OF_OTHERS or (first in _FAMILY_NAMES and len(names) > 2):
        return False
    if not rest:
        return first in _SHORT_PLACES
    return all(
        word in _WORDS_OF_PLACES or word.startswith(("TP", "TX", "TT"))
        or (word[0].isupper() and len(word) > 1 and not (word.isupper() and not is_syllable(word)))
        for word in names
    )  # fmt: skip
