"""Mends what keyboards, Word and old fonts leave in a text, and says what it mended.

The words of a text are never altered, only their encoding: every rule gives what the editor saw
when writing. Lines stay lines, so that line numbers keep their meaning.
"""

import re
import unicodedata
from collections.abc import Callable

from portal.core.vietnamese.encodings import LEGACY, LEGACY_SIGNS
from portal.core.vietnamese.letters import nfc
from portal.core.vietnamese.syllables import is_syllable

_INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff"  # zero width
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # direction
)
_JOINER = "\u200d"
_SOFT_HYPHEN = "\xad"
_NO_BREAK_RUN = re.compile("[ \t]*(?:\u00a0[ \t]*){2,}|[ \t]+\u00a0[ \t]*|\u00a0[ \t]+")
# U+200D joins the parts of an emoji: after one it is meant.
_INVISIBLE_RUN = re.compile(
    f"(?:[{_INVISIBLE.replace(_JOINER, '')}{_SOFT_HYPHEN}]"
    f"|(?<![\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]){_JOINER})+"
)
_ETH_WORD = re.compile(r"(?<![^\W_])[^\W_]*[Ðð][^\W_]*")
_UNICODE_WORD = re.compile("((?<!\\S)\\S*[\u0102-\u1ef9]\\S*)")
_SHOWN = 40
"""Letters of an example."""
_WORD_PUNCTUATION = ".,;:!?()[]{}\"'*_#|/-"
_REPLACEMENT = "\ufffd"

# Word writes U+000B for Shift+Enter; the others are page, line and paragraph breaks.
_BREAKS = "\v\f\u2028\u2029"
_BREAK = re.compile(f"(?<! ) *[{_BREAKS}]+ *(?=(\n)?)")
# Word keeps the signs of its font Symbol in the private area, which no other font has.
_SYMBOLS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf06e": "■", "\uf02d": "-",
    "\uf0e0": "→", "\uf0de": "⇒", "\uf0b3": "≥", "\uf0a3": "≤", "\uf0b1": "±", "\uf0b4": "×",
}  # fmt: skip
_BULLETS = "•●■▪"
_TABBED = tuple(f"{bullet}\t" for bullet in _BULLETS)
_BULLET = re.compile(
    rf"^( *)[ \t]*(?:[{_BULLETS}]\t|[\uf0b7\uf0a7\uf0d8\uf0fc\uf06e\uf02d])[ \t\u00a0]*",
    re.M,
)
_SYMBOL = re.compile(f"[{''.join(_SYMBOLS)}]")

_SUSPECTS = tuple(
    dict.fromkeys([
        "Ð", "ð", _REPLACEMENT, _SOFT_HYPHEN, "\u00a0", *_INVISIBLE, *LEGACY_SIGNS,
        *_BREAKS, *_SYMBOLS, *_TABBED,
    ])
)  # fmt: skip

# What nearly every text consists of: composed, printable, and none of it ever mended.
_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_SIGNS = "–—\u2011\u2212‘’“”„«»…→←✓☎°²³±≤≥‰′″€№©™"
_USUAL = f"[\t\n -~{_LETTERS}{_LETTERS.upper()}{_SIGNS}]*+"
_ORDINARY = re.compile(rf"{_USUAL}(?:[{_BULLETS}](?!\t){_USUAL})*")


class Note(str):
    """One Vietnamese sentence about what was found, with the line where it first occurs."""

    __slots__ = ("line",)

    line: int
    """1-based, counted within the text given to :func:`clean`."""

    def __new__(cls, sentence: str, line: int = 1) -> "Note":
        note = super().__new__(cls, sentence)
        note.line = line
        return note

    def __reduce__(self) -> tuple[type["Note"], tuple[str, int]]:
        return Note, (str(self), self.line)


def is_ordinary(text: str) -> bool:
    """Whether ``text`` holds nothing but letters of Vietnamese and usual signs. If so,
    :func:`clean` finds nothing in it; there is no other control character than tab and newline.
    """
    # One pass of a few microseconds: looking for each suspect takes five times as long.
    return _ORDINARY.fullmatch(text) is not None


