"""Days, visitors, and what makes a hit a visit."""

from datetime import UTC, date, datetime, timedelta
from ipaddress import IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter.days import Clock, midnight_after, monday
from counter.stores.presence import Presence
from counter.visitors import network, visitor
from counter.visits import ONLINE, VISIT, Hit

DAY = date(2026, 11, 22)
A = b"a" * 16
B = b"b" * 16


class Time:
    """A clock that a test sets."""

    def __init__(self, now: float = 0.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def seconds(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-11-21T16:59:59+00:00", date(2026, 11, 21)),
        ("2026-11-21T17:00:00+00:00", date(2026, 11, 22)),
        ("2026-12-31T23:59:59+07:00", date(2026, 12, 31)),
    ],
)
def test_days_begin_at_midnight_in_vietnam(moment: str, day: date) -> None:
    """17:00 UTC is midnight in Việt Nam, all year round."""
    assert Clock(Time(seconds(moment))).today() == day


def test_a_clock_set_back_does_not_bring_back_a_day_that_is_over() -> None:
    """The key of that day is destroyed, and its visitors would be counted again."""
    time = Time(seconds("2026-11-22T00:00:10+07:00"))
    clock = Clock(time)
    time.now -= 60
    assert clock.today() == DAY
    time.now += 86_460
    assert clock.today() == DAY + timedelta(days=1)


def test_a_clock_set_back_by_more_than_a_day_was_wrong_before() -> None:
    """A machine that started in the year 2099 must not stay there."""
    time = Time(seconds("2099-01-01T00:00:00+07:00"))
    clock = Clock(time)
    time.now = seconds("2026-11-22T08:00:00+07:00")
    assert clock.today() == DAY


@given(st.lists(st.floats(-86_399, 200_000), max_size=30))
def test_days_never_go_back_however_the_clock_is_nudged(steps: list[float]) -> None:
    """Steps back of less than a day in all leave the day where it is."""
    time = Time(seconds("2026-11-22T12:00:00+07:00"))
    clock = Clock(time)
    days = [clock.today()]
    highest = time.now
    for step in steps:
        time.now = max(highest - 86_399, time.now + step)
        highest = max(highest, time.now)
        days.append(clock.today())
    assert days == sorted(days)


@given(st.dates(date(1900, 1, 1), date(9000, 1, 1)))
def test_weeks_start_on_monday(day: date) -> None:
    """The Monday of a day is one of the seven days that end with it."""
    assert monday(day).isoweekday() == 1
    assert timedelta(0) <= day - monday(day) < timedelta(days=7)


def test_a_day_ends_at_midnight_in_vietnam() -> None:
    """The key that Redis keeps ends at 17:00 UTC."""
    assert datetime.fromtimestamp(midnight_after(DAY), UTC).isoformat() == (
        "2026-11-22T17:00:00+00:00"
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::"),
        ("fe80::1%eth0", "fe80::"),
        ("", ""),
        ("unix:", ""),
        ("<script>", ""),
        ("203.0.113.700", ""),
    ],
)
def test_what_of_an_address_stands_for_its_user(address: str, expected: str) -> None:
    """IPv4 whole, IPv6 by its network, anything else as one and the same stranger."""
    assert network(address) == expected


@given(st.text())
def test_no_text_breaks_reading_an_address(text: str) -> None:
    """Forged headers can hold anything."""
    assert isinstance(network(text), str)


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
def test_devices_of_one_ipv6_network_are_one_address(high: int, one: int, other: int) -> None:
    """Whoever owns 64 bits cannot become 2⁶⁴ visitors."""
    first, second = (str(IPv6Address(high << 64 | low)) for low in (one, other))
    assert network(first) == network(second) or "." in network(first) + network(second)


@given(st.binary(min_size=32, max_size=32), st.text(max_size=50), st.binary(max_size=200))
def test_visitors_depend_on_key_address_and_browser(key: bytes, address: str, agent: bytes) -> None:
    """Another day's key, another address or browser is another visitor."""
    name = visitor(key, address, agent)
    assert len(name) == 16
    assert name == visitor(bytearray(key), address, agent)
    assert name != visitor(bytes(32) if any(key) else b"\1" * 32, address, agent)
    assert name != visitor(key, address + "1", agent)
    assert name != visitor(key, address, agent + b"1")


def test_reloading_and_second_tabs_are_no_visits() -> None:
    """Half an hour after it was counted, a page opened again is a new visit."""
    time = Time()
    presence = Presence(time)
    hit = Hit("/a/", A, DAY)
    for moment, expected in [(0, [hit]), (60, []), (VISIT - 1, []), (VISIT, [hit])]:
        time.now = moment
        visits = presence.visits([hit])
        assert visits == expected
        presence.remember([hit], visits)


def test_other_pages_and_other_visitors_are_visits() -> None:
    """A visit is of one visitor on one page."""
    presence = Presence(Time())
    hits = [Hit("/a/", A, DAY), Hit("/a/", A, DAY), Hit("/b/", A, DAY), Hit("/a/", B, DAY)]
    visits = presence.visits(hits)
    assert sorted(visits, key=hash) == sorted({*hits}, key=hash)


def test_hits_that_could_not_be_stored_are_not_remembered() -> None:
    """The reader tries again when the disk has room, and is counted then."""
    presence = Presence(Time())
    hit = Hit("/a/", A, DAY)
    assert presence.visits([hit]) == [hit]
    assert presence.visits([hit]) == [hit]


def test_online_are_the_visitors_of_the_last_five_minutes() -> None:
    """A reload keeps a visitor online although it is no visit."""
    time = Time()
    presence = Presence(time)
    presence.remember([Hit("/a/", A, DAY), Hit("/b/", B, DAY)], [])
    time.now = ONLINE - 1
    assert presence.online(DAY) == 2
    presence.remember([Hit("/a/", A, DAY)], [])
    time.now = ONLINE
    assert presence.online(DAY) == 1
    time.now = 2 * ONLINE
    assert presence.online(DAY) == 0


def test_online_begins_anew_at_midnight() -> None:
    """A visitor's name changes with the day; nobody may be counted under two names."""
    presence = Presence(Time())
    presence.remember([Hit("/a/", A, DAY)], [])
    tomorrow = DAY + timedelta(days=1)
    presence.remember([Hit("/a/", B, tomorrow)], [])
    assert presence.online(tomorrow) == 1
    assert presence.online(DAY) == 0


def test_memory_is_bounded() -> None:
    """Whoever sends endless visitors makes old ones forgotten, not the machine full."""
    presence = Presence(Time(), most=10)
    hits = [Hit("/a/", number.to_bytes(16, "big"), DAY) for number in range(1000)]
    presence.remember(hits, hits)
    presence.visits(hits)
    assert presence.online(DAY) == 10
    assert len(presence._visited) == 10


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.sampled_from([A, B]), st.sampled_from(["/a/", "/b/"])),
        max_size=60,
    )
)
def test_visits_are_what_a_patient_clerk_would_count(steps: list[tuple[int, bytes, str]]) -> None:
    """The memory with its pruning agrees with looking through all that ever happened."""
    time = Time()
    presence = Presence(time)
    counted: list[tuple[float, bytes, str]] = []
    for wait, name, path in steps:
        time.now += wait
        hit = Hit(path, name, DAY)
        recent = any(
            (name, path) == (known, page) and at > time.now - VISIT for at, known, page in counted
        )
        visits = presence.visits([hit])
        assert visits == ([] if recent else [hit])
        presence.remember([hit], visits)
        counted += [(time.now, name, path)] if visits else []
