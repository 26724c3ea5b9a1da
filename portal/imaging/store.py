"""The published files of images: made once for a content, then read from the cache."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import __version__ as pillow_version

from portal.cache import keep, kept
from portal.core.picture import RECIPE, ImageInfo, Variant
from portal.imaging.encoding import encode


@dataclass(frozen=True, slots=True)
class ImageStore:
    """Where originals lie and where encoded variants are kept; either may be shared."""

    originals: Path
    """``content/hinh-anh``."""
    cache: Path

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "ImageStore":
        """The store of a site: ``PATH`` is the content folder, ``CACHE_PATH`` the cache."""
        return cls(
            originals=Path(settings["PATH"]) / "hinh-anh",
            cache=Path(settings["CACHE_PATH"]) / "images",
        )

    def rendition(self, info: ImageInfo, variant: Variant) -> "Rendition":
        return Rendition(info, variant, self)

    def read(self, info: ImageInfo, variant: Variant) -> bytes:
        """The bytes of a variant; encodes them if the cache lacks them."""
        path = self._path(info, variant)
        data = kept(path)
        if data is None:
            data = encode(self.originals / info.src, info, variant)
            keep(path, data)
        return data

    def path(self, info: ImageInfo, variant: Variant) -> Path:
        """The file in the cache that holds a variant, for programs that read files."""
        self.read(info, variant)
        return self._path(info, variant)

    def _path(self, info: ImageInfo, variant: Variant) -> Path:
        size = f"{variant.width}x{variant.height}.{variant.extension}"
        return self.cache / info.digest[:2] / f"{info.digest}-{RECIPE}-{pillow_version}-{size}"


@dataclass(frozen=True, slots=True)
class Rendition:
    """One published file as an input of an output: small to hold, read when needed."""

    info: ImageInfo
    variant: Variant
    store: ImageStore

    @property
    def digest(self) -> str:
        """The address carries the digest of the original, the size and the recipe."""
        return self.variant.url

    def read(self) -> bytes:
        return self.store.read(self.info, self.variant)
