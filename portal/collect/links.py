"""Where the links and images of documents lead, now that all documents are known."""

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from portal.collect.document import Document, link_target, slug_of
from portal.core.address import is_generated, output_path
from portal.core.article import Article, StandingPage
from portal.core.library import Declarations
from portal.core.nearest import Nearest
from portal.core.picture import FOLDER, Catalogue
from portal.core.problem import Problem, Severity
from portal.core.vietnamese import nfc
from portal.markup.addresses import is_on_own_machine
from portal.markup.references import heading_meant, is_of_browsers
from portal.markup.render import image_source

_IMAGE_SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".heic")
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|zip|rar|mp[34])$", re.IGNORECASE)

_SITE = re.compile(
    r"www\.|(?:[a-z0-9-]+\.)+(?:vn|com|org|net|gov|edu|info|me|be|gl|gle|ly)(?:[/:?#]|$)"
)
"""An address of elsewhere without its scheme: *langson.gov.vn/tin*, *zalo.me/…*."""
_PAGES_OF_FIGURES = ("/so-lieu/", "/du-lieu/")


def check_links(
    documents: Collection[Document], images: Catalogue, now: datetime, content: Path | None
) -> Iterator[Problem]:
    """Links and images of all documents; images may lie astray in the folder ``content``."""
    strays = Strays(content)
    addresses = _addresses(documents)
    nearest = Nearest(addresses)
    unusable = _unusable(documents)
    hidden = _addresses([document for document in documents if document.is_hidden(now)])
    for document in documents:
        closed = {} if document.is_hidden(now) else hidden
        yield from _check_references(document, images, addresses, closed, unusable, strays, nearest)


def dead_links(
    documents: Collection[Document],
    now: datetime,
    leads: Callable[[str], str],
    declarations: Declarations,
) -> Iterator[Problem]:
    """Links to what the portal itself writes, which :func:`check_links` knows nothing of.

    ``leads`` tells of a site-absolute address where the site has it: the address itself, another
    that was meant, or ``""``.
    """
    own = {subject.url for _, subject in subjects(documents)}
    old = _addresses(documents).keys() - own
    for document in documents:
        for reference in () if document.is_hidden(now) else document.references:
            path = link_target(document.source, reference.target)
            if reference.is_image or path[:1] != "/" or path in own or path.startswith(FOLDER):
                continue
            if not (path in old or is_generated(output_path(path))):
                continue
            if (meant := leads(path)) == path:
                continue
            if lacking := _lacking(path, declarations):
                yield Problem(
                    document.source, reference.line, "body", "unpublished-link", Severity.ERROR,
                    f"liên kết tới «{reference.target}» dẫn tới trang chưa có: {lacking}",
                    "khi có, cổng tự làm trang ấy; tới lúc đó tạm bỏ liên kết",
                )  # fmt: skip
            else:
                yield Problem(
                    document.source, reference.line, "body", "broken-link", Severity.ERROR,
                    f"liên kết tới «{reference.target}» không dẫn đến đâu",
                    f"có phải {meant}?" if meant else "sửa địa chỉ hoặc bỏ liên kết",
                )  # fmt: skip


def _lacking(path: str, declarations: Declarations) -> str:
    """What must be published first for the portal to make the page at ``path``, as far as that is
    known; many a link to one is written while a site is new."""
    if path in _PAGES_OF_FIGURES:
        return "cổng chưa có bài nào khai số liệu (statistics)"
    whose = (
        (declarations.categories, "chuyên mục này chưa có bài nào"),
        (declarations.offices, "đơn vị này chưa có bài nào"),
        (declarations.indicators, "chỉ tiêu này chưa có số liệu nào"),
    )
    known = (why for things, why in whose if any(path == item.url for item in things.values()))
    return next(known, "")


def lost_anchors(
    documents: Collection[Document],
    ids_of: Callable[[str], Collection[str]],
) -> Iterator[Problem]:
    """Links to headings of other documents that have none such; that a draft cannot be opened is
    told already. ``ids_of``, which is asked for few, takes a document's digest."""
    links = [
        (document, reference, link_target(document.source, reference.target))
        for document in documents
        for reference in document.references
        if "#" in reference.target and not reference.is_image
    ]
    wanted = {path for _, _, path in links}
    digests = {
        address: document.digest
        for document, subject in (subjects(documents) if wanted else ())
        for address in (subject.url, nfc(document.source), *subject.aliases)
        if address in wanted and not document.is_draft
    }
    known: dict[str, Collection[str]] = {}
    for document, reference, path in links:
        written, _, fragment = reference.target.partition("#")
        fragment = nfc(unquote(fragment))
        if path not in digests or is_of_browsers(fragment):
            continue
        digest = digests[path]
        if digest not in known:
            known[digest] = ids_of(digest)
        if known[digest] and fragment not in known[digest]:
            near = heading_meant(fragment, known[digest])
            yield Problem(
                document.source, reference.line, "body", "broken-link", Severity.REMARK,
                f"liên kết tới «{reference.target}» không dẫn đến đề mục nào của bài ấy",
                f"có phải {written}#{near}?" if near else "sửa phần sau dấu #, hoặc xóa phần ấy",
            )  # fmt: skip


