"""Pages as HTML: the theme's templates over Jinja, as configured for the portal."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
)
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup

from portal.core import vietnamese
from portal.core.output import Page
from portal.core.site import Site

SAME = 8192
"""Dates remembered as text: lists show the same few again and again."""

FILTERS = {
    "date": lru_cache(SAME)(vietnamese.format_date),
    "date_document": vietnamese.format_date_document,
    "date_long": vietnamese.format_date_long,
    "file_size": vietnamese.format_file_size,
    "fold": vietnamese.fold,
    "iso": lambda moment: moment.isoformat(),
    "iso_day": lru_cache(SAME)(lambda moment: moment.date().isoformat()),
    "month": vietnamese.format_month,
    "number": vietnamese.format_number,
    "percent": vietnamese.format_percent,
    "slug": vietnamese.slug,
    "sort_vi": lambda items: sorted(items, key=vietnamese.sort_key),
}


def environment_options(cache: Path) -> dict[str, Any]:
    """Options of the Jinja environment: what is undefined or unescaped must not pass silently."""
    cache.mkdir(parents=True, exist_ok=True)
    return {
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        # A build sees the theme as it was when it began: no look at the disk for every import.
        "auto_reload": False,
        "bytecode_cache": FileSystemBytecodeCache(str(cache), "%s.jinja"),
    }


class SharedModule(Template):
    """A template whose macros are made once.

    Jinja makes a template's macros anew wherever the importing template knows other globals, and
    finds that out by comparing all names at each import: a sixth of the time of a page. Here all
    templates know the same globals.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module(None)


class Templates:
    """Renders pages of one site. Parts that many pages share are rendered once: *fragments*."""

    def __init__(self, environment: Environment, folders: tuple[Path, ...], site: Site) -> None:
        # Only the theme's own folders: a missing template must not fall back to Pelican's theme.
        environment.loader = FileSystemLoader([str(folder) for folder in folders])
        environment.filters.update(FILTERS)
        environment.globals["fragment"] = self.fragment
        environment.globals["site"] = site
        environment.template_class = SharedModule
        if environment.cache is not None:
            environment.cache.clear()
        self._environment = environment
        self._site = site
        self._fragments: dict[tuple[str, tuple[tuple[str, Any], ...]], Markup] = {}

    def __call__(self, page: Page) -> bytes:
        template = self._environment.get_template(page.template)
        context: Mapping[str, Any] = {"site": self._site, **page.values}
        return template.render(context).encode()

    def fragment(self, name: str, **given: Any) -> Markup:
        """The template ``name`` with ``given`` and ``site``, rendered once for each ``given``."""
        key = (name, tuple(given.items()))
        known = self._fragments.get(key)
        if known is None:
            template = self._environment.get_template(name)
            known = Markup(template.render(site=self._site, **given).strip())
            self._fragments[key] = known
        return known
