"""Accounts: each with its primary workspace, made together."""

from __future__ import annotations

from typing import TypedDict

from gofigr_jupyter.errors import Conflict, Forbidden, InvalidInput, NotAuthenticated, NotFound
from gofigr_jupyter.ids import UserId, WorkspaceId, new_id
from gofigr_jupyter.service.domain import passwords, texts
from gofigr_jupyter.service.domain.model import (
    Actor,
    JsonText,
    Level,
    Member,
    User,
    Workspace,
    WorkspaceType,
)
from gofigr_jupyter.service.domain.ports import Transaction

MOST_USERNAME = 150
MOST_PROFILE = 1024 * 1024


class UserChanges(TypedDict, total=False):
    """What users may change about themselves."""

    username: str
    first_name: str
    last_name: str
    email: str
    profile: JsonText
    avatar: bytes | None


def create_user(
    tx: Transaction,
    *,
    username: str,
    email: str,
    password_hash: str | None = None,
    is_staff: bool = False,
) -> User:
    """A new account with its primary workspace. Raises Conflict when the name is taken.

    Without `password_hash` (see `passwords`) nobody can sign in to it by password.
    """
    texts.name(username, field="username", most=MOST_USERNAME)
    if username != username.strip() or set(username) & set("/?#%\n\t\r"):
        raise InvalidInput(
            f"{username!r} cannot be a user name.",
            hint="Leave out blanks at its ends and the characters / ? # %.",
            field="username",
        )
    if tx.users.by_name(username) is not None:
        raise Conflict(
            f"There is a user named {username!r} already.",
            hint="Choose another name.",
            field="username",
        )
    user = User(
        id=UserId(new_id()),
        username=username,
        email=_email(email),
        date_joined=tx.now,
        password_hash=password_hash,
        is_staff=is_staff,
    )
    tx.users.add(user)
    _add_primary_workspace(tx, user)
    return user


def user_named(tx: Transaction, username: str) -> User:
    """The account with this name. Raises NotFound."""
    user = tx.users.by_name(username)
    if user is None:
        raise NotFound(
            f"There is no user named {username!r}.", hint="See 'gofigr-jupyter user list'."
        )
    return user


def set_password(tx: Transaction, user: User, password_hash: str) -> None:
    """Give an account another password; tokens from before stop working."""
    tx.users.change(user.id, password_hash=password_hash)


def authenticate(tx: Transaction, username: str, password: str) -> User:
    """Who signs in with this name and password. Raises NotAuthenticated, in the same words and
    the same time for an unknown name and a wrong password."""
    user = tx.users.by_name(username)
    fits = passwords.fits(password, user.password_hash if user else None)
    if user is None or not fits or not user.is_active:
        raise NotAuthenticated(
            "The user name or the password is wrong.", hint="Check both, then try again."
        )
    return user


def visible_user(tx: Transaction, actor: Actor, username: str) -> User:
    """Another user, if there is a common workspace; oneself always. Raises Forbidden otherwise."""
    user = tx.users.by_name(username)
    if user is not None and (
        user.id == actor.user_id or tx.users.share_a_workspace(actor.user_id, user.id)
    ):
        return user
    raise Forbidden(
        f"You may not see the user {username[:60]!r}.",
        hint="Members of a common workspace see each other.",
    )


def change_user(tx: Transaction, actor: Actor, username: str, changes: UserChanges) -> User:
    """Change one's own account. Raises Forbidden for another one's and for another name."""
    user = tx.users.by_name(username)
    if user is None or user.id != actor.user_id:
        raise Forbidden("You may change only your own account.")
    if changes.pop("username", user.username) != user.username:
        raise Forbidden("A user name never changes.", field="username")
    for name in ("first_name", "last_name"):
        if changes.get(name):
            texts.name(str(changes[name]), field=name)
    if changes.get("email", user.email) != user.email and actor.by_key:
        # Whoever has the mail can reset the password, and so make keys.
        raise Forbidden(
            "An API key cannot change the e-mail address.",
            hint="Sign in with your password.",
            field="email",
        )
    if "email" in changes:
        changes["email"] = _email(changes["email"])
    if len(changes.get("profile", "")) > MOST_PROFILE:
        raise InvalidInput("The profile is larger than 1 MiB.", field="user_profile")
    if changes:
        tx.users.change(user.id, **changes)
    return tx.users.get(user.id) or user


def _email(email: str) -> str:
    return texts.email(email) if email else email


def _add_primary_workspace(tx: Transaction, user: User) -> None:
    # Clients compare a workspace before and after its first child was made, field by field:
    # `child_updated_*` therefore has a value from the start.
    workspace = Workspace(
        id=WorkspaceId(new_id()),
        name=f"{user.username}'s workspace",
        description="Primary workspace",
        workspace_type=WorkspaceType.PRIMARY,
        created_by=user.username,
        created_on=tx.now,
        child_updated_by=user.username,
        child_updated_on=tx.now,
        touched_on=tx.now,
    )
    tx.workspaces.add(workspace)
    tx.members.put(
        Member(workspace_id=workspace.id, user_id=user.id, level=Level.OWNER, joined=tx.now)
    )
