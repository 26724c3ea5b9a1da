"""What a chart shows, as data and as a Vega-Lite specification.

Rules: one indicator an axis; only periods of one length side by side; the axis begins at zero, or
at the top with the first place of a ranking; a line never crosses a gap or a break, nor joins nine
months with eleven of another year; a bound is drawn open towards where the truth may lie; derived
values are hollow. A single value is a number, not a chart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from hashlib import blake2b
from typing import Any, Final

from plugins.statistics.layers import (
    HEIGHT,
    INK,
    LINE,
    MUTED,
    Y_OF_RANKS,
    X,
    Y,
    bar_layers,
    bound_layers,
    break_layers,
    line_layers,
)
from plugins.statistics.wording import number_text, value_text
from portal.core.figures import period as periods
from portal.core.figures.figure import RANK, Qualifier
from portal.core.figures.magnitude import divide, magnitude
from portal.core.figures.period import Period
from portal.core.figures.series import Frequency, Point, Series
from portal.core.indicator import Indicator

SERIES_AT_MOST: Final = 6
"""Lines in one chart that eyes, colour-blind ones too, keep apart."""
WIDE: Final = 680
NARROW: Final = 328
LABEL_LETTER: Final = 7.5
"""Pixels that a letter of a label takes: labels of bars stand there only if none meets another."""
LABEL_DECIMALS: Final = 3
STEPS_AT_MOST: Final = 60
"""Periods on an axis of steps; beyond, the axis is one of dates."""
VALUES_AT_MOST: Final = 60
"""Newest values of a line that are drawn: five years of months."""

_OPEN_UP: Final = (Qualifier.GT, Qualifier.GTE)
_OPEN_DOWN: Final = (Qualifier.LT, Qualifier.LTE)


@dataclass(frozen=True)
class Chart:
    """One drawing: up to six offices, one indicator, periods of one length."""

    indicator: Indicator
    frequency: Frequency
    lines: tuple[tuple[Series, tuple[Point, ...]], ...]
    left_out: int = 0
    """Offices whose values of that frequency are in the table only."""

    @cached_property
    def digest(self) -> str:
        parts = [self.frequency, *(series.digest for series, _ in self.lines)]
        return blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()

    @property
    def id(self) -> str:
        offices = "-".join(series.office.id for series, _ in self.lines)
        return f"bd-{self.frequency}-{offices}"

    @property
    def title(self) -> str:
        names = ", ".join(series.office.short for series, _ in self.lines)
        return f"{self.indicator.name}, {names}, {self.frequency.label}"

    @property
    def legend(self) -> tuple[tuple[int, str], ...]:
        """(number of the series, office) where there is more than one."""
        if len(self.lines) < 2:
            return ()
        return tuple((n, series.office.short) for n, (series, _) in enumerate(self.lines, 1))

    @property
    def has_derived(self) -> bool:
        return any(not point.reported for _, points in self.lines for point in points)

    @property
    def has_bounds(self) -> bool:
        bounds = (*_OPEN_UP, *_OPEN_DOWN, Qualifier.BETWEEN)
        return any(
            point.quantity.qualifier in bounds for _, points in self.lines for point in points
        )

    @property
    def approximate(self) -> str:
        """Of when values are only *khoảng*, which no mark can show."""
        found = [
            point.period.label
            for _, points in self.lines
            for point in points
            if point.quantity.qualifier is Qualifier.APPROX
        ]
        return ", ".join(dict.fromkeys(found))

    @property
    def is_of_ranks(self) -> bool:
        """Whether the first place is at the top: who rises in a ranking has a lower number."""
        return self.indicator.unit == RANK

    @cached_property
    def magnitude(self) -> tuple[Decimal, str]:
        """By what its values are divided, and the unit that they have then."""
        values = [point.quantity.value for _, points in self.lines for point in points]
        return magnitude(max(values), self.indicator.unit)

    @property
    def unit(self) -> str:
        return self.magnitude[1]

    @property
    def description(self) -> str:
        """The chart in words: every office, from its first to its last value."""
        sentences = []
        for series, points in self.lines:
            first, last = points[0], points[-1]
            sentences.append(
                f"{series.office.short}, {_said(first)}; {_said(last)}"
                + (f"; {len(points)} giá trị" if len(points) > 2 else "")
                + "."
            )
        return " ".join(sentences) + " Mọi giá trị có trong bảng bên dưới."


def choose_chart(indicator: Indicator, series: Sequence[Series]) -> Chart | None:
    """The one chart of an indicator, ``None`` if no office has two values of one frequency.

    Years where there are three of them, else the frequency with the most values: one clear
    picture, and everything in the table.
    """
    best: tuple[int, Chart] | None = None
    for frequency in Frequency:
        lines = [(s, s.by_frequency.get(frequency, ())[-VALUES_AT_MOST:]) for s in series]
        drawn = [(s, points) for s, points in lines if len(points) > 1]
        told = [s for s, points in lines if points]
        if not drawn:
            continue
        longest = sorted(drawn, key=lambda line: len(line[1]), reverse=True)[:SERIES_AT_MOST]
        kept = tuple(line for line in drawn if line in longest)
        count = max(len(points) for _, points in kept)
        chart = Chart(indicator, frequency, kept, left_out=len(told) - len(kept))
        if frequency is Frequency.YEAR and count > 2:
            return chart
        if best is None or count > best[0]:
            best = (count, chart)
    return best[1] if best else None


def specification(chart: Chart, width: int) -> dict[str, Any]:
    """The chart in Vega-Lite, ``width`` CSS pixels wide."""
    every = [point for _, points in chart.lines for point in points]
    axis = _steps([point.period for point in every])
    bars = len(chart.lines) == 1 and axis is not None and chart.indicator.additive
    rows = list(_rows(chart, axis))
    broken = any(row["break"] for row in rows)
    left = 16 + 8 * max(len(row["label"].split(" ")[-1]) for row in rows)
    room = (width - left - 16) // (len(axis or ()) or 1)
    labelled = bars and max(len(row["label"]) for row in rows) * LABEL_LETTER <= room
    layers: list[dict[str, Any]] = [
        *break_layers(rows),
        *(bar_layers(rows) if bars else line_layers()),
        *bound_layers(rows, bars=bars),
    ]
    if labelled:
        layers.append({
            "mark": {"type": "text", "dy": -8, "fill": INK, "fontSize": 13, "baseline": "bottom"},
            "encoding": {"x": X, "y": Y, "text": {"field": "label"}},
        })  # fmt: skip
    x = _x_axis(axis, rows, width)
    if chart.indicator.unit == "%":
        y = {**Y, "axis": {**Y["axis"], "labelExpr": "datum.label + '%'"}}
        layers = [_with_y(layer, y) for layer in layers]
    if chart.is_of_ranks:
        layers = [_with_y(layer, Y_OF_RANKS) for layer in layers]
    for layer in layers:
        layer["encoding"]["x"] = {**layer["encoding"]["x"], **x}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width - left - 16,
        "height": HEIGHT,
        "autosize": {"type": "none"},
        "padding": {"left": left, "right": 16, "top": 44 if broken else 28, "bottom": 32},
        "background": None,
        "data": {"values": rows},
        "layer": layers,
        "config": _CONFIG,
    }


_CONFIG: Final[dict[str, Any]] = {
    "font": "Liberation Sans",
    "view": {"stroke": None},
    "axis": {
        "labelColor": MUTED, "labelFontSize": 13, "gridColor": LINE, "domainColor": MUTED,
        "tickColor": MUTED, "labelFont": "Liberation Sans",
        "labelLimit": 0,  # nothing to shorten: measuring labels is a fourth of a drawing's time
    },
    "locale": {"number": {
        "decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", "\u00a0₫"],
    }},
}  # fmt: skip


def _with_y(layer: dict[str, Any], y: dict[str, Any]) -> dict[str, Any]:
    encoding = layer["encoding"]
    return {**layer, "encoding": {**encoding, "y": y}} if "y" in encoding else layer


def _rows(chart: Chart, axis: dict[str, str] | None) -> Iterator[dict[str, Any]]:
    for number, (_, points) in enumerate(chart.lines, 1):
        piece = 0
        before: Point | None = None
        for point in points:
            if before is not None and not point.continues(before):
                piece += 1
            before = point
            quantity = divide(point.quantity, chart.magnitude[0], decimals=LABEL_DECIMALS)
            yield {
                "x": axis[point.period.iso] if axis else point.period.end.isoformat(),
                "y": float(quantity.value),
                "series": number,
                "piece": f"{number}.{piece}",
                "derived": not point.reported,
                "open": _openness(quantity.qualifier),
                "high": None if quantity.value_max is None else float(quantity.value_max),
                "break": point.breaks,
                "label": number_text(quantity),
            }


def _steps(shown: Sequence[Period]) -> dict[str, str] | None:
    """ISO notation → label of every step from the first to the last period, gaps included.

    ``None`` where the periods are not calendar steps or too many: time is continuous then.
    """
    first, last = min(shown, key=_by_end), max(shown, key=_by_end)
    if "/" in first.iso or "/" in last.iso or len(first.iso) > 7:
        return None
    steps = {}
    period = first
    while period.sort_key <= last.sort_key:
        steps[period.iso] = _step_label(period)
        if len(steps) > STEPS_AT_MOST or period.start is None:
            return None
        period = _next(period)
    return steps


def _next(period: Period) -> Period:
    assert period.start is not None
    length = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1
    start = period.end + timedelta(days=1)
    months = start.month - 1 + length
    end_year, end_month = start.year + (months - 1) // 12, (months - 1) % 12 + 1
    return periods.interval(start, periods.month(end_year, end_month).end)


def _step_label(period: Period) -> str:
    if "-Q" in period.iso:
        return f"Q{period.iso[-1]}/{period.year}"
    if "-H" in period.iso:
        return f"{'Đầu' if period.iso[-1] == '1' else 'Cuối'} {period.year}"
    return str(period.year) if len(period.iso) == 4 else f"{period.end.month}/{period.year}"


def _x_axis(axis: dict[str, str] | None, rows: Sequence[Any], width: int) -> dict[str, Any]:
    shared = {"field": "x", "title": None}
    if axis is None:
        return {
            **shared, "type": "temporal", "scale": {"type": "utc", "padding": 24},
            "axis": {"grid": False, "values": _spread(rows, 2 if width == NARROW else 5),
                     "format": "%d/%m/%Y", "labelPadding": 4, "labelOverlap": True},
        }  # fmt: skip
    labels = list(axis.values())
    most = 5 if width == NARROW else 10
    step = -(-len(labels) // most)
    return {
        **shared, "type": "ordinal",
        "scale": {"type": "band", "domain": labels, "paddingInner": 0.4, "paddingOuter": 0.3},
        "axis": {"grid": False, "labelAngle": 0, "values": labels[::step], "ticks": False,
                 "labelPadding": 8},
    }  # fmt: skip


def _spread(rows: Sequence[Any], most: int) -> list[str]:
    """Days of the axis that are labelled: those of values, evenly thinned, both ends kept."""
    days = sorted({row["x"] for row in rows})
    if len(days) <= most:
        return days
    return [days[round(n * (len(days) - 1) / (most - 1))] for n in range(most)]


def _openness(qualifier: Qualifier) -> str:
    return "up" if qualifier in _OPEN_UP else "down" if qualifier in _OPEN_DOWN else ""


def _by_end(period: Period) -> Any:
    return period.sort_key


def _said(point: Point) -> str:
    derived = "" if point.reported else " (số tính lại)"
    return f"{point.period.label}: {value_text(point.quantity, point.unit)}{derived}"
