"""Looks at pictures in a child process: hostile ones end the child, not the service.

Run as `python -m gofigr_jupyter.service.thumbnails.looker`, with pictures as in batches.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gofigr_jupyter.service.thumbnails import batches
from gofigr_jupyter.service.thumbnails.child import Children
from gofigr_jupyter.service.thumbnails.kinds import Kind

if TYPE_CHECKING:
    from PIL.Image import Image

SECONDS = 20


def looks(
    children: Children, pictures: Sequence[tuple[Kind, bytes]]
) -> Sequence[tuple[bytes, bytes]]:
    """Features and a small copy of each picture, empty where it cannot be read.

    They end with the first one over which the child died. Raises OSError where no process can be
    started.
    """
    told = batches.told(children, __name__, pictures)
    return list(zip(told[::2], told[1::2], strict=False))


def main() -> None:
    """Look at what comes by standard input."""
    for image in batches.given(seconds=SECONDS):
        batches.tell(*_look(image))


def _look(image: Image | None) -> tuple[bytes, bytes]:
    from gofigr_jupyter.pictures.looks.features import features_of
    from gofigr_jupyter.pictures.looks.overlay import copy_of

    return (features_of(image).packed(), copy_of(image)) if image else (b"", b"")


if __name__ == "__main__":
    main()
