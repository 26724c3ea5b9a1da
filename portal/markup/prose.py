"""The prose of a body of Markdown, and where in its file a place of it is."""

import re
from collections.abc import Iterable, Iterator

from portal.core.problem import Problem, Severity

FENCE = re.compile(r" {0,3}(```+|~~~+)")
_TICKS = re.compile("`+")
_BLANKED = re.compile(r"[^\n]")


def prose(markdown: str) -> str:
    """The same text with code and comments blanked out, so that offsets and lines stay."""
    text = _without_code(markdown)
    comments = []
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start)) >= 0:
        comments.append((start, end + 3))
        start = text.find("<!--", end)
    return _blanked(text, comments)


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
    text = "\n".join(lines)
    return _blanked(text, _spans_of_code(text))


def _spans_of_code(text: str) -> Iterator[tuple[int, int]]:
    """From each run of backticks to the next of the same length, if there is one."""
    runs = [match.span() for match in _TICKS.finditer(text)]
    next_alike: dict[int, int] = {}
    ends = []
    for start, end in reversed(runs):
        ends.append(next_alike.get(end - start, 0))
        next_alike[end - start] = end
    last = 0
    for (start, _), end in zip(runs, reversed(ends), strict=True):
        if start >= last and end:
            yield start, end
            last = end


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    parts: list[str] = []
    last = 0
    for start, end in spans:
        parts += text[last:start], _BLANKED.sub(" ", text[start:end])
        last = end
    return "".join(parts) + text[last:] if parts else text


def line_of(text: str, offset: int, first_line: int) -> int:
    """The line of the file on which ``offset`` is; ``text`` begins on its ``first_line``."""
    return first_line + text.count("\n", 0, offset)


def problem(
    file: str, line: int, code: str, message: str, remedy: str, severity: Severity = Severity.ERROR
) -> Problem:
    """One of the text, not of a key of the front matter."""
    return Problem(file, line, "body", code, severity, message, remedy)
