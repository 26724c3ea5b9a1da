"""``portal serve``: the preview."""

import gc
import importlib.util
import os
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from plugins.bridge.engine import Options
from plugins.bridge.portal import Portal
from plugins.bridge.resident import ResidentEngine
from plugins.bridge.settings import load
from plugins.counter.paths import titles
from portal.cli.arguments import DEFAULT_SETTINGS, Content, Jobs, SettingsFile
from portal.cli.report import complain, print_problems, progress, say
from portal.cli.trial import try_out
from portal.core.problem import PortalError
from portal.places import ROOT
from portal.preview.server import Preview, content_security_policy, start
from portal.preview.session import Session
from portal.preview.watch import Watched, follow

if TYPE_CHECKING:
    from counter.preview import Preview as Running


def serve(
    content: Content = None,
    settings: SettingsFile = DEFAULT_SETTINGS,
    jobs: Jobs = 0,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Cổng máy.")] = 8000,
    host: Annotated[str, typer.Option("--host", help="Địa chỉ lắng nghe.")] = "127.0.0.1",
    open_browser: Annotated[
        bool, typer.Option("--open", help="Mở trình duyệt khi sẵn sàng.")
    ] = False,
) -> None:
    """Xem thử: lưu bài là trang đổi ngay. Bản nháp và bài hẹn giờ chỉ thấy ở đây."""
    gc.enable()
    loaded = load(settings, content)
    loaded["COMPRESS"] = False
    loaded["PREVIEW"] = True
    engine, session = _open(loaded, jobs)
    preview = start(session, host, port)
    counter = _start_counter(engine, preview)
    stopping = threading.Event()

    def on_change() -> None:
        if counter is not None:
            counter.accept(titles(engine.library))

    def restart() -> bool:
        refusals = try_out(settings, content, [one.source for one in engine.library.newest(1)])
        session.refuse(refusals)
        if refusals:  # The preview goes on with what it knows, until that is mended.
            complain("\n".join(f"Lỗi: {problem}" for problem in refusals))
            preview.announce_problems()
            return False
        stopping.set()
        preview.shutdown()
        return True

    preview.on_failure = _tell
    preview.on_change = on_change
    watched = _watched(settings, loaded)
    watcher = threading.Thread(
        target=follow, args=(session, watched, preview.announce, restart, _tell, stopping),
        daemon=True,
    )  # fmt: skip
    watcher.start()
    say(f"Xem thử tại {preview.address}/ (dừng bằng Ctrl-C)")
    threading.Thread(target=_look_ahead, args=(preview,), daemon=True).start()
    if open_browser:
        webbrowser.open(preview.address)
    try:
        preview.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        say("Đã dừng xem thử.")
        return
    finally:
        stopped_by_change = stopping.is_set()
        stopping.set()
        preview.server_close()
        if counter is not None:
            counter.stop()
    if stopped_by_change:
        _start_again(preview.server_address[1])


def _open(loaded: dict[str, Any], jobs: int) -> tuple[ResidentEngine, Session]:
    with progress() as report:
        options = Options(jobs, with_unpublished=True, progress=report)
        engine = Portal(loaded, options, ResidentEngine).engine
        assert isinstance(engine, ResidentEngine)
        session = Session(engine)
        session.start()
    return engine, session


def _look_ahead(preview: Preview) -> None:
    """What takes a while and no page waits for."""
    try:
        preview.session.warm()
        preview.announce_problems()
        print_problems(preview.session.problems())
    except Exception as error:  # Of a theme or plugin, which is being written.
        _tell(error)


def _watched(file: Path, settings: Mapping[str, Any]) -> Watched:
    own = (file.resolve(), ROOT / "plugins", ROOT / "portal")
    return Watched(
        content=Path(settings["PATH"]).resolve(),
        theme=Path(settings["THEME"]).resolve(),
        code=(*own, *_more_plugins(file.resolve(), settings)),
        overrides=tuple(Path(one).resolve() for one in settings["THEME_TEMPLATES_OVERRIDES"]),
    )


def _more_plugins(file: Path, settings: Mapping[str, Any]) -> Iterator[Path]:
    """Where those that are not the portal's own are looked for."""
    for folder in map(Path.resolve, map(Path, settings["PLUGIN_PATHS"])):
        if folder not in file.parents:
            yield folder
            continue
        for name in settings["PLUGINS"]:  # Beside the settings lies the whole site, not to watch.
            yield from (folder / name.partition(".")[0], folder / f"{name}.py")


def _tell(error: BaseException) -> None:
    text = str(error) if isinstance(error, PortalError) else f"{type(error).__name__}: {error}"
    complain(f"Lỗi: {text}")


def _start_again(port: int) -> None:
    say("Thiết lập hoặc mã nguồn đã đổi: mở lại.")
    arguments = [item for item in sys.argv[1:] if item != "--open"]
    # The same address again, so that open pages find the new process; the last word counts.
    arguments += ["--port", str(port)]
    command = [sys.executable, "-m", "portal", *arguments]
    if os.name == "nt":
        # There, what takes this one's place would begin behind the prompt, out of the reach of
        # Ctrl-C, and lose the quotation marks around names with blanks.
        sys.exit(subprocess.run(command, check=False).returncode)
    os.execv(sys.executable, command)


def _start_counter(engine: ResidentEngine, preview: Preview) -> "Running | None":
    """With the counter's extra installed, the preview counts its own visits, to be thrown away."""
    base = (engine.site.counter or {}).get("base")
    if base or importlib.util.find_spec("starlette") is None:
        preview.policy = content_security_policy(base)
        return None
    from counter import preview as counter  # noqa: PLC0415 (an optional extra)

    running = counter.start(titles(engine.library), preview.address)
    engine.use_counter({"base": running.base})
    preview.policy = content_security_policy(running.base)
    return running
