"""What is offered for download, and its descriptions for machines.

Formats: Data Package v1 (Frictionless), CSV on the Web (W3C), DCAT 3 and schema.org as JSON-LD.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import blake2b, sha256
from typing import Any, Final

from plugins.open_data.table import COLUMNS
from portal.core.figures.series import Topic
from portal.core.json_ld import organization
from portal.core.vietnamese import format_date

FOLDER: Final = "du-lieu"
ALL: Final = "tat-ca"
"""File name of the data of all indicators."""

_CSVW_TYPES: Final = {"string": "string", "number": "decimal", "date": "date"}
_LICENCES: Final = {
    "https://creativecommons.org/licenses/by/4.0/": (
        "CC-BY-4.0", "Creative Commons Ghi công 4.0 Quốc tế (CC BY 4.0)",
    ),
    "https://creativecommons.org/publicdomain/zero/1.0/": (
        "CC0-1.0", "Creative Commons CC0 1.0, không giữ quyền nào",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Catalogue:
    """The topics on offer and who offers them."""

    topics: tuple[Topic, ...]
    site_name: str
    site_url: str
    language: str
    licence_url: str
    email: str = ""

    @cached_property
    def digest(self) -> str:
        own = (self.site_name, self.site_url, self.language, self.licence_url, self.email)
        parts = (*own, *(topic.digest for topic in self.topics))
        return blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()

    @property
    def title(self) -> str:
        return f"Số liệu hành chính của {self.site_name}"

    @property
    def description(self) -> str:
        return (
            "Số liệu hành chính công bố trong tin bài, mỗi giá trị kèm câu văn và địa chỉ bài "
            "viết. Không phải số liệu thống kê nhà nước."
        )

    @property
    def url(self) -> str:
        return f"{self.site_url}/{FOLDER}/"

    @property
    def licence(self) -> tuple[str, str]:
        """Short name and title; the address itself for one we have no words for."""
        return _LICENCES.get(self.licence_url, ("other-open", self.licence_url))

    @cached_property
    def updated(self) -> date:
        """Day on which an article with a figure last appeared or was corrected: what the data are
        as new as."""
        return max(map(updated, self.topics))

    @property
    def citation(self) -> str:
        return (
            f"{self.site_name}, Số liệu hành chính, bản cập nhật ngày "
            f"{format_date(self.updated)}, {self.url}, giấy phép {self.licence[0]}."
        )


def updated(topic: Topic) -> date:
    return max(
        observation.source.changed
        for series in topic.series
        for point in series.points
        for observation in point.observations
    )


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file that was made."""

    name: str
    """File name without extension."""
    title: str
    description: str
    data: bytes

    @property
    def path(self) -> str:
        return f"{self.name}.csv"


def data_package(catalogue: Catalogue, tables: Sequence[Table]) -> dict[str, Any]:
    """``datapackage.json``: https://specs.frictionlessdata.io/tabular-data-package/."""
    short, title = catalogue.licence
    return {
        "profile": "tabular-data-package",
        "name": "so-lieu-hanh-chinh",
        "title": catalogue.title,
        "description": catalogue.description,
        "homepage": catalogue.url,
        "version": catalogue.updated.isoformat(),
        "licenses": [{"name": short, "title": title, "path": catalogue.licence_url}],
        "contributors": [{"title": catalogue.site_name, "role": "publisher",
                          "path": f"{catalogue.site_url}/"}],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": table.name,
                "title": table.title,
                "description": table.description,
                "path": table.path,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(table.data),
                "hash": f"sha256:{sha256(table.data).hexdigest()}",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
                "schema": {"fields": [
                    {
                        "name": column.name,
                        "type": column.type,
                        "title": column.title,
                        "description": column.description,
                        **({"constraints": {"required": True}} if column.required else {}),
                    }
                    for column in COLUMNS
                ], "missingValues": [""]},
            }
            for table in tables
        ],
    }  # fmt: skip


