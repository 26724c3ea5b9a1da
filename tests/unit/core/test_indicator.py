from pathlib import Path

from portal.core.indicator import Better, IndicatorKind, ShareOf, indicator_meant, load_indicators

CONTENT = Path(__file__).resolve().parents[3] / "content"
GOOD = "{name: A, english: a, topic: T, definition: D., unit: u}"


def messages(text: str) -> list[str]:
    return list(map(str, load_indicators(text)[1]))


def test_the_sample_vocabulary_is_whole() -> None:
    """Every indicator of the sample content is declared without a mistake."""
    found, problems = load_indicators((CONTENT / "indicators.yml").read_text("utf-8"))
    assert problems == ()
    rate = found["nhiem-vu.tinh-giao.ty-le-hoan-thanh"]
    assert rate.share_of == ShareOf("nhiem-vu.tinh-giao.hoan-thanh", "nhiem-vu.tinh-giao")
    assert (rate.kind, rate.additive, rate.better) == (IndicatorKind.SHARE, False, Better.MORE)
    assert found["van-ban.di"].url == "/so-lieu/van-ban-di/"
    assert found["van-ban.di"].additive
    assert not found["trang-tin.tat-ca"].additive


def test_every_mistake_is_told_with_its_line() -> None:
    """All at once, each with the way out."""
    assert messages(
        "a:\n  nam: A\n  english: a\n  topic: T\n  definition: D.\n  unit: u\n"
        "B!: " + GOOD + "\n"
        "c: {name: C, english: c, topic: T, definition: D., unit: u, kind: cout, part_of: d}\n"
        "d: [1]\n"
        "e: {name: E, english: e, topic: T, definition: D., unit: '%', kind: share, "
        "additive: có, share_of: a}\n"
    ) == [
        "indicators.yml:2: a.nam: không có khóa «nam» → có phải «name»?",
        "indicators.yml:1: a.name: thiếu khóa name → thêm dòng name: …",
        "indicators.yml:7: B!: mã «B!» có ký tự không dùng được → chỉ dùng chữ thường không dấu, "
        "số, gạch nối và dấu chấm: van-ban.di",
        "indicators.yml:8: c.kind: giá trị «cout» không dùng được → dùng một trong: count, share, "
        "ratio, pair, meter, money",
        "indicators.yml:9: d: chỉ tiêu cần các khóa con → thêm name, english, topic, definition, "
        "unit",
        "indicators.yml:10: e.additive: tỷ lệ, thứ hạng và bộ đếm không cộng dồn theo thời gian → "
        "xóa dòng additive",
        "indicators.yml:10: e.share_of: share_of cần đúng hai khóa part và whole → viết "
        "share_of: {part: …, whole: …}",
    ]


def test_neither_ranks_nor_rates_add_up_over_time() -> None:
    """Counts do unless they are said not to; four quarters' ranks are no year's."""
    units = ("văn bản", "hạng", "‰")
    found, _ = load_indicators("".join(
        f"a{n}: {{name: A, english: a, topic: T, definition: D., unit: {unit}}}\n"
        for n, unit in enumerate(units)
    ))  # fmt: skip
    assert [indicator.additive for indicator in found.values()] == [True, False, False]


def test_references_must_lead_somewhere() -> None:
    """A part of something undeclared is named, with the nearest that is declared."""
    text = f"van-ban.di: {GOOD}\nx: {GOOD[:-1]}, part_of: van-ban.dy, total_of: 'x, van-ban.di'}}"
    assert messages(text) == [
        "indicators.yml:2: x.total_of: chỉ tiêu không thể dẫn tới chính nó → xóa x ở dòng này",
        "indicators.yml:2: x.part_of: không có chỉ tiêu «van-ban.dy» → có phải «van-ban.di»?",
    ]


def test_two_indicators_never_share_an_address() -> None:
    """Dots become hyphens in addresses, so two ids may collide; some addresses are taken."""
    assert messages(f"a.b: {GOOD}\na-b: {GOOD}\nnam: {GOOD}") == [
        "indicators.yml:2: a-b: trùng địa chỉ với a.b → đặt mã khác",
        "indicators.yml:3: nam: trùng địa chỉ với một trang của hệ thống → đặt mã khác",
    ]


def test_the_nearest_indicator_may_be_named_in_words() -> None:
    """Editors may type the name instead of the id."""
    known, _ = load_indicators(f"van-ban.di: {GOOD.replace('name: A', 'name: Văn bản đi')}")
    assert indicator_meant("văn bản đi", known) == "van-ban.di"
    assert indicator_meant("van-ban-di", known) == "van-ban.di"
    assert indicator_meant("thời tiết", known) is None
