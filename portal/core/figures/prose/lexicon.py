"""The words around a number that decide what it is. Data only; every entry is lower case.

Sources: the genre itself (year-end and quarterly reports on administration, citizen reception,
budget, health, farming, schools …). Add a word here before adding a rule elsewhere.
"""

from typing import TypeVar

from portal.core.figures.figure import Direction, Qualifier

_T = TypeVar("_T")


def _words(block: str) -> frozenset[str]:
    return frozenset(" ".join(entry.split()) for entry in block.split(",") if entry.strip())


def _table(rows: dict[_T, str]) -> dict[str, _T]:
    return {entry: meaning for meaning, block in rows.items() for entry in _words(block)}


SCALES = {
    "chục": 10,
    "trăm": 100,
    "nghìn": 1000,
    "ngàn": 1000,
    "vạn": 10_000,
    "triệu": 10**6,
    "tr": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}

CURRENCIES = _table(
    {
        "đồng": "đồng, đ, vnđ, vnd, đồng vn, đồng việt nam",
        "USD": "usd, đô la, đô la mỹ",
        "EUR": "eur, euro",
        "CNY": "ndt, nhân dân tệ",
        "JPY": "yên",
    }
)

TIMES = _words(
    "ngày, giờ, phút, giây, tuần, tháng, năm, ngày làm việc, giờ làm việc, ngày đêm, tuổi"
)
"""Units of time: a duration is a figure only where it is measured, not where it is a term."""

MEASURES = TIMES | _words(
    """
    km, m, cm, mm, km2, km², m2, m², m3, m³, ha, hecta, héc ta, héc-ta, tấn, tạ, kg, gam, lít,
    kwh, mw, mwp, kva, mva, ki-lô-mét, kilômét, ki lô mét, mét, mét vuông, mét khối, điểm, độ, °c,
    lần, gb, tb, mb, mbps, công, ngày công, giờ công, sào, mẫu, hải lý, tấn hàng, tấn rác, lượt
    """
)
"""Units of which there can be a fraction."""

