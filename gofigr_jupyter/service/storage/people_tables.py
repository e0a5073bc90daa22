"""The schema of organizations, invitations, storage choices, resets and device logins."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
)

from gofigr_jupyter.service.domain.people.model import DeviceState, OrganizationLevel
from gofigr_jupyter.service.storage.tables import (
    Word,
    id_column,
    metadata,
    parent_column,
    stamp_columns,
)

organizations = Table(
    "organizations",
    metadata,
    id_column(),
    Column("name", Text, nullable=False),
    Column("description", Text),
    Column("email", Text),
    Column("logo", LargeBinary),
    Column("allow_per_workspace_storage_settings", Boolean, nullable=False),
    *stamp_columns(),
)

organization_members = Table(
    "organization_members",
    metadata,
    Column(
        "organization_id",
        String(36),
        ForeignKey("organizations.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("user_id", String(36), ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("level", Word(OrganizationLevel), nullable=False),
    Column("joined", BigInteger, nullable=False),
    Index(None, "user_id"),
)


def _into() -> list[Column[str] | CheckConstraint]:
    """Columns of what belongs either to a workspace or to an organization."""
    return [
        Column("workspace_id", String(36), ForeignKey("workspaces.id", ondelete="CASCADE")),
        Column("organization_id", String(36), ForeignKey("organizations.id", ondelete="CASCADE")),
        CheckConstraint("(workspace_id IS NULL) <> (organization_id IS NULL)", name="one_owner"),
    ]


invitations = Table(
    "invitations",
    metadata,
    id_column(),
    Column("email", Text, nullable=False),
    Column("initiator", Text, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),
    Column("membership_type", String(32), nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("expiry", BigInteger, nullable=False),
    *_into(),
    Index(None, "workspace_id", "created"),
    Index(None, "organization_id", "created"),
    Index(None, "expiry"),
)

storage_choices = Table(
    "storage_choices",
    metadata,
    Column("owner_id", String(36), primary_key=True),
    Column("vendor", Text, nullable=False),
    Column("params", Text),
    Column("store_id", String(36), ForeignKey("stores.id")),
    *_into(),
    Index(None, "workspace_id"),
    Index(None, "organization_id"),
)

resets = Table(
    "password_resets",
    metadata,
    Column("digest", String(64), primary_key=True),
    parent_column("user_id", "users.id"),
    Column("created", BigInteger, nullable=False),
    Column("expiry", BigInteger, nullable=False),
    Index(None, "user_id"),
    Index(None, "expiry"),
)

device_logins = Table(
    "device_logins",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("user_code", String(16), nullable=False, unique=True),
    Column("client_id", String(64), nullable=False),
    Column("state", Word(DeviceState), nullable=False),
    Column("user_id", String(36), ForeignKey("users.id", ondelete="CASCADE")),
    Column("created", BigInteger, nullable=False),
    Column("expiry", BigInteger, nullable=False),
    Column("pause", BigInteger, nullable=False),
    Column("polled", BigInteger),
    Index(None, "user_id"),
    Index(None, "expiry"),
)
