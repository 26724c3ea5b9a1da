"""The prose of a body of Markdown, and where in its file a place of it is."""

import re

from portal.core.problem import Problem, Severity
from portal.markup.layout import FENCE

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.S)
_BLANKED = re.compile(r"[^\n]")


def prose(markdown: str) -> str:
    """The same text with code and comments blanked out, so that offsets and lines stay."""
    text = _without_code(markdown)
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        text = text[:start] + _BLANKED.sub(" ", text[start : end + 3]) + text[end + 3 :]
        start = text.find("<!--", end)
    return text


def _without_code(markdown: str) -> str:
    if "`" not in markdown and ("~" not in markdown or "~~~" not in markdown):
        return markdown
    lines, fence = [], ""
    for line in markdown.split("\n"):
        mark = FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and line.strip() == mark[1]:
                fence = ""
            lines.append(" " * len(line))
        elif mark:
            fence = mark[1]
            lines.append(" " * len(line))
        else:
            lines.append(line)
    return _CODE.sub(_blank, "\n".join(lines))


def _blank(match: re.Match[str]) -> str:
    return _BLANKED.sub(" ", match[0])


def line_of(text: str, offset: int, first_line: int) -> int:
    """The line of the file on which ``offset`` is; ``text`` begins on its ``first_line``."""
    return first_line + text.count("\n", 0, offset)


def problem(
    file: str, line: int, code: str, message: str, remedy: str, severity: Severity = Severity.ERROR
) -> Problem:
    """One of the text, not of a key of the front matter."""
    return Problem(file, line, "body", code, severity, message, remedy)
