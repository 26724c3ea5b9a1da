"""Kill builds at random moments: ``python bench/kill.py [--rounds 100] [--articles 1000]``.

Each round starts from a finished site, changes the content, starts a build and kills it and all
its workers with SIGKILL somewhere between its start and its end. What readers then see must be
the old site or the new one, file by file, never a mixture, and the next build must give the new
one. Exits with 1 if it ever was otherwise.
"""

import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import corpus
from measure import snapshot
from rivals import BENCH, RIVALS, read
from run import fresh, say

WORK = BENCH / "work" / "kill"


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill builds at random moments.")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    shutil.rmtree(WORK, ignore_errors=True)
    corpus.write(arguments.articles, WORK / "corpus")
    rival = RIVALS["portal"]
    site = WORK / "site"
    rival.prepare(WORK / "corpus", site)
    command = rival.command(site)
    output = site / rival.output

    build(command, site)
    old = snapshot(output)
    contents = (site / "content", WORK / "changed" / "content")
    shutil.copytree(contents[0], contents[1])
    change(contents[1])
    swap(*contents)
    started = time.perf_counter()
    build(command, site)
    # The build that is killed in the rounds takes about as long as this one.
    length = time.perf_counter() - started
    new = snapshot(output)
    say(f"{len(old):,} files before, {len(new):,} after, {length:.1f} s to build")

    chance = random.Random(arguments.seed)
    seen: Counter[str] = Counter()
    failures = 0
    for number in range(arguments.rounds):
        target, origin = (old, new) if number % 2 == 0 else (new, old)
        swap(*contents)
        killed(command, site, chance.uniform(0, length * 1.1))
        found = snapshot(output)
        verdict = "new" if found == target else "old" if found == origin else "MIXED"
        seen[verdict] += 1
        build(command, site)
        if verdict == "MIXED" or snapshot(output) != target:
            failures += 1
            say(f"round {number}: {verdict}, {len(found):,} files")
    sys.stdout.write(
        f"{arguments.rounds} builds killed: the old site stood {seen['old']} times, "
        f"the new one {seen['new']} times, a mixture {seen['MIXED']} times; "
        f"{failures} rounds failed\n"
    )
    sys.exit(failures > 0)


def change(content: Path) -> None:
    """Edit every tenth article, take away every fiftieth that nobody links to, add one."""
    articles = list(read(content))
    linked = set(re.findall(r"\]\((/[^)]+)\)", "".join(article.body for article in articles)))
    for number, article in enumerate(articles):
        file = content / article.path
        if number % 50 == 1 and f"/{article.year}/{article.matter['slug']}/" not in linked:
            file.unlink()
        elif number % 10 == 0:
            text = file.read_text(encoding="utf-8")
            file.write_text(f"{text}\nBài viết có bổ sung.\n", encoding="utf-8")
    RIVALS["portal"].put(content.parent, fresh(0))


def swap(one: Path, other: Path) -> None:
    spare = one.with_name("spare")
    one.rename(spare)
    other.rename(one)
    spare.rename(other)


def build(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def killed(command: list[str], folder: Path, after: float) -> None:
    """Start the build in a process group of its own and kill the group."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


if __name__ == "__main__":
    main()
