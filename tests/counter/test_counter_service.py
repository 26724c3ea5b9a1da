"""The service as a process of its own: crashes, crowds, enemies and full disks."""

import http.client
import json
import os
import random
import shutil
import socket
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from browsing import CI
from counter_servers import FIREFOX, ORIGIN, PORTAL_COUNTER, TITLES, Service, send_hit

from counter.stores import open_store
from counter.visits import TOTAL

Start = Callable[..., Service]
PAGES = ["/2021/a/", "/2021/b/", "/"]


class Crowd:
    """Visitors who each open one page, from several connections at once."""

    def __init__(self, ports: list[int], connections: int = 8) -> None:
        self.sent = 0
        self.counted = 0
        self.refused = 0
        self._ports = ports
        self._lock = threading.Lock()
        self._numbers: Iterator[int] = iter(range(1 << 24))
        self._enough = 0
        self._reached = threading.Event()
        self._going = True
        self._threads = [
            threading.Thread(target=self._visit, args=(index,)) for index in range(connections)
        ]

    def run(self, visits: int) -> None:
        """Send exactly so many hits and wait for their answers."""
        self._numbers = iter(range(self.sent, self.sent + visits))
        self.start()
        for thread in self._threads:
            thread.join()

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def wait_for(self, counted: int) -> None:
        """Until so many hits were answered."""
        self._enough = counted
        assert self._reached.wait(60)

    def stop(self) -> None:
        self._going = False
        for thread in self._threads:
            thread.join()

    def _visit(self, index: int) -> None:
        port = self._ports[index % len(self._ports)]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            while self._going:
                with self._lock:
                    number = next(self._numbers, None)
                    if number is None:
                        return
                    self.sent += 1
                status = send_hit(connection, PAGES[number % len(PAGES)], number)
                with self._lock:
                    self.counted += status == 200
                    self.refused += status != 200
                    if self._enough and self.counted >= self._enough:
                        self._reached.set()
        except (OSError, http.client.HTTPException):
            self._reached.set()  # the service is gone
        finally:
            connection.close()


def stored(store: str) -> int:
    """Visits in all; pages and total must agree on every day."""
    opened = open_store(store)
    rows = list(opened.daily_views())
    opened.close()
    for day in {row.day for row in rows}:
        of_day = [row for row in rows if row.day == day]
        pages = sum(row.count for row in of_day if row.path != TOTAL)
        assert pages == sum(row.count for row in of_day if row.path == TOTAL)
    return sum(row.count for row in rows if row.path == TOTAL)


def test_every_answered_hit_is_stored(start: Start, store_url: str) -> None:
    """A crowd sends 600 visits; the sum is 600, in every store."""
    service = start(store_url)
    crowd = Crowd([service.port])
    crowd.run(600)
    assert (crowd.sent, crowd.counted, crowd.refused) == (600, 600, 0)
    total = json.loads(service.get("/counter/TOTAL.json")[1])
    assert [total[name] for name in ("count", "today", "week", "online")] == ["600"] * 4
    assert stored(store_url) == 600


def test_two_services_on_one_server_count_together(start: Start, shared_url: str) -> None:
    """The same visitors go to both; each visit is counted once, and both show the sum."""
    services = [start(shared_url), start(shared_url)]
    crowds = [Crowd([service.port]) for service in services]
    for crowd in crowds:
        crowd.run(300)
    mixed = Crowd([service.port for service in services])
    mixed.run(600)
    assert mixed.counted == 600
    for service in services:
        assert json.loads(service.get("/counter/TOTAL.json")[1])["count"] == "600"
    assert stored(shared_url) == 600


