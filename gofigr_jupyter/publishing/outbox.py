"""The outbox: publications on their way to a service, one file each.

    outbox/              wait; in order of their names, which begin with the time
    outbox/leased/       a service delivers them now; a lease runs out after a minute
    outbox/refused/      will not get there by themselves; the reason stands beside each
    outbox/unreadable/   not written by us, or damaged
    outbox/services/     the services they go to

An item moves from one folder to the next by renaming, so it is always in exactly one, whoever is
killed when. Kernels only put; the service of the data folder, single by its lock, does the rest.
"""

from __future__ import annotations

import os
import re
import threading
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

from gofigr_jupyter.errors import InvalidInput, StorageUnavailable
from gofigr_jupyter.publishing.publication import Publication
from gofigr_jupyter.publishing.writing import write_all

LEASE_SECONDS = 60.0
LEFTOVER_SECONDS = 3600.0
SUFFIX = ".pub"
_NAME = re.compile(r"(?P<time>\d{19})-(?P<id>[0-9a-f-]{36})-(?P<service>[a-z0-9._]+)\.pub")
_encoder = msgspec.msgpack.Encoder()


@dataclass(frozen=True)
class Item:
    """A publication's place in the outbox: its file name tells its time, id and service."""

    name: str
    publication: str
    service: str

    @property
    def time_ns(self) -> int:
        """When it was put, in nanoseconds since 1970."""
        return int(self.name[:19])


