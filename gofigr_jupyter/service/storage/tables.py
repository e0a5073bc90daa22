"""The schema, one for SQLite and PostgreSQL.

Columns are named as the fields of `domain.model`. Ids are UUIDs as text, times microseconds,
JSON is text. Figures and revisions repeat the ids of what they are in, so that rights, recents and
newest ones are found by an index.
"""

from __future__ import annotations

from collections.abc import Callable
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
from sqlalchemy.schema import SchemaItem

from gofigr_jupyter.service.domain.model import Action, DataType, Kind, Level, WorkspaceType

SCHEMA_VERSION = "0001"
"""The newest migration; `storage/migrations/versions` holds the steps that lead to it."""

LARGEST_INDEX = 2**31 - 1
"""No revision has a larger index."""
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
        by_text: dict[str | None, StrEnum | None] = {member.value: member for member in members}
        self._by_text = {None: None, **by_text}

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[str | None], StrEnum | None]:
        """Gives the member that a stored text stands for; a thousand rows ask it each time."""
        return self._by_text.__getitem__


def id_column() -> Column[str]:
    """The primary key of things that have an id."""
    return Column("id", String(36), primary_key=True)


def parent_column(name: str, target: str) -> Column[str]:
    """The id of what a row belongs to and disappears with."""
    return Column(name, String(36), ForeignKey(target, ondelete="CASCADE"), nullable=False)


def stamp_columns() -> list[Column[str] | Column[int]]:
    """The columns of `domain.model.Stamped`."""
    return [
        Column("created_by", Text, nullable=False),
        Column("created_on", BigInteger, nullable=False),
        Column("updated_by", Text),
        Column("updated_on", BigInteger),
    ]


def data_columns(revision: str) -> tuple[SchemaItem, ...]:
    """The bytes of a revision: where they lie and what they are. `revision` names its column."""
    return (
        id_column(),
        parent_column("revision_id", revision),
        Column("position", Integer, nullable=False),
        Column("name", Text),
        Column("type", Word(DataType), nullable=False),
        Column("metadata", Text, nullable=False),
        Column("hash", String(64), ForeignKey("blobs.hash"), nullable=False),
        Column("size_bytes", BigInteger, nullable=False),
        Column("is_clean_room", Boolean, nullable=False),
        Column("store_id", String(36), ForeignKey("stores.id")),
        CheckConstraint("size_bytes >= 0", name="size"),
        Index(None, "revision_id", "position"),
        Index(None, "hash"),
    )


def behalf_columns() -> list[Column[str]]:
    """The columns of `domain.model.Attributed`."""
    return [Column("behalf_name", Text), Column("behalf_email", Text)]


def ai_columns() -> list[Column[str]]:
    """The columns of `domain.model.Described`."""
    return [Column("ai_title", Text), Column("ai_description", Text)]


def holder_columns() -> list[Column[str] | Column[int]]:
    """The columns of `domain.model.Holder`."""
    return [
        *stamp_columns(),
        Column("touched_on", BigInteger, nullable=False),
        Column("child_updated_by", Text),
        Column("child_updated_on", BigInteger),
        Column("size_bytes", BigInteger, nullable=False),
    ]


users = Table(
    "users",
    metadata,
    id_column(),
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
    id_column(),
    parent_column("user_id", "users.id"),
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
    id_column(),
    Column("name", Text, nullable=False),
    Column("description", Text),
    Column("workspace_type", Word(WorkspaceType), nullable=False),
    Column("organization_id", String(36), ForeignKey("organizations.id", ondelete="SET NULL")),
    *holder_columns(),
    Index(None, "organization_id"),
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
    id_column(),
    parent_column("workspace_id", "workspaces.id"),
    Column("name", Text, nullable=False),
    Column("description", Text),
    *holder_columns(),
    *behalf_columns(),
    Index(None, "workspace_id", "created_on"),
    Index(None, "workspace_id", "touched_on"),
)

figures = Table(
    "figures",
    metadata,
    id_column(),
    parent_column("analysis_id", "analyses.id"),
    Column("workspace_id", String(36), nullable=False),
    Column("name", Text, nullable=False),
    Column("description", Text),
    Column("revisions_made", Integer, nullable=False),
    Column("is_frozen", Boolean, nullable=False),
    *holder_columns(),
    *behalf_columns(),
    *ai_columns(),
    Index(None, "analysis_id", "created_on"),
    Index(None, "workspace_id", "created_on"),
    Index(None, "workspace_id", "touched_on"),
)

revisions = Table(
    "revisions",
    metadata,
    id_column(),
    parent_column("figure_id", "figures.id"),
    Column("analysis_id", String(36), nullable=False),
    Column("workspace_id", String(36), nullable=False),
    Column("revision_index", Integer, nullable=False),
    Column("metadata", Text, nullable=False),
    Column("short_id", Text, unique=True),
    Column("is_clean_room", Boolean, nullable=False),
    Column("is_processing", Boolean, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    *stamp_columns(),
    *behalf_columns(),
    *ai_columns(),
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

stores = Table(
    "stores",
    metadata,
    id_column(),
    Column("owner_id", String(36), nullable=False),
    Column("vendor", Text, nullable=False),
    Column("location", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("created", BigInteger, nullable=False),
    Index("uq_stores_owner_id_location", "owner_id", "location", unique=True),
)
"""Places of a workspace or an organization. They outlive it as long as data lies there."""

data_items = Table(
    "data_items",
    metadata,
    *data_columns("revisions.id"),
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
    Column("workspace_id", String(36)),
    Column("analysis_id", String(36)),
    Column("organization_id", String(36)),
    Column("silent", Boolean, nullable=False),
    Column("detail", Text, nullable=False),
    Index(None, "workspace_id", "silent", "seq"),
    Index(None, "analysis_id", "seq"),
    Index(None, "organization_id", "seq"),
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
