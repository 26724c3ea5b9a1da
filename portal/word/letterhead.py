"""What stands around the text of an official document, and is no part of an article: the motto of
the state and who writes above it, the list of receivers and who signs below, a table of contents.
"""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from portal.core.vietnamese import fold
from portal.word.headings import text_of
from portal.word.tables import rows_of

_MOTTO = "cong hoa xa hoi chu nghia viet nam"
_RECEIVERS, _CONTENTS = "noi nhan:", "muc luc"
_LEFT_OUT = {_MOTTO: "quốc hiệu", _RECEIVERS: "nơi nhận, chữ ký", _CONTENTS: "mục lục"}
"""What stands around a document's text; no part of an article."""
_AROUND = re.compile(
    r".*doc lap\W+tu do.*|so *:.*|(?:.*[,\s])?ngay\s.*thang\s.*nam\s[\d .…]*|[-–—_=*\s]+"
)
"""Lines of a letterhead in paragraphs, beside those in capitals."""
_APPENDIX = re.compile(r"(?:phu luc|bang|bieu)\b")
_LETTERHEAD_ROWS, _LETTERHEAD_LINES = 6, 12
_LONGEST_LETTERHEAD, _LONGEST_RECEIVER = 1500, 150


def without_letterhead(blocks: Sequence[Element]) -> tuple[list[Element], list[str]]:
    """The text alone, and what was taken away, in Vietnamese."""
    blocks = [part for block in blocks for part in _unframed(block)]
    begin = _after_letterhead(blocks)
    left_out = [_LEFT_OUT[_MOTTO]] if begin else []
    text: list[Element] = []
    is_receiver = False
    for block in blocks[begin:]:
        said = fold(text_of(block))
        if is_receiver and _is_after_receivers(block, said):
            is_receiver = False
        if block.tag == "table":
            found = _around_in(block)
            left_out += [_LEFT_OUT[words] for words in found]
            if found:
                continue
        elif said == _CONTENTS or said.startswith(_RECEIVERS):
            is_receiver = is_receiver or said != _CONTENTS
            left_out.append(_LEFT_OUT[_CONTENTS if said == _CONTENTS else _RECEIVERS])
            continue
        if not is_receiver:
            text.append(block)
    return text, left_out


def _after_letterhead(blocks: Sequence[Element]) -> int:
    """The place of the first block behind a letterhead that is in paragraphs; 0 without one."""
    lines = [
        fold(text_of(block)) if block.tag != "table" else "" for block in blocks[:_LETTERHEAD_LINES]
    ]
    place = next((at for at, line in enumerate(lines) if _MOTTO in line), -1)
    if place < 0 or not all(
        text_of(block).isupper() or _AROUND.fullmatch(line)
        for block, line in zip(blocks[: place + 1], lines, strict=False)
    ):
        return 0
    place += 1
    while place < len(lines) and lines[place] and _AROUND.fullmatch(lines[place]):
        place += 1
    return place


def _unframed(block: Element) -> list[Element]:
    """What stands in a table of one column, which is a frame; another block by itself."""
    if block.tag != "table" or any(len(row) > 1 for row in rows_of(block)):
        return [block]
    return [part for row in rows_of(block) for cell in row for part in [*cell] or [cell]]


def _around_in(table: Element) -> list[str]:
    """What a table without lines holds that stands around a text; a table of data holds none."""
    if len(table.findall(".//tr")) > _LETTERHEAD_ROWS or len(text_of(table)) > _LONGEST_LETTERHEAD:
        return []
    cells = [fold(text_of(cell)) for cell in table.iter() if cell.tag in {"td", "th"}]
    found = [_MOTTO] if any(_MOTTO in cell[:200] for cell in cells) else []
    return found + [_RECEIVERS] * any(cell.startswith(_RECEIVERS) for cell in cells)


def _is_after_receivers(block: Element, said: str) -> bool:
    """Whether it is no line of the list of receivers, nor who signs: an appendix, say."""
    return (
        block.tag not in {"p", "ul"}
        or len(said) > _LONGEST_RECEIVER * max(1, len(block.findall("li")))
        or _APPENDIX.match(said) is not None
    )
