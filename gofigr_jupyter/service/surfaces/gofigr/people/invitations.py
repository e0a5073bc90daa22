"""Invitations over the wire."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import UNSET, UnsetType

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain.model import Actor, Moment
from gofigr_jupyter.service.domain.people import invitations
from gofigr_jupyter.service.domain.people.model import Invitation
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces import letters
from gofigr_jupyter.service.surfaces.gofigr import times
from gofigr_jupyter.service.surfaces.gofigr.call import Call, parent_id
from gofigr_jupyter.service.surfaces.gofigr.people import told
from gofigr_jupyter.wire import people as wire
from gofigr_jupyter.wire.revisions import Parent

Find = Callable[[Transaction, Actor, str], Invitation]


def invite_to_workspace(call: Call) -> wire.Invitation:
    """Invite somebody into a workspace by mail; this answer alone tells the token."""
    body = call.decode(wire.InvitationBody)
    return _invite(call, body, invitations.invite_to_workspace, _into(body.workspace, "workspace"))


def invite_to_organization(call: Call) -> wire.Invitation:
    """Invite somebody into an organization by mail; this answer alone tells the token."""
    body = call.decode(wire.InvitationBody)
    into = _into(body.organization, "organization")
    return _invite(call, body, invitations.invite_to_organization, into)


def list_in_workspace(call: Call) -> list[wire.Invitation]:
    """The open invitations into a workspace."""
    found = call.service.database.read(
        lambda tx: invitations.workspace_invitations(tx, call.actor, call.id)
    )
    return [told.invitation(invitation) for invitation in found]


def list_in_organization(call: Call) -> list[wire.Invitation]:
    """The open invitations into an organization."""
    found = call.service.database.read(
        lambda tx: invitations.organization_invitations(tx, call.actor, call.id)
    )
    return [told.invitation(invitation) for invitation in found]


def show_workspace_invitation(call: Call) -> wire.Invitation:
    """An invitation into a workspace, by its token or, for admins, by its id."""
    return _show(call, invitations.workspace_invitation)


def show_organization_invitation(call: Call) -> wire.Invitation:
    """An invitation into an organization, by its token or, for admins, by its id."""
    return _show(call, invitations.organization_invitation)


def withdraw_from_workspace(call: Call) -> None:
    """Withdraw an invitation into a workspace."""
    _withdraw(call, invitations.workspace_invitation)


def withdraw_from_organization(call: Call) -> None:
    """Withdraw an invitation into an organization."""
    _withdraw(call, invitations.organization_invitation)


def accept_into_workspace(call: Call) -> wire.Accepted:
    """Use an invitation into a workspace up."""
    return _accept(call, invitations.workspace_invitation)


def accept_into_organization(call: Call) -> wire.Accepted:
    """Use an invitation into an organization up."""
    return _accept(call, invitations.organization_invitation)


def _invite(
    call: Call, body: wire.InvitationBody, invite: invitations.Invite, into: str
) -> wire.Invitation:
    made, target, token = call.service.database.write(
        lambda tx: invite(
            tx,
            call.actor,
            into,
            email=body.email,
            level=body.membership_type,
            expiry=_moment(body.expiry),
        )
    )
    call.service.mailer.send(letters.invitation(call.service, made, target.name, token=token))
    return told.invitation(made, token=token)


def _show(call: Call, find: Find) -> wire.Invitation:
    return told.invitation(call.service.database.read(lambda tx: find(tx, call.actor, call.id)))


def _withdraw(call: Call, find: Find) -> None:
    call.service.database.write(
        lambda tx: invitations.withdraw(tx, call.actor, find(tx, call.actor, call.id))
    )


def _accept(call: Call, find: Find) -> wire.Accepted:
    def accept(tx: Transaction) -> tuple[Invitation, invitations.Joined]:
        invitations.by_token(tx, call.id)  # an id, which admins know, does not let anybody in
        found = find(tx, call.actor, call.id)
        return found, invitations.accept(tx, call.actor, found)

    found, joined = call.service.database.write(accept)
    if joined.problem is not None:
        raise joined.problem
    return wire.Accepted(
        membership_type=found.membership_type,
        workspace=found.workspace_id or UNSET,
        organization=found.organization_id or UNSET,
    )


def _into(parent: Parent | UnsetType | None, field: str) -> str:
    if parent is None or parent is UNSET:
        raise InvalidInput(f"The {field} is missing.", hint=f"Send its id as {field}.", field=field)
    return parent_id(parent, field=field)


def _moment(text: str | UnsetType | None) -> Moment | None:
    if text is None or text is UNSET:
        return None
    return times.moment(text, field="expiry", without_offset=True)
