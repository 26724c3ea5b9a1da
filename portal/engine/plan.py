"""A build as a plan: which outputs there are, which of them are stale, and making those.

An output is stale when its fingerprint is not the one it was made with, or when a file it made is
gone. Nothing else is rendered; nothing that no output makes any more stays.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

from portal.core.output import Bundle, File, Output, Page
from portal.core.problem import PortalError
from portal.engine.compression import Compression
from portal.engine.fingerprint import Fingerprints, TemplateDigests
from portal.engine.publication import Publication, State, Written, write_file
from portal.engine.stages import Stages
from portal.engine.workers import apart, map_chunks

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
    """What makes a page's HTML; spoken to by the plan, implemented over Jinja."""

    def __call__(self, page: Page) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Step:
    """One output with its fingerprint and why it is made; an empty reason: it is up to date."""

    output: Output
    key: str
    fingerprint: str
    """Empty for an output that is made whatever it is: the press takes it then."""
    reason: str


@dataclass(slots=True)
class Outcome:
    """What a build did."""

    total: int = 0
    made: int = 0
    """Outputs rendered."""
    changed: list[str] = field(default_factory=list)
    """Files whose bytes changed or that are new."""
    removed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"Đã dựng {self.made}/{self.total} phần: "
            f"{len(self.changed)} tệp mới hoặc đổi, {len(self.removed)} tệp bỏ đi."
        )


def key_of(output: Output) -> str:
    return f"bundle:{output.name}" if isinstance(output, Bundle) else output.path


class Plan:
    """What to publish: outputs, those ``of_texts`` among them, and the keys of further ones that
    are ``kept`` as published, since nothing they depend on has changed."""

    def __init__(
        self,
        outputs: Iterable[Output],
        of_texts: Sequence[Output],
        kept: Iterable[str],
        fingerprints: Fingerprints,
        templates: TemplateDigests,
    ) -> None:
        self.outputs: dict[str, Output] = {}
        self.of_texts = frozenset(map(key_of, of_texts))
        for output in chain(outputs, of_texts):
            key = key_of(output)
            if key in self.outputs:
                raise PlanError(f"hai phần của cổng cùng ghi tệp {key}")
            if not isinstance(output, Bundle) and not _SAFE_PATH.fullmatch(output.path):
                raise PlanError(f"đường dẫn «{output.path}» không dùng được")
            self.outputs[key] = output
        self.kept = [key for key in kept if key not in self.outputs]
        self._fingerprints = fingerprints
        self._templates = templates
        self._makers: dict[str, str] = {}

    def fingerprint(self, output: Output) -> str:
        """Of what makes the output, a dot, and of what it is made from."""
        if isinstance(output, Page):
            own: Any = output.values
        elif isinstance(output, Bundle) and output.digest:
            own = output.digest
        else:
            own = output.inputs
        return f"{self._maker(output)}.{self._fingerprints.of(own)}"

    def _maker(self, output: Output) -> str:
        """Fingerprint of the template or function, and of the code and settings of the site."""
        if not isinstance(output, Page):
            return self._fingerprints.of(type(output).__name__, output.function)
        name = output.template
        if name not in self._makers:
            self._makers[name] = self._fingerprints.of("Page", name, self._templates.of(name))
        return self._makers[name]

    def steps(self, state: State, missing: set[str], *, full: bool = False) -> list[Step]:
        """Every output, in the order of the plan, with the reason to make it (or none)."""
        steps = []
        for key, output in self.outputs.items():
            before = state.outputs.get(key)
            fingerprint = ""
            if before and not full and before[0].startswith(f"{self._maker(output)}."):
                # Others are to be made in any case, and are digested where that is done.
                fingerprint = self.fingerprint(output)
            if before is None:
                reason = "chưa có"
            elif full:
                reason = "dựng lại toàn bộ (--full)"
            elif before[0] != fingerprint:
                reason = "nội dung, khuôn trang, thiết lập hoặc mã nguồn mà trang dùng đã đổi"
            elif missing and not missing.isdisjoint(before[1]):
                reason = "tệp đã xuất bị mất hoặc bị sửa từ bên ngoài"
            else:
                reason = ""
            steps.append(Step(output, key, fingerprint, reason))
        return steps


@dataclass(frozen=True, slots=True)
class Made:
    """What one step wrote: path → (file, whether its bytes are new)."""

    key: str
    fingerprint: str
    files: tuple[tuple[str, Written, bool], ...]


