"""YAML as editors write it: every scalar stays the text it was, every value knows its line.

YAML's own types would ruin figures silently (``17.337`` becomes a float, ``no`` becomes false), so
only the typed models decide what a text means.
"""

import re
from dataclasses import dataclass, field

import yaml

from portal.core.problem import Problem, Severity
from portal.core.usual_yaml import Location, read_usual_yaml
from portal.core.yaml_mistakes import Mistake, advice_to_quote, first_mistake

Value = str | list["Value"] | dict[str, "Value"]

MAX_DEPTH = 20
_WORDS = re.compile(r"[^\W\d_][\w –,()/-]*(?<! )")


@dataclass(frozen=True, slots=True)
class YamlText:
    """The value of a YAML text with the 1-based line of each key and list item."""

    value: Value | None
    """``None`` for an empty text or one that does not parse."""
    lines: dict[Location, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def line(self, location: Location, default: int = 1) -> int:
        """The line of ``location`` or of its nearest enclosing key."""
        while location:
            if location in self.lines:
                return self.lines[location]
            location = location[:-1]
        return default


def quoted(text: str) -> str:
    """``text`` as a scalar in quotation marks."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def plain(text: str) -> str:
    """``text`` as a scalar, in quotation marks only where it holds more than words."""
    return text if _WORDS.fullmatch(text) else quoted(text)


def key_name(location: Location) -> str:
    """``("statistics", 2, "figure")`` → ``statistics[2].figure``."""
    name = ""
    for part in location:
        if isinstance(part, int):
            name += f"[{part}]"
        else:
            name += f".{part}" if name else part
    return name


def read_yaml(text: str, file: str, *, first_line: int = 1) -> YamlText:
    """Read one YAML document; problems carry ``file`` and lines counted from ``first_line``."""
    usual = read_usual_yaml(text, first_line)
    return YamlText(*usual) if usual else _read_any_yaml(text, file, first_line)


def _read_any_yaml(text: str, file: str, first_line: int) -> YamlText:
    try:
        node = yaml.compose(text, Loader=_TextLoader)
    except yaml.MarkedYAMLError as error:
        return YamlText(None, problems=(_syntax_problem(error, text, file, first_line),))
    except yaml.YAMLError:
        problem = Problem(
            file, first_line, "file", "yaml-characters", Severity.ERROR,
            "phần khai báo có ký tự điều khiển không đọc được",
            "gõ lại dòng đó bằng tay, không dán từ nơi khác",
        )  # fmt: skip
        return YamlText(None, problems=(problem,))
    if node is None:
        return YamlText(None)
    walk = _Walk(text, file, first_line)
    value = walk.read(node, ())
    return YamlText(value, walk.lines, tuple(walk.problems))


class _TextLoader(yaml.CBaseLoader):
    """Composes nodes without asking what type each scalar looks like: all are text here."""

    def resolve(self, kind: type, value: str, implicit: object) -> str:
        return "tag:yaml.org,2002:str"

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Paths into the document have no meaning of their own here."""

    def ascend_resolver(self) -> None:
        """See :meth:`descend_resolver`."""


class _Walk:
    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.text = text
        self.file = file
        self.first_line = first_line
        self.lines: dict[Location, int] = {}
        self.problems: list[Problem] = []

    def read(self, node: yaml.Node, location: Location) -> Value:
        if isinstance(node, yaml.ScalarNode):
            self._check_whole(node, location)
            return str(node.value).strip()
        if len(location) > MAX_DEPTH:
            self._report(node, location, "yaml-depth", "khai báo lồng nhau quá sâu", "viết gọn lại")
            return ""
        if isinstance(node, yaml.SequenceNode):
            items: list[Value] = []
            for index, item in enumerate(node.value):
                place = (*location, index)
                self.lines[place] = self.first_line + item.start_mark.line
                items.append(self.read(item, place))
            return items
        mapping: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            place = (*location, key)
            if key in mapping:
                self._report(
                    key_node, place, "duplicate-key",
                    f"khóa «{key}» viết hai lần (lần đầu ở dòng {self.lines[place]})",
                    "giữ một dòng, xóa dòng kia",
                )  # fmt: skip
                continue
            self.lines[place] = self.first_line + key_node.start_mark.line
            mapping[key] = self.read(value_node, place)
        return mapping

    def _check_whole(self, node: yaml.ScalarNode, location: Location) -> None:
        """YAML leaves out what stands behind ``#``, and a first word with ``!`` or ``&``."""
        if node.style or not location:
            return  # in quotation marks: all of it is there
        start, end = node.start_mark.index, node.end_mark.index
        line_end = self.text.find("\n", end)
        rest = self.text[end : line_end if line_end >= 0 else None].strip()
        key = location[-1] if isinstance(location[-1], str) else ""
        written = self.text[start:end]
        if rest.startswith("#"):
            advice = advice_to_quote(key, f"{written} {rest}")
            self._report(
                node, location, "value-cut",
                f"giá trị bị cắt ở «{rest[:40]}»: sau dấu # là ghi chú",
                f"{advice}; nếu đúng là ghi chú, chuyển xuống dòng riêng",
                # "# words" is how comments are written, "#36" how things are numbered.
                Severity.REMARK if rest[1:2] in ("", " ", "#") else Severity.ERROR,
            )  # fmt: skip
        elif written[:1] in ("!", "&"):
            self._report(
                node, location, "yaml-syntax", f"giá trị không được mở đầu bằng «{written[0]}»",
                advice_to_quote(key, written),
            )  # fmt: skip

    def _report(
        self,
        node: yaml.Node,
        location: Location,
        code: str,
        message: str,
        remedy: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        line = self.first_line + node.start_mark.line
        self.problems.append(
            Problem(self.file, line, key_name(location), code, severity, message, remedy)
        )


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    lines = text.splitlines() or [""]
    index = min(mark.line if mark else 0, len(lines) - 1)
    if "\t" in lines[index][: len(lines[index]) - len(lines[index].lstrip())] or (
        "\\t" in (error.problem or "")
    ):
        return Problem(
            file, first_line + index, "file", "tab-indentation", Severity.ERROR,
            "dòng thụt vào bằng phím Tab, YAML không cho phép",
            "thay mỗi Tab bằng hai dấu cách",
        )  # fmt: skip
    mistake = first_mistake(lines, index) or Mistake(
        index,
        f"không đọc được khai báo tại «{lines[index].strip()[:60]}»",
        "xem lại dấu hai chấm, ngoặc, dấu gạch đầu dòng và khoảng thụt của dòng này",
    )
    return Problem(
        file, first_line + mistake.position, "file", "yaml-syntax", Severity.ERROR,
        mistake.message, mistake.remedy,
    )  # fmt: skip
