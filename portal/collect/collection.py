"""The content folder, read once: what changed is parsed, what did not comes from the cache."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b

from portal.collect.crosscheck import crosscheck
from portal.collect.document import Document
from portal.collect.links import dead_links, lost_anchors
from portal.collect.reader import PackedDocument, Reader
from portal.collect.record import document_of
from portal.collect.scan import FoundFile, scan
from portal.collect.store import ContentStore, DamagedError, unpack
from portal.core.article import Article, Body, Heading, StandingPage
from portal.core.library import Library
from portal.core.picture import Catalogue
from portal.core.problem import Problem
from portal.markup.render import to_text
from portal.markup.review_rendered import ids_of
from portal.workers import map_chunks

CHUNK = 64
LEAST = 300
"""Documents below which forking costs more than it saves."""
FRESH = 2_000_000_000
"""Nanoseconds. A file changed less than this before it was read may change again without its
time showing it on coarse file systems, so its content is compared at the next build."""


def shown_of(
    document: Document | None, now: datetime, with_unpublished: bool
) -> Article | StandingPage | None:
    """What is published of a document as of ``now``."""
    if document is None or (document.is_draft and not with_unpublished):
        return None
    article = document.article
    if article is not None:
        return article if with_unpublished or article.date <= now else None
    return document.page


class Collection:
    """All documents of the content folder and the library made of those that are published."""

    def __init__(self, reader: Reader, store: ContentStore) -> None:
        self.reader = reader
        self.store = store
        self.documents: dict[str, Document] = {}
        self._scan_problems: tuple[Problem, ...] = ()

    def refresh(
        self,
        *,
        anew: bool = False,
        jobs: int = 1,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Bring ``documents`` up to date with the folder; ``anew``: read even files that seem to
        be as they were, whose size and time of change are the same."""
        started = time.time_ns()
        files, self._scan_problems = scan(self.reader.content)
        known = self.store.documents()
        documents: dict[str, Document] = {}
        stale: list[FoundFile] = []
        for file in files:
            stored = None if anew else known.get(file.source)
            if stored and stored.mtime == file.mtime and stored.size == file.size and file.mtime:
                documents[file.source] = document_of(stored.value)
            else:
                stale.append(file)
        gone = known.keys() - {file.source for file in files}
        self.store.remove(gone)
        done = 0
        for rows in self._read_stale(stale, started, jobs):
            self.store.save(
                [row.document for row in rows],
                [row.body for row in rows if row.body],
                [analysis for row in rows for analysis in row.analyses],
            )
            for row in rows:
                document = document_of(unpack(row.document[4]))
                documents[document.source] = document
            done += CHUNK
            if progress:
                progress(min(done, len(stale)), len(stale))
        used = {document.digest for document in documents.values()}
        left = {stored.digest for stored in known.values()} - used
        if left:
            self.store.sweep(left)
        # The order of the folder, whatever was cached: problems are listed by file.
        found = [documents[file.source] for file in files if file.source in documents]
        self.documents = {document.source: document for document in found}

    def reread(self, sources: Iterable[str]) -> dict[str, tuple[Document | None, Document | None]]:
        """Read single files again: source → (before, now), ``None`` where there is none."""
        changes: dict[str, tuple[Document | None, Document | None]] = {}
        for source in sources:
            before = self.documents.get(source)
            (result,) = self.reader.read([source])
            if result is None:
                self.documents.pop(source, None)
                self.store.remove([source])
                changes[source] = (before, None)
                continue
            if before is not None and before.digest == result.document.digest:
                continue
            # Time 0: the next build looks at the content once more.
            row = result.packed(FoundFile(source, 0, 0), 0)
            self.store.save([row.document], [row.body] if row.body else [], row.analyses)
            document = document_of(unpack(row.document[4]))
            self.documents[source] = document
            changes[source] = (before, document)
        return changes

    def forget(self, left: Iterable[Document | None], kept: Iterable[Document]) -> None:
        """Drop what the store holds of documents that are ``left``, unless they are ``kept``."""
        used = {document.digest for document in kept}
        for document in left:
            if document and document.digest not in used:
                now = self.documents.get(document.source)
                if now is None or now.digest != document.digest:
                    self.store.sweep([document.digest])

    def _read_stale(
        self, stale: Sequence[FoundFile], started: int, jobs: int
    ) -> Iterable[list[PackedDocument]]:
        reader = self.reader

        def read(files: Sequence[FoundFile]) -> list[PackedDocument]:
            rows = []
            results = reader.read(file.source for file in files)
            for file, result in zip(files, results, strict=True):
                if result is not None:  # None: the file vanished while the build ran
                    is_fresh = started - file.mtime < FRESH
                    rows.append(result.packed(file, 0 if is_fresh else file.mtime))
            return rows

        return map_chunks(read, stale, jobs=jobs, chunk=CHUNK, least=LEAST)

    def library(
        self,
        now: datetime,
        images: Catalogue,
        *,
        with_unpublished: bool = False,
        instead: Mapping[str, Document] | None = None,
    ) -> Library:
        """The library as of ``now``: later articles and drafts are left out unless asked for.

        Documents of ``instead`` take the place of those read from the same source.
        """
        documents = {**self.documents, **(instead or {})}.values()
        shown = [shown_of(document, now, with_unpublished) for document in documents]
        return Library(
            [item for item in shown if isinstance(item, Article)],
            [item for item in shown if isinstance(item, StandingPage)],
            self.reader.declarations,
            read_body=self.read_body,
            read_html=self.read_html,
            read_analysis=self.store.analysis,
            read_analyses=self.store.analyses,
            images=images,
        )

    def shapes(self) -> str:
        """Digest of all documents but for their texts, and of links that headings leave behind."""
        shapes = [f"{source}\0{document.shape}" for source, document in self.documents.items()]
        lost = map(str, lost_anchors(self.documents.values(), self._ids_of))
        text = "\0".join((repr(self._scan_problems), *shapes, *lost))
        return blake2b(text.encode(), digest_size=16).hexdigest()

    def read_body(self, digest: str) -> Body:
        html, line, headings, images = self.store.body(digest)
        headings = tuple([Heading(*heading) for heading in headings])
        html = html.decode()
        return Body(html, to_text(html), "", line, headings, images)

    def has_body(self, digest: str) -> bool:
        """Whether the store still holds the text of a document that was read before."""
        try:
            self.store.body(digest)
        except DamagedError:
            return False
        return True

    def read_html(self, digest: str) -> bytes:
        html: bytes = self.store.body(digest)[0]
        return html

    def problems(self, now: datetime, images: Catalogue) -> tuple[Problem, ...]:
        """Everything known about the files one by one and as a whole, by file and line."""
        documents = [*self.documents.values()]  # A preview goes on reading meanwhile.
        single = [problem for document in documents for problem in document.problems]
        together = crosscheck(documents, images, now, self.reader.content)
        lost = lost_anchors(documents, self._ids_of)
        return tuple(sorted((*self._scan_problems, *single, *together, *lost)))

    def _ids_of(self, digest: str) -> tuple[str, ...]:
        """What links may lead to in a document; nothing is known of one that a preview has just
        exchanged, or whose text is damaged and will be made again."""
        try:
            return ids_of(self.read_html(digest).decode())
        except DamagedError:
            return ()

    def dead_links(self, now: datetime, leads: Callable[[str], str]) -> Iterator[Problem]:
        """Links of texts to pages that plugins would publish and do not."""
        return dead_links([*self.documents.values()], now, leads, self.reader.declarations)

    def placed(self, problem: Problem) -> Problem:
        """``problem`` on the line of its key, where those who found it know articles alone."""
        document = self.documents.get(problem.file)
        line = document.lines.get(problem.key) if document else None
        return replace(problem, line=line) if line and problem.line == 1 else problem
