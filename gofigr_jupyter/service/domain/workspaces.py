"""Workspaces: made, found, changed, deleted, and what is new in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from gofigr_jupyter.errors import Forbidden, InvalidInput
from gofigr_jupyter.ids import OrganizationId, WorkspaceId, new_id
from gofigr_jupyter.service.domain import access, events, texts
from gofigr_jupyter.service.domain.assets.model import Asset
from gofigr_jupyter.service.domain.model import (
    SECOND,
    Action,
    Actor,
    Analysis,
    Figure,
    Level,
    Member,
    Moment,
    Right,
    Workspace,
    WorkspaceType,
)
from gofigr_jupyter.service.domain.people.model import OrganizationLevel
from gofigr_jupyter.service.domain.ports import Transaction

WEEK = 7 * 24 * 3600 * SECOND


class WorkspaceChanges(TypedDict, total=False):
    """What can be changed about a workspace."""

    name: str
    description: str | None
    workspace_type: str
    organization: str | None


@dataclass(frozen=True, kw_only=True)
class Recents:
    """What was touched last in a workspace, newest first."""

    analyses: Sequence[Analysis]
    figures: Sequence[Figure]
    assets: Sequence[Asset]


@dataclass(frozen=True, kw_only=True)
class Overview:
    """How much a workspace holds, and how many of its analyses changed within a week."""

    analyses: int
    figures: int
    assets: int
    stories: int
    active_this_week: int


def create_workspace(
    tx: Transaction,
    actor: Actor,
    *,
    name: str,
    description: str | None = None,
    workspace_type: str = WorkspaceType.SECONDARY,
    organization: str | None = None,
) -> Workspace:
    """A new workspace, owned by the actor. Primary ones come with accounts only."""
    if actor.only_workspace is not None:
        raise Forbidden("An API key for one workspace cannot make others.")
    if _type(workspace_type) is WorkspaceType.PRIMARY:
        raise InvalidInput(
            "A primary workspace comes with its account and cannot be made.",
            hint="Leave workspace_type out.",
            field="workspace_type",
        )
    workspace = Workspace(
        id=WorkspaceId(new_id()),
        name=texts.name(name),
        description=texts.description(description),
        organization_id=_organization(tx, actor, organization),
        created_by=actor.username,
        created_on=tx.now,
        touched_on=tx.now,
    )
    tx.workspaces.add(workspace)
    tx.members.put(
        Member(workspace_id=workspace.id, user_id=actor.user_id, level=Level.OWNER, joined=tx.now)
    )
    events.record(tx, actor, Action.CREATE, workspace)
    return workspace


def own_workspaces(tx: Transaction, actor: Actor) -> Sequence[Workspace]:
    """Those the actor belongs to, oldest first; with a key for one, that one."""
    found = tx.workspaces.of_user(actor.user_id)
    return [w for w in found if actor.only_workspace in (None, w.id)]


def change_workspace(
    tx: Transaction,
    actor: Actor,
    id: str,
    changes: WorkspaceChanges,
    *,
    silent: bool = False,
) -> Workspace:
    """Change a workspace. Its type never changes; another organization moves it there."""
    workspace = access.workspace(tx, actor, id, need=Right.ADMIN)
    wanted = changes.pop("workspace_type", workspace.workspace_type)
    if _type(wanted) is not workspace.workspace_type:
        raise InvalidInput(
            f"A {workspace.workspace_type} workspace stays {workspace.workspace_type}.",
            hint="Make another workspace.",
            field="workspace_type",
        )
    check_texts(changes.get("name"), changes.get("description"))
    organization = changes.pop("organization", workspace.organization_id)
    if organization != workspace.organization_id:
        organization = _organization(tx, actor, organization)
    tx.workspaces.change(
        workspace.id,
        **changes,
        organization_id=organization,
        updated_by=actor.username,
        updated_on=tx.now,
        touched_on=tx.now,
    )
    events.record(tx, actor, Action.UPDATE, workspace, silent=silent)
    return tx.workspaces.get(workspace.id) or workspace


def delete_workspace(tx: Transaction, actor: Actor, id: str) -> None:
    """Delete a workspace with everything in it. A primary one stays with its account."""
    workspace = access.workspace(tx, actor, id, need=Right.ADMIN)
    if workspace.workspace_type is WorkspaceType.PRIMARY:
        raise InvalidInput("A primary workspace cannot be deleted.", hint="Delete what is in it.")
    events.record(tx, actor, Action.DELETE, workspace)
    tx.workspaces.remove(workspace.id)
    tx.keys_changed = True  # those for this workspace go with it


def members(tx: Transaction, actor: Actor, id: str) -> Sequence[tuple[str, Level]]:
    """Username and level of each member, in the order they joined."""
    return tx.members.of_workspace(access.workspace(tx, actor, id).id)


def recents(tx: Transaction, actor: Actor, id: str, *, limit: int) -> Recents:
    """What was touched last in a workspace, at most `limit` of each kind."""
    workspace = access.workspace(tx, actor, id)
    return Recents(
        analyses=tx.analyses.recent(workspace.id, limit),
        figures=tx.figures.recent(workspace.id, limit),
        assets=tx.assets.recent(workspace.id, limit),
    )


def overview(tx: Transaction, actor: Actor, id: str) -> Overview:
    """How much a workspace holds."""
    workspace = access.workspace(tx, actor, id)
    return Overview(
        analyses=tx.analyses.count(workspace.id),
        figures=tx.figures.count(workspace.id),
        assets=tx.assets.count(workspace.id),
        stories=tx.stories.count(workspace.id),
        active_this_week=tx.analyses.count(workspace.id, since=Moment(tx.now - WEEK)),
    )


def check_texts(name: str | None, description: str | None) -> None:
    """Raise InvalidInput for a name or description that cannot be kept; None is not looked at."""
    if name is not None:
        texts.name(name)
    texts.description(description)


def _organization(tx: Transaction, actor: Actor, id: str | None) -> OrganizationId | None:
    """The organization that a workspace is put under, which takes a creator there."""
    if id is None:
        return None
    return access.organization(tx, actor, id, need=OrganizationLevel.CREATOR).id


def _type(word: str) -> WorkspaceType:
    try:
        return WorkspaceType(word)
    except ValueError:
        raise InvalidInput(
            f"There is no workspace type {word[:60]!r}.",
            hint="There are 'primary' and 'secondary'.",
            field="workspace_type",
        ) from None
