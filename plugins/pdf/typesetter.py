"""Make PDFs with Typst, each once for its content, and keep them in the cache.

Typst's threads do not survive a fork. So that whatever forks later finds them unborn, PDFs are
made in forked workers only (in this process where there is no fork).
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

from plugins.pdf.edition import Edition
from portal.cache import keep, kept
from portal.core.picture import ImageInfo, Variant
from portal.core.problem import PortalError
from portal.imaging.store import ImageStore
from portal.typography import print as fonts
from portal.workers import default_jobs, map_chunks

STANDARD = "ua-1"
"""PDF/UA-1 (ISO 14289-1): tagged, titled, with a language and texts for images."""

CHUNK = 8


@dataclass(frozen=True)
class Typesetter:
    """What it takes to make a PDF besides what it shows; any of the folders may be empty."""

    template: Path
    """``theme/print/article.typ``."""
    packages: Path
    """``node_modules``, for the fonts."""
    cache: Path
    store: ImageStore

    @classmethod
    def of(cls, settings: Mapping[str, Any], template: Path, packages: Path) -> "Typesetter":
        cache = Path(settings["CACHE_PATH"]).resolve()
        return cls(template, packages, cache, ImageStore.of(settings))

    @cached_property
    def digest(self) -> str:
        """Stands for how a PDF looks, whatever it shows."""
        hasher = blake2b(self.template.read_bytes(), digest_size=16)
        hasher.update(f"{version('typst')} {STANDARD} {fonts.FACES}".encode())
        for module in sorted(Path(__file__).parent.glob("*.py")):
            hasher.update(module.read_bytes())
        return hasher.hexdigest()

    def path(self, edition: Edition) -> Path:
        name = blake2b(f"{self.digest} {edition.digest}".encode(), digest_size=16).hexdigest()
        return self.cache / "pdf" / name[:2] / f"{name}.pdf"

    def make_all(self, editions: Sequence[Edition]) -> None:
        """Make those that the cache lacks."""
        missing = [edition for edition in editions if not self.path(edition).exists()]
        if missing:
            self._faces  # noqa: B018 (made here, once, and not by each worker)
            # Not here: Typst's threads would not survive the next fork.
            for _ in map_chunks(
                self._make_some, missing, jobs=max(2, default_jobs()), chunk=CHUNK, least=1,
                here=False,
            ):  # fmt: skip
                pass

    def read(self, edition: Edition) -> bytes:
        path = self.path(edition)
        data = kept(path)
        if data is None:
            path.unlink(missing_ok=True)
            self.make_all([edition])
            data = path.read_bytes()
        return data

    def size(self, edition: Edition) -> int | None:
        """In bytes; ``None`` if the PDF was not made yet."""
        try:
            return self.path(edition).stat().st_size
        except FileNotFoundError:
            return None

    def _make_some(self, editions: Sequence[Edition]) -> None:
        for edition in editions:
            keep(self.path(edition), self.compile(edition))

    def compile(self, edition: Edition) -> bytes:
        """The PDF, made in this process; raises :class:`PortalError` naming the article."""
        import typst  # noqa: PLC0415 (large, and needed by few builds)

        template = f"/pdf/{self.digest}.typ"
        copy = self.cache / template[1:]
        if not copy.exists():
            keep(copy, self.template.read_bytes())
        document = edition.document(template, self._image).encode()
        compiler = _compiler(self.cache, self._faces)
        try:
            # A sign that no face has (a smiley, say) is all that can break the standard.
            with suppress(typst.TypstError):
                return _compile(compiler, document, edition, [STANDARD])
            return _compile(compiler, document, edition, [])
        except typst.TypstError as error:
            raise PortalError(
                f"{edition.article.source}: không tạo được PDF ({error.message}) → "
                "báo người quản trị cổng; có thể tạm bỏ năm này khỏi PDF_YEARS"
            ) from error

    def _image(self, info: ImageInfo, variant: Variant) -> str:
        """Path of a variant below the cache, which is Typst's root."""
        return "/" + self.store.path(info, variant).resolve().relative_to(self.cache).as_posix()

    @cached_property
    def _faces(self) -> Path:
        return fonts.folder(self.packages, self.cache)


@cache
def _compiler(root: Path, faces: Path) -> Any:
    import typst  # noqa: PLC0415

    return typst.Compiler(root=root, font_paths=[faces], ignore_system_fonts=True)


def _compile(compiler: Any, document: bytes, edition: Edition, standards: list[str]) -> bytes:
    data: bytes = compiler.compile(
        document, format="pdf", pdf_standards=standards, timestamp=edition.stamp
    )
    return data
