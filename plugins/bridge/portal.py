"""Pelican's engine with our own way from content to output (``PELICAN_CLASS``).

Settings, plugins, the theme's environment and the main signals stay Pelican's. Its generators and
writer are replaced by one: they render every page every time, ours follows a plan.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals
from pelican.plugins._utils import get_namespace_plugins, load_legacy_plugin

from plugins.bridge import doors
from plugins.bridge.engine import Engine, Options
from plugins.bridge.settings_check import fault, refuse
from plugins.bridge.settings_digest import settings_digest
from portal.core.nearest import nearest
from portal.core.problem import ContentError, PortalError
from portal.engine.plan import Outcome
from portal.engine.templates import environment_options
from portal.places import ROOT

NECESSARY = ("plugins.news", "plugins.images", "plugins.assets")
"""Plugins that give what every page stands on; all others can be left out."""


_CALLED_BY_TEMPLATES = ("JINJA_FILTERS", "JINJA_GLOBALS", "JINJA_TESTS")
"""Settings whose functions are called while a template is compiled, where they can be."""


class LibraryGenerator(Generator):  # type: ignore[misc]
    """The one generator: Pelican gives it the theme's environment, it gives that to the engine."""

    engine: Engine

    def generate_context(self) -> None:
        self.engine.refresh()


class Portal(Pelican):  # type: ignore[misc]
    """Builds the portal."""

    def __init__(
        self,
        settings: dict[str, Any],
        options: Options | None = None,
        engine: Callable[..., Engine] = Engine,
    ) -> None:
        cache = Path(settings["CACHE_PATH"])
        called = {name: settings.get(name) for name in _CALLED_BY_TEMPLATES}
        settings["JINJA_ENVIRONMENT"] = environment_options(
            cache / "templates", settings_digest(called)
        )
        super().__init__(settings)
        self.generator = LibraryGenerator(
            context=self.settings.copy(),
            settings=self.settings,
            path=self.path,
            theme=self.theme,
            output_path=self.output_path,
        )
        self.engine = engine(self.settings, self.generator.env, options or Options())
        self.generator.engine = self.engine

    def init_plugins(self) -> None:
        """Load all plugins or none: Pelican would only log a failure, and publish without it."""
        names = list(dict.fromkeys(self.settings["PLUGINS"] or ()))
        faults = [
            fault(self.settings, "PLUGINS", f"thiếu {name}, cổng không dựng được nếu không có nó"
                  f' → thêm dòng "{name}",')
            for name in NECESSARY
            if name not in names
        ]  # fmt: skip
        self.plugins = []
        for name in names:
            try:
                self.plugins.append(self._load(name))
            except ImportError as error:
                wrong = self._why_not(name, error)
                faults.append(fault(self.settings, "PLUGINS", wrong, name))
        refuse(faults)
        doors.close()
        for plugin in self.plugins:
            plugin.register()
        self.settings["PLUGINS"] = [plugin.__name__ for plugin in self.plugins]

    def _load(self, name: str) -> ModuleType:
        """As Pelican does, short names of its own plugins included."""
        installed = get_namespace_plugins()
        module: ModuleType = (
            installed.get(name)
            or installed.get(f"pelican.plugins.{name}")
            or load_legacy_plugin(name, self.settings["PLUGIN_PATHS"])
        )
        return module

    @staticmethod
    def _why_not(name: str, error: ImportError) -> str:
        if error.name and not f"{name}.".startswith(f"{error.name}."):
            return f"{name} cần thư viện {error.name} chưa cài → cài lại theo chương Bắt đầu"
        ours = [f"plugins.{file.parent.name}" for file in (ROOT / "plugins").glob("*/__init__.py")]
        meant = nearest(name, [one for one in ours if one != "plugins.bridge"], 0.6)
        return f"không có plugin {name} → {f'có phải {meant}?' if meant else 'bỏ dòng này'}"

    def build(self) -> Outcome:
        """Collect, check and publish; raises :class:`PortalError` for all that prevents it."""
        self.generator.generate_context()
        signals.all_generators_finalized.send([self.generator])
        outcome = self.engine.build(Path(self.output_path))
        signals.finalized.send(self)
        return outcome


class Commanded(Portal):
    """The portal as Pelican's own command starts it: mistakes are told, not raised."""

    def __init__(self, settings: dict[str, Any]) -> None:
        with _told():
            super().__init__(settings)

    def run(self) -> None:
        with _told():
            sys.stdout.write(f"{self.build()}\n")


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except PortalError as error:
        problems = isinstance(error, ContentError)
        sys.stderr.write(f"{error}\n" if problems else f"Lỗi: {error}\n")
        sys.exit(1)
