"""A drawing as Vega gives it → SVG that a page with a strict content policy can carry inline.

Colours become classes (night mode, high contrast), roles and labels of single marks go (the image
as a whole is described), numbers are cut to what a screen can show.
"""

import re
from html import escape
from typing import Final

from plugins.statistics.layers import ALERT, INK, LINE, MUTED, PAPER, SERIES_COLOURS

_CLASSES: Final = {
    INK: "ink", MUTED: "muted", LINE: "line", PAPER: "paper", ALERT: "alert",
    **{colour: str(number) for number, colour in enumerate(SERIES_COLOURS, 1)},
}  # fmt: skip
_KEPT: Final = frozenset({
    "d", "transform", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "text-anchor",
    "font-size", "fill", "stroke", "stroke-width", "stroke-dasharray", "fill-opacity", "cx", "cy",
    "r",
})  # fmt: skip
_TAG = re.compile(r"<(/?)([a-z]+)((?:\s+[\w:-]+=\"[^\"]*\")*)\s*(/?)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:-]+)=\"([^\"]*)\"")
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_IDLE_PATH = re.compile(r'<path class="(?:background|foreground)"[^>]*/>')
_IDLE_GROUP = re.compile(r"<g>(?:\s*)</g>")


def restyle(svg: str, *, id_: str, title: str, description: str, name: str) -> str:
    """``svg`` cleaned and named; ``name`` is the class of the image (``chart-wide``)."""
    size = re.search(r'viewBox="([^"]+)"', svg)
    box = size[1] if size else "0 0 100 100"
    inner = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
    inner = _IDLE_PATH.sub("", inner)
    inner = _TAG.sub(_tag, inner)
    while _IDLE_GROUP.search(inner):
        inner = _IDLE_GROUP.sub("", inner)
    return (
        f'<svg class="{name}" viewBox="{box}" role="img" aria-labelledby="{id_}-t {id_}-d">'
        f'<title id="{id_}-t">{escape(title)}</title>'
        f'<desc id="{id_}-d">{escape(description)}</desc>{inner}</svg>'
    )


def _tag(match: re.Match[str]) -> str:
    closing, name, attributes, single = match.groups()
    if closing:
        return f"</{name}>"
    kept: list[str] = []
    classes: list[str] = []
    for key, value in _ATTRIBUTE.findall(attributes):
        if key not in _KEPT:
            continue
        if key in ("fill", "stroke") and value.lower() in _CLASSES:
            classes.append(f"{key}-{_CLASSES[value.lower()]}")
        elif key in ("d", "transform", "x", "y", "x1", "x2", "y1", "y2", "width", "height"):
            text = _NUMBER.sub(lambda number: f"{float(number[0]):.4g}", value)
            if text != "translate(0,0)":
                kept.append(f'{key}="{text}"')
        else:
            kept.append(f'{key}="{value}"')
    if classes:
        kept.insert(0, f'class="{" ".join(classes)}"')
    return f"<{name}{''.join(' ' + item for item in kept)}{'/' if single else ''}>"
