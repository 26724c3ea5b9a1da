"""What an editor should mend in a body of Markdown, with its line."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from portal.core.problem import Problem, Severity
from portal.markup.render import (
    ALLOWED_ATTRIBUTES,
    ALLOWED_SCHEMES,
    ALLOWED_TAGS,
    image_source,
)

_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.S)
# First the usual heading, without a sign at its end: there is nothing to be tried letter by letter.
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+([^\s#][^\n#]*)$|(?:\s+(.*?))?\s*#*\s*$)", re.M)
_PLACE = (
    r"\(\s*(?:<([^<>\n]*)>|([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*))"
    r"(?=\s*(?:\)|[ \t\n][\"'(]))"
)
"""Behind a bracket: an address in ``<>``, or one without spaces, before a title or the end."""
_ADDRESS = re.compile(rf"(?<=\]){_PLACE}")
_IMAGE = re.compile(rf"!\[([^\]]*)\]{_PLACE}")
_SPACED = re.compile(r"\]\(\s*([^()\s<>]+[ \t]+(?![\"'()\s])[^()\n\"']+?)\s*(?:[\"'][^()\n]*)?\)")
_PATH = re.compile(r"^(?:\.{0,2}/|https?:)|\.[A-Za-z0-9]{2,5}$")
"""What is meant as an address, not as words in brackets."""
_DEFINED = r"[^\]^]+\]:\s*(?:<([^<>\n]*)>|(\S+))"
# Each way begins with the bracket itself: looking for a sign is ten times as fast as looking for
# the beginning of a line or for what is no exclamation mark. An indented definition comes first.
_LINK = re.compile(
    rf"\[(?:(?:(?<=^ \[)|(?<=^  \[)|(?<=^   \[)){_DEFINED}"
    rf"|(?<!!\[)(?:[^\[\]]|\[[^\]]*\])*\]{_PLACE}"
    rf"|(?<=^\[){_DEFINED})",
    re.M,
)
_NOWHERE = re.compile(r"\[([^\[\]\n]*)\]\((?:<>)?\)")
_PARTED = re.compile(r"\[[^\[\]\n]+\] +\((?:https?://|www\.|mailto:|/)[^()\s]*\)")
_MARK = re.compile(r"\[\^([^\]\s]+)\]")
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.M)
_GLUED_HEADING = re.compile(r" {0,3}(#{2,6})([^\s#][^\n]*)")
_FOREIGN = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)/?>|<!--|<!\[CDATA\[|<\?")
_OWN_MACHINE = re.compile(r"[A-Za-z]:[\\/]|file:|\\\\|data:|blob:", re.IGNORECASE)
"""What only the writer's own machine can open: ``C:\\anh.jpg``, ``file:///…``, ``data:…``."""
_ATTRIBUTE = re.compile(r"([A-Za-z_:@][\w:.@-]*)\s*(?:=|(?=\s|$))")
_VALUE = re.compile(r"""([A-Za-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


class Reference(NamedTuple):
    """An address in a body that points into the portal itself; checked when all is known."""

    line: int
    target: str
    """For an image its path in ``content/hinh-anh``; for a link the address as written."""
    is_image: bool


def references(markdown: str, first_line: int) -> tuple[Reference, ...]:
    """The images and internal links of a body."""
    has_images = "<img" in markdown
    if not has_images and ("[" not in markdown or ("](" not in markdown and "]: " not in markdown)):
        return ()
    text = _without_code(markdown)
    found = _images_of_html(text, first_line) if has_images else []
    found += [
        Reference(_line(text, match.start(), first_line), image_source(unquote(address)), True)
        for match in _IMAGE.finditer(text)
        if not _is_foreign(address := match[2] or match[3] or "")
    ]
    for match in _LINK.finditer(text):
        target = _target(match)
        if target and not _is_foreign(target) and not target.startswith("#"):
            found.append(Reference(_line(text, match.start(), first_line), target, False))
    return tuple(found)


def _images_of_html(text: str, first_line: int) -> list[Reference]:
    tags = [match for match in _TAG.finditer(text) if (match[2] or "").lower() == "img"]
    return [
        Reference(_line(text, tag.start(), first_line), image_source(unquote(address)), True)
        for tag in tags
        if (address := _values_of(tag[0]).get("src", "")) and not _is_foreign(address)
    ]


def _values_of(tag: str) -> dict[str, str]:
    return {name.lower(): a or b or c for name, a, b, c in _VALUE.findall(tag)}


def review(markdown: str, file: str, first_line: int) -> Iterator[Problem]:
    """Every problem that the Markdown shows by itself."""
    if not markdown or markdown.isspace():
        yield _problem(
            file, first_line, "empty-body", "bài chưa có nội dung",
            "viết nội dung dưới dòng --- thứ hai",
        )  # fmt: skip
        return
    text = _without_code(markdown)
    if "#" in text:
        yield from _review_headings(text, file, first_line)
    if "[" in text and "](" in text:
        yield from _review_addresses(text, file, first_line)
    if "](" in text or "] (" in text:
        yield from _review_brackets(text, file, first_line)
    if "[^" in text:
        yield from _review_footnotes(text, file, first_line)
    if "<" in text:
        yield from _review_html(text, file, first_line)


def _review_headings(text: str, file: str, first_line: int) -> Iterator[Problem]:
    previous = 1
    for match in _headings(text):
        if match.re is _GLUED_HEADING:
            yield _problem(
                file, _line(text, match.start(), first_line), "text-as-written",
                f"«{match[0].strip()[:40]}» thiếu dấu cách sau dấu # nên không thành đề mục",
                f"viết {match[1]} {match[2][:40].strip()}", Severity.REMARK,
            )  # fmt: skip
            continue
        level, words = len(match[1]), (match[2] or match[3] or "").strip()
        if words and 1 < level <= previous + 1:
            previous = level
            continue
        line = _line(text, match.start(), first_line)
        if not words:
            yield _problem(
                file, line, "empty-heading", "đề mục không có chữ", "viết đề mục hoặc xóa dòng này"
            )
        elif level == 1:
            yield _problem(
                file, line, "heading-level",
                "đề mục một dấu # trùng cấp với tiêu đề bài",
                "dùng hai dấu: ## " + words[:40],
            )  # fmt: skip
        else:
            yield _problem(
                file, line, "heading-level",
                f"đề mục nhảy từ cấp {previous} xuống cấp {level}",
                f"dùng {previous + 1} dấu #",
            )  # fmt: skip
        previous = max(level, 2) if level == 1 else level


def _headings(text: str) -> Iterator[re.Match[str]]:
    """Lines that begin with ``#``: far quicker than a look at every line. ``##Words`` are meant as
    a heading, ``#words`` need not be."""
    sign = text.find("#")
    while sign >= 0:
        start = text.rfind("\n", 0, sign) + 1
        match = _HEADING.match(text, start) or _GLUED_HEADING.match(text, start)
        if match:
            yield match
        end = text.find("\n", sign)
        sign = text.find("#", end) if end >= 0 else -1


def _review_addresses(text: str, file: str, first_line: int) -> Iterator[Problem]:
    for match in _SPACED.finditer(text):
        address = match[1]
        bracket = text.rfind("[", 0, match.start())
        is_image = bracket > 0 and text[bracket - 1] == "!"
        if _OWN_MACHINE.match(address):
            yield _own_machine(file, _line(text, match.start(), first_line), address, is_image)
        elif bracket >= 0 and (is_image or _PATH.search(address)):
            yield _problem(
                file, _line(text, match.start(), first_line), "address-with-space",
                f"địa chỉ «{address}» có dấu cách, không thành {'ảnh' if is_image else 'liên kết'}",
                f"viết trong ngoặc nhọn: (<{address}>), hoặc đổi tên tệp: gạch nối thay dấu cách",
            )  # fmt: skip
    for match in _IMAGE.finditer(text):
        address = match[2] or match[3] or ""
        if not match[1].strip():
            yield _problem(
                file, _line(text, match.start(), first_line), "image-without-alt",
                f"ảnh «{address}» chưa có lời mô tả cho người không nhìn thấy ảnh",
                f"viết trong ngoặc vuông: ![Toàn cảnh hội nghị{match[0].lstrip('![ ')})",
            )  # fmt: skip
        if is_on_own_machine(address):
            yield _own_machine(file, _line(text, match.start(), first_line), address, True)
        elif _is_foreign(address):
            yield _foreign_image(file, _line(text, match.start(), first_line), address)
    for match in _LINK.finditer(text):
        target = _target(match)
        scheme = _SCHEME.match(target)
        if is_on_own_machine(target):
            yield _own_machine(file, _line(text, match.start(), first_line), target, False)
        elif scheme and scheme[1].lower() not in ALLOWED_SCHEMES:
            yield _problem(
                file, _line(text, match.start(), first_line), "link-scheme",
                f"liên kết kiểu «{scheme[1]}:» không được phép",
                "chỉ dùng https:, mailto:, tel: hoặc địa chỉ trong cổng",
            )  # fmt: skip


def _review_brackets(text: str, file: str, first_line: int) -> Iterator[Problem]:
    """Links that are none: readers would see the brackets."""
    if "]()" in text or "](<>)" in text:
        for match in _NOWHERE.finditer(text):
            yield _problem(
                file, _line(text, match.start(), first_line), "link-without-address",
                f"liên kết «{match[1][:40]}» chưa có địa chỉ",
                "điền địa chỉ vào ngoặc tròn, hoặc bỏ cả hai cặp ngoặc", Severity.REMARK,
            )  # fmt: skip
    if "] (" in text:
        for match in _PARTED.finditer(text):
            yield _problem(
                file, _line(text, match.start(), first_line), "text-as-written",
                f"«{match[0][:60]}» có dấu cách giữa hai cặp ngoặc nên không thành liên kết",
                "bỏ dấu cách đó: ](", Severity.REMARK,
            )  # fmt: skip


def _review_footnotes(text: str, file: str, first_line: int) -> Iterator[Problem]:
    notes = list(_NOTE.finditer(text))
    marks = [match for match in _MARK.finditer(text) if not _NOTE.match(text, match.start())]
    noted, marked = ({match[1] for match in found} for found in (notes, marks))
    for match in marks:
        if match[1] not in noted:
            yield _problem(
                file, _line(text, match.start(), first_line), "footnote",
                f"dấu chú thích [^{match[1]}] không có lời chú thích",
                f"thêm ở cuối bài một dòng [^{match[1]}]: lời chú thích", Severity.REMARK,
            )  # fmt: skip
    for match in notes:
        if match[1] not in marked:
            yield _problem(
                file, _line(text, match.start(), first_line), "footnote",
                f"lời chú thích [^{match[1]}] không được dẫn ở đâu nên không lên trang",
                f"đặt dấu [^{match[1]}] vào chỗ cần chú thích, hoặc xóa dòng này", Severity.REMARK,
            )  # fmt: skip


def is_on_own_machine(address: str) -> bool:
    """Whether only the writer's own machine can open ``address``."""
    return _OWN_MACHINE.match(address) is not None


def _own_machine(file: str, line: int, address: str, is_image: bool) -> Problem:
    what = "ảnh" if is_image else "liên kết"
    return _problem(
        file, line, "own-machine",
        f"{what} «{address[:60]}» chỉ mở được trên máy của người viết",
        "chép ảnh vào content/hinh-anh rồi viết: (/hinh-anh/ten-anh.jpg)" if is_image
        else "dẫn tới địa chỉ https:// mà ai cũng mở được, hoặc bỏ liên kết",
    )  # fmt: skip


def _review_html(text: str, file: str, first_line: int) -> Iterator[Problem]:
    for match in _TAG.finditer(text):
        if _ADDRESS.match(text, max(0, match.start() - 1)):
            continue  # [chữ](<địa chỉ có dấu cách>)
        line, tag = _line(text, match.start(), first_line), (match[2] or "").lower()
        if not tag:
            if match[0] != "<!--":
                yield _problem(
                    file, line, "html-not-allowed", f"«{match[0]}» không được phép", "xóa đoạn này"
                )
            continue
        if tag not in ALLOWED_TAGS:
            if match[1]:
                continue  # its opening tag was named already
            yield _problem(
                file, line, "html-not-allowed", f"thẻ <{tag}> không được phép",
                "xóa thẻ này, viết bằng Markdown",
            )  # fmt: skip
            continue
        allowed = ALLOWED_ATTRIBUTES["*"] | ALLOWED_ATTRIBUTES.get(tag, set())
        if tag == "img":
            yield from _review_image(match[0], file, line)
        values_removed = re.sub(r"=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", "=", match[3])
        for attribute in _ATTRIBUTE.findall(values_removed):
            if attribute.lower() not in allowed:
                yield _problem(
                    file, line, "html-not-allowed",
                    f"thuộc tính «{attribute}» của thẻ <{tag}> không được phép",
                    "xóa thuộc tính này",
                )  # fmt: skip


def _review_image(tag: str, file: str, line: int) -> Iterator[Problem]:
    """An image written as HTML must say what Markdown makes it say."""
    values = _values_of(tag)
    address = values.get("src", "")
    if not values.get("alt", "").strip():
        yield _problem(
            file, line, "image-without-alt",
            f"ảnh «{address}» chưa có lời mô tả cho người không nhìn thấy ảnh",
            f"viết ![Toàn cảnh hội nghị]({address}) thay cho thẻ <img>",
        )  # fmt: skip
    if is_on_own_machine(address):
        yield _own_machine(file, line, address, True)
    elif _is_foreign(address):
        yield _foreign_image(file, line, address)


def _foreign_image(file: str, line: int, address: str) -> Problem:
    return _problem(
        file, line, "foreign-image", f"ảnh «{address[:80]}» nằm ở trang khác",
        "tải ảnh về content/hinh-anh rồi dẫn tới đó",
    )  # fmt: skip


def _without_code(markdown: str) -> str:
    """The same text with code blanked out, so that offsets and lines stay."""
    if "`" not in markdown and ("~" not in markdown or "~~~" not in markdown):
        return markdown
    lines, fence = [], ""
    for line in markdown.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and line.strip() == mark[1]:
                fence = ""
            lines.append(" " * len(line))
        elif mark:
            fence = mark[1]
            lines.append(" " * len(line))
        else:
            lines.append(line)
    blank = re.compile(r"[^\n]")
    return _CODE.sub(lambda match: blank.sub(" ", match[0]), "\n".join(lines))


def _target(link: re.Match[str]) -> str:
    return next(filter(None, link.groups()), "")


def _is_foreign(address: str) -> bool:
    return _FOREIGN.match(address) is not None


def _line(text: str, offset: int, first_line: int) -> int:
    return first_line + text.count("\n", 0, offset)


def _problem(
    file: str, line: int, code: str, message: str, remedy: str, severity: Severity = Severity.ERROR
) -> Problem:
    return Problem(file, line, "body", code, severity, message, remedy)
