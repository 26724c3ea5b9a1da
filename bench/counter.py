"""Load the visit counter with wrk, compare the sums, kill it and time the restart.

    python bench/counter.py [--seconds S] [--connections C] [--rounds R] [--store URL]

Every hit comes from another visitor, so every hit is a visit that must be committed before it is
answered: SQLite with synchronous = FULL unless ``--store`` names an empty server. The goal
(issue of the counters): at least 1,500 hits a second, 99 of 100 answered within 200 ms, sums
equal, restart within a second. wrk and the service share the machine's processors.
"""

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

ORIGIN = "https://langson.example"
PATHS = [f"/2026/bai-{number}/" for number in range(100)]
COLUMNS = (
    "round", "hits sent", "committed", "hits/s", "p50 ms", "p99 ms", "max ms", "CPU µs/hit",
    "sums", "restart ms",
)  # fmt: skip
LUA = Path(__file__).with_suffix(".lua")


def main() -> None:
    parser = argparse.ArgumentParser(description="Load the visit counter.")
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--store", help="redis://… or postgresql://…; else a new SQLite file")
    arguments = parser.parse_args()
    if not shutil.which("wrk"):
        parser.error("wrk is not installed")
    say(f"| {' | '.join(COLUMNS)} |")
    say("|--:" * len(COLUMNS) + "|")
    for number in range(1, arguments.rounds + 1):
        with tempfile.TemporaryDirectory() as folder:
            say(one_round(number, Path(folder), arguments))


def one_round(number: int, folder: Path, arguments: argparse.Namespace) -> str:
    """One row of the table."""
    paths = folder / "counter-paths.txt"
    paths.write_text("".join(f"{path}\n" for path in PATHS), encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    store = arguments.store or str(folder / "counter.sqlite")
    service = start(port, paths, store)
    before, burnt = total(port), processor_time(service.pid)
    command = ["wrk", "-t1", f"-c{arguments.connections}", f"-d{arguments.seconds + 4}"]
    command += ["-s", str(LUA), f"http://127.0.0.1:{port}", "--", ORIGIN]
    command += [str(arguments.seconds), *PATHS]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    sent, counted, half, most, longest = map(int, line.split()[1:])
    burnt = processor_time(service.pid) - burnt
    stored = total(port) - before
    pages = sum(views(port, path) for path in PATHS) - before
    service.kill()
    service.wait()
    began = time.perf_counter()
    again = start(port, paths, store)
    kept = total(port) - before
    restart = time.perf_counter() - began
    again.terminate()
    again.wait()
    equal = sent == counted == stored == pages == kept
    sums = "equal" if equal else f"{stored} stored, {pages} by page, {kept} after kill -9"
    times = (half / 1000, most / 1000, longest / 1000, burnt / counted * 1e6)
    cells = [number, f"{sent:,}", f"{counted:,}", f"{counted / arguments.seconds:,.0f}"]
    cells += [*(f"{value:.0f}" for value in times), sums, f"{restart * 1000:.0f}"]
    return f"| {' | '.join(map(str, cells))} |"


def start(port: int, paths: Path, store: str) -> "subprocess.Popen[str]":
    """The service, ready to count."""
    command = [sys.executable, "-m", "counter", "run", "--paths", str(paths), "--origin", ORIGIN]
    command += ["--store", store, "--port", str(port), "--trusted-proxy", "127.0.0.1"]
    command += ["--reads-per-minute", "1000000"]
    service = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert service.stdout
    assert service.stdout.readline()
    return service


def processor_time(pid: int) -> float:
    """Seconds of processor that a process has used: what a busy machine does not change much."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def total(port: int) -> int:
    return views(port, "/TOTAL")


def views(port: int, path: str) -> int:
    with urlopen(f"http://127.0.0.1:{port}/counter{path.rstrip('/')}.json") as answer:
        count: str = json.load(answer)["count"]
        return int(count.replace(".", ""))


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
