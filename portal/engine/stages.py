"""Where the time of a build goes, stage by stage."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: when it began and how long it took, in seconds."""

    name: str
    start: float
    wall: float
    cpu: float
    """Processor time of this process and of the workers that ended within the stage."""


@dataclass(slots=True)
class Stages:
    """A stopwatch with names; costs a microsecond a stage, so it always runs."""

    done: list[Stage] = field(default_factory=list)
    _origin: float = field(default_factory=time.perf_counter)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start, cpu = time.perf_counter(), _cpu()
        try:
            yield
        finally:
            wall = time.perf_counter() - start
            self.done.append(Stage(name, start - self._origin, wall, _cpu() - cpu))

    def table(self) -> str:
        """A table for people: stage, seconds on the wall, seconds of processor."""
        rows = [(stage.name, stage.wall, stage.cpu) for stage in self.done]
        rows.append(("Cộng", sum(row[1] for row in rows), sum(row[2] for row in rows)))
        width = max(len(row[0]) for row in rows)
        head = f"{'Chặng':<{width}}  {'giây':>8}  {'giây CPU':>9}"
        lines = [f"{name:<{width}}  {wall:8.3f}  {cpu:9.3f}" for name, wall, cpu in rows]
        return "\n".join([head, *lines]).replace(".", ",")

    def write_speedscope(self, path: Path) -> None:
        """The stages as a file for https://www.speedscope.app (format "evented")."""
        frames = [{"name": stage.name} for stage in self.done]
        events = []
        for index, stage in enumerate(self.done):
            events.append({"type": "O", "frame": index, "at": stage.start})
            events.append({"type": "C", "frame": index, "at": stage.start + stage.wall})
        end = max((stage.start + stage.wall for stage in self.done), default=0.0)
        path.write_text(json.dumps({
            "$schema": "https://www.speedscope.app/file-format-schema.json",
            "shared": {"frames": frames},
            "profiles": [{"type": "evented", "name": "portal build", "unit": "seconds",
                          "startValue": 0, "endValue": end, "events": events}],
        }, ensure_ascii=False), encoding="utf-8")  # fmt: skip


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
