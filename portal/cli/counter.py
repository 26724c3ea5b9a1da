"""``portal counter``: run the visit counter, bring in old counts, take counts out."""

import gc
import logging
import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from counter.days import Clock
from counter.exchange import back_up, copy, read_starts, write_starts, write_views
from counter.settings import Settings
from counter.store import Store as CountStore
from counter.stores import open_store
from portal.cli.usage import Command, Group
from portal.core.problem import PortalError

app = typer.Typer(
    cls=Group, help="Bộ đếm lượt xem: chạy, nhập số cũ, xuất, sao lưu.", no_args_is_help=True
)

Store = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="COUNTER_STORE",
        help="Kho số đếm: tên tệp SQLite, redis://… hoặc postgresql://…",
    ),
]
_STORE = "counter.sqlite"


@app.command(cls=Command)
def run(
    *,
    paths: Annotated[
        str,
        typer.Option(
            envvar="COUNTER_PATHS",
            help="Danh sách trang được đếm: tệp counter-paths.txt của bản dựng, hoặc địa chỉ https://",
        ),
    ],
    origin: Annotated[
        list[str],
        typer.Option(
            envvar="COUNTER_ORIGINS",
            help="Trang web được gửi lượt xem, như https://langson.example. Có thể lặp lại.",
        ),
    ],
    store: Store = _STORE,
    host: Annotated[str, typer.Option(envvar="COUNTER_HOST", help="Địa chỉ lắng nghe.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(envvar="COUNTER_PORT", help="Cổng lắng nghe.")] = 8081,
    trusted_proxy: Annotated[
        list[str] | None,
        typer.Option(
            envvar="COUNTER_TRUSTED_PROXIES",
            help="Máy chủ trung gian được tin về X-Forwarded-For: địa chỉ IP hoặc dải mạng."
            " Có thể lặp lại.",
        ),
    ] = None,
    hits_per_minute: Annotated[
        int,
        typer.Option(
            envvar="COUNTER_HITS_PER_MINUTE", min=1, help="Lượt nhận mỗi phút từ một địa chỉ."
        ),
    ] = 120,
    reads_per_minute: Annotated[
        int,
        typer.Option(
            envvar="COUNTER_READS_PER_MINUTE", min=1, help="Lần hỏi số mỗi phút từ một địa chỉ."
        ),
    ] = 1200,
    queue: Annotated[
        int,
        typer.Option(envvar="COUNTER_QUEUE", min=1, help="Số lượt được chờ ghi; quá thì báo bận."),
    ] = 1000,
) -> None:
    """Chạy dịch vụ đếm. Dừng bằng Ctrl+C; lượt đang chờ được ghi trước khi dừng."""
    try:
        from counter.server import run as serve  # noqa: PLC0415 - needs the extra "counter"
    except ModuleNotFoundError as error:
        raise _missing(error) from error
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    settings = Settings(
        paths=paths,
        origins=tuple(origin),
        store=store,
        trusted_proxies=tuple(trusted_proxy or ()),
        hits_per_minute=hits_per_minute,
        reads_per_minute=reads_per_minute,
        queue=queue,
    )
    gc.enable()
    serve(settings, host, port, typer.echo)


@app.command("import", cls=Command)
def import_starts(
    file: Annotated[Path, typer.Argument(help="Tệp CSV có các cột path, views, since.")],
    store: Store = _STORE,
) -> None:
    """Nhập số đã có từ trước, như 265.067 lượt của cổng cũ.

    Mỗi dòng là một trang, hoặc TOTAL cho cả cổng: TOTAL,265.067,01/01/2015. Số đã nhập cho trang
    nào thì lần nhập sau thay cho lần trước. Chạy được trong khi dịch vụ đang đếm.
    """
    try:
        text = file.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise PortalError(f"Không đọc được {file}: {error}. Lưu tệp dạng CSV UTF-8.") from error
    starts = read_starts(text, file.name, Clock().today())
    with closing(_open(store)) as counts:
        counts.set_starts(starts)
    typer.echo(f"Đã nhập số ban đầu của {len(starts)} trang.")


@app.command(cls=Command)
def export(
    store: Store = _STORE,
    starts: Annotated[
        bool, typer.Option("--starts", help="Xuất số ban đầu thay cho số đếm từng ngày.")
    ] = False,
) -> None:
    """Xuất số đếm ra CSV: mỗi trang mỗi ngày một dòng; TOTAL là cả cổng."""
    with closing(_open(store, exists=True)) as counts:
        if starts:
            write_starts(counts.starts(), sys.stdout)
        else:
            write_views(counts.daily_views(), sys.stdout)


@app.command(cls=Command)
def backup(
    file: Annotated[Path, typer.Argument(help="Tệp SQLite sẽ viết; tệp cũ cùng tên bị thay.")],
    store: Store = _STORE,
) -> None:
    """Sao lưu trong khi dịch vụ đang đếm. Bản sao là một kho SQLite dùng được ngay."""
    with closing(_open(store, exists=True)) as counts:
        back_up(counts, file)
    typer.echo(f"Đã sao lưu vào {file}.")


@app.command("copy", cls=Command)
def copy_store(
    source: Annotated[str, typer.Argument(help="Kho đang có.")],
    target: Annotated[str, typer.Argument(help="Kho mới, chưa có số đếm nào.")],
) -> None:
    """Chép sang kho khác, như từ SQLite sang PostgreSQL. Dừng dịch vụ trước khi chép."""
    with closing(_open(source, exists=True)) as old, closing(_open(target)) as new:
        copy(old, new)
    typer.echo("Đã chép xong.")


def _open(url: str, *, exists: bool = False) -> CountStore:
    if exists and "://" not in url and not Path(url).exists():
        raise PortalError(f"Không có tệp {url}. Kiểm tra --store.")
    try:
        return open_store(url)
    except ModuleNotFoundError as error:
        raise _missing(error) from error


def _missing(error: ModuleNotFoundError) -> PortalError:
    return PortalError(
        f"Chưa cài phần bộ đếm (thiếu {error.name}). Cài bằng: pip install 'cong-tin[counter]'"
    )
