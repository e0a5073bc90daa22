"""Organizations: founded, changed, dissolved; their members; what belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from gofigr_jupyter.errors import Conflict, Forbidden, InvalidInput
from gofigr_jupyter.ids import OrganizationId, new_id
from gofigr_jupyter.service.domain import access, texts
from gofigr_jupyter.service.domain.model import Action, Actor, User, Workspace
from gofigr_jupyter.service.domain.people import audit
from gofigr_jupyter.service.domain.people.members import user_named
from gofigr_jupyter.service.domain.people.model import (
    Organization,
    OrganizationLevel,
    OrganizationMember,
)
from gofigr_jupyter.service.domain.ports import Transaction


class OrganizationChanges(TypedDict, total=False):
    """What can be said about an organization. `logo` is a PNG."""

    name: str
    description: str | None
    email: str | None
    logo: bytes | None
    allow_per_workspace_storage_settings: bool


def found_organization(tx: Transaction, actor: Actor, about: OrganizationChanges) -> Organization:
    """A new organization with the actor as its only member and admin."""
    if actor.only_workspace is not None:
        raise Forbidden("An API key for one workspace cannot found organizations.")
    _check(about)
    organization = Organization(
        id=OrganizationId(new_id()),
        name=texts.name(about.get("name", "")),
        description=about.get("description"),
        email=about.get("email"),
        logo=about.get("logo"),
        allow_per_workspace_storage_settings=about.get(
            "allow_per_workspace_storage_settings", False
        ),
        created_by=actor.username,
        created_on=tx.now,
    )
    tx.organizations.add(organization)
    tx.organizations.put_member(
        OrganizationMember(
            organization_id=organization.id,
            user_id=actor.user_id,
            level=OrganizationLevel.ADMIN,
            joined=tx.now,
        )
    )
    audit.record(tx, actor, Action.CREATE, organization, silent=False)
    return organization


def own_organizations(tx: Transaction, actor: Actor) -> Sequence[Organization]:
    """Those the actor is a member of, oldest first; none with a key for one workspace."""
    return [] if actor.only_workspace else tx.organizations.of_user(actor.user_id)


def change_organization(
    tx: Transaction,
    actor: Actor,
    id: str,
    changes: OrganizationChanges,
    *,
    silent: bool = False,
) -> Organization:
    """Change an organization; what is left out stays."""
    organization = access.organization(tx, actor, id, need=OrganizationLevel.ADMIN)
    _check(changes)
    tx.organizations.change(
        organization.id, **changes, updated_by=actor.username, updated_on=tx.now
    )
    changed = tx.organizations.get(organization.id) or organization
    audit.record(tx, actor, Action.UPDATE, changed, silent=silent)
    return changed


def dissolve_organization(tx: Transaction, actor: Actor, id: str) -> None:
    """Delete an organization. Its workspaces stay with their owners and direct members."""
    organization = access.organization(tx, actor, id, need=OrganizationLevel.ADMIN)
    audit.record(tx, actor, Action.DELETE, organization, silent=False)
    tx.organizations.remove(organization.id)


def members(tx: Transaction, actor: Actor, id: str) -> Sequence[tuple[str, OrganizationLevel]]:
    """Username and level of each member, in the order they joined."""
    return tx.organizations.members(access.organization(tx, actor, id).id)


def workspaces(tx: Transaction, organizations: Sequence[Organization]) -> Sequence[Workspace]:
    """The workspaces of organizations that were loaded for somebody."""
    return tx.organizations.workspaces([organization.id for organization in organizations])


def add_member(
    tx: Transaction, actor: Actor, organization: str, *, username: str, level: str
) -> OrganizationLevel:
    """Make a user a member; the level she has now. Raises Conflict when she is one already."""
    found = access.organization(tx, actor, organization, need=OrganizationLevel.ADMIN)
    wanted = level_named(level)
    user = user_named(tx, username)
    if tx.organizations.level(found.id, user.id) is not None:
        raise Conflict(
            f"{user.username} is a member of this organization already.",
            hint="Change the level instead.",
            field="username",
        )
    join(tx, actor, found, user, level=wanted)
    return wanted


def change_member(
    tx: Transaction, actor: Actor, organization: str, *, username: str, level: str
) -> OrganizationLevel:
    """Give a member another level; members may lower their own. One admin always stays."""
    found = access.organization(tx, actor, organization)
    if not _lowers_oneself(tx, actor, found, username, wanted=level):
        access.organization(tx, actor, organization, need=OrganizationLevel.ADMIN)
    wanted = level_named(level)
    user = user_named(tx, username)
    before = _level_of(tx, found, user)
    if wanted is not OrganizationLevel.ADMIN:
        _keep_an_admin(tx, found, user)
    _put(tx, found, user, wanted)
    detail = f"{user.username}: {before} to {wanted}"
    audit.record(tx, actor, Action.CHANGE_MEMBER, found, detail=detail)
    return wanted


def remove_member(tx: Transaction, actor: Actor, organization: str, *, username: str) -> None:
    """End a membership; members may leave. One admin always stays."""
    found = access.organization(tx, actor, organization)
    if username.lower() != actor.username.lower():
        access.organization(tx, actor, organization, need=OrganizationLevel.ADMIN)
    user = user_named(tx, username)
    before = _level_of(tx, found, user)
    _keep_an_admin(tx, found, user)
    tx.organizations.remove_member(found.id, user.id)
    detail = f"{user.username}: was {before}"
    audit.record(tx, actor, Action.REMOVE_MEMBER, found, detail=detail)


def join(
    tx: Transaction,
    actor: Actor,
    organization: Organization,
    user: User,
    *,
    level: OrganizationLevel,
) -> None:
    """Make `user`, who is none yet, a member."""
    _put(tx, organization, user, level)
    audit.record(tx, actor, Action.ADD_MEMBER, organization, detail=f"{user.username}: {level}")


def level_named(word: str | None) -> OrganizationLevel:
    """The level that a request names. Raises InvalidInput for an unknown one."""
    try:
        return OrganizationLevel(word or "")
    except ValueError:
        raise InvalidInput(
            f"There is no level {(word or '')[:60]!r} in an organization.",
            hint=f"There are {', '.join(OrganizationLevel)}.",
            field="membership_type",
        ) from None


def _check(about: OrganizationChanges) -> None:
    if "name" in about:
        texts.name(about["name"])
    texts.description(about.get("description"))
    if email := about.get("email"):
        texts.email(email)


def _put(tx: Transaction, organization: Organization, user: User, level: OrganizationLevel) -> None:
    tx.organizations.put_member(
        OrganizationMember(
            organization_id=organization.id, user_id=user.id, level=level, joined=tx.now
        )
    )


def _level_of(tx: Transaction, organization: Organization, user: User) -> OrganizationLevel:
    level = tx.organizations.level(organization.id, user.id)
    if level is None:
        raise InvalidInput(
            f"{user.username} is not a member of this organization.",
            hint="Add them first.",
            field="username",
        )
    return level


def _keep_an_admin(tx: Transaction, organization: Organization, leaving: User) -> None:
    admins = [
        name
        for name, level in tx.organizations.members(organization.id)
        if level is OrganizationLevel.ADMIN
    ]
    if admins == [leaving.username]:
        raise InvalidInput(
            f"{leaving.username} is the only admin of this organization.",
            hint="Make somebody else an admin first.",
            field="username",
        )


def _lowers_oneself(
    tx: Transaction, actor: Actor, organization: Organization, username: str, *, wanted: str
) -> bool:
    if username.lower() != actor.username.lower() or wanted not in list(OrganizationLevel):
        return False
    level = tx.organizations.level(organization.id, actor.user_id)
    return level is not None and OrganizationLevel(wanted).rank < level.rank
