"""Repositories that were to be imported, stored."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text

from gofigr_jupyter.service.domain.imports.model import GitImport
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.rows import Mapped, TableRows
from gofigr_jupyter.service.storage.tables import id_column, metadata, parent_column

git_imports = Table(
    "git_imports",
    metadata,
    id_column(),
    parent_column("user_id", "users.id"),
    parent_column("workspace_id", "workspaces.id"),
    Column("analysis_id", String(36), ForeignKey("analyses.id", ondelete="CASCADE")),
    Column("url", Text, nullable=False),
    Column("branches", Text, nullable=False),
    Column("ssh_key_id", String(36), ForeignKey("ssh_keys.id", ondelete="SET NULL")),
    Column("created", BigInteger, nullable=False),
    Index(None, "user_id"),
    Index(None, "workspace_id"),
    Index(None, "analysis_id"),
    Index(None, "ssh_key_id"),
)

IMPORTS = Mapped(git_imports, GitImport)


class GitImportRows(TableRows[GitImport]):
    """Implements `domain.imports.ports.GitImports`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, IMPORTS)
