"""What the domain tells about people, as it travels."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import UNSET

from gofigr_jupyter.service.domain.model import Event, Moment, User, Workspace
from gofigr_jupyter.service.domain.people.model import (
    Invitation,
    LogItem,
    Organization,
    StorageChoice,
    StorageUse,
)
from gofigr_jupyter.service.surfaces.gofigr import responses
from gofigr_jupyter.wire import entities
from gofigr_jupyter.wire import people as wire
from gofigr_jupyter.wire.versions import ApiVersion


def organization(
    found: Organization, version: ApiVersion, *, workspaces: Sequence[Workspace] | None
) -> wire.Organization:
    """An organization; shallow with None for its workspaces."""
    children: list[entities.Workspace | str] = []
    for workspace in workspaces or ():
        if version.children_are_objects:
            shown = responses.workspace(workspace, version, analyses=None, assets=None)
            children.append(shown)
        else:
            children.append(workspace.id)
    return wire.Organization(
        api_id=found.id,
        name=found.name,
        description=found.description,
        email=found.email,
        logo=found.logo,
        allow_per_workspace_storage_settings=found.allow_per_workspace_storage_settings,
        workspaces=UNSET if workspaces is None else children,
    )


def invitation(found: Invitation, *, token: str | None = None) -> wire.Invitation:
    """An invitation; `token` only in the answer that makes it."""
    return wire.Invitation(
        api_id=found.id,
        email=found.email,
        initiator=found.initiator,
        token=token,
        created=_when(found.created),
        expiry=_when(found.expiry),
        membership_type=found.membership_type,
        workspace=found.workspace_id or UNSET,
        organization=found.organization_id or UNSET,
    )


def log_item(item: LogItem) -> wire.LogItem:
    """An entry of an activity log."""
    event = item.event
    return wire.LogItem(
        api_id=event.id,
        username=event.username,
        timestamp=_when(event.at),
        action=event.action.value,
        target_id=event.target_id,
        target_type=event.target_type.value,
        target_name=event.target_name,
        deleted=item.deleted,
        deleted_sentinel=event.target_name if item.deleted else None,
        analysis_id=event.analysis_id,
        analysis_name=item.analysis_name,
    )


def storage(choice: StorageChoice) -> wire.Storage:
    """Where data is kept."""
    params = None if choice.params is None else msgspec.Raw(choice.params.encode())
    return wire.Storage(vendor=choice.vendor, params=params)


def account(user: User) -> wire.Account:
    """An account as staff see it."""
    return wire.Account(
        username=user.username,
        email=user.email,
        is_active=user.is_active,
        is_staff=user.is_staff,
        date_joined=_when(user.date_joined),
        has_password=user.password_hash is not None,
    )


def workspace_use(use: StorageUse) -> wire.WorkspaceUse:
    """How much a workspace holds."""
    return wire.WorkspaceUse(
        workspace=use.workspace_id,
        name=use.name,
        owner=use.owner,
        organization=use.organization_id,
        size_bytes=use.size_bytes,
    )


def audit_item(cursor: int, event: Event, digest: str | None) -> wire.AuditItem:
    """A line of the audit trail."""
    return wire.AuditItem(
        cursor=cursor,
        api_id=event.id,
        timestamp=_when(event.at),
        username=event.username,
        action=event.action.value,
        target_type=event.target_type.value,
        target_id=event.target_id,
        target_name=event.target_name,
        workspace=event.workspace_id,
        analysis=event.analysis_id,
        organization=event.organization_id,
        silent=event.silent,
        detail=event.detail,
        digest=digest,
    )


def _when(moment: Moment) -> str:
    return responses.time(moment) or ""
