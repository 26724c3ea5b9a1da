"""The files of the open data, as programs and spreadsheets read them."""

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from stated import OFFICES, dataset, indicators, read, stated

from plugins.open_data.catalogue import Catalogue, schema_org
from plugins.open_data.files import files
from plugins.open_data.page import Offer
from plugins.open_data.table import COLUMNS
from portal.core.figures.reading import Reading
from portal.core.figures.series import build_topics
from portal.core.vietnamese import VIETNAM

OLD = read(
    "Năm 2020 có 485 cuộc họp.", stated("cuoc-hop", "485 cuộc họp", "2020"),
    day="2021-01-15", url="/2021/cu/", title='=1+1;"Tổng kết"',
)  # fmt: skip
NEW = read(
    "Năm 2021 có 554 cuộc họp (giảm 69 cuộc so với năm 2020), hơn 84% hồ sơ trước hạn.",
    stated("cuoc-hop", "554 cuộc họp (giảm 69 cuộc so với năm 2020)", note="-x"),
    stated("truoc-han", "hơn 84%"),
)
DOSSIERS = read("Có 140.400 hồ sơ.", stated("ho-so", "140.400 hồ sơ", "../2021-12-10"))


def catalogue(*readings: Reading) -> Catalogue:
    return Catalogue(
        build_topics(dataset(*readings), indicators(), OFFICES),
        site_name="Văn phòng UBND tỉnh Lạng Sơn",
        site_url="https://example.gov.vn",
        language="vi",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        email="vanphong@example.gov.vn",
    )


@pytest.fixture
def made(tmp_path: Path) -> dict[str, bytes]:
    return dict(files(tmp_path / "workspace", catalogue(OLD, NEW, DOSSIERS)))


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_every_indicator_and_the_whole_in_every_form(made: dict[str, bytes]) -> None:
    """Exactly these files; the whole holds the rows of each."""
    assert sorted(made) == sorted(
        f"du-lieu/{name}"
        for name in (
            "datapackage.json", "csv-metadata.json", "catalog.jsonld",
            *(f"{stem}{end}" for stem in ("tat-ca", "cuoc-hop", "truoc-han", "ho-so")
              for end in (".csv", "-excel.csv", ".json")),
        )
    )  # fmt: skip
    whole = table(made["du-lieu/tat-ca.csv"])
    assert len(whole) == 4
    parts = [table(made[f"du-lieu/{n}.csv"]) for n in ("cuoc-hop", "truoc-han", "ho-so")]
    assert whole == [row for part in parts for row in part]
    assert [o["value"] for o in json.loads(made["du-lieu/tat-ca.json"])["observations"]] == [
        485, 554, 84, 140400,
    ]  # fmt: skip


def test_rows_are_for_machines(made: dict[str, bytes]) -> None:
    """UTF-8 without a mark, ISO periods, decimal points, open ends empty, an address each."""
    assert not made["du-lieu/tat-ca.csv"].startswith(b"\xef\xbb\xbf")
    old, new, share, dossiers = table(made["du-lieu/tat-ca.csv"])
    assert tuple(old) == tuple(column.name for column in COLUMNS)
    assert (new["period"], new["value"], new["change"], new["change_against"]) == (
        "2021", "554", "-69", "2020",
    )  # fmt: skip
    assert (share["qualifier"], share["value_low"], share["value_high"]) == ("gt", "84", "")
    assert (dossiers["period"], dossiers["period_start"], dossiers["period_end"]) == (
        "../2021-12-10", "", "2021-12-10",
    )  # fmt: skip
    assert new["source_url"] == "https://example.gov.vn/2022/bai-2022-01-14/"
    assert new["sentence"].startswith("Năm 2021 có 554 cuộc họp")


def test_no_cell_is_a_formula(made: dict[str, bytes]) -> None:
    """A title that begins with = is text in every spreadsheet; a negative number stays one."""
    old, new, *_ = table(made["du-lieu/tat-ca.csv"])
    assert old["source_title"] == '\'=1+1;"Tổng kết"'
    assert new["note"] == "'-x"
    assert new["change"] == "-69"


def test_excel_in_vietnamese_opens_the_second_csv(made: dict[str, bytes], tmp_path: Path) -> None:
    """A mark for UTF-8, semicolons, decimal commas, titles of columns."""
    data = made["du-lieu/tat-ca-excel.csv"]
    assert data.startswith("\ufeffMã chỉ tiêu;Chỉ tiêu;".encode())
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert {len(row) for row in rows} == {len(COLUMNS)}
    text = read("Đạt 32,49%.", stated("tai-cho", "32,49%"))
    assert ";32,49;" in dict(files(tmp_path, catalogue(text)))["du-lieu/tai-cho-excel.csv"].decode()


def test_frictionless_finds_nothing_wrong(made: dict[str, bytes], tmp_path: Path) -> None:
    """Every table fits its schema, size and hash; a changed value is found."""
    import frictionless  # noqa: PLC0415 - every worker would load it, for this test alone

    for name, data in made.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    folder = tmp_path / "du-lieu"
    package = json.loads((folder / "datapackage.json").read_bytes())
    assert [resource["name"] for resource in package["resources"]] == [
        "tat-ca", "cuoc-hop", "truoc-han", "ho-so",
    ]  # fmt: skip

    def faults() -> list[Any]:
        report = frictionless.validate(str(folder / "datapackage.json"))
        return report.flatten(["type", "fieldName", "note"])

    assert faults() == []
    damaged = folder / "ho-so.csv"
    damaged.write_bytes(damaged.read_bytes().replace(b"140400", b"nhieu"))
    assert faults()


