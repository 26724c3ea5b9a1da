"""What a body of Markdown points at within the portal."""

from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import unquote

from portal.core.nearest import nearest
from portal.core.vietnamese import slug
from portal.markup.addresses import IMAGE, LINK, is_foreign, is_on_own_machine, target_of
from portal.markup.prose import line_of, prose
from portal.markup.render import image_source
from portal.markup.review_html import TAG, values_of


class Reference(NamedTuple):
    """An address in a body that points into the portal itself; checked when all is known."""

    line: int
    target: str
    """For an image its path in ``content/hinh-anh``; for a link the address as written."""
    is_image: bool


def heading_meant(fragment: str, ids: Collection[str]) -> str:
    """The one of ``ids`` that is most like ``fragment``, a heading as an editor wrote it; ``""`` if
    none is like it."""
    return nearest(slug(fragment), ids, 0.5)


def is_of_browsers(fragment: str) -> bool:
    """Whether browsers themselves know what a fragment means: the top, or words of the page."""
    return fragment in ("", "top") or fragment.startswith(":~:")


def references(markdown: str, first_line: int) -> tuple[Reference, ...]:
    """The images and internal links of a body."""
    has_images = "<img" in markdown
    if not has_images and ("[" not in markdown or ("](" not in markdown and "]: " not in markdown)):
        return ()
    text = prose(markdown)
    found = _images_of_html(text, first_line) if has_images else []
    found += [
        Reference(line_of(text, match.start(), first_line), image_source(unquote(address)), True)
        for match in IMAGE.finditer(text)
        if _is_ours(address := match[2] or match[3] or "")
    ]
    for match in LINK.finditer(text):
        target = target_of(match)
        if target and _is_ours(target) and not target.startswith("#"):
            found.append(Reference(line_of(text, match.start(), first_line), target, False))
    return tuple(found)


def _images_of_html(text: str, first_line: int) -> list[Reference]:
    tags = [match for match in TAG.finditer(text) if (match[2] or "").lower() == "img"]
    return [
        Reference(line_of(text, tag.start(), first_line), image_source(unquote(address)), True)
        for tag in tags
        if (address := values_of(tag[0]).get("src", "")) and _is_ours(address)
    ]


def _is_ours(address: str) -> bool:
    """Whether it points into the portal; what points elsewhere is told where it stands."""
    return not (is_foreign(address) or is_on_own_machine(address))
