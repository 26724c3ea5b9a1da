"""What the styles of a Word document say: bold type, fonts, levels of headings."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

_HEADING = re.compile(r"heading [1-9]|title|subtitle", re.IGNORECASE)


def local(element: Element) -> str:
    """A tag without its namespace, of which Word has two."""
    return element.tag.rpartition("}")[2]


def child(element: Element | None, *names: str) -> Element | None:
    """What lies in ``element`` by these names, each within the last."""
    for name in names:
        if element is None:
            return None
        element = next((part for part in element if local(part) == name), None)
    return element


def value(element: Element | None) -> str:
    """The attribute ``val``; empty without one."""
    if element is None:
        return ""
    return next((text for name, text in element.items() if name.endswith("}val")), "")


def is_on(element: Element | None) -> bool:
    """Whether a property stands there and is not switched off."""
    return element is not None and value(element) not in {"0", "false", "off"}


class Styles:
    """Each style with those that it is based on."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        self._document = child(root, "docDefaults", "rPrDefault", "rPr")
        for style in () if root is None else root:
            given = {name.rpartition("}")[2]: text for name, text in style.items()}
            if local(style) != "style":
                continue
            self._styles[given.get("styleId", "")] = style
            if given.get("type") == "paragraph" and given.get("default") in {"1", "true", "on"}:
                self._default = given.get("styleId", "")

    def chain(self, style: str) -> Iterator[Element]:
        """The style of this id (of paragraphs that name none, if empty) and its ancestors."""
        seen: set[str] = set()
        style = style or self._default
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = value(child(self._styles[style], "basedOn"))

    def of_paragraph(self, own: Element | None, style: str, name: str) -> Element | None:
        """A property of a paragraph, from itself or from its style."""
        found = child(own, name)
        if found is None:
            inherited = (child(each, "pPr", name) for each in self.chain(style))
            found = next((each for each in inherited if each is not None), None)
        return found

    def of_run(self, own: Element | None, style: str, name: str) -> Element | None:
        """A property of a run within a paragraph of ``style``."""
        found = child(own, name)
        named = value(child(own, "rStyle"))
        for each in (*(self.chain(named) if named else ()), *self.chain(style)):
            found = child(each, "rPr", name) if found is None else found
        return child(self._document, name) if found is None else found

    def heading_level(self, own: Element | None, style: str) -> int:
        """1 to 6; 0 for what is no heading, and for those that bear a heading's name."""
        named = next(self.chain(style), None)
        if _HEADING.fullmatch(value(child(named, "name"))):
            return 0
        level = value(self.of_paragraph(own, style, "outlineLvl"))
        return int(level) + 1 if level.isdecimal() and int(level) < 6 else 0