COUNTED = _words(
    """
    văn bản, văn bản đi, văn bản đến, văn bản giấy, văn bản điện tử, văn bản qppl, hồ sơ, lượt hồ
    sơ, thủ tục, thủ tục hành chính, tthc, dịch vụ, dịch vụ công, dịch vụ công trực tuyến, nhiệm
    vụ, nội dung, quyết định, nghị quyết, chỉ thị, thông báo, báo cáo, tờ trình, công văn, kết
    luận, kế hoạch, chương trình, đề án, nghị định, thông tư, luật, tài liệu, quy trình, lĩnh vực,
    hệ thống, phần mềm, cơ sở dữ liệu, chữ ký số, chứng thư số, tài khoản, giao dịch, tin nhắn,
    cuộc gọi, camera,

    cuộc, cuộc họp, hội nghị, cuộc hội nghị, phiên, phiên họp, kỳ, kỳ họp, buổi, buổi làm việc,
    buổi tiếp, cuộc kiểm tra, cuộc thanh tra, cuộc thi, cuộc tuyên truyền, buổi tuyên truyền, đợt,
    lượt người, lượt công dân, lượt khách, lượt truy cập, lượt xem, lượt đọc, lượt hộ, lượt cán
    bộ, lượt xe, lượt phương tiện, lượt kiểm tra, lượt tiếp, lượt ý kiến, lượt đại biểu, lượt học
    sinh, lượt bệnh nhân, lượt khám, lượt đoàn, lượt đăng nhập, đơn, đơn thư, đơn khiếu nại, đơn
    tố cáo, ý kiến, ý kiến góp ý, kiến nghị, phản ánh, kiến nghị phản ánh, câu hỏi, cử tri, bạn
    đọc, vụ, vụ việc, vụ án, vụ tai nạn, vụ vi phạm, vụ cháy, trường hợp, hành vi, bị can, bị cáo,
    đối tượng, nạn nhân, đám cháy,

    người, người dân, công dân, nhân khẩu, khẩu, hộ, hộ dân, hộ nghèo, hộ cận nghèo, hộ gia đình,
    gia đình, hộ sản xuất, hộ kinh doanh, đồng chí, cá nhân, tập thể, cán bộ, công chức, viên
    chức, cán bộ công chức, lao động, người lao động, công nhân, đảng viên, đoàn viên, hội viên,
    thành viên, đại biểu, học sinh, sinh viên, học viên, giáo viên, thí sinh, em, cháu, trẻ, trẻ
    em, bệnh nhân, bác sĩ, điều dưỡng, nông dân, phụ nữ, thanh niên, người có công, người nghèo,
    người cao tuổi, chiến sĩ, tân binh, tình nguyện viên, cộng tác viên, nhân viên, chuyên gia,
    nghệ nhân, vận động viên, người mắc, người chết, người bị thương, người tử vong, người mất
    tích, vị, ông, bà,

    ca, ca bệnh, ca mắc, ca tử vong, ca dương tính, mũi, mũi tiêm, liều, giường, giường bệnh, ổ
    dịch, thẻ, thẻ bhyt, mẫu xét nghiệm, trường, trường học, điểm trường, lớp, lớp học, lớp tập
    huấn, lớp bồi dưỡng, phòng, phòng học, trạm, trạm y tế, bệnh viện, khóa, khóa học, môn, khoa,

    cơ sở, cơ sở y tế, cơ sở giáo dục, cơ sở sản xuất, cơ sở lưu trú, cơ sở nhà đất, đơn vị, cơ
    quan, sở, ngành, sở ngành, huyện, thị xã, thành phố, xã, phường, thị trấn, thôn, bản, ấp, xóm,
    làng, tỉnh, tỉnh thành, quốc gia, nước, vùng, tổ dân phố, khu dân cư, khu phố, khu, khu vực,
    tổ, nhóm, đội, đoàn, đoàn công tác, đoàn kiểm tra, đoàn khách, ban, hội, câu lạc bộ, chi bộ,
    đảng bộ, chi hội, tổ chức, tổ chức cơ sở đảng, tổ công tác, đầu mối, biên chế, vị trí, vị trí
    việc làm, việc làm, doanh nghiệp, công ty, hợp tác xã, htx, tổ hợp tác, trang trại, làng nghề,
    dân tộc,

    dự án, công trình, hạng mục, gói thầu, đề tài, sáng kiến, mô hình, sản phẩm, sản phẩm ocop,
    chỉ tiêu, tiêu chí, chỉ số, mục tiêu, giải pháp, nhóm nhiệm vụ, nhóm giải pháp, giải, giải
    thưởng, huy chương, huy chương vàng, huy chương bạc, huy chương đồng, bằng khen, giấy khen,
    huân chương, cờ thi đua, danh hiệu, suất, suất quà, phần quà, giấy phép, giấy chứng nhận,
    chứng chỉ, hợp đồng, hóa đơn, phiếu, tin, bài, tin bài, bài viết, video, ảnh, tác phẩm, ấn
    phẩm, cuốn, cuốn sách, đầu sách, chuyên mục, chuyên đề, di tích, lễ hội, khách, khách du lịch,
    khách sạn, gian hàng,

    phương tiện, xe, ô tô, xe ô tô, xe máy, mô tô, tàu, tàu cá, thuyền, chuyến, chuyến bay, con,
    con lợn, con trâu, con bò, con gia súc, con gia cầm, gia súc, gia cầm, cây, cây xanh, gốc,
    bao, thùng, bộ, máy, máy tính, thiết bị, chiếc, cái, điểm cầu, điểm sạt lở, điểm du lịch, căn,
    căn nhà, nhà, nhà ở, ngôi nhà, nhà văn hóa, cầu, cống, tuyến, tuyến đường, hồ chứa, nhà máy,
    chợ, siêu thị, cửa hàng, cụm công nghiệp, khu công nghiệp, mỏ, thửa đất, lô đất, chốt, lồng,
    ao, giống, mã vùng trồng, bậc, hạng, trang, thuê bao, dự thảo, tham luận, vấn đề, nhóm vấn đề,
    bài học, con dấu, đề xuất, phương án, làn xe, tầng, ấn chỉ, quy chế, văn kiện, đầu việc, công
    việc, việc, đô thị, cột, trạm bts, trạm biến áp, đơn hàng, mặt hàng, chuyến xe,

    chủ đầu tư, địa phương, cộng đồng, nhân sự, bảo vật, tờ khai, điểm thi, phòng thi, bộ phận, ổ,
    ổ bệnh, cán bộ chiến sĩ, thành viên tổ, đội thi, quầy, bến xe, nhà hàng, di sản, tổ máy, hộ
    khẩu, suất học bổng, dn, gcn, khách hàng, lượt khách hàng, yêu cầu, homestay, thủ khoa, á
    khoa, tụ điểm, băng nhóm, viên, vũ khí, làng du lịch, kiến nghị kiểm toán
    """
)
"""Things that are counted one by one: there is no fraction of one."""

