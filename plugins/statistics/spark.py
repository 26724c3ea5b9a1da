"""The small trend beside a value: decoration for the eye, the numbers are in the text."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from portal.core.figures.figure import RANK
from portal.core.figures.series import Point

WIDTH: Final = 96
HEIGHT: Final = 28
EDGE: Final = 4
AT_MOST: Final = 24
"""Newest values drawn."""


def spark(points: Sequence[Point]) -> Markup:
    """A line from zero upwards, or from the first place downwards, with a dot on the last value;
    broken where the series is.

    Empty with fewer than two values: a dot alone shows no trend.
    """
    shown = points[-AT_MOST:]
    if len(shown) < 2:
        return Markup("")
    heights = [max(0.0, float(point.value)) for point in shown]
    top = max(heights) or 1.0
    if shown[0].unit == RANK:
        heights = [top - height for height in heights]
        top = max(1.0, top - 1)
    first, last = shown[0].period.end.toordinal(), shown[-1].period.end.toordinal()
    span = max(1, last - first)
    places = [
        (
            round(EDGE + (point.period.end.toordinal() - first) / span * (WIDTH - 2 * EDGE), 1),
            round(HEIGHT - EDGE - height / top * (HEIGHT - 2 * EDGE), 1),
        )
        for point, height in zip(shown, heights, strict=True)
    ]
    path = ""
    for number, (x, y) in enumerate(places):
        joined = number and shown[number].continues(shown[number - 1])
        path += f"L{x:g} {y:g}" if joined else f"M{x:g} {y:g}h0"  # h0: a dot, if no line follows
    x, y = places[-1]
    return Markup(
        f'<svg class="spark" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">'
        f'<path d="{path}"/><circle cx="{x:g}" cy="{y:g}" r="3"/></svg>'
    )
