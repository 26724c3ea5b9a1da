"""From text to search terms: the rules that the index and the reader's query share.

``theme/templates/components/search/analysis.js`` is the same in JavaScript; both are held to
``tests/unit/search/vectors.json``. The rules and their reasons: ``docs/decisions/search.md``.

A text becomes a line of *tokens*: ``Hoà Bình ngày 26/01/2021`` → ``hoà bình ngày 2021_01_26
2021_01 2021_``. Neighbouring tokens form pairs, except that a token with an underscore (a date,
a decimal, a part of a document number) stands alone. ``|`` separates blocks.
"""

import re
import unicodedata

BREAK = "|"
"""The token over which no pair reaches."""

_LETTER = "0-9a-z_\u00c0-\u024f\u1e00-\u1eff"
_CHUNK = re.compile(
    rf"[0-9](?<![{_LETTER}][0-9])(?:[{_LETTER}./,-]*[{_LETTER}])?"
    r"(?: tháng [0-9]{1,2})?(?: năm [0-9]{4}(?![0-9]))?"
)
"""What a digit begins. Its first place is a plain set of characters, which ``re`` finds fast."""
_WORDED = re.compile(r"(?:([0-9]{1,2}) tháng )?([0-9]{1,2}) năm ([0-9]{4})")
_SYMBOL = rf"[a-zđ]+[0-9]*(?:[-/.][a-zđ]+[0-9]*)*(?![{_LETTER}])"
_NUMERIC = re.compile(
    rf"(?<![{_LETTER}])(?:"
    r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})(?![0-9])"
    rf"|([0-9]+[a-z]?)(?:/([0-9]{{4}}))?/({_SYMBOL})"
    rf"|([0-9]+)-([a-zđ]+/{_SYMBOL})"
    r"|([0-9]{1,2})/([0-9]{4})(?![0-9/])"
    r"|[0-9]+(?:[.,/][0-9]+)*)"
)
_GROUPED = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]+))?|([0-9]{1,3}(?:,[0-9]{3}){2,})")
_DIGITS = re.compile(r"[0-9]+")

# Punctuation is every sign of ASCII but the underscore, U+0080–00BF, U+2000–2FFF, U+3000–303F
# and U+FF00–FF0F. Working on bytes makes this a tenth of what a regular expression costs.
_PUNCTUATION = bytes(
    32 if i < 128 and not (chr(i).isalnum() or i in b"_|") else i for i in range(256)
)
_RARE_SIGNS = re.compile(rb"\xe3\x80[\x80-\xbf]|\xef\xbc[\x80-\x8f]")


def tokens(text: str) -> bytes:
    """The tokens of ``text`` in UTF-8, separated by white space.

    Letters keep their marks; numbers lose group points and leading zeros (``16.486`` →
    ``16486``, ``03`` → ``3``); a decimal is ``95_4``.
    """
    text = unicodedata.normalize("NFC", text).lower().replace("ð", "đ").replace("_", " ")
    text = _CHUNK.sub(_chunk, text.replace("|", " ").replace("\n", " | "))
    data = text.encode("utf-8", "replace").translate(_PUNCTUATION)
    for lead, length in ((b"\xc2", 2), (b"\xe2", 3)):
        if lead in data:
            before, *after = data.split(lead)
            data = b" ".join((before, *(part[length - 1 :] for part in after)))
    if b"\xe3\x80" in data or b"\xef\xbc" in data:
        data = _RARE_SIGNS.sub(b" ", data)
    return data


def _chunk(match: re.Match[str]) -> str:
    text = match[0]
    if text.isdecimal():
        return text.lstrip("0") or "0"
    if " " in text:
        return _worded(text, match.string[max(0, match.start() - 6) : match.start()])
    return _NUMERIC.sub(_numeric, text)


