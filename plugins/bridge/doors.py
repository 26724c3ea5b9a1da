"""The doors through which plugins take part in a build.

Each is a signal; a plugin's ``register()`` connects module-level functions to those it needs.
All functions are called with keywords and must be pure: the same arguments, the same result.
"""

from collections.abc import Callable, Mapping
from typing import Any

from blinker import Signal

from portal.core.library import Library
from portal.core.site import Decorate, Site

analysing = Signal("``fn(_, *, article, body, declarations) -> value``: what the plugin needs to"
                   " know of an article's text, computed once per content and cached; read back"
                   " with ``library.analysis(<plugin's folder>, article)``.")  # fmt: skip
inspecting = Signal("``fn(_, *, article, body, declarations) -> Iterable[Problem]``: mistakes"
                    " that one article shows by itself; cached likewise.")  # fmt: skip
checking = Signal("``fn(_, *, library) -> Iterable[Problem]``: mistakes across articles.")
equipping = Signal("``fn(_, *, settings) -> Assets``: the theme's files; one plugin gives them.")
decorating = Signal("``fn(_, *, library, site, kind, subject) -> dict | None``: more context for"
                    " a page of that kind about that subject; values must be inputs.")  # fmt: skip
presenting = Signal("``fn(_, *, library, settings) -> Iterable[MenuItem]``: what the plugin offers"
                    " in menu, footer or elsewhere on all pages, if content and settings give it"
                    " anything to show.")  # fmt: skip
planning = Signal("``fn(_, *, library, site) -> Iterable[Output]``: what is published. Of the"
                  " texts themselves only what stands in an article's own folder may show one, its"
                  " own; all else comes from front matter and analyses.")  # fmt: skip
planning_texts = Signal("The same, for outputs made of the texts of many articles: feeds, search."
                        " Asked for after every edit, so it must be quick.")  # fmt: skip
concluding = Signal("``fn(_, *, library, site, pages) -> Iterable[Output]``: what follows from all"
                    " pages that were planned: the site map, what may be counted.")  # fmt: skip
locating = Signal("``fn(_, *, library, site, path) -> Output | None``: the output at one path"
                  " without planning the rest: for previews, and after edits.")  # fmt: skip


_ALL = (analysing, inspecting, checking, equipping, decorating, presenting, planning,
        planning_texts, concluding, locating)  # fmt: skip


def close() -> None:
    """Let nobody in any more: a site has the plugins of its own settings alone, also where
    another was built in this process before."""
    for door in _ALL:
        for receiver in list(door.receivers_for(None)):
            door.disconnect(receiver)


class _Call:
    """A connected function without the sender that signals put first."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self.__module__ = function.__module__
        self.__qualname__ = function.__qualname__

    def __call__(self, **given: Any) -> Any:
        return self._function(None, **given)


def connected(door: Signal) -> list[Callable[..., Any]]:
    """The functions behind a door, in one order: a signal's own changes between processes."""
    receivers = sorted(door.receivers_for(None), key=lambda fn: (fn.__module__, fn.__qualname__))
    return [_Call(receiver) for receiver in receivers]


def decorator(library: Library, site: Site) -> Decorate:
    """What all plugins add to the context of pages."""
    functions = connected(decorating)

    def decorate(kind: str, subject: Any) -> Mapping[str, Any]:
        merged: dict[str, Any] = {}
        for function in functions:
            merged |= function(library=library, site=site, kind=kind, subject=subject) or {}
        return merged

    return decorate


def plugin_name(function: object) -> str:
    """The folder of the plugin that a connected function belongs to."""
    return str(getattr(function, "__module__", "")).removeprefix("plugins.").partition(".")[0]
