"""What an editor should mend that only shows in what became of the Markdown."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from portal.core.article import Body
from portal.core.problem import Problem, Severity
from portal.markup.prose import line_of, problem, prose
from portal.markup.references import heading_meant, is_of_browsers
from portal.markup.render import PAGE_IDS, to_html

_JOINED_DIGITS = re.compile(r"\d<em>|</em>\d")
_ID = re.compile(r' id="([^"]*)"')
_LOST_CAPTION = re.compile(r'<img [^>]* title="([^"]*)"')
_ANCHOR = re.compile(r"\]\(#([^()\s]+)\)")


def ids_of(html: str) -> tuple[str, ...]:
    """What links may lead to within the page of a text."""
    return (*_ID.findall(html), *PAGE_IDS)


def review_rendered(body: Body, file: str) -> Iterator[Problem]:
    """That nothing became of it, stars that are left over or that joined numbers, ids that are
    taken, links to headings that there are not."""
    is_told = not body.markdown or body.markdown.isspace()
    if not (body.text or is_told or "<img" in body.html):
        yield problem(
            file, body.line, "empty-body", "bài chưa có nội dung",
            "viết nội dung bên ngoài ghi chú <!-- … -->",
        )  # fmt: skip
    if "<" in body.markdown and ' id="' in body.html:
        yield from _review_ids(body, file)
    if body.images and ' title="' in body.html:
        for caption in _LOST_CAPTION.findall(body.html):
            place = max(body.markdown.find(unescape(caption)), 0)
            yield problem(
                file, line_of(body.markdown, place, body.line), "text-as-written",
                f"chú thích «{unescape(caption)[:40]}» không hiện dưới ảnh vì ảnh không đứng riêng",
                "để trống một dòng trên và dưới ảnh", Severity.REMARK,
            )  # fmt: skip
    has_stars = "*" in body.markdown  # a single sign is found at once
    if has_stars and "**" in body.text:
        for at, line in _lines_with("**", body):
            shown = to_html(line).text
            if (place := shown.find("**")) >= 0:
                yield problem(
                    file, body.line + at, "text-as-written",
                    f"dấu ** ở «{_around(place, shown)}» không thành chữ đậm",
                    "đủ hai dấu, sát chữ bên trong, cách chữ bên ngoài: **chữ đậm** chữ thường",
                    Severity.REMARK,
                )  # fmt: skip
    if has_stars and "<em>" in body.html and _JOINED_DIGITS.search(body.html):
        for at, line in _lines_with("*", body):
            if _JOINED_DIGITS.search(to_html(line).html):
                star = re.search(r"\d\*|\*\d", line)
                yield problem(
                    file, body.line + at, "digits-joined",
                    f"dấu * ở «{_around(star.start() if star else 0, line)}» biến mất, chữ thành "
                    "nghiêng, hai số hai bên dính vào nhau",
                    "dùng dấu nhân ×; muốn hiện dấu sao thì viết \\*",
                )  # fmt: skip
    if "[" in body.markdown and "](#" in body.markdown:
        ids = dict.fromkeys(ids_of(body.html))
        for match in _ANCHOR.finditer(prose(body.markdown)):
            fragment = unquote(match[1])
            if fragment not in ids and not is_of_browsers(fragment):
                near = heading_meant(fragment, ids)
                ids[fragment] = None  # told once
                yield problem(
                    file, line_of(body.markdown, match.start(), body.line), "broken-link",
                    f"liên kết tới «#{match[1]}» không dẫn đến đề mục nào của bài",
                    f"có phải #{near}?" if near else "sửa địa chỉ hoặc bỏ liên kết",
                    Severity.REMARK,
                )  # fmt: skip


def _review_ids(body: Body, file: str) -> Iterator[Problem]:
    """Headings have ids of their own; HTML keeps those it was written with."""
    for name, times in Counter(_ID.findall(body.html)).items():
        if times > 1 or name in PAGE_IDS:
            written = rf"\bid\s*=\s*[\"']?{re.escape(name)}(?![\w-])"
            places = [match.start() for match in re.finditer(written, body.markdown)]
            yield problem(
                file, line_of(body.markdown, max(places, default=0), body.line), "id-taken",
                f"id «{name}» đã có ở chỗ khác trên trang, liên kết tới nó sẽ đi nhầm",
                "đặt id khác, hoặc xóa id này",
            )  # fmt: skip


def _lines_with(sign: str, body: Body) -> Iterator[tuple[int, str]]:
    for at, line in enumerate(prose(body.markdown).split("\n")):
        if sign in line and "\\*" not in line and line.lstrip()[:1] != "<":
            yield at, line


def _around(place: int, line: str) -> str:
    return line[max(0, place - 20) : place + 30].strip()
