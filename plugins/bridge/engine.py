"""One site: its settings, its content as collected, its plan, and what was published of it."""

import gc
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from blinker import Signal
from jinja2 import Environment

from plugins.bridge import doors
from plugins.bridge.leads import Leads
from plugins.bridge.settings_check import SettingsError, dead_settings, own_settings
from plugins.bridge.site import compose, crowded_out, equip
from portal.collect.collection import Collection
from portal.collect.declarations import load_declarations
from portal.collect.reader import Reader
from portal.collect.store import ContentStore, DamagedError
from portal.core.library import Declarations, Library
from portal.core.output import File, Output, Page
from portal.core.picture import Catalogue
from portal.core.problem import ContentError, Problem
from portal.core.site import Assets, Site
from portal.core.vietnamese import VIETNAM
from portal.engine.compression import Compression
from portal.engine.fingerprint import Fingerprints, TemplateDigests, code_version
from portal.engine.plan import Outcome, Plan, build, explain
from portal.engine.press import Press
from portal.engine.publication import MARK, Publication, State, mark
from portal.engine.stages import Stages
from portal.engine.templates import Templates
from portal.imaging.catalogue import catalogue
from portal.places import ROOT
from portal.workers import default_jobs

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """How to build, as asked for on the command line."""

    jobs: int = 0
    """Worker processes; 0: one a processor."""
    full: bool = False
    now: datetime | None = None
    """Articles later than this are withheld; ``None``: the time of the build."""
    with_unpublished: bool = False
    """Drafts and scheduled articles too: for previews only."""
    progress: Progress | None = None

    @property
    def workers(self) -> int:
        return self.jobs or default_jobs()

    @property
    def moment(self) -> datetime:
        return self.now or datetime.now(VIETNAM)


