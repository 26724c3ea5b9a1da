"""Vietnamese syllables: onset + rhyme + tone, as the orthography of *quốc ngữ* allows them."""

import re
import unicodedata
from functools import lru_cache

from portal.core.vietnamese.letters import nfc

_WORD = re.compile(r"[^\W\d_]+")

_TONES = "\u0300\u0301\u0303\u0309\u0323"
ONSETS = (
    "ngh", "ng", "nh", "gh", "gi", "g", "ch", "c", "th", "tr", "t", "kh", "k", "ph", "p", "qu",
    "b", "d", "đ", "h", "l", "m", "n", "r", "s", "v", "x", "",
)  # fmt: skip
"""What a syllable may begin with, longer ones before shorter ones; the last is nothing."""
_ONSET = re.compile(f"({'|'.join(ONSETS)})(.+)")

# Each vowel group with the endings it takes; "-" is none. Sources: the tables of rhymes in the
# school orthography; rare ones (oong in xoong, oeo in ngoẹo) included.
_RHYMES = {
    nucleus + ending.replace("-", "")
    for line in """
        a    - i o u y m n ng nh p t c ch
        ă    m n ng p t c
        â    u y m n ng p t c
        e    - o m n ng p t c
        ê    - u m n nh p t ch
        i    - a u m n nh p t ch
        iê   u m n ng p t c
        o    - i m n ng p t c
        oo   ng c
        ô    - i m n ng p t c
        ơ    - i m n p t
        oa   - i o y m n ng nh p t c ch
        oă   m n ng p t c
        oe   - o m n t
        u    - a i m n ng p t c
        uâ   y n ng t
        uê   - n nh ch
        uô   i m n ng t c
        uơ   -
        uy   - a u n nh p t ch
        uyê  n t
        ư    - a i u m n ng t c
        ươ   i u m n ng p t c
        y    -
        yê   u m n ng t
    """.strip().splitlines()
    for nucleus, *endings in [line.split()]
    for ending in endings
}
_AFTER_QU = {rhyme for rhyme in _RHYMES if rhyme[0] in "aăâeêiơ" or rhyme in ("ôc", "y")} | {
    "yt", "ynh", "ych", "yn", "yên", "yêt", "yêm", "yu",
}  # fmt: skip
RHYMES = _RHYMES | _AFTER_QU
_PLACE_NAMES = {"kạn", "đắk", "lắk", "đăk", "lăk", "kon"}
"""Syllables of the Tày and Ê Đê names of provinces, outside the orthography."""

_FRONT = frozenset("eêiy")
_Y_ALONE_AFTER = frozenset({"", "h", "k", "l", "m", "s", "t", "v", "b", "d"})
_STOPS = ("p", "t", "c", "ch")


def syllables(text: str) -> list[str]:
    """The words of ``text`` as written (runs of letters, composed): syllables in Vietnamese."""
    return _WORD.findall(nfc(text))


@lru_cache(maxsize=16384)
def is_syllable(word: str) -> bool:
    """Whether ``word`` is a correctly spelt Vietnamese syllable, in any case.

    Checks onset, rhyme, their agreement (*k* before e, ê, i, y; *c* elsewhere …), that a stop at
    the end takes only sắc or nặng, and the place of the tone mark: both *hòa* and *hoà*, both
    *kỳ* and *kì* are accepted. ``viet`` is none (its stop has no tone), nor is ``internet``.
    """
    word = nfc(word).lower()
    if word in _PLACE_NAMES:
        return True
    decomposed = unicodedata.normalize("NFD", word)
    tones = [mark for mark in decomposed if mark in _TONES]
    if len(tones) > 1:
        return False
    plain = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    match = _ONSET.fullmatch(plain)
    if match is None or len(plain) != len(word):
        return False
    onset, rhyme = match.groups()
    place = next((i for i, letter in enumerate(word) if letter != plain[i]), None)
    tone = tones[0] if tones else ""
    if _fits(onset, rhyme, tone, None if place is None else place - len(onset)):
        return True
    # The i of "gi" is also the rhyme's first letter: gì, giếng, giết.
    return (
        onset == "gi"
        and rhyme[0] not in "aou"
        and _fits("g", "i" + rhyme, tone, None if place is None else place - 1, of_gi=True)
    ) or (plain == "gi" and (place is None or place == 1))


def _fits(onset: str, rhyme: str, tone: str, place: int | None, *, of_gi: bool = False) -> bool:
    if rhyme not in (_AFTER_QU if onset == "qu" else _RHYMES):
        return False
    if rhyme.endswith(_STOPS) and tone not in ("\u0301", "\u0323"):
        return False
    front = rhyme[0] in _FRONT
    if onset in ("k", "gh", "ngh") and not front:
        return False
    if onset in ("c", "g", "ng") and front and not of_gi:
        return False
    if rhyme == "y" and onset != "qu" and onset not in _Y_ALONE_AFTER:
        return False
    if rhyme.startswith("yê") and onset not in ("", "qu"):
        return False
    if rhyme.startswith("iê") and onset == "":
        return False
    return place is None or place in _tone_places(rhyme)


@lru_cache(maxsize=512)
def _tone_places(rhyme: str) -> tuple[int, ...]:
    """Indexes of the letters of ``rhyme`` that may carry its tone mark."""
    marked = [i for i, letter in enumerate(rhyme) if letter in "ăâêôơư"]
    if marked:  # ươ: on the second
        return (marked[-1] if rhyme[marked[0] :].startswith("ươ") else marked[0],)
    vowels = [i for i, letter in enumerate(rhyme) if letter in "aeiouy"]
    if len(vowels) == 1:
        return (0,)
    if rhyme in ("oa", "oe", "uy"):  # hoà and hòa
        return (0, 1)
    if len(vowels) == 3 or rhyme[-1] not in "aeiouy" or rhyme == "ya":
        return (1,)
    return (0,)
