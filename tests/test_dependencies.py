"""What the project stands on: locked with hashes, from no named host, each with a reason."""

import json
import re
import runpy
import sys
import tomllib
from pathlib import Path

import pytest
from browsing import BROWSERS, need

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FRONT_END = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))


def python_packages() -> list[str]:
    """Names of all that pyproject.toml asks for, extras and groups included."""
    project = PROJECT["project"]
    wanted = [*project["dependencies"]]
    for extra in (
        *project["optional-dependencies"].values(),
        *PROJECT["dependency-groups"].values(),
    ):
        wanted += extra
    names = {re.split(r"[\[<>=~!; ]", requirement)[0] for requirement in wanted}
    return sorted(names - {project["name"]})


def front_end_packages() -> list[str]:
    return sorted({**FRONT_END["dependencies"], **FRONT_END["devDependencies"]})


@pytest.mark.parametrize("package", [*python_packages(), *front_end_packages()])
def test_every_dependency_has_a_reason(package: str) -> None:
    """A package without a sentence in dependencies.md is one that nobody dares to remove."""
    page = (ROOT / "docs/decisions/dependencies.md").read_text(encoding="utf-8")
    assert f"`{package}`" in page


def test_no_reason_outlives_its_dependency() -> None:
    """The first cell of each row of the table names packages that are still asked for."""
    page = (ROOT / "docs/decisions/dependencies.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    assert named == {*python_packages(), *front_end_packages()}


@pytest.mark.parametrize(
    "lock", sorted(ROOT.glob("requirements*.lock")), ids=lambda lock: lock.name
)
def test_lock_files_pin_and_hash_and_name_no_host(lock: Path) -> None:
    """A build takes exactly these bytes, from whichever index the machine is set up with."""
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    for requirement in re.sub(r" \\\n\s+", " ", text).splitlines():
        assert re.match(r"[a-z0-9-]+(\[[a-z,]+\])?==\S+", requirement), requirement
        assert "--hash=sha256:" in requirement, requirement


@pytest.mark.parametrize("lock", ["package-lock.json", "bench/sites/eleventy/package-lock.json"])
def test_front_end_lock_files_name_no_host(lock: str) -> None:
    """``resolved`` would tie the project to one registry; ``integrity`` pins the bytes."""
    packages = json.loads((ROOT / lock).read_text(encoding="utf-8"))["packages"]
    for name, package in packages.items():
        assert "resolved" not in package, name
        assert not name or "integrity" in package or package.get("inBundle"), name


def test_the_lock_files_of_a_build_and_of_development_agree() -> None:
    """Tests run on the versions that publish."""

    def versions(lock: str) -> dict[str, str]:
        text = (ROOT / lock).read_text(encoding="utf-8")
        return dict(re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==(\S+)", text, re.MULTILINE))

    publishing, developing = versions("requirements.lock"), versions("requirements-dev.lock")
    assert publishing.items() <= developing.items()


def test_what_tests_start_is_installed() -> None:
    """Continuous integration begins with a bare machine, and fails where a program is missing."""
    texts = [file.read_text("utf-8") for file in (ROOT / "tests").rglob("*.py")]
    started = {name for text in texts for name in re.findall(r'\bneed\("([\w-]+)"', text)}
    tools = runpy.run_path(str(ROOT / "tools/setup.py"))["TOOLS"]
    # Java comes with its compiler, Node with its packages.
    assert started - {*tools, "java", "node"} == set()
    assert {*BROWSERS} & {*tools}


def test_programs_of_the_environment_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are of the version that was asked for."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("browsing.CI", True)  # What lacks is a failure.
    own = Path(sys.executable).with_name("pytest")
    assert Path(need(own.name)) == own
