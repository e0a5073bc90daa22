"""Members of workspaces: added, given another level, removed."""

from __future__ import annotations

from gofigr_jupyter.errors import Conflict, InvalidInput
from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.model import (
    Action,
    Actor,
    Level,
    Member,
    Right,
    User,
    Workspace,
)
from gofigr_jupyter.service.domain.people import audit
from gofigr_jupyter.service.domain.ports import Transaction


def add_member(
    tx: Transaction, actor: Actor, workspace: str, *, username: str, level: str
) -> Level:
    """Make a user a member; the level she has now.

    Raises Conflict when she is one already, InvalidInput for an unknown user or level and for a
    second owner.
    """
    found = access.workspace(tx, actor, workspace, need=Right.ADMIN)
    wanted = level_named(level)
    user = user_named(tx, username)
    if tx.members.level(found.id, user.id) is not None:
        raise Conflict(
            f"{user.username} is a member of this workspace already.",
            hint="Change the level instead.",
            field="username",
        )
    join(tx, actor, found, user, level=wanted)
    return wanted


def change_member(
    tx: Transaction, actor: Actor, workspace: str, *, username: str, level: str
) -> Level:
    """Give a member another level; members may lower their own. The owner stays the owner."""
    found = access.workspace(tx, actor, workspace)
    if not _lowers_oneself(tx, actor, found, username, wanted=level):
        access.workspace(tx, actor, workspace, need=Right.ADMIN)
    wanted = level_named(level)
    user = user_named(tx, username)
    before = _level_of(tx, found, user)
    tx.members.change_level(found.id, user.id, wanted)
    detail = f"{user.username}: {before} to {wanted}"
    audit.record(tx, actor, Action.CHANGE_MEMBER, found, detail=detail)
    return wanted


def remove_member(tx: Transaction, actor: Actor, workspace: str, *, username: str) -> None:
    """End a membership; members may leave. The owner stays."""
    found = access.workspace(tx, actor, workspace)
    if username.lower() != actor.username.lower():
        access.workspace(tx, actor, workspace, need=Right.ADMIN)
    user = user_named(tx, username)
    before = _level_of(tx, found, user)
    tx.members.remove(found.id, user.id)
    detail = f"{user.username}: was {before}"
    audit.record(tx, actor, Action.REMOVE_MEMBER, found, detail=detail)


def join(tx: Transaction, actor: Actor, workspace: Workspace, user: User, *, level: Level) -> None:
    """Make `user`, who is none yet, a member."""
    tx.members.put(Member(workspace_id=workspace.id, user_id=user.id, level=level, joined=tx.now))
    audit.record(tx, actor, Action.ADD_MEMBER, workspace, detail=f"{user.username}: {level}")


def level_named(word: str | None) -> Level:
    """The level that a request names. Raises InvalidInput for an unknown one and for the owner's.

    A workspace has the one owner who made it.
    """
    try:
        level = Level(word or "")
    except ValueError:
        raise InvalidInput(
            f"There is no level {(word or '')[:60]!r}.",
            hint="There are 'viewer', 'creator' and 'admin'.",
            field="membership_type",
        ) from None
    if level is Level.OWNER:
        raise InvalidInput(
            "A workspace has one owner, who made it.",
            hint="Choose 'admin', 'creator' or 'viewer'.",
            field="membership_type",
        )
    return level


def user_named(tx: Transaction, username: str) -> User:
    """The active user whom a request names. Raises InvalidInput when there is none."""
    user = tx.users.by_name(username)
    if user is None or not user.is_active:
        raise InvalidInput(
            f"There is no user {username[:60]!r}.",
            hint="Invite them by e-mail instead.",
            field="username",
        )
    return user


def _level_of(tx: Transaction, workspace: Workspace, user: User) -> Level:
    level = tx.members.level(workspace.id, user.id)
    if level is None:
        raise InvalidInput(
            f"{user.username} is not a member of this workspace.",
            hint="Add them first.",
            field="username",
        )
    if level is Level.OWNER:
        raise InvalidInput(
            f"{user.username} owns this workspace and stays its owner.", field="username"
        )
    return level


def _lowers_oneself(
    tx: Transaction, actor: Actor, workspace: Workspace, username: str, *, wanted: str
) -> bool:
    if username.lower() != actor.username.lower() or wanted not in list(Level):
        return False
    level = tx.members.level(workspace.id, actor.user_id)
    return level is not None and Level(wanted).rank < level.rank
