"""ES modules as they are written, made ready to be cached for ever.

No bundler: a module is one file, minified (rjsmin), under a name that carries the hash of its
text. Its imports are rewritten to such names, so a module's name changes exactly when it, or
anything it imports, does.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

import rjsmin

from portal.core.problem import PortalError

LOADER = "js/main.js"
"""The module that starts components; it is told the address of each."""

_NOTICE = re.compile(r"/\*!.*?\*/", re.DOTALL)
_REGISTER = "const components = {};"
_PATH = re.compile(r"""(?P<quote>["'])(?P<path>\.{1,2}/[^"']+)(?P=quote)""")
_IMPORTING = re.compile(r"(?:\b(?:from|import)\s*\(?|\bnew\s+URL\()\s*\Z")
_NEAR = 40
"""Characters before a path within which its ``import`` or ``from`` stands. Paths are few: to look
for them first takes a fourth of the time."""


def from_parts(parts: Iterable[str], name: str, notice: str) -> str:
    """The sources of a library, which share the variable ``name``, as an ES module whose default
    export it is; ``notice`` is what its licence asks to keep, in place of a notice in each part."""
    text = "\n".join(_NOTICE.sub("", part) for part in parts)
    return f"/*! {notice} */\n{text}\nexport default {name};\n"


def minify(text: str) -> str:
    """``text`` without white space and comments, but for notices (``/*!``)."""
    return str(rjsmin.jsmin(text, keep_bang_comments=True))


def imports(text: str, name: str) -> tuple[str, ...]:
    """Names of the modules that module ``name`` imports, in order of appearance."""
    found = (resolve(match["path"], name) for match in _PATH.finditer(text) if _is_imported(match))
    return tuple(dict.fromkeys(found))


def _is_imported(path: re.Match[str]) -> bool:
    return bool(_IMPORTING.search(path.string, max(0, path.start() - _NEAR), path.start()))


def resolve(path: str, name: str) -> str:
    """The name that the relative ``path`` means inside the module ``name``."""
    parts: list[str] = list(PurePosixPath(name).parent.parts)
    for part in path.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def link(text: str, name: str, addresses: Mapping[str, str]) -> str:
    """``text`` with its imports rewritten to published addresses."""

    def replace(match: re.Match[str]) -> str:
        if not _is_imported(match):
            return match[0]
        target = resolve(match["path"], name)
        if target not in addresses:
            raise PortalError(f"{name}: không có mô-đun {target}")
        return f"{match['quote']}{addresses[target]}{match['quote']}"

    text = _PATH.sub(replace, text)
    if name == LOADER:
        if _REGISTER not in text:
            raise PortalError(f"{name}: thiếu dòng “{_REGISTER}”")
        table = {
            PurePosixPath(module).stem: address
            for module, address in sorted(addresses.items())
            if is_component(module)
        }
        listed = json.dumps(table)
        text = text.replace(_REGISTER, f"const components = {listed};")
    return text


def is_component(name: str) -> bool:
    """Whether a module is the behaviour of a component: ``components/<x>/<x>.js``."""
    parts = PurePosixPath(name)
    return parts.parts[0] == "components" and parts.stem == parts.parent.name


def in_order(modules: Mapping[str, str]) -> Iterable[str]:
    """Names so that each comes after all that it imports; the loader after every component.

    A circle of imports has no such order, hence no hashes: it raises :class:`PortalError`.
    """
    done: dict[str, None] = {}
    path: list[str] = []

    def visit(name: str) -> None:
        if name in done:
            return
        if name in path:
            raise PortalError(f"mô-đun nhập vòng tròn: {' → '.join([*path, name])}")
        if name not in modules:
            raise PortalError(f"{path[-1]}: không có mô-đun {name}")
        path.append(name)
        needs = imports(modules[name], name)
        if name == LOADER:
            needs += tuple(other for other in sorted(modules) if is_component(other))
        for other in needs:
            visit(other)
        path.pop()
        done[name] = None

    for name in sorted(modules):
        visit(name)
    return done
