"""Invitations into workspaces and organizations: whoever holds the token may come in, once."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from gofigr_jupyter.errors import Conflict, Forbidden, InvalidInput, NotFound
from gofigr_jupyter.ids import InvitationId, OrganizationId, is_id, new_id
from gofigr_jupyter.service.domain import access, texts
from gofigr_jupyter.service.domain.model import (
    SECOND,
    Action,
    Actor,
    Kind,
    Moment,
    Right,
    User,
    Workspace,
)
from gofigr_jupyter.service.domain.people import audit, members, organizations
from gofigr_jupyter.service.domain.people.model import (
    Invitation,
    Organization,
    OrganizationLevel,
)
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.talk import notices
from gofigr_jupyter.service.domain.talk.model import NoticeKind
from gofigr_jupyter.service.domain.talk.notices import Subject

DAY = 24 * 3600 * SECOND
LASTS = 14 * DAY
LONGEST = 90 * DAY
MOST = 500
"""Open invitations into one workspace or organization."""

Target = Workspace | Organization


class Invite(Protocol):
    """Makes an invitation into one kind of place."""

    def __call__(
        self,
        tx: Transaction,
        actor: Actor,
        id: str,
        *,
        email: str,
        level: str,
        expiry: Moment | None = None,
    ) -> tuple[Invitation, Target, str]:
        """A new invitation, where it leads, and its token."""


@dataclass(frozen=True)
class Joined:
    """What became of an invitation that was tried; `problem` is set when nobody came in."""

    problem: Conflict | None = None


def invite_to_workspace(
    tx: Transaction, actor: Actor, id: str, *, email: str, level: str, expiry: Moment | None = None
) -> tuple[Invitation, Target, str]:
    """A new invitation, where it leads, and its token, which nobody can read again."""
    workspace = access.workspace(tx, actor, id, need=Right.ADMIN)
    word = members.level_named(level)
    _room(tx.invitations.of_workspace(workspace.id))
    made, token = _made(tx, actor, email=email, level=word, expiry=expiry, into=workspace)
    return made, workspace, token


def invite_to_organization(
    tx: Transaction, actor: Actor, id: str, *, email: str, level: str, expiry: Moment | None = None
) -> tuple[Invitation, Target, str]:
    """A new invitation, where it leads, and its token, which nobody can read again."""
    organization = access.organization(tx, actor, id, need=OrganizationLevel.ADMIN)
    word = organizations.level_named(level)
    _room(tx.invitations.of_organization(organization.id))
    made, token = _made(tx, actor, email=email, level=word, expiry=expiry, into=organization)
    return made, organization, token


def workspace_invitations(tx: Transaction, actor: Actor, id: str) -> Sequence[Invitation]:
    """The open invitations into a workspace."""
    workspace = access.workspace(tx, actor, id, need=Right.ADMIN)
    return tx.invitations.of_workspace(workspace.id)


def organization_invitations(tx: Transaction, actor: Actor, id: str) -> Sequence[Invitation]:
    """The open invitations into an organization."""
    organization = access.organization(tx, actor, id, need=OrganizationLevel.ADMIN)
    return tx.invitations.of_organization(organization.id)


def workspace_invitation(tx: Transaction, actor: Actor, token_or_id: str) -> Invitation:
    """An invitation into a workspace: by token for everybody, by id for admins."""
    found = _found(tx, actor, token_or_id)
    if found.workspace_id is None:
        raise _unknown()
    if is_id(token_or_id):
        access.workspace(tx, actor, found.workspace_id, need=Right.ADMIN)
    return found


def organization_invitation(tx: Transaction, actor: Actor, token_or_id: str) -> Invitation:
    """An invitation into an organization: by token for everybody, by id for admins."""
    found = _found(tx, actor, token_or_id)
    if found.organization_id is None:
        raise _unknown()
    if is_id(token_or_id):
        access.organization(tx, actor, found.organization_id, need=OrganizationLevel.ADMIN)
    return found


def withdraw(tx: Transaction, actor: Actor, invitation: Invitation) -> None:
    """Delete an invitation. Its token alone gives no right to that."""
    target = _target(tx, actor, invitation, administer=True)
    tx.invitations.remove(invitation.id)
    audit.record(tx, actor, Action.WITHDRAW, target, detail=invitation.email)


def accept(tx: Transaction, actor: Actor, invitation: Invitation) -> Joined:
    """Use an invitation up: the actor becomes a member, unless she is one already."""
    user = tx.users.get(actor.user_id)
    if user is None or actor.only_workspace is not None:
        raise Forbidden(
            "An API key for one workspace cannot accept invitations.",
            hint="Sign in with your password.",
        )
    tx.invitations.remove(invitation.id)
    target = _target(tx, actor, invitation, administer=False)
    if isinstance(target, Workspace):
        return _join_workspace(tx, actor, target, user, word=invitation.membership_type)
    return _join_organization(tx, actor, target, user, word=invitation.membership_type)


def digest_of(token: str) -> str:
    """What is kept of a token. Its 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def by_token(tx: Transaction, token: str) -> Invitation:
    """The invitation with this token. Raises NotFound when it was used, withdrawn or ended."""
    found = tx.invitations.by_digest(digest_of(token))
    if found is None or found.expiry <= tx.now:
        raise _unknown()
    return found


