"""Make a content folder of any size for measuring: ``python bench/corpus.py 10000 DIR``.

The articles are Vietnamese administrative prose of about 6 kB with headings, lists, tables,
links, images and figures. The figures are consistent with each other: every article reads them
from one imaginary province, in which quarters are sums of months, parts are smaller than wholes
and last year's value is what last year's articles said. One seed gives the same bytes everywhere.
"""

import argparse
import json
import os
import re
import struct
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import NamedTuple
from unicodedata import combining, normalize

import vocabulary
from province import FIRST_YEAR, LAST_YEAR, Province, figures

TAGS = vocabulary.OBJECTS[:60]
IMAGES = 24
_SLOT = re.compile(r"\{(\w+)\}")


class Template(NamedTuple):
    pattern: str
    slots: tuple[str, ...]


class Prose:
    """Draws words by rank, as language does (Zipf: the k-th entry has weight 1 / (k + 3))."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._streams = {
            "agency": self._stream(vocabulary.AGENCIES),
            "commune": self._stream(vocabulary.COMMUNES),
            "verb": self._stream(vocabulary.VERBS),
            "object": self._stream(vocabulary.OBJECTS),
            "manner": self._stream(vocabulary.MANNERS),
            "place": self._stream(vocabulary.PLACES),
            "goal": self._stream(vocabulary.GOALS),
            "difficulty": self._stream(vocabulary.DIFFICULTIES),
            "leader": self._stream(vocabulary.LEADERS),
            "document": self._stream(vocabulary.DOCUMENTS),
            "sentence": self._stream(vocabulary.SENTENCES),
            "opening": self._stream(vocabulary.OPENINGS),
            "title": self._stream(vocabulary.TITLES),
            "heading": self._stream(vocabulary.HEADINGS),
            "closing": self._stream(vocabulary.CLOSINGS),
            "byline": self._stream(vocabulary.BYLINES),
            "tag": self._stream(TAGS),
            "number": self._numbers(11, 4999),
            "small": self._numbers(2, 99),
        }
        self.facts: dict[str, str] = {}
        """Words fixed for the article being written: ``day``, ``year``, …"""

    def __call__(self, name: str) -> str:
        if name in self.facts:
            return self.facts[name]
        stream = self._streams.get(name)
        if stream is None:  # A name with a capital asks for a capital.
            word = self(name.lower())
            return word[:1].upper() + word[1:]
        word = next(stream)
        return self.fill(word) if "{" in word else word

    def fill(self, text: str) -> str:
        pattern, slots = _template(text)
        return pattern.format(*map(self, slots))

    def paragraph(self, sentences: int) -> str:
        return " ".join([self("Sentence") for _ in range(sentences)])

    def _stream(self, entries: tuple[str, ...]) -> Iterator[str]:
        weights = list(accumulate(1 / (rank + 3) for rank in range(len(entries))))
        while True:
            yield from self.random.choices(entries, cum_weights=weights, k=1024)

    def _numbers(self, low: int, high: int) -> Iterator[str]:
        while True:
            yield str(self.random.randint(low, high))


@cache
def _template(text: str) -> Template:
    return Template(_SLOT.sub("{}", text), tuple(_SLOT.findall(text)))


def slug(text: str) -> str:
    plain = normalize("NFD", text.lower().replace("đ", "d"))
    plain = "".join(letter for letter in plain if not combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:70].strip("-")


def articles(count: int, seed: int) -> Iterator[tuple[Path, str]]:
    """``(path, text)`` of each article, oldest first."""
    random = Random(seed)
    prose = Prose(random)
    province = Province(seed)
    start = datetime(FIRST_YEAR, 1, 5, 7)
    span = datetime(LAST_YEAR, 12, 30, 17) - start
    older: list[tuple[str, str]] = []
    for index in range(count):
        day = start + span * index / count
        day = day.replace(hour=random.randint(7, 17), minute=random.randint(0, 59), second=0)
        text, title, address = _article(index, day, prose, province, older)
        older.append((title, address))
        yield Path("bai-viet", str(day.year), f"{address.split('/')[2]}.md"), text


def _article(
    index: int, day: datetime, prose: Prose, province: Province, older: list[tuple[str, str]]
) -> tuple[str, str, str]:
    random = prose.random
    prose.facts = {
        "day": f"{day.day:02}/{day.month}",
        "year": str(day.year),
        "month": str(day.month),
        "quarter": ("I", "II", "III", "IV")[(day.month - 1) // 3],
    }
    title = prose("Title")
    # The number keeps addresses apart: two conferences may well have one title.
    address = f"/{day.year}/{slug(title)}-{index + 1}/"
    office = random.choice(vocabulary.OFFICES)[0]
    wanted = random.choices(range(6), weights=(40, 20, 15, 10, 8, 7))[0]
    statements, sentences = figures(province, office, day, random, wanted)
    summary = prose("Opening") + " " + prose("Sentence")
    lines = [
        "---",
        f"title: {_quoted(title)}",
        f"date: {day:%Y-%m-%d %H:%M}",
        f"slug: {address.split('/')[2]}",
        f"category: {_category(random)}",
        f"office: {office}",
        f"author: {_quoted(prose('byline'))}",
        f"summary: {_quoted(summary)}",
        f"tags: [{', '.join(_quoted(tag) for tag in _tags(prose))}]",
    ]
    if random.random() < 0.25:
        lines += [
            "image:",
            f"  src: anh-{random.randint(1, IMAGES):02}.png",
            f"  alt: {_quoted(prose.fill('Quang cảnh buổi làm việc về {object}'))}",
            f"  caption: {_quoted(prose.fill('Buổi làm việc về {object} tại xã {commune}'))}",
        ]
    if statements:
        lines.append("statistics:")
    for statement in statements:
        lines += [
            f"  - indicator: {statement.indicator}",
            f"    figure: {_quoted(statement.figure)}",
            f"    period: {statement.period.iso}",
        ]
    return "\n".join([*lines, "---", "", _body(prose, sentences, older), ""]), title, address


def _body(prose: Prose, sentences: list[str], older: list[tuple[str, str]]) -> str:
    random = prose.random
    blocks = [prose("Opening") + " " + prose.paragraph(3), *sentences]
    headings: set[str] = set()
    for _ in range(random.randint(2, 4)):
        heading = prose("Heading")
        if heading not in headings:
            headings.add(heading)
            blocks.append(f"## {heading}")
        blocks += [prose.paragraph(random.randint(4, 7)) for _ in range(random.randint(1, 3))]
        form = random.random()
        if form < 0.25:
            blocks.append("\n".join(f"- {prose('Verb')} {prose('object')};" for _ in range(4)))
        elif form < 0.32:
            rows = [f"| {prose('Object')} | {prose('agency')} |" for _ in range(5)]
            blocks.append("\n".join(["| Nội dung | Cơ quan chủ trì |", "|---|---|", *rows]))
        elif form < 0.40:
            blocks.append(f"> {prose('Sentence')}")
    if older and random.random() < 0.15:
        title, address = random.choice(older)
        blocks.append(f"Xem thêm: [{title}]({address}).")
    if random.random() < 0.05:
        blocks.append(
            f"![Hình ảnh tại xã {prose('commune')}](anh-{random.randint(1, IMAGES):02}.png)"
        )
    blocks.append(f"**Ghi nhận:** {prose('Sentence')}")
    blocks.append(prose("Closing"))
    return "\n\n".join(blocks)


def _category(random: Random) -> str:
    ids = [category for category, _ in vocabulary.CATEGORIES]
    return random.choices(ids, weights=(30, 20, 14, 9, 7, 10, 6, 4))[0]


def _tags(prose: Prose) -> list[str]:
    return list(dict.fromkeys(prose("tag") for _ in range(prose.random.randint(0, 4))))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def declarations() -> dict[str, str]:
    """The office's own YAML files."""
    indicators: list[str] = []

    def declare(identifier: str, name: str, unit: str, *more: str) -> None:
        indicators.extend(
            [
                f"{identifier}:",
                f"  name: {_quoted(name)}",
                f"  english: {_quoted(identifier.replace('-', ' ').replace('.', ', '))}",
                "  topic: Công tác văn phòng",
                f"  definition: {_quoted(f'{name} của cơ quan trong kỳ.')}",
                f"  unit: {_quoted(unit)}",
                *more,
            ]
        )

    for identifier, name, unit, *_ in vocabulary.COUNTS:
        declare(identifier, name, unit)
    for identifier, name, unit, *_ in vocabulary.RATES:
        declare(identifier, name, unit)
        done = f"{name} đã hoàn thành"
        declare(f"{identifier}.hoan-thanh", done, unit, f"  part_of: {identifier}")
    return {
        "categories.yml": "".join(
            f"- id: {identifier}\n  name: {_quoted(name)}\n"
            for identifier, name in vocabulary.CATEGORIES
        ),
        "offices.yml": "".join(
            f"- id: {identifier}\n  name: {_quoted(name)}\n  short: {_quoted(short)}\n"
            for identifier, name, short in vocabulary.OFFICES
        ),
        "indicators.yml": "\n".join([*indicators, ""]),
        "abbreviations.yml": "".join(
            f"{short}: [{_quoted(words)}]\n" for short, words in vocabulary.ABBREVIATIONS
        ),
        "trang/gioi-thieu.md": '---\ntitle: "Giới thiệu"\nmenu: 1\n---\n\n'
        "Văn phòng là cơ quan tham mưu, giúp việc cho Ủy ban nhân dân tỉnh.\n",
    }


