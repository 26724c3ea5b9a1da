"""How Vietnamese is written: letters, numbers, dates, syllables, and how damaged text is mended.

The one door to the rules of the language; the modules behind it are

======================  =================================================================
``letters``             composing (NFC), folding, slugs, alphabetical order
``numerals``            16.486 · 95,4%
``dates``               26/01/2021 · *Thứ Ba, ngày 26/01/2021, 19:14* · reading dates
``paragraphs``          *Lạng Sơn –* before the first words of news, *./.* after the last
``spaces``              at which a line of a page does not end
``syllables``           is this word a Vietnamese syllable?
``encodings``           TCVN3, VNI, Windows-1258 and UTF-16 files
``cleaning``            mends what typing and copying leave behind, and says what it mended
======================  =================================================================
"""

from portal.core.vietnamese.cleaning import Note, clean, is_ordinary
from portal.core.vietnamese.dates import (
    VIETNAM,
    format_date,
    format_date_document,
    format_date_long,
    format_month,
    parse_date,
)
from portal.core.vietnamese.encodings import decode, guess_encoding, legacy_font
from portal.core.vietnamese.letters import fold, nfc, slug, sort_key
from portal.core.vietnamese.numerals import (
    dialled,
    format_file_size,
    format_number,
    format_percent,
    parse_number,
)
from portal.core.vietnamese.paragraphs import without_closing_mark, without_dateline
from portal.core.vietnamese.spaces import bound, heading
from portal.core.vietnamese.syllables import is_syllable, syllables

__all__ = [
    "VIETNAM",
    "Note",
    "bound",
    "clean",
    "decode",
    "dialled",
    "fold",
    "format_date",
    "format_date_document",
    "format_date_long",
    "format_file_size",
    "format_month",
    "format_number",
    "format_percent",
    "guess_encoding",
    "heading",
    "is_ordinary",
    "is_syllable",
    "legacy_font",
    "nfc",
    "parse_date",
    "parse_number",
    "slug",
    "sort_key",
    "syllables",
    "without_closing_mark",
    "without_dateline",
]
