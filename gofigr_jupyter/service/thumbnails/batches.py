"""Pictures that go to a child process one after another, and what it says of each.

They come by its standard input, and what it says goes to its standard output, each piece after its
length.
"""

from __future__ import annotations

import io
import os
import struct
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from gofigr_jupyter.runtime.bounds import bound
from gofigr_jupyter.service.thumbnails.child import CLOCK_SECONDS, Children
from gofigr_jupyter.service.thumbnails.kinds import Kind

if TYPE_CHECKING:
    from PIL.Image import Image

_LENGTH = struct.Struct("<Q")
DRAWN_SIDE = 1024
"""Pixels of what has none of its own."""
NICENESS = 10


def told(
    children: Children,
    module: str,
    pictures: Sequence[tuple[Kind, bytes]],
    *,
    seconds: float = CLOCK_SECONDS,
) -> Sequence[bytes]:
    """All pieces that `module` says of pictures in a child, as far as it came.

    Raises OSError where no process can be started.
    """
    sent = _joined([piece for kind, data in pictures for piece in (kind.encode(), data)])
    _, said = children.run(module, data=sent, seconds=seconds)
    return list(_pieces(io.BytesIO(said)))


def given(*, seconds: int) -> Iterator[Image | None]:
    """In a child: the pictures that it is given, None for those that cannot be read.

    The child is bound to so many seconds of the processor, and lets others go first.
    """
    bound(seconds=seconds)
    with suppress(AttributeError, OSError):
        os.nice(NICENESS)
    pieces = _pieces(sys.stdin.buffer)
    for kind, data in zip(pieces, pieces, strict=False):
        yield _image(Kind(kind.decode()), data)


def tell(*pieces: bytes) -> None:
    """In a child: say these pieces of a picture."""
    sys.stdout.buffer.write(_joined(pieces))
    sys.stdout.buffer.flush()


def _image(kind: Kind, data: bytes) -> Image | None:
    from gofigr_jupyter.service.thumbnails.documents import DRAWERS
    from gofigr_jupyter.service.thumbnails.pictures import decoded

    raster = DRAWERS[kind](data, DRAWN_SIDE) if kind in DRAWERS else data
    return decoded(raster) if raster else None


def _joined(pieces: Sequence[bytes]) -> bytes:
    return b"".join(_LENGTH.pack(len(piece)) + piece for piece in pieces)


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    """Whole pieces, as far as there are any."""
    while len(head := source.read(_LENGTH.size)) == _LENGTH.size:
        (length,) = _LENGTH.unpack(head)
        piece = source.read(length)
        if len(piece) < length:
            return
        yield piece