class Engine:
    """Collects, checks, plans and publishes one site. Reading is lazy; ``refresh`` reads anew."""

    def __init__(
        self, settings: Mapping[str, Any], environment: Environment, options: Options
    ) -> None:
        self.settings = settings
        self.options = options
        self.own = own_settings(settings)
        self.content = Path(settings["PATH"])
        self.cache = Path(settings["CACHE_PATH"])
        self._environment = environment
        self._store: ContentStore | None = None
        self.collection: Collection | None = None
        self.images = Catalogue()
        self.declaration_problems: tuple[Problem, ...] = ()
        self.stages = Stages()
        self._problems: tuple[Problem, ...] | None = None

    # Collecting -------------------------------------------------------------------------

    @cached_property
    def code_version(self) -> str:
        return code_version(ROOT / "portal", ROOT / "plugins", *self._plugins_from_elsewhere())

    def _plugins_from_elsewhere(self) -> Iterator[Path]:
        """The code of plugins that are not ours, by ``PLUGIN_PATHS`` or installed."""
        for name in sorted(self.settings["PLUGINS"]):
            file = Path(getattr(sys.modules.get(name), "__file__", None) or ROOT / "plugins")
            if not file.is_relative_to(ROOT / "plugins"):
                yield file.parent if file.name == "__init__.py" else file

    def refresh(self) -> None:
        """Read what changed in the content folder."""
        if not self.content.is_dir():
            raise SettingsError(f"không có thư mục nội dung {self.content}")
        declarations, self.declaration_problems = self._declared()
        context = "\0".join((
            self.code_version, declarations.digest, self.own.MARKDOWN_RENDERER,
            *sorted(self.settings["PLUGINS"]),
        ))  # fmt: skip
        key = blake2b(str(self.content.resolve()).encode(), digest_size=6).hexdigest()
        if self._store is not None:
            self._store.close()
        reader = Reader(
            self.content,
            declarations,
            self.own.MARKDOWN_RENDERER,
            inspections=tuple(doors.connected(doors.inspecting)),
            analyses={doors.plugin_name(fn): fn for fn in doors.connected(doors.analysing)},
            of_text=frozenset(map(doors.plugin_name, doors.connected(doors.planning_texts))),
        )
        self._store = ContentStore(
            self.cache / f"content-{key}.sqlite", context, sorted(reader.analyses)
        )
        with self.stages.stage("Đo ảnh"):
            self.images = catalogue(self.content, self.cache, anew=self.options.full)
        self.collection = Collection(reader, self._store)
        with self.stages.stage("Đọc bài"), _without_collector():
            self.collection.refresh(
                anew=self.options.full, jobs=self.options.workers,
                progress=self._progress("Đọc bài"),
            )  # fmt: skip
        self._problems = None
        for name in ("library", "site", "_shape", "_leads"):
            self.__dict__.pop(name, None)

    def _declared(self) -> tuple[Declarations, tuple[Problem, ...]]:
        """The tables of the content folder, and what is wrong with them."""
        return load_declarations(self.content, self.own.OFFICE, self.own.SITENAME)

    @cached_property
    def library(self) -> Library:
        return self._collected.library(
            self.options.moment, self.images, with_unpublished=self.options.with_unpublished
        )

    @property
    def _collected(self) -> Collection:
        if self.collection is None:
            self.refresh()
        assert self.collection is not None
        return self.collection

    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with content and settings, by file and line."""
        if self._problems is None:
            self._problems = tuple(sorted({*self.find_problems(), *self.find_dead_ends()}))
        return self._problems

    def find_dead_ends(self) -> Iterator[Problem]:
        """Settings and links that lead to nothing: only the plan of all pages tells."""
        if self.own.OFFICE in self.library.declarations.offices:
            # Else nothing can be asked of the site, and the declarations have told it.
            yield from dead_settings(self.settings, self.own, self.library, self._leads)
            yield from self._collected.dead_links(self.options.moment, self._leads)
            yield from map(self._collected.placed, crowded_out(self.site, self.library))

    def find_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the content, looked for again and not remembered."""
        found = [*self._collected.problems(self.options.moment, self.images)]
        found += self.declaration_problems
        for check in doors.connected(doors.checking):
            found += map(self._collected.placed, check(library=self.library))
        return tuple(sorted(set(found)))

    # Planning ---------------------------------------------------------------------------

    @cached_property
    def site(self) -> Site:
        return compose(self.settings, self.own, self.library, self._assets)

    @cached_property
    def _assets(self) -> Assets:
        return equip(self.settings)

    def outputs(self) -> Iterable[Output]:
        """Everything that is published."""
        yield from self._outputs_of_shape()
        yield from self._outputs(doors.planning_texts)

    def _outputs_of_shape(self) -> Iterable[Output]:
        yield File(MARK, mark)
        pages: list[Page] = []
        for output in self._outputs(doors.planning):
            if isinstance(output, Page):
                pages.append(output)
            yield output
        yield from self._outputs(doors.concluding, pages=tuple(pages))

    def _outputs(self, door: Signal, **more: Any) -> Iterable[Output]:
        for plan in doors.connected(door):
            yield from plan(library=self.library, site=self.site, **more)

    @cached_property
    def template_folders(self) -> tuple[Path, ...]:
        overrides = [Path(folder) for folder in self.settings["THEME_TEMPLATES_OVERRIDES"]]
        return (*overrides, Path(self.settings["THEME"]) / "templates")

    def plan(self) -> Plan:
        """All outputs."""
        return self._plan(self._shape)

    def _plan_of_texts(self, state: State) -> Plan | None:
        """The outputs that a change of texts alone can concern: what stands in the folders of
        documents whose text changed, and what is made of texts. ``None`` if one of them cannot be
        planned by itself."""
        changed = {
            document.url.strip("/")
            for document in self.library.documents
            if state.texts.get(document.url) != document.digest
        }
        outputs = []
        for path in state.outputs:
            if path.rpartition("/")[0] in changed:
                output = self.locate(path)
                if output is None:
                    return None
                if isinstance(output, Page):
                    # Its basis is for a build that looks at all pages, and looks at all articles.
                    output = replace(output, basis=None)
                outputs.append(output)
        return self._plan(outputs, state.outputs.keys() - state.of_texts)

    def _plan(self, outputs: Iterable[Output], kept: Iterable[str] = ()) -> Plan:
        return Plan(
            outputs,
            list(self._outputs(doors.planning_texts)),
            kept,
            Fingerprints(self.code_version, self.site.digest),
            TemplateDigests(self.template_folders),
        )

    def surroundings(self) -> str:
        """Digest of all that the plan depends on but the texts of articles and pages."""
        hasher = blake2b(digest_size=16)
        published = [document.source for document in self.library.documents]
        hasher.update("\0".join((
            self.code_version, self.site.digest, self.library.declarations.digest,
            self.own.MARKDOWN_RENDERER, *sorted(self.settings["PLUGINS"]),
            self._collected.shapes(), *sorted(published),
            *sorted(f"{src} {info.digest}" for src, info in self.images.items()), "",
        )).encode())  # fmt: skip
        *overrides, _ = self.template_folders  # the last are the theme's own
        for folder in (*overrides, Path(self.settings["THEME"])):
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    name = path.relative_to(folder).as_posix()
                    hasher.update(f"{name}\0".encode() + path.read_bytes())
        return hasher.hexdigest()

    @cached_property
    def _leads(self) -> Leads:
        return Leads(lambda: self._shape, self.site.offers.values())

    @cached_property
    def _shape(self) -> list[Output]:
        return list(self._outputs_of_shape())

    def templates(self) -> Templates:
        return Templates(self._environment, self.template_folders, self.site)

    def locate(self, path: str) -> Output | None:
        """The output at ``path`` if a plugin knows it without planning all of them."""
        for locate in doors.connected(doors.locating):
            output = locate(library=self.library, site=self.site, path=path)
            if output is not None:
                return output  # type: ignore[no-any-return]
        return None

    # Publishing -------------------------------------------------------------------------

    def build(self, output: Path) -> Outcome:
        """Publish into ``output``; :class:`ContentError` if the content has errors, and then the
        output is not touched."""
        try:
            with _without_collector():
                return self._build(output)
        except DamagedError:
            # A value of the cache does not match its checksum: do without the cache, once.
            assert self._store is not None
            self._store.discard()
            self.collection = None
            self.__dict__.pop("library", None)
            return self._build(output)

    def _build(self, output: Path) -> Outcome:
        with Publication(output) as publication:
            state = publication.state
            with self.stages.stage("Xem bản đã xuất"):
                missing = publication.missing()
                surroundings = self.surroundings()
            plan = None
            if state.surroundings == surroundings and not missing and not self.options.full:
                # Only texts changed: the rest of the plan, and what the check said, still hold.
                with self.stages.stage("Lập kế hoạch"):
                    self._problems = state.problems
                    plan = self._plan_of_texts(state)
            if plan is None:
                with self.stages.stage("Kiểm tra"):
                    problems = self.problems()
                if any(problem.blocks for problem in problems):
                    raise ContentError(problems)
                with self.stages.stage("Lập kế hoạch"):
                    plan = self.plan()
            press = Press(
                publication, self.templates(), plan.fingerprint, plan.basis,
                self.cache / "workspaces", Compression(self.own.COMPRESS), missing,
            )  # fmt: skip
            return build(
                plan, publication, press, missing, partial(self._note, surroundings, plan),
                jobs=self.options.workers, full=self.options.full,
                progress=self._progress("Dựng trang"), stages=self.stages,
            )  # fmt: skip

    def _note(self, surroundings: str, plan: Plan, state: State) -> State:
        """``state`` with what the next build wants to know of this one."""
        return replace(
            state,
            surroundings=surroundings,
            texts={document.url: document.digest for document in self.library.documents},
            of_texts=plan.of_texts,
            problems=self.problems(),
        )

    def explain(self, page: str, output: Path) -> str:
        """Why a build would make ``page`` or not, without making it. ``page`` is an address of the
        site or the path of a published file or of a document."""
        self.refresh()
        source = page.removeprefix(f"{self.content.name}/")
        document = self._collected.documents.get(source)
        if document is not None:
            subject = document.subject
            if subject is None:
                return f"{page}: tệp có lỗi, xem portal check"
            page = subject.url
        with Publication(output) as publication:
            state, missing = publication.state, publication.missing()
            steps = self.plan().steps(state, missing, full=self.options.full)
        return explain(steps, state, unquote(urlsplit(page).path))

    def _progress(self, what: str) -> Callable[[int, int], None] | None:
        report = self.options.progress
        if report is None:
            return None
        return lambda done, total: report(what, done, total)

    def close(self) -> None:
        """Let go of the cache's file; a later question opens it again."""
        if self._store is not None:
            self._store.close()


@contextmanager
def _without_collector() -> Iterator[None]:
    """A build makes many objects and few circles: looking for those is time for nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # nor need they be looked through ever after
        if enabled:
            gc.enable()
