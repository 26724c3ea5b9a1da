"""Relations: what a text states about its own figures, and whether it adds up."""

from pathlib import Path

import pytest

from portal.core.figures.arithmetic import Verdict
from portal.core.figures.extract import read
from portal.core.figures.relations import Relation, relate

STATEMENTS = Path(__file__).with_name("statements.txt").read_text("utf-8").splitlines()


def only(text: str) -> Relation:
    relations = relate(read(text))
    assert len(relations) == 1, relations
    return relations[0]


@pytest.mark.parametrize(
    ("text", "kind", "holds"),
    [
        ("Hoàn thành 207/208 nhiệm vụ, đạt 99,5%.", "share", True),
        ("Hoàn thành 207/208 nhiệm vụ, đạt 98,5%.", "share", False),
        ("Giao 3.441 nhiệm vụ. Đã hoàn thành 3.285 nhiệm vụ, chiếm 95,4%.", "share", "truncation"),
        ("Giao 3.441 nhiệm vụ. Đã hoàn thành 3.285 nhiệm vụ, chiếm 95,5%.", "share", True),
        ("Giao 3.441 nhiệm vụ. Đã hoàn thành 3.285 nhiệm vụ, chiếm 93,1%.", "share", False),
        ("Tỷ lệ họp không giấy đạt 92% (629/684 cuộc).", "share", True),
        ("Thu 248 tỷ đồng, đạt 112,7% dự toán (220 tỷ đồng).", "share", True),
        ("Đăng ký 1.576 mô hình, công nhận 1.418 mô hình (đạt gần 90%).", "share", "approximate"),
        ("Có 63 hồ sơ, gồm 10 hồ sơ giấy và 53 hồ sơ điện tử.", "sum", True),
        ("Có 63 hồ sơ, gồm 10 hồ sơ giấy và 51 hồ sơ điện tử.", "sum", False),
        ("Có 63 hồ sơ gồm: trực tuyến 10, trực tiếp 45.", "sum", False),
        ("Chi 11,2 nghìn tỷ đồng, gồm 3.905 tỷ đồng và 7.298 tỷ đồng.", "sum", "approximate"),
        ("Chương trình 30a 1.024 tỷ đồng, đường sá 866 tỷ đồng; tổng cộng 1.890 tỷ đồng.", "sum",
         True),
        ("Có 17.337 văn bản, tăng 2.013 so với năm 2020 (15.324 văn bản).", "difference", True),
        ("Có 17.337 văn bản, tăng 2.031 so với năm 2020 (15.324 văn bản).", "difference", False),
        ("Có 554 cuộc họp, giảm 69 cuộc so với năm 2020 (485 cuộc).", "difference", False),
        ("Đạt 97,4%, tăng 2,1 điểm phần trăm so với năm 2020 (95,3%).", "difference", True),
        ("Có 1.245 ca, giảm 32,5% so với cùng kỳ (1.844 ca).", "rate_of_change", True),
        ("Có 1.245 ca, giảm 35,2% so với cùng kỳ (1.844 ca).", "rate_of_change", False),
        ("Đón 2.160 lượt, gấp 3,6 lần so với năm 2021 (600 lượt).", "rate_of_change", True),
        ("Có 184.260 lượt, tăng 21.450 lượt (13,2%).", "rate_of_change", True),
        ("Tỷ lệ giảm từ 10,85% xuống còn 1,31%.", "ordering", True),
        ("Tỷ lệ giảm từ 3,1% xuống 3,4%.", "ordering", False),
        ("Có 554 cuộc họp, cao hơn năm 2020 (485 cuộc).", "ordering", True),
    ],
)  # fmt: skip
def test_a_statement_is_judged(text: str, kind: str, holds: bool | str) -> None:
    """Right, wrong, cut off instead of rounded, or as near as its words claim."""
    relation = only(text)
    assert (relation.kind, relation.as_json()["holds"]) == (kind, holds), relation.note


