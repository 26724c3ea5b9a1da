"""``portal serve`` when settings and code are saved while it runs: with a mistake it goes on."""

import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from tiny_site import ROOT, TABLES, TinySite, article

from portal.cli.trial import try_out

PAGE = "2024/a/"
ARTICLE = "bai-viet/2024/a.md"


class Served:
    """A running ``portal serve``: what it says, line by line."""

    def __init__(self, site: TinySite) -> None:
        command = [sys.executable, "-m", "portal", "serve", "--settings", str(site.settings_file)]
        self.process = subprocess.Popen(
            [*command, "--content", str(site.root / "content"), "--port", "0"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
            env={**os.environ, "PYTHONUNBUFFERED": "1"}, cwd=ROOT,
        )  # fmt: skip
        self.lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._listening = threading.Thread(target=self._listen)
        self._listening.start()
        self.address = self.line_with("Xem thử tại").split()[3]

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self.lines.put(line)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._listening.join()

    def line_with(self, words: str, timeout: float = 60) -> str:
        while words not in (line := self.lines.get(timeout=timeout)):
            pass
        return line

    def after_saving(self, file: Path, text: str, words: str) -> str:
        """The line with ``words`` that a save leads to, saved until it is heard of: whoever
        watches may not have begun."""
        while self.process.poll() is None:
            file.write_text(text, encoding="utf-8")
            try:
                return self.line_with(words, timeout=5)
            except queue.Empty:
                continue
        raise AssertionError(words)

    def get(self, path: str = PAGE) -> str:
        with urlopen(f"{self.address}{path}") as answer:
            return str(answer.read().decode())


@pytest.fixture
def site(tmp_path: Path) -> TinySite:
    site = TinySite(tmp_path.resolve(), {ARTICLE: article("Bài một")})
    site.settings |= {
        "CACHE_PATH": repr(str(tmp_path / "cache")),
        "PLUGIN_PATHS": repr([str(tmp_path / "more")]),
    }
    (tmp_path / "more").mkdir()
    return site


@pytest.fixture
def served(site: TinySite) -> Iterator[Served]:
    served = Served(site)
    yield served
    served.end()


def test_a_preview_outlives_wrong_settings_and_starts_anew_when_they_are_mended(
    site: TinySite, served: Served
) -> None:
    file = site.settings_file
    right = file.read_text(encoding="utf-8")
    wrong = right.replace('"plugins.feeds"', '"plugins.feedz"')
    assert "có phải plugins.feeds?" in served.after_saving(file, wrong, "plugins.feedz")
    assert "Bài một" in served.get()
    assert "plugins.feedz" in served.get("__portal/news")
    site.write(ARTICLE, article("Bài hai"))
    while "Bài hai" not in served.get():
        assert served.process.poll() is None
    served.after_saving(file, right, "mở lại")
    assert served.line_with("Xem thử tại").split()[3] == served.address
    assert "plugins.feedz" not in served.get("__portal/news")
    assert "Bài hai" in served.get()


def test_an_office_that_was_missing_is_declared_afterwards(site: TinySite, served: Served) -> None:
    file = site.settings_file
    wrong = file.read_text(encoding="utf-8").replace('"lang-son"', '"cao-bang"')
    assert "site_config.py:7: OFFICE" in served.after_saving(file, wrong, "cao-bang")
    assert "Bài một" in served.get()
    office = "- {id: cao-bang, name: Văn phòng UBND tỉnh Cao Bằng}\n"
    served.after_saving(site.root / "content/offices.yml", TABLES["offices.yml"] + office, "mở lại")
    served.line_with("Xem thử tại")
    assert "Bài một" in served.get()


def test_a_plugin_of_another_folder_is_followed(
    site: TinySite, served: Served, tmp_path: Path
) -> None:
    plugin = tmp_path / "more" / "more.py"
    plugin.write_text("def register(:\n")
    file = site.settings_file
    wider = f"{file.read_text(encoding='utf-8')}PLUGINS.append('more')\n"
    wrong = "more.py:1: file: dòng này không đúng"
    served.after_saving(file, wider, wrong)
    assert "Bài một" in served.get()
    served.after_saving(plugin, "def register() -> None: ...\n", "mở lại")
    served.line_with("Xem thử tại")
    served.after_saving(plugin, "def register(:\n", wrong)
    assert "Bài một" in served.get()


def test_a_template_in_place_of_the_themes_is_followed(site: TinySite, served: Served) -> None:
    site.override("partials/footer.html", "<footer>Chân trang mới</footer>")
    assert "Chân trang mới" in served.get()
    site.override("partials/footer.html", "<footer>Chân trang khác</footer>")
    while "Chân trang khác" not in served.get():
        assert served.process.poll() is None


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("def register(:\n", "more.py:1: file: dòng này không đúng cú pháp Python"),
        ("def register() -> None:\n    unknown()\n", "more.py:2: file: mã nguồn không chạy"),
        ("import sys\n\nsys.exit()\n", "more.py:3: file: mã nguồn không chạy"),
        ("def register() -> None: ...\n", ""),
    ],
)
def test_code_that_would_not_start_is_told_in_vietnamese(
    site: TinySite, tmp_path: Path, written: str, told: str
) -> None:
    (tmp_path / "more" / "more.py").write_text(written)
    settings = site.settings_file
    right = settings.read_text(encoding="utf-8")
    settings.write_text(f"{right}PLUGINS.append('more')\n", encoding="utf-8")
    found = try_out(settings, site.root / "content", [ARTICLE])
    assert "".join(map(str, found)).startswith(told)
    assert bool(found) is bool(told)
    assert all(problem.blocks for problem in found)


def test_a_plugin_that_fails_on_articles_is_found(site: TinySite, tmp_path: Path) -> None:
    (tmp_path / "more" / "more.py").write_text(
        "from plugins.bridge import analysing\n\n\n"
        "def analyse(_, *, article, body, declarations):\n    return article.nothing\n\n\n"
        "def register() -> None:\n    analysing.connect(analyse)\n"
    )
    settings = site.settings_file
    right = settings.read_text(encoding="utf-8")
    settings.write_text(f"{right}PLUGINS.append('more')\n", encoding="utf-8")
    (found,) = try_out(settings, site.root / "content", [ARTICLE])
    assert str(found).startswith("more.py:5: file: mã nguồn không chạy được (AttributeError")


def test_all_that_is_wrong_with_settings_is_told(site: TinySite) -> None:
    settings = site.settings_file
    right = settings.read_text(encoding="utf-8")
    settings.write_text(
        right.replace('    "plugins.images",\n', "").replace('"plugins.feeds"', '"plugins.feedz"'),
        encoding="utf-8",
    )
    found = try_out(settings, site.root / "content", [])
    assert [(one.file, one.key, "plugins." in one.message) for one in found] == [
        ("site_config.py", "PLUGINS", True)
    ] * 2
