"""Everything the pages of a site load besides images, under addresses that never go stale.

An address carries the hash of what it gives, so a server may say *immutable* and a new release
never meets an old style sheet. Templates ask by name: ``main.css``, ``js/main.js``,
``components/search/search.js``, ``fonts/be-vietnam-pro-400.woff2``, ``img/icon.svg``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from plugins.assets import scripts, stylesheet
from portal.cache import keep, kept
from portal.core.problem import PortalError
from portal.typography import web as fonts

FOLDER = "/assets/"

SCORER = "components/search/lunr.js"
"""The module that is made of the package lunr."""
SCORER_PARTS = (
    *("lunr", "utils", "field_ref", "set", "pipeline", "vector", "token_set", "token_set_builder"),
    *("index", "match_data", "query"),
)
"""The files of lunr's ``lib`` that answer queries. The others read text and make an index; they are
two fifths of its weight."""
STYLESHEET = "main.css"


@dataclass(frozen=True)
class Assets:
    """The assets of one theme; reading is lazy and happens once."""

    theme: Path
    """The folder with ``static`` and ``templates``."""
    packages: Path
    """Where npm installs: ``node_modules``."""

    def address(self, name: str) -> str:
        """Site-absolute address of the asset ``name``; :class:`PortalError` if there is none."""
        try:
            return self.addresses[name]
        except KeyError:
            raise PortalError(f"Giao diện không có tệp {name}") from None

    @cached_property
    def addresses(self) -> Mapping[str, str]:
        """Name → address of every asset, in order of name."""
        addresses = {
            **{name: _address(name, digest) for name, digest in self.fonts.items()},
            **{name: _address(name, _digest(data)) for name, data in self.contents.items()},
        }
        return dict(sorted(addresses.items()))

    @cached_property
    def digest(self) -> str:
        """Stands for all addresses, hence for all contents."""
        return _digest("\n".join(self.addresses.values()).encode())

    @cached_property
    def contents(self) -> Mapping[str, bytes]:
        """Name → bytes of every asset but the fonts, which take half a second to make."""
        contents = dict(self._static())
        addresses = {name: _address(name, digest) for name, digest in self.fonts.items()}
        addresses |= {name: _address(name, _digest(data)) for name, data in contents.items()}
        contents[STYLESHEET] = self._stylesheet(addresses)
        contents |= self._scripts()
        return contents

    @cached_property
    def fonts(self) -> Mapping[str, str]:
        """Name → digest of each font, known from its sources without making it."""
        return {
            f"fonts/be-vietnam-pro-{weight}.woff2": _digest(
                fonts.RECIPE.encode(), *fonts.read(self.packages, weight)
            )
            for weight in fonts.WEIGHTS
        }

    def _static(self) -> Iterator[tuple[str, bytes]]:
        static = self.theme / "static"
        for path in sorted(static.rglob("*")):
            name = path.relative_to(static).as_posix()
            if path.is_file() and path.suffix not in {".css", ".js"}:
                yield name, path.read_bytes()

    def _stylesheet(self, addresses: Mapping[str, str]) -> bytes:
        css = stylesheet.bundle(
            self.theme / "static" / "css", self.theme / "templates" / "components"
        )
        return stylesheet.link(stylesheet.minify(css), lambda name: addresses[name]).encode()

    def _scripts(self) -> dict[str, bytes]:
        static, templates = self.theme / "static", self.theme / "templates"
        sources = {
            path.relative_to(root).as_posix(): path.read_text("utf-8")
            for root, pattern in ((static, "js/*.js"), (templates, "components/*/*.js"))
            for path in sorted(root.glob(pattern))
        }
        if (templates / SCORER).parent.is_dir():  # A theme without search needs no package for it.
            sources[SCORER] = scorer(self.packages)
        addresses: dict[str, str] = {}
        contents: dict[str, bytes] = {}
        for name in scripts.in_order(sources):
            contents[name] = scripts.minify(scripts.link(sources[name], name, addresses)).encode()
            addresses[name] = _address(name, _digest(contents[name]))
        return contents


def scorer(packages: Path) -> str:
    """lunr as a module, as far as it scores."""
    folder = packages / "lunr" / "lib"
    parts = [(folder / f"{part}.js").read_text("utf-8") for part in SCORER_PARTS]
    return scripts.from_parts(parts, "lunr", "lunr, MIT, Copyright (C) Oliver Nightingale")


def publish(workspace: Path, assets: Assets) -> Iterator[tuple[str, bytes]]:
    """Every asset as (path in the output, bytes); fonts are made once for the same sources."""
    for name, data in assets.contents.items():
        yield assets.address(name).removeprefix("/"), data
    for name, digest in assets.fonts.items():
        yield assets.address(name).removeprefix("/"), _font(workspace, assets, name, digest)


def _font(workspace: Path, assets: Assets, name: str, digest: str) -> bytes:
    """Made of packages alone, a font is kept beside them: once an installation, not once a site."""
    path = assets.packages / ".cache" / "cong-tin" / f"{digest}.woff2"
    for place in (path, workspace / path.name):
        if data := kept(place):
            return data
    weight = int(PurePosixPath(name).stem.rpartition("-")[2])
    data = fonts.build(fonts.read(assets.packages, weight))
    try:
        keep(path, data)
    except OSError:  # The packages are somebody else's: not ours to write to.
        keep(workspace / path.name, data)
    return data


def _digest(*parts: bytes) -> str:
    digest = blake2b(digest_size=5)
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def _address(name: str, digest: str) -> str:
    path = PurePosixPath(name)
    return f"{FOLDER}{path.stem}-{digest}{path.suffix}"
