"""The pages that may be counted: the list that the build writes as ``counter-paths.txt``.

One path a line, sorted; an article's path is followed by a tab and its title, which makes it
eligible for *Đọc nhiều*.
"""

import logging
import os
import re
import time
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException
from pathlib import Path

from portal.core.problem import PortalError

FILE_NAME = "counter-paths.txt"
_MAX_BYTES = 64 * 1024 * 1024
_SITE_INTERVAL = 300.0  # seconds
_PATH = re.compile(r"/[^\s?#\x00-\x1f\x7f]{0,510}")
_NUMBERED = re.compile(r"/trang-[0-9]{1,5}$")
_log = logging.getLogger("counter")


class AcceptedPaths:
    """The pages that may be counted: path → title, "" for pages that are no articles."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self.accept(titles)

    def accept(self, titles: Mapping[str, str]) -> None:
        """Put another list in force."""
        self._by_name = {path.strip("/"): path for path in titles}
        self.titles = titles

    def find(self, path: str) -> str | None:
        """The accepted path that ``path`` means, slashes at the ends aside, or ``None``.

        The numbered pages of a list (``/chuyen-muc/tin-tuc/trang-2/``) count as the list.
        """
        name = path.strip("/")
        return self._by_name.get(name) or self._by_name.get(_NUMBERED.sub("", name))

    def refresh(self) -> None:
        """Put the newest list in force. Blocks; never raises."""


class PublishedPaths(AcceptedPaths):
    """The list of a build, kept up to date with its source: a file, or its address at the site.

    It is read when the service starts; :class:`PortalError` if it cannot be. Later, a list that
    cannot be read leaves the last one in force.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._stamp = self._look()
        super().__init__(parse(self._read(), source))

    def refresh(self) -> None:
        stamp = self._look()
        if stamp == self._stamp:
            return
        try:
            self.accept(parse(self._read(), self._source))
            self._stamp = stamp
        except PortalError as error:
            _log.warning("%s Tiếp tục dùng danh sách đang có.", error)

    def _look(self) -> tuple[float, ...]:
        """Something that changes with the list; for a site, every few minutes."""
        if "://" in self._source:
            return (time.monotonic() // _SITE_INTERVAL,)
        try:
            status = os.stat(self._source)
        except OSError:
            return ()
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _read(self) -> str:
        try:
            if "://" not in self._source:
                return Path(self._source).read_text("utf-8")
            if not self._source.startswith(("https://", "http://")):
                raise ValueError("chỉ đọc được tệp hoặc địa chỉ https://")
            with urllib.request.urlopen(self._source, timeout=10) as response:
                return str(response.read(_MAX_BYTES), "utf-8")
        except (OSError, ValueError, HTTPException) as error:
            raise PortalError(
                f"Không đọc được danh sách trang được đếm “{self._source}”: {error}."
                f" Dựng cổng tin để có tệp {FILE_NAME}, rồi chỉ tới tệp ấy."
            ) from error


def parse(text: str, source: str = FILE_NAME) -> dict[str, str]:
    """Path → title from the list's text; raises :class:`PortalError` for a line that is no path."""
    titles: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        path, _, title = line.partition("\t")
        if not path:
            continue
        if not is_path(path):
            raise PortalError(
                f"{source}:{number}: “{path[:80]}” không phải đường dẫn của một trang."
            )
        titles[path] = title.strip()
    return titles


def is_path(text: str) -> bool:
    """Whether ``text`` is the path of a page: begins with a slash, short, no query."""
    return _PATH.fullmatch(text) is not None
