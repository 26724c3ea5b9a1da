"""What tests of more than one layer share: the built sample site, a server, a browser, judges."""

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from browsing import BROWSERS, CHROMIUM_FLAGS, Watched, need, need_package
from serving import Serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

ROOT = Path(__file__).resolve().parent.parent
PORTAL = str(Path(sys.executable).with_name("portal"))


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own content, built once for the whole run; not to be written to."""
    base = tmp_path_factory.getbasetemp()
    # Workers of pytest-xdist have folders below a common one.
    common = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    output = common / "sample"
    with (common / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not output.exists():
            built = subprocess.run(
                [PORTAL, "build", "--output", str(output)],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
            )
            assert built.returncode == 0, built.stdout + built.stderr
    return output


@pytest.fixture(scope="session")
def sample_server(sample_site: Path) -> Iterator[Serving]:
    with Serving(sample_site) as server:
        yield server


@pytest.fixture(scope="session")
def playwright() -> Iterator["Playwright"]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the unit layer has no browser

    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: "Playwright") -> Iterator["Browser"]:
    executable = need(*BROWSERS)
    browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def watched(browser: "Browser", sample_server: Serving) -> Iterator[Watched]:
    """``watched.open("/")``; the test fails if a page complains or asks a third party."""
    watched = Watched(browser, sample_server.url)
    yield watched
    for context in browser.contexts:
        context.close()
    assert watched.complaints == []


Judge = Callable[..., list[str]]


@pytest.fixture(scope="session")
def axe() -> Judge:
    """``axe(page)``: what is wrong with the page as it now is; ``only`` names a single rule."""
    script = need_package("axe-core/axe.min.js").read_text(encoding="utf-8")

    def judge(page: "Page", *, only: str = "") -> list[str]:
        # Through the debugger, which the page's security policy does not concern.
        page.evaluate(script)
        options: dict[str, object] = {"resultTypes": ["violations"]}
        if only:
            options["runOnly"] = [only]
        found = page.evaluate("(options) => axe.run(document, options)", options)
        return [
            f"{one['id']}: {one['help']}: {node['html'][:200]} {node.get('failureSummary', '')}"
            for one in found["violations"]
            for node in one["nodes"][:3]
        ]

    return judge


@pytest.fixture(scope="session")
def html_checker() -> Callable[[list[Path]], list[str]]:
    """Errors and warnings of the Nu HTML checker for some files."""
    jar = need_package("vnu-jar/build/dist/vnu.jar")
    java = need("java")

    def check(files: list[Path]) -> list[str]:
        # Compiling at full length costs more than it saves; the short way needs more stack.
        swift = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")
        command = [java, *swift, "-jar", str(jar), "--format", "json", *map(str, files)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return [
            f"{Path(urlsplit(one.get('url', '')).path)}:{one.get('lastLine', 0)}: {one['message']}"
            for one in json.loads(done.stderr)["messages"]
        ]

    return check
