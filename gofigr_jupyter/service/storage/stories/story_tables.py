"""The schema of stories."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from gofigr_jupyter.service.domain.stories.model import SlideType
from gofigr_jupyter.service.storage.tables import (
    Word,
    id_column,
    metadata,
    parent_column,
    stamp_columns,
)


def _story_column() -> Column[str]:
    return Column(
        "story_id", String(36), ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True
    )


stories = Table(
    "stories",
    metadata,
    id_column(),
    parent_column("workspace_id", "workspaces.id"),
    Column("name", Text, nullable=False),
    Column("description", Text),
    Column("title", Text),
    Column("introduction", Text),
    Column("goals", Text),
    Column("audience", Text),
    *stamp_columns(),
    Index(None, "workspace_id", "created_on"),
)

story_revisions = Table(
    "story_revisions",
    metadata,
    _story_column(),
    Column("place", Integer, primary_key=True),
    parent_column("revision_id", "revisions.id"),
    Index(None, "revision_id"),
)

slides = Table(
    "slides",
    metadata,
    _story_column(),
    Column("place", Integer, primary_key=True),
    Column("slide_id", Text, nullable=False),
    Column("slide_type", Word(SlideType), nullable=False),
    Column("position", Integer, nullable=False),
    Column("title", Text),
    Column("content", Text, nullable=False),
    Column("revision_id", String(36), ForeignKey("revisions.id", ondelete="SET NULL")),
    Column("slide_data", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Index(None, "revision_id"),
)
"""A slide stays when its figure goes: somebody wrote it."""
