"""The schema, one for SQLite and PostgreSQL.

Columns are named as the fields of `domain.model`. Ids are UUIDs as text, times microseconds,
JSON is text. Figures and revisions repeat the ids of what they are in, so that rights, recents and
newest ones are found by an index.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    func,
)
from sqlalchemy.engine import Dialect

from gofigr_jupyter.service.domain.model import Action, DataType, Kind, Level, WorkspaceType

SCHEMA_VERSION = "0001"
"""The newest migration; `storage/migrations/versions` holds the steps that lead to it."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Word(TypeDecorator[StrEnum]):
    """A member of an enumeration, stored as its text."""

    impl = String(32)
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__()
        self.members = members

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """The member that a stored text stands for."""
        return None if value is None else self.members(value)


def _id() -> Column[str]:
    return Column("id", String(36), primary_key=True)


def _in(name: str, target: str) -> Column[str]:
    return Column(name, String(36), ForeignKey(target, ondelete="CASCADE"), nullable=False)


def _stamps() -> list[Column[str] | Column[int]]:
    return [
        Column("created_by", Text, nullable=False),
        Column("created_on", BigInteger, nullable=False),
        Column("updated_by", Text),
        Column("updated_on", BigInteger),
    ]


def _holder() -> list[Column[str] | Column[int]]:
    return [
        *_stamps(),
        Column("touched_on", BigInteger, nullable=False),
        Column("child_updated_by", Text),
        Column("child_updated_on", BigInteger),
        Column("size_bytes", BigInteger, nullable=False),
    ]


users = Table(
    "users",
    metadata,
    _id(),
    Column("username", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("date_joined", BigInteger, nullable=False),
    Column("password_hash", Text),
    Column("first_name", Text, nullable=False),
    Column("last_name", Text, nullable=False),
    Column("is_active", Boolean, nullable=False),
    Column("is_staff", Boolean, nullable=False),
    Column("profile", Text, nullable=False),
    Column("avatar", LargeBinary),
)
Index("uq_users_username", func.lower(users.c.username), unique=True)
Index("ix_users_email", func.lower(users.c.email))

api_keys = Table(
    "api_keys",
    metadata,
    _id(),
    _in("user_id", "users.id"),
    Column("name", Text, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("created", BigInteger, nullable=False),
    Column("last_used", BigInteger),
    Column("expiry", BigInteger),
    Column("workspace_id", String(36), ForeignKey("workspaces.id", ondelete="CASCADE")),
    Index(None, "user_id", "created"),
    Index(None, "workspace_id"),
)

workspaces = Table(
    "workspaces",
    metadata,
    _id(),
    Column("name", Text, nullable=False),
    Column("description", Text),
    Column("workspace_type", Word(WorkspaceType), nullable=False),
    *_holder(),
)

members = Table(
    "members",
    metadata,
    Column(
        "workspace_id",
        String(36),
        ForeignKey("workspaces.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("user_id", String(36), ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("level", Word(Level), nullable=False),
    Column("joined", BigInteger, nullable=False),
    Index(None, "user_id"),
)

analyses = Table(
    "analyses",
    metadata,
    _id(),
    _in("workspace_id", "workspaces.id"),
    Column("name", Text, nullable=False),
    Column("description", Text),
    *_holder(),
    Index(None, "workspace_id", "created_on"),
    Index(None, "workspace_id", "touched_on"),
)

figures = Table(
    "figures",
    metadata,
    _id(),
    _in("analysis_id", "analyses.id"),
    Column("workspace_id", String(36), nullable=False),
    Column("name", Text, nullable=False),
    Column("description", Text),
    Column("revisions_made", Integer, nullable=False),
    *_holder(),
    Index(None, "analysis_id", "created_on"),
    Index(None, "workspace_id", "created_on"),
    Index(None, "workspace_id", "touched_on"),
)

revisions = Table(
    "revisions",
    metadata,
    _id(),
    _in("figure_id", "figures.id"),
    Column("analysis_id", String(36), nullable=False),
    Column("workspace_id", String(36), nullable=False),
    Column("revision_index", Integer, nullable=False),
    Column("metadata", Text, nullable=False),
    Column("short_id", Text, unique=True),
    Column("is_clean_room", Boolean, nullable=False),
    Column("is_processing", Boolean, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    *_stamps(),
    Index("uq_revisions_figure_id_revision_index", "figure_id", "revision_index", unique=True),
    Index(None, "analysis_id", "created_on"),
    Index(None, "workspace_id", "created_on"),
)

blobs = Table(
    "blobs",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("size_bytes", BigInteger, nullable=False),
    Column("created", BigInteger, nullable=False),
)

data_items = Table(
    "data_items",
    metadata,
    _id(),
    _in("revision_id", "revisions.id"),
    Column("position", Integer, nullable=False),
    Column("name", Text),
    Column("type", Word(DataType), nullable=False),
    Column("metadata", Text, nullable=False),
    Column("hash", String(64), ForeignKey("blobs.hash"), nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("is_clean_room", Boolean, nullable=False),
    CheckConstraint("size_bytes >= 0", name="size"),
    Index(None, "revision_id", "position"),
    Index(None, "hash"),
)

events = Table(
    "events",
    metadata,
    Column(
        "seq",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    Column("id", String(36), nullable=False, unique=True),
    Column("at", BigInteger, nullable=False),
    Column("username", Text, nullable=False),
    Column("action", Word(Action), nullable=False),
    Column("target_type", Word(Kind), nullable=False),
    Column("target_id", String(36), nullable=False),
    Column("target_name", Text, nullable=False),
    Column("workspace_id", String(36), nullable=False),
    Column("analysis_id", String(36)),
    Column("silent", Boolean, nullable=False),
    Index(None, "workspace_id", "seq"),
    Index(None, "analysis_id", "seq"),
    sqlite_autoincrement=True,
)

prefixes = Table(
    "prefixes",
    metadata,
    Column("prefix", Text, primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("created", BigInteger, nullable=False),
)

secrets = Table(
    "secrets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
