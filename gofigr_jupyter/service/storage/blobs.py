"""Bytes by content hash, in a folder.

A blob is written aside, synced and renamed, so that it is there as a whole or not at all. One that
no row mentions is an orphan (its request failed after the bytes were stored); `sweep` removes it.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from gofigr_jupyter.errors import InvalidInput, StorageUnavailable
from gofigr_jupyter.ids import ContentHash, content_hash

ORPHAN_AGE = 3600.0
"""Seconds a blob may wait for the row that mentions it."""
AT_ONCE = 2 * 1024 * 1024
"""Bytes of a large file that go to the disk while the next ones come."""
_LOCKS = 64
_HASH_DIGITS = 64
_ARRIVALS = "00"
"""The folder in which bytes arrive that are too many for memory."""


class FolderBlobs:
    """Implements `domain.ports.Blobs` below `root`: `ab/cdef...`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._root = str(root)
        self._locks = tuple(threading.Lock() for _ in range(_LOCKS))

    def put(self, data: bytes) -> ContentHash:
        """Store bytes durably; storing the same bytes again is harmless.

        Raises StorageUnavailable when the folder cannot be written to.
        """
        hash = content_hash(data)
        # The lock makes a second writer of the same bytes wait until they are durable, and keeps
        # the sweep away from a blob that is about to be mentioned again.
        with self.writing(), self._lock(hash):
            if not self._touch(hash):
                self._write(hash, data)
        return hash

    def receive(self) -> FolderArrival:
        """A place for bytes too many to be held in memory."""
        with self.writing():
            folder = self._folder_of(ContentHash(_ARRIVALS))
            return FolderArrival(self, Path(folder, f"arriving.{uuid4().hex}"))

    def adopt(self, aside: Path, hash: ContentHash) -> None:
        """Make the durable file `aside` the blob with this hash."""
        with self.writing(), self._lock(hash):
            if self._touch(hash):
                aside.unlink()
                return
            folder = self._folder_of(hash)
            aside.replace(self.path(hash))
            _sync_folder(folder)

    def get(self, hash: ContentHash) -> bytes:
        """The bytes with this hash. Raises StorageUnavailable when they cannot be read."""
        with self._reading(hash):
            return self.path(hash).read_bytes()

    def open(self, hash: ContentHash) -> BinaryIO:
        """The bytes with this hash, to be read piece by piece and then closed."""
        with self._reading(hash):
            return self.path(hash).open("rb")

    @contextmanager
    def _reading(self, hash: ContentHash) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StorageUnavailable(
                f"The stored bytes {hash[:12]} cannot be read: {error.strerror}.",
                hint=f"See whether {self.root} was moved or changed.",
            ) from error

    def path(self, hash: ContentHash) -> Path:
        """Where the blob with this hash lies."""
        return self.root / hash[:2] / hash[2:]

    def sweep(
        self,
        mentioned: Callable[[Collection[ContentHash]], Collection[ContentHash]],
        *,
        older_than: float = ORPHAN_AGE,
    ) -> int:
        """Remove blobs that nothing mentions, and what a crash left aside; how many they were.

        `mentioned` tells which of the hashes it is given are still in use.
        """
        limit = time.time() - older_than
        removed = 0
        old = (path for path in self.root.glob("*/*") if _older(path, limit))
        while some := list(islice(old, 500)):
            hashes = {ContentHash(path.parent.name + path.name): path for path in some}
            whole = [hash for hash in hashes if len(hash) == _HASH_DIGITS]
            for hash in hashes.keys() - set(mentioned(whole)):
                removed += self._remove(hash, hashes[hash], limit)
        return removed

    def try_out(self) -> None:
        """Write and forget a few bytes. Raises StorageUnavailable when that fails."""
        arrival = self.receive()
        try:
            arrival.write(b"test")
        finally:
            arrival.discard()

    def close(self) -> None:
        """Let go: nothing of a folder is held open."""

    def _lock(self, hash: str) -> threading.Lock:
        return self._locks[int(hash[:2], 16) % _LOCKS]

    def _touch(self, hash: ContentHash) -> bool:
        try:
            os.utime(f"{self._root}/{hash[:2]}/{hash[2:]}")
        except FileNotFoundError:
            return False
        return True

    def _write(self, hash: ContentHash, data: bytes) -> None:
        folder = self._folder_of(hash)
        path = f"{folder}/{hash[2:]}"
        aside = f"{path}.{uuid4().hex}"
        try:
            with open(aside, "xb", buffering=0, opener=_private) as file:
                rest = memoryview(data)
                while rest:
                    rest = rest[file.write(rest) :]
                os.fsync(file.fileno())
            os.replace(aside, path)
        except OSError:
            with suppress(OSError):
                os.unlink(aside)
            raise
        _sync_folder(folder)

    def _folder_of(self, hash: ContentHash) -> str:
        folder = f"{self._root}/{hash[:2]}"  # pathlib would cost more than the calls
        if not os.path.isdir(folder):
            os.makedirs(folder, mode=0o700, exist_ok=True)
            _sync_folder(self._root)
        return folder

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Turns what the disk refuses into StorageUnavailable."""
        try:
            yield
        except OSError as error:
            raise StorageUnavailable(
                f"The folder {self.root} cannot be written to: {error.strerror}.",
                hint="See that its disk is writable and has space left.",
            ) from error

    def _remove(self, hash: str, path: Path, limit: float) -> int:
        with self._lock(hash):
            if not _older(path, limit):
                return 0
            path.unlink(missing_ok=True)
        return 1


class FolderArrival:
    """Implements `domain.ports.Arrival`: hashes while it writes aside."""

    def __init__(self, blobs: FolderBlobs, aside: Path) -> None:
        from blake3 import blake3

        self._blobs = blobs
        self._aside = aside
        self._hash = blake3(max_threads=blake3.AUTO)
        self._size = 0
        self._going = 0
        self._file = open(aside, "xb", buffering=0, opener=_private)  # noqa: SIM115  # `keep` or `discard` close it

    def write(self, piece: bytes) -> None:
        """Take one more piece. Raises StorageUnavailable when it cannot be written."""
        with self._blobs.writing():
            rest = memoryview(piece)
            while rest:
                rest = rest[self._file.write(rest) :]
        self._hash.update(piece)
        self._size += len(piece)
        if self._size - self._going >= AT_ONCE:
            _go_on(self._file.fileno(), self._going, self._size)
            self._going = self._size

    def keep(self) -> tuple[ContentHash, int]:
        """Make all pieces durable as one blob: its hash and its size."""
        with self._blobs.writing(), self._file:
            os.fsync(self._file.fileno())
        hash = ContentHash(self._hash.hexdigest())
        self._blobs.adopt(self._aside, hash)
        return hash, self._size

    def discard(self) -> None:
        """Forget the pieces; harmless after `keep`."""
        self._file.close()
        self._aside.unlink(missing_ok=True)


def open_blobs(url: str) -> FolderBlobs:
    """The blobs at `url` (`file:///...`); the folder is made when missing.

    Raises InvalidInput for a URL of another kind.
    """
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        raise InvalidInput(
            f"The address of the blobs, {url!r}, is of an unknown kind.",
            hint="It starts with file:/// or s3://.",
            field="blobs_url",
        )
    root = Path(unquote(parts.path))
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnavailable(
            f"The folder {root} cannot be made: {error.strerror}.",
            hint="Name another one.",
        ) from error
    return FolderBlobs(root)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _go_on(file: int, start: int, end: int) -> None:
    """Have these bytes of a file written to the disk from now on, while more of them come."""
    with suppress(OSError, AttributeError):  # elsewhere they go when the file is synced
        os.posix_fadvise(file, start, end - start, os.POSIX_FADV_DONTNEED)


def _sync_folder(folder: str) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _older(path: Path, limit: float) -> bool:
    try:
        return path.stat().st_mtime < limit
    except FileNotFoundError:
        return False
