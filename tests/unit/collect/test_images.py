"""What an editor is told about images: which file, which line, what to do."""

from datetime import datetime

from tiny_library import library

from portal.collect.crosscheck import crosscheck
from portal.collect.document import read_document
from portal.core.picture import Catalogue, Defect, ImageInfo
from portal.core.problem import Severity
from portal.core.vietnamese import VIETNAM

SOURCE = "bai-viet/2021/bai.md"
TEXT = """---
title: Bài thử
date: 26/01/2021
category: hoat-dong
image:
  src: {0}
  alt: Núi
---

Đoạn mở đầu.

![Núi]({1})
"""
IMAGES = Catalogue(
    images={
        "tot.jpg": ImageInfo("tot.jpg", 9, 9, "d", "jpeg"),
        "dong.gif": ImageInfo("dong.gif", 9, 9, "d", "gif", animated=True),
    },
    defects={"hong.jpg": Defect("image-broken", "ảnh hỏng", "chép lại")},
)


def told(lead: str, inside: str) -> list[tuple[str, Severity]]:
    text = TEXT.format(lead, f"/hinh-anh/{inside}")
    document = read_document(SOURCE, text.encode(), library([]).declarations)
    assert document.problems == ()
    now = datetime(2022, 1, 1, tzinfo=VIETNAM)
    return [(str(problem), problem.severity) for problem in crosscheck([document], IMAGES, now)]


def test_good_images_are_not_mentioned() -> None:
    assert told("tot.jpg", "tot.jpg") == []


def test_a_file_that_cannot_be_published_is_named_where_it_is_used() -> None:
    assert told("hong.jpg", "hong.jpg") == [
        (f"{SOURCE}:5: image: «hong.jpg»: ảnh hỏng → chép lại", Severity.ERROR),
        (f"{SOURCE}:12: body: «hong.jpg»: ảnh hỏng → chép lại", Severity.ERROR),
    ]


def test_a_missing_image_brings_up_the_nearest_name() -> None:
    """Windows does not tell capitals apart, web servers do."""
    for written in ("Tot.JPG", "tott.jpg"):
        ((message, severity),) = told(written, "tot.jpg")
        assert severity is Severity.ERROR
        assert message == (
            f"{SOURCE}:5: image: không có ảnh «{written}» trong content/hinh-anh → "
            "có phải «tot.jpg»? Nếu không, chép tệp ảnh vào content/hinh-anh"
        )
    for written in ("khac-han.webp", "nam.jpg"):  # that both end with .jpg says nothing
        ((message, _),) = told(written, "tot.jpg")
        assert message.endswith(" → chép tệp ảnh vào content/hinh-anh")


def test_a_path_as_windows_writes_it_is_turned_round() -> None:
    ((message, _),) = told("tot.jpg", "hinh-anh\\2024\\nam.jpg")
    assert message.endswith(" → dùng dấu / thay cho \\: /hinh-anh/2024/nam.jpg")


def test_a_moving_image_is_remarked_upon() -> None:
    ((message, severity),) = told("tot.jpg", "dong.gif")
    assert message.startswith(f"{SOURCE}:12: body: «dong.gif» là ảnh động: cổng chỉ hiện")
    assert severity is Severity.REMARK