UNITS = MEASURES | COUNTED

METERS = _words("lượt truy cập, lượt xem, lượt đọc, lượt đăng nhập")

NOT_A_UNIT = _words(
    """
    so, và, của, trong, là, trên, tại, từ, đến, với, cho, theo, được, đã, có, thì, mà, nhưng,
    hoặc, hay, do, vì, bằng, đạt, chiếm, tăng, giảm, như, về, ở, sẽ, đang, không, cũng, còn, lên,
    xuống, gồm, trở, ra, vào, bởi, để, nhằm, qua, tới, sau, trước, này, đó, kia, nên, khi, nếu,
    thuộc, cùng, vượt, gấp, tương, ước, cao, thấp, nhiều, ít, hơn, trừ, cả, toàn, cần, phải, tính,
    thực, hoàn, bao, nhất, đúng, quá, trễ, sớm, chậm, hiện, mới, khác, nữa, thêm, đều, chưa, lần
    lượt, tương ứng, bị
    """
)
"""Words that may follow a number and are surely not what it counts."""

QUALIFIERS = _table(
    {
        Qualifier.GT: """
            >, trên, hơn, quá, vượt mốc, vượt ngưỡng, vượt trên, vượt hơn, trên mức, lớn hơn
        """,
        Qualifier.GTE: """
            ít nhất, tối thiểu, không dưới, không ít hơn, không thấp hơn, ít nhất là, không nhỏ
            hơn, tối thiểu là, ≥
        """,
        Qualifier.LT: """
            dưới, dưới mức, chưa đến, chưa tới, chưa đầy, không đến, không đầy, không tới, nhỏ
            hơn, chưa quá, <
        """,
        Qualifier.LTE: "không quá, tối đa, không vượt quá, nhiều nhất là, không hơn, tối đa là, ≤",
        Qualifier.APPROX: """
            khoảng, gần, xấp xỉ, chừng, ngót, trên dưới, ước, ước tính, ước khoảng, gần bằng, suýt
            soát, tầm, cỡ, dự ước, ước đạt, ước thực hiện, ~, ≈
        """,
    }
)

CHANGES = _table(
    {
        Direction.UP: """
            tăng, tăng thêm, tăng được, cao hơn, nhiều hơn, dài hơn, rộng hơn, đông hơn, nặng hơn,
            tốt hơn, vượt, gấp, tăng gấp, nhanh hơn, vượt kế hoạch, vượt chỉ tiêu, vượt dự toán,
            vượt mục tiêu, vượt yêu cầu, mức tăng, tốc độ tăng, tỷ lệ tăng, số tăng, cao gấp,
            nhiều gấp, lớn gấp, tăng trưởng
        """,
        Direction.DOWN: """
            giảm, giảm được, giảm thêm, thấp hơn, ít hơn, sớm hơn, ngắn hơn, nhẹ hơn, hụt, giảm
            đi, cắt giảm, mức giảm, chậm hơn, rút ngắn, rút ngắn được, tốc độ giảm, tỷ lệ giảm
        """,
    }
)

SHARES = _words(
    """
    chiếm, chiếm tỷ lệ, chiếm tỉ lệ, đạt, đạt tỷ lệ, đạt tỉ lệ, bằng, tương ứng, tương đương, tỷ
    lệ, tỉ lệ, tương đương với, tương ứng với, tỷ lệ đạt, tỷ lệ là, chiếm tới, tức, hoàn thành,
    đạt được, giải ngân, =
    """
)
"""Words that tie the percentage after them to the amount before them."""

