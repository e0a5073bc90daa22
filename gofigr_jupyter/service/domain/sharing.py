"""Sharing: who may read a thing without being a member of its workspace.

With a user, or by link with everybody who knows the address. It reaches down: a shared analysis
shares its figures and their revisions. Workspaces are shared by making somebody a member.
"""

from __future__ import annotations

from collections.abc import Sequence

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain import access, events
from gofigr_jupyter.service.domain.assets.model import Asset, AssetRevision
from gofigr_jupyter.service.domain.assets.ports import Shared
from gofigr_jupyter.service.domain.model import Action, Actor, Analysis, Figure, Revision, User
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.stories.model import Story
from gofigr_jupyter.service.domain.talk import notices, places
from gofigr_jupyter.service.domain.talk.model import NoticeKind
from gofigr_jupyter.service.domain.talk.notices import Subject

Shareable = Analysis | Figure | Revision | Asset | AssetRevision | Story


def share_with_user(
    tx: Transaction, actor: Actor, thing: Shareable, username: str, *, enabled: bool
) -> str:
    """Let a user read `thing`, or no longer; the user's name as it is written.

    The e-mail address of an account will do for its name.

    `thing` was loaded with the right to change it. Doing it twice changes nothing.
    """
    user = tx.users.by_name(username)
    if user is None and "@" in username:
        user = tx.users.by_email(username)
    if user is None:
        raise InvalidInput(
            f"There is no user {username[:60]!r}.",
            hint="Names are written as they are in the list of members.",
            field="username",
        )
    if enabled:
        if user.username not in readers(tx, thing):
            _tell(tx, actor, thing, user)
        tx.shares.add(target_of(thing), user=user.id, at=tx.now)
    else:
        tx.shares.remove(target_of(thing), user=user.id)
    _record(tx, actor, thing, enabled=enabled, detail=user.username)
    return user.username


def share_by_link(tx: Transaction, actor: Actor, thing: Shareable, *, enabled: bool) -> None:
    """Let everybody read `thing`, signed in or not, or no longer.

    `thing` was loaded with the right to change it.
    """
    if enabled:
        tx.shares.add(target_of(thing), user=None, at=tx.now)
    else:
        tx.shares.remove(target_of(thing), user=None)
    _record(tx, actor, thing, enabled=enabled, detail="link")


def readers(tx: Transaction, thing: Shareable) -> Sequence[str]:
    """Names of the users that `thing` itself is shared with, first one first."""
    return tx.shares.users_of(target_of(thing))


def has_link(tx: Transaction, thing: Shareable) -> bool:
    """Whether `thing` itself is shared by link."""
    return tx.shares.has_link(target_of(thing))


def target_of(thing: Shareable) -> Shared:
    """How the store calls `thing`."""
    return access.reach(thing)[-1]


def _tell(tx: Transaction, actor: Actor, thing: Shareable, user: User) -> None:
    kind, id = target_of(thing)
    named = thing if isinstance(thing, Analysis | Story) else places.stored_whole(tx, thing)
    about = Subject(kind=kind, id=id, name=named.name if named else "")
    notices.tell(tx, actor, about, {user.id: NoticeKind.SHARE})


def _record(tx: Transaction, actor: Actor, thing: Shareable, *, enabled: bool, detail: str) -> None:
    # Activity logs do not tell about sharing, the audit trail does.
    action = Action.SHARE if enabled else Action.UNSHARE
    events.record(tx, actor, action, thing, silent=True, detail=detail)
