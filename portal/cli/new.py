"""``portal new``: an article to begin with, in the right place, with every key explained."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from plugins.bridge.settings import load
from portal.cli.arguments import DEFAULT_SETTINGS, Content, SettingsFile
from portal.cli.report import say
from portal.collect.declarations import load_declarations
from portal.collect.scan import IMAGES
from portal.core.front_matter import Moment
from portal.core.problem import PortalError
from portal.core.vietnamese import VIETNAM, clean, parse_date, slug
from portal.core.yaml_text import plain, quoted
from portal.word.document import WordDocument
from portal.word.markdown import markdown

_TEMPLATE = """\
---
title: {title}
date: {date}
category: {category}
# Tóm tắt dưới tiêu đề; bỏ trống thì lấy đoạn đầu của bài.
summary:
tags: []
# Ghi như sẽ in cuối bài, ví dụ "Tin, ảnh: Phòng Tổng hợp".
author:{author}
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

{body}
"""
_BODY = "Viết nội dung ở đây./."


class ExistsError(PortalError):
    """The file is already there; it is left as it is."""


def new(
    title: Annotated[str, typer.Argument(help="Tiêu đề bài viết.")] = "",
    category: Annotated[str, typer.Option("--category", help="Tên hoặc mã chuyên mục.")] = "",
    date: Annotated[str, typer.Option("--date", help="Ngày đăng; bỏ trống là bây giờ.")] = "",
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Tệp Word (.docx) lấy làm nội dung bài."),
    ] = None,
    content: Content = None,
    settings: SettingsFile = DEFAULT_SETTINGS,
) -> None:
    """Tạo tệp cho một bài viết mới, trống hoặc từ một tệp Word."""
    loaded = load(settings, content)
    folder = Path(loaded["PATH"])
    moment = _moment(date)
    word = WordDocument.open(source) if source else None
    title = title.strip() or (word.take_title() if word else "") or typer.prompt("Tiêu đề")
    title = clean(" ".join(title.split()))[0]
    declarations, _ = load_declarations(folder, loaded["OFFICE"], loaded["SITENAME"])
    name = next(iter(declarations.categories.values())).name
    if category:
        found = declarations.category_names.find(category)
        if found is None:
            known = ", ".join(item.name for item in declarations.categories.values())
            raise typer.BadParameter(f"không có chuyên mục «{category}»; các chuyên mục: {known}")
        name = declarations.categories[found].name
    path = folder / "bai-viet" / str(moment.at.year) / f"{slug(title) or 'bai-moi'}.md"
    if path.exists():
        raise ExistsError(f"đã có tệp {path}; đặt tiêu đề khác")
    author = clean(word.take_author())[0] if word else ""
    body, pictures, told = _from_word(word, folder, path.stem) if word else (_BODY, {}, [])
    # A time that nobody gave would be printed as midnight.
    day = f"{moment.at:%Y-%m-%d %H:%M}" if moment.has_time else f"{moment.at:%Y-%m-%d}"
    text = _TEMPLATE.format(
        title=quoted(title), date=day, category=plain(name), body=body,
        author=author and f" {quoted(author)}",
        indicator=next(iter(declarations.indicators), "van-ban.di"),
    )  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    for name, data in pictures.items():
        (folder / IMAGES).mkdir(exist_ok=True)
        (folder / IMAGES / name).write_bytes(data)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    for sentence in (f"Đã tạo {path}", *told):
        say(sentence)


def _from_word(
    word: WordDocument, folder: Path, stem: str
) -> tuple[str, dict[str, bytes], list[str]]:
    """The text of an article, its pictures by their new names, and what an editor must know."""
    names = [""] * len(word.pictures)
    pictures: dict[str, bytes] = {}
    shown = word.shown_pictures()  # not the emblem of a letterhead
    for number, place in enumerate(shown, 1):
        picture = word.pictures[place]
        names[place] = name = _free_name(folder / IMAGES, f"{stem}-{number}", picture.suffix)
        if name:
            pictures[name] = picture.data
    body, notes = clean(markdown(word.blocks, [name and f"/{IMAGES}/{name}" for name in names]))
    told = [str(note) for note in notes]
    if word.left_out:
        told.append(f"Không lấy: {', '.join(dict.fromkeys(word.left_out))}")
    if pictures:
        told.append(
            f"Đã chép {len(pictures)} ảnh vào {folder / IMAGES}: viết lời mô tả của từng ảnh giữa"
            " dấu ngoặc vuông ![…]"
        )
    if lost := len(shown) - len(pictures):
        told.append(
            f"Không lấy {lost} hình kiểu EMF, WMF, TIFF, trình duyệt không hiện được: trong Word"
            " bấm phải từng hình, Save as Picture, chọn PNG"
        )
    told.append("Đọc lại bài, rồi chạy portal check")
    return body, pictures, told


def _free_name(folder: Path, stem: str, suffix: str) -> str:
    """A name of no file that is there; empty where there is nothing to name."""
    if not suffix:
        return ""
    name, tried = f"{stem}{suffix}", 1
    while (folder / name).exists():
        tried += 1
        name = f"{stem}-{tried}{suffix}"
    return name


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
