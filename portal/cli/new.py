"""``portal new``: an article to begin with, in the right place, with every key explained."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from plugins.bridge.settings import load
from portal.cli.arguments import DEFAULT_SETTINGS, Content, SettingsFile
from portal.cli.report import say
from portal.collect.declarations import load_declarations
from portal.core.front_matter import Moment
from portal.core.problem import PortalError
from portal.core.vietnamese import VIETNAM, nfc, parse_date, slug
from portal.core.yaml_text import plain, quoted

_TEMPLATE = """\
---
title: {title}
date: {date}
category: {category}
# Tóm tắt dưới tiêu đề; bỏ trống thì lấy đoạn đầu của bài.
summary:
tags: []
# Ghi như sẽ in cuối bài, ví dụ "Tin, ảnh: Phòng Tổng hợp".
author:
# Bỏ dấu # ở bốn dòng sau nếu bài có ảnh (tệp đặt trong content/hinh-anh).
# image:
#   src: ten-anh.jpg
#   alt: Ảnh cho thấy gì, viết cho người không nhìn thấy ảnh
#   caption: Lời ghi dưới ảnh
# Bài có số liệu? Viết xong, gõ portal figures read và tên tệp này: máy gợi ý các dòng sau.
# statistics:
#   - indicator: {indicator}
#     figure: Chép nguyên cụm từ có con số trong bài
# Đổi thành published khi bài đã xong.
status: draft
---

Viết nội dung ở đây./.
"""


class ExistsError(PortalError):
    """The file is already there; it is left as it is."""


def new(
    title: Annotated[str, typer.Argument(help="Tiêu đề bài viết.")] = "",
    category: Annotated[str, typer.Option("--category", help="Tên hoặc mã chuyên mục.")] = "",
    date: Annotated[str, typer.Option("--date", help="Ngày đăng; bỏ trống là bây giờ.")] = "",
    content: Content = None,
    settings: SettingsFile = DEFAULT_SETTINGS,
) -> None:
    """Tạo tệp cho một bài viết mới."""
    loaded = load(settings, content)
    folder = Path(loaded["PATH"])
    title = nfc(" ".join((title or typer.prompt("Tiêu đề")).split()))
    moment = _moment(date)
    declarations, _ = load_declarations(folder, loaded["OFFICE"], loaded["SITENAME"])
    name = next(iter(declarations.categories.values())).name
    if category:
        found = declarations.category_names.find(category)
        if found is None:
            known = ", ".join(item.name for item in declarations.categories.values())
            raise typer.BadParameter(f"không có chuyên mục «{category}»; các chuyên mục: {known}")
        name = declarations.categories[found].name
    path = folder / "bai-viet" / str(moment.at.year) / f"{slug(title) or 'bai-moi'}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    # A time that nobody gave would be printed as midnight.
    day = f"{moment.at:%Y-%m-%d %H:%M}" if moment.has_time else f"{moment.at:%Y-%m-%d}"
    text = _TEMPLATE.format(
        title=quoted(title), date=day, category=plain(name),
        indicator=next(iter(declarations.indicators), "van-ban.di"),
    )  # fmt: skip
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise ExistsError(f"đã có tệp {path}; đặt tiêu đề khác") from None
    say(f"Đã tạo {path}")


def _moment(text: str) -> Moment:
    if not text:
        return Moment(datetime.now(VIETNAM), has_time=True)
    try:
        parsed = parse_date(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    if parsed is None:
        raise typer.BadParameter(f"không hiểu ngày «{text}»; viết 2022-01-14 16:00")
    return Moment(*parsed)
