"""Members of workspaces and organizations over the wire."""

from __future__ import annotations

from collections.abc import Callable

from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.people import members, organizations
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.wire.entities import Member

Change = Callable[[Transaction, Actor, str, Member], str | None]


def add_to_workspace(call: Call) -> Member:
    """Make a user a member of a workspace."""
    return _changed(
        call,
        lambda tx, actor, id, body: members.add_member(
            tx, actor, id, username=body.username, level=body.membership_type or ""
        ),
    )


def change_in_workspace(call: Call) -> Member:
    """Give a member of a workspace another level; everybody may lower their own."""
    return _changed(
        call,
        lambda tx, actor, id, body: members.change_member(
            tx, actor, id, username=body.username, level=body.membership_type or ""
        ),
    )


def remove_from_workspace(call: Call) -> Member:
    """End a membership of a workspace; everybody but the owner may leave."""
    return _changed(
        call,
        lambda tx, actor, id, body: members.remove_member(tx, actor, id, username=body.username),
    )


def list_in_organization(call: Call) -> list[Member]:
    """The members of an organization and their levels."""
    found = call.service.database.read(lambda tx: organizations.members(tx, call.actor, call.id))
    return [Member(username=name, membership_type=level.value) for name, level in found]


def add_to_organization(call: Call) -> Member:
    """Make a user a member of an organization."""
    return _changed(
        call,
        lambda tx, actor, id, body: organizations.add_member(
            tx, actor, id, username=body.username, level=body.membership_type or ""
        ),
    )


def change_in_organization(call: Call) -> Member:
    """Give a member of an organization another level; everybody may lower their own."""
    return _changed(
        call,
        lambda tx, actor, id, body: organizations.change_member(
            tx, actor, id, username=body.username, level=body.membership_type or ""
        ),
    )


def remove_from_organization(call: Call) -> Member:
    """End a membership of an organization; everybody but the last admin may leave."""
    return _changed(
        call,
        lambda tx, actor, id, body: organizations.remove_member(
            tx, actor, id, username=body.username
        ),
    )


def _changed(call: Call, change: Change) -> Member:
    body = call.decode(Member)
    level = call.service.database.write(lambda tx: change(tx, call.actor, call.id, body))
    return Member(username=body.username, membership_type=None if level is None else str(level))
