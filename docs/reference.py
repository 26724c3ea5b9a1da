"""The handbook's tables that the code itself can write, and its search without a network.

MkDocs runs this file as a hook. ``<!-- cac-lenh -->`` becomes the commands of ``portal`` with
their arguments and options, in the words of their own ``--help``; ``<!-- cot-du-lieu -->`` the
columns of the open data, as their own metadata describe them.
"""

import re
from collections.abc import Iterator
from typing import Any

from typer.main import get_command

_COMMANDS = "<!-- cac-lenh -->"
_COLUMNS = "<!-- cot-du-lieu -->"
_REMOTE_SCRIPT = re.compile(r'<script src="https://unpkg\.com/iframe-worker/shim"></script>')


def on_page_markdown(markdown: str, **_: Any) -> str:
    if _COMMANDS in markdown:
        markdown = markdown.replace(_COMMANDS, "\n".join(commands()))
    if _COLUMNS in markdown:
        markdown = markdown.replace(_COLUMNS, "\n".join(columns()))
    return markdown


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """The handbook asks no other site for anything."""
    here = "../" * page.url.count("/")
    return _REMOTE_SCRIPT.sub(f'<script src="{here}assets/search-from-disk.js"></script>', output)


def on_post_template(output_content: str, **_: Any) -> str:
    return _REMOTE_SCRIPT.sub("", output_content)


def columns() -> Iterator[str]:
    """The columns of the open data as a table."""
    from plugins.open_data.table import COLUMNS  # noqa: PLC0415 (as below)

    yield "| Tên cột | Trong bản cho Excel | Nội dung |\n|---|---|---|"
    for column in COLUMNS:
        yield f"| `{column.name}` | {column.title} | {_paragraph(column.description)} |"


def commands() -> Iterator[str]:
    """Every command as a section of Markdown."""
    from portal.cli.app import make_app  # noqa: PLC0415 (the hook must load without the portal)

    yield from _sections(get_command(make_app()), "portal")


def _sections(command: Any, name: str) -> Iterator[str]:
    for word, child in sorted(getattr(command, "commands", {}).items()):
        path = f"{name} {word}"
        if getattr(child, "commands", None):
            yield from _sections(child, path)
            continue
        arguments = [p for p in child.params if p.param_type_name == "argument"]
        options = [p for p in child.params if p.param_type_name == "option"]
        usage = " ".join([path, *(_argument(argument) for argument in arguments)])
        yield f"\n## {path}\n"
        yield f"{_paragraph(child.help)}\n"
        yield f"```text\n{usage}\n```\n"
        if arguments or options:
            yield "| Viết thêm | Ý nghĩa |\n|---|---|"
        for argument in arguments:
            yield f"| `{_argument(argument).strip('[]')}` | {_paragraph(argument.help)} |"
        for option in options:
            yield f"| {_names(option)} | {_paragraph(option.help)} |"


def _argument(argument: Any) -> str:
    name = (argument.metavar or argument.name).upper() + ("…" if argument.nargs == -1 else "")
    return name if argument.required else f"[{name}]"


def _names(option: Any) -> str:
    """``--jobs N``, with the placeholder where the option takes a value."""
    value = "" if option.is_flag else f" {option.metavar or option.name.upper()}"
    return ", ".join(f"`{name}{value}`" for name in (*option.opts, *option.secondary_opts))


def _paragraph(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")
