"""An output is a destination and a pure function of what was collected.

The engine fingerprints an output's inputs and renders it only when they changed. Hence the law:
*everything an output shows is among its inputs*. Inputs are immutable values: strings, numbers,
dates, enums, ``None``, tuples, frozen dataclasses, mappings of these, or objects with a
``digest`` attribute (a string that stands for the whole value).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class Body(Protocol):
    """The text of a page, HTML as bytes: read when the page is made, and put in as it is, so
    that half of an article's page is never decoded nor encoded. A template prints it as
    :data:`BODY` where it goes."""

    def __html__(self) -> str: ...

    def __bytes__(self) -> bytes: ...


MARK = "<\0"
"""How a mark begins in what a template gives; nothing that is escaped can hold it."""
BODY = f"{MARK}>"
"""Stands for the body of the page."""


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page: a template and exactly the values it reads."""

    path: str
    """Where it is written, relative to the output folder: ``2022/ten-bai/index.html``."""
    template: str
    context: Mapping[str, Any] | Callable[[], Mapping[str, Any]]
    """The values; or, for pages of which there are thousands, a function that gives them, the
    same at each call: it is called where the page is compared or rendered, one at a time. The
    value ``body``, if there is one, is a :class:`Body`."""
    basis: Callable[[], tuple[Any, ...]] | None = None
    """For such pages, inputs from which all values follow, and which are sooner at hand: while
    they are as before, nobody asks for the values."""

    @property
    def values(self) -> Mapping[str, Any]:
        return self.context() if callable(self.context) else self.context

    def with_values(self) -> "Page":
        """The same page, with its values at hand."""
        return Page(self.path, self.template, self.context()) if callable(self.context) else self


@dataclass(frozen=True, slots=True)
class File:
    """Any other single file: ``function(*inputs)`` gives its bytes.

    ``function`` is module-level and pure; files that an input names (an image, say) are read by
    it, and the input carries their digest.
    """

    path: str
    function: Callable[..., bytes]
    inputs: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Bundle:
    """Many files from one computation (search shards): ``function(workspace, *inputs)`` yields
    ``(path, bytes)`` in any order, the same for the same inputs.

    ``workspace`` is a private cache folder that survives between builds; it may be empty, stale
    or damaged and must never change the result, only the time it takes.
    """

    name: str
    function: Callable[..., Iterable[tuple[str, bytes]]]
    inputs: tuple[Any, ...] = ()
    digest: str = ""
    """Optional fingerprint of the inputs where walking them would be slow."""
    sealed: tuple[str, ...] = ()
    """Beginnings of paths that are made of what the file holds: one that is there already need not
    be read to see that it is the same."""


Output = Page | File | Bundle
