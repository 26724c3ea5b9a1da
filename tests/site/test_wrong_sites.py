"""A mistake a site: what an editor is told, word for word, and that nothing is published."""

import os
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest
from tiny_site import HEAD, TinySite, article, front

from portal.collect.reader import ReadDocument, Reader
from portal.core.problem import ContentError

A = "bai-viet/2024/a.md"

MISTAKES: dict[str, tuple[str | bytes, list[str]]] = {
    "a required key is missing": (
        article(category=None),
        ["1: category: thiếu khóa bắt buộc → thêm dòng category: Hoạt động Văn phòng"],
    ),
    "a required key is empty": (
        HEAD.replace("Hội nghị", "") + "---\n\nNội dung./.\n",
        ["2: title: khóa này đang để trống → điền giá trị, ví dụ title: Tên bài viết"],
    ),
    "a date is empty": (
        HEAD.replace("2024-01-15", "") + "---\n\nNội dung./.\n",
        ["3: date: khóa này đang để trống → viết date: 2022-01-14 16:00"],
    ),
    "a body is a comment": (
        article(body="<!-- Chờ số liệu -->"),
        ["6: body: bài chưa có nội dung → viết nội dung bên ngoài ghi chú <!-- … -->"],
    ),
    "a key is unknown": (
        front("catgory: x"),
        ["5: catgory: không có khóa «catgory» → có phải «category»?"],
    ),
    "a date is not in the calendar": (
        article(date="32/01/2024"),
        ["3: date: ngày 32/01/2024 không có trong lịch: tháng 1 năm 2024 có 31 ngày"
         " → viết date: 2022-01-14 16:00"],
    ),
    "a date is no date": (
        article(date="hôm qua"),
        ["3: date: không hiểu ngày «hôm qua» → viết date: 2022-01-14 16:00"],
    ),
    "a year has two digits": (
        article(date="15/01/24"),
        ["3: date: năm trong ngày «15/01/24» thiếu hai chữ số → viết date: 15/01/2024"],
    ),
    "the weekday is another": (
        article(date="Thứ Hai, 16/01/2024"),
        ["3: date: ngày 16/01/2024 là Thứ Ba, không phải Thứ Hai → viết date: 2022-01-14 16:00"],
    ),
    "a keyword begins with a sign": (
        front("tags: [#hop, giao ban, @a]"),
        ['5: file: danh sách có mục «#hop» không đọc được → viết tags: ["#hop", giao ban, "@a"]'],
    ),
    "a list is not closed": (
        front("tags: [họp, giao ban"),
        ["5: file: dấu [ mở mà không đóng → thêm dấu ] ở cuối danh sách"],
    ),
    "a list has a comma too many": (
        front("tags: [họp, , giao ban]"),
        ["5: file: danh sách có mục trống → viết tags: [họp, giao ban]"],
    ),
    "a sign of a list is glued": (
        front("tags:", "- giao ban", "-họp"),
        ["7: file: thiếu dấu cách sau dấu gạch ở «-họp» → viết - họp"],
    ),
    "a keyword is empty": (
        front("tags:", "- giao ban", '- ""'),
        ["7: tags[1]: mục thứ 2 đang để trống → điền chữ, hoặc xóa mục này"],
    ),
    "a description is the name of a file": (
        f"{HEAD}image:\n  src: https://a.vn/x.jpg\n  alt: IMG_2034.jpg\n---\n\n"
        "![anh1](https://a.vn/x.jpg)\n\n<img src='' alt='image'>\n",
        ["5: image: không có ảnh «https://a.vn/x.jpg» trong content/hinh-anh → tải ảnh về "
         "content/hinh-anh rồi dẫn tới đó",
         "7: image.alt: lời mô tả «IMG_2034.jpg» không cho biết ảnh có gì → viết như kể qua điện "
         "thoại: Đại biểu giơ thẻ biểu quyết trong hội trường",
         "10: body: ảnh «https://a.vn/x.jpg» nằm ở trang khác → tải ảnh về content/hinh-anh rồi "
         "dẫn tới đó",
         "10: body: lời mô tả «anh1» không cho biết ảnh có gì → viết như kể qua điện thoại: Đại "
         "biểu giơ thẻ biểu quyết trong hội trường",
         "12: body: lời mô tả «image» không cho biết ảnh có gì → viết như kể qua điện thoại: Đại "
         "biểu giơ thẻ biểu quyết trong hội trường"],
    ),
    "a category is not declared": (
        article(category="Hoạt động Văn phng"),
        ["4: category: chưa khai báo «Hoạt động Văn phng» → có phải «Hoạt động Văn phòng»? "
         "Nếu là mục mới, khai báo trong content/categories.yml"],
    ),
    "an office is not declared": (
        article(office="lang-sn"),
        ["5: office: chưa khai báo «lang-sn» → có phải «Văn phòng UBND tỉnh Lạng Sơn»? "
         "Nếu là mục mới, khai báo trong content/offices.yml"],
    ),
    "an old address is no path": (
        front("aliases: [cu/hop]"),
        ["5: aliases[0]: địa chỉ cũ «cu/hop» không dùng được"
         " → viết phần sau tên miền, bắt đầu bằng /: /tin-tuc/bai-cu.html"],
    ),
    "an old address goes up": (
        front("aliases: [/a/%2e%2e/b/]"),
        ["5: aliases[0]: địa chỉ cũ «/a/%2e%2e/b/» không dùng được"
         " → viết phần sau tên miền, bắt đầu bằng /: /tin-tuc/bai-cu.html"],
    ),
    "an old address is a question": (
        front("aliases: [/cu/, '/tin?id=3']"),
        ["5: aliases[1]: địa chỉ cũ «/tin?id=3» có dấu ? hoặc #, trang tĩnh không phân biệt được"
         " → bỏ địa chỉ cũ này"],
    ),
    "an old address is of another kind of file": (
        front("aliases: [/cu/hop.pdf]"),
        ["5: aliases[0]: địa chỉ cũ «/cu/hop.pdf» phải kết thúc bằng dấu gạch chéo hoặc .html"
         " → bỏ địa chỉ cũ này: chỉ trang mới chuyển được"],
    ),
    "an old address is one of the portal's": (
        front("aliases: [/2024/, /index.html, /luu-tru/]"),
        [f"5: aliases[{index}]: địa chỉ {address} dành riêng cho cổng → bỏ địa chỉ cũ này"
         for index, address in enumerate(("/2024/", "/index.html", "/luu-tru/"))],
    ),
    "an old address lies under another": (
        front("aliases: [/cu.html, /cu.html/a/]"),
        ["5: aliases[1]: địa chỉ /cu.html/a/ nằm dưới trang /cu.html của bai-viet/2024/a.md"
         " → bỏ địa chỉ cũ này"],
    ),
    "a slug is that of a month": (
        front("slug: '01'"),
        ["5: slug: địa chỉ /2024/01/ dành riêng cho cổng → đặt slug khác"],
    ),
    "a value has a colon": (
        HEAD.replace("Hội nghị", "Hội nghị: tổng kết") + "---\n\nNội dung./.\n",
        ["2: file: giá trị có dấu hai chấm nên không đọc được"
         ' → đặt cả giá trị trong ngoặc kép: title: "Hội nghị: tổng kết"'],
    ),
    "a value of another key has a colon": (
        front("author: Tin, ảnh: Phòng"),
        ["5: file: giá trị có dấu hai chấm nên không đọc được"
         ' → đặt cả giá trị trong ngoặc kép: author: "Tin, ảnh: Phòng"'],
    ),
    "a value is cut at a number sign": (
        HEAD.replace("Hội nghị", "Họp giao ban tuần #36") + "---\n\nNội dung./.\n",
        ["2: title: giá trị bị cắt ở «#36»: sau dấu # là ghi chú → đặt cả giá trị trong ngoặc kép:"
         ' title: "Họp giao ban tuần #36"; nếu đúng là ghi chú, chuyển xuống dòng riêng'],
    ),
    "there is no space behind a key": (
        HEAD.replace("title: ", "title:") + "---\n\nNội dung./.\n",
        ["2: file: thiếu dấu cách sau dấu hai chấm ở «title:Hội nghị» → viết title: Hội nghị"],
    ),
    "there is no space behind a key of an image": (
        front("image:", "  src:a.png"),
        ["5: image: thiếu dấu cách sau dấu hai chấm ở «src:a.png» → viết src: a.png"],
    ),
    "quotation marks begin a value": (
        HEAD.replace("Hội nghị", '"Một" và hai') + "---\n\nNội dung./.\n",
        ["2: file: dấu ngoặc kép nằm trong giá trị nên không rõ giá trị hết ở đâu"
         """ → đặt cả giá trị trong nháy đơn: title: '"Một" và hai'"""],
    ),
    "a value begins with a bracket": (
        HEAD.replace("Hội nghị", "[Video] Hội nghị") + "---\n\nNội dung./.\n",
        ["2: file: giá trị mở đầu bằng «[» nên máy hiểu là danh sách, không đọc được"
         ' → đặt cả giá trị trong ngoặc kép: title: "[Video] Hội nghị"'],
    ),
    "a title is in brackets": (
        HEAD.replace("Hội nghị", "[Hội nghị]") + "---\n\nNội dung./.\n",
        ["2: title: khóa này cần một dòng chữ → viết giá trị trên cùng dòng, "
         "đặt trong ngoặc kép nếu mở đầu bằng [ { hoặc có dấu : #"],
    ),
    "a correction is on no day": (
        front("updated: 30/02/2025"),
        ["5: updated: ngày 30/02/2025 không có trong lịch: tháng 2 năm 2025 có 28 ngày"
         " → viết updated: 2022-01-14 16:00"],
    ),
    "a quotation is not closed": (
        HEAD.replace("Hội nghị", '"Hội nghị') + "---\n\nNội dung./.\n",
        ["2: file: dấu ngoặc kép mở mà không đóng → thêm dấu ngoặc kép ở cuối giá trị"],
    ),
    "a line is indented by a tab": (
        front("image:", "\tsrc: a.png"),
        ["6: file: dòng thụt vào bằng phím Tab, YAML không cho phép"
         " → thay mỗi Tab bằng hai dấu cách"],
    ),
    "a key stands twice": (
        front("title: Khác"),
        ["5: title: khóa «title» viết hai lần (lần đầu ở dòng 2) → giữ một dòng, xóa dòng kia"],
    ),
    "front matter is not closed": (
        HEAD,
        ["1: file: phần khai báo mở bằng --- mà không đóng"
         " → thêm một dòng --- giữa phần khai báo và nội dung"],
    ),
    "front matter is not closed before the body": (
        HEAD + "\nNội dung./.\n",
        ["6: file: phần khai báo không đóng trước nội dung «Nội dung./.»"
         " → thêm một dòng --- ngay trên dòng này"],
    ),
    "front matter is closed by a rule of the body": (
        HEAD + "\nNội dung./.\n\n---\n\n![](a.png)\n",
        ["6: file: phần khai báo không đóng trước nội dung «Nội dung./.»"
         " → thêm một dòng --- ngay trên dòng này"],
    ),
    "the closing line is indented": (
        HEAD + " ---\n\nNội dung./.\n",
        ["5: file: dòng « ---» không đóng được phần khai báo"
         " → sửa thành đúng ba dấu gạch ngang --- ở sát lề trái"],
    ),
    "the closing line is a dash": (
        HEAD + "—\n\nNội dung./.\n\n---\n\nHết./.\n",
        ["5: file: dòng «—» không đóng được phần khai báo"
         " → sửa thành đúng ba dấu gạch ngang --- ở sát lề trái"],
    ),
    "there is no front matter": (
        "Nội dung./.\n",
        ["1: file: bài không bắt đầu bằng dòng --- → đặt --- ở dòng đầu tiên, rồi các khóa"
         " title, date, category, rồi một dòng --- nữa"],
    ),
    "the first line is a dash": (
        "\n" + HEAD.replace("---", "–––") + "–––\n\nNội dung./.\n",
        ["2: file: dòng đầu «–––» không phải ba dấu gạch ngang"
         " → sửa thành ---, dòng đóng phần khai báo cũng vậy"],
    ),
    "required keys are called otherwise": (
        "---\nTiêu đề: Hội nghị\nDate: 2024-01-15\ncategory: hoat-dong\n---\n\nNội dung./.\n",
        ["2: Tiêu đề: không có khóa «Tiêu đề» → có phải «title»?",
         "3: Date: không có khóa «Date» → có phải «date»?"],
    ),
    "the file is one of Word with another name": (
        b"PK\x03\x04\x14\0" + bytes(range(256)),
        ["1: file: đây là tệp Word hoặc tệp nén đổi đuôi thành .md"
         " → mở tệp gốc, chép chữ sang tệp .md mới (lệnh portal new tạo sẵn khuôn)"],
    ),
    "the file is TCVN3": (
        HEAD.encode()
        + b"V\xa8n ph\xdfng \xf1y ban nh\xa9n d\xa9n t\xd8nh t\xe6 ch\xf8c h\xe9i ngh\xde",
        ["5: file: tệp không phải UTF-8, có lẽ là TCVN3 (ABC)"
         " → mở lại bằng trình soạn thảo, chọn «Lưu với mã hóa UTF-8»"],
    ),
    "the file is UTF-16": (
        article().encode("utf-16"),
        ["1: file: tệp không phải UTF-8, có lẽ là UTF-16"
         " → mở lại bằng trình soạn thảo, chọn «Lưu với mã hóa UTF-8»"],
    ),
    "a link leads nowhere": (
        article(body="Xem [bài này](/2024/khong-co/)./."),
        ["7: body: liên kết tới «/2024/khong-co/» không dẫn đến đâu"
         " → sửa địa chỉ hoặc bỏ liên kết"],
    ),
    "a link leads to the file of a page": (
        article(body="Xem [bài này](/2024/a/index.html)./."),
        ["7: body: liên kết tới «/2024/a/index.html» không dẫn đến đâu → có phải /2024/a/?"],
    ),
    "a link leads to a file that the portal does not hold": (
        article(body="Xem [báo cáo](bao-cao.pdf), [bảng](/hinh-anh/bang.XLSX) và"
                     " [ảnh](/hinh-anh/anh.jpg)./."),
        [f"7: body: liên kết tới «{target}» không dẫn đến đâu → {remedy}" for target, remedy in (
            ("/hinh-anh/anh.jpg", "sửa địa chỉ hoặc bỏ liên kết"),
            ("/hinh-anh/bang.XLSX",
             "cổng không chứa tệp .XLSX: dẫn tới địa chỉ https:// nơi đã đặt tệp"),
            ("bao-cao.pdf", "cổng không chứa tệp .pdf: dẫn tới địa chỉ https:// nơi đã đặt tệp"),
        )],
    ),
    "numbers are joined": (
        article(body="Gồm 5*10 và 6*7 tờ./."),
        ["7: body: dấu * ở «Gồm 5*10 và 6*7 tờ./.» biến mất, chữ thành nghiêng, hai số hai bên"
         " dính vào nhau → dùng dấu nhân ×; muốn hiện dấu sao thì viết \\*"],
    ),
    "an image does not exist": (
        article(body="![Toàn cảnh](/hinh-anh/khong.png)"),
        ["7: body: không có ảnh «khong.png» trong content/hinh-anh"
         " → chép tệp ảnh vào content/hinh-anh"],
    ),
    "a link is a site without its scheme": (
        article(body="Xem [trang](www.a.vn), [trang](langson.gov.vn/tin) hoặc [thư](a@b.vn)."),
        ["7: body: liên kết tới «a@b.vn» không dẫn đến đâu → viết mailto:a@b.vn",
         "7: body: liên kết tới «langson.gov.vn/tin» không dẫn đến đâu"
         " → thêm https://: viết https://langson.gov.vn/tin",
         "7: body: liên kết tới «www.a.vn» không dẫn đến đâu"
         " → thêm https://: viết https://www.a.vn"],
    ),
    "a link is a telephone number": (
        article(body="Gọi [số này](0205.3800.000)."),
        ["7: body: liên kết tới «0205.3800.000» không dẫn đến đâu → viết tel:02053800000"],
    ),
    "a link and an image are on a machine of the office": (
        article(body="[Tệp](\\\\may-chu\\a.pdf), ![Núi](\\\\may-chu\\a.png)."),
        ["7: body: liên kết «\\\\may-chu\\a.pdf» chỉ mở được trên máy của người viết"
         " → dẫn tới địa chỉ https:// mà ai cũng mở được, hoặc bỏ liên kết",
         "7: body: ảnh «\\\\may-chu\\a.png» chỉ mở được trên máy của người viết"
         " → chép ảnh vào content/hinh-anh rồi viết: (/hinh-anh/ten-anh.jpg)"],
    ),
    "an image is on the editor's machine": (
        article(body="![Núi](C:\\Users\\a.jpg)\n\n![Núi](C:\\My Pictures\\a.jpg)\n\n"
                     "![Núi](data:image/png;base64,AA)"),
        [f"{line}: body: ảnh «{address}» chỉ mở được trên máy của người viết"
         " → chép ảnh vào content/hinh-anh rồi viết: (/hinh-anh/ten-anh.jpg)"
         for line, address in ((7, "C:\\Users\\a.jpg"), (9, "C:\\My Pictures\\a.jpg"),
                               (11, "data:image/png;base64,AA"))],
    ),
    "a link is on the editor's machine": (
        article(body="[Văn bản](file:///C:/a.docx)"),
        ["7: body: liên kết «file:///C:/a.docx» chỉ mở được trên máy của người viết"
         " → dẫn tới địa chỉ https:// mà ai cũng mở được, hoặc bỏ liên kết"],
    ),
    "the lead image is on the editor's machine": (
        front("image:", "  src: C:\\Users\\a.jpg", "  alt: Núi"),
        ["5: image: không có ảnh «C:\\Users\\a.jpg» trong content/hinh-anh → đường dẫn này chỉ có"
         " trên máy của người viết: chép ảnh vào content/hinh-anh"],
    ),
    "an image of HTML has no alt": (
        article(body='<img src="https://a.vn/x.jpg" alt="">'),
        ["7: body: ảnh «https://a.vn/x.jpg» nằm ở trang khác"
         " → tải ảnh về content/hinh-anh rồi dẫn tới đó",
         "7: body: ảnh «https://a.vn/x.jpg» chưa có lời mô tả cho người không nhìn thấy ảnh"
         " → viết ![Toàn cảnh hội nghị](https://a.vn/x.jpg) thay cho thẻ <img>"],
    ),
    "an image of HTML does not exist": (
        article(body="<img src='/hinh-anh/khong.png' alt='Toàn cảnh'>"),
        ["7: body: không có ảnh «khong.png» trong content/hinh-anh"
         " → chép tệp ảnh vào content/hinh-anh"],
    ),
    "the lead image has no alt": (
        front("image:", "  src: a.png"),
        ["5: image.alt: thiếu khóa bắt buộc → thêm dòng alt: Toàn cảnh hội nghị trong hội trường"],
    ),
    "a heading level is skipped": (
        article(body="## Một\n\n#### Ba\n\nNội dung./."),
        ["9: body: đề mục nhảy từ cấp 2 xuống cấp 4 → dùng 3 dấu #"],
    ),
    "a heading rivals the title": (
        article(body="# Một\n\nNội dung./."),
        ["7: body: đề mục một dấu # trùng cấp với tiêu đề bài → dùng hai dấu: ## Một"],
    ),
    "the body is empty": (
        article(body=""),
        ["6: body: bài chưa có nội dung → viết nội dung dưới dòng --- thứ hai"],
    ),
    "HTML is not allowed": (
        article(body="<script>alert(1)</script>\n\n<p onclick='x'>a</p>"),
        ["7: body: thẻ <script> không được phép → xóa thẻ này, viết bằng Markdown",
         "9: body: thuộc tính «onclick» của thẻ <p> không được phép → xóa thuộc tính này"],
    ),
    "a link runs a script": (
        article(body="[bấm](javascript:alert(1))"),
        ["7: body: liên kết kiểu «javascript:» không được phép"
         " → chỉ dùng https:, mailto:, tel: hoặc địa chỉ trong cổng"],
    ),
    "a key is Vietnamese": (
        front("Từ khóa: tổng kết", "dia_chi_cu: /cu/", "màu: xanh"),
        ["5: Từ khóa: không có khóa «Từ khóa» → có phải «tags»?",
         "6: dia_chi_cu: không có khóa «dia_chi_cu» → có phải «aliases»?",
         "7: màu: không có khóa «màu» → xóa dòng này"],
    ),
    "a file of 20 MB": (
        article(body="a" * 20_000_000),
        ["1: file: tệp lớn 20 MB, quá 2 MB"
         " → bài viết chỉ chứa chữ: đưa ảnh vào content/hinh-anh, bỏ phần thừa"],
    ),
    "an image is a file alone": (
        front("image: a.jpg"),
        ["5: image: khóa này cần các dòng con «khóa: giá trị» → để trống sau image:, hai dòng dưới"
         " thụt vào hai dấu cách: src: a.jpg và alt: lời mô tả ảnh"],
    ),
    "an image is a list": (
        front("image:", "  - src: a.jpg"),
        ["5: image: khóa này cần các dòng con «khóa: giá trị»"
         " → bỏ dấu «- » đầu dòng con, chỉ thụt vào hai dấu cách"],
    ),
    "keys of an image stand at the margin": (
        front("image:", "src: a.jpg", "alt: Hội nghị"),
        [f"{line}: {key}: không có khóa «{key}» → thụt dòng này vào hai dấu cách, dưới dòng image:"
         for line, key in ((6, "src"), (7, "alt"))],
    ),
    "quotation marks of Word do not quote": (
        front("author: “Tin, ảnh: Phòng”"),
        ["5: file: giá trị có dấu hai chấm nên không đọc được"
         ' → đặt cả giá trị trong ngoặc kép: author: "Tin, ảnh: Phòng"'],
    ),
    "a value is a comment": (
        front("tags: #hop #giaoban"),
        ["5: tags: giá trị bị cắt ở «#hop #giaoban»: sau dấu # là ghi chú → đặt cả giá trị trong"
         ' ngoặc kép: tags: "#hop #giaoban"; nếu đúng là ghi chú, chuyển xuống dòng riêng'],
    ),
    "an item is none": (
        front("statistics:", "  indicator: a", "  figure: 1 văn bản"),
        ["5: statistics: khóa này cần một danh sách → thêm «- » trước dòng đầu của mỗi mục, các"
         " dòng sau của mục thụt vào thẳng hàng"],
    ),
    "each line of an item is an item": (
        front("statistics:", "  - indicator: a", "  - figure: 1 văn bản", "  - period: 2021"),
        ["7: statistics: mỗi dòng mở đầu bằng «- » thành một mục riêng → chỉ để «- » trước dòng"
         " đầu của mỗi mục; bỏ ở các dòng sau, thụt vào thẳng hàng với nó"],
    ),
    "a status is unknown": (
        article(status="xong"),
        ["5: status: giá trị «xong» không dùng được → dùng published hoặc draft"],
    ),
    "an address has marks": (
        article(slug="Bài Một"),
        ["5: slug: địa chỉ «Bài Một» có ký tự không dùng được"
         " → chỉ dùng chữ thường không dấu, chữ số và gạch nối: tong-ket-2021"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_each_mistake_is_named_with_its_line_and_its_remedy(mistake: str, tmp_path: Path) -> None:
    """And the build refuses to publish."""
    text, expected = MISTAKES[mistake]
    site = TinySite(tmp_path, {A: text})
    assert site.messages() == [f"{A}:{line}" for line in expected]
    with pytest.raises(ContentError):
        site.build()
    assert not (tmp_path / "output").exists()


def test_curly_quotation_marks_are_those_of_the_keyboard(tmp_path: Path) -> None:
    """Word makes them; only where words are quoted for readers do they stay."""
    text = front("tags: [‘a b’, “c”]", "office: “lang-son”").replace("2024-01-15", "“2024-01-15”")
    site = TinySite(tmp_path, {A: text.replace("Hội nghị", "“Người tốt, việc tốt”")})
    assert site.messages() == []
    site.build()
    page = site.read("2024/a/index.html")
    assert "<h1>“Người tốt, việc tốt”</h1>" in page
    assert ">a b</a>" in page
    assert ">c</a>" in page


def test_all_mistakes_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    """An editor should not have to run the check once for each mistake."""
    site = TinySite(tmp_path, {
        A: article(category="khong", date="hôm qua", body="# Một\n\n![](x.png)"),
        "bai-viet/2024/b.md": "---\n",
        "trang/lien-he.md": "---\nmenu: một\n---\n",
    })  # fmt: skip
    found = {(problem.file, problem.code) for problem in site.problems()}
    assert found >= {
        (A, "wrong-date"), (A, "heading-level"), (A, "image-without-alt"),
        ("bai-viet/2024/b.md", "front-matter-not-closed"),
        ("trang/lien-he.md", "missing-key"), ("trang/lien-he.md", "wrong-menu"),
        ("trang/lien-he.md", "empty-body"),
    }  # fmt: skip


def test_errors_leave_the_last_good_output_untouched(tmp_path: Path) -> None:
    """Readers keep what they had."""
    site = TinySite(tmp_path, {A: article()})
    site.build()
    before = site.files()
    site.write("bai-viet/2024/b.md", "---\n")
    with pytest.raises(ContentError):
        site.build()
    assert site.files() == before


def test_an_article_outside_its_folder_is_named(tmp_path: Path) -> None:
    """It would never be found: the first of each folder is told, none is published."""
    site = TinySite(tmp_path, {
        A: article(), "k.md": article(), "Bài viết/2024/m.MD": article(),
        "Bài viết/2024/n.MD": article(), "ghi-chu/a.txt": "", "_nhap/x.md": article(),
    })  # fmt: skip
    remedy = "chuyển vào content/bai-viet/<năm> (bài viết) hoặc content/trang (trang riêng)"
    assert site.messages() == [
        f"{source}:1: file: tệp nằm ngoài bai-viet và trang nên không lên cổng → {remedy}"
        for source in ("Bài viết/2024/m.MD", "k.md")
    ]
    site.build()
    assert [path for path in site.files() if path.startswith("2024/")] == [
        "2024/01/index.html", "2024/a/index.html", "2024/index.html"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (unicodedata.normalize("NFD", article("Hội nghị")), "chữ tổ hợp"),
        (article("Ðại hội"), "U+00D0"),
    ],
)
def test_damaged_letters_are_mended_and_told(text: str, told: str, tmp_path: Path) -> None:
    """They block nothing: the page shows the right letters."""
    site = TinySite(tmp_path, {A: text})
    (problem,) = site.problems()
    assert told in problem.message
    assert not problem.blocks
    site.build()
    page = site.read("2024/a/index.html")
    assert unicodedata.is_normalized("NFC", page)
    assert "Ð" not in page


def test_a_file_with_a_hidden_ending_is_to_be_renamed(tmp_path: Path) -> None:
    """Notepad adds .txt, and Windows does not show it."""
    site = TinySite(tmp_path, {"bai-viet/2024/a.md.txt": article(), "bai-viet/2024/b.docx": b"PK"})
    assert site.messages() == [
        "bai-viet/2024/a.md.txt:1: file: tệp này không phải .md nên không lên cổng"
        " → đổi tên thành a.md; Windows giấu đuôi tệp: bật View, File name extensions",
        "bai-viet/2024/b.docx:1: file: tệp này không phải .md nên không lên cổng"
        ' → chuyển tệp ra chỗ khác, rồi gõ portal new --from "b.docx" để có bài từ nó',
    ]


def test_a_paragraph_that_begins_with_a_tab_is_a_paragraph(tmp_path: Path) -> None:
    """With the line of the first, and how many there are."""
    site = TinySite(tmp_path, {A: article(body="\tNội dung một.\n\n\tNội dung hai./.")})
    (problem,) = site.problems()
    assert (problem.line, problem.code, problem.blocks) == (7, "normalised", False)
    assert problem.message.startswith("2 đoạn thụt đầu dòng bằng Tab hoặc dấu cách")
    site.build()
    page = site.read("2024/a/index.html")
    assert "<p>Nội dung một.</p>" in page
    assert "<pre>" not in page


def test_a_loop_of_links_is_reported_not_followed(tmp_path: Path) -> None:
    site = TinySite(tmp_path, {A: article()})
    os.symlink(tmp_path / "content" / "bai-viet", tmp_path / "content" / "bai-viet" / "vong")
    assert site.messages() == [
        "bai-viet/vong:1: file: liên kết thư mục quay vòng về chính nó → xóa liên kết này"
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="There are no pipes in folders.")
def test_what_is_no_file_is_reported_not_read(tmp_path: Path) -> None:
    """Reading a pipe would wait for ever; what the system calls a mistake is told in Vietnamese."""
    site = TinySite(tmp_path, {A: article()})
    folder = tmp_path / "content/bai-viet/2024"
    os.mkfifo(folder / "b.md")
    os.symlink(folder / "d.md", folder / "c.md")
    os.symlink("e.md", folder / "e.md")
    assert site.messages() == [
        "bai-viet/2024/b.md:1: file: đây không phải tệp thường"
        " → xóa nó, tạo bài bằng lệnh portal new",
        "bai-viet/2024/c.md:1: file: không đọc được (liên kết dẫn tới tệp không còn)"
        " → xóa liên kết hoặc cấp quyền đọc",
        "bai-viet/2024/e.md:1: file: không đọc được (liên kết quay vòng về chính nó)"
        " → xóa liên kết hoặc cấp quyền đọc",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="Elsewhere all names are Unicode.")
def test_a_name_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    """As archives made elsewhere have them. No text can name such an image: it is not there."""
    site = TinySite(tmp_path, {A: article(), "hinh-anh/ghi-chu.txt": b""})
    for folder in (b"bai-viet", b"hinh-anh"):
        with open(os.fsencode(tmp_path / "content") + b"/" + folder + b"/b\xe0i.md", "wb"):
            pass
    assert site.messages() == [
        "bai-viet/b\ufffdi.md:1: file: tên tệp không phải UTF-8"
        " → đổi tên, chẳng hạn bằng chữ không dấu"
    ]


def test_a_file_that_vanishes_while_building_is_as_if_it_had_never_been(tmp_path: Path) -> None:
    """The scan saw it; reading found it gone."""
    site = TinySite(tmp_path, {A: article(), "bai-viet/2024/b.md": article("Hai")})
    engine = site.engine()
    read = Reader.read

    def vanish(reader: Reader, sources: Iterable[str]) -> list[ReadDocument | None]:
        (reader.content / "bai-viet/2024/b.md").unlink()
        return read(reader, sources)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reader, "read", vanish)
        engine.refresh()
    engine.build(tmp_path / "output")
    assert (tmp_path / "output/2024/a/index.html").exists()
    assert not (tmp_path / "output/2024/b").exists()
