"""The open data in a spreadsheet: LibreOffice reads the numbers that the site tells."""

import csv
import json
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from browsing import need
from lxml import etree

NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
}
NUMBERS = ("value", "value_low", "value_high", "change", "whole", "share", "target")
AMERICAN, VIETNAMESE = 1033, 1066
"""Language numbers of LibreOffice's text import."""


def cells(row: etree._Element) -> Iterator[tuple[str, str]]:
    """Type and number, or type and text, of each cell."""
    for cell in row.iterfind("table:table-cell", NAMES):
        kind = cell.get(f"{{{NAMES['office']}}}value-type", "")
        value = cell.get(f"{{{NAMES['office']}}}value") or "".join(cell.itertext()).strip()
        repeated = int(cell.get(f"{{{NAMES['table']}}}number-columns-repeated", "1"))
        yield from [(kind, value)] * min(repeated, 100)


def opened(file: Path, separator: str, language: int, folder: Path) -> list[list[tuple[str, str]]]:
    """``file`` as LibreOffice shows it to a user of that language."""
    office = need("soffice")
    options = f"CSV:{ord(separator)},34,76,1,,{language}"
    command = [
        office, f"-env:UserInstallation={folder.as_uri()}/profile", "--headless",
        f"--infilter={options}", "--convert-to", "fods", "--outdir", str(folder), str(file),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    tree = etree.parse(folder / f"{file.stem}.fods")
    return [list(cells(row)) for row in tree.iterfind(".//table:table-row", NAMES)]


@pytest.mark.parametrize(
    ("name", "separator", "language"),
    [("tat-ca", ",", AMERICAN), ("tat-ca-excel", ";", VIETNAMESE)],
    ids=["for programs", "for Excel in Vietnamese"],
)
def test_every_number_is_a_number_and_the_right_one(
    sample_site: Path, tmp_path: Path, name: str, separator: str, language: int
) -> None:
    folder = sample_site / "du-lieu"
    told = json.loads((folder / "tat-ca.json").read_text("utf-8"))
    with (folder / "tat-ca.csv").open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    observations = told["observations"]
    rows = opened(folder / f"{name}.csv", separator, language, tmp_path)
    assert len(rows) >= len(observations) + 1 > 30
    seen = 0
    for observation, row in zip(observations, rows[1:], strict=False):
        assert row[columns.index("indicator")] == ("string", observation["indicator"])
        for column in NUMBERS:
            kind, value = row[columns.index(column)]
            if column not in observation:
                assert not value
                continue
            assert kind == "float", (observation["indicator"], column, value)
            assert Decimal(value) == Decimal(str(observation[column]))
            seen += 1
    assert seen > len(observations)
