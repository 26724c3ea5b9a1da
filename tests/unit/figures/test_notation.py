"""Words → figures: everything the genre writes, and nothing that only looks like a figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.figures.figure import Figure, Kind, Qualifier
from portal.core.figures.notation import Phrase, parse
from portal.core.vietnamese import format_number


def only(words: str) -> Figure:
    figures = parse(words).figures
    assert len(figures) == 1, figures
    return figures[0]


@pytest.mark.parametrize(
    ("words", "value", "unit", "kind"),
    [
        ("17.337 văn bản đi", "17337", "văn bản đi", "count"),
        ("17 337 văn bản", "17337", "văn bản", "count"),
        ("17\u00a0337 văn bản", "17337", "văn bản", "count"),
        ("12 345,6 tấn", "12345.6", "tấn", "count"),
        ("12\u00a0345,6 tấn", "12345.6", "tấn", "count"),
        ("1 234,5 tỷ đồng", "1234500000000", "đồng", "money"),
        ("1 234 567,25 ha", "1234567.25", "ha", "count"),
        ("17337 văn bản", "17337", "văn bản", "count"),
        ("2021 hồ sơ", "2021", "hồ sơ", "count"),
        ("03 đồng chí", "3", "đồng chí", "count"),
        ("mười hai kỳ", "12", "kỳ", "count"),
        ("hai mươi lăm cuộc họp", "25", "cuộc họp", "count"),
        ("một trăm linh năm hồ sơ", "105", "hồ sơ", "count"),
        ("95,4%", "95.4", "%", "percent"),
        ("95.4 %", "95.4", "%", "percent"),
        ("17.337%", "17.337", "%", "percent"),
        ("0,5 ‰", "0.5", "‰", "percent"),
        ("3 phần nghìn", "3", "‰", "percent"),
        ("95,4 phần trăm", "95.4", "%", "percent"),
        ("132 ngàn lượt", "132000", "lượt", "count"),
        ("48,6 ngàn", "48600", "", "count"),
        ("1,2 triệu lượt khách", "1200000", "lượt khách", "count"),
        ("250 tỷ đồng", "250000000000", "đồng", "money"),
        ("250 tỉ", "250000000000", "đồng", "money"),
        ("11,2 nghìn tỷ đồng", "11200000000000", "đồng", "money"),
        ("1.234,5 tỷ đồng", "1234500000000", "đồng", "money"),
        ("2 tỷ 500 triệu đồng", "2500000000", "đồng", "money"),
        ("3,02 tỷ đô la Mỹ", "3020000000", "USD", "money"),
        ("120tr đồng", "120000000", "đồng", "money"),
        ("500.000đ", "500000", "đồng", "money"),
        ("48,2 triệu đồng/người/năm", "48200000", "đồng/người/năm", "money"),
        ("63,5 tạ/ha", "63.5", "tạ/ha", "count"),
        ("12,4km", "12.4", "km", "count"),
        ("267 lượt xem", "267", "lượt xem", "meter"),
        ("265,067 lượt truy cập", "265067", "lượt truy cập", "meter"),
        ("5,924 tấn", "5.924", "tấn", "count"),
        ("1,482,306 lượt", "1482306", "lượt", "count"),
        ("xếp thứ 12", "12", "hạng", "count"),
    ],
)
def test_a_number_with_its_unit(words: str, value: str, unit: str, kind: str) -> None:
    """Thousands, decimals, scales and units, in every house style."""
    figure = only(words)
    assert (figure.value, figure.unit, figure.kind) == (Decimal(value), unit, kind)
    assert figure.qualifier is Qualifier.EXACT


@pytest.mark.parametrize(
    ("words", "qualifier", "value"),
    [
        ("trên 57.000 văn bản", "gt", "57000"),
        ("hơn 84%", "gt", "84"),
        ("≥ 90%", "gte", "90"),
        ("vượt 5.000 tỷ đồng", "gt", "5000000000000"),
        ("ít nhất 85%", "gte", "85"),
        ("tối thiểu 95%", "gte", "95"),
        ("từ 90% trở lên", "gte", "90"),
        ("không dưới 12 hội nghị", "gte", "12"),
        ("dưới 1,2‰", "lt", "1.2"),
        ("chưa đến 20 hộ", "lt", "20"),
        ("không quá 0,5%", "lte", "0.5"),
        ("tối đa 12 người", "lte", "12"),
        ("khoảng 45.000 m3", "approx", "45000"),
        ("gần 11 nghìn", "approx", "11000"),
        ("xấp xỉ 1.900 tỷ đồng", "approx", "1900000000000"),
        ("ước đạt 12.000 tỷ đồng", "approx", "12000000000000"),
        ("~40 cuộc", "approx", "40"),
    ],
)
def test_words_that_limit(words: str, qualifier: str, value: str) -> None:
    """The qualifier is part of the quote and of the meaning."""
    figure = only(words)
    assert (figure.qualifier, figure.value) == (qualifier, Decimal(value))
    assert figure.quote == words.removeprefix("từ ")


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("từ 10 đến 15%", 10, 15, "%"),
        ("từ 10% đến 15%", 10, 15, "%"),
        ("10-15%", 10, 15, "%"),
        ("65 – 70 %", 65, 70, "%"),
        ("5-7 người", 5, 7, "người"),
        ("từ 3 đến 5 tỷ đồng", 3 * 10**9, 5 * 10**9, "đồng"),
        ("3.000 - 3.500 ha", 3000, 3500, "ha"),
    ],
)
def test_ranges(words: str, low: int, high: int, unit: str) -> None:
    """Both ends are possible values."""
    figure = only(words)
    assert (figure.qualifier, figure.value, figure.value_max, figure.unit) == (
        Qualifier.BETWEEN, low, high, unit,
    )  # fmt: skip


def test_ratio_and_pair_are_different_things() -> None:
    """One unit makes a ratio, two units make two counts side by side."""
    ratio, pair = only("207/208 nhiệm vụ"), only("155 lượt/182 công dân")
    assert (ratio.kind, ratio.value, ratio.denominator) == (Kind.RATIO, 207, 208)
    assert (pair.kind, pair.value, pair.unit, pair.second, pair.second_unit) == (
        Kind.PAIR, 155, "lượt", 182, "công dân",
    )  # fmt: skip
    assert only("5/9 huyện").denominator == 9
    assert only("3.285 nhiệm vụ/3.441 nhiệm vụ").kind is Kind.RATIO


def test_a_change_with_its_basis() -> None:
    """LS 17–20: what changed, by how much, against when."""
    phrase = parse("17.337 văn bản đi (tăng 2.013 văn bản so với năm 2020)")
    main, change = phrase.figures
    assert phrase.main is main
    assert main.value == 17337
    assert (change.value, change.direction, change.basis, change.attached_to) == (
        2013, "up", "2020", 0,
    )  # fmt: skip


def test_share_fulfilment_and_growth_are_told_apart() -> None:
    """*chiếm 95,4%*, *102,3% kế hoạch*, *tăng 18,5% so với cùng kỳ*: three percentages."""
    _, share = parse("3.285 nhiệm vụ, chiếm 95,4%").figures
    said = parse("8.452 tỷ đồng, đạt 102,3% kế hoạch, tăng 18,5% so với cùng kỳ")
    _, fulfilment, growth = said.figures
    assert (share.value, share.kind, share.basis) == (Decimal("95.4"), Kind.PERCENT, "")
    assert (fulfilment.value, fulfilment.kind, fulfilment.basis) == (
        Decimal("102.3"), Kind.PERCENT, "kế hoạch",
    )  # fmt: skip
    assert (growth.value, growth.kind, growth.basis) == (Decimal("18.5"), Kind.CHANGE, "cùng kỳ")


def test_points_even_where_a_percent_sign_is_printed() -> None:
    """LS 24–25: 12,49% above a percentage are percentage points; the target follows."""
    phrase = parse("32,49%, vượt 12,49% theo yêu cầu")
    main, points = phrase.figures
    assert (points.kind, points.direction, points.basis) == (Kind.POINTS, "up", "yêu cầu")
    assert main.value - points.value == 20
    assert only("giảm 3,86 điểm phần trăm").kind is Kind.POINTS


def test_from_one_level_to_another() -> None:
    """*giảm từ … xuống còn …* names two levels, no change."""
    before, after = parse("giảm từ 10,85% xuống còn 1,31%").figures
    assert (before.value, after.value) == (Decimal("10.85"), Decimal("1.31"))
    assert (after.direction, after.attached_to) == ("down", 0)


def test_times_and_ranks() -> None:
    """*gấp 2 lần* is a change; a rank is a place, not a ratio."""
    assert (only("tăng gấp 2 lần").kind, only("tăng 1,2 lần").unit) == (Kind.CHANGE, "lần")
    rank = only("xếp thứ 18/63")
    assert (rank.unit, rank.value, rank.denominator) == ("hạng", 18, 63)


NO_FIGURES = """
ngày 26/01/2021
ngày 26.01.2021
sáng 8/4
(11-1)
quý III/2024
quí I/2016
6 tháng đầu năm 2024
năm 2021
giai đoạn 2021-2025
nhiệm kỳ 2021 - 2026
năm học 2023–2024
từ ngày 01/01 đến ngày 15/12/2021
lũy kế đến 15/12
dịp 30/4
trước 17 giờ 30 ngày 12/9
lúc 7h30
19:14
trực 24/24 giờ
1234/QĐ-UBND
Nghị định số 42/2022/NĐ-CP
Nghị quyết 18-NQ/TW
Nghị quyết 202/2025/QH15
Chỉ thị số 05-CT/TU
Kế hoạch số 12
Điều 12, khoản 3
Luật Đất đai 2024
Đề án 06
Chương trình 135
Quốc lộ 4A
QL1A
ĐT.258
Km12+300
số 15, đường Lê Lợi
tổ 3, phường Đồng Tâm
điện thoại 0208.3855.123
hotline 1900 9095
tài khoản 3714.0.1059876
mã số thuế 4900100123
xe 29C-123.45
Covid-19
SARS-CoV-2
H5N1
sóng 5G
ISO 9001:2015
phiên bản 2.0
phương châm "4 tại chỗ"
phương châm 5 rõ
bộ phận 01 cửa
lần thứ 3
kỳ họp thứ 15
Đại hội XIII
khóa XV
mức độ 3, 4
bão số 3
lớp 12
tầng 2
trẻ từ 5 đến dưới 12 tuổi
người từ 18 tuổi trở lên
trong vòng 15 ngày làm việc
trong 5 năm qua
bản đồ tỷ lệ 1/2000
OCOP 4 sao
thứ 3
trang 12
""".strip().splitlines()


@pytest.mark.parametrize("words", NO_FIGURES)
def test_what_only_looks_like_a_figure(words: str) -> None:
    """Dates, document numbers, names, addresses, ordinals, slogans and terms state nothing."""
    assert parse(words).figures == ()


NUMBERS = st.decimals(0, 10**9, places=2) | st.integers(0, 10**12).map(Decimal)
UNITS = st.sampled_from(["văn bản", "hồ sơ", "người", "tấn", "ha", "km", "%", "lượt", "công dân"])


def clean(value: Decimal) -> Decimal:
    return value.normalize() if value % 1 else value.to_integral_value()


@given(NUMBERS.map(clean), UNITS)
def test_format_then_parse_is_the_identity(value: Decimal, unit: str) -> None:
    """What the site prints, it reads back, to the last digit."""
    gap = "" if unit == "%" else "\u00a0"
    figure = only(f"{format_number(value)}{gap}{unit}")
    if unit == "%" and value % 1 == 0 and 1000 <= value < 10**6:
        return  # nothing has seventeen thousand per cent: read as a decimal
    if unit == "%" or value % 1 == 0 or unit in ("tấn", "ha", "km"):
        assert (figure.value, figure.unit) == (value, unit)
    assert figure.quote == f"{format_number(value)}{gap}{unit}"


@given(
    NUMBERS.map(clean),
    UNITS,
    st.sampled_from(["", "trên ", "dưới ", "khoảng ", "không quá ", "ít nhất "]),
)
def test_the_interval_holds_what_the_words_mean(value: Decimal, unit: str, words: str) -> None:
    """An exact value lies within its interval, a strict bound does not, a weak one does."""
    figure = only(f"{words}{format_number(value)} {unit}")
    strict = figure.qualifier in (Qualifier.GT, Qualifier.LT)
    assert (figure.value in figure.interval) is not strict
    step = figure.precision or Decimal(1)
    above, below = figure.value + 1000 * step + figure.value, figure.value - step
    if figure.qualifier in (Qualifier.GT, Qualifier.GTE):
        assert above in figure.interval
        assert below not in figure.interval
    if figure.qualifier in (Qualifier.LT, Qualifier.LTE):
        assert above not in figure.interval


@given(st.integers(1, 10**6), st.sampled_from(["nghìn", "ngàn", "triệu", "tỷ", "nghìn tỷ"]))
def test_scales_multiply(number: int, scale: str) -> None:
    """*3 nghìn tỷ đồng* is three times a thousand times a milliard."""
    factor = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "nghìn tỷ": 10**12}
    figure = only(f"{format_number(number)} {scale} đồng")
    assert (figure.value, figure.scale) == (number * factor[scale], factor[scale])


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    """Nothing an editor types makes the reader fail, and every quote is a piece of the text."""
    phrase = parse(text)
    assert isinstance(phrase, Phrase)
    for figure in phrase.figures:
        assert text[figure.start : figure.end] == figure.quote


@given(
    st.lists(
        st.sampled_from(
            ["tăng", "giảm", "từ", "đến", "12%", "3.285", "nhiệm vụ", "so với năm 2020", "(", ")",
             ",", ".", "đạt", "trong đó", "5/9", "quý III", "6 tháng", "lần lượt", "và", "còn",
             "xuống", "-5", "+3,2%", "trên", "tổng số", "mười hai", "\n", "|", "1.", "ngày 31/2"]
        ),
        max_size=25,
    )
)  # fmt: skip
def test_any_order_of_the_genre_s_words_can_be_read(words: list[str]) -> None:
    """Attachments point to other figures of the same phrase, whatever nonsense is written."""
    figures = parse(" ".join(words)).figures
    for index, figure in enumerate(figures):
        if figure.attached_to is not None:
            assert figure.attached_to != index
            assert 0 <= figure.attached_to < len(figures)


@given(st.decimals(1000, 10**7, places=1), st.sampled_from([" ", "\u00a0", "\u202f"]))
def test_blanks_part_thousands_as_dots_do(value: Decimal, blank: str) -> None:
    """A measured amount and a change of one, whichever sign groups the digits."""
    printed = format_number(value)
    for words in ("{} tấn", "90.000 tấn, tăng {} tấn", "{} tỷ đồng"):
        dotted = parse(words.format(printed)).figures
        blanks = parse(words.format(printed.replace(".", blank))).figures
        assert [f.value for f in blanks] == [f.value for f in dotted]


def test_blanks_part_thousands_in_a_ratio_too() -> None:
    """The whole of *1 234/1 345* is not 1."""
    assert only("1 234/1 345 nhiệm vụ").denominator == 1345
    assert only("1 155 lượt/1 182 công dân").second == 1182
