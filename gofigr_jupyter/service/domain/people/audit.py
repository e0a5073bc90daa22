"""What happened to organizations, members and accounts, written in the transaction that did it.

Only the making, changing and dissolving of an organization shows in activity logs. The rest is
silent: it is there for those who read the audit trail.
"""

from __future__ import annotations

from gofigr_jupyter.ids import new_id
from gofigr_jupyter.service.domain.model import Action, Actor, Event, Kind, User, Workspace
from gofigr_jupyter.service.domain.people.model import Organization
from gofigr_jupyter.service.domain.ports import Transaction


def record(
    tx: Transaction,
    actor: Actor,
    action: Action,
    target: Organization | Workspace | User,
    *,
    silent: bool = True,
    detail: str = "",
) -> None:
    """Write down that `actor` did something to `target`; `detail` tells what."""
    kind, name = _about(target)
    tx.events.add(
        Event(
            id=new_id(),
            at=tx.now,
            username=actor.username,
            action=action,
            target_type=kind,
            target_id=target.id,
            target_name=name,
            workspace_id=target.id if isinstance(target, Workspace) else None,
            organization_id=target.id if isinstance(target, Organization) else None,
            silent=silent,
            detail=detail,
        )
    )


def _about(target: Organization | Workspace | User) -> tuple[Kind, str]:
    if isinstance(target, Workspace):
        return Kind.WORKSPACE, target.name
    if isinstance(target, User):
        return Kind.USER, target.username
    return Kind.ORGANIZATION, target.name
