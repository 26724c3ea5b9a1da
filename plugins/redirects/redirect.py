"""Old addresses: a page at each that leads to the new one, with or without scripts."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from urllib.parse import unquote

from portal.core.article import Article, StandingPage
from portal.core.output import File
from portal.core.problem import Problem, Severity

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={url}">
<link rel="canonical" href="{site}{url}">
</head>
<body>
<main>
<h1>Trang đã chuyển địa chỉ</h1>
<p>Trang này nay ở địa chỉ mới: <a href="{url}">{title}</a>.</p>
</main>
</body>
</html>
"""


def render(title: str, url: str, site: str, language: str) -> bytes:
    """A page without script or style: browsers go on at once, readers see where to."""
    return _PAGE.format(
        title=escape(title), url=escape(url), site=escape(site), language=escape(language)
    ).encode()


def files(
    documents: Iterable[Article | StandingPage], *, site: str, language: str
) -> Iterator[File]:
    for document in documents:
        for alias in document.aliases:
            if _why_not(alias) is None:
                inputs = (document.title, document.url, site, language)
                yield File(output_path(alias), render, inputs)


def problems(documents: Sequence[Article | StandingPage]) -> Iterator[Problem]:
    """Old addresses that cannot lead anywhere, or that would be written where another stands.

    Addresses that are equal letter by letter are found where documents are collected.
    """
    if not any(document.aliases for document in documents):
        return
    owners = {output_path(item.url): (item, item.url) for item in documents}
    for document in sorted(documents, key=lambda item: item.source):
        for alias in document.aliases:
            reason = _why_not(alias)
            if reason is not None:
                yield _problem(document, "wrong-alias", f"«{alias}» {reason}")
                continue
            owner, address = owners.setdefault(output_path(alias), (document, alias))
            if owner is not document and address != alias:
                yield _problem(
                    document, "alias-taken", f"«{alias}» đã là địa chỉ của «{owner.source}»"
                )


def output_path(address: str) -> str:
    """Where a site-absolute address is written: ``/cu/bai/`` → ``cu/bai/index.html``."""
    path = unquote(address).strip("/")
    if address.endswith("/") or "." not in path.rsplit("/", 1)[-1]:
        return f"{path}/index.html"
    return path


def _why_not(alias: str) -> str | None:
    if not alias.startswith("/") or alias.startswith("//"):
        return "không bắt đầu bằng một dấu gạch chéo"
    if "?" in alias or "#" in alias:
        return "có dấu ? hoặc #, trang tĩnh không phân biệt được"
    path = unquote(alias)
    if not path.strip("/"):
        return "là trang chủ"
    if any(part in {"", ".", ".."} for part in path.strip("/").split("/")) or "\\" in path:
        return "không phải một đường dẫn"
    if not output_path(alias).endswith((".html", ".htm")):
        return "phải kết thúc bằng dấu gạch chéo hoặc .html"
    return None


def _problem(document: Article | StandingPage, code: str, message: str) -> Problem:
    return Problem(
        file=document.source,
        line=1,
        key="aliases",
        code=code,
        severity=Severity.ERROR,
        message=message,
        remedy="sửa hoặc bỏ địa chỉ cũ này, viết như /2019/ten-bai-cu/ hoặc /tin/ten-bai.html",
    )
