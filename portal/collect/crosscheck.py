"""What only shows when all documents are known: addresses, keywords, links, dates to come."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import accumulate
from pathlib import Path

from portal.collect.document import Document
from portal.collect.images import check_images
from portal.collect.keywords import tag_named
from portal.collect.links import check_links, subjects
from portal.core.address import is_generated, output_path
from portal.core.picture import Catalogue
from portal.core.problem import Problem, Severity
from portal.core.vietnamese import format_date_long
from portal.core.yaml_text import key_name


def crosscheck(
    documents: Collection[Document],
    images: Catalogue,
    now: datetime,
    content: Path | None = None,
) -> Iterator[Problem]:
    """``content`` is the folder in which images may lie astray."""
    yield from _check_addresses(documents)
    yield from _check_tags(documents)
    yield from check_images(documents, images, content)
    yield from check_links(documents, images, now)
    for document in documents:
        if document.article and document.article.date > now and not document.is_draft:
            article = document.article
            yield _problem(
                document, "date", "scheduled",
                f"bài hẹn giờ: chưa lên cổng trước {format_date_long(article.date, True)}",
                "không cần làm gì; muốn đăng ngay thì sửa date", Severity.REMARK,
            )  # fmt: skip


def _check_addresses(documents: Collection[Document]) -> Iterator[Problem]:
    """Two addresses are one where they are written to one file: ``/cu`` and ``/cu/``."""
    owners: dict[str, str] = {}
    for document, subject in subjects(documents):
        key = "slug" if "slug" in document.lines else "title"
        yield from _check_address(
            document, key, subject.url, owners, "đổi slug (hoặc tên tệp) của một trong hai bài"
        )
    old = [
        (document, key_name(("aliases", index)), alias)
        for document, item in subjects(documents)
        for index, alias in enumerate(item.aliases)
    ]
    for document, key, alias in old:
        yield from _check_address(document, key, alias, owners, "bỏ địa chỉ cũ này")
    for document, key, alias in old:
        parts = output_path(alias).split("/")
        above = next(
            (path for path in accumulate(parts[:-1], "{}/{}".format) if path in owners), ""
        )
        if above:
            yield _problem(
                document, key, "duplicate-address",
                f"địa chỉ {alias} nằm dưới trang /{above} của {owners[above]}", "bỏ địa chỉ cũ này",
            )  # fmt: skip


def _check_address(
    document: Document, key: str, address: str, owners: dict[str, str], remedy: str
) -> Iterator[Problem]:
    """Enters the file of ``address`` among the ``owners`` unless it is taken."""
    path = output_path(address)
    if is_generated(path):
        yield _problem(
            document, key, "reserved-address", f"địa chỉ {address} dành riêng cho cổng",
            "đặt slug khác" if key in ("slug", "title") else remedy,
        )  # fmt: skip
    elif owners.setdefault(path, document.source) != document.source:
        yield _problem(
            document, key, "duplicate-address",
            f"địa chỉ {address} đã thuộc về {owners[path]}", remedy,
        )  # fmt: skip


def _check_tags(documents: Collection[Document]) -> Iterator[Problem]:
    """Spellings of a keyword other than the one shown, each at the newest article that has it."""
    uses: defaultdict[str, list[Document]] = defaultdict(list)
    for document in documents:
        for tag in document.article.tags if document.article else ():
            uses[tag.name].append(document)
    spellings: defaultdict[str, list[str]] = defaultdict(list)
    for name in uses:
        spellings[tag_named(name).slug].append(name)
    for names in spellings.values():
        if len(names) < 2:
            continue
        shown = min(names, key=lambda name: min(map(_age, uses[name])))
        for name in names:
            if name != shown:
                *others, newest = sorted(uses[name], key=_age)
                more = f" (và {len(others)} bài khác)" if others else ""
                oldest = min(uses[shown], key=_age)
                yield _problem(
                    newest, "tags", "tag-spelling",
                    f"từ khóa «{name}»{more} hiện là «{shown}», như ở {oldest.source}",
                    f"viết «{shown}»; muốn cách viết này thì sửa ở bài kia, "
                    "khác nghĩa thì chọn từ khóa khác", Severity.REMARK,
                )  # fmt: skip


def _age(document: Document) -> tuple[datetime, str]:
    """As in the library, which shows a keyword as its oldest article spells it."""
    assert document.article is not None
    return document.article.date, document.article.url


def _problem(
    document: Document, key: str, code: str, message: str, remedy: str,
    severity: Severity = Severity.ERROR,
) -> Problem:  # fmt: skip
    line = document.lines.get(key, 1)
    return Problem(document.source, line, key, code, severity, message, remedy)
