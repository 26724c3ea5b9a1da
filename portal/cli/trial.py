"""Whether a preview of the settings and code that were saved would start.

Tried in a process of its own, on a few documents and without the site's cache: the preview that
runs goes on with what it began with.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from portal.core.problem import PortalError, Problem, Severity
from portal.places import ROOT

_REMEDY = "sửa rồi lưu lại, bản xem thử tự mở lại"
_TOLD = re.compile(
    r"(?P<file>[^\s:]+\.\w+)(?::(?P<line>\d+))?: (?:(?P<key>[A-Z][\w.\[\]]*): )?"
    r"(?P<message>.+?)(?: → (?P<remedy>.+))?"
)
"""A mistake as the settings tell it; the line and the way out may be missing."""


def try_out(settings: Path, content: Path | None, sample: Iterable[str]) -> tuple[Problem, ...]:
    """What would keep a preview from starting; ``sample`` names documents for it to read."""
    command = [sys.executable, "-m", "portal.cli.trial", str(settings), str(content or "")]
    # It has to find what this process was started with, also where that is not installed.
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        [*command, *sample], capture_output=True, encoding="utf-8", errors="replace", check=False,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": path},
    )  # fmt: skip
    if done.returncode == 0:
        return ()
    # Without a word of ours, not even the first module could be read.
    lines = done.stdout.splitlines() or [
        f"mã nguồn không chạy được ({line})" for line in done.stderr.splitlines()[-1:]
    ]
    return tuple(_problem(line, settings) for line in lines or ["mã nguồn không chạy được"])


def _problem(text: str, settings: Path) -> Problem:
    told = _TOLD.fullmatch(text)
    file, line, key, message, remedy = (
        told.groups() if told else (settings.name, None, None, text, None)
    )
    return Problem(
        file, int(line or 1), key or "file", "no-restart", Severity.ERROR, message,
        remedy or _REMEDY,
    )  # fmt: skip


def attempt(settings: Path, content: Path | None, sample: Iterable[str]) -> None:
    """Do what a preview does at its start."""
    # What may be broken is loaded where its failure is told.
    from plugins.bridge.engine import Options  # noqa: PLC0415
    from plugins.bridge.portal import Portal  # noqa: PLC0415
    from plugins.bridge.resident import ResidentEngine  # noqa: PLC0415
    from plugins.bridge.settings import load  # noqa: PLC0415
    from portal.cli import serve  # noqa: F401, PLC0415
    from portal.collect.declarations import FILES  # noqa: PLC0415

    loaded = load(settings, content)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        few = Path(folder, "content")
        few.mkdir()
        for name in (*FILES, *sample):
            file = Path(loaded["PATH"], name)
            if file.is_file():
                (few / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, few / name)
        loaded |= {"PATH": str(few), "CACHE_PATH": f"{folder}/cache", "PREVIEW": True}
        engine = Portal(loaded, Options(1, with_unpublished=True), ResidentEngine).engine
        try:
            engine.refresh()
            _ = engine.site
        finally:
            engine.close()


def explain(error: BaseException, settings: Path) -> str:
    """``file:line: what is wrong`` in Vietnamese, a line for each mistake."""
    if isinstance(error, SyntaxError) and error.filename:
        return (
            f"{_shown(error.filename)}:{error.lineno}: dòng này không đúng cú pháp Python "
            "→ xem lại dấu ngoặc, dấu phẩy, chỗ thụt đầu dòng"
        )
    if isinstance(error, PortalError):
        return _placed(str(error), settings)
    libraries = tuple(sysconfig.get_paths()[name] for name in ("stdlib", "purelib", "platlib"))
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if not frame.filename.startswith((*libraries, "<"))]
    wrong = f"mã nguồn không chạy được ({type(error).__name__}: {error})"
    return f"{_shown(ours[-1].filename)}:{ours[-1].lineno}: {wrong}".replace("\n", " ")


def _placed(text: str, settings: Path) -> str:
    """With the line of the setting that a sentence begins with, where it tells none."""
    from plugins.bridge.settings_check import FILE, whereabouts  # noqa: PLC0415

    name, _, message = text.partition(" ")
    file, line = whereabouts({FILE: settings}, name)
    return f"{file}:{line}: {name}: {message}" if line else text


def _shown(file: str) -> str:
    path = Path(file)
    for folder in (ROOT, Path.cwd()):
        if path.is_relative_to(folder):
            return path.relative_to(folder).as_posix()
    return path.name


def main(arguments: Sequence[str]) -> int:
    settings, content, *sample = arguments
    try:
        attempt(Path(settings), Path(content) if content else None, sample)
    except (Exception, SystemExit) as error:  # Whatever ends the trial would end the preview.
        sys.stdout.write(f"{explain(error, Path(settings))}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
