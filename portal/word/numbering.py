"""The numbers that Word puts before paragraphs: *I.*, *1.2.*, *a)*, *Điều 3.*"""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from portal.word.styles import Styles, child, local, value

_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    goes_on: bool
    """Does not begin anew below a new number above it, as the articles (*Điều*) of chapters."""
    is_legal: bool
    """Writes the numbers above it in figures."""


class Numbering:
    """Counts the paragraphs of a document, in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, Element] = {}
        self._list_of_style: dict[str, str] = {}
        self._uses: dict[str, Element] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._levels: dict[tuple[str, int], _Level | None] = {}
        for part in () if root is None else root:
            key = next((text for name, text in part.items() if name.endswith("umId")), "")
            key = next((text for name, text in part.items() if name.endswith("NumId")), key)
            if local(part) == "num":
                self._uses[key] = part
            elif local(part) == "abstractNum":
                self._lists[key] = part
                if linked := value(child(part, "styleLink")):
                    self._list_of_style[linked] = key

    def label(self, own: Element | None, style: str) -> str:
        """The number of the next paragraph; empty where it has none, or a bullet."""
        given = child(own, "numPr")
        inherited = self._styles.of_paragraph(None, style, "numPr")
        number = value(child(given, "numId")) or value(child(inherited, "numId"))
        use = self._uses.get(number)
        if use is None:
            return ""
        key = value(child(use, "abstractNumId"))
        linked = value(child(self._lists.get(key), "numStyleLink"))
        key = self._list_of_style.get(linked, key)
        depth = value(child(given, "ilvl")) or self._depth_of_style(key, style)
        depth = depth or value(child(inherited, "ilvl"))
        return self._next(number, use, key, int(depth) if depth.isdecimal() else 0)

    def _depth_of_style(self, key: str, style: str) -> str:
        for level in self._lists.get(key, ()):
            if style and value(child(level, "pStyle")) == style:
                return _depth(level)
        return ""

    def _next(self, number: str, use: Element, key: str, depth: int) -> str:
        counts = self._counts.setdefault(key, {})
        level = self._level(use, number, key, depth)
        if level is None:
            return ""
        override = next((part for part in use if _depth(part) == str(depth)), None)
        restart = value(child(override, "startOverride"))
        if restart.isdecimal() and (number, depth) not in self._begun:
            counts[depth] = int(restart) - 1
        self._begun.add((number, depth))
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            below = self._level(use, number, key, deeper)
            if below is None or not below.goes_on:
                del counts[deeper]
        if level.form in {"bullet", "none"}:
            return "" if level.form == "bullet" else _PLACE.sub("", level.text).strip()

        def counted(match: re.Match[str]) -> str:
            above = int(match[1]) - 1
            shown = self._level(use, number, key, above)
            if shown is None:
                return ""
            form = "decimal" if level.is_legal else shown.form
            return _written(counts.setdefault(above, shown.start), form)

        return _PLACE.sub(counted, level.text).strip()

    def _level(self, use: Element, number: str, key: str, depth: int) -> _Level | None:
        if (number, depth) not in self._levels:
            own = (child(part, "lvl") for part in use if _depth(part) == str(depth))
            found = next((part for part in own if part is not None), None)
            for part in self._lists.get(key, ()):
                if found is None and local(part) == "lvl" and _depth(part) == str(depth):
                    found = part
            self._levels[number, depth] = None if found is None else _level(found)
        return self._levels[number, depth]


def _depth(level: Element) -> str:
    return next((text for name, text in level.items() if name.endswith("}ilvl")), "")


def _level(level: Element) -> _Level:
    start = value(child(level, "start"))
    return _Level(
        int(start) if start.isdecimal() else 1,
        value(child(level, "numFmt")) or "decimal",
        value(child(level, "lvlText")),
        goes_on=value(child(level, "lvlRestart")) == "0",
        is_legal=child(level, "isLgl") is not None,
    )


def _written(number: int, form: str) -> str:
    match form:
        case "upperRoman" | "lowerRoman":
            roman = ""
            for worth, sign in _ROMAN:
                times, number = divmod(number, worth)
                roman += sign * times
            return roman if form == "upperRoman" else roman.lower()
        case "upperLetter" | "lowerLetter" if number > 0:  # a … z, aa … zz
            times, place = divmod(number - 1, 26)
            return chr((65 if form == "upperLetter" else 97) + place) * (times + 1)
        case "decimalZero":
            return f"{number:02}"
        case "none":
            return ""
    return str(number)
