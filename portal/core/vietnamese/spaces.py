"""Spaces at which a line of a page does not end: *Điều | 5*, *quý | III*, *8,5 | %*, *2022 | ./.*

For pages alone: what is searched, fed, spoken and held against figures stays as it was written.
A number and the words it counts may part; on a phone, pairs that never part leave gaps.
"""

import re

_BEFORE_NUMBER = "|".join(f"(?<={word} )" for word in (
    "[Đđ]iều", "[Kk]hoản", "[Qq]u[ýí]", "[Nn]gày", "[Tt]háng",
))  # fmt: skip
# Begins with the space itself: a single sign is looked for ten times as fast.
_BOUND = re.compile(rf" (?=[\dIVX%‰])(?:(?:{_BEFORE_NUMBER})(?=\d|[IVX]+\b)|(?<=\d )(?=[%‰]))")
_NO_BREAK = "\u00a0"
_CLOSING_MARK = "./."


def bound(html: str) -> str:
    """``html`` with no-break spaces where what is read as one stands on one line."""
    html = _BOUND.sub(_NO_BREAK, html)
    end = html.rfind(_CLOSING_MARK)
    if end > 0 and html[end - 1] in " \n":
        html = html[: end - 1] + _NO_BREAK + html[end:]
    return html
