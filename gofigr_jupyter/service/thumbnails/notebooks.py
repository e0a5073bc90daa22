"""What stands for a notebook: its first picture, or else its first lines."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping

PICTURES = ("image/png", "image/jpeg")


def first_picture(notebook: object) -> bytes | None:
    """The first picture among the outputs."""
    for cell in _cells(notebook):
        outputs = cell.get("outputs")
        for output in outputs if isinstance(outputs, list) else ():
            data = output.get("data") if isinstance(output, dict) else None
            for media_type in PICTURES:
                found = _bytes(data.get(media_type)) if isinstance(data, dict) else None
                if found:
                    return found
    return None


def text(notebook: object) -> str:
    """The text of the first cells, with an empty line between them."""
    told: list[str] = []
    for cell in _cells(notebook):
        source = _joined(cell.get("source"))
        if source.strip():
            told.append(source.strip())
        if len(told) == 20:
            break
    return "\n\n".join(told)


def parsed(data: bytes) -> object:
    """The JSON of a notebook; None where it is none."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _cells(notebook: object) -> Iterator[Mapping[str, object]]:
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    for cell in cells if isinstance(cells, list) else ():
        if isinstance(cell, dict):
            yield cell


def _joined(source: object) -> str:
    if isinstance(source, list):
        return "".join(part for part in source if isinstance(part, str))
    return source if isinstance(source, str) else ""


def _bytes(encoded: object) -> bytes | None:
    try:
        return base64.b64decode(_joined(encoded), validate=False)
    except (binascii.Error, ValueError):
        return None
