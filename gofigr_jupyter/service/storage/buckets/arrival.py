"""BucketArrival: bytes that come in piece by piece, on their way to a bucket.

A blob is named after all of its bytes, so they are gathered in a file here before they go up.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from gofigr_jupyter.errors import StorageUnavailable
from gofigr_jupyter.ids import ContentHash


class Adopting(Protocol):
    """Blobs that take a file whose hash is known."""

    def adopt(self, file: Path, hash: ContentHash) -> None:
        """Make the content of `file`, which has this hash, a blob."""


class BucketArrival:
    """Implements `domain.ports.Arrival`: hashes while it writes to `file`."""

    def __init__(self, blobs: Adopting, file: Path) -> None:
        from blake3 import blake3

        self._blobs = blobs
        self._path = file
        self._hash = blake3(max_threads=blake3.AUTO)
        self._size = 0
        with _writing(file.parent):
            self._file = open(file, "xb", buffering=0, opener=_private)  # noqa: SIM115  # `keep` or `discard` close it

    def write(self, piece: bytes) -> None:
        """Take one more piece. Raises StorageUnavailable when it cannot be written."""
        with _writing(self._path.parent):
            rest = memoryview(piece)
            while rest:
                rest = rest[self._file.write(rest) :]
        self._hash.update(piece)
        self._size += len(piece)

    def keep(self) -> tuple[ContentHash, int]:
        """Make all pieces durable as one blob: its hash and its size."""
        self._file.close()
        hash = ContentHash(self._hash.hexdigest())
        self._blobs.adopt(self._path, hash)
        self._path.unlink(missing_ok=True)
        return hash, self._size

    def discard(self) -> None:
        """Forget the pieces; harmless after `keep`."""
        self._file.close()
        self._path.unlink(missing_ok=True)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageUnavailable(
            f"The folder {folder} cannot be written to: {error.strerror}.",
            hint="See that its disk is writable and has space left.",
        ) from error


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
