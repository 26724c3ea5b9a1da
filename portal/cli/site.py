"""``portal build`` and ``portal check``."""

from pathlib import Path
from typing import Annotated

import typer

from plugins.bridge.engine import Options
from plugins.bridge.portal import Portal
from plugins.bridge.settings import load
from portal.cli.arguments import DEFAULT_SETTINGS, AsJson, Content, Jobs, Output, SettingsFile
from portal.cli.report import complain, conclude, print_json, print_problems, progress, say
from portal.core.problem import ContentError


def build(
    content: Content = None,
    output: Output = None,
    settings: SettingsFile = DEFAULT_SETTINGS,
    jobs: Jobs = 0,
    as_json: AsJson = False,
    full: Annotated[bool, typer.Option("--full", help="Dựng lại mọi trang.")] = False,
    explain_page: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="PAGE",
            help="Nói vì sao trang này được dựng hay không; không dựng gì.",
        ),
    ] = None,
    profile: Annotated[
        bool,
        typer.Option(
            "--profile", help="In thời gian từng chặng và ghi tệp cho speedscope.app vào .cache."
        ),
    ] = False,
) -> None:
    """Dựng cổng: chỉ làm lại những trang có thay đổi. Có lỗi thì giữ nguyên bản cũ."""
    with progress() as report:
        portal = Portal(load(settings, content, output), Options(jobs, full, progress=report))
        try:
            if explain_page is not None:
                say(portal.engine.explain(explain_page, Path(portal.output_path)))
                return
            outcome = portal.build()
        except ContentError as error:
            if as_json:
                print_json(error.problems, built=None)
            else:
                print_problems(error.problems)
                complain("Chưa dựng: sửa các lỗi trên rồi chạy lại. Bản đã xuất giữ nguyên.")
            raise typer.Exit(1) from None
    problems = portal.engine.problems()
    if as_json:
        print_json(problems, built={
            "outputs": outcome.total, "made": outcome.made,
            "changed": outcome.changed, "removed": outcome.removed,
        })  # fmt: skip
    else:
        print_problems(problems)
        say(str(outcome))
    portal.engine.close()
    if profile:
        file = portal.engine.cache / "profile.speedscope.json"
        portal.engine.stages.write_speedscope(file)
        complain(portal.engine.stages.table())
        complain(f"Đã ghi {file}: mở bằng speedscope.app")


def check(
    content: Content = None,
    settings: SettingsFile = DEFAULT_SETTINGS,
    jobs: Jobs = 0,
    as_json: AsJson = False,
) -> None:
    """Kiểm tra mọi bài viết và số liệu; không xuất gì."""
    with progress() as report:
        engine = Portal(load(settings, content), Options(jobs, progress=report)).engine
        engine.refresh()
        problems = engine.problems()
    conclude(problems, "Không có lỗi nào.", as_json=as_json)
