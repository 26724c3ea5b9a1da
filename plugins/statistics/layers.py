"""The layers of a chart in Vega-Lite: bars, lines, bounds, breaks."""

from collections.abc import Sequence
from typing import Any, Final

HEIGHT: Final = 240

# Colours that the drawing uses only as names: ``svg.restyle`` turns them into classes.
INK, MUTED, LINE, PAPER, ALERT = "#00000a", "#00000b", "#00000c", "#00000d", "#00000e"
SERIES_COLOURS: Final = tuple(f"#0000{number}0" for number in range(1, 7))
_DASHES: Final[tuple[list[int], ...]] = ([], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3])
_MARKERS: Final = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")

X: Final[dict[str, Any]] = {"field": "x"}
"""Stands for the axis of time until its scale is known."""
X_EDGE: Final[dict[str, Any]] = {"field": "x", "bandPosition": -0.33}
"""The same, between a step and the one before."""
Y: Final[dict[str, Any]] = {
    "field": "y", "type": "quantitative", "title": None,
    "scale": {"zero": True, "nice": 4, "domainMin": 0},
    "axis": {"tickCount": 4, "format": ",~r", "domain": False, "ticks": False, "labelPadding": 8},
}  # fmt: skip
Y_OF_RANKS: Final[dict[str, Any]] = {
    **Y,
    "scale": {"zero": False, "nice": False, "domainMin": 1, "reverse": True},
    "axis": {**Y["axis"], "tickMinStep": 1},
}


def bar_layers(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Reported values filled, bounds lighter, derived ones hollow with a dashed edge."""
    looks: list[tuple[str, dict[str, Any]]] = [
        ("!datum.derived && datum.open != 'up'", {"fill": SERIES_COLOURS[0]}),
        ("!datum.derived && datum.open == 'up'", {"fill": SERIES_COLOURS[0], "fillOpacity": 0.55}),
        ("datum.derived",
         {"fill": PAPER, "stroke": SERIES_COLOURS[0], "strokeDash": [4, 3], "strokeWidth": 1.5}),
    ]  # fmt: skip
    present = [
        any(not row["derived"] and row["open"] != "up" for row in rows),
        any(not row["derived"] and row["open"] == "up" for row in rows),
        any(row["derived"] for row in rows),
    ]
    return [
        {"transform": [{"filter": test}], "mark": {"type": "bar", **look},
         "encoding": {"x": X, "y": Y}}
        for (test, look), there in zip(looks, present, strict=True) if there
    ]  # fmt: skip


def line_layers() -> list[dict[str, Any]]:
    """One layer of lines and one of marks for all series: layers are what drawing time goes to."""
    colour = _by_series("stroke", list(SERIES_COLOURS))
    return [
        {"mark": {"type": "line", "strokeWidth": 2.5},
         "encoding": {"x": X, "y": Y, "detail": {"field": "piece"}, **colour,
                      **_by_series("strokeDash", list(_DASHES))}},
        {"mark": {"type": "point", "size": 64, "strokeWidth": 2},
         "encoding": {
             "x": X, "y": Y, **colour, **_by_series("shape", list(_MARKERS)),
             "fill": {"condition": {"test": "datum.derived", "value": PAPER},
                      **_by_series("fill", list(SERIES_COLOURS))["fill"]},
         }},
    ]  # fmt: skip


def _by_series(channel: str, values: list[Any]) -> dict[str, dict[str, Any]]:
    return {channel: {
        "field": "series", "type": "nominal", "legend": None,
        "scale": {"domain": [1, 2, 3, 4, 5, 6], "range": values},
    }}  # fmt: skip


def bound_layers(rows: Sequence[dict[str, Any]], *, bars: bool) -> list[dict[str, Any]]:
    """An arrow out of a bound, a whisker for a range."""
    arrow = {"type": "point", "size": 70, "fill": INK, "stroke": None, "opacity": 1}
    layers: list[dict[str, Any]] = []
    for way, shape, offset in (("up", "triangle-up", -12), ("down", "triangle-down", 12)):
        if any(row["open"] == way for row in rows):
            layers.append({
                "transform": [{"filter": f"datum.open == '{way}'"}],
                "mark": {**arrow, "shape": shape, "yOffset": 0 if bars else offset},
                "encoding": {"x": X, "y": Y},
            })  # fmt: skip
    if any(row["high"] is not None for row in rows):
        layers.append({
            "transform": [{"filter": "isValid(datum.high)"}],
            "mark": {"type": "rule", "stroke": INK, "strokeWidth": 2},
            "encoding": {"x": X, "y": Y, "y2": {"field": "high"}},
        })  # fmt: skip
    return layers


def break_layers(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    if not any(row["break"] for row in rows):
        return []
    return [
        {"transform": [{"filter": "datum.break"}],
         "mark": {"type": "rule", "stroke": ALERT, "strokeDash": [3, 3], "strokeWidth": 1.5,
                  "y": -34, "y2": HEIGHT},
         "encoding": {"x": X_EDGE}},
        {"transform": [{"filter": "datum.break"}],
         "mark": {"type": "text", "text": "đổi cách tính", "fill": ALERT, "fontSize": 12,
                  "align": "right", "dx": -5, "y": -28},
         "encoding": {"x": X_EDGE}},
    ]  # fmt: skip
