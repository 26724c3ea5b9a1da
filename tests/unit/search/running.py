"""Runs the browser's modules in Node and makes small indexes for the tests of the search."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
from browsing import need, need_package

from plugins.assets.collection import scorer
from plugins.search.bundle import build
from plugins.search.cards import Card
from plugins.search.source import Entry, Source, fields

HERE = Path(__file__).parent
MODULES = HERE.parents[2] / "theme" / "templates" / "components" / "search"
ABBREVIATIONS = {
    "UBND": ("ủy ban nhân dân",),
    "QĐ": ("quyết định",),
    "CT": ("chỉ thị", "chủ tịch"),
    "TU": ("tỉnh ủy",),
}
CATEGORIES = (("tin", "Tin hoạt động"), ("thong-bao", "Thông báo"))


def source(
    documents: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]] = (), **changes: Any
) -> Source:
    """A source of articles (title, body), a day apart from 01/01/2018 on."""

    def entry(place: int, title: str, body: str) -> Entry:
        day = f"{2018 + place // 336}-{place // 28 % 12 + 1:02}-{place % 28 + 1:02}"
        card = Card(title, f"/bai/{place}/", day, CATEGORIES[place % 2][0], "lang-son", body[:90])
        return Entry(card, blake2b(f"{title}\0{body}".encode()).hexdigest())

    def read(wanted: frozenset[int] | None) -> Iterable[tuple[int, bytes]]:
        # Backwards: the order in which a cache gives its values means nothing.
        for number in reversed(range(len(documents))):
            if wanted is None or number in wanted:
                title, body = documents[number]
                yield number, fields(title, body[:60], body)

    given = {
        "articles": tuple(entry(i, *document) for i, document in enumerate(documents)),
        "others": tuple(
            Entry(Card(title, f"/so-lieu/{i}/", "", "", "", text), title)
            for i, (title, text) in enumerate(others)
        ),
        "others_tokens": tuple(fields(title, "", text) for title, text in others),
        "categories": CATEGORIES,
        "offices": (("lang-son", "Lạng Sơn"),),
        "abbreviations": ABBREVIATIONS,
        "context": "declarations",
        "read": read,
    }
    return Source(**(given | changes))


def files(workspace: Path, made: Source) -> dict[str, bytes]:
    return dict(build(workspace, made))


def write(folder: Path, contents: dict[str, bytes]) -> Path:
    for name, data in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


_ends = ExitStack()


@cache
def _browser() -> subprocess.Popen[str]:
    """Node with the modules as published: lunr beside them, in the form of a module. One for all
    tests, since it takes ten times as long to start as to answer."""
    node = need("node")
    packages = need_package("lunr/lib/lunr.js").parents[2]
    folder = Path(_ends.enter_context(tempfile.TemporaryDirectory()))
    for module in MODULES.glob("*.js"):
        shutil.copy(module, folder / module.name)
    (folder / "lunr.js").write_text(scorer(packages), "utf-8")
    (folder / "package.json").write_text('{"type": "module"}')
    shutil.copy(HERE / "browser.mjs", folder)
    return _ends.enter_context(
        subprocess.Popen(
            [node, "browser.mjs", str(HERE / "vectors.json")],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
    )


def end() -> None:
    """Let go of what :func:`run` started."""
    _browser.cache_clear()
    _ends.close()


def run(task: dict[str, Any]) -> Any:
    """What ``browser.mjs`` answers to the task."""
    browser = _browser()
    assert browser.stdin
    assert browser.stdout
    browser.stdin.write(f"{json.dumps(task)}\n")
    browser.stdin.flush()
    answer = browser.stdout.readline()
    if not answer:
        end()
        pytest.fail("The modules failed; what Node says of it is above.")
    return json.loads(answer)


def ask(site: Path, *queries: str, **more: Any) -> Any:
    return run({"site": str(site), "queries": queries, **more})
