"""A published site as its files: pages, what they point to, and whether that is there."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import brotli
from lxml import etree, html

SITE_URL = "https://vpubnd.example.gov.vn"


class Site:
    """The built files and their parsed pages, by site-absolute address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def files(self) -> frozenset[str]:
        return frozenset(
            f"/{file.relative_to(self.folder).as_posix()}"
            for file in self.folder.rglob("*")
            if file.is_file()
        )

    @cached_property
    def pages(self) -> Mapping[str, html.HtmlElement]:
        """Address of each HTML file → its parsed root."""
        return {
            address: html.document_fromstring(self.read(address).decode())
            for address in sorted(self.files)
            if address.endswith(".html")
        }

    @cached_property
    def ids(self) -> Mapping[str, frozenset[str]]:
        return {address: frozenset(root.xpath("//@id")) for address, root in self.pages.items()}

    def read(self, address: str) -> bytes:
        return (self.folder / address.lstrip("/")).read_bytes()

    def weight(self, address: str) -> int:
        """Bytes that travel, compressed as a host does once (Brotli 11)."""
        return len(brotli.compress(self.read(address)))

    def missing(self, base: str, reference: str) -> bool:
        """Whether ``reference``, found in the file at ``base``, leads nowhere on this site."""
        target, fragment = urldefrag(urljoin(f"{SITE_URL}{base}", reference))
        parts = urlsplit(target)
        if parts.scheme not in ("http", "https") or f"{parts.scheme}://{parts.netloc}" != SITE_URL:
            return False
        path = unquote(parts.path)
        file = f"{path}index.html" if path.endswith("/") else path
        if file not in self.files:
            return True
        return bool(fragment) and file in self.ids and unquote(fragment) not in self.ids[file]

    def dead_links(self) -> list[str]:
        """``page → link`` of all that pages point to and that is not there."""
        return [
            f"{address} → {reference}"
            for address, root in self.pages.items()
            for reference in references(root)
            if self.missing(address, reference)
        ]

    def dead_addresses(self) -> list[str]:
        """The same of feeds, site map, and what pages tell search engines."""
        found: dict[str, list[str]] = {}
        for address in sorted(self.files):
            if address.endswith(".xml"):
                text = self.read(address).decode()
                root = etree.fromstring(text.encode())
                found[address] = [
                    *root.xpath("//@href | //@url | //@src"),
                    *re.findall(r">(https?://[^<]+)<", text),
                ]
            elif address.startswith("/feeds/") and address.endswith(".json"):
                found[address] = _addresses(self.read(address).decode())
        for address, page in self.pages.items():
            data = "".join(page.xpath("//script[@type='application/ld+json']/text()"))
            found[address] = _addresses(data) if data else []
        return [
            f"{address} → {one}"
            for address, all_found in found.items()
            for one in all_found
            if self.missing(address, one)
        ]

    def empty_headings(self) -> list[str]:
        return [
            f"{address}: {heading.text_content().strip()!r}"
            for address, root in self.pages.items()
            for heading in root.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
            if not heading.xpath("ancestor::*[@hidden]")
            if not heading.text_content().strip() or not has_content(heading)
        ]


def is_redirect(root: html.HtmlElement) -> bool:
    return bool(root.xpath("//meta[@http-equiv='refresh']"))


def references(root: html.HtmlElement) -> Iterator[str]:
    """Everything a page points to: links, images in every width, scripts, styles."""
    yield from root.xpath(
        "//@href | //@src | //@action | //@poster | //meta[@property='og:image']/@content"
    )
    for candidates in root.xpath("//@srcset"):
        for candidate in candidates.split(","):
            yield candidate.split()[0]


def has_content(heading: html.HtmlElement) -> bool:
    """Whether something other than a heading of its level or above follows."""
    level = int(heading.tag[1])
    for element in heading.xpath("following::*"):
        if not isinstance(element.tag, str):
            continue
        if re.fullmatch(r"h[1-6]", element.tag):
            return int(element.tag[1]) > level
        if element.tag in ("footer", "aside") and element.getparent().tag == "body":
            return False
        if element.text_content().strip() or element.tag in ("img", "svg", "input", "picture"):
            return True
    return False


def _addresses(data: str) -> list[str]:
    json.loads(data)
    return re.findall(r'"(https?://[^"\\]+)"', data)
