"""The images that documents name: whether they are there, and which were meant where not."""

import posixpath
import re
from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path

from portal.collect.document import Document
from portal.collect.scan import IMAGES
from portal.core.nearest import nearest
from portal.core.picture import FOLDER, Catalogue
from portal.core.problem import Problem, Severity
from portal.markup.addresses import is_on_own_machine
from portal.markup.render import image_source

_SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".heic")


def check_images(
    documents: Collection[Document], images: Catalogue, content: Path | None
) -> Iterator[Problem]:
    """Images of all documents; files of them may lie astray in the folder ``content``."""
    strays = _Strays(content)
    for document in documents:
        article = document.article
        if article and article.image:
            line = document.lines.get("image", 1)
            yield from _check_image(document, line, "image", article.image.src, images, strays)
        for reference in document.references:
            if reference.is_image:
                yield from _check_image(
                    document, reference.line, "body", reference.target, images, strays
                )


def _check_image(
    document: Document, line: int, key: str, source: str, images: Catalogue, strays: "_Strays"
) -> Iterator[Problem]:
    if source in images.defects:
        defect = images.defects[source]
        code, message, remedy = defect.code, f"«{source}»: {defect.message}", defect.remedy
    elif source not in images:
        code, message = "missing-image", f"không có ảnh «{source}» trong content/hinh-anh"
        remedy = _remedy_for_image(source, images, strays)
    elif images[source].animated:
        yield Problem(
            document.source, line, key, "animated-image", Severity.REMARK,
            f"«{source}» là ảnh động: cổng chỉ hiện khung hình đầu",
            "chọn sẵn một khung hình rõ nhất, lưu thành JPEG hoặc PNG",
        )  # fmt: skip
        return
    else:
        return
    yield Problem(document.source, line, key, code, Severity.ERROR, message, remedy)


def _remedy_for_image(source: str, images: Catalogue, strays: "_Strays") -> str:
    if is_on_own_machine(source):
        return "đường dẫn này chỉ có trên máy của người viết: chép ảnh vào content/hinh-anh"
    if re.match(r"(?:https?:)?//", source):
        return "tải ảnh về content/hinh-anh rồi dẫn tới đó"
    if "\\" in source:
        slashed = image_source(source.replace("\\", "/"))
        return f"dùng dấu / thay cho \\: {FOLDER}{slashed}"
    if stray := strays.find(posixpath.basename(source)):
        return f"tệp đang ở content/{stray}: chuyển vào content/hinh-anh"
    remedy = "chép tệp ảnh vào content/hinh-anh"
    meant = _nearest_image(source, images)
    return f"có phải «{meant}»? Nếu không, {remedy}" if meant else remedy


def _nearest_image(source: str, images: Catalogue) -> str | None:
    """By the name alone: the extension of most images is the same, and their folder."""
    # Windows does not tell capitals from small letters; web servers do.
    stems = {_stem(name): name for name in images}
    return stems.get(nearest(_stem(source), stems, 0.6))


def _stem(source: str) -> str:
    return posixpath.splitext(posixpath.basename(source))[0].lower()


class _Strays:
    """Images that lie in the content folder where nobody looks for them."""

    def __init__(self, content: Path | None) -> None:
        self.content = content

    def find(self, name: str) -> str | None:
        """Path of a file of that name, capitals aside, relative to the content folder."""
        return self._by_name.get(name.lower())

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Looked up once, and only where an image is missing: the folder may be large."""
        if self.content is None:
            return {}
        paths = [path.relative_to(self.content) for path in self.content.rglob("*.*")]
        return {
            path.name.lower(): path.as_posix()
            for path in paths
            if path.suffix.lower() in _SUFFIXES and path.parts[0] != IMAGES
        }
