"""Reading: the bytes of an object as they come, which must be those that its name says."""

from __future__ import annotations

import io
from typing import Protocol

from gofigr_jupyter.errors import StorageUnavailable
from gofigr_jupyter.ids import ContentHash
from gofigr_jupyter.service.storage.buckets.address import BucketAddress
from gofigr_jupyter.service.storage.buckets.faults import spoken


class Body(Protocol):
    """What an object store sends."""

    def read(self, amount: int) -> bytes:
        """At most so many bytes more; none at the end."""

    def close(self) -> None:
        """Let go of the connection."""


class Reading(io.RawIOBase):
    """Reads `body`. Raises StorageUnavailable when it breaks off, or ends with another hash."""

    def __init__(self, body: Body, hash: ContentHash, address: BucketAddress) -> None:
        from blake3 import blake3

        self._body = body
        self._wanted = hash
        self._hash = blake3()
        self._address = address

    def readable(self) -> bool:
        """Whether it can be read: yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]  # any buffer
        """Fill `buffer` with what comes; 0 at the end."""
        with spoken(self._address):
            piece = self._body.read(len(buffer))
        if not piece and self._hash.hexdigest() != self._wanted:
            raise StorageUnavailable(
                f"The stored bytes {self._wanted[:12]} were changed in the bucket "
                f"{str(self._address)!r}.",
                hint="Restore them from a backup.",
            )
        self._hash.update(piece)
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Let go of the connection."""
        self._body.close()
        super().close()
