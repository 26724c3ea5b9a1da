"""Making outputs: pages rendered, files and bundles computed, and what changed of them written."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from portal.core.output import Bundle, File, Output, Page
from portal.core.problem import PortalError
from portal.engine.compression import Compression
from portal.engine.publication import Publication, Written, write_file
from portal.workers import map_parts

PAGES = 100
FILES = 8
"""How many of a kind are made together: a part should take a worker some hundredths of a second."""
STAGED = 20
"""Pages that are held at once while they are made."""
LEAST = 400
"""Pages below which forking costs more than it saves."""
WEIGHT_OF_FILE = 10
"""A file (an image, a PDF) takes as long as so many pages."""

_SAFE_PATH = re.compile(
    r"(?!\.{1,2}(?:/|$))[\w@+.,~-]+(?:/(?!\.{1,2}(?:/|$))[\w@+.,~-]+)*", re.UNICODE
)


class PlanError(PortalError):
    """Two outputs claim one path, or a path would leave the output folder."""


class Renderer(Protocol):
    """What makes a page's HTML; spoken to by the press, implemented over Jinja."""

    def __call__(self, page: Page) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Step:
    """One output with its fingerprint and why it is made; an empty reason: it is up to date."""

    output: Output
    key: str
    fingerprint: str
    """Empty for an output that is made whatever it is: the press takes it then."""
    basis: str
    """Fingerprint of :attr:`Page.basis`; likewise."""
    reason: str


@dataclass(frozen=True, slots=True)
class Made:
    """What one step wrote: path → (file, whether its bytes are new)."""

    key: str
    fingerprint: str
    basis: str
    files: tuple[tuple[str, Written, bool], ...]


def check_path(path: str) -> None:
    """:class:`PlanError` if a file at ``path`` would not stay in the output folder."""
    if not _SAFE_PATH.fullmatch(path):
        raise PlanError(f"đường dẫn «{path}» không dùng được")


class Press:
    """Makes outputs into a tree. ``before`` is the current output, for comparing bytes."""

    def __init__(
        self,
        publication: Publication,
        render: Renderer,
        fingerprint: Callable[[Output], str],
        basis: Callable[[Output], str],
        workspace: Path,
        compression: Compression,
        missing: set[str],
    ) -> None:
        self._root = str(publication.spare)
        self._before = str(publication.output)
        self._known = publication.state.files
        self._missing = missing
        self._render = render
        self._fingerprint = fingerprint
        self._basis = basis
        self._workspace = workspace
        self._compression = compression

    def make(
        self,
        steps: Sequence[Step],
        *,
        jobs: int,
        progress: Callable[[int, int], None] | None = None,
    ) -> Iterator[Made]:
        """Make ``steps``, in any order, in forked workers where there is enough to do; what needs
        much memory apart from the rest."""
        bundles = [step for step in steps if isinstance(step.output, Bundle)]
        files = [step for step in steps if isinstance(step.output, File)]
        rare, common = _by_kind([step for step in steps if isinstance(step.output, Page)])
        forks = len(rare) + len(common) + WEIGHT_OF_FILE * len(files) >= LEAST
        heavy = [part for part in (*_parts(bundles, 1), rare) if part]
        light = [*_parts(files, FILES), *_parts(common, PAGES)]
        done = 0
        for made in map_parts(self._make_all, light, apart=heavy, jobs=jobs if forks else 1):
            yield from made
            done += len(made)
            if progress:
                progress(done, len(steps))

    def _make_all(self, steps: Sequence[Step]) -> list[Made]:
        others = [step for step in steps if not isinstance(step.output, Page)]
        pages = [step for step in steps if isinstance(step.output, Page)]
        made = [self._make(step) for step in others]
        for some in _parts(pages, STAGED):
            made += self._make_pages(some)
        return made

    def _make_pages(self, steps: Sequence[Step]) -> list[Made]:
        """Stage by stage: a processor that does many things of one kind in a row finds in its
        caches what it needs."""
        pages = [step.output.with_values() for step in steps if isinstance(step.output, Page)]
        prints = [
            step.fingerprint or self._fingerprint(page)
            for step, page in zip(steps, pages, strict=True)
        ]
        bases = [step.basis or self._basis(step.output) for step in steps]
        contents = [self._render(page) for page in pages]
        return [
            Made(step.key, fingerprint, basis, tuple(self._write(page.path, data)))
            for step, page, fingerprint, basis, data in zip(
                steps, pages, prints, bases, contents, strict=True
            )
        ]

    def _make(self, step: Step) -> Made:
        output = step.output
        files: list[tuple[str, Written, bool]] = []
        if isinstance(output, File):
            files += self._write(output.path, output.function(*output.inputs))
        elif isinstance(output, Bundle):
            folder = self._workspace / output.name
            folder.mkdir(parents=True, exist_ok=True)
            for path, data in output.function(folder, *output.inputs):
                check_path(path)
                files += self._write(path, data, sealed=path.startswith(output.sealed))
        return Made(step.key, step.fingerprint or self._fingerprint(output), "", tuple(files))

    def _write(
        self, path: str, data: bytes, *, sealed: bool = False
    ) -> Iterable[tuple[str, Written, bool]]:
        written = self._unchanged(path, data, sealed)
        if written:
            # Same bytes: the file of the current output stays, its siblings with it.
            yield path, written, False
            for sibling in self._compression.siblings(path):
                if sibling in self._known and sibling not in self._missing:
                    yield sibling, self._known[sibling], False
            return
        yield path, write_file(self._root, path, data), True
        for sibling, compressed in self._compression.compress(path, data):
            yield sibling, write_file(self._root, sibling, compressed), True

    def _unchanged(self, path: str, data: bytes, sealed: bool) -> Written | None:
        before = self._known.get(path)
        if before is None or path in self._missing or before.size != len(data):
            return None
        for sibling in self._compression.expected(path, len(data)):
            if sibling not in self._known or sibling in self._missing:
                return None
        if sealed:
            return before
        with open(f"{self._before}/{path}", "rb") as file:
            return before if file.read() == data else None


def _by_kind(pages: Sequence[Step]) -> tuple[list[Step], list[Step]]:
    """Pages of which there are few of a kind, and the others. The few are the heavy ones: an
    indicator's series, a year; they read what all others together read."""
    templates = Counter(step.output.template for step in pages if isinstance(step.output, Page))
    rare = {template for template, count in templates.items() if count <= PAGES}
    divided: tuple[list[Step], list[Step]] = [], []
    for step in pages:
        assert isinstance(step.output, Page)
        divided[step.output.template not in rare].append(step)
    return divided


def _parts(steps: Sequence[Step], size: int) -> list[Sequence[Step]]:
    return [steps[start : start + size] for start in range(0, len(steps), size)]
