"""Registration: who may make an account for herself."""

from __future__ import annotations

from enum import StrEnum

from gofigr_jupyter.errors import Conflict, Forbidden
from gofigr_jupyter.service.domain import texts, users
from gofigr_jupyter.service.domain.model import Action, Actor, User
from gofigr_jupyter.service.domain.people import audit, invitations
from gofigr_jupyter.service.domain.people.model import Invitation
from gofigr_jupyter.service.domain.ports import Transaction


class Registration(StrEnum):
    """Who may make an account: everybody, whoever was invited, or nobody but staff."""

    OPEN = "open"
    INVITED = "invited"
    CLOSED = "closed"


def register(
    tx: Transaction,
    rule: Registration,
    *,
    username: str,
    email: str,
    password_hash: str,
    invitation: str | None = None,
) -> User:
    """A new account, which then accepts the invitation, if there is one.

    Raises what `check_open` raises, and Conflict for a taken name or address.
    """
    found = check_open(tx, rule, invitation)
    if tx.users.by_email(texts.email(email)) is not None:
        raise Conflict(
            f"There is an account with the address {email!r} already.",
            hint="Sign in, or reset its password.",
            field="email",
        )
    user = users.create_user(tx, username=username, email=email, password_hash=password_hash)
    actor = Actor(user_id=user.id, username=user.username)
    audit.record(tx, actor, Action.CREATE, user, detail=f"registered, {rule}")
    if found is not None:
        invitations.accept(tx, actor, found)
    return user


def check_open(tx: Transaction, rule: Registration, invitation: str | None) -> Invitation | None:
    """The invitation that somebody comes with, if any. Worth asking before a password is hashed.

    Raises Forbidden when the service does not let strangers register, and NotFound for an
    invitation that leads nowhere.
    """
    if rule is Registration.CLOSED:
        raise Forbidden(
            "This service makes no accounts for strangers.",
            hint="Ask the person who runs it for an account.",
        )
    if rule is Registration.INVITED and not invitation:
        raise Forbidden(
            "This service makes accounts for invited people only.",
            hint="Open the link in your invitation.",
            field="invitation",
        )
    return invitations.by_token(tx, invitation) if invitation else None
