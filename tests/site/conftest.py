"""What tests of whole small sites share."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tiny_site import ROOT

from plugins.statistics import drawing
from portal.typography import print as fonts

_drawn: dict[str, str] = {}
_elsewhere = drawing._elsewhere


@pytest.fixture(scope="session")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The faces for print, which take seconds to make; a cache has them as ``fonts/<its name>``."""
    return fonts.folder(ROOT / "node_modules", tmp_path_factory.mktemp("faces"))


@pytest.fixture
def drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """For builds from nothing that are not about drawings: a chart of the same data is taken from
    an earlier one, for to start the engine takes longer than the rest. That it draws the same each
    time is shown by tests of its own."""

    def draw(specs: Sequence[dict[str, Any]]) -> list[str]:
        keys = [json.dumps(spec) for spec in specs]
        lacking = {key: spec for key, spec in zip(keys, specs, strict=True) if key not in _drawn}
        if lacking:
            _drawn.update(zip(lacking, _elsewhere([*lacking.values()]), strict=True))
        return [_drawn[key] for key in keys]

    monkeypatch.setattr(drawing, "_elsewhere", draw)