@pytest.mark.parametrize(
    "text",
    [
        "Kiểm tra 64 cuộc, xử phạt 21 cơ sở; mức độ hài lòng đạt 97%.",
        "Tiếp nhận 1.200 hồ sơ, trong đó 300 hồ sơ đất đai và 200 hồ sơ hộ tịch.",
        "GRDP tăng 8,74%, quy mô nền kinh tế đạt 52.340 tỷ đồng.",
        "Có 762.418 người tiêm một mũi (98,6% dân số), 655.900 người tiêm đủ (84,8% dân số).",
        "Thu 6.980 tỷ đồng, đạt 76,1% dự toán; chi 3.905 tỷ đồng, đạt 54,2% dự toán.",
        "Bình quân mỗi năm giảm 1,74%, từ 12,1% xuống còn 3,42%.",
        "Thu 12.221 tỷ đồng, đạt 51,8% kế hoạch (23.600 tỷ đồng); trong đó, thu nội địa "
        "10.152 tỷ đồng, đạt 50,5%; thu hải quan 3.224 tỷ đồng, đạt 59%.",
        "Gieo trồng 66.738 ha, trong đó lúa 58.095 ha, sắn 318 ha, lạc 274 ha, rau 7.095 ha.",
        "Nhiều nhất là Điện Biên 142 nhà, tiếp đến là Hà Giang 97 nhà; Cao Bằng 5 nhà, Lào Cai 30 "
        "nhà.",
        "Có 203.180 tấn, vượt 13% kế hoạch và tăng 2,1% so với vụ 2022 (199.000 tấn).",
        "Phát hành 17.219 văn bản, văn bản đến tăng từ 49.600 lên 52.080 văn bản.",
        "Tiếp nhận 512 hồ sơ (năm 2023 là 280 hồ sơ; năm 2022 là 255 hồ sơ).",
        "Có 512 đơn (cùng kỳ năm 2023: 480 đơn, cùng kỳ năm 2022: 30 đơn).",
        "Giao 2.500 việc, xong 2.410 việc, trong đó đúng hạn 2.380 việc, còn lại 90 việc.",
        "Xong 148.021 hồ sơ, trong đó trước hạn 120.345 hồ sơ, đúng hạn 26.914 hồ sơ.",
        "Xong 2.410/2.500 việc, trong đó 2.380 việc đúng hạn, còn 90 việc đang thực hiện.",
        "Xong 2.410 nhiệm vụ, trong đó đúng hạn 2.380 nhiệm vụ; còn lại 90 nhiệm vụ.",
        "Xong 2.410 nhiệm vụ, trong đó đúng hạn 2.380 nhiệm vụ. Còn lại 90 nhiệm vụ trong hạn.",
        "Thời gian giảm từ 15 ngày xuống 10 ngày; 412 thủ tục được rút ngắn 1.245 ngày.",
        "Trả lời 498 ý kiến, 14 ý kiến đang xem xét; trong đó lĩnh vực đất đai 187 ý kiến.",
        "Vốn tỉnh 612,1/1.804,2 tỷ đồng (33,9%), vốn trung ương 900,2/3.072,3 tỷ đồng (29,3%).",
        "Thu 10.297 tỷ đồng, vượt dự toán (8.954 tỷ đồng), trong đó thu nội địa 9.898 tỷ đồng.",
        "Tỉnh xếp hạng 28/63, tăng 4 bậc (từ 32 lên 28).",
        "Số mắc 281.189 ca, tử vong 110 ca. So với cùng kỳ (58.177/21) tử vong tăng 89 ca.",
    ],
)
def test_what_is_not_stated_raises_no_alarm(text: str) -> None:
    """Figures that merely stand side by side say nothing false about each other."""
    assert not any(relation.is_wrong for relation in relate(read(text)))


@pytest.mark.parametrize("line", STATEMENTS)
def test_a_sentence_is_judged(line: str) -> None:
    """As ``statements.txt`` says; and nothing else in the sentence is called false."""
    expected, _, text = line.replace(r"\n", "\n").partition("|")
    kind, holds = expected.split()
    told = [
        (relation.kind, str(relation.as_json()["holds"]).lower()) for relation in relate(read(text))
    ]
    assert (kind, holds) in told
    assert holds == "false" or "false" not in [verdict for _, verdict in told]


TABLE = """| Địa bàn | Trước Tết (người) | Sau Tết (người) | Giảm | Tỷ lệ giảm |
|---|--:|--:|--:|--:|
| Biên Hòa | 248.600 | 243.380 | 5.220 | 2,1% |
| Long Thành | 71.450 | 70.020 | 1.430 | 2,0% |
| Nhơn Trạch | 118.300 | 115.220 | 3.180 | 2,6% |
| Cộng | 438.350 | 428.620 | 9.730 | 2,2% |
"""


def test_a_table_is_judged_by_the_rule_of_its_columns() -> None:
    """What holds in most rows is meant in all; the last row adds up the others."""
    found = relate(read(TABLE))
    figures = read(TABLE).figures
    wrong = sorted((r.kind, figures[r.stated or 0].quote) for r in found if r.is_wrong)
    assert sorted({r.kind for r in found}) == ["difference", "rate_of_change", "sum"]
    assert len(found) == 11
    assert wrong == [("difference", "3.180"), ("sum", "9.730")]


def test_the_note_says_what_was_computed() -> None:
    """An editor sees both numbers, as Vietnamese prints them."""
    relation = only("Giao 3.441 nhiệm vụ. Đã hoàn thành 3.285 nhiệm vụ, chiếm 95,4%.")
    assert relation.note == (
        "3.285 / 3.441: tính ra 95,47%, bài viết ghi 95,4%: "
        "khớp nếu bỏ phần lẻ, nhưng làm tròn thì khác"
    )
    assert relation.as_json() == {
        "kind": "share", "parts": [1], "whole": 0, "stated": 2, "holds": "truncation",
        "note": relation.note,
    }  # fmt: skip


def test_one_digit_changed_is_found() -> None:
    """Mutation: whichever digit of a true statement is changed, a relation fails."""
    text = "Có 17.337 văn bản, tăng 2.013 văn bản so với năm 2020 (15.324 văn bản)."
    assert only(text).verdict is Verdict.HOLDS
    for place, digit in enumerate(text):
        if not digit.isdigit() or "2020" in text[place - 3 : place + 4]:
            continue
        changed = text[:place] + str((int(digit) + 1) % 10) + text[place + 1 :]
        assert [relation.verdict for relation in relate(read(changed))] != [Verdict.HOLDS], changed


def test_meters_are_ordered() -> None:
    """Online now, today, this week, all: none exceeds the next."""
    text = "Đang truy cập: 19\nHôm nay: 176\nTuần này: 5,924\nTất cả: 265,067"
    relations = relate(read(text))
    assert [(r.parts, r.whole, r.verdict) for r in relations] == [
        ((0,), 1, Verdict.HOLDS), ((1,), 2, Verdict.HOLDS), ((2,), 3, Verdict.HOLDS),
    ]  # fmt: skip