FILLERS = _words(
    """
    đạt, được, là, có, lên, tới, đến, mức, bình quân, trung bình, mạnh, nhẹ, cao, sâu, nhanh,
    thêm, tương ứng, lần lượt, lần lượt là, tổng cộng, cả năm, cả nước, thực hiện, cũng, chỉ, chỉ
    còn, còn, xuống, xuống còn, đều, đã, thu, chi, giải ngân, hoàn thành, số, với, ở mức, vào
    khoảng, lên đến, lên tới, tổng thu, toàn tỉnh, cả quý, cả tháng, đáng kể, hẳn, vọt, gần như,
    ngay, so với, năm trước, năm ngoái, cùng kỳ, tháng trước, quý trước, hạng, thứ, vị trí
    """
)
"""Words that may stand between a verb or qualifier and its number."""

LEVELS = _words(
    """
    lên, xuống, còn, xuống còn, lên tới, lên đến, xuống mức, lên mức, chỉ còn, ở mức
    """
)
"""After *tăng* or *giảm* they introduce the new level, not the change."""

NAMES = _words(
    """
    điều, khoản, mục, chương, phụ lục, biểu, bảng, hình, đề án, quốc lộ, tỉnh lộ, ql, tl, đt,
    đường tỉnh, báo động, tiểu khu, khoảnh, khóa, khoá, thứ, bão số, cấp độ, mức độ, sư đoàn,
    trung đoàn, lữ đoàn, quân khu, quân đoàn, binh đoàn, tiểu đoàn, đại đội, km, covid, nghị
    quyết, chỉ thị, nghị định, thông tư, luật, nq, qđ, ct, tiểu dự án, top, iso, tcvn, qcvn, tầng,
    điện thoại, tel, fax, hotline, dây nóng, zalo, máy lẻ, máy nhánh, mốc, block, tài khoản, stk,
    cmnd, cccd, mst, mã số thuế, mã, biển số, biển kiểm soát, bks, tập, cửa số, vành đai, thửa, tờ
    bản đồ, ô, quyển, ca số, khu vực, kênh, phiên bản, version, windows, word, trung ương, tổng
    đài, iec, vĩ độ, kinh độ
    """
)
"""Before a plain number they make it a name or an address, whatever follows."""

ADDRESSES = _words(
    """
    đường, phố, ngõ, ngách, hẻm, kiệt, tổ, thôn, ấp, xóm, khóm, quận, phường, khu phố, khu, tổ dân
    phố, vùng, lô, bậc, trang, số, lần
    """
)
"""Before a plain number they make it a name unless something other than a place is counted."""

NO_NAMES = _words(
    """
    thành phố, kỷ luật, pháp luật, mô hình, truyền hình, loại hình, tình hình, phát hình, đại
    biểu, tiêu biểu, phát biểu, danh mục, chuyên mục, hạ tầng, nông thôn, học tập, sưu tập, tuyến
    đường, quãng đường, môi trường, thị trường, hiện trường, công trường, cùng kỳ, định kỳ, nhiệm
    kỳ, trong kỳ, cung cấp, cao cấp, trung cấp, sơ cấp, quân đội, bộ đội, các loại, phân loại, xếp
    loại, văn phòng, quốc phòng, hòa giải, phục vụ, nhiệm vụ, dịch vụ, nghĩa vụ, bán hàng, ngân
    hàng, khách hàng, cửa hàng, trực tuyến, yêu cầu, toàn cầu, nhu cầu, văn bản, cơ bản, hạng mục,
    khai trương, trung bình, giao thông, tài khoản, điều tra, công chức, thi hành án, quan điểm,
    tử hình, thời điểm, địa điểm, cao điểm, ưu điểm, khuyết điểm, trọng điểm, chuyển tuyến, đường
    tuyến, dự kiến, ý kiến, sáng kiến, khu phố, tăng cấp, thăng hạng
    """
)
"""Compounds that end with one of the words around here and name nothing."""

NAMES_WITHOUT_UNIT = _words(
    """
    kế hoạch, chương trình, dự án, lớp, phòng, nhóm, loại, đợt, vòng, đoàn, cấp, mức, đội, khối,
    kỳ, phiên, quyết định, kết luận, thông báo, báo cáo, công văn, mô hình, trường, trạm, tiêu
    chí, chỉ tiêu, công trình, hướng dẫn, quy định, điểm, tuyến, cầu, giai đoạn, hạng mục, hợp
    phần, giải, ga, hầm, nhà, tòa, cụm, khu công nghiệp, cụm công nghiệp, nhà máy, thủy điện, xí
    nghiệp, công ty, bệnh viện, bài, câu, bước, trụ cột, phân khu, cống, đập, hồ, tuyến số, bản,
    buôn, làng, đảo, gói thầu, hình thức, nội dung, ý, vụ, ngày, tháng, mũi, ca, sinh ngày, hàng,
    bến, trại, chốt, lữ, cổ phần, đối tượng, hạng, phòng họp, tuần, trụ sở, cơ sở, hội trường,
    khối thi đua, cụm thi đua, bộ, quyển, hồ sơ số, thành phần, lực lượng, gọi
    """
)
"""Before a plain number they make it a name unless the number has a unit of its own."""

