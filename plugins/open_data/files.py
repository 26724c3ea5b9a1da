"""The files below ``/du-lieu/``: each indicator is written once, the whole is put together."""

import json
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from plugins.open_data import table as table_module
from plugins.open_data.catalogue import ALL, FOLDER, Catalogue, Table, csvw, data_package, dcat
from plugins.open_data.table import harmless, rows, to_csv, to_excel_csv, to_json_lines
from portal.core.figures.series import Topic

BOM: Final = "\ufeff"
"""Tells Excel that the file is UTF-8."""
_RECIPE: Final = blake2b(Path(table_module.__file__).read_bytes(), digest_size=6).hexdigest()
"""Kept parts are thrown away when the code that writes rows changes."""


def files(workspace: Path, catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """CSV, CSV for Excel and JSON of each indicator and of all, and what describes them."""
    workspace.mkdir(parents=True, exist_ok=True)
    parts = [_part(workspace, catalogue.site_url, topic) for topic in catalogue.topics]
    whole = {name: "".join(part[name] for part in parts) for name in ("csv", "excel")}
    whole["json"] = ",\n".join(part["json"] for part in parts)
    tables = [_table(ALL, catalogue.title, catalogue.description, whole["csv"])]
    yield from _write(ALL, whole, tables[0], catalogue)
    for topic, part in zip(catalogue.topics, parts, strict=True):
        one = topic.indicator
        table = _table(one.slug, one.name, one.definition, part["csv"])
        tables.append(table)
        yield from _write(one.slug, part, table, catalogue)
    for name, content in (
        ("datapackage.json", data_package(catalogue, tables)),
        ("csv-metadata.json", csvw(catalogue, tables)),
        ("catalog.jsonld", dcat(catalogue, tables)),
    ):
        yield f"{FOLDER}/{name}", _json(content).encode()


def _table(name: str, title: str, description: str, body: str) -> Table:
    return Table(name, title, description, (to_csv(()) + body).encode())


def _write(
    name: str, part: dict[str, str], table: Table, catalogue: Catalogue
) -> Iterator[tuple[str, bytes]]:
    head = _json({
        "title": table.title,
        "description": table.description,
        "publisher": catalogue.site_name,
        "licence": catalogue.licence_url,
        "source": catalogue.url,
    })  # fmt: skip
    yield f"{FOLDER}/{name}.csv", table.data
    yield f"{FOLDER}/{name}-excel.csv", (BOM + to_excel_csv(()) + part["excel"]).encode()
    observations = f'{head.rstrip()[:-2]},\n  "observations": [\n{part["json"]}\n  ]\n}}\n'
    yield f"{FOLDER}/{name}.json", observations.encode()


def _part(workspace: Path, site_url: str, topic: Topic) -> dict[str, str]:
    """The rows of one indicator in each form, from the workspace if they are there and whole."""
    key = blake2b(f"{_RECIPE} {topic.digest} {site_url}".encode(), digest_size=12).hexdigest()
    kept = workspace / f"{topic.indicator.slug}.json"
    try:
        found: dict[str, str] = json.loads(kept.read_bytes())
        if found.pop("key") == key and found.pop("check") == _check(found):
            return found
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        pass
    table = list(rows(topic, site_url))
    safe = list(map(harmless, table))
    part = {
        "csv": to_csv(safe, header=False),
        "excel": to_excel_csv(safe, header=False),
        "json": to_json_lines(table),
    }
    kept.write_text(
        json.dumps({**part, "key": key, "check": _check(part)}), encoding="utf-8", newline="\n"
    )
    return part


def _check(part: dict[str, str]) -> str:
    return blake2b("\0".join(part[name] for name in sorted(part)).encode()).hexdigest()


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
