"""A small site with a counter, those who read it, and our counter's service.

The same built site is served throughout; what answers at the counter's address is our service,
GoatCounter, or a server that misbehaves.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import BROWSERS, CHROMIUM_FLAGS, ROOT, need
from counter_readers import ANDROID, Reader
from counter_servers import OurService, free_port
from playwright.sync_api import Browser, Playwright
from serving import Serving

PORTAL = str(Path(sys.executable).with_name("portal"))
ARTICLE = """---
title: {title}
date: {date}
category: Thông báo
summary: Tóm tắt của bài.
---

Nội dung của bài.
"""


@pytest.fixture(scope="session")
def port() -> int:
    """Where the counter of the built site is."""
    return free_port()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, port: int) -> Path:
    """A small site with a counter, as it is published."""
    folder = tmp_path_factory.mktemp("counted")
    articles = folder / "content/bai-viet/2024"
    articles.mkdir(parents=True)
    for name, title, date in (
        ("tong-ket-nam", "Tổng kết năm", "20/12/2024"),
        ("thong-bao", "Thông báo nghỉ lễ", "19/12/2024"),
    ):
        text = ARTICLE.format(title=title, date=date)
        (articles / f"{name}.md").write_text(text, encoding="utf-8")
    (folder / "content/hinh-anh").mkdir()
    for name in ("categories.yml", "offices.yml", "indicators.yml"):
        shutil.copy(ROOT / "content" / name, folder / "content")
    own = (ROOT / "site_config.py").read_text(encoding="utf-8")
    own += f'\nCOUNTER = {{"base": "http://127.0.0.1:{port}"}}\n'
    own += 'PDF_YEARS = ()\nCARD_YEARS = ()\nOFFLINE = False\nCACHE_PATH = "cache"\n'
    own += 'PLUGINS = sorted({*PLUGINS, "plugins.counter"})\n'
    (folder / "site_config.py").write_text(own, encoding="utf-8")
    done = subprocess.run(
        [PORTAL, "build", "--settings", "site_config.py", "--output", "output"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "output"


@pytest.fixture(scope="session")
def served(site: Path, port: int) -> Iterator[Serving]:
    with Serving(site, connect=f"http://127.0.0.1:{port}") as serving:
        yield serving


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """A browser that does not say that it is driven by a program: such are not counted."""
    executable = need(*BROWSERS)
    flags = [*CHROMIUM_FLAGS, "--disable-blink-features=AutomationControlled"]
    started = playwright.chromium.launch(executable_path=executable, args=flags)
    yield started
    started.close()


@pytest.fixture
def reader(chromium: Browser, served: Serving, port: int) -> Iterator[Callable[..., Reader]]:
    """``reader()`` is a new one, with a browser of its own; options go to ``new_context``."""
    made: list[Reader] = []

    def make(**options: Any) -> Reader:
        options = {"user_agent": ANDROID, "locale": "vi-VN", **options}
        made.append(Reader(chromium.new_context(**options), served, f"http://127.0.0.1:{port}"))
        return made[-1]

    yield make
    for one in made:
        one.context.close()


@pytest.fixture
def service(tmp_path: Path, site: Path, served: Serving, port: int) -> Iterator[OurService]:
    running = OurService(tmp_path, site, served.url, port)
    yield running
    running.stop()
