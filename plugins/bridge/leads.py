"""Where addresses lead: what the site has, as far as that is known before its pages are made."""

from collections.abc import Callable, Iterable
from functools import cached_property
from urllib.parse import unquote, urlsplit

from portal.core.address import address_of, output_path
from portal.core.nearest import Nearest
from portal.core.output import Output
from portal.engine.plan import key_of


class Leads:
    """Asked only where a link leads to a page that the portal makes: ``outputs``, the plan of all
    pages, is called for with the first question."""

    def __init__(self, outputs: Callable[[], Iterable[Output]], offers: Iterable[str]) -> None:
        self._outputs = outputs
        self._offers = offers

    def __call__(self, address: str) -> str:
        """``address`` if the site has it, else one that was meant, or ``""``."""
        wanted = unquote(urlsplit(address).path)
        path = output_path(wanted)
        if path in self._paths:
            return address if address_of(path) == wanted else address_of(path)
        folder, _, name = path.partition("/")
        if name and not path.endswith(".html") and folder in self._folders:
            return address  # What bundles hold is known only when they are made.
        return self._nearest.to(wanted)

    @cached_property
    def _paths(self) -> frozenset[str]:
        return frozenset((*map(key_of, self._outputs()), *map(output_path, self._offers)))

    @cached_property
    def _folders(self) -> frozenset[str]:
        """The first parts of the paths."""
        return frozenset(path.partition("/")[0] for path in self._paths)

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(map(address_of, self._paths))
