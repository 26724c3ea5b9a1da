"""Counts going in and out: start values from CSV, counts to CSV, one store into another."""

import csv
import io
import os
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TextIO

from counter.paths import is_path
from counter.store import Store
from counter.stores.sqlite import SQLiteStore
from counter.visits import TOTAL, DailyViews, Start
from portal.core.problem import ContentError, Problem, Severity
from portal.core.vietnamese import format_number, parse_date

_START_COLUMNS = ["path", "views", "since"]
_MOST = 10**12


def read_starts(text: str, file: str, today: date) -> list[Start]:
    """Start values from CSV with the columns ``path``, ``views``, ``since``.

    ``views`` may be grouped as Vietnamese numbers are (265.067), ``since`` is a day as offices
    write it (01/01/2015) or ISO, not after ``today``. Raises
    :class:`ContentError` with everything that is wrong.
    """
    problems: list[Problem] = []
    starts: dict[str, Start] = {}

    def wrong(line: int, key: str, message: str, remedy: str) -> None:
        code = f"counter-{key}"
        problems.append(Problem(file, line, key, code, Severity.ERROR, message, remedy))

    try:
        # All of the line ends there are, those of old Macs too.
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=None)))
    except csv.Error as error:
        rows = []
        wrong(1, "file", f"không phải CSV ({error})", "lưu lại dạng CSV UTF-8")
    if not rows or [cell.strip() for cell in rows[0]] != _START_COLUMNS:
        wrong(1, "file", "thiếu dòng tiêu đề", "dòng đầu phải là: path,views,since")
        rows = []
    for line, row in enumerate(rows[1:], start=2):
        if not any(row):
            continue
        path, views, since = (cell.strip() for cell in (*row, "", "", "")[:3])
        count, day = _count(views), _day(since, today)
        if path != TOTAL and not is_path(path):
            wrong(
                line,
                "path",
                f"“{path}” không phải đường dẫn",
                f"viết như /2021/ten-bai/, hoặc {TOTAL} cho cả trang",
            )
        elif path in starts:
            wrong(line, "path", f"“{path}” đã có ở trên", "giữ lại một dòng")
        if count is None:
            wrong(line, "views", f"“{views}” không phải số lượt", "viết như 265.067 hoặc 265067")
        if day is None:
            wrong(line, "since", f"“{since}” không phải ngày đã qua", "viết như 01/01/2015")
        if count is not None and day is not None:
            starts[path] = Start(path, count, day)
    if problems:
        raise ContentError(tuple(problems))
    return list(starts.values())


def write_starts(starts: Iterable[Start], file: TextIO) -> None:
    """The same CSV as :func:`read_starts` reads."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(_START_COLUMNS)
    writer.writerows((start.path, start.count, start.since) for start in starts)


def write_views(views: Iterable[DailyViews], file: TextIO) -> None:
    """One row a page and day: ``path,day,views``; days are ISO, ``TOTAL`` is all pages."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["path", "day", "views"])
    writer.writerows((row.path, row.day, row.count) for row in views)


def copy(source: Store, target: Store) -> None:
    """Copy all counts and start values into an empty store, while ``source`` goes on counting."""
    target.load(source.daily_views())
    target.set_starts(source.starts())


def back_up(source: Store, file: Path) -> None:
    """Write all counts into a new SQLite file, which replaces ``file`` when it is complete."""
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with closing(SQLiteStore(unfinished)) as target:
            copy(source, target)
        os.replace(unfinished, file)
    finally:
        for leftover in unfinished.parent.glob(f"{unfinished.name}*"):
            leftover.unlink()


def _count(text: str) -> int | None:
    digits = text.replace(".", "")
    if not (digits.isascii() and digits.isdecimal()) or text not in (
        digits,
        format_number(int(digits)),
    ):
        return None
    return int(digits) if 0 < int(digits) < _MOST else None


def _day(text: str, today: date) -> date | None:
    try:
        parsed = parse_date(text)
    except ValueError:
        return None
    return parsed[0].date() if parsed and parsed[0].date() <= today else None
