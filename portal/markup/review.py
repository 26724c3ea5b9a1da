"""What an editor should mend in a body of Markdown, with its line."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from portal.core.problem import Problem, Severity
from portal.markup.layout import review_layout
from portal.markup.prose import line_of, prose
from portal.markup.render import (
    ALLOWED_ATTRIBUTES,
    ALLOWED_SCHEMES,
    ALLOWED_TAGS,
    image_source,
)

# First the usual heading, without a sign at its end: there is nothing to be tried letter by letter.
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+([^\s#][^\n#]*)$|(?:\s+(.*?))?\s*#*\s*$)", re.M)
_PLACE = (
    r"\(\s*(?:<([^<>\n]*)>|([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*))"
    r"(?=\s*(?:\)|[ \t\n][\"'(]))"
)
"""Behind a bracket: an address in ``<>``, or one without spaces, before a title or the end."""
_ADDRESS = re.compile(rf"(?<=\]){_PLACE}")
_IMAGE = re.compile(rf"!\[([^\]]*)\]{_PLACE}")
_SPACED = re.compile(
    r"\]\(\s*([^()\s<>]+[ \t]+(?:(?![\"'()\s])|(?=\([^()\n]*\)[^()\s]))"
    r"(?:[^()\n\"']|\([^()\n]*\))+?)\s*(?:[\"'][^()\n]*)?\)"
)
"""An address with spaces; Windows itself calls copies *anh (1).jpg*."""
_SIZED = re.compile(r"(\S+)\s+(=\d*x\d*)")
_BRACED = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)(\{[^{}\n]*\})")
_CURLY_TITLE = re.compile(r"(\S+)\s+[“”„«‘](.*?)[”“»’]?")
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
_PARTED = re.compile(
    r"(!)\[[^\[\]\n]*\] +\([^()\n]+\)"
    r"|\[[^\[\]\n]+\] +\((?:https?://|www\.|mailto:|/)[^()\s]*\)"
)
_SWAPPED = re.compile(r"\(((?:https?://|mailto:)[^()\s]+)\)\[([^\[\]\n]+)\]")
_MARK = re.compile(r"\[\^([^\]\s]+)\]")
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.M)
_NOTE_WITHOUT_COLON = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]\s+([^\s:][^\n]*)", re.M)
_WORD_NOTE = re.compile(r"^\[(\d{1,2})\]\s+(?=\S)", re.M)
_GLUED_HEADING = re.compile(r" {0,3}(#{2,6}|#(?=[^\s#]+ [^\n#]+$))([^\s#][^\n]*)", re.M)
_FOREIGN = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)/?>|<!--|<!\[CDATA\[|<\?")
_ENDS_ITSELF = frozenset(
    {"br", "col", "hr", "img"}  # with those below which HTML lets end where the next begins
    | {"caption", "colgroup", "dd", "dt", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr"}
)
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
    text = prose(markdown)
    found = _images_of_html(text, first_line) if has_images else []
    found += [
        Reference(line_of(text, match.start(), first_line), image_source(unquote(address)), True)
        for match in _IMAGE.finditer(text)
        if not _is_foreign(address := match[2] or match[3] or "")
    ]
    for match in _LINK.finditer(text):
        target = _target(match)
        if target and not _is_foreign(target) and not target.startswith("#"):
            found.append(Reference(line_of(text, match.start(), first_line), target, False))
    return tuple(found)


def _images_of_html(text: str, first_line: int) -> list[Reference]:
    tags = [match for match in _TAG.finditer(text) if (match[2] or "").lower() == "img"]
    return [
        Reference(line_of(text, tag.start(), first_line), image_source(unquote(address)), True)
        for tag in tags
        if (address := _values_of(tag[0]).get("src", "")) and not _is_foreign(address)
    ]


def _values_of(tag: str) -> dict[str, str]:
    return {name.lower(): a or b or c for name, a, b, c in _VALUE.findall(tag)}


def review(markdown: str, file: str, first_line: int) -> Iterator[Problem]:
    """Every problem that the Markdown shows by itself."""
    if not markdown or markdown.isspace():
        yield problem(
            file, first_line, "empty-body", "bài chưa có nội dung",
            "viết nội dung dưới dòng --- thứ hai",
        )  # fmt: skip
        return
    text = prose(markdown)
    if "#" in text:
        yield from _review_headings(text, file, first_line)
    if "[" in text:  # a single sign is found ten times as fast as two
        if "](" in text:
            yield from _review_addresses(text, file, first_line)
        yield from _review_brackets(text, file, first_line)
        if "\n[" in text:
            yield from _review_word_notes(text, file, first_line)
        if "[^" in text:
            yield from _review_footnotes(text, file, first_line)
    if "<" in text:
        yield from _review_html(text, file, first_line)
    yield from review_layout(text, file, first_line)


def _review_headings(text: str, file: str, first_line: int) -> Iterator[Problem]:
    previous = 1
    for match in _headings(text):
        if match.re is _GLUED_HEADING:
            marks = "##" if match[1] == "#" else match[1]
            yield problem(
                file, line_of(text, match.start(), first_line), "text-as-written",
                f"«{match[0].strip()[:40]}» thiếu dấu cách sau dấu # nên không thành đề mục",
                f"viết {marks} {match[2][:40].strip()}", Severity.REMARK,
            )  # fmt: skip
            continue
        level, words = len(match[1]), (match[2] or match[3] or "").strip()
        if words and 1 < level <= previous + 1:
            previous = level
            continue
        line = line_of(text, match.start(), first_line)
        if not words:
            yield problem(
                file, line, "empty-heading", "đề mục không có chữ", "viết đề mục hoặc xóa dòng này"
            )
        elif level == 1:
            yield problem(
                file, line, "heading-level",
                "đề mục một dấu # trùng cấp với tiêu đề bài",
                "dùng hai dấu: ## " + words[:40],
            )  # fmt: skip
        else:
            yield problem(
                file, line, "heading-level",
                f"đề mục nhảy từ cấp {previous} xuống cấp {level}",
                f"dùng {previous + 1} dấu #",
            )  # fmt: skip
        previous = max(level, 2) if level == 1 else level


def _headings(text: str) -> Iterator[re.Match[str]]:
    """Lines that begin with ``#``: far quicker than a look at every line. ``##Words`` are meant as
    a heading, a single ``#word`` need not be."""
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
        line = line_of(text, match.start(), first_line)
        if _OWN_MACHINE.match(address):
            yield _own_machine(file, line, address, is_image)
        elif sized := _SIZED.fullmatch(address):
            yield problem(
                file, line, "address-with-space",
                f"kích thước «{sized[2]}» sau địa chỉ ảnh không dùng được, không thành ảnh",
                f"xóa, cổng tự chọn cỡ ảnh: ({sized[1]})",
            )  # fmt: skip
        elif titled := _CURLY_TITLE.fullmatch(address):
            yield problem(
                file, line, "address-with-space",
                f"chú thích ở «{address}» đặt trong ngoặc cong, không thành "
                f"{'ảnh' if is_image else 'liên kết'}",
                f'dùng ngoặc kép thẳng: ({titled[1]} "{titled[2]}")',
            )  # fmt: skip
        elif bracket >= 0 and (is_image or _PATH.search(address)):
            yield problem(
                file, line, "address-with-space",
                f"địa chỉ «{address}» có dấu cách, không thành {'ảnh' if is_image else 'liên kết'}",
                f"viết trong ngoặc nhọn: (<{address}>), hoặc đổi tên tệp: gạch nối thay dấu cách",
            )  # fmt: skip
    for match in _IMAGE.finditer(text):
        address = match[2] or match[3] or ""
        if not match[1].strip():
            yield problem(
                file, line_of(text, match.start(), first_line), "image-without-alt",
                f"ảnh «{address}» chưa có lời mô tả cho người không nhìn thấy ảnh",
                f"viết trong ngoặc vuông: ![Toàn cảnh hội nghị{match[0].lstrip('![ ')})",
            )  # fmt: skip
        if is_on_own_machine(address):
            yield _own_machine(file, line_of(text, match.start(), first_line), address, True)
        elif _is_foreign(address):
            yield _foreign_image(file, line_of(text, match.start(), first_line), address)
    for match in _LINK.finditer(text):
        target = _target(match)
        scheme = _SCHEME.match(target)
        if is_on_own_machine(target):
            yield _own_machine(file, line_of(text, match.start(), first_line), target, False)
        elif scheme and scheme[1].lower() not in ALLOWED_SCHEMES:
            yield problem(
                file, line_of(text, match.start(), first_line), "link-scheme",
                f"liên kết kiểu «{scheme[1]}:» không được phép",
                "chỉ dùng https:, mailto:, tel: hoặc địa chỉ trong cổng",
            )  # fmt: skip


