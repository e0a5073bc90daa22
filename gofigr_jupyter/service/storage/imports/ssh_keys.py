"""SSH keys, stored."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BigInteger, Boolean, Column, Index, Table, Text, bindparam

from gofigr_jupyter.ids import UserId
from gofigr_jupyter.service.domain.imports.model import SshKey
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.rows import Mapped, TableRows
from gofigr_jupyter.service.storage.tables import id_column, metadata, parent_column

ssh_keys = Table(
    "ssh_keys",
    metadata,
    id_column(),
    parent_column("user_id", "users.id"),
    Column("name", Text, nullable=False),
    Column("public_key", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("is_default", Boolean, nullable=False),
    Column("created", BigInteger, nullable=False),
    Index(None, "user_id", "created"),
)

KEYS = Mapped(ssh_keys, SshKey)
_OF_USER = (
    KEYS.select()
    .where(ssh_keys.c.user_id == bindparam("user"))
    .order_by(ssh_keys.c.created, ssh_keys.c.id)
)


class SshKeyRows(TableRows[SshKey]):
    """Implements `domain.imports.ports.SshKeys`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, KEYS)

    def of_user(self, user: UserId) -> Sequence[SshKey]:
        """A user's keys, oldest first."""
        return self.every(_OF_USER, user=user)
