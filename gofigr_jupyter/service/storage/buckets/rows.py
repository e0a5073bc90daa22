"""Stores of workspaces and organizations, stored."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import insert, select, update

from gofigr_jupyter.ids import StoreId
from gofigr_jupyter.service.domain.people.model import Store
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.rows import Mapped
from gofigr_jupyter.service.storage.tables import stores

STORES = Mapped(stores, Store)


class StoreRows:
    """Implements `domain.people.ports.Stores`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get(self, id: str) -> Store | None:
        """The store with this id, or None."""
        row = self.connection.execute(STORES.by_id, {"id": id}).first()
        return None if row is None else STORES.made(row)

    def put(self, store: Store) -> StoreId:
        """Keep a store; its id. One that the owner has at this location is signed in to anew."""
        there = (stores.c.owner_id == store.owner_id) & (stores.c.location == store.location)
        found = self.connection.execute(select(stores.c.id).where(there)).scalar()
        if found is None:
            self.connection.execute(insert(stores), vars(store))
            return store.id
        self.connection.execute(update(stores).where(there).values(sealed=store.sealed))
        return StoreId(found)

    def all(self) -> Sequence[Store]:
        """Every store, oldest first."""
        found = self.connection.execute(STORES.select().order_by(stores.c.created))
        return [STORES.made(row) for row in found]
