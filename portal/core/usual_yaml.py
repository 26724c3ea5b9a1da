"""The usual front matter, read at a glance: lines of ``key: value`` with one level below a key.

Nearly every article has nothing else. One expression for a line reads it in less than half of the
time of a parser of all of YAML, and says exactly what that says (``tests/unit/core/test_yaml.py``
holds them together); a text with anything more, and every text with a mistake, is left to the
parser.
"""

import re
from typing import Any

from portal.core.vietnamese import is_ordinary

_QUOTED = r""" "[^"\\\n]*" | '[^'\n]*' """
_FIRST = r"""[^\s\-?:,\[\]{}\#&*!|>'"%@`]"""
"""What a text without quotation marks may begin with."""
_PLAIN = rf"{_FIRST} [^:\#\n]*+ (?: (?: :(?=[^\ \n]) | (?<!\ )\# ) [^:\#\n]*+ )*"
_ITEM = rf"(?: {_QUOTED} | {_FIRST} [^:\#,?\[\]{{}}\n]*+ )"
# No possessive groups (``(…)*+``): before Python 3.11.5 they fail where they should match.
_LINE = re.compile(
    rf"""
    ^((\ *+)
    (?: \#[^\n]*+
      | (-\ (?!\ ))?
        (?: ([A-Za-z_][A-Za-z0-9_-]*+):(?![^\ \n]) )?
        \ *+
        (?: ( {_QUOTED} | {_PLAIN} )
          | ( \[ \ *+ (?: {_ITEM} \ *+ (?: ,\ *+ {_ITEM} \ *+ )* )? \] ) )?
        \ *+
    )
    (?:\n|\Z))
    """,
    re.VERBOSE | re.MULTILINE,
)
"""The line, its indentation, dash, key, text, items in brackets; what is not there is empty."""
_ITEMS = re.compile(_ITEM, re.VERBOSE)


Location = tuple[str | int, ...]


def read_usual_yaml(
    text: str, first_line: int
) -> tuple[dict[str, Any], dict[Location, int]] | None:
    """The value of ``text`` and the line of each key and item; ``None``, which says nothing, if
    it is not of the usual form."""
    if "\t" in text or not is_ordinary(text):
        return None
    found = _LINE.findall(text)
    if sum([len(written[0]) for written in found]) != len(text):
        return None
    value: dict[str, Any] = {}
    lines: dict[Location, int] = {}
    parent = ""  # the key of the document that may get its value from the lines below
    below = 0  # indentation of those lines
    for line, (_, indent, dash, key, scalar, items) in enumerate(found, first_line):
        place: Location
        if not (dash or key):
            if scalar or items:
                return None
            continue  # an empty line or a comment
        if not (dash or indent):
            parent = "" if scalar or items else key
            target, place = value, (key,)
        elif not parent:
            return None
        else:
            group = value[parent]
            if not group:
                group = value[parent] = [] if dash else {}
                below = len(indent)
            if dash:
                if not isinstance(group, list) or len(indent) != below:
                    return None
                place = (parent, len(group))
                lines[place] = line
                if not key:
                    if not scalar:
                        return None
                    group.append(_text(scalar))
                    continue
                group.append({})
            elif len(indent) != below + 2 * isinstance(group, list):
                return None
            target = group[-1] if isinstance(group, list) else group
            if not isinstance(target, dict):
                return None
            place = (parent, key) if target is group else (parent, len(group) - 1, key)
        if key in target:
            return None
        lines[place] = line
        if items:
            target[key] = content = [_text(item) for item in _ITEMS.findall(items[1:-1])]
            for index in range(len(content)):
                lines[(*place, index)] = line
        else:
            target[key] = _text(scalar) if scalar else ""
    return (value, lines) if value else None


def _text(written: str) -> str:
    return (written[1:-1] if written[0] in "\"'" else written).strip()
