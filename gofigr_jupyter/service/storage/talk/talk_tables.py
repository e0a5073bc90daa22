"""The schema of comments, reactions, notifications and reviews."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from gofigr_jupyter.service.domain.model import Kind
from gofigr_jupyter.service.domain.talk.model import NoticeKind
from gofigr_jupyter.service.storage.tables import Word, id_column, metadata, parent_column

TALKED_ABOUT = {
    "figure_id": "figures.id",
    "revision_id": "revisions.id",
    "asset_id": "assets.id",
    "asset_revision_id": "asset_revisions.id",
}

comments = Table(
    "comments",
    metadata,
    id_column(),
    Column("thread_id", String(36), nullable=False),
    Column("parent_id", String(36), ForeignKey("comments.id", ondelete="CASCADE")),
    *(
        Column(name, String(36), ForeignKey(target, ondelete="CASCADE"))
        for name, target in TALKED_ABOUT.items()
    ),
    parent_column("user_id", "users.id"),
    Column("content", Text, nullable=False),
    Column("created_on", BigInteger, nullable=False),
    Column("updated_on", BigInteger, nullable=False),
    Column("is_edited", Boolean, nullable=False),
    Column("is_deleted", Boolean, nullable=False),
    Column("resolved_by", Text),
    Column("resolved_on", BigInteger),
    Column("quoted_revision", String(36)),
    Column("quoted_index", Integer),
    Column("quoted_short_id", Text),
    Column("quoted_picture", String(64)),
    Column("anchor", Text),
    Column("answered_by", Text),
    *(Index(None, name, "created_on") for name in TALKED_ABOUT),
    Index(None, "thread_id"),
    Index(None, "parent_id"),
    Index(None, "user_id"),
)
"""Exactly one thing in each row. What is quoted may be gone."""

reactions = Table(
    "reactions",
    metadata,
    id_column(),
    parent_column("comment_id", "comments.id"),
    parent_column("user_id", "users.id"),
    Column("emoji", Text, nullable=False),
    Column("created_on", BigInteger, nullable=False),
    Index(None, "comment_id", "user_id", "emoji", unique=True),
    Index(None, "user_id"),
)

notices = Table(
    "notices",
    metadata,
    id_column(),
    parent_column("user_id", "users.id"),
    Column("kind", Word(NoticeKind), nullable=False),
    Column("actor", Text, nullable=False),
    Column("target_type", Word(Kind), nullable=False),
    Column("target_id", String(36), nullable=False),
    Column("target_name", Text, nullable=False),
    Column("comment_id", String(36), ForeignKey("comments.id", ondelete="CASCADE")),
    Column("excerpt", Text, nullable=False),
    Column("created_on", BigInteger, nullable=False),
    Column("read_on", BigInteger),
    Column("by_mail", Boolean, nullable=False),
    Column("mailed_on", BigInteger),
    Index(None, "user_id", "read_on", "created_on"),
    Index(None, "comment_id"),
)

preferences = Table(
    "notice_preferences",
    metadata,
    Column("user_id", String(36), ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("ways", Text, nullable=False),
    Column("digest", Boolean, nullable=False),
)

mutes = Table(
    "mutes",
    metadata,
    Column("user_id", String(36), ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "thread_id", String(36), ForeignKey("comments.id", ondelete="CASCADE"), primary_key=True
    ),
    Index(None, "thread_id"),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", String(36), ForeignKey("figures.id", ondelete="CASCADE"), primary_key=True),
    Column("requested_by", Text),
    Column("requested_on", BigInteger),
    Column("note", Text, nullable=False),
    Column("approved_revision", String(36)),
    Column("approved_on", BigInteger),
    Column("frozen_by", Text),
    Column("frozen_on", BigInteger),
)

reviewers = Table(
    "reviewers",
    metadata,
    Column("figure_id", String(36), ForeignKey("figures.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", String(36), ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("approved_revision", String(36)),
    Column("approved_on", BigInteger),
    Index(None, "user_id"),
)
