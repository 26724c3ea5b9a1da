"""Run a command and say what it cost; compare two folders."""

import os
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    cpu: float
    """Seconds of processor time, user and system, of the process and all it waited for."""
    wall: float
    """Seconds."""
    peak: float
    """MiB: largest sum of the proportional set sizes of the process tree, looked at every 50 ms."""


class CommandFailedError(RuntimeError):
    """The measured command did not exit with 0; carries the end of what it printed."""


def measure(command: list[str], folder: Path) -> Cost:
    log = folder.parent / f"{folder.name}.log"
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        sampler = _Sampler(process.pid)
        sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    sampler.stop()
    if process.returncode != 0:
        tail = log.read_text(errors="replace")[-2000:]
        raise CommandFailedError(f"{' '.join(command)}: exit {process.returncode}\n{tail}")
    # A process shorter than a sample: what the system says of the largest single process.
    peak = max(sampler.peak, usage.ru_maxrss / 1024 if sampler.peak == 0 else 0)
    return Cost(usage.ru_utime + usage.ru_stime, wall, peak)


class _Sampler(threading.Thread):
    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak = 0.0
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.wait(0.05):
            self.peak = max(self.peak, sum(map(_proportional_set, _tree(self.pid))) / 1024)

    def stop(self) -> None:
        self._stopped.set()
        self.join()


def _tree(pid: int) -> list[int]:
    """The process and its descendants."""
    found, waiting = [], [pid]
    while waiting:
        parent = waiting.pop()
        found.append(parent)
        with suppress(OSError):  # It, or one of its threads, ended meanwhile.
            for children in Path(f"/proc/{parent}/task").glob("*/children"):
                waiting += map(int, children.read_text().split())
    return found


def _proportional_set(pid: int) -> int:
    """KiB; pages shared by several processes are divided among them."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def snapshot(folder: Path) -> dict[str, bytes]:
    """Digest of every file below ``folder``, by relative path."""
    return {
        str(file.relative_to(folder)): blake2b(file.read_bytes(), digest_size=16).digest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> int:
    """Number of files that appeared, vanished or differ: what a host must be sent."""
    return sum(before.get(path) != after.get(path) for path in before.keys() | after.keys())


def machine() -> str:
    """Processor, cores and system, in one line."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = next(
        (line.split(":")[1].strip() for line in info.splitlines() if "model name" in line), "?"
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = ".".join(map(str, sys.version_info[:3]))
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, Linux, Python {python}"
