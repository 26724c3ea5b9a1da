"""Files from before Unicode: TCVN3 (ABC fonts), VNI, Windows-1258; and UTF-16.

TCVN3 and VNI text is Latin-1 as far as the computer knows: the fonts drew the Vietnamese letters.
The tables follow TCVN 5712:1993 (VN3) and the VNI-Windows fonts.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Mapping

from portal.core.vietnamese.letters import nfc
from portal.core.vietnamese.syllables import is_syllable, syllables


def _table(lines: str) -> dict[str, str]:
    return {old: new for old, _, new in (pair.partition("=") for pair in lines.split())}


# TCVN3 has small letters only for toned vowels; the fonts whose name ends in H draw them large.
_TCVN3 = {"\xad": "ư"} | _table("""
    ¡=Ă ¢=Â £=Ê ¤=Ô ¥=Ơ ¦=Ư §=Đ ¨=ă ©=â ª=ê «=ô ¬=ơ ®=đ
    µ=à ¶=ả ·=ã ¸=á ¹=ạ »=ằ ¼=ẳ ½=ẵ ¾=ắ Æ=ặ Ç=ầ È=ẩ É=ẫ Ê=ấ Ë=ậ
    Ì=è Î=ẻ Ï=ẽ Ð=é Ñ=ẹ Ò=ề Ó=ể Ô=ễ Õ=ế Ö=ệ ×=ì Ø=ỉ Ü=ĩ Ý=í Þ=ị
    ß=ò á=ỏ â=õ ã=ó ä=ọ å=ồ æ=ổ ç=ỗ è=ố é=ộ ê=ờ ë=ở ì=ỡ í=ớ î=ợ
    ï=ù ñ=ủ ò=ũ ó=ú ô=ụ õ=ừ ö=ử ÷=ữ ø=ứ ù=ự ú=ỳ û=ỷ ü=ỹ ý=ý þ=ỵ
""")

# VNI writes a vowel and then its mark as a letter of its own; a few letters stand alone.
_VNI_MARKS = {
    "Aa": _table("ù=á ø=à û=ả õ=ã ï=ạ â=â á=ấ à=ầ å=ẩ ã=ẫ ä=ậ ê=ă é=ắ è=ằ ú=ẳ ü=ẵ ë=ặ"),
    "Ee": _table("ù=é ø=è û=ẻ õ=ẽ ï=ẹ â=ê á=ế à=ề å=ể ã=ễ ä=ệ"),
    "Oo": _table("ù=ó ø=ò û=ỏ õ=õ ï=ọ â=ô á=ố à=ồ å=ổ ã=ỗ ä=ộ"),
    "Uu": _table("ù=ú ø=ù û=ủ õ=ũ ï=ụ"),
    "Yy": _table("ù=ý ø=ỳ û=ỷ õ=ỹ"),
    "Ôô": _table("ù=ớ ø=ờ û=ở õ=ỡ ï=ợ"),
    "Öö": _table("ù=ứ ø=ừ û=ử õ=ữ ï=ự"),
}
_VNI = {
    vowel + (mark.upper() if upper else mark): letter.upper() if vowel.isupper() else letter
    for vowels, marks in _VNI_MARKS.items()
    for vowel in vowels
    for mark, letter in marks.items()
    for upper in (False, True)
} | _table("í=í ì=ì æ=ỉ ó=ĩ ò=ị Í=Í Ì=Ì Æ=Ỉ Ó=Ĩ Ò=Ị ô=ơ Ô=Ơ ö=ư Ö=Ư î=ỵ Î=Ỵ ñ=đ Ñ=Đ")

_VNI_UNIT = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_TCVN3_TABLE = str.maketrans(_TCVN3)

_SAMPLE = 64 * 1024


def from_tcvn3(text: str) -> str:
    """Text whose TCVN3 bytes were read as Latin-1, in Unicode."""
    return text.translate(_TCVN3_TABLE)


def from_vni(text: str) -> str:
    """Text whose VNI bytes were read as Latin-1, in Unicode."""
    return _VNI_UNIT.sub(lambda match: _VNI[match[0]], text)


LEGACY: Mapping[str, Callable[[str], str]] = {"tcvn3": from_tcvn3, "vni": from_vni}
"""Name of an encoding → what turns its Latin-1 reading into Unicode."""

_UNICODE = re.compile(r"[^\x00-\xff\u2010-\u2026]")


def legacy_font(font: str) -> Callable[[str], str] | None:
    """What turns a text set in ``font`` into the Unicode of what it shows; ``None`` for fonts of
    Unicode. Text that is Unicode already stays: it only kept the font's name."""
    if font.startswith(".Vn"):
        draws_large = font.endswith("H")
        return lambda text: _shown(text, from_tcvn3, draws_large=draws_large)
    return (lambda text: _shown(text, from_vni)) if font.upper().startswith("VNI-") else None


def _shown(text: str, convert: Callable[[str], str], *, draws_large: bool = False) -> str:
    if _UNICODE.search(text):
        return text
    return convert(text).upper() if draws_large else convert(text)


LEGACY_SIGNS = tuple(
    sorted(
        character
        for character in {*_TCVN3, *"".join(_VNI)} - set("©«»")
        if not character.isascii() and character.lower() not in "àáâãèéêìíòóôõùúý"
    )
)
"""Characters of the old encodings that Vietnamese Unicode text hardly ever contains."""


def guess_encoding(data: bytes) -> str | None:
    """The encoding of a text file: a name for :func:`decode`, ``None`` where nothing fits.

    ``utf-8`` (also for pure ASCII), ``utf-8-sig``, ``utf-16``, ``utf-16-le``, ``utf-16-be``,
    ``tcvn3``, ``vni`` or ``cp1258``. The last three are told apart by which reading gives
    Vietnamese syllables; at least two of three words with marks must be such.
    """
    if data.startswith(BOM_UTF8):
        return "utf-8-sig"
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    if zeros := data[:_SAMPLE].count(0):
        odd = data[1:_SAMPLE:2].count(0)
        return "utf-16-le" if odd > zeros / 2 else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8"
    sample = data[:_SAMPLE]
    share, name = max((_syllable_share(decode(sample, name)), name) for name in _GUESSES)
    return name if share >= 2 / 3 else None


_GUESSES = ("cp1258", "tcvn3", "vni")


def decode(data: bytes, encoding: str) -> str:
    """``data`` as composed text; bytes that the encoding does not know become U+FFFD."""
    if convert := LEGACY.get(encoding):
        return convert(data.decode("latin-1"))
    return nfc(data.decode(encoding, errors="replace"))


def _syllable_share(text: str) -> float:
    """The part of the words with marks that are Vietnamese syllables: 0 to 1; no such word: 0."""
    marked = [word for word in syllables(text) if not word.isascii()]
    return sum(map(is_syllable, marked)) / len(marked) if marked else 0.0
