"""What was meant by a name or an address that there is not."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property

_ALIKE = 0.7
"""Of addresses, which begin alike: see :func:`nearest`."""


def nearest(wanted: str, known: Iterable[str], alike: float) -> str:
    """The one of ``known`` most like ``wanted``; ``""`` if none has at least the share ``alike`` of
    its letters in common: half, where something of a few was meant for sure, and more where it may
    be none of them."""
    return next(iter(get_close_matches(wanted, list(known), 1, alike)), "")


class Nearest:
    """Finds what was meant among addresses or paths, of which there may be a hundred thousand.

    To compare with all would take seconds. Nearly every mistake is in one part: the folder is right
    and the name is not, or the name is there in another folder.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = known

    @cached_property
    def _tables(self) -> tuple[dict[str, list[str]], dict[str, str]]:
        """Folder → names in it; name → the first address of that name."""
        folders: defaultdict[str, list[str]] = defaultdict(list)
        places: dict[str, str] = {}
        for address in sorted(self._known):
            folder, name = _parts(address)
            folders[folder].append(address)
            places.setdefault(name, address)
        return dict(folders), places

    def to(self, wanted: str) -> str:
        """The address most like ``wanted``; ``""`` if none is like it."""
        folders, places = self._tables
        folder, name = _parts(wanted)
        if beside := nearest(wanted, folders.get(folder, ()), _ALIKE):
            return beside
        if name in places:
            return places[name]
        near = nearest(folder, folders, _ALIKE)
        return nearest(wanted, folders[near], _ALIKE) if near else ""


def _parts(address: str) -> tuple[str, str]:
    folder, _, name = address.rstrip("/").rpartition("/")
    return folder, name
