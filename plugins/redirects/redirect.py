"""Old addresses: a page at each that leads to the new one, with or without scripts."""

from collections.abc import Iterable, Iterator
from html import escape

from portal.core.address import output_path
from portal.core.article import Article, StandingPage
from portal.core.output import File

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
        own = output_path(document.url)
        for path in dict.fromkeys(map(output_path, document.aliases)):
            if path != own:
                yield File(path, render, (document.title, document.url, site, language))
