"""All images of the content folder, measured; files that did not change are not opened again."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from portal.cache import keep
from portal.core.picture import Catalogue, Defect, ImageInfo
from portal.core.vietnamese import nfc
from portal.imaging.inspection import inspect

FORMAT = 1
"""Of the notes in the cache; raise it when what is noted changes."""


def catalogue(content: Path, cache: Path, *, anew: bool = False) -> Catalogue:
    """The images under ``content/hinh-anh``, by NFC path relative to it.

    What was found is noted in ``cache`` with each file's size and time of change: a second call
    costs one ``stat`` a file, unless all are to be looked at ``anew``. A lost or damaged note only
    costs time.
    """
    folder = content / "hinh-anh"
    notes_file = cache / "images" / "catalogue.json"
    before = _read_notes(notes_file)
    notes: dict[str, Any] = {}
    images: dict[str, ImageInfo] = {}
    defects: dict[str, Defect] = {}
    for src, entry in sorted(_files(folder, "")):
        try:
            state = entry.stat()
        except OSError:  # It vanished, or it is a link to nothing: for us it is not there.
            continue
        stamp = [state.st_size, state.st_mtime_ns]
        note = before.get(src)
        if anew or note is None or note["stamp"] != stamp:
            note = {"stamp": stamp, **_note(inspect(Path(entry.path), src))}
        notes[src] = note
        if "image" in note:
            images[nfc(src)] = ImageInfo(**note["image"])
        else:
            defects[nfc(src)] = Defect(**note["defect"])
    if notes != before:
        text = json.dumps({"format": FORMAT, "notes": notes}, ensure_ascii=False)
        keep(notes_file, text.encode())
    return Catalogue(images, defects)


def _note(found: ImageInfo | Defect) -> dict[str, Any]:
    return {"image" if isinstance(found, ImageInfo) else "defect": asdict(found)}


def _read_notes(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_bytes())
        notes = data["notes"].items() if data["format"] == FORMAT else ()
        return {src: note for src, note in notes if "stamp" in note and len(note) > 1}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _files(folder: Path, prefix: str) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """Files below ``folder``; hidden ones are nobody's images, linked folders may be loops, and
    what has a name that is not UTF-8 cannot be named in a text."""
    try:
        entries = os.scandir(folder)
    except OSError:
        return
    with entries:
        for entry in entries:
            if entry.name.startswith((".", "~$")) or entry.name.lower() in {
                "thumbs.db",
                "desktop.ini",
            }:
                continue
            if os.fsencode(entry.name).decode(errors="replace") != entry.name:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path), f"{prefix}{entry.name}/")
            elif entry.is_file():
                yield prefix + entry.name, entry
