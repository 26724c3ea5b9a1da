"""What browser tests start with: the tools they need and pages that are watched."""

import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI") == "true"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",  # as the browser with windows does; the shell's letters are wider
]
VOICE = """
window.spoken = [];
const voices = [{ lang: "en-US", localService: true }, { lang: "vi_VN", localService: true }];
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => voices,
  speak: (utterance) => { spoken.push(utterance); },
  cancel: () => {},
} });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
"""A machine with a Vietnamese voice; the test ends each sentence itself."""
KINDS = (
    "article",
    "category",
    "directory",
    "error",
    "feeds",
    "home",
    "indicator",
    "month",
    "office",
    "open-data",
    "page",
    "search",
    "statistics",
    "statistics-year",
    "tag",
    "year",
)
"""What pages there are, as they say of themselves."""

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first draws the same pages with less than half the work: it has no windows to draw."""


def need(*programs: str) -> str:
    """Path of the first of ``programs`` that the environment has, or else the machine.

    Without any the test is skipped with a sentence; in CI, where all are installed, it fails.
    """
    # Where the machine has no fitting Node, tools/setup.py puts one beside Python.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    found = next(filter(None, (shutil.which(program, path=path) for program in programs)), None)
    return found or lack(f"This test needs {programs[0]}, which this machine does not have.")


def lack(sentence: str) -> NoReturn:
    """Skip the test, or fail it in CI, where all that tests need is installed."""
    if CI:
        pytest.fail(sentence)
    pytest.skip(sentence)


def need_package(path: str) -> Path:
    """A file of an npm package, which ``make test`` installs."""
    file = ROOT / "node_modules" / path
    if not file.exists():
        lack(f"This test needs the npm package of {path}: run make test.")
    return file


def started(page: "Page") -> None:
    """Until the scripts that begin with the page have begun, each with all that it imports."""
    page.evaluate(
        """async () => {
            const { src } = document.querySelector("script[src*='/main-']");
            await import(src);
            // The addresses are in the script that starts the modules (plugins/assets).
            const text = await (await fetch(src)).text();
            const components = JSON.parse(text.match(/components=({.*?})/)[1]);
            const started = document.querySelectorAll("[data-module]:not([data-module-on])");
            const modules = [...started].map(({ dataset }) => components[dataset.module]);
            await Promise.all(modules.map((module) => import(module)));
        }"""
    )


@dataclass
class Watched:
    """Opens pages and notes whatever a public page must never do."""

    browser: "Browser"
    origin: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str, **context: Any) -> "Page":
        """A page in a context of its own; ``context`` goes to Playwright's ``new_context``."""
        page = self.browser.new_context(locale="vi-VN", **context).new_page()
        page.on("console", lambda message: self._console(path, message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"{path}: {error}"))
        page.on("request", lambda request: self._request(path, request.url))
        page.goto(self.origin + path)
        page.wait_for_load_state("load")
        return page

    def _console(self, path: str, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"{path}: {kind}: {text}")

    def _request(self, path: str, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and not url.startswith(f"{self.origin}/"):
            self.complaints.append(f"{path}: asks {url}")
