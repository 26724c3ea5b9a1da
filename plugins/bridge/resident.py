"""The engine of a preview: it stays, and follows single changes instead of reading all anew."""

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any, NamedTuple

from plugins.bridge.engine import Engine
from portal.collect.collection import shown_of
from portal.collect.document import Document, is_page
from portal.collect.store import pack
from portal.core.article import Article
from portal.core.library import Declarations, Library

FEW = 20
"""Changed documents up to which a library is mended and not made anew."""


class Texts(NamedTuple):
    """Rows for the store beside those of documents."""

    bodies: list[tuple[str, bytes]]
    analyses: list[tuple[str, str, bytes]]


def _is_declared(document: Document, before: Declarations, now: Declarations) -> bool:
    """Whether all that a document may name is there still."""
    article = document.article
    return article is None or (
        article.category in now.categories
        and article.office in now.offices
        and before.indicators.keys() <= now.indicators.keys()
    )


class ResidentEngine(Engine):
    """Knows what it read before, so that an edit costs milliseconds."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._last_good: dict[str, Document] = {}

    def refresh(self) -> None:
        """As for a build; but while a table is wrong, all else stays as it was, and of a document
        that was unreadable before or is so now, its last good form."""
        if self.collection is None:
            super().refresh()
            return
        _, wrong = self._declared()
        if any(problem.blocks for problem in wrong):
            self.declaration_problems, self._problems = wrong, None
            return
        before = {**self.collection.documents, **self._last_good}
        declared, kept = self.collection.reader.declarations, self._texts()
        super().refresh()
        self._collected.store.save([], kept.bodies, kept.analyses)
        now = self._collected.documents
        self._last_good = {
            source: document
            for source, document in before.items()
            if document.subject and source in now and not now[source].subject
            and self._collected.has_body(document.digest)
            and _is_declared(document, declared, self._collected.reader.declarations)
        }  # fmt: skip
        self.__dict__["library"] = self._collected.library(
            self.options.moment, self.images,
            with_unpublished=self.options.with_unpublished, instead=self._last_good,
        )  # fmt: skip

    def _texts(self) -> Texts:
        """Of the last good forms, which the store forgets when tables change."""
        collection = self._collected
        bodies, analyses = [], []
        for document in self._last_good.values():
            digest = document.digest
            bodies.append((digest, pack(collection.store.body(digest))))
            if document.article:
                for name in collection.reader.analyses:
                    analyses.append((name, digest, pack(collection.store.analysis(name, digest))))
        return Texts(bodies, analyses)

    def update(
        self, sources: Iterable[str]
    ) -> Mapping[str, tuple[Document | None, Document | None]]:
        """Read single documents again; those that changed, as they were and are. One that has
        become unreadable keeps its last good form in the library, while its problems are
        reported."""
        before = self.library
        changes = self._collected.reread(sources)
        left: list[Document | None] = []
        for source, (old, new) in changes.items():
            left.append(old)
            if new is None or new.subject:
                left.append(self._last_good.pop(source, None))
            elif old is not None and old.subject:
                self._last_good[source] = old
        self._problems = None
        if changes:
            self.__dict__["library"] = self._changed_library(before, changes)
            self._follow_menu()
            self._collected.forget(left, self._last_good.values())
        return changes

    def _changed_library(
        self, before: Library, changes: Mapping[str, tuple[Document | None, Document | None]]
    ) -> Library:
        moment, unpublished = self.options.moment, self.options.with_unpublished
        if len(changes) <= FEW and not self._last_good and not any(map(is_page, changes)):
            library = before
            for source, (_, new) in changes.items():
                shown = shown_of(new, moment, unpublished)
                article = shown if isinstance(shown, Article) else None
                library = library.with_article(source, article)
            return library
        return self._collected.library(
            moment, self.images, with_unpublished=unpublished, instead=self._last_good
        )

    def _follow_menu(self) -> None:
        """A standing page or the first figure may have changed the menu, and with it all pages."""
        before = self.site
        self.__dict__.pop("site")
        if self.site.digest == before.digest:
            self.__dict__["site"] = before

    def snapshot(self) -> "ResidentEngine":
        """The site as it is now, for questions that take long while changes go on."""
        _ = self.site
        taken = copy(self)
        for name in ("_shape", "_leads"):
            taken.__dict__.pop(name, None)  # of another site, perhaps
        return taken

    def fresh_theme(self) -> None:
        """Look at the theme's files anew."""
        self.__dict__.pop("_assets", None)
        self.__dict__.pop("site", None)

    def use_counter(self, counter: Mapping[str, str]) -> None:
        """Count visits at another place than the settings say."""
        self.own = self.own.model_copy(update={"COUNTER": dict(counter)})
        self.__dict__.pop("site", None)