def clean(text: str) -> tuple[str, tuple[Note, ...]]:
    """``text`` composed and mended, and a note for each kind of mistake found.

    - decomposed letters → NFC;
    - leftovers of TCVN3 and VNI fonts, where at least two words in a row of words show it;
    - ``Ð ð`` (U+00D0/F0) → ``Đ đ`` in Vietnamese words and abbreviations;
    - zero-width and direction characters, soft hyphens: removed;
    - runs of spaces with no-break spaces → one space; a single no-break space stays;
    - line and page breaks within a line (U+000B of Shift+Enter, U+2028) → a space;
    - bullets of Word: items of a list; its other signs of the font Symbol → those of Unicode;
    - U+FFFD, which nobody can mend, is reported.

    Text without any of these is returned as it is, within some ten microseconds for 6 kB.
    """
    if is_ordinary(text) or (text.isascii() and "\v" not in text and "\f" not in text):
        return text, ()
    notes: list[Note] = []
    if not unicodedata.is_normalized("NFC", text):
        before, text = text, unicodedata.normalize("NFC", text)
        notes.append(_note_decomposed(before))
    # Mending may uncover more to mend (a word without its invisible characters), but each round
    # leaves fewer suspects.
    while found := _suspects_in(text):
        before = text
        for mend in _STEPS:
            text, noted = mend(text, found)
            notes.extend(noted)
        text = nfc(text)  # a letter may meet its mark only now
        if text == before:
            break
    if _REPLACEMENT in found:
        notes.append(_note_replacement(text))
    return text, tuple(notes)


def _suspects_in(text: str) -> set[str]:
    # One memory scan for each character is many times faster than one regular expression for all.
    return {character for character in _SUSPECTS if character in text}


def _note_decomposed(text: str) -> Note:
    lines = text.split("\n")
    number = next(i for i, line in enumerate(lines) if not unicodedata.is_normalized("NFC", line))
    words = lines[number].split()
    word = next((w for w in words if not unicodedata.is_normalized("NFC", w)), "")
    example = unicodedata.normalize("NFC", word)
    return Note(
        f"văn bản dùng chữ tổ hợp (dấu tách rời khỏi chữ cái), ví dụ “{example[:_SHOWN]}”; "
        "đã chuyển thành chữ dựng sẵn",
        number + 1,
    )


def _mend_legacy(text: str, found: set[str]) -> tuple[str, list[Note]]:
    if found.isdisjoint(LEGACY_SIGNS):
        return text, []
    notes: dict[str, Note] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if found.isdisjoint(line):
            continue
        # Words with letters beyond Latin-1 are Unicode already; the runs between them may not be.
        parts = _UNICODE_WORD.split(line)
        for i in range(0, len(parts), 2):
            if (best := _legacy_encoding(parts[i])) is None:
                continue
            name, examples = best
            convert = LEGACY[name]
            notes.setdefault(
                name,
                Note(
                    f"có đoạn chữ phông {name.upper()} cũ, ví dụ “{examples[0][:_SHOWN]}” là "
                    f"“{convert(examples[0][:_SHOWN])}”; đã chuyển sang Unicode, "
                    "cần đọc lại đoạn này",
                    number + 1,
                ),
            )
            start, end = 0, len(parts[i])
            if len(parts) > 1:  # beside Unicode words: no further than the old letters reach
                start = min(parts[i].index(word) for word in examples)
                end = max(parts[i].rindex(word) + len(word) for word in examples)
            parts[i] = parts[i][:start] + convert(parts[i][start:end]) + parts[i][end:]
        lines[number] = "".join(parts)
    return "\n".join(lines), list(notes.values())


def _legacy_encoding(run: str) -> tuple[str, list[str]] | None:
    """The old encoding that explains two different words of ``run`` at least, and those words."""
    words = {word.strip(_WORD_PUNCTUATION) for word in run.split() if not word.isascii()}
    strange = sorted(word for word in words if not is_syllable(word))
    if len(strange) < 2:
        return None
    explained = {
        name: [word for word in strange if is_syllable(convert(word))]
        for name, convert in LEGACY.items()
    }
    name, examples = max(explained.items(), key=lambda item: len(item[1]))
    return (name, examples) if len(examples) >= 2 else None


