"""The schema of assets: their revisions and data, the links to figures, and what is shared."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from gofigr_jupyter.service.domain.assets.model import UseType
from gofigr_jupyter.service.storage.tables import (
    Word,
    behalf_columns,
    data_columns,
    holder_columns,
    id_column,
    metadata,
    parent_column,
    stamp_columns,
)

assets = Table(
    "assets",
    metadata,
    id_column(),
    parent_column("workspace_id", "workspaces.id"),
    Column("analysis_id", String(36), ForeignKey("analyses.id", ondelete="SET NULL")),
    Column("name", Text, nullable=False),
    Column("description", Text),
    Column("revisions_made", Integer, nullable=False),
    *holder_columns(),
    *behalf_columns(),
    Index(None, "workspace_id", "created_on"),
    Index(None, "workspace_id", "touched_on"),
    Index(None, "workspace_id", "name"),
    Index(None, "analysis_id"),
)

asset_revisions = Table(
    "asset_revisions",
    metadata,
    id_column(),
    parent_column("asset_id", "assets.id"),
    Column("workspace_id", String(36), nullable=False),
    Column("revision_index", Integer, nullable=False),
    Column("metadata", Text, nullable=False),
    Column("is_processing", Boolean, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    *stamp_columns(),
    *behalf_columns(),
    Index("uq_asset_revisions_asset_id_revision_index", "asset_id", "revision_index", unique=True),
)

asset_data_items = Table(
    "asset_data_items",
    metadata,
    *data_columns("asset_revisions.id"),
)

links = Table(
    "links",
    metadata,
    Column(
        "revision_id",
        String(36),
        ForeignKey("revisions.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("position", Integer, primary_key=True),
    parent_column("asset_revision_id", "asset_revisions.id"),
    Column("use_type", Word(UseType), nullable=False),
    Column("anchor", Text),
    Index(None, "asset_revision_id"),
)

SHAREABLE = {
    "analysis_id": "analyses.id",
    "figure_id": "figures.id",
    "revision_id": "revisions.id",
    "asset_id": "assets.id",
    "asset_revision_id": "asset_revisions.id",
    "story_id": "stories.id",
}

shares = Table(
    "shares",
    metadata,
    id_column(),
    *(
        Column(name, String(36), ForeignKey(target, ondelete="CASCADE"))
        for name, target in SHAREABLE.items()
    ),
    Column("user_id", String(36), ForeignKey("users.id", ondelete="CASCADE")),
    Column("created", BigInteger, nullable=False),
    *(Index(None, name, "user_id", unique=True) for name in SHAREABLE),
    Index(None, "user_id"),
)
"""Exactly one thing in each row, shared with a user, or by link where `user_id` is null."""
