"""What Pelican loads: one folder a capability, and the bridge between it and the portal."""

from typing import Any


def __getattr__(name: str) -> Any:
    # ``PELICAN_CLASS`` can only name an attribute of a top-level module; loading it late keeps
    # Pelican out of everything that imports a plugin's pure modules.
    if name == "Portal":
        from plugins.bridge.portal import Commanded  # noqa: PLC0415

        return Commanded
    raise AttributeError(name)
