"""Which address was meant by one that there is not."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property

_ALIKE = 0.7
"""Share of letters in common (``difflib``) from which one name may have been meant by another."""


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
        beside = get_close_matches(wanted, folders.get(folder, ()), 1, _ALIKE)
        if beside:
            return beside[0]
        if name in places:
            return places[name]
        near = get_close_matches(folder, folders, 1, _ALIKE)
        others = get_close_matches(wanted, folders[near[0]], 1, _ALIKE) if near else []
        return next(iter(others), "")


def _parts(address: str) -> tuple[str, str]:
    folder, _, name = address.rstrip("/").rpartition("/")
    return folder, name