def _review_brackets(text: str, file: str, first_line: int) -> Iterator[Problem]:
    """Links that are none: readers would see the brackets."""
    if "]()" in text or "](<>)" in text:
        for match in _NOWHERE.finditer(text):
            yield problem(
                file, line_of(text, match.start(), first_line), "link-without-address",
                f"liên kết «{match[1][:40]}» chưa có địa chỉ",
                "điền địa chỉ vào ngoặc tròn, hoặc bỏ cả hai cặp ngoặc", Severity.REMARK,
            )  # fmt: skip
    if "] (" in text:
        for match in _PARTED.finditer(text):
            yield problem(
                file, line_of(text, match.start(), first_line), "text-as-written",
                f"«{match[0][:60]}» có dấu cách giữa hai cặp ngoặc nên không thành "
                f"{'ảnh' if match[1] else 'liên kết'}",
                "bỏ dấu cách đó: ](", Severity.REMARK,
            )  # fmt: skip
    if "){" in text:
        for match in _BRACED.finditer(text):
            yield problem(
                file, line_of(text, match.start(), first_line), "text-as-written",
                f"«{match[1][:40]}» sau ảnh không có tác dụng",
                "xóa, cổng tự chọn cỡ ảnh", Severity.REMARK,
            )  # fmt: skip
    if ")[" in text:
        for match in _SWAPPED.finditer(text):
            yield problem(
                file, line_of(text, match.start(), first_line), "text-as-written",
                f"«{match[0][:60]}» không thành liên kết vì hai cặp ngoặc đổi chỗ",
                f"viết [{match[2]}]({match[1]})", Severity.REMARK,
            )  # fmt: skip