@pytest.mark.parametrize("rounds", [50])
def test_killed_under_load(start: Start, tmp_path: Path, rounds: int) -> None:
    """kill -9, fifty times: what was answered is stored, nothing is stored that was not sent."""
    store = str(tmp_path / "counter.sqlite")
    sent = counted = before = 0
    for number in range(rounds):
        service = start(store)
        crowd = Crowd([service.port], connections=4)
        crowd.start()
        crowd.wait_for(random.Random(number).randint(1, 60))
        service.kill()
        crowd.stop()
        sent, counted = sent + crowd.sent, counted + crowd.counted
        now = stored(store)
        assert crowd.counted <= now - before <= crowd.sent
        before = now
        with sqlite3.connect(store) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        database.close()
    assert 0 < counted <= before <= sent


def test_killed_and_started_again_on_a_server(start: Start, shared_url: str) -> None:
    """A server remembers who was counted: after a crash the same visitors are not counted twice."""
    service = start(shared_url)
    assert service.hit(visitor=1) == 200
    service.kill()
    again = start(shared_url)
    assert again.hit(visitor=1) == 200
    assert again.hit(visitor=2) == 200
    assert stored(shared_url) == 2


def test_stopping_stores_what_waits(start: Start, tmp_path: Path) -> None:
    """SIGTERM under load: every hit that was answered is stored, the process ends by itself."""
    store = str(tmp_path / "counter.sqlite")
    service = start(store)
    crowd = Crowd([service.port])
    crowd.start()
    crowd.wait_for(100)
    service.stop()
    crowd.stop()
    assert service.process.returncode in (0, -15)
    assert crowd.counted <= stored(store) <= crowd.sent
    assert "Traceback" not in service.log.read_text()


def test_more_than_may_wait_are_refused(start: Start, tmp_path: Path) -> None:
    """While another program holds the file, hits wait; beyond the bound they get 503."""
    store = str(tmp_path / "counter.sqlite")
    service = start(store, "--queue", "2")
    with sqlite3.connect(store, isolation_level=None) as blocker:
        blocker.execute("BEGIN IMMEDIATE")
        crowd = Crowd([service.port], connections=12)
        crowd._numbers = iter(range(12))
        crowd.start()
        # Two wait in the queue, at most two more in the batch before; the others are answered.
        while crowd.refused < 8:
            crowd._reached.wait(0.01)
        blocker.execute("ROLLBACK")
    blocker.close()
    for thread in crowd._threads:
        thread.join()
    assert crowd.counted + crowd.refused == 12
    assert stored(store) == crowd.counted


def test_backup_export_and_import_while_it_runs(start: Start, tmp_path: Path) -> None:
    """Old counts come in and copies go out without stopping; sums stay whole."""
    store = str(tmp_path / "counter.sqlite")
    service = start(store)
    crowd = Crowd([service.port])
    crowd.start()
    crowd.wait_for(50)
    csv = tmp_path / "old.csv"
    csv.write_text("path,views,since\nTOTAL,265.067,01/01/2015\n", encoding="utf-8")
    run("import", str(csv), "--store", store)
    copy = tmp_path / "copy.sqlite"
    run("backup", str(copy), "--store", store)
    exported = run("export", "--store", store).splitlines()
    crowd.stop()
    assert 50 <= stored(str(copy)) <= stored(store)
    assert exported[0] == "path,day,views"
    rows = [line.split(",") for line in exported[1:]]
    assert sum(int(row[2]) for row in rows if row[0] == TOTAL) == sum(
        int(row[2]) for row in rows if row[0] != TOTAL
    )
    total = json.loads(service.get("/counter/TOTAL.json")[1])
    assert int(total["count"].replace(".", "")) == 265_067 + crowd.counted
    assert total["since"] == "2015-01-01"
    assert not list(tmp_path.glob(".copy*"))


