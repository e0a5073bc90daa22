"""Metadata proxies, stored."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, String, Table, Text, bindparam, delete

from gofigr_jupyter.service.domain.metadata_proxies import MetadataProxy
from gofigr_jupyter.service.domain.model import JsonText, Moment
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.rows import Mapped, TableRows
from gofigr_jupyter.service.storage.tables import id_column, metadata, parent_column

metadata_proxies = Table(
    "metadata_proxies",
    metadata,
    id_column(),
    Column("digest", String(64), nullable=False, unique=True),
    parent_column("user_id", "users.id"),
    Column("initiator", Text, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("expiry", BigInteger, nullable=False, index=True),
    Column("updated", BigInteger),
    Column("metadata", Text, nullable=False),
)

PROXIES = Mapped(metadata_proxies, MetadataProxy)
_BY_DIGEST = PROXIES.select().where(metadata_proxies.c.digest == bindparam("digest"))


class MetadataProxyRows(TableRows[MetadataProxy]):
    """Implements `domain.metadata_proxies.MetadataProxies`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, PROXIES)

    def by_digest(self, digest: str) -> MetadataProxy | None:
        """The one whose token has this SHA-256."""
        return self.first(_BY_DIGEST, digest=digest)

    def fill(self, id: str, metadata: JsonText, *, at: Moment) -> None:
        """Leave metadata in it."""
        self.change(id, metadata=metadata, updated=at)

    def forget_older(self, than: Moment) -> None:
        """Delete those that expired before then."""
        self.connection.execute(delete(metadata_proxies).where(metadata_proxies.c.expiry < than))