class Outbox:
    """The outbox in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name_of_folder = str(folder)  # joining paths takes as long as writing the file
        self._leased = folder / "leased"
        self._refused = folder / "refused"
        self._unreadable = folder / "unreadable"
        self._put: set[str] = set()
        self._last_time = 0
        self._naming = threading.Lock()

    def put(self, publication: Publication) -> None:
        """Store `publication` so that it survives the kernel; putting an id twice keeps the first.

        Raises StorageUnavailable when the disk is full, read-only or broken, and InvalidInput when
        the user's metadata holds what cannot be written down.
        """
        name = self._name(publication)
        if name is None:
            return
        try:
            self._write(name, _encoder.encode(publication))
        except (TypeError, ValueError, OverflowError) as error:
            self._forget(publication.id)
            raise InvalidInput(
                f"The figure cannot be written down: {error}.",
                hint="Metadata can hold what JSON can: texts, numbers, lists and objects.",
            ) from error
        except OSError as error:
            self._forget(publication.id)
            raise StorageUnavailable(
                f"The figure could not be written to {self._folder}: {error.strerror}.",
                hint="Make room there or make it writable, then run the cell again.",
            ) from error

    def waiting(self) -> list[Item]:
        """The items that wait, oldest first."""
        return _items(self._folder)

    def leased(self) -> list[Item]:
        """The items that are being delivered, oldest first."""
        return _items(self._leased)

    def refused(self) -> list[tuple[Item, str]]:
        """The items that were refused, oldest first, each with the reason."""
        return [(item, self._reason(item)) for item in _items(self._refused)]

    def unreadable(self) -> list[Item]:
        """The items that cannot be read, oldest first."""
        return _items(self._unreadable)

    def lease(self, item: Item) -> bool:
        """Take a waiting item for delivery. False when it is gone, or was put twice."""
        source = self._folder / item.name
        try:
            os.utime(
                source
            )  # the lease begins now; before the move, so that no one sees an old one
            os.rename(source, _in(self._leased, item))
        except FileNotFoundError:
            return False
        return True

    def read(self, item: Item) -> Publication:
        """The publication of a leased item.

        Raises InvalidInput when its bytes are no publication, and StorageUnavailable when they
        cannot be read now.
        """
        try:
            return _decoder().decode((self._leased / item.name).read_bytes())
        except (msgspec.MsgspecError, ValueError) as error:
            raise InvalidInput(
                f"The file {item.name} in the outbox cannot be read ({error}).",
                hint=f"It is kept in {self._unreadable}.",
            ) from error
        except OSError as error:
            raise StorageUnavailable(
                f"The file {item.name} in the outbox cannot be read: {error.strerror}.",
            ) from error

    def places(self, item: Item) -> tuple[Path, ...]:
        """Where the file of an item can be while it is on its way, or was refused."""
        return tuple(folder / item.name for folder in (self._folder, self._leased, self._refused))

    def renew(self, item: Item) -> None:
        """Begin the lease of `item` anew, for a delivery that takes long."""
        _touch(self._leased / item.name)

    def give_back(self, item: Item) -> None:
        """Let a leased item wait again."""
        _move(self._leased / item.name, self._folder / item.name)

    def done(self, item: Item) -> None:
        """Forget a leased item: it is on the service."""
        (self._leased / item.name).unlink(missing_ok=True)

    def refuse(self, item: Item, reason: str) -> None:
        """Put a leased item aside, with the reason."""
        _in(self._refused, item).with_suffix(".txt").write_text(reason, encoding="utf-8")
        _move(self._leased / item.name, self._refused / item.name)

    def retry(self, item: Item) -> None:
        """Let a refused item wait again."""
        refused = self._refused / item.name
        _move(refused, self._folder / item.name)
        refused.with_suffix(".txt").unlink(missing_ok=True)

    def set_aside(self, item: Item) -> None:
        """Put a leased item that cannot be read where it disturbs nobody."""
        _move(self._leased / item.name, _in(self._unreadable, item))

    def take_over(self) -> None:
        """Let every leased item wait again: for a service that has just taken the lock."""
        for item in self.leased():
            self.give_back(item)

    def expire(self, *, before: float | None = None) -> None:
        """Let items wait again whose lease began before `before` (default: a minute ago)."""
        limit = time.time() - LEASE_SECONDS if before is None else before
        for item in self.leased():
            if _modified(self._leased / item.name, missing=limit) < limit:
                self.give_back(item)

    def sweep(self, *, before: float | None = None) -> None:
        """Remove what kernels left half written before `before` (default: an hour ago)."""
        limit = time.time() - LEFTOVER_SECONDS if before is None else before
        for path in self._folder.glob(".*.part"):
            if _modified(path, missing=limit) < limit:
                path.unlink(missing_ok=True)

    def _name(self, publication: Publication) -> str | None:
        """A new file name, later than all before; None when the id was put before."""
        with self._naming:
            if publication.id in self._put:
                return None
            self._put.add(publication.id)
            self._last_time = max(time.time_ns(), self._last_time + 1)
            name = f"{self._last_time:019d}-{publication.id}-{publication.destination.service}"
        if not _NAME.fullmatch(name + SUFFIX):
            raise InvalidInput(
                f"{publication.destination.service!r} cannot be the name of a service.",
                hint="Use lower-case letters, digits, dots and underscores.",
            )
        return name + SUFFIX

    def _forget(self, publication: str) -> None:
        with self._naming:
            self._put.discard(publication)

    def _write(self, name: str, data: bytes) -> None:
        aside, there = f"{self._name_of_folder}/.{name}.part", f"{self._name_of_folder}/{name}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        try:
            file = os.open(aside, flags, 0o600)
        except FileNotFoundError:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = os.open(aside, flags, 0o600)
        try:
            write_all(file, data)
            os.rename(aside, there)
        except OSError:
            Path(aside).unlink(missing_ok=True)
            raise
        finally:
            os.close(file)

    def _reason(self, item: Item) -> str:
        try:
            return (self._refused / item.name).with_suffix(".txt").read_text(encoding="utf-8")
        except (OSError, ValueError):
            return ""


def item_of(name: str) -> Item | None:
    """The item that a file name stands for; None for names that are not ours."""
    found = _NAME.fullmatch(name)
    return Item(name, found["id"], found["service"]) if found else None


@cache
def _decoder() -> msgspec.msgpack.Decoder[Publication]:
    return msgspec.msgpack.Decoder(Publication)


def _items(folder: Path) -> list[Item]:
    """The items in `folder`; of several with one id, the first."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(SUFFIX))
    except OSError:
        return []
    items: dict[str, Item] = {}
    for name in names:
        item = item_of(name)
        if item is not None:
            items.setdefault(item.publication, item)
    return list(items.values())


def _in(folder: Path, item: Item) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / item.name


def _touch(path: Path) -> None:
    try:
        os.utime(path)
    except FileNotFoundError:
        return


def _move(source: Path, target: Path) -> None:
    try:
        os.rename(source, target)
    except FileNotFoundError:
        return


def _modified(path: Path, *, missing: float) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return missing
