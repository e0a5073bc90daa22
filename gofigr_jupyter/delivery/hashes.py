"""The hashes of files, remembered by size, time and inode, so that no file is hashed twice."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from contextlib import suppress
from pathlib import Path

import msgspec
from blake3 import blake3

MOST = 20_000
"""Files that are remembered; beyond that the older half is forgotten."""
SETTLED_NS = 50_000_000
"""A file that was written so shortly before it was hashed may change within the same time stamp."""

PIECE = 1024 * 1024


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """What tells a changed file without reading it."""

    size: int
    modified_ns: int
    inode: int


class _Known(msgspec.Struct, frozen=True, array_like=True):
    path: str
    stamp: Stamp
    digest: str


class Hashes:
    """The BLAKE3 of files. With a `file` they outlive this process; only one process may use it."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._known: dict[str, _Known] | None = None

    async def of(self, path: str) -> tuple[Stamp, str | None]:
        """The stamp of the file now and its hash; None where it changes as it is read.

        Raises OSError when it cannot be read.
        """
        stamp = stamp_of(path)
        known = self._all().get(path)
        if known is not None and known.stamp == stamp:
            return stamp, known.digest
        begun = time.time_ns()
        left = threading.Event()
        try:
            digest = await asyncio.to_thread(_hash, path, left)
        finally:
            left.set()  # a thread outlives whoever waited for it
        if stamp_of(path) != stamp:
            return stamp, None
        if begun - stamp.modified_ns > SETTLED_NS:
            self._remember(_Known(path, stamp, digest))
        return stamp, digest

    def _all(self) -> dict[str, _Known]:
        if self._known is None:
            self._known = {}
            lines = _lines(self._file)
            for line in lines:
                with suppress(msgspec.MsgspecError):  # a last line that a killed service left
                    known = msgspec.json.decode(line, type=_Known)
                    self._known[known.path] = known
            if len(lines) > 2 * MOST:
                self._write_anew()
        return self._known

    def _remember(self, known: _Known) -> None:
        entries = self._all()
        entries.pop(known.path, None)
        entries[known.path] = known
        if len(entries) > MOST:
            self._write_anew()
        elif self._file is not None:
            with suppress(OSError), open(self._file, "ab", opener=_private) as file:
                file.write(msgspec.json.encode(known) + b"\n")

    def _write_anew(self) -> None:
        """Keep the newer half of what is known, in the file too."""
        kept = list((self._known or {}).values())[-MOST // 2 :]
        self._known = {known.path: known for known in kept}
        if self._file is None:
            return
        aside = self._file.with_suffix(".part")
        with suppress(OSError):
            with open(aside, "wb", opener=_private) as file:
                file.writelines(msgspec.json.encode(known) + b"\n" for known in kept)
            os.replace(aside, self._file)


def stamp_of(path: str) -> Stamp:
    """The stamp of the file at `path`. Raises OSError when there is none."""
    found = os.stat(path)
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ino)


def _lines(file: Path | None) -> list[bytes]:
    try:
        return file.read_bytes().splitlines() if file is not None else []
    except OSError:
        return []


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _hash(path: str, left: threading.Event) -> str:
    """The hash of a file; of a part of it once nobody waits any more."""
    # Read, not mapped: a mapped file counts as this process's memory, whatever its size.
    hasher, buffer = blake3(max_threads=blake3.AUTO), bytearray(PIECE)
    with open(path, "rb", buffering=0) as file:
        while (size := file.readinto(buffer)) and not left.is_set():
            hasher.update(memoryview(buffer)[:size])
    return hasher.hexdigest()