def _review_footnotes(text: str, file: str, first_line: int) -> Iterator[Problem]:
    notes = list(_NOTE.finditer(text))
    marks = [match for match in _MARK.finditer(text) if not _NOTE.match(text, match.start())]
    noted, marked = ({match[1] for match in found} for found in (notes, marks))
    for match in _NOTE_WITHOUT_COLON.finditer(text):
        if match[1] not in noted:
            noted.add(match[1])
            yield problem(
                file, line_of(text, match.start(), first_line), "footnote",
                f"lời chú thích [^{match[1]}] thiếu dấu hai chấm nên nằm giữa bài",
                f"viết [^{match[1]}]: {match[2][:40].strip()}", Severity.REMARK,
            )  # fmt: skip
    for match in marks:
        if match[1] not in noted:
            yield problem(
                file, line_of(text, match.start(), first_line), "footnote",
                f"dấu chú thích [^{match[1]}] không có lời chú thích",
                f"thêm ở cuối bài một dòng [^{match[1]}]: lời chú thích", Severity.REMARK,
            )  # fmt: skip
    for match in notes:
        if match[1] not in marked:
            yield problem(
                file, line_of(text, match.start(), first_line), "footnote",
                f"lời chú thích [^{match[1]}] không được dẫn ở đâu nên không lên trang",
                f"đặt dấu [^{match[1]}] vào chỗ cần chú thích, hoặc xóa dòng này", Severity.REMARK,
            )  # fmt: skip


def _review_word_notes(text: str, file: str, first_line: int) -> Iterator[Problem]:
    """Footnotes as Word copies them: *… Nghị định[1] …* and, below, *[1] Nghị định số 42.*"""
    for match in _WORD_NOTE.finditer(text):
        number = match[1]
        if re.search(rf"[^\s\[]\[{number}\](?![:(])", text[: match.start()]):
            yield problem(
                file, line_of(text, match.start(), first_line), "footnote",
                f"[{number}] là chú thích của Word, không bấm được",
                f"viết [^{number}] ở chỗ dẫn, và mở đầu dòng này bằng [^{number}]:",
                Severity.REMARK,
            )  # fmt: skip


def is_on_own_machine(address: str) -> bool:
    """Whether only the writer's own machine can open ``address``."""
    return _OWN_MACHINE.match(address) is not None


def _own_machine(file: str, line: int, address: str, is_image: bool) -> Problem:
    what = "ảnh" if is_image else "liên kết"
    return problem(
        file, line, "own-machine",
        f"{what} «{address[:60]}» chỉ mở được trên máy của người viết",
        "chép ảnh vào content/hinh-anh rồi viết: (/hinh-anh/ten-anh.jpg)" if is_image
        else "dẫn tới địa chỉ https:// mà ai cũng mở được, hoặc bỏ liên kết",
    )  # fmt: skip


