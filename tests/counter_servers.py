"""Real servers for the counter's tests: Redis, PostgreSQL, GoatCounter, and the service itself."""

import asyncio
import http.client
import json
import os
import secrets
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import CI, ROOT, need

from counter.app import create_app
from counter.days import Clock
from counter.paths import PublishedPaths
from counter.server import listen, server
from counter.settings import Settings
from counter.stores.presence import Presence
from counter.stores.sqlite import SQLiteStore

ORIGIN = "https://langson.example"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PORTAL_COUNTER = [sys.executable, "-m", "counter"]
TITLES = {"/": "", "/2021/a/": "Bài A", "/2021/b/": "Bài B", "/chuyen-muc/tin/": ""}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(answers: Callable[[], bool], process: "subprocess.Popen[str]") -> None:
    """Until the server ``answers``; an error if ``process`` ends before."""
    deadline = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < deadline:
        if answers():
            return
        time.sleep(0.02)  # between two looks; no test waits for a result like this
    raise AssertionError(f"does not answer: {process.args}")


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def redis_server() -> Iterator[str]:
    """The address of a Redis that writes every command to disk."""
    program = need("redis-server", "valkey-server")
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="redis-") as folder:
        command = [program, "--port", str(port), "--bind", "127.0.0.1", "--dir", folder]
        command += ["--appendonly", "yes", "--appendfsync", "always", "--save", ""]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, text=True)
        try:
            wait_for(lambda: listens(port), process)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()
            process.wait()


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL cluster made for the tests."""
    programs = _postgresql_programs()
    # PostgreSQL refuses to run as root.
    user = "postgres" if os.name == "posix" and os.geteuid() == 0 else None
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="postgresql-", ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        if user:
            shutil.chown(folder, user)
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "counter", "-A", "trust", "--no-sync"],
            user=user, check=True, capture_output=True, cwd=folder,
        )  # fmt: skip
        command = [str(programs / "postgres"), "-D", str(data), "-p", str(port)]
        command += ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"]
        process = subprocess.Popen(
            command, user=user, cwd=folder, text=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            ready = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
            wait_for(lambda: subprocess.run(ready, check=False).returncode == 0, process)
            yield f"postgresql://counter@127.0.0.1:{port}/postgres"
        finally:
            process.terminate()
            process.wait()


def _postgresql_programs() -> Path:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if all((folder / name).exists() for name in ("initdb", "pg_isready", "postgres")):
            return folder
    sentence = "This test needs PostgreSQL's initdb and postgres, which this machine lacks."
    if CI:
        pytest.fail(sentence)
    pytest.skip(sentence)


GOATCOUNTER = "zgo.at/goatcounter/v2@v2.7.0"


@contextmanager
def goatcounter_server(port: int) -> Iterator[str]:
    """The address of a GoatCounter with one site, whose visitor counter is switched on."""
    program = _goatcounter()
    with tempfile.TemporaryDirectory(prefix="goatcounter-") as folder:
        file = Path(folder) / "goatcounter.sqlite"
        database = f"-db=sqlite+{file}"
        subprocess.run(
            [program, "db", "create", "site", "-createdb", database, "-vhost=127.0.0.1",
             "-user.email=editor@langson.example", f"-user.password={secrets.token_hex(8)}"],
            check=True, capture_output=True, cwd=folder,
        )  # fmt: skip
        with sqlite3.connect(file) as site:
            site.execute(
                "UPDATE sites SET settings = json_set(settings, '$.allow_counter', json('true'))"
            )
        site.close()
        process = subprocess.Popen(
            [program, "serve", database, f"-listen=127.0.0.1:{port}", "-tls=http",
             "-store-every=1"],
            cwd=folder, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_for(lambda: listens(port), process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def _goatcounter() -> Path:
    """GoatCounter, built by Go from its published module, once for the checkout."""
    program = ROOT / ".cache" / f"goatcounter-{GOATCOUNTER.rpartition('@')[2]}"
    if program.exists():
        return program
    go = need("go")
    found = subprocess.run(
        [go, "mod", "download", "-json", GOATCOUNTER], check=False, capture_output=True, text=True
    )
    built = found.returncode == 0 and subprocess.run(
        [go, "build", "-o", str(program), "./cmd/goatcounter"],
        check=False, capture_output=True, cwd=json.loads(found.stdout)["Dir"],
    )  # fmt: skip
    if not built or built.returncode:
        sentence = "This test needs GoatCounter, which Go could not fetch and build here."
        if CI:
            pytest.fail(sentence)
        pytest.skip(sentence)
    return program


class Service:
    """``portal counter run`` in a process of its own."""

    def __init__(self, folder: Path, store: str, *options: str, port: int = 0) -> None:
        paths = folder / "counter-paths.txt"
        if not paths.exists():
            paths.write_text("".join(f"{p}\t{t}\n" for p, t in TITLES.items()), encoding="utf-8")
        self.port = port or free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        command = [*PORTAL_COUNTER, "run", "--paths", str(paths)]
        command += ["--origin", ORIGIN, "--store", store, "--port", str(self.port), *options]
        self.log = folder / f"service-{secrets.token_hex(4)}.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=log, text=True, cwd=folder
            )
        assert self.process.stdout
        self.greeting = self.process.stdout.readline()
        assert "Đang đếm" in self.greeting, self.log.read_text()

    def hit(self, path: str = "/2021/a/", *, visitor: int = 0) -> int:
        """Status of a hit by the visitor of that number (needs ``--trusted-proxy 127.0.0.1``)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            return send_hit(connection, path, visitor)
        finally:
            connection.close()

    def get(self, path: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def memory(self) -> int:
        """Resident bytes."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def kill(self) -> None:
        """As the power cut does."""
        self.process.kill()
        self._end()

    def stop(self) -> None:
        """As systemd does; what waits is stored."""
        self.process.terminate()
        self._end()

    def _end(self) -> None:
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


def send_hit(connection: http.client.HTTPConnection, path: str, visitor: int) -> int:
    """Send a hit on an open connection; its status."""
    address = f"10.{visitor >> 16 & 255}.{visitor >> 8 & 255}.{visitor & 255}"
    headers = {"Origin": ORIGIN, "User-Agent": FIREFOX, "X-Forwarded-For": address}
    connection.request("POST", f"/count?p={quote(path)}", headers=headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


class OurService:
    """The service as ``portal counter run`` starts it, but with clocks that a test sets."""

    def __init__(self, folder: Path, site: Path, origin: str, port: int) -> None:
        self.ahead = 0.0
        self.store = SQLiteStore(
            folder / "counter.sqlite", Presence(lambda: time.monotonic() + self.ahead)
        )
        clock = Clock(lambda: time.time() + self.ahead)
        settings = Settings("", (origin,))
        paths = PublishedPaths(str(site / "counter-paths.txt"))
        self._listener = listen("127.0.0.1", port)
        self._server = server(create_app(settings, self.store, paths, clock))
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        asyncio.run(self._server.serve([self._listener]))

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()
