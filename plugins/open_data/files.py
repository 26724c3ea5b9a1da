"""The files below ``/du-lieu/``: each indicator is written once, the whole is put together."""

import json
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, NamedTuple

from plugins.open_data import table as table_module
from plugins.open_data.catalogue import ALL, FOLDER, Catalogue, Table, csvw, data_package, dcat
from plugins.open_data.table import CSV_HEADER, EXCEL_HEADER, lines_of, rows
from portal.cache import keep, kept
from portal.core.figures.series import Topic

BOM: Final = "\ufeff"
"""Tells Excel that the file is UTF-8."""
_RECIPE: Final = blake2b(Path(table_module.__file__).read_bytes(), digest_size=6).hexdigest()
"""Kept parts are thrown away when the code that writes rows changes."""


class Part(NamedTuple):
    """The rows of one indicator, or of all, in each form."""

    csv: bytes
    excel: bytes
    json: bytes


def files(workspace: Path, catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """CSV, CSV for Excel and JSON of each indicator and of all, and what describes them."""
    parts = [_part(workspace, catalogue.site_url, topic) for topic in catalogue.topics]
    whole = Part(
        b"".join([part.csv for part in parts]),
        b"".join([part.excel for part in parts]),
        b",\n".join([part.json for part in parts]),
    )
    tables = [_table(ALL, catalogue.title, catalogue.description, whole)]
    yield from _write(ALL, whole, tables[0], catalogue)
    for topic, part in zip(catalogue.topics, parts, strict=True):
        one = topic.indicator
        table = _table(one.slug, one.name, one.definition, part)
        tables.append(table)
        yield from _write(one.slug, part, table, catalogue)
    for name, content in (
        ("datapackage.json", data_package(catalogue, tables)),
        ("csv-metadata.json", csvw(catalogue, tables)),
        ("catalog.jsonld", dcat(catalogue, tables)),
    ):
        yield f"{FOLDER}/{name}", _json(content).encode()


def _table(name: str, title: str, description: str, part: Part) -> Table:
    return Table(name, title, description, CSV_HEADER.encode() + part.csv)


def _write(
    name: str, part: Part, table: Table, catalogue: Catalogue
) -> Iterator[tuple[str, bytes]]:
    head = _json({
        "title": table.title,
        "description": table.description,
        "publisher": catalogue.site_name,
        "licence": catalogue.licence_url,
        "source": catalogue.url,
    })  # fmt: skip
    yield f"{FOLDER}/{name}.csv", table.data
    yield f"{FOLDER}/{name}-excel.csv", (BOM + EXCEL_HEADER).encode() + part.excel
    before = f'{head.rstrip()[:-2]},\n  "observations": [\n'.encode()
    yield f"{FOLDER}/{name}.json", b"".join((before, part.json, b"\n  ]\n}\n"))


def _part(workspace: Path, site_url: str, topic: Topic) -> Part:
    """The rows of one indicator, from the workspace if they are there and whole."""
    key = blake2b(f"{_RECIPE} {topic.digest} {site_url}".encode(), digest_size=12).hexdigest()
    path = workspace / f"{topic.indicator.slug}.rows"
    part = _read(path, key)
    if part is None:
        part = Part(*map(str.encode, lines_of(list(rows(topic, site_url)))))
        head = f"{key} {len(part.csv)} {len(part.excel)}\n"
        keep(path, b"".join((head.encode(), *part)))
    return part


def _read(path: Path, key: str) -> Part | None:
    head, _, data = (kept(path) or b"").partition(b"\n")
    found, *lengths = head.decode().split(" ")
    if found != key:
        return None
    csv, excel = map(int, lengths)
    return Part(data[:csv], data[csv : csv + excel], data[csv + excel :])


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