def _review_html(text: str, file: str, first_line: int) -> Iterator[Problem]:
    opened: list[tuple[int, str]] = []
    comment = text.find("<!--")  # one that is closed is no longer there
    for match in _TAG.finditer(text):
        if _ADDRESS.match(text, max(0, match.start() - 1)):
            continue  # [chữ](<địa chỉ có dấu cách>)
        line, tag = line_of(text, match.start(), first_line), (match[2] or "").lower()
        if match[0] == "<!--" and match.start() > comment:
            continue
        if match[0] == "<!--":
            yield problem(
                file, line, "html-not-closed",
                "ghi chú <!-- mở mà không đóng, phần sau nó có thể không lên trang",
                "thêm --> ở cuối ghi chú, hoặc xóa <!--",
            )  # fmt: skip
            continue
        if not tag:
            yield problem(
                file, line, "html-not-allowed", f"«{match[0]}» không được phép", "xóa đoạn này"
            )
            continue
        if tag not in ALLOWED_TAGS:
            if match[1]:
                continue  # its opening tag was named already
            yield problem(
                file, line, "html-not-allowed", f"thẻ <{tag}> không được phép",
                "xóa thẻ này, viết bằng Markdown",
            )  # fmt: skip
            continue
        if match[1]:
            _close(opened, tag)
            continue
        if tag not in _ENDS_ITSELF:
            opened.append((line, tag))
        allowed = ALLOWED_ATTRIBUTES["*"] | ALLOWED_ATTRIBUTES.get(tag, set())
        if tag == "img":
            yield from _review_image(match[0], file, line)
        values_removed = re.sub(r"=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", "=", match[3])
        for attribute in _ATTRIBUTE.findall(values_removed):
            if attribute.lower() not in allowed:
                yield problem(
                    file, line, "html-not-allowed",
                    f"thuộc tính «{attribute}» của thẻ <{tag}> không được phép",
                    "xóa thuộc tính này",
                )  # fmt: skip

    # Of <b>…<b> only the first is told: it is the second that was meant to close.
    for (line, tag), times in Counter(opened).items():
        yield problem(
            file, line, "html-not-closed",
            f"thẻ <{tag}> mở mà không đóng, nên phần sau của trang cũng theo thẻ ấy",
            f"viết </{tag}> ở chỗ thẻ thứ hai" if times > 1
            else f"thêm </{tag}> ở chỗ kết thúc, hoặc xóa <{tag}>",
        )  # fmt: skip


def _close(opened: list[tuple[int, str]], tag: str) -> None:
    """Take the last opening of ``tag`` away; one that closes nothing is seen by nobody."""
    for index in range(len(opened) - 1, -1, -1):
        if opened[index][1] == tag:
            del opened[index]
            return


def _review_image(tag: str, file: str, line: int) -> Iterator[Problem]:
    """An image written as HTML must say what Markdown makes it say."""
    values = _values_of(tag)
    address = values.get("src", "")
    if not values.get("alt", "").strip():
        yield problem(
            file, line, "image-without-alt",
            f"ảnh «{address}» chưa có lời mô tả cho người không nhìn thấy ảnh",
            f"viết ![Toàn cảnh hội nghị]({address}) thay cho thẻ <img>",
        )  # fmt: skip
    if is_on_own_machine(address):
        yield _own_machine(file, line, address, True)
    elif _is_foreign(address):
        yield _foreign_image(file, line, address)


def _foreign_image(file: str, line: int, address: str) -> Problem:
    return problem(
        file, line, "foreign-image", f"ảnh «{address[:80]}» nằm ở trang khác",
        "tải ảnh về content/hinh-anh rồi dẫn tới đó",
    )  # fmt: skip


def _target(link: re.Match[str]) -> str:
    return next(filter(None, link.groups()), "")


def _is_foreign(address: str) -> bool:
    return _FOREIGN.match(address) is not None


def problem(
    file: str, line: int, code: str, message: str, remedy: str, severity: Severity = Severity.ERROR
) -> Problem:
    """One of the text, not of a key of the front matter."""
    return Problem(file, line, "body", code, severity, message, remedy)
