"""Pages as HTML: the theme's templates over Jinja, as configured for the portal."""

from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from portal.core import vietnamese
from portal.core.output import MARK, Body, Page
from portal.core.site import Site
from portal.engine.compiling import RECIPE, ThemeEnvironment

SAME = 8192
"""Days remembered as text: lists show the same few again and again."""

FILTERS = {
    "date": lru_cache(SAME)(vietnamese.format_date),
    "date_long": vietnamese.format_date_long,
    "dialled": vietnamese.dialled,
    "file_size": vietnamese.format_file_size,
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


def environment_options(cache: Path) -> dict[str, Any]:
    """Options of the Jinja environment, and where compiled templates are kept."""
    cache.mkdir(parents=True, exist_ok=True)
    compiled = FileSystemBytecodeCache(str(cache), f"%s-{RECIPE}.jinja")
    return {**OPTIONS, "bytecode_cache": compiled}


class Templates:
    """Renders pages of one site. Parts that many pages share are rendered once: *fragments*.

    What is ready (fragments, the text of an article) stands in the HTML that a template gives as a
    mark only, and is put in as bytes: three quarters of a page are so neither joined nor encoded.

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
        html = self.environment.get_template(page.template).render(values)
        return self.filled(html, values.get("body"))

    def part(self, name: str, **given: Any) -> bytes:
        """The template ``name`` with ``given`` and ``site``."""
        return self.filled(self.environment.get_template(name).render(given).strip())

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
