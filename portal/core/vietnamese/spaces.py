"""Spaces at which a line of a page does not end: *Điều | 5*, *quý | III*, *8,5 | %*, *2022 | ./.*,
and in headings *Ủy | ban*.

For pages alone: what is searched, fed, spoken and held against figures stays as it was written.
A number and the words it counts may part; on a phone, pairs that never part leave gaps.
"""

import re

_BEFORE_NUMBER = "|".join(f"(?<={word} )" for word in (
    "[Đđ]iều", "[Kk]hoản", "[Qq]u[ýí]", "[Nn]gày", "[Tt]háng",
))  # fmt: skip
# Begins with the space itself: a single sign is looked for ten times as fast.
_BOUND = re.compile(rf" (?=[\dIVX%‰])(?:(?:{_BEFORE_NUMBER})(?=\d|[IVX]+\b)|(?<=\d )(?=[%‰]))")
# What offices of this kind are called. A heading has few words a line, so it shows when a line ends
# within one; balancing knows syllables only.
_OFFICE = re.compile(" (?=[bdptđ])(?:" + "|".join(
    rf"(?<=\b{first} )(?={second}\b)" for first, second in (
        ("[Vv]ăn", "phòng"), ("(?:[Ủủ]y|[Uu]ỷ)", "ban"), ("[Nn]hân", "dân"), ("[Hh]ội", "đồng"),
        ("[Cc]hủ", "tịch"),
    )
) + ")")  # fmt: skip
_NO_BREAK = "\u00a0"
_CLOSING_MARK = "./."


def bound(html: str) -> str:
    """``html`` with no-break spaces where what is read as one stands on one line."""
    html = _BOUND.sub(_NO_BREAK, html)
    end = html.rfind(_CLOSING_MARK)
    if end > 0 and html[end - 1] in " \n":
        html = html[: end - 1] + _NO_BREAK + html[end:]
    return html


def heading(text: str) -> str:
    """``text`` of a heading: :func:`bound`, and with the words of an office's name in one piece."""
    return _OFFICE.sub(_NO_BREAK, bound(text))
