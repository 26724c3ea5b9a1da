"""Documents read, inspected and analysed, and packed for the store."""

import marshal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from portal.collect.document import Document, read_document
from portal.collect.record import record_of, record_of_body
from portal.collect.scan import FoundFile
from portal.collect.store import pack
from portal.core.article import Article, Body
from portal.core.library import Declarations
from portal.core.problem import Problem, Severity


class Inspection(Protocol):
    def __call__(
        self, *, article: Article, body: Body, declarations: Declarations
    ) -> Iterable[Problem]: ...


class Analysis(Protocol):
    def __call__(self, *, article: Article, body: Body, declarations: Declarations) -> Any: ...


@dataclass(frozen=True, slots=True)
class Reader:
    """How documents are read: all that their cached form depends on, but their bytes."""

    content: Path
    declarations: Declarations
    renderer: str = "pyromark"
    inspections: tuple[Inspection, ...] = ()
    analyses: Mapping[str, Analysis] = field(default_factory=dict)
    of_text: frozenset[str] = frozenset()
    """Names of the analyses on which no page but feeds, search and print depends."""

    def read(self, sources: Iterable[str]) -> "list[ReadDocument | None]":
        """Read and analyse documents; ``None`` for each whose file has vanished.

        All are read before the first is analysed: it saves a tenth of the time that the processor
        has the code for the one and then for the other at hand.
        """
        documents = [self._document(source) for source in sources]
        return [self._analysed(document) if document else None for document in documents]

    def _document(self, source: str) -> Document | None:
        try:
            with open(f"{self.content}/{source}", "rb", buffering=0) as file:
                data = file.read()
        except FileNotFoundError:
            return None
        except OSError as error:
            problem = Problem(
                source, 1, "file", "unreadable", Severity.ERROR,
                f"không đọc được tệp ({error.strerror})", "xem lại quyền truy cập của tệp",
            )  # fmt: skip
            return Document(source, "", problems=(problem,))
        return read_document(source, data, self.declarations, self.renderer)

    def _analysed(self, document: Document) -> "ReadDocument":
        article, body = document.article, document.body
        problems, results = document.problems, {}
        if article is not None and body is not None:
            given: dict[str, Any] = {
                "article": article, "body": body, "declarations": self.declarations,
            }  # fmt: skip
            for inspect in self.inspections:
                doubtful = self.declarations.doubtful
                problems += tuple(found for found in inspect(**given) if found.code not in doubtful)
            results = {name: pack(analyse(**given)) for name, analyse in self.analyses.items()}
        others = [(name, data) for name, data in results.items() if name not in self.of_text]
        shape = _shape(document, problems, others)
        return ReadDocument(document._replace(problems=problems, shape=shape), results)


def _shape(
    document: Document, problems: tuple[Problem, ...], analyses: Iterable[tuple[str, bytes]]
) -> str:
    """Front matter as written, and all that is taken from the text for other pages to show."""
    subject = document.subject
    shown = (subject.summary, subject.images, subject.links) if subject else document.digest
    parts = (
        document.matter, shown, repr((document.references, problems)), document.is_draft,
        dict(document.lines), tuple(analyses),
    )  # fmt: skip
    # Version 2: equal values give equal bytes, whether they share parts or not.
    return blake2b(marshal.dumps(parts, 2), digest_size=12).hexdigest()


class ReadDocument(NamedTuple):
    """A document and what was found out about it."""

    document: Document
    analyses: Mapping[str, bytes]
    """What the analyses gave, packed."""

    def packed(self, file: FoundFile, mtime: int) -> "PackedDocument":
        document, digest = self.document, self.document.digest
        return PackedDocument(
            (document.source, file.size, mtime, digest, pack(record_of(document))),
            (digest, pack(record_of_body(document.body))) if document.body else None,
            [(name, digest, data) for name, data in self.analyses.items()],
        )


class PackedDocument(NamedTuple):
    """Rows for the store, packed in the worker so that the parent only passes them on."""

    document: tuple[str, int, int, str, bytes]
    body: tuple[str, bytes] | None
    analyses: list[tuple[str, str, bytes]]
