"""Reading: tells what a document is by its bytes, and finds the pictures in it."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath

from gofigr_jupyter.documents import notebooks, powerpoint, word
from gofigr_jupyter.documents.archive import Archive
from gofigr_jupyter.documents.found import (
    MOST_BYTES,
    MOST_PICTURES,
    Broken,
    Left,
    Picture,
    one_line,
    too_much,
)
from gofigr_jupyter.documents.metafiles import is_metafile, picture_in

MOST_PIXELS = 80_000_000
SMALLEST = 32
"""Pixels of the longer side: smaller ones are bullets and icons."""
METAFILE = "in a drawing format of Windows (EMF, WMF), which cannot be read here"
_KEPT = {"PNG": "png", "JPEG": "jpeg", "TIFF": "tiff"}
_DRAWN_ANEW = ("GIF", "BMP", "WEBP")
_SVG = re.compile(
    rb"\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)*(<!DOCTYPE svg[^>\[]*>\s*)?<svg\b", re.S
)


def pictures(data: bytes, name: str, left: Left) -> Iterator[Picture]:
    """The pictures of a document that can be kept, each with a title of its own.

    Raises Broken for what is no document, is broken, or is over a limit. What single pictures lack
    is noted in `left`.
    """
    titles: Counter[str] = Counter()
    total = 0
    for number, found in enumerate(_of_document(data, name, left), 1):
        usable = _usable(found, left)
        if usable is None:
            if found.anchor == "":  # the document is the picture
                raise Broken(f"The picture is {next(iter(left.out))}.", hint="Send another one.")
            continue
        total += len(usable.data)
        if number > MOST_PICTURES or total > MOST_BYTES:
            raise too_much(f"has more than {MOST_PICTURES:,} pictures, or too large ones")
        titles[usable.title] += 1
        count = titles[usable.title]
        yield usable if count == 1 else replace(usable, title=f"{usable.title} ({count})")


def _of_document(data: bytes, name: str, left: Left) -> Iterable[Picture]:
    if data.startswith(b"PK\x03\x04"):
        return _of_archive(Archive(data), left)
    if b"%PDF-" in data[:1024]:
        from gofigr_jupyter.documents import pdfs

        return pdfs.pictures(data, name, left)
    if notebooks.is_notebook(data):
        return notebooks.pictures(data)
    if _format(data) is not None or is_metafile(data):
        title = one_line(PurePath(name).stem) or "Picture"
        return [Picture(data=data, format="", title=title, anchor="")]
    raise Broken(
        f"{name[:100]!r} is none of the documents that can be imported.",
        hint="These are PowerPoint, Word, PDF, notebooks, pictures, and zip files of them.",
    )


def _of_archive(archive: Archive, left: Left) -> Iterable[Picture]:
    if archive.has(powerpoint.MAIN):
        return powerpoint.pictures(archive, left)
    if archive.has(word.MAIN):
        return word.pictures(archive, left)
    return _of_folder(archive, left)


def _of_folder(archive: Archive, left: Left) -> Iterator[Picture]:
    """What is in a zip file; zip files in it stay closed, documents do not."""
    for name in archive.names:
        if name.startswith("__MACOSX/"):
            continue
        data = archive.read(name)
        if _is_plain_zip(data):
            continue
        try:
            for found in _of_document(data, name, left):
                anchor = one_line(f"{name}, {found.anchor}" if found.anchor else name)
                place = {**found.place, "file": one_line(name)}
                yield replace(found, anchor=anchor, place=place)
        except Broken:  # a zip holds anything; what is no document is not asked for
            continue


def _is_plain_zip(data: bytes) -> bool:
    if not data.startswith(b"PK\x03\x04"):
        return False
    inner = Archive(data)
    return not (inner.has(powerpoint.MAIN) or inner.has(word.MAIN))


def _format(data: bytes) -> str | None:
    """What a picture is by its bytes: a name that Pillow has, or SVG."""
    from PIL import Image

    if _SVG.match(data[:4096]):
        return "SVG"
    try:
        with Image.open(io.BytesIO(data), formats=(*_KEPT, *_DRAWN_ANEW)) as image:
            return image.format
    except Image.DecompressionBombError:
        return "HUGE"
    except (OSError, ValueError, EOFError):
        return None


def _usable(found: Picture, left: Left) -> Picture | None:
    """The picture in a format that is kept, or None with a note."""
    if is_metafile(found.data):
        found = replace(found, data=picture_in(found.data) or found.data)
    format = _format(found.data)
    if format is None:
        left.note(METAFILE if is_metafile(found.data) else "in a format that cannot be read")
        return None
    if format == "SVG":
        if b"<!ENTITY" in found.data:
            left.note("an SVG that declares entities")
            return None
        return replace(found, format="svg")
    reason = "of too many pixels" if format == "HUGE" else _reason(found.data)
    if reason:
        left.note(reason)
        return None
    if format in _KEPT:
        return replace(found, format=_KEPT[format])
    try:
        return replace(found, format="png", data=_as_png(found.data))
    except (OSError, ValueError, EOFError):
        left.note("broken")
        return None


def _reason(data: bytes) -> str:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        if image.width * image.height > MOST_PIXELS:
            return "of too many pixels"
        return "smaller than a figure" if max(image.size) < SMALLEST else ""


def _as_png(data: bytes) -> bytes:
    from PIL import Image

    target = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        image.save(target, "PNG")
    return target.getvalue()