def run(*arguments: str) -> str:
    done = subprocess.run(
        [*PORTAL_COUNTER, *arguments], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_second_service_on_one_file_does_not_start(start: Start, tmp_path: Path) -> None:
    """One sentence and exit code 1; the first one goes on."""
    store = str(tmp_path / "counter.sqlite")
    first = start(store)
    second = subprocess.run(
        [*PORTAL_COUNTER, "run", "--paths", str(tmp_path / "counter-paths.txt"),
         "--origin", ORIGIN, "--store", store, "--port", "0"],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert second.returncode == 1
    assert second.stderr.startswith("Lỗi: Một dịch vụ đếm khác đang dùng")
    assert first.hit() == 200


def test_ten_thousand_hostile_requests(start: Start, tmp_path: Path) -> None:
    """No answer of the 500s, no growth without end, no foreign path stored."""
    store = str(tmp_path / "counter.sqlite")
    service = start(store, "--hits-per-minute", "1000000", "--reads-per-minute", "1000000")
    attacks = [*hostile_requests()]
    statuses: set[bytes] = set()
    grown = 0
    for number in range(10_000):
        statuses.add(attack(service.port, attacks[number % len(attacks)](number)))
        if number == 2_000:
            grown = service.memory()
    assert not [status for status in statuses if status.startswith(b"5")], statuses
    assert {b"200", b"202", b"400", b"403", b"404", b"405"} <= statuses
    assert service.memory() - grown < 16 * 1024 * 1024
    assert service.hit() == 200
    service.stop()
    opened = open_store(store)
    assert {row.path for row in opened.daily_views()} <= {*TITLES, TOTAL}
    opened.close()
    log = service.log.read_text()
    assert "Traceback" not in log
    assert "10.9.8.7" not in log


def attack(port: int, request: bytes) -> bytes:
    """Status of the answer, or nothing where the service hung up."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        try:
            connection.sendall(request)
            if b"Content-Length" not in request or b"chunked" in request:
                connection.shutdown(
                    socket.SHUT_WR
                )  # the request is not whole: do not wait for more
            answer = connection.recv(4096)
        except ConnectionError:
            return b""
    return answer[9:12]


def hostile_requests() -> Iterator[Callable[[int], bytes]]:
    """Each makes a request from a number."""
    fine = f"Host: x\r\nOrigin: {ORIGIN}\r\nUser-Agent: {FIREFOX}\r\n".encode()

    def request(line: str, headers: bytes = b"", body: bytes = b"") -> bytes:
        length = f"Content-Length: {len(body)}\r\n".encode()
        # What comes first counts: a header that is given here replaces the good one.
        head = line.encode("latin-1") + b" HTTP/1.1\r\n" + headers + fine + length
        return head + b"\r\n" + body

    yield lambda n: request("POST /count?p=/" + "a" * (100_000 if n % 7 == 0 else 3_000))
    yield lambda n: request(f"POST /count?p=/2021/{n}/")
    yield lambda n: request(f"POST /count?p=%{n % 256:02x}%ff%c0%af..%2f")
    yield lambda _: request("POST /count?p=/2021/a/\xff\xfe")
    yield lambda _: request("POST /\xe1\xba\xad")
    yield lambda n: request(f"GET /counter/{'%2e%2e/' * (n % 50)}etc/passwd.json")
    yield lambda n: request(f"GET /counter/{n}.json?start={'9' * (n % 400)}-01-01")
    yield lambda _: request("GET /counter/TOTAL.json?start=-0001-01-01&end=%00")
    yield lambda n: request(f"{['TRACE', 'PUT', 'DELETE', 'PATCH', 'BREW'][n % 5]} /count?p=/")
    yield lambda _: request("CONNECT evil.example:443")
    yield lambda _: request("POST http://evil.example/count?p=/2021/a/")
    yield lambda n: request("POST /count?p=/", b"X-Forwarded-For: " + b"1.1.1.1, " * (n % 900))
    yield lambda n: request("POST /count?p=/", f"X-Forwarded-For: 10.9.8.7\x01{n}\r\n".encode())
    yield lambda _: request("POST /count?p=/", b"X-Forwarded-For: ::ffff:::1, [::1]:x, ,\r\n")
    yield lambda _: request("POST /count?p=/", b"Origin: \xff\xfe\r\nReferer: https://[\r\n")
    yield lambda n: request("POST /count?p=/", b"Cookie: " + b"c" * (n % 9_000) + b"\r\n")
    yield lambda n: request("POST /count", b"", b'{"p":' * 2_000 + b"[" * (n % 20_000))
    yield lambda _: request("POST /count?p=/", b"Transfer-Encoding: chunked\r\n", b"ffffffff\r\nx")
    yield lambda _: request("POST /count?p=/", b"Upgrade: websocket\r\nConnection: Upgrade\r\n")
    yield lambda _: b"GET /health HTTP/9.9\r\n\r\n"
    yield lambda n: bytes(random.Random(n).randbytes(n % 2_000))
    yield lambda _: b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5_000
    yield lambda n: request(f"POST /count?p=/&{'p=/x&' * (n % 800)}")
    yield lambda n: request("POST /count?p=/", f"User-Agent: sqlmap/{n}\r\nDNT: 1\r\n".encode())
    yield lambda n: request("POST /count?p=/", b"User-Agent: " + b"x-" * (n % 4_000) + b"\r\n")


def test_a_head_without_end_is_cut_off(start: Start, tmp_path: Path) -> None:
    """Memory does not grow with what a stranger keeps sending."""
    service = start(str(tmp_path / "counter.sqlite"))
    before = service.memory()
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nX: ")
        with pytest.raises(ConnectionError):
            flood(connection, b"y")
    assert service.memory() - before < 16 * 1024 * 1024
    assert service.get("/health")[0] == 200


def flood(connection: socket.socket, byte: bytes) -> None:
    """Send 130 MB, if the other side takes them."""
    for _ in range(2_000):
        connection.sendall(byte * 65_536)


def test_a_body_without_end_is_not_collected(start: Start, tmp_path: Path) -> None:
    """Bodies are never read: a JSON bomb stays outside."""
    service = start(str(tmp_path / "counter.sqlite"))
    before = service.memory()
    with socket.create_connection(("127.0.0.1", service.port), timeout=5) as connection:
        head = f"POST /count?p=/2021/a/ HTTP/1.1\r\nHost: x\r\nOrigin: {ORIGIN}\r\n"
        head += f"User-Agent: {FIREFOX}\r\nContent-Length: 99999999999\r\n\r\n"
        connection.sendall(head.encode())
        with suppress(ConnectionError, TimeoutError):
            flood(connection, b"[")
    assert service.memory() - before < 16 * 1024 * 1024
    assert service.get("/health")[0] == 200


def test_a_full_disk_is_503_and_nothing_is_lost(start: Start, tmp_path: Path) -> None:
    """On a real file system without room: refused hits are not stored, answered ones are; with
    room again the service counts on without a restart."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount(folder, size="1M")
    try:
        store = str(folder / "counter.sqlite")
        service = start(store)
        assert service.hit(visitor=0) == 200
        ballast = folder / "ballast"
        fill(ballast)
        statuses = {service.hit(visitor=number) for number in range(1, 200)}
        assert 503 in statuses
        assert statuses <= {200, 503}
        assert service.get("/health")[0] == 503
        ballast.unlink()
        while service.hit(visitor=200) != 200:
            pass
        assert service.get("/health")[0] == 200
        total = json.loads(service.get("/counter/TOTAL.json")[1])["count"]
        service.stop()
        assert str(stored(store)) == total
        assert "full" in service.log.read_text()
    finally:
        subprocess.run(["umount", folder], check=True)


def mount(folder: Path, size: str) -> None:
    """A small file system in ``folder``; the test is skipped where that is not allowed."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    done = shutil.which("mount") and subprocess.run(command, check=False, capture_output=True)
    if not done or done.returncode:
        sentence = "This test needs the right to mount a small file system (root on Linux)."
        if CI and os.geteuid() == 0:
            pytest.fail(sentence)
        pytest.skip(sentence)


def fill(file: Path) -> None:
    with file.open("wb", buffering=0) as ballast:
        for size in (65_536, 4_096):
            try:
                while True:
                    ballast.write(bytes(size))
            except OSError:
                continue
