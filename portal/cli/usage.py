"""Help and wrong use of the command line in Vietnamese; Typer speaks only English."""

import re
from collections.abc import Callable

from typer import _click
from typer._click import Context
from typer._click.exceptions import (
    BadParameter,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

_HELP = {
    "ARGUMENTS_PANEL_TITLE": "Đối số",
    "COMMANDS_PANEL_TITLE": "Lệnh",
    "OPTIONS_PANEL_TITLE": "Tùy chọn",
    "DEFAULT_STRING": "[mặc định: {}]",
    "ENVVAR_STRING": "[biến môi trường: {}]",
    "RANGE_STRING": "",  # “[x>=0]”; who goes beyond is told so.
    "REQUIRED_LONG_STRING": "[bắt buộc]",
}
"""What Typer lets be said in other words, by its own names."""
_USAGE = {
    "Usage:": "Cách dùng:",
    "[OPTIONS]": "[TÙY CHỌN]",
    "COMMAND [ARGS]...": "LỆNH …",
}
_WRONG: dict[str, str | Callable[[re.Match[str]], str]] = {
    r"No such command '(.*?)'\.(?: Did you mean '(.*?)'\?)?.*": lambda match: (
        f"không có lệnh {match[1]}{f'; có phải {match[2]}?' if match[2] else ''}"
    ),
    r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)": r"thừa «\1»",
    r"Missing command\.": "thiếu lệnh",
    r"Option '(.*)' requires .*": r"tùy chọn \1 cần một giá trị",
    r"Option '(.*)' does not take a value\.": r"tùy chọn \1 không nhận giá trị",
    r"Input should be a valid integer.*": "cần một số nguyên",
    r"Input should be greater than or equal to (.*)": r"không được dưới \1",
    r"Input should be less than or equal to (.*)": r"không được quá \1",
}
"""What Typer and pydantic say of wrong use, and what is said instead."""


class _Vietnamese(_click.Command):
    def get_params(self, ctx: Context) -> list[_click.Parameter]:
        """With the names of values in the place of their types (“<list[str]>”)."""
        params = super().get_params(ctx)
        for param in params:
            if param.metavar is None:
                is_flag = isinstance(param, TyperOption) and param.is_flag
                param.metavar = "" if is_flag else param.name.upper()
        return params

    def get_usage(self, ctx: Context) -> str:
        usage = super().get_usage(ctx)
        for english, words in _USAGE.items():
            usage = usage.replace(english, words)
        return re.sub(r"\{(.*?)\}(?:\.\.\.)?", r"\1", usage)

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "In hướng dẫn này."
        return option

    def get_help(self, ctx: Context) -> str:
        from typer import rich_utils  # noqa: PLC0415 (only who asks for help pays for it)

        for name, words in _HELP.items():
            setattr(rich_utils, name, words)
        TyperArgument.display_type_rich = lambda *_, **__: None  # type: ignore[method-assign]
        # Typer breaks lines where the source does.
        paragraphs = (self.help or "").split("\n\n")
        self.help = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
        return super().get_help(ctx)


class Command(_Vietnamese, TyperCommand):
    """A command."""


class Group(_Vietnamese, TyperGroup):
    """A command with commands of its own."""


def explain(error: UsageError) -> str:
    """What was wrong with a command as it was typed."""
    match error:
        case NoSuchOption():
            near = sorted(error.possibilities or ())
            return f"không có tùy chọn {error.option_name}" + (
                f"; có phải {' hay '.join(near)}?" if near else ""
            )
        case MissingParameter(param=param) if param is not None:
            return "thiếu " + param.get_error_hint().strip("'")
        case BadParameter(param=param) if param is not None:
            names, reason = " / ".join(param.opts), _translated(error.message)
            return f"giá trị của {names} không dùng được: {reason}"
    return _translated(error.message)


def _translated(message: str) -> str:
    for pattern, words in _WRONG.items():
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return match.expand(words) if isinstance(words, str) else words(match)
    return message