class Press:
    """Makes outputs into a tree. ``before`` is the current output, for comparing bytes."""

    def __init__(
        self,
        publication: Publication,
        render: Renderer,
        fingerprint: Callable[[Output], str],
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
        self._workspace = workspace
        self._compression = compression

    def make_all(self, steps: Sequence[Step]) -> list[Made]:
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
        contents = [self._render(page) for page in pages]
        return [
            Made(step.key, fingerprint, tuple(self._write(page.path, data)))
            for step, page, fingerprint, data in zip(steps, pages, prints, contents, strict=True)
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
                if not _SAFE_PATH.fullmatch(path):
                    raise PlanError(f"đường dẫn «{path}» không dùng được")
                files += self._write(path, data, sealed=path.startswith(output.sealed))
        return Made(step.key, step.fingerprint or self._fingerprint(output), tuple(files))

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


def build(
    plan: Plan,
    publication: Publication,
    press: Press,
    missing: set[str],
    note: Callable[[State], State],
    *,
    jobs: int,
    stages: Stages,
    full: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Bring the output up to date with the plan; the old output stays whole until the end.

    ``missing`` are the published files that are not as they were written; ``note`` adds to the
    new state what the caller wants to find in it at the next build.
    """
    with stages.stage("So với bản đã xuất"):
        steps = plan.steps(publication.state, missing, full=full)
    stale = [step for step in steps if step.reason]
    before = publication.state
    outcome = Outcome(total=len(steps) + len(plan.kept), made=len(stale))
    outputs = {key: before.outputs[key] for key in plan.kept}
    for step in steps:
        if not step.reason:
            outputs[step.key] = before.outputs[step.key]
    files = {path: before.files[path] for _, paths in outputs.values() for path in paths}
    if not stale and files.keys() == before.files.keys():
        state = note(State(before.files, outputs))
        if state != before:
            publication.note(state)
        return outcome
    with stages.stage("Chuẩn bị cây dự phòng"):
        publication.prepare_spare(before.files.keys() - missing)
    # What is gone makes room first: an old file may stand where a new folder is to be.
    gone = before.outputs.keys() - plan.outputs.keys() - set(plan.kept)
    publication.remove(path for key in gone for path in before.outputs[key][1])
    with stages.stage("Dựng trang"):
        made_steps = list(_make(press, stale, jobs, progress))
    for made in made_steps:
        outputs[made.key] = (made.fingerprint, tuple(path for path, _, _ in made.files))
        for path, written, is_new in made.files:
            if path in files:
                raise PlanError(f"hai phần của cổng cùng ghi tệp {path}")
            files[path] = written
            if is_new:
                outcome.changed.append(path)
    outcome.removed = sorted(before.files.keys() - files.keys())
    outcome.changed.sort()
    state = note(State(files, outputs))
    with stages.stage("Xuất bản"):
        if outcome.changed or outcome.removed:
            publication.publish(state, [*outcome.changed, *outcome.removed])
        else:
            publication.note(state)
    with stages.stage("Để sẵn cây dự phòng"):
        # The next build finds the spare ready: an editor waits for what was edited alone.
        publication.prepare_spare(state.files)
        publication.keep_spare()
    return outcome


def _make(
    press: Press,
    stale: Sequence[Step],
    jobs: int,
    progress: Callable[[int, int], None] | None,
) -> Iterable[Made]:
    bundles = [step for step in stale if isinstance(step.output, Bundle)]
    files = [step for step in stale if isinstance(step.output, File)]
    rare, common = _by_kind([step for step in stale if isinstance(step.output, Page)])
    forks = len(rare) + len(common) + WEIGHT_OF_FILE * len(files) >= LEAST
    # One worker makes what needs much memory, one part after the other, the rest is for the others.
    heavy = [part for part in (*_parts(bundles, 1), rare) if part]
    turns = [_Turn(heavy, apart=forks and jobs > 1)]
    turns += [_Turn([part]) for part in (*_parts(files, FILES), *_parts(common, PAGES))]
    done = 0
    for made in map_chunks(
        partial(_make_turns, press), turns, jobs=jobs, chunk=1, least=2 if forks else len(turns) + 1
    ):
        yield from made
        done += len(made)
        if progress:
            progress(done, len(stale))


@dataclass(frozen=True, slots=True)
class _Turn:
    """What a worker makes before it asks for more."""

    parts: Sequence[Sequence[Step]]
    apart: bool = False
    """Each part in a process of its own, which takes the memory that it needed with it."""


def _make_turns(press: Press, turns: Sequence[_Turn]) -> list[Made]:
    made: list[Made] = []
    for turn in turns:
        for part in turn.parts:
            made += apart(press.make_all, part) if turn.apart else press.make_all(part)
    return made


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


def explain(steps: Mapping[str, Step], page: str) -> str:
    """One Vietnamese sentence: why ``page`` (an address or a path) is made or not."""
    path = page.strip("/")
    for key in (path, f"{path}/index.html" if path else "index.html"):
        if step := steps.get(key):
            return f"/{key}: {step.reason or 'không đổi, giữ nguyên tệp đã xuất'}"
    return f"{page}: không có trang này trong cổng"
