"""One style sheet out of many: the theme's layers in order, each component in its own folder.

``theme/static/css/main.css`` is one line, the order of the cascade layers. Every other file of
that folder is the layer of its name; the style sheets of all components together are the layer
``components``. A rule therefore wins by its layer, never by the accident of file order.
"""

import re
from collections.abc import Callable
from pathlib import Path

from portal.core.problem import PortalError

COMPONENTS = "components"

_ORDER = re.compile(r"@layer\s+([\w\s,-]+);")
_COMMENT_OR_STRING = re.compile(
    r"""/\*.*?\*/|(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')""", re.DOTALL
)
_ADDRESS = re.compile(r"""url\(\s*(["'])(?!data:)(?P<name>[^"']+)\1\s*\)""")


def bundle(css: Path, components: Path) -> str:
    """All style sheets of a theme as one readable text.

    ``css`` is the folder of the layers, ``components`` the folder of the component folders.
    Raises :class:`PortalError` when a file belongs to no layer, for it would be lost silently.
    """
    order = layer_order(css)
    files: dict[str, tuple[Path, ...]] = {
        path.stem: (path,) for path in sorted(css.glob("*.css")) if path.stem != "main"
    }
    if stray := sorted(files.keys() - set(order)):
        raise PortalError(f"theme/static/css: {', '.join(stray)}: không có trong dòng @layer")
    files[COMPONENTS] = tuple(sorted(components.glob("*/*.css")))
    parts = [f"@layer {', '.join(order)};\n"]
    for layer in order:
        rules = "\n".join(path.read_text("utf-8").strip() for path in files.get(layer, ()))
        if rules:
            parts.append(f"@layer {layer} {{\n{rules}\n}}\n")
    return "".join(parts)


def layer_order(css: Path) -> tuple[str, ...]:
    """The names in the ``@layer`` line of ``main.css``, weakest first."""
    match = _ORDER.search((css / "main.css").read_text("utf-8"))
    if match is None:
        raise PortalError("theme/static/css/main.css: thiếu dòng @layer")
    return tuple(name.strip() for name in match[1].split(","))


def minify(text: str) -> str:
    """The same rules with comments and idle white space removed.

    Strings are kept to the letter. Space goes only where CSS never gives it a meaning: beside
    braces, semicolons and commas, after a colon and before ``>`` or ``!``; so ``a :hover``,
    ``calc(1px + 2px)`` and ``@media (…) and (…)`` stay what they are.
    """
    strings: list[str] = []

    def simplify(match: re.Match[str]) -> str:
        if match["string"] is None:
            return " "
        strings.append(match["string"])
        return f"\0{len(strings) - 1}\0"

    text = _COMMENT_OR_STRING.sub(simplify, text)
    text = re.sub(r"\s+", " ", text)
    for sign in "{};,":
        text = text.replace(f" {sign}", sign).replace(f"{sign} ", sign)
    for idle, kept in ((": ", ":"), (" >", ">"), ("> ", ">"), (" !", "!"), (";}", "}")):
        text = text.replace(idle, kept)
    return re.sub(r"\0(\d+)\0", lambda match: strings[int(match[1])], text.strip())


def link(text: str, address: Callable[[str], str]) -> str:
    """``text`` with every ``url("<name of an asset>")`` replaced by the asset's address."""
    return _ADDRESS.sub(lambda match: f'url("{address(match["name"])}")', text)
