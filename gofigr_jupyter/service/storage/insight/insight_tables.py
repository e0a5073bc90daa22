"""The schema of settings for assistants, and of their use."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from gofigr_jupyter.service.domain.insight.model import Outcome, Provider, Purpose
from gofigr_jupyter.service.storage.tables import Word, id_column, metadata, parent_column

ai_settings = Table(
    "ai_settings",
    metadata,
    id_column(),
    Column("workspace_id", String(36), ForeignKey("workspaces.id", ondelete="CASCADE")),
    Column("provider", Word(Provider), nullable=False),
    Column("base_url", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("sealed", Text),
    Column("timeout_seconds", Integer, nullable=False),
    Column("retries", Integer, nullable=False),
    Column("pictures", Boolean, nullable=False),
    Column("titles", Boolean, nullable=False),
    Column("monthly_limit", Integer),
    Column("updated_by", Text, nullable=False),
    Column("updated_on", BigInteger, nullable=False),
    Index("uq_ai_settings_workspace_id", "workspace_id", unique=True),
)
"""The row without a workspace holds for all that have none."""

ai_uses = Table(
    "ai_uses",
    metadata,
    id_column(),
    Column("at", BigInteger, nullable=False),
    parent_column("user_id", "users.id"),
    Column("workspace_id", String(36)),
    Column("revision_id", String(36)),
    Column("purpose", Word(Purpose), nullable=False),
    Column("provider", Word(Provider), nullable=False),
    Column("model", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("digest", String(64)),
    Column("sent_bytes", BigInteger, nullable=False),
    Column("input_tokens", BigInteger, nullable=False),
    Column("output_tokens", BigInteger, nullable=False),
    Column("outcome", Word(Outcome), nullable=False),
    Index(None, "workspace_id", "at"),
    Index(None, "user_id", "at"),
    Index(None, "revision_id"),
)
"""Ids of what may be gone: the record stays."""
