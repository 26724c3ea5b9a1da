"""What may stand between the two ``---`` lines, typed.

The models below are the content model; a key that they do not name is refused. Every scalar
arrives as text (see ``yaml_text``). Messages and remedies are Vietnamese, for editors.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import unquote

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
)
from pydantic_core import ErrorDetails

from portal.core.address import output_path
from portal.core.figures.statement import Statement
from portal.core.nearest import nearest
from portal.core.problem import Problem, Severity
from portal.core.refusal import refusal
from portal.core.usual_yaml import Location
from portal.core.vietnamese import fold, parse_date
from portal.core.yaml_text import YamlText, key_name

MAX_TITLE = 300
"""Characters; beyond this a title is a paragraph that slipped."""

_WITH_KEY = "viết {key}: "
_EXAMPLE_OF_DATE = f"{_WITH_KEY}2022-01-14 16:00"
_SHORT_YEAR = re.compile(r"\d([/.-])\d{1,2}\1(?=\d\d(?![\d/.:-]))")
"""*15/01/24*; what follows may be the time of day."""
_EMPTY = "khóa này đang để trống"
_CURLY = ("“”", "‘’", "„“", "””", "’’")
_PROSE = ("note", "accept")
"""Keys of a figure whose quotation marks readers see."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time as written: with or without a time of day."""

    at: datetime
    has_time: bool


def _moment(value: Any) -> Moment:
    if not isinstance(value, str):
        raise refusal("wrong-date", "ngày phải là một dòng chữ", _EXAMPLE_OF_DATE)
    if not value:
        raise refusal("empty-key", _EMPTY, _EXAMPLE_OF_DATE)
    try:
        parsed = parse_date(_unquoted(value))
    except ValueError as error:
        raise refusal("wrong-date", str(error), _EXAMPLE_OF_DATE) from None
    if parsed is None and (short := _SHORT_YEAR.search(value)):
        full = f"{value[: short.end()]}20{value[short.end() :]}"
        raise refusal("wrong-date", f"năm trong ngày «{value}» thiếu hai chữ số", _WITH_KEY + full)
    if parsed is None:
        raise refusal("wrong-date", f"không hiểu ngày «{value}»", _EXAMPLE_OF_DATE)
    return Moment(*parsed)


def _unquoted(value: Any) -> Any:
    """Values without the curly quotation marks that Word makes of straight ones.

    Only for values that are names, numbers or words to be found: a title may be a quotation.
    """
    if isinstance(value, str):
        return value[1:-1].strip() if value[:1] + value[-1:] in _CURLY else value
    if isinstance(value, list):
        return [_unquoted(item) for item in value]
    if isinstance(value, dict):
        return {key: item if key in _PROSE else _unquoted(item) for key, item in value.items()}
    return value


def _words(value: Any) -> Any:
    """Tags may be written as a list or on one line with commas or semicolons."""
    if isinstance(value, str):
        value = [part for part in map(str.strip, re.split("[,;]", _unquoted(value))) if part]
    return _unquoted(value)


