"""The same promises of all stores, each on its real server."""

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter.days import Clock
from counter.store import Store, StoreError
from counter.stores import open_store
from counter.stores.postgresql import PostgreSQLStore
from counter.stores.sqlite import SQLiteStore
from counter.visits import TOTAL, DailyViews, Figure, Hit, Start

SUNDAY = date(2026, 11, 22)
MONDAY = SUNDAY + timedelta(days=1)


def hit(path: str, visitor: int, day: date = SUNDAY) -> Hit:
    return Hit(path, visitor.to_bytes(16, "big"), day)


def counts(store: Store) -> Counter[tuple[str, date]]:
    return Counter({(row.path, row.day): row.count for row in store.daily_views()})


def expected(visits: Iterable[Hit]) -> Counter[tuple[str, date]]:
    found: Counter[tuple[str, date]] = Counter()
    for visit in visits:
        found[visit.path, visit.day] += 1
        found[TOTAL, visit.day] += 1
    return found


def test_a_new_store_knows_nothing(store: Store) -> None:
    """No figure is not the figure zero."""
    assert store.figure("/a/") is None
    assert store.figure(TOTAL) is None
    assert store.online(SUNDAY) == 0
    assert store.most_read(SUNDAY, SUNDAY, 5) == []
    assert list(store.daily_views()) == []
    assert store.starts() == []


def test_visits_are_counted_by_page_and_in_all(store: Store) -> None:
    """A second hit of the visitor, in the same batch or a later one, is no visit."""
    store.record([hit("/a/", 1), hit("/a/", 1), hit("/a/", 2), hit("/b/", 1)])
    store.record([hit("/a/", 1), hit("/b/", 2)])
    assert store.figure("/a/") == Figure(2, SUNDAY)
    assert store.figure("/b/") == Figure(2, SUNDAY)
    assert store.figure(TOTAL) == Figure(4, SUNDAY)
    assert store.online(SUNDAY) == 2


def test_an_empty_batch_changes_nothing(store: Store) -> None:
    """Nothing is what a batch without visits adds."""
    store.record([])
    store.record([hit("/a/", 1)])
    store.record([hit("/a/", 1)])
    assert store.figure(TOTAL) == Figure(1, SUNDAY)


def test_figures_of_a_period_include_both_ends(store: Store) -> None:
    """Today, this week, and everything."""
    store.record([hit("/a/", 1, SUNDAY), hit("/a/", 2, MONDAY), hit("/a/", 3, MONDAY)])
    assert store.figure("/a/", MONDAY, MONDAY) == Figure(2, SUNDAY)
    assert store.figure("/a/", SUNDAY) == Figure(3, SUNDAY)
    assert store.figure(TOTAL, date.min, SUNDAY) == Figure(1, SUNDAY)
    assert store.figure("/a/", MONDAY + timedelta(days=1)) == Figure(0, SUNDAY)


def test_online_begins_anew_with_the_day(store: Store) -> None:
    """Nobody is online under the names of two days."""
    store.record([hit("/a/", 1, SUNDAY)])
    store.record([hit("/a/", 2, MONDAY)])
    assert store.online(MONDAY) == 1


def test_the_key_of_a_day_is_one_and_random(store_url: str) -> None:
    """Every process of a server takes the same; another day has another."""
    first, second = open_store(store_url), open_store(store_url)
    today = Clock().today()
    keys = {first.day_key(today), first.day_key(today)}
    if not isinstance(first, SQLiteStore):
        keys.add(second.day_key(today))
    assert len(keys) == 1
    assert len(keys.pop()) == 32
    assert first.day_key(today) != first.day_key(today + timedelta(days=1))
    first.close()
    second.close()


def test_the_key_is_destroyed_when_its_day_is_over(store: Store) -> None:
    """Asked for the same day again, the store has to draw another key."""
    today = Clock().today()
    key = store.day_key(today)
    store.expire(today)
    assert store.day_key(today) == key
    if isinstance(store, SQLiteStore | PostgreSQLStore):
        store.expire(today + timedelta(days=1))
        assert store.day_key(today) != key
    else:  # Redis ends it by itself, at midnight
        seconds = store._redis.ttl(f"cong-tin:key:{today}")  # type: ignore[attr-defined]
        assert 0 < seconds <= 86_400


