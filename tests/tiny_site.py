"""A whole site from strings: for tests that say in one place what goes in and what comes out."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.bridge.engine import Engine, Options
from plugins.bridge.portal import Portal
from plugins.bridge.settings import load
from portal.core.problem import Problem
from portal.core.vietnamese import VIETNAM
from portal.engine.plan import Outcome

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2024, 6, 1, 12, 0, tzinfo=VIETNAM)

TABLES = {
    "categories.yml": "- {id: hoat-dong, name: Hoạt động Văn phòng}\n"
    "- {id: thong-bao, name: Thông báo}\n",
    "offices.yml": "- {id: lang-son, name: Văn phòng UBND tỉnh Lạng Sơn, short: Lạng Sơn}\n",
    "trang/gioi-thieu.md": "---\ntitle: Giới thiệu\nmenu: 1\n---\n\nVăn phòng phục vụ nhân dân.\n",
}

HEAD = "---\ntitle: Hội nghị\ndate: 2024-01-15\ncategory: hoat-dong\n"
"""The front matter that an article needs, open for more keys."""


def front(*lines: str) -> str:
    """An article with ``lines`` in its front matter, written as they are."""
    return HEAD + "".join(f"{line}\n" for line in lines) + "---\n\nNội dung./.\n"


def article(title: str = "Hội nghị", body: str = "Nội dung hội nghị./.", **keys: Any) -> str:
    """The text of an article; ``date`` and ``category`` have values unless given."""
    given = {"title": title, "date": "2024-01-15 08:00", "category": "hoat-dong", **keys}
    lines = [f"{key}: {_yaml(value)}" for key, value in given.items() if value is not None]
    return "\n".join(["---", *lines, "---", "", body, ""])


def _yaml(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    text = str(value)
    return text if not any(mark in text for mark in ":#\"'{}[]") else f'"{text}"'


class TinySite:
    """A site in ``root``; build it as often as you like."""

    def __init__(self, root: Path, files: Mapping[str, str | bytes] | None = None) -> None:
        self.root = root
        self.settings: dict[str, str] = {"PDF_YEARS": "()", "CARD_YEARS": "()"}
        for name, text in {**TABLES, **(files or {})}.items():
            self.write(name, text)
        (root / "templates").mkdir(exist_ok=True)

    def write(self, name: str, text: str | bytes) -> None:
        """Write ``content/<name>``."""
        path = self.root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def remove(self, name: str) -> None:
        (self.root / "content" / name).unlink()

    def override(self, template: str, text: str | None) -> None:
        """Put a template before the theme's one, or (``None``) take it away."""
        path = self.root / "templates" / template
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text, encoding="utf-8")

    @property
    def settings_file(self) -> Path:
        lines = [(ROOT / "site_config.py").read_text(encoding="utf-8")]
        lines += [f"THEME = {str(ROOT / 'theme')!r}",
                  f"THEME_TEMPLATES_OVERRIDES = [{str(self.root / 'templates')!r}]"]  # fmt: skip
        lines += [f"{name} = {value}" for name, value in self.settings.items()]
        path = self.root / "site_config.py"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def engine(self, *, cache: str = "cache", now: datetime = NOW, full: bool = False,
               jobs: int = 1) -> Engine:  # fmt: skip
        self.settings["CACHE_PATH"] = repr(str(self.root / cache))
        settings = load(self.settings_file, self.root / "content")
        return Portal(settings, Options(jobs, full, now)).engine

    def build(self, output: str = "output", **options: Any) -> Outcome:
        engine = self.engine(**options)
        engine.refresh()
        return engine.build(self.root / output)

    def problems(self, **options: Any) -> tuple[Problem, ...]:
        engine = self.engine(**options)
        engine.refresh()
        return engine.problems()

    def messages(self) -> list[str]:
        """Problems as editors see them, figures' remarks included."""
        return list(map(str, self.problems()))

    def read(self, path: str, output: str = "output") -> str:
        return (self.root / output / path).read_text(encoding="utf-8")

    def files(self, output: str = "output") -> dict[str, bytes]:
        folder = self.root / output
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