def _slug(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", value):
        raise refusal(
            "wrong-slug",
            f"địa chỉ «{value}» có ký tự không dùng được",
            "chỉ dùng chữ thường không dấu, chữ số và gạch nối: tong-ket-2021",
        )
    return value


def _alias(value: str) -> str:
    path = re.sub(r"^https?://[^/]+", "", value)
    plain = unquote(path)
    reason, remedy = "", "viết phần sau tên miền, bắt đầu bằng /: /tin-tuc/bai-cu.html"
    if re.search(r"[?#]", plain):
        reason = "có dấu ? hoặc #, trang tĩnh không phân biệt được"
        remedy = "bỏ địa chỉ cũ này"
    elif not plain.startswith("/") or re.search(r"[\s\\\0]|/\.|//", plain) or plain == "/":
        reason = "không dùng được"
    elif not output_path(path).endswith((".html", ".htm")):
        reason = "phải kết thúc bằng dấu gạch chéo hoặc .html"
        remedy = "bỏ địa chỉ cũ này: chỉ trang mới chuyển được"
    if reason:
        raise refusal("wrong-alias", f"địa chỉ cũ «{value}» {reason}", remedy)
    return path


def _place(value: Any) -> int:
    try:
        place = int(value)
    except (TypeError, ValueError):
        place = 0
    if not 1 <= place <= 99:
        raise refusal("wrong-menu", f"vị trí menu «{value}» không hợp lệ", "viết menu: 1")
    return place


Text = Annotated[str, Field(min_length=1)]
Name = Annotated[Text, BeforeValidator(_unquoted)]
When = Annotated[Moment, BeforeValidator(_moment)]


class _Matter(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class ImageMatter(_Matter):
    src: Name
    """File in ``content/hinh-anh``."""
    alt: Text
    """What the image shows, for those who cannot see it."""
    caption: str = ""


class ArticleMatter(_Matter):
    """Front matter of an article in ``content/bai-viet/<year>/``."""

    title: Annotated[str, Field(min_length=1, max_length=MAX_TITLE)]
    date: When
    category: Name
    summary: str = ""
    tags: Annotated[tuple[Text, ...], BeforeValidator(_words)] = ()
    author: str = ""
    office: Annotated[str, BeforeValidator(_unquoted)] = ""
    image: ImageMatter | None = None
    updated: When | None = None
    status: Literal["published", "draft"] = "published"
    slug: Annotated[str, AfterValidator(_slug)] | None = None
    aliases: tuple[Annotated[str, AfterValidator(_alias)], ...] = ()
    statistics: Annotated[tuple[Statement, ...], BeforeValidator(_unquoted)] = ()


class PageMatter(_Matter):
    """Front matter of a standing page in ``content/trang/``."""

    title: Annotated[str, Field(min_length=1, max_length=MAX_TITLE)]
    summary: str = ""
    menu: Annotated[int, BeforeValidator(_place)] | None = None
    updated: When | None = None
    status: Literal["published", "draft"] = "published"
    slug: Annotated[str, AfterValidator(_slug)] | None = None
    aliases: tuple[Annotated[str, AfterValidator(_alias)], ...] = ()


_EXAMPLES = {
    "title": "Tên bài viết",
    "date": "2022-01-14 16:00",
    "category": "Hoạt động Văn phòng",
    "alt": "Toàn cảnh hội nghị trong hội trường",
    "src": "hoi-nghi.jpg",
}


_IN_VIETNAMESE = {
    fold(word): key
    for key, words in {
        "title": "tiêu đề, tên bài, tên",
        "date": "ngày, ngày đăng, ngày tháng, thời gian",
        "category": "chuyên mục, mục, thể loại",
        "summary": "tóm tắt, sapo, mô tả",
        "tags": "từ khóa, thẻ",
        "author": "tác giả, người viết",
        "office": "đơn vị, cơ quan",
        "image": "ảnh, hình ảnh, ảnh đại diện",
        "alt": "lời mô tả, mô tả ảnh",
        "caption": "chú thích",
        "src": "tệp, tệp ảnh",
        "updated": "cập nhật, ngày sửa",
        "status": "trạng thái, tình trạng",
        "slug": "địa chỉ, đường dẫn",
        "aliases": "địa chỉ cũ",
        "menu": "vị trí menu",
        "statistics": "số liệu, thống kê",
        "indicator": "chỉ tiêu",
        "figure": "con số, cụm từ",
        "period": "kỳ, kỳ số liệu",
        "value": "giá trị",
    }.items()
    for word in words.split(", ")
}
"""What editors call the keys (folded) → the key."""


MatterT = TypeVar("MatterT", bound=BaseModel)


def type_matter(
    model: type[MatterT], yaml: YamlText, file: str, examples: Mapping[str, str] = _EXAMPLES
) -> tuple[MatterT | None, tuple[Problem, ...]]:
    """``yaml`` as a ``model``, or everything that speaks against it, each with its line.

    ``examples`` of the values that a key may have are named where one is missing.
    """
    if not isinstance(yaml.value, dict):
        problem = Problem(
            file, 1, "file", "no-front-matter", Severity.ERROR,
            "phần khai báo đầu bài trống hoặc không phải các dòng «khóa: giá trị»",
            "chép phần đầu của một bài có sẵn rồi sửa lại",
        )  # fmt: skip
        return None, (problem,)
    # A key left empty is a key not given; only required keys miss their value.
    fields = model.model_fields
    given = {
        key: value
        for key, value in yaml.value.items()
        if value or key not in fields or fields[key].is_required()
    }
    if _is_torn(given.get("statistics")):
        problem = Problem(
            file, yaml.line(("statistics", 1)), "statistics", "wrong-type", Severity.ERROR,
            "mỗi dòng mở đầu bằng «- » thành một mục riêng",
            "chỉ để «- » trước dòng đầu của mỗi mục; bỏ ở các dòng sau, thụt vào thẳng hàng với nó",
        )  # fmt: skip
        return None, (problem,)
    try:
        return model.model_validate(given), ()
    except ValidationError as error:
        found = error.errors(include_url=False)
        unknown = [details["loc"] for details in found if details["type"] == "extra_forbidden"]
        # A key that is missing because it was called otherwise is one mistake.
        meant = {(*at[:-1], _meant_key(str(at[-1]), _known_keys(model, at))) for at in unknown}
        return None, tuple(
            _explain(model, details, yaml, file, examples)
            for details in found
            if details["type"] != "missing" or details["loc"] not in meant
        )


def _is_torn(items: Any) -> bool:
    """Whether each key of an item was made an item of its own."""
    keys = [tuple(item) for item in items if isinstance(item, dict)] if len(items or "") > 1 else []
    return len(set(keys)) > 1 and all(len(names) == 1 for names in keys)


def _explain(
    model: type[BaseModel],
    details: ErrorDetails,
    yaml: YamlText,
    file: str,
    examples: Mapping[str, str],
) -> Problem:
    location: Location = details["loc"]
    context = details.get("ctx", {})
    kind = details["type"]
    key = str(location[-1]) if location else "file"
    if kind in ("missing", "string_too_short"):
        code, message, remedy = _missing(location, examples, is_given=kind != "missing")
    elif kind == "extra_forbidden":
        code, message = "unknown-key", f"không có khóa «{key}»"
        meant = _meant_key(key, _known_keys(model, location))
        remedy = f"có phải «{meant}»?" if meant else "xóa dòng này"
        owner = next((name for name, inner in _NESTED.items() if key in inner.model_fields), "")
        if len(location) == 1 and owner in model.model_fields:
            remedy = f"thụt dòng này vào hai dấu cách, dưới dòng {owner}:"
    elif kind == "literal_error":
        code, message = "wrong-value", f"giá trị «{details['input']}» không dùng được"
        expected = str(context.get("expected", "")).replace(" or ", " hoặc ").replace("'", "")
        remedy = f"dùng {expected}"
    elif kind == "string_too_long":
        code, message = "too-long", f"dài quá {context.get('max_length')} ký tự"
        remedy = "rút ngắn; phần còn lại đưa vào summary"
    elif kind in ("tuple_type", "list_type"):
        code, message = "wrong-type", "khóa này cần một danh sách"
        remedy = "viết mỗi mục một dòng, bắt đầu bằng «- »"
        if key == "statistics":
            remedy = (
                "thêm «- » trước dòng đầu của mỗi mục, các dòng sau của mục thụt vào thẳng hàng"
            )
    elif kind in ("model_type", "model_attributes_type", "dict_type", "dataclass_type"):
        code, message = "wrong-type", "khóa này cần các dòng con «khóa: giá trị»"
        remedy = "xuống dòng, thụt vào hai dấu cách rồi viết từng khóa con"
        if isinstance(details["input"], list):
            remedy = "bỏ dấu «- » đầu dòng con, chỉ thụt vào hai dấu cách"
        elif key == "image":
            remedy = (
                "để trống sau image:, hai dòng dưới thụt vào hai dấu cách: "
                f"src: {details['input']} và alt: lời mô tả ảnh"
            )
        if re.match(r"[a-z_]+:\S", str(details["input"])):
            message = f"thiếu dấu cách sau dấu hai chấm ở «{str(details['input'])[:60]}»"
            remedy = f"viết {str(details['input'])[:60].replace(':', ': ', 1)}"
    elif kind == "string_type":
        code, message = "wrong-type", "khóa này cần một dòng chữ"
        remedy = (
            "viết giá trị trên cùng dòng, đặt trong ngoặc kép nếu mở đầu bằng [ { hoặc có dấu : #"
        )
    else:
        code = kind.replace("_", "-")
        message = str(context.get("message", details["msg"]))
        remedy = str(context.get("remedy", "sửa lại giá trị này"))
        if remedy.startswith(_WITH_KEY):
            remedy = remedy.replace("{key}", key, 1)
    return Problem(
        file, yaml.line(location, 1), key_name(location) or "file", code,
        Severity.ERROR, message, remedy,
    )  # fmt: skip


def _missing(
    location: Location, examples: Mapping[str, str], *, is_given: bool
) -> tuple[str, str, str]:
    """Code, message and remedy for a value that is not there; ``is_given``: its key is."""
    *_, last = location
    if isinstance(last, int):
        return "empty-key", f"mục thứ {last + 1} đang để trống", "điền chữ, hoặc xóa mục này"
    example = f"{last}: {examples.get(last) or _EXAMPLES.get(last, '…')}"
    code = "image-without-alt" if last == "alt" else "empty-key" if is_given else "missing-key"
    if is_given:
        return code, _EMPTY, f"điền giá trị, ví dụ {example}"
    return code, "thiếu khóa bắt buộc", f"thêm dòng {example}"


def _known_keys(model: type[BaseModel], location: Location) -> list[str]:
    if len(location) == 1:
        return list(model.model_fields)
    return list(_NESTED[str(location[0])].model_fields)


def _meant_key(key: str, known: list[str]) -> str | None:
    """The known key that an unknown one, English or Vietnamese, most likely stands for."""
    vietnamese = _IN_VIETNAMESE.get(" ".join(re.split(r"[\s_-]+", fold(key))))
    if vietnamese in known:
        return vietnamese
    return nearest(key, known, 0.5) or None


_NESTED: dict[str, type[BaseModel]] = {"image": ImageMatter, "statistics": Statement}
