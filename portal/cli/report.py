"""What the command line says: problems, progress, results; for people or as JSON."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer

from portal.core.problem import Problem, Severity

TITLES = {
    Severity.ERROR: "lỗi",
    Severity.DISCREPANCY: "số liệu chưa khớp",
    Severity.REMARK: "lưu ý",
}

Report = Callable[[str, int, int], None]


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def complain(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def print_json(problems: Iterable[Problem], **more: Any) -> None:
    data = {"problems": [problem.as_json() for problem in problems], **more}
    say(json.dumps(data, ensure_ascii=False, indent=2))


def print_problems(problems: Iterable[Problem]) -> None:
    """One line a problem, in the order of files and lines, and how many there are of each kind."""
    listed = list(problems)
    for problem in listed:
        complain(str(problem))
    counts = [
        f"{sum(problem.severity is severity for problem in listed)} {title}"
        for severity, title in TITLES.items()
        if any(problem.severity is severity for problem in listed)
    ]
    if counts:
        complain(f"Có {', '.join(counts)}.")


def conclude(problems: Sequence[Problem], well: str, *, as_json: bool) -> None:
    """Print what a check found, or ``well``; exit code 1 if anything blocks."""
    if as_json:
        print_json(problems)
    else:
        print_problems(problems)
        if not problems:
            say(well)
    if any(problem.blocks for problem in problems):
        raise typer.Exit(1)


@contextmanager
def progress() -> Iterator[Report | None]:
    """A progress bar on long work; nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 (only a terminal pays for it)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        console=Console(stderr=True), transient=True,
    ) as bars:  # fmt: skip
        tasks: dict[str, Any] = {}

        def report(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield report
