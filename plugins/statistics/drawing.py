"""Charts → SVG through Vega-Lite, at most once for a content."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from markupsafe import Markup

from plugins.statistics import chart as chart_module
from plugins.statistics import svg as svg_module
from plugins.statistics.chart import NARROW, WIDE, Chart, specification
from plugins.statistics.svg import restyle
from portal.core.problem import PortalError


class ChartError(PortalError):
    """Vega could not draw; the text says which chart."""


_RECIPE = blake2b(
    b"".join(Path(str(module.__file__)).read_bytes() for module in (chart_module, svg_module)),
    digest_size=6,
).hexdigest()
"""Kept drawings are made anew when the code that draws changes."""


@dataclass(frozen=True)
class Drawing:
    """A chart as an input of a page: small to hold, drawn or read from the cache when rendered."""

    chart: Chart
    cache: Path

    @property
    def digest(self) -> str:
        return f"{self.chart.digest}-{_RECIPE}"

    @property
    def svg(self) -> Markup:
        """Both sizes; style sheets show the one that fits."""
        kept = self.cache / f"{self.digest}.svg"
        try:
            return Markup(kept.read_text(encoding="utf-8"))
        except (FileNotFoundError, UnicodeDecodeError):
            text = draw(self.chart)
            _keep(kept, text)
            return Markup(text)


def draw(chart: Chart) -> str:
    drawn = []
    for width, name in ((WIDE, "chart-wide"), (NARROW, "chart-narrow")):
        drawn.append(restyle(
            convert(specification(chart, width)), id_=f"{chart.id}-{width}", title=chart.title,
            description=chart.description, name=name,
        ))  # fmt: skip
    return "".join(drawn)


_converter_of = 0
"""Id of the process in which Vega's engine runs. Its threads do not survive a fork, so a forked
child that inherits a running engine must ask a process of its own."""


_OWN = ("data", "width", "padding")
"""What differs between charts of one form, and stands in a compiled chart as it was given."""
_compiled: dict[str, dict[str, Any]] = {}


def convert(spec: dict[str, Any]) -> str:
    """Vega-Lite → SVG. Starting the engine takes half a second, a chart some milliseconds.

    What charts of one form have in common is compiled once: a fourth of the time of drawing.
    """
    global _converter_of  # noqa: PLW0603
    if _converter_of not in (0, os.getpid()):
        return _convert_elsewhere(spec)
    import vl_convert  # noqa: PLC0415  (loads tens of megabytes; most builds need no new chart)

    _converter_of = os.getpid()
    try:
        form = {name: value for name, value in spec.items() if name not in _OWN}
        key = json.dumps(form)
        if key not in _compiled:
            form |= {"data": {"name": "rows", "values": []}, "width": 1}
            _compiled[key] = vl_convert.vegalite_to_vega(form)
        vega = {**_compiled[key], "width": spec["width"], "padding": spec["padding"]}
        vega["data"] = [
            {**part, **spec["data"]} if part["name"] == "rows" else part for part in vega["data"]
        ]
        svg: str = vl_convert.vega_to_svg(vega)
    except ValueError as error:
        raise ChartError(f"không vẽ được biểu đồ: {error}") from error
    return svg


def _convert_elsewhere(spec: dict[str, Any]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "plugins.statistics.drawing"],
        input=json.dumps(spec), capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    if done.returncode:
        raise ChartError(f"không vẽ được biểu đồ: {done.stderr.strip()[-500:]}")
    return done.stdout


def _keep(path: Path, text: str) -> None:
    """Whole or not at all: another process may read meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, delete=False, newline="\n"
    ) as file:
        file.write(text)
    os.replace(file.name, path)


if __name__ == "__main__":
    sys.stdout.write(convert(json.load(sys.stdin)))