NAMES_AFTER = _words(
    """
    tại chỗ, cửa, không, sạch, nhất, rõ, cùng, sẵn sàng, tốt, xây, chống, đúng, kiên quyết, biết,
    tăng cường, giảm thiểu, quyết tâm, cấp, chiều, mặt, bên, mùa, miền, dám, chân, sao
    """
)
"""After a number up to twelve they make a slogan or a fixed expression (*4 tại chỗ*, *5 rõ*)."""

PLACES = _words(
    "xã, huyện, phường, thôn, bản, lĩnh vực, tỉnh, thành phố, tuyến, tuyến đường, khu vực, nước"
)
"""*trên 12 xã* is a place before these, not a lower bound, unless a verb of quantity precedes."""

RATES = _words(
    """
    s, h, l, chục, doanh nghiệp, phút, giây, mét khối, sản phẩm, cán bộ, lao động, bệnh nhân, dân,
    vạn dân, người, năm, tháng, ngày, quý, tuần, giờ, ha, hộ, lượt, vụ, km, km2, m2, m3, kg, tấn,
    con, đơn vị, xã, lít, lần, kwh, khách, suất, hồ sơ, buổi, ca, sào, công, học sinh, trường hợp,
    thôn, nhà, căn, mét
    """
)
"""What may stand below the line of a unit: *triệu đồng/người/năm*."""

PERSONS = _words(
    """
    người, em, cháu, học sinh, sinh viên, học viên, thí sinh, trẻ, trẻ em, công dân, lao động,
    đồng chí, cá nhân, cán bộ, công chức, viên chức, đảng viên, đoàn viên, hội viên, thành viên,
    giáo viên, đại biểu, bệnh nhân, khách, đối tượng, nhân khẩu, khẩu, người dân, người lao động
    """
)
"""Of all of them one may say *tăng 12 người* or *tăng 12 em*."""

GLUED_VERBS = _words(
    """
    đạt, tăng, giảm, chiếm, trên, hơn, gần, khoảng, được, là, có, còn, với, bằng
    """
)
"""Words that sloppy typing runs into the number after them: *đạt95%*."""

CONNECTIVE = _words(
    """
    so, với, cùng, kỳ, năm, trước, ngoái, qua, quý, tháng, tương, ứng, bình, quân, và, cũng, đã,
    mức, này, con, số, đó, trong, của, là, thì, đạt, lần, lượt, đương, thời, điểm, đầu, cuối,
    đồng, nhưng, chỉ, tức, hay, hơn, kế, hoạch, dự, toán, nay, vẫn, mới, còn, đều, như, vậy,
    chiếm, tỷ, lệ, tỉ, ước, sẽ, hoàn, thành, được, kết, quả, về, đích, tuyệt, đối, trên, tổng, cả,
    nhiệm, vụ, giao, đúng, hạn, theo, yêu, cầu, tăng, giảm, xấp, xỉ, khoảng, gần, tốc, độ, i, ii,
    iii, iv
    """
)
"""Words between two figures that bring in nothing new; of them one sentence part may consist."""

COMPARED_WITH = _words(
    """
    năm, tháng, quý, kỳ, tuần, vụ, ngày, mùa, hè, đông, xuân, thu, cùng, trước, ngoái, đầu, cuối,
    là, đạt, có, chỉ, ở, mức, với, của, so, giao, kế, hoạch, dự, toán, tiêu, mục, nghị, quyết, tỉnh,
    ubnd, hđnd, trung, ương, chính, phủ, quốc, hội, được, số, khoảng, gần, trên, hơn, từ, đến, hết,
    thời, điểm, i, ii, iii, iv, họp, thứ, nhiệm, học, yêu, cầu, quy, định, kh
    """
)
"""Words before an earlier or planned value in brackets; others count something else there."""
