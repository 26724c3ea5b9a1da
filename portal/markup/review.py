"""What an editor should mend in a body of Markdown, with its line."""

import re
from collections.abc import Iterator

from portal.core.problem import Problem, Severity
from portal.markup.addresses import review_addresses, review_bare
from portal.markup.layout import review_layout
from portal.markup.prose import line_of, problem, prose
from portal.markup.review_html import review_html

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+([^\n]*))?$", re.M)
_BRACED = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)(\{[^{}\n]*\})")
_NOWHERE = re.compile(r"\[([^\[\]\n]*)\]\((?:<>)?\)")
_PARTED = re.compile(
    r"(!)\[[^\[\]\n]*\] +\([^()\n]+\)"
    r"|\[[^\[\]\n]+\] +\((?:https?://|www\.|mailto:|/)[^()\s]*\)"
)
_SWAPPED = re.compile(r"\(((?:https?://|mailto:)[^()\s]+)\)\[([^\[\]\n]+)\]")
_REFERENCE = re.compile(
    r"(?<![\w\]\\])(!?)\[(?!\^)([^\[\]\n]*[^\W\d_][^\[\]\n]*)\]\[([^\[\]\n]*)\]"
)
_DEFINED = re.compile(r"^ {0,3}\[([^\]\n]+)\]:", re.M)
_CONTENTS = re.compile(r"^ {0,3}(?:\[TOC\]|\[\[_?TOC_?\]\])[ \t]*$", re.M | re.I)
_MARK = re.compile(r"\[\^([^\]\s]+)\]")
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:", re.M)
_BELOW_NOTE = re.compile(r"[^\n]*?([.!?…/][\"”’)\]]*)?[ \t]*\n(?!\[\^[^\]\s]+\]:)(\S[^\n]*)")
"""The line below a note that is neither empty, indented nor a note, and whether a sentence ends
above it."""
_NOTE_WITHOUT_COLON = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]\s+([^\s:][^\n]*)", re.M)
_WORD_NOTE = re.compile(r"^\[(\d{1,2})\]\s+(?=\S)", re.M)
_WORD_MARK = re.compile(r"[^\s\[]\[(\d{1,2})\](?![:(])")
_GLUED_HEADING = re.compile(r" {0,3}(#{2,6}|#(?=[^\s#]+ [^\n#]+$))([^\s#][^\n]*)", re.M)


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
            yield from review_addresses(text, file, first_line)
        yield from _review_brackets(text, file, first_line)
        if "\n[" in text:
            yield from _review_word_notes(text, file, first_line)
        if "[^" in text:
            yield from _review_footnotes(text, file, first_line)
    if "://" in text:
        yield from review_bare(text, file, first_line)
    if "<" in text:
        yield from review_html(text, file, first_line)
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
        level, words = len(match[1]), _without_closing_signs(match[2] or "")
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


def _without_closing_signs(words: str) -> str:
    """*Kết quả ##* is the heading *Kết quả*; *Mục C#* keeps its sign."""
    words = words.strip()
    opening = words.rstrip("#")
    return opening.rstrip() if opening[-1:] in ("", " ", "\t") else words


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
    if "][" in text:
        yield from _review_references(text, file, first_line)
    if "TOC]" in text or "toc]" in text or "TOC_]" in text:
        for match in _CONTENTS.finditer(text):
            yield problem(
                file, line_of(text, match.start(), first_line), "text-as-written",
                f"«{match[0].strip()}» không thành mục lục, in ra nguyên như thế",
                "xóa dòng này", Severity.REMARK,
            )  # fmt: skip
    if ")[" in text:
        for match in _SWAPPED.finditer(text):
            yield problem(
                file, line_of(text, match.start(), first_line), "text-as-written",
                f"«{match[0][:60]}» không thành liên kết vì hai cặp ngoặc đổi chỗ",
                f"viết [{match[2]}]({match[1]})", Severity.REMARK,
            )  # fmt: skip


def _review_references(text: str, file: str, first_line: int) -> Iterator[Problem]:
    """*[quyết định][qd]* whose address stands nowhere; *[1][2]* are no words to click on."""
    defined = {_label(name) for name in _DEFINED.findall(text)}
    for match in _REFERENCE.finditer(text):
        label = match[3] or match[2]
        if _label(label) not in defined:
            yield problem(
                file, line_of(text, match.start(), first_line), "text-as-written",
                f"«{match[0][:60]}» không thành {'ảnh' if match[1] else 'liên kết'} vì «{label}» "
                "chưa có địa chỉ",
                f"viết {match[1]}[{match[2]}](địa chỉ), hoặc bỏ các dấu ngoặc vuông",
                Severity.REMARK,
            )  # fmt: skip


def _label(name: str) -> str:
    return " ".join(name.split()).casefold()


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
        below = _BELOW_NOTE.match(text, match.end())
        if below and (below[1] or "[^" in below[2]):
            yield problem(
                file, line_of(text, below.start(2), first_line), "text-as-written",
                f"dòng «{below[2].strip()[:40]}» nhập vào lời chú thích [^{match[1]}] của dòng "
                "trên", "để trống một dòng giữa hai dòng", Severity.REMARK,
            )  # fmt: skip
        if match[1] not in marked:
            yield problem(
                file, line_of(text, match.start(), first_line), "footnote",
                f"lời chú thích [^{match[1]}] không được dẫn ở đâu nên không lên trang",
                f"đặt dấu [^{match[1]}] vào chỗ cần chú thích, hoặc xóa dòng này", Severity.REMARK,
            )  # fmt: skip


def _review_word_notes(text: str, file: str, first_line: int) -> Iterator[Problem]:
    """Footnotes as Word copies them: *… Nghị định[1] …* and, below, *[1] Nghị định số 42.*"""
    first: dict[str, int] = {}
    for mark in _WORD_MARK.finditer(text):
        first.setdefault(mark[1], mark.end())
    for match in _WORD_NOTE.finditer(text):
        number = match[1]
        if first.get(number, len(text)) <= match.start():
            yield problem(
                file, line_of(text, match.start(), first_line), "footnote",
                f"[{number}] là chú thích của Word, không bấm được",
                f"viết [^{number}] ở chỗ dẫn, và mở đầu dòng này bằng [^{number}]:",
                Severity.REMARK,
            )  # fmt: skip