def _mend_eth(text: str, found: set[str]) -> tuple[str, list[Note]]:
    if found.isdisjoint("Ðð"):
        return text, []
    mended: list[re.Match[str]] = []

    def stroke(match: re.Match[str]) -> str:
        word = match[0].replace("Ð", "Đ").replace("ð", "đ")
        if not (is_syllable(word) or (word.isupper() and "ð" not in match[0])):
            return match[0]  # Guðmundur
        mended.append(match)
        return word

    result = _ETH_WORD.sub(stroke, text)
    if not mended:
        return text, []
    return result, [
        Note(
            f"{len(mended)} chữ gõ “Ð” (U+00D0) thay cho “Đ”, ví dụ “{mended[0][0][:_SHOWN]}”; "
            "đã đổi thành “Đ”",
            _line_of(text, mended[0]),
        )
    ]


def _mend_invisible(text: str, found: set[str]) -> tuple[str, list[Note]]:
    if found.isdisjoint(_INVISIBLE + _SOFT_HYPHEN):
        return text, []
    first = _INVISIBLE_RUN.search(text)
    if first is None:
        return text, []
    result = _INVISIBLE_RUN.sub("", text)
    count, name = len(text) - len(result), f"U+{ord(first[0][0]):04X}"
    return result, [
        Note(
            f"{count} ký tự ẩn (không nhìn thấy, ví dụ {name}), thường do chép từ Word hay trang "
            "web khác; đã bỏ",
            _line_of(text, first),
        )
    ]


def _mend_no_break(text: str, found: set[str]) -> tuple[str, list[Note]]:
    if "\u00a0" not in found:
        return text, []
    first = _NO_BREAK_RUN.search(text)
    if first is None:
        return text, []
    result, count = _NO_BREAK_RUN.subn(" ", text)
    return result, [
        Note(
            f"{count} chỗ có nhiều dấu cách không ngắt dòng liền nhau; đã thay bằng một dấu cách",
            _line_of(text, first),
        )
    ]


def _mend_breaks(text: str, found: set[str]) -> tuple[str, list[Note]]:
    if found.isdisjoint(_BREAKS):
        return text, []
    first = _BREAK.search(text)
    if first is None:
        return text, []
    name = f"U+{ord(first[0].strip(' ')[0]):04X}"
    result, count = _BREAK.subn(lambda match: "" if match[1] else " ", text)
    return result, [
        Note(
            f"{count} dấu ngắt dòng, ngắt trang của Word (Shift+Enter, ký tự ẩn {name}); đã thay "
            "bằng dấu cách, muốn xuống dòng thì gõ Enter",
            _line_of(text, first),
        )
    ]


def _mend_bullets(text: str, found: set[str]) -> tuple[str, list[Note]]:
    if found.isdisjoint(_TABBED) and found.isdisjoint(_SYMBOLS):
        return text, []
    notes = []
    first = _BULLET.search(text)
    if first:
        text, count = _BULLET.subn(r"\1- ", text)
        notes.append(
            Note(
                f"{count} dòng mở đầu bằng dấu đầu dòng của Word “{_seen(first[0])}”; đã thay bằng "
                "“- ” để thành danh sách",
                _line_of(text, first),
            )
        )
    sign = _SYMBOL.search(text)
    if sign:
        where = _line_of(text, sign)
        text, count = _SYMBOL.subn(lambda match: _SYMBOLS[match[0]], text)
        notes.append(
            Note(f"{count} ký hiệu phông Symbol của Word; đã thay bằng “{_seen(sign[0])}”", where)
        )
    return text, notes


def _seen(written: str) -> str:
    sign = written.strip()[0]
    return _SYMBOLS.get(sign, sign)


def _note_replacement(text: str) -> Note:
    return Note(
        f"{text.count(_REPLACEMENT)} chữ bị hỏng khi chuyển mã (hiện thành “\ufffd”); "
        "phải gõ lại theo bản gốc",
        text.count("\n", 0, text.index(_REPLACEMENT)) + 1,
    )


_Step = Callable[[str, set[str]], tuple[str, list[Note]]]
_STEPS: tuple[_Step, ...] = (
    _mend_legacy,  # before the soft hyphen goes: in TCVN3 it is the letter ư
    _mend_eth,
    _mend_invisible,
    _mend_breaks,
    _mend_bullets,
    _mend_no_break,
)


def _line_of(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1
