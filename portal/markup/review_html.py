"""What an editor should mend in the HTML within a body of Markdown."""

import re
from collections import Counter
from collections.abc import Iterator

from portal.core.problem import Problem
from portal.markup.addresses import ADDRESS, review_image
from portal.markup.prose import line_of, problem
from portal.markup.render import ALLOWED_ATTRIBUTES, ALLOWED_TAGS

TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)((?:\s[^<>]*)?)/?>|<!--|<!\[CDATA\[|<\?")
_ENDS_ITSELF = frozenset(
    {"br", "col", "hr", "img"}  # with those below which HTML lets end where the next begins
    | {"caption", "colgroup", "dd", "dt", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr"}
)
_ATTRIBUTE = re.compile(r"([A-Za-z_:@][\w:.@-]*)\s*(?:=|(?=\s|$))")
_VALUE = re.compile(r"""([A-Za-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def review_html(text: str, file: str, first_line: int) -> Iterator[Problem]:
    opened: list[tuple[int, str]] = []
    comment = text.find("<!--")  # one that is closed is no longer there
    for match in TAG.finditer(text):
        if ADDRESS.match(text, max(0, match.start() - 1)):
            continue  # [chữ](<địa chỉ có dấu cách>)
        line, tag = line_of(text, match.start(), first_line), (match[2] or "").lower()
        closes = match[1] == "/"
        if match[0] == "<!--":
            if match.start() == comment:
                yield problem(
                    file, line, "html-not-closed",
                    "ghi chú <!-- mở mà không đóng, phần sau nó có thể không lên trang",
                    "thêm --> ở cuối ghi chú, hoặc xóa <!--",
                )  # fmt: skip
        elif not tag:
            yield problem(
                file, line, "html-not-allowed", f"«{match[0]}» không được phép", "xóa đoạn này"
            )
        elif tag not in ALLOWED_TAGS:
            if not closes:  # else its opening tag was named already
                yield problem(
                    file, line, "html-not-allowed", f"thẻ <{tag}> không được phép",
                    "xóa thẻ này, viết bằng Markdown",
                )  # fmt: skip
        elif closes:
            _close(opened, tag)
        else:
            if tag not in _ENDS_ITSELF:
                opened.append((line, tag))
            if tag == "img":
                yield from _review_image(match[0], file, line)
            yield from _review_attributes(tag, match[3], file, line)
    yield from _left_open(opened, file)


def _review_attributes(tag: str, written: str, file: str, line: int) -> Iterator[Problem]:
    allowed = ALLOWED_ATTRIBUTES["*"] | ALLOWED_ATTRIBUTES.get(tag, set())
    values_removed = re.sub(r"=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", "=", written)
    for attribute in _ATTRIBUTE.findall(values_removed):
        if attribute.lower() not in allowed:
            yield problem(
                file, line, "html-not-allowed",
                f"thuộc tính «{attribute}» của thẻ <{tag}> không được phép",
                "xóa thuộc tính này",
            )  # fmt: skip


def _left_open(opened: list[tuple[int, str]], file: str) -> Iterator[Problem]:
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
    values = values_of(tag)
    address = values.get("src", "")
    remedy = f"viết ![Toàn cảnh hội nghị]({address}) thay cho thẻ <img>"
    yield from review_image(values.get("alt", "").strip(), address, file, line, remedy)


def values_of(tag: str) -> dict[str, str]:
    return {name.lower(): a or b or c for name, a, b, c in _VALUE.findall(tag)}