def _worded(text: str, before: str) -> str:
    """``26 tháng 01 năm 2021``: its words and, beside them, the date."""
    words = _NUMERIC.sub(_numeric, text)
    if parts := _WORDED.fullmatch(text):
        day, month, year = parts.groups()
        if day:
            return f"{words} {_day(year, month, day)}"
        if before == "tháng " and 1 <= int(month) <= 12:
            return f"{words} {year}_{month:0>2}"
    return words


def _numeric(match: re.Match[str]) -> str:
    day, _, month, year, number, of_year, symbols, of_party, party, in_month, in_year = (
        match.groups()
    )
    if year:
        return _day(year, month, day) or _plain(match[0])
    if symbols:
        return _document(number, of_year, symbols)
    if party:
        return _document(of_party, None, party)
    if in_year and 1 <= int(in_month) <= 12:
        return f"{in_year}_{in_month:0>2} {in_year}_"
    if grouped := _GROUPED.fullmatch(match[0]):
        whole, part, english = grouped.groups()
        if english:
            return str(english.replace(",", ""))
        return whole.replace(".", "") + (f"_{part}" if part else "")
    return _plain(match[0])


def _plain(text: str) -> str:
    """``140/145`` → the whole and each part; ``95,4`` and ``1.2`` as one."""
    parts = [part.lstrip("0") or "0" for part in _DIGITS.findall(text)]
    whole = "_".join(parts)
    return " ".join([whole, *(f"{part}_" for part in parts)]) if "/" in text else whole


def _day(year: str, month: str, day: str) -> str:
    if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
        return f"{year}_{month:0>2}_{day:0>2} {year}_{month:0>2} {year}_"
    return ""


def _document(number: str, year: str | None, symbols: str) -> str:
    """``42/2022/NĐ-CP`` → whole, number, number with kind, symbols; with and without the year."""
    number = number.lstrip("0") or "0"
    parts = re.split(r"[-/.]", symbols)
    tail = "_".join(parts)
    found = [f"{number}_{tail}", f"{number}_{parts[0]}", f"{number}_"]
    if year:
        found[:0] = [f"{number}_{year}_{tail}", f"{number}_{year}", f"{year}_"]
    if len(parts) > 1:
        found.append(tail)
    return " ".join(dict.fromkeys(found))


_TONES = {"\u0301": 1, "\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0323": 5}
"""sắc, huyền, hỏi, ngã, nặng, numbered as typists do (VNI)."""
_LONE_Y = re.compile(r"(?:[hklmstbdv]|qu|)y")

UNMARKED = "0"
"""The marks of a token without any."""


def key(token: str) -> tuple[str, str]:
    """A token's fold (a–z, digits, inner underscores) and its marks, one character.

    Two spellings of one syllable (``hoà``, ``hòa``; ``quý``, ``quí``) have equal keys. The marks
    tell đ, the quality of the vowel (â ê ô, ă, ư, ơ, ươ) and the tone: what the fold forgets.
    """
    token = token.strip("_")
    if token.isascii():
        return (token[:-1] + "i" if _LONE_Y.fullmatch(token) else token), UNMARKED
    tone = quality = 0
    bar = False
    letters: list[str] = []
    for mark in unicodedata.normalize("NFD", token):
        if mark in _TONES:
            tone = _TONES[mark]
        elif mark == "\u0302":
            quality = 1
        elif mark == "\u0306":
            quality = 2
        elif mark == "\u031b":
            horned = 3 if letters and letters[-1] == "u" else 4
            quality = 5 if quality in (3, 4) and quality != horned else horned
        elif mark == "đ":
            bar = True
            letters.append("d")
        elif not unicodedata.category(mark).startswith("M"):
            letters.append(mark)
    fold = "".join(letters)
    if _LONE_Y.fullmatch(fold):
        fold = fold[:-1] + "i"
    return fold, chr(48 + (6 * bar + quality) * 6 + tone)


def stands_alone(token: str) -> bool:
    """Whether no pair includes this token."""
    return "_" in token or token == BREAK