def _check_references(
    document: Document,
    images: Catalogue,
    addresses: Mapping[str, str],
    hidden: Mapping[str, str],
    unusable: Collection[str],
    strays: "Strays",
    nearest: Nearest,
) -> Iterator[Problem]:
    """``hidden`` are those of the ``addresses`` that readers of this document cannot open."""
    article = document.article
    if article and article.image:
        line = document.lines.get("image", 1)
        yield from _check_image(document, line, "image", article.image.src, images, strays)
    for reference in document.references:
        if reference.is_image:
            yield from _check_image(
                document, reference.line, "body", reference.target, images, strays
            )
            continue
        path = link_target(document.source, reference.target)
        if path in hidden:
            yield Problem(
                document.source, reference.line, "body", "unpublished-link", Severity.ERROR,
                f"liên kết tới «{reference.target}» dẫn tới bài chưa lên cổng (nháp hoặc hẹn giờ)",
                "đăng bài ấy trước, hoặc tạm bỏ liên kết",
            )  # fmt: skip
            continue
        if not path or path in addresses:
            continue
        if path.startswith(FOLDER):
            source = path.removeprefix(FOLDER)
            if source in images or source in images.defects:
                continue
        elif is_generated(output_path(path)):
            continue
        if unusable and slug_of(path.rstrip("/")) in unusable:
            continue  # its own errors say enough
        yield Problem(
            document.source, reference.line, "body", "broken-link", Severity.ERROR,
            f"liên kết tới «{reference.target}» không dẫn đến đâu",
            _remedy_for_link(reference.target, path, nearest),
        )  # fmt: skip


def _remedy_for_link(written: str, path: str, nearest: Nearest) -> str:
    if re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", written):
        return f"viết mailto:{written}"
    if _SITE.match(written):
        return f"thêm https://: viết https://{written}"
    if re.fullmatch(r"\+?\d[\d .()-]{7,}", written):
        return f"viết tel:{re.sub(r'[ .()-]', '', written)}"
    if suffix := _DOCUMENT.search(path):
        return f"cổng không chứa tệp {suffix[0]}: dẫn tới địa chỉ https:// nơi đã đặt tệp"
    meant = nearest.to(path.removesuffix("index.html"))
    if " " in meant:
        meant = f"<{meant}>"
    return f"có phải {meant}?" if meant else "sửa địa chỉ hoặc bỏ liên kết"


def _check_image(
    document: Document, line: int, key: str, source: str, images: Catalogue, strays: "Strays"
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


def _remedy_for_image(source: str, images: Catalogue, strays: "Strays") -> str:
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
    nearest = _nearest_image(source, images)
    return f"có phải «{nearest}»? Nếu không, {remedy}" if nearest else remedy


def _nearest_image(source: str, images: Catalogue) -> str | None:
    """By the name alone: the extension of most images is the same, and their folder."""
    # Windows does not tell capitals from small letters; web servers do.
    stems = {_stem(name): name for name in images}
    nearest = get_close_matches(_stem(source), stems, n=1, cutoff=0.6)
    return stems[nearest[0]] if nearest else None


def _stem(source: str) -> str:
    return posixpath.splitext(posixpath.basename(source))[0].lower()


class Strays:
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
            if path.suffix.lower() in _IMAGE_SUFFIXES and path.parts[0] != "hinh-anh"
        }


def subjects(
    documents: Collection[Document],
) -> Iterator[tuple[Document, Article | StandingPage]]:
    for document in documents:
        if subject := document.subject:
            yield document, subject


def _addresses(documents: Collection[Document]) -> dict[str, str]:
    """Every address and every source path that a body may link to → the address."""
    found: dict[str, str] = {}
    for document, subject in subjects(documents):
        found[subject.url] = found[nfc(document.source)] = subject.url
        for alias in subject.aliases:
            found[alias] = subject.url
    return found


def _unusable(documents: Collection[Document]) -> frozenset[str]:
    """Last parts of the addresses that documents with errors will have once they are mended."""
    return frozenset(slug_of(document.source) for document in documents if document.subject is None)