def test_what_is_known_of_visitors_has_an_end(store: Store) -> None:
    """After the windows nothing tells who was here."""
    visitor = bytes(range(100, 116))
    store.record([Hit("/a/", visitor, SUNDAY)])
    if isinstance(store, PostgreSQLStore):
        with store._transaction() as connection:
            connection.execute("UPDATE counter.visit SET until = now() - interval '1 second'")
            connection.execute("UPDATE counter.online SET seen = now() - interval '1 hour'")
        store.expire(SUNDAY)
        with store._transaction() as connection:
            for table in ("visit", "online"):
                assert connection.execute(f"SELECT * FROM counter.{table}").fetchall() == []
    elif isinstance(store, SQLiteStore):
        names = b"".join(file.read_bytes() for file in store._file.parent.glob("counter.sqlite*"))
        assert visitor not in names
    else:
        redis = store._redis  # type: ignore[attr-defined]
        of_visitors = [*redis.scan_iter("cong-tin:visit:*"), *redis.scan_iter("cong-tin:online:*")]
        assert len(of_visitors) == 2
        assert all(0 < redis.ttl(key) <= 1800 for key in of_visitors)


def test_a_visit_ends_after_half_an_hour(store: Store) -> None:
    """The next hit after that is counted again, on every server."""
    store.record([hit("/a/", 1)])
    if isinstance(store, PostgreSQLStore):
        with store._transaction() as connection:
            connection.execute("UPDATE counter.visit SET until = now() - interval '1 second'")
    elif isinstance(store, SQLiteStore):
        store._presence._clock = lambda: float("inf")
    else:
        redis = store._redis  # type: ignore[attr-defined]
        redis.delete(*redis.scan_iter("cong-tin:visit:*"))
    store.record([hit("/a/", 1)])
    assert store.figure("/a/") == Figure(2, SUNDAY)


def test_start_values_are_added_to_what_was_counted(store: Store) -> None:
    """The old portal's 265.067 since 2015 stand in the total, not in today's figure."""
    since = date(2015, 1, 1)
    store.set_starts([Start(TOTAL, 265_067, since), Start("/a/", 267, since)])
    assert store.figure(TOTAL) == Figure(265_067, since)
    store.record([hit("/a/", 1)])
    assert store.figure(TOTAL) == Figure(265_068, since)
    assert store.figure("/a/") == Figure(268, since)
    assert store.figure(TOTAL, SUNDAY, SUNDAY) == Figure(1, SUNDAY)
    assert store.figure(TOTAL, date(2015, 1, 1)) == Figure(265_068, since)
    assert store.figure(TOTAL, date.min, SUNDAY) == Figure(1, SUNDAY)


def test_start_values_given_again_replace_the_earlier(store: Store) -> None:
    """Importing a file twice does not double it."""
    since = date(2015, 1, 1)
    store.set_starts([Start(TOTAL, 1, since), Start("/a/", 5, since)])
    store.set_starts([Start(TOTAL, 2, since)])
    store.set_starts([])
    assert store.starts() == [Start("/a/", 5, since), Start(TOTAL, 2, since)]


def test_the_most_read_come_first(store: Store) -> None:
    """By visits, then by path; the total is no page."""
    store.record([hit("/b/", 1), hit("/a/", 1), hit("/c/", 1), hit("/c/", 2, MONDAY)])
    assert store.most_read(SUNDAY, MONDAY, 5) == [("/c/", 2), ("/a/", 1), ("/b/", 1)]
    assert store.most_read(MONDAY, MONDAY, 5) == [("/c/", 1)]
    assert store.most_read(SUNDAY, MONDAY, 1) == [("/c/", 2)]


def test_a_store_is_filled_only_when_empty(store: Store) -> None:
    """Copying twice must not count twice."""
    rows = [DailyViews("/a/", SUNDAY, 3), DailyViews(TOTAL, SUNDAY, 3)]
    store.load(rows)
    assert sorted(store.daily_views()) == rows
    assert store.figure("/a/") == Figure(3, SUNDAY)
    with pytest.raises(StoreError, match="không chép đè"):
        store.load(rows)
    assert store.figure(TOTAL) == Figure(3, SUNDAY)


def test_counts_survive_reopening(store_url: str) -> None:
    """A second start finds what the first one stored."""
    for visitor in (1, 2):
        store = open_store(store_url)
        store.record([hit("/a/", visitor)])
        store.close()
    store = open_store(store_url)
    assert store.figure("/a/") == Figure(2, SUNDAY)
    store.close()


