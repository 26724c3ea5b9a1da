"""Pelican's engine with our own way from content to output (``PELICAN_CLASS``).

Settings, plugins, the theme's environment and the main signals stay Pelican's. Its generators and
writer are replaced by one: they render every page every time, ours follows a plan.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals
from pelican.plugins._utils import load_plugins

from plugins.bridge.engine import Engine, Options
from portal.core.problem import ContentError, PortalError
from portal.engine.plan import Outcome
from portal.engine.templates import environment_options


class PluginError(PortalError):
    """A plugin named in ``PLUGINS`` could not be loaded."""


class LibraryGenerator(Generator):  # type: ignore[misc]
    """The one generator: Pelican gives it the theme's environment, it gives that to the engine."""

    engine: Engine

    def generate_context(self) -> None:
        self.engine.refresh()


class Portal(Pelican):  # type: ignore[misc]
    """Builds the portal; ``pelican -s site_config.py`` and ``portal build`` both run it."""

    def __init__(
        self,
        settings: dict[str, Any],
        options: Options | None = None,
        engine: Callable[..., Engine] = Engine,
    ) -> None:
        cache = Path(settings["CACHE_PATH"])
        settings["JINJA_ENVIRONMENT"] = environment_options(cache / "templates")
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
        self.plugins = load_plugins(self.settings)
        loaded = {plugin.__name__ for plugin in self.plugins}
        missing = [name for name in self.settings["PLUGINS"] or () if name not in loaded]
        if missing:
            raise PluginError(f"không nạp được plugin {', '.join(missing)} (PLUGINS)")
        for plugin in self.plugins:
            plugin.register()
        self.settings["PLUGINS"] = [plugin.__name__ for plugin in self.plugins]

    def build(self) -> Outcome:
        """Collect, check and publish; raises :class:`PortalError` for all that prevents it."""
        self.generator.generate_context()
        signals.all_generators_finalized.send([self.generator])
        outcome = self.engine.build(Path(self.output_path))
        signals.finalized.send(self)
        return outcome

    def run(self) -> None:
        """What Pelican's own command calls."""
        try:
            outcome = self.build()
        except ContentError as error:
            sys.stderr.write(f"{error}\n")
            sys.exit(1)
        except PortalError as error:
            sys.stderr.write(f"Lỗi: {error}\n")
            sys.exit(1)
        sys.stdout.write(f"{outcome}\n")
