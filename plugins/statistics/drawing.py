"""Charts → SVG through Vega-Lite, at most once for a content."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from markupsafe import Markup

from plugins.statistics import vega
from plugins.statistics.chart import NARROW, WIDE, Chart, specification
from plugins.statistics.svg import restyle
from portal.cache import keep, kept
from portal.core.problem import PortalError


class ChartError(PortalError):
    """Vega could not draw; the text says which chart."""


_SIZES = ((WIDE, "chart-wide"), (NARROW, "chart-narrow"))


@lru_cache(1)
def _recipe() -> str:
    """Kept drawings are made anew when the code that draws changes, ours or Vega's."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    drawn_by = [version("vl-convert-python").encode(), *(path.read_bytes() for path in sources)]
    return blake2b(b"\0".join(drawn_by), digest_size=6).hexdigest()


@dataclass(frozen=True)
class Drawing:
    """A chart as an input of a page: small to hold, drawn or read from the cache when rendered."""

    chart: Chart
    cache: Path

    @property
    def digest(self) -> str:
        return f"{self.chart.digest}-{_recipe()}"

    @property
    def path(self) -> Path:
        return self.cache / f"{self.digest}.svg"

    @property
    def svg(self) -> Markup:
        """Both sizes; style sheets show the one that fits."""
        data = kept(self.path)
        if data is None:
            data = draw(self.chart).encode()
            keep(self.path, data)
        return Markup(data.decode())


def draw(chart: Chart) -> str:
    return _styled(chart, map(convert, _specifications(chart)))


def draw_ahead(drawings: Iterable[Drawing]) -> None:
    """Draw what the cache lacks, in one process that takes the engine's memory with it: else each
    worker that meets a chart starts an engine. What fails is tried again, and told, by its page."""
    lacking = [drawing for drawing in drawings if kept(drawing.path) is None]
    wanted = [spec for drawing in lacking for spec in _specifications(drawing.chart)]
    try:
        drawn = iter(_elsewhere(wanted) if wanted else ())
    except ChartError:
        return
    for drawing in lacking:
        keep(drawing.path, _styled(drawing.chart, islice(drawn, len(_SIZES))).encode())


def _specifications(chart: Chart) -> list[dict[str, Any]]:
    return [specification(chart, width) for width, _ in _SIZES]


def _styled(chart: Chart, svgs: Iterable[str]) -> str:
    return "".join([
        restyle(svg, id_=f"{chart.id}-{width}", title=chart.title, description=chart.description,
                name=name)
        for svg, (width, name) in zip(svgs, _SIZES, strict=True)
    ])  # fmt: skip


_engine_of = 0
"""Id of the process in which Vega's engine runs. Its threads do not survive a fork, so a forked
child that inherits a running engine must ask a process of its own."""


def convert(spec: dict[str, Any]) -> str:
    """Vega-Lite → SVG, by an engine in this process where that can be."""
    global _engine_of  # noqa: PLW0603
    if _engine_of not in (0, os.getpid()):
        (svg,) = _elsewhere([spec])
        return svg
    _engine_of = os.getpid()
    try:
        return vega.svg(spec)
    except ValueError as error:
        raise ChartError(f"không vẽ được biểu đồ: {error}") from error


def _elsewhere(specs: Sequence[dict[str, Any]]) -> list[str]:
    done = subprocess.run(
        # -P: the folder of the program is not one to import from.
        [sys.executable, "-P", str(vega.__file__)],
        input=json.dumps(specs), capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    if done.returncode:
        raise ChartError(f"không vẽ được biểu đồ: {done.stderr.strip()[-500:]}")
    svgs: list[str] = json.loads(done.stdout)
    return svgs
