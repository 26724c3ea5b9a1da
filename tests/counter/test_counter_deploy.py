"""What operators copy names what there is."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from browsing import ROOT, need
from typer.main import get_command

from portal.cli.counter import app

DEPLOY = ROOT / "counter" / "deploy"
RUN = get_command(app).commands["run"]  # type: ignore[attr-defined]
OPTIONS = {parameter.opts[0]: str(parameter.envvar) for parameter in RUN.params if parameter.envvar}


@pytest.mark.parametrize("name", ["counter.service", "Containerfile"])
def test_deployment_sets_only_variables_that_are_read(name: str) -> None:
    """A misspelt variable would leave a default in force, silently."""
    text = (DEPLOY / name).read_text(encoding="utf-8")
    named = set(re.findall(r"\bCOUNTER_[A-Z_]+", text))
    assert named <= set(OPTIONS.values())
    assert {"COUNTER_PATHS", "COUNTER_ORIGINS", "COUNTER_TRUSTED_PROXIES"} <= named


def test_the_handbook_names_every_option() -> None:
    """With its variable, in the same row of the table."""
    chapter = (ROOT / "docs/bo-dem.md").read_text(encoding="utf-8")
    assert len(OPTIONS) >= 9
    for option, variable in OPTIONS.items():
        assert f"| `{option}` | `{variable}` |" in chapter


def test_the_handbook_shows_the_lines_of_nginx() -> None:
    """The chapter and the file are the same lines."""
    chapter = (ROOT / "docs/bo-dem.md").read_text(encoding="utf-8")
    lines = (DEPLOY / "nginx.conf").read_text(encoding="utf-8").splitlines()
    block = [line for line in lines if not line.startswith("#")]
    assert len(block) == 5
    assert "\n".join(f"    {line}" for line in block) in chapter


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    """Every line of it; the program is put where the unit expects it."""
    analyze = need("systemd-analyze")
    true = shutil.which("true")
    text = (DEPLOY / "counter.service").read_text(encoding="utf-8")
    text = text.replace("/opt/cong-tin/.venv/bin/python", str(true))
    unit = tmp_path / "counter.service"
    unit.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [analyze, "verify", str(unit)], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