def test_a_table_says_what_it_is_on_the_web(made: dict[str, bytes]) -> None:
    """CSVW names each column as the header does; DCAT lists every file with its licence."""
    metadata = json.loads(made["du-lieu/csv-metadata.json"])
    columns = metadata["tableSchema"]["columns"]
    header = made["du-lieu/tat-ca.csv"].decode().split("\r\n")[0].split(",")
    assert [column["titles"][0] for column in columns] == header
    assert [t["url"] for t in metadata["tables"]] == [
        "tat-ca.csv", "cuoc-hop.csv", "truoc-han.csv", "ho-so.csv",
    ]  # fmt: skip
    graph = json.loads(made["du-lieu/catalog.jsonld"])["@graph"]
    (catalogue_,) = [node for node in graph if node["@type"] == "dcat:Catalog"]
    datasets = {node["@id"]: node for node in graph if node["@type"] == "dcat:Dataset"}
    assert [entry["@id"] for entry in catalogue_["dcat:dataset"]] == list(datasets)
    for node in datasets.values():
        for file in node["dcat:distribution"]:
            address = file["dcat:downloadURL"]["@id"]
            assert address.removeprefix("https://example.gov.vn/") in made
            assert file["dct:license"]["@id"].startswith("https://creativecommons.org/")


def test_what_is_kept_never_changes_the_result(tmp_path: Path) -> None:
    """A workspace may be warm, of other data, or damaged."""
    cold = dict(files(tmp_path / "a", catalogue(OLD, NEW)))
    assert dict(files(tmp_path / "a", catalogue(OLD, NEW))) == cold
    for kept in (tmp_path / "a").iterdir():
        kept.write_text(kept.read_text("utf-8").replace("485", "584"), encoding="utf-8")
    assert dict(files(tmp_path / "a", catalogue(OLD, NEW))) == cold
    for kept in (tmp_path / "a").iterdir():
        kept.write_bytes(b"\x00")
    assert dict(files(tmp_path / "a", catalogue(OLD, NEW))) == cold


def test_licence_and_citation() -> None:
    """One line to copy: who, what, as of when, where, under which licence."""
    offer = catalogue(OLD, NEW)
    assert offer.updated == date(2022, 1, 14)
    assert offer.citation == (
        "Văn phòng UBND tỉnh Lạng Sơn, Số liệu hành chính, bản cập nhật ngày 14/01/2022, "
        "https://example.gov.vn/du-lieu/, giấy phép CC-BY-4.0."
    )
    corrected = read("Năm 2019 có 400 cuộc họp.", stated("cuoc-hop", "400 cuộc họp", "2019"),
                     updated=datetime(2022, 6, 20, tzinfo=VIETNAM))  # fmt: skip
    assert catalogue(OLD, NEW, corrected).updated == date(2022, 6, 20)
    assert Offer(offer).count == 3
    assert schema_org(offer)["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_derived_and_superseded_values_say_so(tmp_path: Path) -> None:
    """origin tells them apart; a derived value has no words of its own."""
    later = read(
        "Năm 2021 có 560 cuộc họp.",
        stated("cuoc-hop", "560 cuộc họp", revises="/2022/bai-2022-01-14/", note="bổ sung"),
        day="2022-03-01", url="/2022/lai/",
    )  # fmt: skip
    made = dict(files(tmp_path, catalogue(NEW, later)))
    rows = table(made["du-lieu/cuoc-hop.csv"])
    assert [(row["period"], Decimal(row["value"]), row["origin"]) for row in rows] == [
        ("2021", 560, "reported"), ("2021", 554, "superseded"),
    ]  # fmt: skip
    alone = table(dict(files(tmp_path, catalogue(NEW)))["du-lieu/cuoc-hop.csv"])
    assert [(row["period"], row["value"], row["origin"], row["change"]) for row in alone] == [
        ("2020", "623", "previous", ""), ("2021", "554", "reported", "-69"),
    ]  # fmt: skip


def test_what_follows_from_an_unsettled_value_is_not_settled(tmp_path: Path) -> None:
    """A provisional 554 less 69 makes no firm 485."""
    words = "554 cuộc họp (tăng 69 cuộc so với năm 2020)"
    first = read(f"Năm 2021 có {words}.", stated("cuoc-hop", words, status="provisional"))
    rows = table(dict(files(tmp_path, catalogue(first)))["du-lieu/cuoc-hop.csv"])
    assert [(row["origin"], row["obs_status"]) for row in rows] == [
        ("previous", "P"), ("reported", "P"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [("84%", "83.5", "84.5"), ("0%", "0", "0.5"), ("84,2%", "84.15", "84.25")],
)
def test_per_cent_are_rounded_even_without_decimals(
    words: str, low: str, high: str, tmp_path: Path
) -> None:
    """84% may be 83,6%, which the limits must allow."""
    share = read(f"Năm 2021 đạt {words}.", stated("truoc-han", words))
    (row,) = table(dict(files(tmp_path, catalogue(share)))["du-lieu/truoc-han.csv"])
    assert (row["value_low"], row["value_high"]) == (low, high)
