"""Pages as HTML: the theme's templates over Jinja, as configured for the portal."""

import traceback
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from markupsafe import Markup

from portal.core import vietnamese
from portal.core.output import MARK, Body, Page
from portal.core.problem import ThemeError
from portal.core.site import Site
from portal.engine.compiling import RECIPE, ThemeEnvironment

SAME = 8192
"""Days and headings remembered as text: lists show the same few again and again."""

FILTERS = {
    "date": lru_cache(SAME)(vietnamese.format_date),
    "date_long": vietnamese.format_date_long,
    "dialled": vietnamese.dialled,
    "file_size": vietnamese.format_file_size,
    "heading": lru_cache(SAME)(vietnamese.heading),
    "iso": lambda moment: moment.isoformat(),
    "iso_day": lru_cache(SAME)(date.isoformat),
    "number": vietnamese.format_number,
}


OPTIONS: dict[str, Any] = {
    # What is undefined or unescaped must not pass silently.
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    # A build sees the theme as it was when it began: no look at the disk for every import.
    "auto_reload": False,
}


def environment_options(cache: Path, functions: str = "") -> dict[str, Any]:
    """Options of the Jinja environment, and where compiled templates are kept; ``functions`` is a
    digest of the site's own filters and tests, which Jinja calls ahead on what is constant."""
    cache.mkdir(parents=True, exist_ok=True)
    compiled = FileSystemBytecodeCache(str(cache), f"%s-{RECIPE}-{functions}.jinja")
    return {**OPTIONS, "bytecode_cache": compiled}


class Templates:
    """Renders pages of one site. Parts that many pages share are rendered once: *fragments*.

    Finished parts (fragments, the text of an article) are only marks in what a template gives, and
    are put in as bytes: three quarters of a page are never joined nor encoded.

    ``environment`` is Pelican's: its filters, tests, globals and extensions are those of the site.
    """

    def __init__(self, environment: Environment, folders: tuple[Path, ...], site: Site) -> None:
        self.environment = ThemeEnvironment(
            **OPTIONS,
            # Only the theme's own folders: a missing template must not fall back to Pelican's.
            loader=FileSystemLoader([str(folder) for folder in folders]),
            bytecode_cache=environment.bytecode_cache,
            extensions=list(environment.extensions),
        )
        self._fragments: dict[str, bytes] = {}
        self.environment.filters.update({**environment.filters, **FILTERS})
        self.environment.tests.update(environment.tests)
        self.environment.globals.update(environment.globals)
        self.environment.globals.update(fragment=cache(self._fragment), site=site)

    def __call__(self, page: Page) -> bytes:
        values = page.values
        return self.filled(self._render(page.template, values), values.get("body"))

    def part(self, name: str, **given: Any) -> bytes:
        """The template ``name`` with ``given`` and ``site``."""
        return self.filled(self._render(name, given).strip())

    def _render(self, name: str, values: Mapping[str, Any]) -> str:
        try:
            return self.environment.get_template(name).render(values)
        except TemplateError as error:
            raise ThemeError(f"{_place(error, name)}: {_fault(error)}") from error

    def filled(self, html: str, body: Body | None = None) -> bytes:
        """What a template gave, with all that is marked in it."""
        first, *rest = html.split(MARK)
        parts = [first.encode()]
        for piece in rest:
            key, _, text = piece.partition(">")
            parts.append(self._fragments[key] if key else bytes(body or b""))
            parts.append(text.encode())
        return b"".join(parts)

    def _fragment(self, name: str, **given: Any) -> Markup:
        """The mark of a part, which is rendered once for each ``given``."""
        part = self.part(name, **given)  # It may make others.
        key = str(len(self._fragments))
        self._fragments[key] = part
        return Markup(f"{MARK}{key}>")


def _place(error: TemplateError, name: str) -> str:
    """The file and line of the template in which ``error`` arose."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name or name}:{error.lineno}"
    # Jinja puts the lines of templates into the traceback; the last of them is where it happened.
    frames = [
        f"{frame.filename}:{frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.endswith(".html")
    ]
    return frames[-1] if frames else name


def _fault(error: TemplateError) -> str:
    match error:
        case TemplateNotFound():
            return f"không có khuôn {error.name} → sửa tên hoặc thêm tệp vào thư mục templates"
        case TemplateSyntaxError():
            return f"khuôn trang viết sai ({error.message}) → sửa dòng này"
        case UndefinedError():
            return f"khuôn trang dùng giá trị không có ({error.message}) → sửa tên ở dòng này"
    return f"khuôn trang không dựng được ({error})"