batches = st.lists(
    st.lists(
        st.builds(
            hit,
            st.sampled_from(["/a/", "/b/", "/tệp/"]),
            st.integers(1, 4),
            st.sampled_from([SUNDAY, MONDAY]),
        ),
        max_size=8,
    ),
    max_size=5,
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None
)
@given(batches)
def test_any_batches_leave_the_counts_of_their_visits(store: Store, given: list[list[Hit]]) -> None:
    """What is stored is what a set of (visitor, page) says; pages sum up to the total."""
    before = counts(store)
    first = 10 * sum(before.values())  # visitors whom earlier examples did not have
    fresh = [
        [hit(one.path, first + int.from_bytes(one.visitor, "big"), one.day) for one in batch]
        for batch in given
    ]
    visits: dict[tuple[bytes, str], Hit] = {}
    for batch in fresh:
        store.record(batch)
        for one in batch:
            visits.setdefault((one.visitor, one.path), one)
    assert counts(store) - before == expected(visits.values())
    after = counts(store)
    for day in (SUNDAY, MONDAY):
        pages = sum(count for (path, at), count in after.items() if at == day and path != TOTAL)
        assert pages == after[TOTAL, day]


def test_two_processes_count_together_exactly(shared_url: str) -> None:
    """Hits of the same visitors at two stores at once: each visit is counted once."""
    stores = [open_store(shared_url) for _ in range(2)]
    batches = [[hit(f"/{page}/", visitor) for page in "abc"] for visitor in range(200)]

    def record(store: Store) -> None:
        for batch in batches:
            store.record(batch)

    threads = [threading.Thread(target=record, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts(stores[0]) == {**{(f"/{page}/", SUNDAY): 200 for page in "abc"},
                                 (TOTAL, SUNDAY): 600}  # fmt: skip
    assert stores[1].online(SUNDAY) == 200
    for store in stores:
        store.close()


def test_a_server_that_is_gone_is_an_error_and_comes_back(shared_url: str) -> None:
    """A broken connection fails the batch; the next batch opens another connection."""
    store = open_store(shared_url)
    store.record([hit("/a/", 1)])
    other = open_store(shared_url)
    if isinstance(other, PostgreSQLStore):
        with other._transaction() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
            )
        with pytest.raises(StoreError):
            store.record([hit("/a/", 2)])
    else:
        other._redis.client_kill_filter(skipme=True)  # type: ignore[attr-defined]
    store.record([hit("/a/", 3)])
    figure = store.figure("/a/")
    assert figure is not None
    assert figure.count == 2
    store.close()
    other.close()


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "postgresql://127.0.0.1:1"])
def test_a_server_that_does_not_answer_is_one_sentence(url: str) -> None:
    """The operator reads what failed, not a traceback."""
    with pytest.raises(StoreError, match=r"^(Redis|PostgreSQL): "):
        open_store(url)


def test_an_unknown_kind_of_store_is_said(tmp_path: Path) -> None:
    """With the kinds there are."""
    with pytest.raises(StoreError, match="Không có kho số đếm loại “mongodb”"):
        open_store("mongodb://127.0.0.1")


def test_a_full_disk_loses_nothing_and_is_an_error(tmp_path: Path) -> None:
    """The batch that found no room is not stored and not remembered; with room it is counted."""
    store = SQLiteStore(tmp_path / "counter.sqlite")
    store.record([hit("/a/", 1)])
    pages = store._writer.execute("PRAGMA page_count").fetchone()[0]
    store._writer.execute(f"PRAGMA max_page_count = {pages}")
    many = [hit(f"/{number:0200}/", 1) for number in range(500)]
    with pytest.raises(StoreError, match="full"):
        store.record(many)
    assert store.figure(TOTAL) == Figure(1, SUNDAY)
    store._writer.execute("PRAGMA max_page_count = 1000000")
    store.record(many)
    assert store.figure(TOTAL) == Figure(501, SUNDAY)
    store.close()


def test_commits_wait_for_the_disk(tmp_path: Path) -> None:
    """synchronous = FULL (2): a power cut takes nothing that was answered."""
    store = SQLiteStore(tmp_path / "counter.sqlite")
    assert store._writer.execute("PRAGMA synchronous").fetchone() == (2,)
    assert store._writer.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    store.close()


def test_one_service_writes_a_file(tmp_path: Path) -> None:
    """A second one would not know who has been counted; it is told so and does not start."""
    file = tmp_path / "counter.sqlite"
    first, second = SQLiteStore(file), SQLiteStore(file)
    first.claim()
    with pytest.raises(StoreError, match="Một dịch vụ đếm khác"):
        second.claim()
    first.close()
    second.claim()
    second.close()


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    """--store with the wrong file name must not add tables to it."""
    file = tmp_path / "other.sqlite"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE mine (a)")
    other.close()
    with pytest.raises(StoreError, match="không phải kho số đếm"):
        SQLiteStore(file)


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    """Likewise."""
    file = tmp_path / "text.txt"
    file.write_text("xin chào " * 1000, encoding="utf-8")
    with pytest.raises(StoreError, match="Kho số đếm"):
        SQLiteStore(file)
    assert file.read_text(encoding="utf-8").startswith("xin chào")
