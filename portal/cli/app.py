"""The commands of ``portal`` and how their failures are told."""

import errno
import importlib.util
import os
from collections.abc import Sequence
from typing import Annotated

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError, UsageError

from portal.cli.report import complain, say
from portal.cli.usage import Command, Group, explain
from portal.core.problem import PortalError

_BUILDS = ("build", "check")
_SITE = (*_BUILDS, "serve", "new")
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_STOPPED = 130
"""Exit code after Ctrl-C, as shells know it."""


def _say_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 (12 ms of every other command)

        say(f"Cổng tin {version('cong-tin')}")
        raise typer.Exit


_Version = Annotated[
    bool,
    typer.Option("--version", help="In phiên bản.", is_eager=True, callback=_say_version),
]


def make_app(meant: str = "") -> typer.Typer:
    """The application; with ``meant`` only the part that has this command.

    A build should load no web server, nor the counter a site generator.
    """
    app = typer.Typer(
        cls=Group,
        help="Cổng tin: từ bài viết Markdown thành cổng tin và số liệu.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )

    @app.callback()
    def portal(version: _Version = False) -> None:
        """Cổng tin: từ bài viết Markdown thành cổng tin và số liệu."""

    if meant != "counter":
        from portal.cli import site  # noqa: PLC0415

        app.command(cls=Command)(site.build)
        app.command(cls=Command)(site.check)
    if meant not in (*_BUILDS, "counter"):
        from portal.cli import new, serve  # noqa: PLC0415

        app.command(cls=Command)(serve.serve)
        app.command(cls=Command)(new.new)
    if meant not in (*_SITE, "counter"):
        from portal.cli import figures  # noqa: PLC0415

        app.add_typer(figures.app, name="figures")
    if meant not in _SITE and importlib.util.find_spec("starlette") is not None:
        from portal.cli import counter  # noqa: PLC0415

        app.add_typer(counter.app, name="counter")
    return app


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    try:
        command = typer.main.get_command(make_app(arguments[0] if arguments else ""))
        result = command.main(list(arguments), prog_name="portal", standalone_mode=False)
    except NoArgsIsHelpError:  # which printed the help
        return 2
    except UsageError as error:
        complain(f"Dùng sai lệnh: {explain(error)}")
        complain("Xem cách dùng: portal --help")
        return 2
    except ClickException as error:
        complain(f"Lỗi: {error.format_message()}")
        return 1
    except PortalError as error:
        complain(f"Lỗi: {error}")
        return 1
    except (KeyboardInterrupt, typer.Abort):
        result = _STOPPED
    except OSError as error:
        if error.errno == errno.ENOSPC:
            complain("Lỗi: đĩa đầy. Bản đã xuất vẫn nguyên vẹn; dọn bớt đĩa rồi chạy lại.")
        elif error.errno in _FORBIDDEN:
            complain(
                f"Lỗi: không được đọc hoặc ghi {error.filename}: không có quyền, hoặc chương trình "
                "khác đang mở. Bản đã xuất vẫn nguyên vẹn."
            )
        else:
            return _unexpected(error)
        return 1
    except Exception as error:  # An editor is owed a sentence, whatever went wrong.
        return _unexpected(error)
    if result == _STOPPED:  # Typer, too, says so of Ctrl-C.
        # The new one, perhaps: it may have been published just before.
        complain("\nĐã dừng. Bản đã xuất vẫn nguyên vẹn.")
    return result if isinstance(result, int) else 0


def _unexpected(error: Exception) -> int:
    if os.environ.get("PORTAL_TRACEBACK"):
        raise error
    complain(f"Lỗi ngoài dự kiến: {type(error).__name__}: {error}")
    complain("Bản đã xuất vẫn nguyên vẹn. Gửi dòng trên cho người phụ trách kỹ thuật của cổng;")
    complain("chạy lại với biến môi trường PORTAL_TRACEBACK=1 để thấy chỗ hỏng.")
    return 1
