"""Build one corpus with the portal and its rivals, side by side: ``make bench``.

    python bench/run.py [--articles N] [--rounds R] [--sites hugo,eleventy] [--write]

In every round each generator does three builds, the generators taking turns so that a busy
machine is busy for all: everything from nothing, after one body was edited, after one article was
added. Ratios are taken within a round; the table shows their medians. ``--write`` puts the last
results of every size into docs/bench.md.
"""

import argparse
import json
import shutil
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import corpus
import report
from measure import Cost, changed, machine, measure, snapshot
from rivals import BENCH, RIVALS, Rival, Source, install, split

WORK = BENCH / "work"
RESULTS = WORK / "results"
SMALL_ONLY = {"zensical"}
"""Too slow, or too hungry, to be asked for more than 1,000 articles."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure builds side by side.")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sites", default=",".join(RIVALS), help="comma-separated")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--write", action="store_true", help="write docs/bench.md")
    arguments = parser.parse_args()
    names = [name for name in arguments.sites.split(",") if name]
    if unknown := set(names) - RIVALS.keys():
        parser.error(f"unknown: {', '.join(unknown)}; known: {', '.join(RIVALS)}")
    if arguments.articles > 1_000:
        names = [name for name in names if name not in SMALL_ONLY]
    install()
    result = run([RIVALS[name] for name in names], arguments)
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / f"{arguments.articles}.json").write_text(json.dumps(result, indent=1))
    sys.stdout.write(report.table(result))
    if arguments.write:
        report.write(RESULTS)


def run(rivals: list[Rival], arguments: argparse.Namespace) -> dict[str, Any]:
    folder = WORK / str(arguments.articles)
    shutil.rmtree(folder, ignore_errors=True)
    say(f"Making {arguments.articles:,} articles")
    corpus.write(arguments.articles, folder / "corpus", arguments.seed)
    for rival in rivals:
        say(f"Preparing {rival.name}")
        rival.prepare(folder / "corpus", folder / rival.site)
    rounds: list[dict[str, Any]] = []
    for number in range(arguments.rounds):
        # Odd rounds go backwards: who is first has no advantage.
        order = rivals if number % 2 == 0 else rivals[::-1]
        rounds.append({rival.site: one_round(rival, folder, number) for rival in order})
    shutil.rmtree(folder)
    return {
        "articles": arguments.articles,
        "machine": machine(),
        "date": f"{datetime.now(UTC):%Y-%m-%d}",
        "versions": {rival.site: rival.version() for rival in rivals},
        "rounds": rounds,
    }


def one_round(rival: Rival, folder: Path, number: int) -> dict[str, Any]:
    site = folder / rival.site
    output = site / rival.output
    rival.clean(site)
    cold = measure(rival.command(site), site)
    first = snapshot(output)
    say(f"{rival.name}: cold {cold.cpu:.1f} CPU s, {cold.wall:.1f} s, {cold.peak:.0f} MiB")

    articles = sorted((folder / "corpus/bai-viet").glob("*/*.md"))
    edited = articles[len(articles) * (number + 1) // (number + 3)]
    source = split(edited.relative_to(folder / "corpus"), edited.read_text(encoding="utf-8"))
    sentence = f"\nĐoàn công tác sẽ kiểm tra lại vào lần thứ {number + 2}.\n"
    rival.put(site, Source(source.path, source.matter, source.body + sentence))
    edit = measure(rival.command(site, again=True), site)
    second = snapshot(output)
    say(f"{rival.name}: edit {edit.cpu:.2f} CPU s, {changed(first, second)} files")

    rival.put(site, fresh(number))
    new = measure(rival.command(site, again=True), site)
    third = snapshot(output)
    say(f"{rival.name}: new article {new.cpu:.2f} CPU s, {changed(second, third)} files")
    return {
        "cold": cost(cold, len(first)),
        "edit": cost(edit, changed(first, second)),
        "new": cost(new, changed(second, third)),
    }


def fresh(number: int) -> Source:
    """An article newer than all others, in another category each round."""
    path, text = next(iter(corpus.articles(1, seed=31 + number)))
    matter = split(path, text).matter
    matter["slug"] = f"tin-moi-{number}"
    matter["date"] = f"2025-12-31 0{number % 10}:30"
    matter.pop("statistics", None)
    return Source(Path("bai-viet/2025", f"tin-moi-{number}.md"), matter, split(path, text).body)


def cost(one: Cost, files: int) -> dict[str, float]:
    return {**asdict(one), "files": files}


def say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    main()
