"""A build as a plan: which outputs there are, and which of them are stale and go to the press.

An output is stale when its fingerprint is not the one it was made with, or when a file it made is
gone. Nothing else is rendered; nothing that no output makes any more stays.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from portal.core.output import Bundle, Output, Page
from portal.engine.fingerprint import Fingerprints, TemplateDigests
from portal.engine.press import PlanError, Press, Step, check_path
from portal.engine.publication import Origin, Publication, State
from portal.engine.stages import Stages


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
            if not isinstance(output, Bundle):
                check_path(output.path)
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

    def basis(self, output: Output) -> str:
        """The same of a page's basis; empty without one."""
        if not isinstance(output, Page) or output.basis is None:
            return ""
        return f"{self._maker(output)}.{self._fingerprints.of(*output.basis())}"

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
            fingerprint = basis = ""
            if before and not full and before.fingerprint.startswith(f"{self._maker(output)}."):
                # Others are to be made in any case, and are digested where that is done.
                basis = self.basis(output)
                as_before = basis and basis == before.basis
                fingerprint = before.fingerprint if as_before else self.fingerprint(output)
            if before is None:
                reason = "chưa có"
            elif full:
                reason = "dựng lại toàn bộ (--full)"
            elif before.fingerprint != fingerprint:
                reason = "nội dung, khuôn trang, thiết lập hoặc mã nguồn mà trang dùng đã đổi"
            elif missing and not missing.isdisjoint(before.files):
                reason = "tệp đã xuất bị mất hoặc bị sửa từ bên ngoài"
            else:
                reason = ""
            steps.append(Step(output, key, fingerprint, basis, reason))
        return steps


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
            outputs[step.key] = before.outputs[step.key]._replace(basis=step.basis)
    files = {path: before.files[path] for origin in outputs.values() for path in origin.files}
    # To look into every folder costs more than an edit of one text should.
    strays = publication.strays(everywhere=full or not plan.kept)
    if not stale and not strays and files.keys() == before.files.keys():
        state = note(State(before.files, outputs))
        if state != before:
            publication.note(state)
        return outcome
    with stages.stage("Chuẩn bị cây dự phòng"):
        if full:
            publication.forget_spare()
        publication.prepare_spare(before.files.keys() - missing)
    # What is gone makes room first: an old file may stand where a new folder is to be.
    gone = before.outputs.keys() - plan.outputs.keys() - set(plan.kept)
    publication.remove(path for key in gone for path in before.outputs[key].files)
    with stages.stage("Dựng trang"):
        made_steps = list(press.make(stale, jobs=jobs, progress=progress))
    for made in made_steps:
        paths = tuple(path for path, _, _ in made.files)
        outputs[made.key] = Origin(made.fingerprint, paths, made.basis)
        for path, written, is_new in made.files:
            if path in files:
                raise PlanError(f"hai phần của cổng cùng ghi tệp {path}")
            files[path] = written
            if is_new:
                outcome.changed.append(path)
    outcome.removed = sorted((before.files.keys() | strays) - files.keys())
    outcome.changed.sort()
    state = note(State(files, outputs))
    with stages.stage("Xuất bản"):
        if not (outcome.changed or outcome.removed):
            publication.note(state)
            publication.keep_spare()
            return outcome
        publication.publish(state, [*outcome.changed, *outcome.removed])
    # The next build finds the spare ready: an editor waits for what was edited alone. Where that
    # fails (a disk that is full by now) it is made then; what was asked for is done.
    with stages.stage("Để sẵn cây dự phòng"), suppress(OSError):
        publication.prepare_spare(state.files)
        publication.keep_spare()
    return outcome


def explain(steps: Iterable[Step], state: State, page: str) -> str:
    """One Vietnamese sentence: why ``page`` (an address or a path) is made or not."""
    path = page.strip("/")
    wanted = {path, f"{path}/index.html" if path else "index.html"}
    for step in steps:
        before = state.outputs.get(step.key)
        made = before.files if before else ()
        if step.key in wanted or not wanted.isdisjoint(made):
            name = step.key.removeprefix("bundle:")
            own = name in made or not made
            part = f"/{name}" if own else f"/{path} (một tệp của phần «{name}»)"
            return f"{part}: {step.reason or 'không đổi, giữ nguyên tệp đã xuất'}"
    return f"{page}: không có trang này trong cổng"
