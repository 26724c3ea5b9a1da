"""What is declared, found by its id or its name as editors write them."""

from collections.abc import Mapping

from portal.core.nearest import nearest
from portal.core.problem import Problem, Severity
from portal.core.vietnamese import fold


class Names:
    """Declared things by id and name; marks, case and hyphens do not matter in looking up."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._ids = {_loosely(name): id_ for id_, name in names.items()}
        self._ids |= {_loosely(id_): id_ for id_ in names}
        self._exact = {name: id_ for id_, name in names.items()} | {id_: id_ for id_ in names}

    def find(self, value: str) -> str | None:
        """The id for an id or a name, or ``None``."""
        return self._exact.get(value) or self._ids.get(_loosely(value))

    def unknown(self, value: str, *, file: str, line: int, key: str, where: str) -> Problem:
        """The error for a value that is not declared, with the nearest name that is."""
        remedy = f"khai báo trong {where}"
        if meant := nearest(_loosely(value), self._ids, 0.5):
            remedy = f"có phải «{self._names[self._ids[meant]]}»? Nếu là mục mới, {remedy}"
        message = f"chưa khai báo «{value}»"
        return Problem(file, line, key, f"unknown-{key}", Severity.ERROR, message, remedy)


def _loosely(text: str) -> str:
    return fold(text).replace("-", " ").replace("–", " ")
