"""Stores: the blobs of the service's own place and of those that workspaces chose."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

import msgspec

from gofigr_jupyter.errors import GoFigrError, InvalidInput
from gofigr_jupyter.ids import ContentHash, StoreId, WorkspaceId, new_id
from gofigr_jupyter.service.domain.people import storage_choice
from gofigr_jupyter.service.domain.people.model import OUR_STORAGE, StorageChoice, Store
from gofigr_jupyter.service.domain.people.storage import Intake
from gofigr_jupyter.service.domain.ports import Arrival, Blobs, Database, Transaction
from gofigr_jupyter.service.storage.buckets.address import BucketAddress
from gofigr_jupyter.service.storage.seal import Seal

if TYPE_CHECKING:
    from gofigr_jupyter.service.storage.buckets.bucket import BucketBlobs

SECRET_NAME = "storage"  # noqa: S105  # the name of the secret, not the secret
NEWS_SECONDS = 5.0
"""How late a service hears that another one on the same database has its first store."""
Mentioned = Callable[[Collection[ContentHash]], Collection[ContentHash]]


class OwnBlobs(Blobs, Protocol):
    """The blobs of one place."""

    def sweep(self, mentioned: Mentioned) -> int:
        """Remove what nothing mentions; how much it was."""

    def try_out(self) -> None:
        """Raises StorageUnavailable when nothing can be written there."""

    def close(self) -> None:
        """Let go of it."""


class Stores:
    """Implements `domain.ports.Blobs` over every place, and `domain.people.storage.Storage`.

    What is put here goes to the service's own place; `endpoints` are the object stores, besides
    AWS, that may be chosen: None stands for all.
    """

    def __init__(
        self,
        own: OwnBlobs,
        database: Database,
        *,
        scratch: Path,
        endpoints: Collection[str] | None = (),
    ) -> None:
        self.own = own
        self._database = database
        self._scratch = scratch
        self._endpoints = endpoints
        self._open: dict[StoreId, tuple[str, BucketBlobs]] = {}
        self._lock = threading.Lock()
        self._seal: Seal | None = None
        self._any = False
        self._looked = -NEWS_SECONDS

    def put(self, data: bytes) -> ContentHash:
        """Store bytes in the service's own place."""
        return self.own.put(data)

    def receive(self) -> Arrival:
        """A place for bytes too many to be held in memory, in the service's own place."""
        return self.own.receive()

    def get(self, hash: ContentHash) -> bytes:
        """The bytes with this hash, wherever they were put."""
        return self._holder(hash).get(hash)

    def open(self, hash: ContentHash) -> BinaryIO:
        """The bytes with this hash, to be read piece by piece, wherever they were put."""
        return self._holder(hash).open(hash)

    def intake(self, workspace: Callable[[Transaction], WorkspaceId]) -> Intake:
        """Where new bytes of a workspace go."""
        if not self._has_any():
            return Intake(blobs=self.own)
        store = self._database.read(lambda tx: storage_choice.store_of(tx, workspace(tx)))
        if store is None:
            return Intake(blobs=self.own)
        return Intake(blobs=self._opened(store), store=store.id)

    def tried(self, choice: StorageChoice, *, owner: str) -> tuple[StorageChoice, Store | None]:
        """The choice without its secrets, and what `owner` needs to use it, once tried."""
        from gofigr_jupyter.service.storage.buckets import params as given

        storage_choice.check_texts(choice)
        if choice.vendor == OUR_STORAGE and choice.params is None:
            self.own.try_out()
            return choice, None
        if choice.vendor.lower() not in given.VENDORS:
            raise InvalidInput(
                f"This service cannot keep data with {choice.vendor!r} and these parameters.",
                hint=f"Choose {OUR_STORAGE!r} without parameters, or 'aws' with a bucket.",
                field="params" if choice.vendor == OUR_STORAGE else "vendor",
            )
        params = given.params_of(choice.params)
        store = Store(
            id=StoreId(new_id()),
            owner_id=owner,
            vendor=choice.vendor,
            location=params.location,
            sealed=self._sealer().sealed(msgspec.json.encode(params.secret).decode()),
            created=self._database.read(lambda tx: tx.now),
        )
        self._try(given.address_of(store, params.secret))
        self._any = True
        return StorageChoice(vendor=choice.vendor, params=params.shown), store

    def path(self, store: Store, hash: ContentHash) -> str:
        """The address of a blob in a store."""
        address = self._address(store)
        return f"s3://{address.bucket}/{address.path(f'{hash[:2]}/{hash[2:]}')}"

    def every(self) -> Iterator[tuple[StoreId | None, OwnBlobs]]:
        """Every place there is, the service's own one first."""
        yield None, self.own
        for store in self._database.read(lambda tx: tx.stores.all()):
            yield store.id, self._opened(store)

    def close(self) -> None:
        """Let go of every place."""
        with self._lock:
            for _, blobs in self._open.values():
                blobs.close()
            self._open.clear()
        self.own.close()

    def _holder(self, hash: ContentHash) -> Blobs:
        if not self._has_any():
            return self.own
        store = self._database.read(partial(_holding, hash))
        return self.own if store is None else self._opened(store)

    def _has_any(self) -> bool:
        """Whether anybody ever chose a store; asked of the database now and then."""
        if not self._any and time.monotonic() - self._looked > NEWS_SECONDS:
            self._any = bool(self._database.read(lambda tx: tx.stores.all()))
            self._looked = time.monotonic()
        return self._any

    def _try(self, address: BucketAddress) -> None:
        """Raises InvalidInput when the bucket must not or cannot be used."""
        from gofigr_jupyter.service.storage.buckets.opening import open_bucket

        endpoint = address.endpoint
        if endpoint and self._endpoints is not None and endpoint not in self._endpoints:
            raise InvalidInput(
                f"This service keeps no data at {endpoint[:200]!r}.",
                hint="Whoever runs it allows that with 'serve --bucket-endpoint'.",
                field="params.endpoint",
            )
        try:
            blobs = open_bucket(address, scratch=self._scratch)
            try:
                blobs.try_out()
            finally:
                blobs.close()
        except GoFigrError as error:
            raise InvalidInput(error.message, hint=error.hint, field="params") from error

    def _opened(self, store: Store) -> BucketBlobs:
        from gofigr_jupyter.service.storage.buckets.opening import open_bucket

        with self._lock:
            sealed, blobs = self._open.get(store.id, ("", None))
            if blobs is None or sealed != store.sealed:
                # Whoever still reads by the old key goes on until it is collected.
                blobs = open_bucket(self._address(store), scratch=self._scratch)
                self._open[store.id] = (store.sealed, blobs)
            return blobs

    def _address(self, store: Store) -> BucketAddress:
        from gofigr_jupyter.service.storage.buckets.params import Secret, address_of

        opened = self._sealer().opened(store.sealed)
        return address_of(store, msgspec.json.decode(opened, type=Secret))

    def _sealer(self) -> Seal:
        if self._seal is None:
            self._seal = Seal.of(self._database, SECRET_NAME)
        return self._seal


def _holding(hash: ContentHash, tx: Transaction) -> Store | None:
    """A store that has the bytes; None where the service's own place has them."""
    known = {*tx.data.stores_of(hash), *tx.asset_data.stores_of(hash)}
    ids = [id for id in known if id is not None]
    return tx.stores.get(ids[0]) if ids and None not in known else None
