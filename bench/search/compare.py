"""Our search beside Pagefind and plain lunr: ``compare.py CONTENT SITE [--each 10] [--alone]``.

CONTENT is a content folder, SITE what ``portal build`` made of it. The same queries
(``queries.py``) go to all three; for each class the share of known answers among the first ten is
printed, then bytes a query and what the index costs. Pagefind indexes plain pages of the same
text and runs in Chromium, cold for each query; lunr is PyPI's with its default pipeline, one
index file, and only up to 1,000 articles, for it takes minutes beyond.
"""

import argparse
import gzip
import html
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any, NamedTuple

import queries
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
MOST_FOR_LUNR = 1000
CHROMIUM = "/usr/bin/chromium"

SEARCH = """async (query) => {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
  const { results } = await pagefind.search(query);
  const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return shown.map((result) => result.url);
}"""


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")


class Answer(NamedTuple):
    results: list[str]
    bytes: int


def ours(site: Path, asked: Path) -> dict[str, Answer]:
    command = ["node", str(HERE.parent / "search.mjs"), str(site), str(asked)]
    rows = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return {row["id"]: Answer(row["results"], row["bytes"]) for row in rows}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Says nothing."""


def pagefind(
    documents: Iterable[queries.Document], asked: list[dict[str, Any]], folder: Path
) -> dict[str, Answer]:
    for document in documents:
        page = folder / document.url.strip("/") / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(
            f'<!doctype html><html lang="vi"><title>{html.escape(document.title)}</title>'
            f"<body><h1>{html.escape(document.title)}</h1><p>{html.escape(document.text)}</p>",
            "utf-8",
        )
    (folder / "index.html").write_text('<!doctype html><html lang="vi"><title>x</title>')
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", str(folder)], check=True, capture_output=True
    )
    say(f"Pagefind builds its index in {time.perf_counter() - started:.1f} s")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    found = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for query in asked:
            page = browser.new_context().new_page()
            sizes: list[int] = []
            page.on("response", lambda response, sizes=sizes: sizes.append(_size(response, folder)))
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            sizes.clear()
            results = page.evaluate(SEARCH, query["q"])
            found[query["id"]] = Answer(results, sum(sizes))
            page.context.close()
        browser.close()
    server.shutdown()
    return found


def _size(response: Any, folder: Path) -> int:
    """Bytes as sent with gzip; Pagefind's own files are compressed already."""
    file = folder / re.sub(r"^https?://[^/]+/|\?.*$", "", response.url)
    if not file.is_file():
        return 0
    data = file.read_bytes()
    return min(len(data), len(gzip.compress(data)))


def plain_lunr(documents: list[queries.Document], asked: list[dict[str, Any]]) -> dict[str, Answer]:
    from lunr import lunr  # noqa: PLC0415

    started = time.perf_counter()
    index = lunr("url", ("title", "text"), [document._asdict() for document in documents])
    size = len(gzip.compress(json.dumps(index.serialize()).encode()))
    say(f"lunr builds its index in {time.perf_counter() - started:.1f} s")
    found = {}
    for query in asked:
        words = re.sub(r"[^\w\s]", " ", query["q"])
        found[query["id"]] = Answer([hit["ref"] for hit in index.search(words)[:10]], size)
    return found


def report(asked: list[dict[str, Any]], engines: dict[str, dict[str, Answer]]) -> None:
    shares: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for query in asked:
        answers = set(query["answers"])
        for name, found in engines.items():
            hits = len(answers.intersection(found[query["id"]].results))
            shares[query["class"]][name].append(hits / min(10, len(answers)))
    say(f"{'recall@10':20}", *(f"{name:>10}" for name in engines))
    for kind, by_engine in shares.items():
        say(f"{kind:20}", *(f"{statistics.mean(by_engine[name]):10.3f}" for name in engines))
    for label, pick in (("kB, median", 0.5), ("kB, p95", 0.95)):
        sizes = [sorted(answer.bytes for answer in found.values()) for found in engines.values()]
        say(f"{label:20}", *(f"{size[int(pick * (len(size) - 1))] / 1000:10.1f}" for size in sizes))


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare three searches on the same articles.")
    parser.add_argument("content", type=Path)
    parser.add_argument("site", type=Path)
    parser.add_argument("--each", type=int, default=10, help="queries of each class")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--alone", action="store_true", help="ask only ours")
    arguments = parser.parse_args()
    maker = queries.Maker(arguments.content, Random(arguments.seed))
    documents, asked = maker.documents, list(maker.make(arguments.each))
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "queries.json"
        file.write_text(json.dumps(asked), "utf-8")
        engines = {"ours": ours(arguments.site, file)}
        if not arguments.alone:
            engines["Pagefind"] = pagefind(documents, asked, Path(name) / "pages")
    if len(documents) <= MOST_FOR_LUNR and not arguments.alone:
        engines["lunr"] = plain_lunr(documents, asked)
    report(asked, engines)


if __name__ == "__main__":
    main()