def picture(index: int, width: int = 320, height: int = 180) -> bytes:
    """A PNG of coloured bands, different for each index."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            rows += bytes(((x + 9 * index) % 256, (y * 2 + 31 * index) % 256, 96 + (x // 40) * 8))

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(rows), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


def write(
    count: int, folder: Path, seed: int = 2026, report: Callable[[int], None] | None = None
) -> None:
    """Write the content folder; ``folder`` must be empty or absent."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        (folder / "bai-viet" / str(year)).mkdir(parents=True, exist_ok=True)
    (folder / "trang").mkdir()
    (folder / "hinh-anh").mkdir()
    for name, text in declarations().items():
        (folder / name).write_text(text, encoding="utf-8")
    for index in range(1, IMAGES + 1):
        (folder / "hinh-anh" / f"anh-{index:02}.png").write_bytes(picture(index))
    for done, (path, text) in enumerate(articles(count, seed), start=1):
        (folder / path).write_text(text, encoding="utf-8")
        if report and done % 5000 == 0:
            report(done)
    # As old as an office's files are: a cache that knows them by their time mistrusts fresh ones.
    hour_ago = time.time() - 3600
    for file in folder.rglob("*.*"):
        os.utime(file, (hour_ago, hour_ago))


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a content folder for measuring.")
    parser.add_argument("count", type=int, help="number of articles")
    parser.add_argument("folder", type=Path, help="an empty or new folder")
    parser.add_argument("--seed", type=int, default=2026)
    arguments = parser.parse_args()
    report = None
    if sys.stderr.isatty():

        def report(done: int) -> None:
            sys.stderr.write(f"\r{done:,} / {arguments.count:,}")

    write(arguments.count, arguments.folder, arguments.seed, report)


if __name__ == "__main__":
    main()