def csvw(catalogue: Catalogue, tables: Sequence[Table]) -> dict[str, Any]:
    """``csv-metadata.json``: https://www.w3.org/TR/tabular-metadata/."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": catalogue.language}],
        "dc:title": catalogue.title,
        "dc:description": catalogue.description,
        "dc:license": {"@id": catalogue.licence_url},
        "dc:publisher": catalogue.site_name,
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": [column.name, column.title],
                    "dc:description": column.description,
                    "datatype": _CSVW_TYPES[column.type],
                    "required": column.required,
                }
                for column in COLUMNS
            ],
        },
        "tables": [{"url": table.path, "dc:title": table.title} for table in tables],
    }


def dcat(catalogue: Catalogue, tables: Sequence[Table]) -> dict[str, Any]:
    """``catalog.jsonld``: https://www.w3.org/TR/vocab-dcat-3/."""
    publisher: dict[str, Any] = {
        "@id": f"{catalogue.site_url}/#don-vi",
        "@type": "foaf:Agent",
        "foaf:name": _text(catalogue.site_name, catalogue),
        "foaf:homepage": {"@id": f"{catalogue.site_url}/"},
    }
    shared: dict[str, Any] = {
        "dct:language": catalogue.language,
        "dct:license": {"@id": catalogue.licence_url},
        "dct:publisher": {"@id": publisher["@id"]},
    }
    if catalogue.email:
        shared["dcat:contactPoint"] = {
            "@type": "vcard:Organization",
            "vcard:fn": catalogue.site_name,
            "vcard:hasEmail": {"@id": f"mailto:{catalogue.email}"},
        }
    pages = {topic.indicator.slug: topic for topic in catalogue.topics}
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@graph": [
            publisher,
            {
                "@id": catalogue.url,
                "@type": "dcat:Catalog",
                "dct:title": _text(catalogue.title, catalogue),
                "dct:description": _text(catalogue.description, catalogue),
                "dct:modified": _day(catalogue.updated),
                "foaf:homepage": {"@id": catalogue.url},
                "dcat:dataset": [{"@id": f"{catalogue.url}#{table.name}"} for table in tables],
                **shared,
            },
            *(_dataset(catalogue, table, pages.get(table.name), shared) for table in tables),
        ],
    }


def _dataset(
    catalogue: Catalogue, table: Table, topic: Topic | None, shared: Mapping[str, Any]
) -> dict[str, Any]:
    landing = catalogue.site_url + topic.indicator.url if topic else catalogue.url
    files = (("csv", "text/csv"), ("json", "application/json"))
    return {
        "@id": f"{catalogue.url}#{table.name}",
        "@type": "dcat:Dataset",
        "dct:title": _text(table.title, catalogue),
        "dct:description": _text(table.description, catalogue),
        "dct:modified": _day(updated(topic) if topic else catalogue.updated),
        "dcat:landingPage": {"@id": landing},
        **shared,
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": f"{table.title} ({extension.upper()})",
                "dcat:accessURL": {"@id": catalogue.url},
                "dcat:downloadURL": {"@id": f"{catalogue.url}{table.name}.{extension}"},
                "dcat:mediaType": {
                    "@id": f"https://www.iana.org/assignments/media-types/{media_type}"
                },
                "dct:license": {"@id": catalogue.licence_url},
            }
            for extension, media_type in files
        ],
    }


def schema_org(catalogue: Catalogue) -> dict[str, Any]:
    """The page's own description: https://schema.org/Dataset."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": catalogue.title,
        "description": catalogue.description,
        "url": catalogue.url,
        "inLanguage": catalogue.language,
        "license": catalogue.licence_url,
        "isAccessibleForFree": True,
        "dateModified": catalogue.updated.isoformat(),
        "creator": organization(catalogue.site_name, f"{catalogue.site_url}/"),
        "variableMeasured": [
            {"@type": "PropertyValue", "name": t.indicator.name, "unitText": t.indicator.unit}
            for t in catalogue.topics
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": media_type,
                "contentUrl": f"{catalogue.url}{ALL}.{extension}",
            }
            for extension, media_type in (("csv", "text/csv"), ("json", "application/json"))
        ],
    }


def _text(text: str, catalogue: Catalogue) -> dict[str, str]:
    return {"@value": text, "@language": catalogue.language}


def _day(day: date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}
