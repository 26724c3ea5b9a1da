"""Which images are published: those that published texts show, and no others."""

from collections.abc import Iterable, Iterator

from portal.core.output import File
from portal.core.picture import FOLDER, Catalogue, stem, variants
from portal.imaging.store import ImageStore, Rendition


def files(sources: Iterable[str], images: Catalogue, store: ImageStore) -> Iterator[File]:
    """Every variant of every image, once: two folders may hold the same picture."""
    planned: set[str] = set()
    for src in dict.fromkeys(sources):
        info = images.get(src)
        if info is None:
            continue  # The check of references names it to the editor.
        for variant in variants(info):
            if variant.url not in planned:
                planned.add(variant.url)
                yield File(variant.url.lstrip("/"), encoded, (store.rendition(info, variant),))


def find(path: str, images: Catalogue, store: ImageStore) -> File | None:
    """The variant at ``path``, without a look at those of all other images."""
    for info in images.values() if path.startswith(FOLDER.lstrip("/")) else ():
        # All variants of an image begin alike: comparing that far tells most images apart.
        if path.startswith(stem(info).lstrip("/")):
            for variant in variants(info):
                if variant.url == f"/{path}":
                    return File(path, encoded, (store.rendition(info, variant),))
    return None


def encoded(rendition: Rendition) -> bytes:
    return rendition.read()
