"""Reads a document in a process of its own, which a hostile file may crash or keep busy.

Run as `python -m gofigr_jupyter.documents.child NAME FOLDER`: the document comes by standard input,
its pictures go into files of the folder, and standard output tells about them in JSON.
"""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

import msgspec

from gofigr_jupyter.documents import reading
from gofigr_jupyter.documents.contents import Contents, Told
from gofigr_jupyter.documents.found import Broken, Left
from gofigr_jupyter.runtime.bounds import bound

SECONDS = 120
"""Of the processor."""


def contents(data: bytes, name: str, folder: Path) -> Contents:
    """The pictures of a document, put into `folder`."""
    left = Left()
    told = []
    try:
        for number, found in enumerate(reading.pictures(data, name, left)):
            (folder / str(number)).write_bytes(found.data)
            told.append(
                Told(
                    number=number,
                    format=found.format,
                    title=found.title,
                    anchor=found.anchor,
                    place=dict(found.place),
                    context=found.context,
                    alt_text=found.alt_text,
                    code=found.code,
                    language=found.language,
                )
            )
    except Broken as error:
        return Contents(problem=error.message, hint=error.hint)
    return Contents(pictures=told, left_out=dict(left.out))


def main() -> None:
    """Read what comes by standard input."""
    bound(seconds=SECONDS)
    warnings.simplefilter("ignore")
    name, folder = sys.argv[1:]
    found = contents(sys.stdin.buffer.read(), name, Path(folder))
    sys.stdout.buffer.write(msgspec.json.encode(found))


if __name__ == "__main__":
    main()
