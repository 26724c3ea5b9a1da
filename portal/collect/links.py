"""Where the links of documents lead, now that all documents are known."""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from urllib.parse import unquote

from portal.collect.document import Document, link_target, slug_of
from portal.core.address import is_generated, output_path
from portal.core.article import Article, StandingPage
from portal.core.library import Declarations
from portal.core.nearest import Nearest
from portal.core.picture import FOLDER, Catalogue
from portal.core.problem import Problem, Severity
from portal.core.vietnamese import nfc
from portal.markup.references import Reference, heading_meant, is_of_browsers

_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|zip|rar|mp[34])$", re.IGNORECASE)

_SITE = re.compile(
    r"www\.|(?:[a-z0-9-]+\.)+(?:vn|com|org|net|gov|edu|info|me|be|gl|gle|ly)(?:[/:?#]|$)"
)
"""An address of elsewhere without its scheme: *langson.gov.vn/tin*, *zalo.me/…*."""
_PAGES_OF_FIGURES = ("/so-lieu/", "/du-lieu/")


def check_links(
    documents: Collection[Document], images: Catalogue, now: datetime
) -> Iterator[Problem]:
    """Links of all documents to each other, to their old addresses and to images."""
    targets = _Targets(documents, images, now)
    for document in documents:
        for reference in document.references:
            if not reference.is_image and (problem := targets.problem_of(document, reference)):
                yield problem


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


class _Targets:
    """What links may lead to, as far as documents and images tell."""

    def __init__(self, documents: Collection[Document], images: Catalogue, now: datetime) -> None:
        self.images = images
        self.now = now
        self.addresses = _addresses(documents)
        self.hidden = _addresses([item for item in documents if item.is_hidden(now)])
        self.unusable = _unusable(documents)
        self.nearest = Nearest(self.addresses)

    def problem_of(self, document: Document, link: Reference) -> Problem | None:
        path = link_target(document.source, link.target)
        if path in self.hidden and not document.is_hidden(self.now):
            return Problem(
                document.source, link.line, "body", "unpublished-link", Severity.ERROR,
                f"liên kết tới «{link.target}» dẫn tới bài chưa lên cổng (nháp hoặc hẹn giờ)",
                "đăng bài ấy trước, hoặc tạm bỏ liên kết",
            )  # fmt: skip
        if not path or path in self.addresses or self._is_of_portal(path):
            return None
        if self.unusable and slug_of(path.rstrip("/")) in self.unusable:
            return None  # its own errors say enough
        return Problem(
            document.source, link.line, "body", "broken-link", Severity.ERROR,
            f"liên kết tới «{link.target}» không dẫn đến đâu",
            _remedy_for_link(link.target, path, self.nearest),
        )  # fmt: skip

    def _is_of_portal(self, path: str) -> bool:
        if path.startswith(FOLDER):
            source = path.removeprefix(FOLDER)
            return source in self.images or source in self.images.defects
        return is_generated(output_path(path))


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
