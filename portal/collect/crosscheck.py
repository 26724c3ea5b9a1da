"""What only shows when all documents are known: addresses, links, images, dates to come."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from difflib import get_close_matches

from portal.collect.document import Document, link_target
from portal.core.picture import Catalogue
from portal.core.problem import Problem, Severity
from portal.core.vietnamese import format_date_long

RESERVED = (
    "assets", "chuyen-muc", "don-vi", "du-lieu", "feeds", "hinh-anh", "nguon-tin", "ngoai-tuyen",
    "pdf", "search", "so-do-cong", "so-lieu", "tim-kiem", "tu-khoa",
)  # fmt: skip
"""First parts of addresses that belong to the portal itself."""

GENERATED = ("/", *(f"/{name}/" for name in RESERVED))


def crosscheck(
    documents: Collection[Document], images: Catalogue, now: datetime
) -> Iterator[Problem]:
    addresses = _addresses(documents)
    owners: dict[str, str] = {}
    for document in documents:
        for address, key in _own_addresses(document):
            if address in owners:
                yield _problem(
                    document, key, "duplicate-address",
                    f"địa chỉ {address} đã thuộc về {owners[address]}",
                    "đổi slug (hoặc tên tệp) của một trong hai bài",
                )  # fmt: skip
            elif address.strip("/").split("/")[0] in RESERVED:
                yield _problem(
                    document, key, "reserved-address", f"địa chỉ {address} dành riêng cho cổng",
                    "đặt slug khác",
                )  # fmt: skip
            else:
                owners[address] = document.source
    for document in documents:
        yield from _check_references(document, documents, images, addresses)
        if document.article and document.article.date > now and not document.is_draft:
            article = document.article
            yield _problem(
                document, "date", "scheduled",
                f"bài hẹn giờ: chưa lên cổng trước {format_date_long(article.date, True)}",
                "không cần làm gì; muốn đăng ngay thì sửa date", Severity.REMARK,
            )  # fmt: skip


def _own_addresses(document: Document) -> Iterator[tuple[str, str]]:
    subject = document.article or document.page
    if subject:
        yield subject.url, "slug" if "slug" in document.lines else "title"
        for alias in subject.aliases:
            yield alias, "aliases"


def _addresses(documents: Collection[Document]) -> dict[str, str]:
    """Every address and every source path that a body may link to → the address."""
    found: dict[str, str] = {}
    for document in documents:
        subject = document.article or document.page
        if subject:
            found[subject.url] = found[document.source] = subject.url
            for alias in subject.aliases:
                found[alias] = subject.url
    return found


def _check_references(
    document: Document,
    documents: Collection[Document],
    images: Catalogue,
    addresses: Mapping[str, str],
) -> Iterator[Problem]:
    article = document.article
    if article and article.image:
        line = document.lines.get("image", 1)
        yield from _check_image(document, line, "image", article.image.src, images)
    for reference in document.references:
        if reference.is_image:
            yield from _check_image(document, reference.line, "body", reference.target, images)
            continue
        path = link_target(document.source, reference.target)
        if not path or path in addresses or _is_generated(path):
            continue
        if path.startswith("/hinh-anh/") and path.removeprefix("/hinh-anh/") in images:
            continue
        nearest = get_close_matches(path, addresses, n=1, cutoff=0.7)
        yield Problem(
            document.source, reference.line, "body", "broken-link", Severity.ERROR,
            f"liên kết tới «{reference.target}» không dẫn đến đâu",
            f"có phải {nearest[0]}?" if nearest else "sửa địa chỉ hoặc bỏ liên kết",
        )  # fmt: skip


def _is_generated(path: str) -> bool:
    """Whether the portal itself makes the page, as far as the address tells."""
    first, _, rest = path.strip("/").partition("/")
    if path in GENERATED or first in RESERVED:
        return True
    return len(first) == 4 and first.isdigit() and (not rest or (len(rest) == 2 and rest.isdigit()))


def _check_image(
    document: Document, line: int, key: str, source: str, images: Catalogue
) -> Iterator[Problem]:
    if source in images.defects:
        defect = images.defects[source]
        code, message, remedy = defect.code, f"«{source}»: {defect.message}", defect.remedy
    elif source not in images:
        code, message = "missing-image", f"không có ảnh «{source}» trong content/hinh-anh"
        remedy = "chép tệp ảnh vào content/hinh-anh"
        # Windows does not tell capitals from small letters; web servers do.
        names = {name.lower(): name for name in images}
        if nearest := get_close_matches(source.lower(), names, n=1, cutoff=0.6):
            remedy = f"có phải «{names[nearest[0]]}»? Nếu không, {remedy}"
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


def _problem(
    document: Document, key: str, code: str, message: str, remedy: str,
    severity: Severity = Severity.ERROR,
) -> Problem:  # fmt: skip
    line = document.lines.get(key, 1)
    return Problem(document.source, line, key, code, severity, message, remedy)
