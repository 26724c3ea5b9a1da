"""The usual front matter, read at a glance: lines of ``key: value`` with one level below a key.

Nearly every article has nothing else. One expression reads a line in a fourth of the time of a
parser of all of YAML, and says exactly what that says (``tests/unit/core/test_yaml.py`` holds them
together); a text with anything more, and every text with a mistake, is left to the parser.
"""

import re
from typing import Any

from portal.core.vietnamese import is_ordinary

_QUOTED = r""" "[^"\\\n]*" | '[^'\n]*' """
_FIRST = r"""[^\s\-?:,\[\]{}\#&*!|>'"%@`]"""
"""What a text without quotation marks may begin with."""
_PLAIN = rf"{_FIRST} [^:\#\n]*+ (?: (?: :(?=[^\ \n]) | (?<!\ )\# ) [^:\#\n]*+ )*+"
_ITEM = rf"(?: {_QUOTED} | {_FIRST} [^:\#,?\[\]{{}}\n]*+ )"
_LINE = re.compile(
    rf"""
    (\ *+)
    (?: \#[^\n]*+
      | (-\ (?!\ ))?
        (?: ([A-Za-z_][A-Za-z0-9_-]*+):(?![^\ \n]) )?
        \ *+
        (?: ( {_QUOTED} | {_PLAIN} )
          | \[ ( \ *+ (?: {_ITEM} \ *+ (?: ,\ *+ {_ITEM} \ *+ )*+ )? ) \] )?
        \ *+
    )
    (?:\n|\Z)
    """,
    re.VERBOSE,
)
"""Indentation, dash, key, text, items between brackets."""
_ITEMS = re.compile(_ITEM, re.VERBOSE)


Location = tuple[str | int, ...]


def read_usual_yaml(
    text: str, first_line: int
) -> tuple[dict[str, Any], dict[Location, int]] | None:
    """The value of ``text`` and the line of each key and item; ``None``, which says nothing, if
    it is not of the usual form."""
    if "\t" in text or not is_ordinary(text):
        return None
    value: dict[str, Any] = {}
    lines: dict[Location, int] = {}
    parent = ""  # the key of the document that may get its value from the lines below
    below = 0  # indentation of those lines
    end, line = 0, first_line - 1
    for match in _LINE.finditer(text):
        if match.start() != end:
            return None
        end, line = match.end(), line + 1
        indent, dash, key, scalar, items = match.groups()
        has_content = bool(scalar) or items is not None
        place: Location
        if not (dash or key):
            if has_content:
                return None
            continue  # an empty line or a comment
        if not (dash or indent):
            parent = "" if has_content else key
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
        if items is None:
            target[key] = _text(scalar) if scalar else ""
        else:
            target[key] = content = [_text(item) for item in _ITEMS.findall(items)]
            for index in range(len(content)):
                lines[(*place, index)] = line
    return (value, lines) if value and end == len(text) else None


def _text(written: str) -> str:
    return (written[1:-1] if written[0] in "\"'" else written).strip()
