"""How long an editor waits for the preview: ``python bench/preview.py [--articles N]``.

Starts ``portal serve`` over the corpus, first with an empty cache and then with a warm one, and
saves an article many times as an editor would. Each time counts from the end of the save until
the changed page has been fetched, after the preview's own event said that it changed: all but the
browser's painting.
"""

import argparse
import http.client
import json
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

import corpus
from measure import machine
from rivals import BENCH, RIVALS, Source, split
from run import RESULTS, fresh, say

EVENTS = "/__portal/events"


@dataclass
class Preview:
    """``portal serve`` in a process of its own."""

    process: subprocess.Popen[str]
    host: str

    @classmethod
    def start(cls, site: Path) -> "Preview":
        portal = str(Path(sys.executable).with_name("portal"))
        command = [portal, "serve", "--content", "content", "--settings", "settings.py"]
        process = subprocess.Popen(
            [*command, "--port", "0"],
            cwd=site,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert process.stdout
        for line in process.stdout:
            if found := re.search(r"http://\S+", line):
                return cls(process, urlsplit(found[0].rstrip("/")).netloc)
        raise RuntimeError("the preview ended before it was ready")

    def get(self, path: str) -> str:
        connection = http.client.HTTPConnection(self.host, timeout=60)
        connection.request("GET", path)
        text = connection.getresponse().read().decode()
        connection.close()
        return text

    def events(self) -> http.client.HTTPResponse:
        """As an open page listens: with the version that it is of."""
        found = re.search(r'data-version="(\d+)"', self.get("/"))
        assert found is not None
        connection = http.client.HTTPConnection(self.host, timeout=60)
        connection.request("GET", f"{EVENTS}?version={found[1]}")
        return connection.getresponse()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the preview.")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--saves", type=int, default=40)
    arguments = parser.parse_args()
    work = BENCH / "work" / "preview"
    shutil.rmtree(work, ignore_errors=True)
    corpus.write(arguments.articles, work / "corpus")
    site = work / "site"
    RIVALS["portal"].prepare(work / "corpus", site)

    cold = timed_start(site)
    warm = timed_start(site)
    preview = Preview.start(site)
    preview.get("/")
    try:
        saves = {
            "text": save_bodies(preview, site, arguments.saves),
            "title": save_titles(preview, site, arguments.saves),
            "new": add_articles(preview, site, arguments.saves),
        }
    finally:
        preview.stop()
    result = {
        "articles": arguments.articles,
        "machine": machine(),
        "cold": cold,
        "warm": warm,
        "saves": {kind: summary(times) for kind, times in saves.items()},
    }
    (RESULTS / "preview").mkdir(parents=True, exist_ok=True)
    text = json.dumps(result, indent=1)
    (RESULTS / "preview" / f"{arguments.articles}.json").write_text(text)
    sys.stdout.write(f"{text}\n")
    shutil.rmtree(work)


def timed_start(site: Path) -> float:
    """Seconds from the start of the process until the home page has been fetched."""
    started = time.perf_counter()
    preview = Preview.start(site)
    preview.get("/")
    seconds = time.perf_counter() - started
    preview.stop()
    say(f"ready after {seconds:.1f} s")
    return seconds


def wait(preview: Preview, events: http.client.HTTPResponse, path: str, expected: str) -> None:
    """Until an event announces a change after which the page at ``path`` shows ``expected``."""
    while True:
        line = events.readline().decode()
        if not line:
            raise RuntimeError("the preview ended")
        if line.startswith("event: change") and expected in preview.get(path):
            return


def timed(preview: Preview, file: Path, text: str, path: str, expected: str) -> float:
    """Seconds from the save to the page."""
    events = preview.events()
    while events.readline().strip():  # The first event is the present state.
        pass
    file.write_text(text, encoding="utf-8")
    started = time.perf_counter()
    wait(preview, events, path, expected)
    seconds = time.perf_counter() - started
    # An editor looks at the page before the next save; by then all articles have been checked.
    while not events.readline().startswith(b"event: problems"):
        pass
    events.close()
    return seconds


def chosen(site: Path, number: int) -> tuple[Path, Source]:
    files = sorted((site / "content/bai-viet").glob("*/*.md"))
    file = files[len(files) * (2 * number + 1) // 101 % len(files)]
    text = file.read_text(encoding="utf-8")
    return file, split(file.relative_to(site / "content"), text)


def save_bodies(preview: Preview, site: Path, saves: int) -> list[float]:
    times = []
    for number in range(saves):
        file, source = chosen(site, number)
        sentence = f"Câu thêm vào lần {number}."
        text = file.read_text(encoding="utf-8") + f"\n{sentence}\n"
        path = f"/{source.year}/{source.matter['slug']}/"
        times.append(timed(preview, file, text, path, sentence))
    return times


def save_titles(preview: Preview, site: Path, saves: int) -> list[float]:
    times = []
    for number in range(saves):
        file, source = chosen(site, number)
        title = f"Tiêu đề mới số {number}"
        text = re.sub(r"^title: .*$", f"title: {title}", file.read_text("utf-8"), flags=re.M)
        path = f"/{source.year}/{source.matter['slug']}/"
        times.append(timed(preview, file, text, path, title))
    return times


def add_articles(preview: Preview, site: Path, saves: int) -> list[float]:
    """Until the home page shows the new article."""
    times = []
    for number in range(saves):
        source = fresh(number)
        source.matter["title"] = f"Tin mới nhất số {number}"
        source.matter["date"] = f"2025-12-31 {number // 60:02}:{number % 60:02}"
        lines = "".join(
            f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
            for key, value in source.matter.items()
        )
        text = f"---\n{lines}---\n{source.body}"
        file = site / "content" / source.path
        times.append(timed(preview, file, text, "/", source.matter["title"]))
    return times


def summary(times: list[float]) -> dict[str, Any]:
    """Milliseconds."""
    parts = quantiles(times, n=20)
    return {"median": round(parts[9] * 1000), "p95": round(parts[18] * 1000), "saves": len(times)}


if __name__ == "__main__":
    main()