def preview(tx: Transaction, token: str) -> tuple[Invitation, str]:
    """What a token invites to: the invitation and the name of its place, for whoever holds it."""
    found = by_token(tx, token)
    target: Target | None = None
    if found.workspace_id is not None:
        target = tx.workspaces.get(found.workspace_id)
    elif found.organization_id is not None:
        target = tx.organizations.get(found.organization_id)
    if target is None:
        raise _unknown()
    return found, target.name


def _join_workspace(
    tx: Transaction, actor: Actor, workspace: Workspace, user: User, *, word: str
) -> Joined:
    if tx.members.level(workspace.id, user.id) is not None:
        return Joined(_already("workspace"))
    members.join(tx, actor, workspace, user, level=members.level_named(word))
    return Joined()


def _join_organization(
    tx: Transaction, actor: Actor, organization: Organization, user: User, *, word: str
) -> Joined:
    if tx.organizations.level(organization.id, user.id) is not None:
        return Joined(_already("organization"))
    organizations.join(tx, actor, organization, user, level=organizations.level_named(word))
    return Joined()


def _made(
    tx: Transaction,
    actor: Actor,
    *,
    email: str,
    level: str,
    expiry: Moment | None,
    into: Target,
) -> tuple[Invitation, str]:
    ends = Moment(tx.now + LASTS) if expiry is None else expiry
    if not tx.now < ends <= tx.now + LONGEST:
        raise InvalidInput(
            "An invitation ends in the future, and within 90 days.",
            hint="Leave the expiry out for two weeks.",
            field="expiry",
        )
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        id=InvitationId(new_id()),
        email=texts.email(email),
        initiator=actor.username,
        digest=digest_of(token),
        membership_type=str(level),
        created=tx.now,
        expiry=ends,
        workspace_id=into.id if isinstance(into, Workspace) else None,
        organization_id=into.id if isinstance(into, Organization) else None,
    )
    tx.invitations.add(invitation)
    audit.record(tx, actor, Action.INVITE, into, detail=f"{email}: {level}")
    _tell(tx, actor, into, invitation)
    return invitation, token


def _tell(tx: Transaction, actor: Actor, into: Target, made: Invitation) -> None:
    """Tell whoever has an account with this address; only the mail holds the token."""
    user = tx.users.by_email(made.email)
    kind = Kind.WORKSPACE if isinstance(into, Workspace) else Kind.ORGANIZATION
    about = Subject(kind=kind, id=into.id, name=into.name)
    if user is not None:
        notices.tell(tx, actor, about, {user.id: NoticeKind.INVITATION})


def _found(tx: Transaction, actor: Actor, token_or_id: str) -> Invitation:
    access.signed_in(actor)
    if not is_id(token_or_id):
        return by_token(tx, token_or_id)
    found = tx.invitations.get(token_or_id.lower())
    if found is None:
        raise _unknown()
    return found


def _target(tx: Transaction, actor: Actor, invitation: Invitation, *, administer: bool) -> Target:
    target: Target | None
    if invitation.workspace_id is not None:
        if administer:
            return access.workspace(tx, actor, invitation.workspace_id, need=Right.ADMIN)
        target = tx.workspaces.get(invitation.workspace_id)
    else:
        id = invitation.organization_id or OrganizationId("")
        if administer:
            return access.organization(tx, actor, id, need=OrganizationLevel.ADMIN)
        target = tx.organizations.get(id)
    if target is None:
        raise _unknown()
    return target


def _room(open: Sequence[Invitation]) -> None:
    if len(open) >= MOST:
        raise Conflict(f"There are {MOST} open invitations.", hint="Withdraw some of them first.")


def _already(what: str) -> Conflict:
    return Conflict(
        f"You are a member of this {what} already.", hint="The invitation is used up by this."
    )


def _unknown() -> NotFound:
    return NotFound(
        "There is no such invitation; it may have been used, withdrawn or have ended.",
        hint="Ask for another one.",
    )
