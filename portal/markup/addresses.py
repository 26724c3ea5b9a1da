"""Addresses in a body of Markdown, and what is wrong with them."""

import re
from collections.abc import Iterator

from portal.core.nearest import nearest
from portal.core.picture import says_nothing
from portal.core.problem import Problem, Severity
from portal.core.vietnamese import slug
from portal.markup.prose import line_of, problem
from portal.markup.render import ALLOWED_SCHEMES

_PLACE = (
    r"\(\s*(?:<([^<>\n]*)>|([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)*))"
    r"(?=\s*(?:\)|[ \t\n][\"'(]))"
)
"""Behind a bracket: an address in ``<>``, or one without spaces, before a title or the end."""
ADDRESS = re.compile(rf"(?<=\]){_PLACE}")
IMAGE = re.compile(rf"!\[([^\]]*)\]{_PLACE}")
_SPACED = re.compile(
    r"\]\(\s*([^()\s<>]+[ \t]+(?:(?![\"'()\s])|(?=\([^()\n]*\)[^()\s]))"
    r"(?:[^()\n\"']|\([^()\n]*\))+?)\s*(?:[\"'][^()\n]*)?\)"
)
"""An address with spaces; Windows itself calls copies *anh (1).jpg*."""
_SIZED = re.compile(r"(\S+)\s+(=\d*x\d*)")
_CURLY_TITLE = re.compile(r"(\S+)\s+[“”„«‘](.*?)[”“»’]?")
_PATH = re.compile(r"^(?:\.{0,2}/|https?:)|\.[A-Za-z0-9]{2,5}$")
"""What is meant as an address, not as words in brackets."""
_DEFINED = r"[^\]^]+\]:\s*(?:<([^<>\n]*)>|(\S+))"
# Each way begins with the bracket itself: looking for a sign is ten times as fast as looking for
# the beginning of a line or for what is no exclamation mark. An indented definition comes first.
LINK = re.compile(
    rf"\[(?:(?:(?<=^ \[)|(?<=^  \[)|(?<=^   \[)){_DEFINED}"
    rf"|(?<!!\[)(?:[^\[\]]|\[[^\]]*\])*\]{_PLACE}"
    rf"|(?<=^\[){_DEFINED})",
    re.M,
)
_FOREIGN = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_ONE_SLASH = re.compile(r"(https?:)/?(?!/)", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w(<\"'=\[/])https?://[^\s<>()\[\]“”\"]*[\w/](?!\]\()")
_DEFINING = re.compile(r" {0,3}\[[^\]^]+\]:[ \t]*")
_OWN_MACHINE = re.compile(r"[A-Za-z]:[\\/]|file:|\\\\|data:|blob:", re.IGNORECASE)
"""What only the writer's own machine can open: ``C:\\anh.jpg``, ``file:///…``, ``data:…``."""


def review_addresses(text: str, file: str, first_line: int) -> Iterator[Problem]:
    yield from _review_spaced(text, file, first_line)
    yield from _review_images(text, file, first_line)
    yield from _review_links(text, file, first_line)


def _review_spaced(text: str, file: str, first_line: int) -> Iterator[Problem]:
    """What stands where an address should, and is none to Markdown for the spaces in it."""
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
        elif address.startswith("#"):
            yield problem(
                file, line, "address-with-space",
                f"địa chỉ «{address}» có dấu cách, không thành liên kết",
                f"viết #{slug(address)}: đề mục viết thường, không dấu, nối bằng gạch",
            )  # fmt: skip
        elif bracket >= 0 and (is_image or _PATH.search(address)):
            yield problem(
                file, line, "address-with-space",
                f"địa chỉ «{address}» có dấu cách, không thành {'ảnh' if is_image else 'liên kết'}",
                f"viết trong ngoặc nhọn: (<{address}>), hoặc đổi tên tệp: gạch nối thay dấu cách",
            )  # fmt: skip


def _review_images(text: str, file: str, first_line: int) -> Iterator[Problem]:
    for match in IMAGE.finditer(text):
        address = match[2] or match[3] or ""
        line = line_of(text, match.start(), first_line)
        remedy = f"viết trong ngoặc vuông: ![Toàn cảnh hội nghị{match[0].lstrip('![ ')})"
        yield from review_image(match[1], address, file, line, remedy)


def review_image(alt: str, address: str, file: str, line: int, remedy: str) -> Iterator[Problem]:
    """What is wrong with an image, in Markdown or in HTML; ``remedy`` shows how to give an alt."""
    if not alt.strip():
        yield problem(
            file, line, "image-without-alt",
            f"ảnh «{address}» chưa có lời mô tả cho người không nhìn thấy ảnh", remedy,
        )  # fmt: skip
    elif says_nothing(alt):
        yield poor_alt(file, line, "body", alt)
    if is_on_own_machine(address):
        yield _own_machine(file, line, address, True)
    elif is_foreign(address):
        yield problem(
            file, line, "foreign-image", f"ảnh «{address[:80]}» nằm ở trang khác",
            "tải ảnh về content/hinh-anh rồi dẫn tới đó",
        )  # fmt: skip


def _review_links(text: str, file: str, first_line: int) -> Iterator[Problem]:
    for match in LINK.finditer(text):
        target = target_of(match)
        scheme = _SCHEME.match(target)
        if is_on_own_machine(target):
            yield _own_machine(file, line_of(text, match.start(), first_line), target, False)
        elif scheme and scheme[1].lower() not in ALLOWED_SCHEMES:
            near = nearest(scheme[1].lower(), ALLOWED_SCHEMES, 0.7)
            yield problem(
                file, line_of(text, match.start(), first_line), "link-scheme",
                f"liên kết kiểu «{scheme[1]}:» không được phép",
                f"có phải {near}:?" if near
                else "chỉ dùng https:, mailto:, tel: hoặc địa chỉ trong cổng",
            )  # fmt: skip
        elif one_slash := _ONE_SLASH.match(target):
            yield problem(
                file, line_of(text, match.start(), first_line), "link-scheme",
                f"liên kết «{target[:60]}» thiếu dấu gạch chéo",
                f"viết {one_slash[1]}//{target[one_slash.end() :]}",
            )  # fmt: skip


def poor_alt(file: str, line: int, key: str, alt: str) -> Problem:
    return Problem(
        file, line, key, "image-without-alt", Severity.REMARK,
        f"lời mô tả «{alt[:60]}» không cho biết ảnh có gì",
        "viết như kể qua điện thoại: Đại biểu giơ thẻ biểu quyết trong hội trường",
    )  # fmt: skip


def review_bare(text: str, file: str, first_line: int) -> Iterator[Problem]:
    """Addresses that Word would make links of; Markdown leaves them text."""
    for match in _BARE.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        if not _DEFINING.fullmatch(text, start, match.start()):
            yield problem(
                file, line_of(text, match.start(), first_line), "text-as-written",
                f"«{match[0][:60]}» không bấm được",
                f"viết [chữ hiện ra]({match[0]}), hoặc <{match[0]}>", Severity.REMARK,
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


def target_of(link: re.Match[str]) -> str:
    return next(filter(None, link.groups()), "")


def is_foreign(address: str) -> bool:
    return _FOREIGN.match(address) is not None
