"""What staff may see and do: accounts, storage, the audit trail. Staff see no figures by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from gofigr_jupyter.errors import Forbidden, InvalidInput, NotFound
from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.model import Action, Actor, Event, User
from gofigr_jupyter.service.domain.people import audit, audit_chain
from gofigr_jupyter.service.domain.people.audit_chain import Verdict
from gofigr_jupyter.service.domain.people.model import StorageUse
from gofigr_jupyter.service.domain.ports import Transaction


class AccountChanges(TypedDict, total=False):
    """What staff may change about an account."""

    is_active: bool
    is_staff: bool


def accounts(tx: Transaction, actor: Actor) -> Sequence[User]:
    """Every account, by name."""
    _staff(actor)
    return tx.users.all()


def account(tx: Transaction, actor: Actor, username: str) -> User:
    """One account. Raises NotFound."""
    _staff(actor)
    user = tx.users.by_name(username)
    if user is None:
        raise NotFound(f"There is no user named {username[:60]!r}.")
    return user


def change_account(tx: Transaction, actor: Actor, username: str, changes: AccountChanges) -> User:
    """Let somebody in or keep her out, make her staff or not; not oneself."""
    user = account(tx, actor, username)
    if user.id == actor.user_id:
        raise InvalidInput(
            "Staff cannot change their own account here.", hint="Ask another member of staff."
        )
    if changes:
        tx.users.change(user.id, **changes)
        tx.keys_changed = True
        detail = ", ".join(f"{name}: {value}" for name, value in changes.items())
        audit.record(tx, actor, Action.UPDATE, user, detail=detail)
    return tx.users.get(user.id) or user


def storage_report(tx: Transaction, actor: Actor) -> tuple[Sequence[StorageUse], tuple[int, int]]:
    """How much every workspace holds, and how many blobs there are with how many bytes."""
    _staff(actor)
    return tx.census.storage(), tx.census.stored()


def audit_trail(
    tx: Transaction, actor: Actor, *, after: int, limit: int
) -> Sequence[tuple[int, Event, str | None]]:
    """What happened after a cursor, oldest first, silent events too, each with its seal if any."""
    _staff(actor)
    found = tx.activity.audit(after=after, limit=limit)
    seals = tx.seals.between(after, found[-1][0]) if found else {}
    return [(seq, event, seals.get(seq)) for seq, event in found]


def audit_verdict(tx: Transaction, actor: Actor) -> Verdict:
    """Whether the audit trail is as it was written."""
    _staff(actor)
    return audit_chain.verify(tx)


def _staff(actor: Actor | None) -> None:
    if not access.signed_in(actor).is_staff or access.signed_in(actor).only_workspace:
        raise Forbidden("Only staff may do this.", hint="Ask the person who runs the service.")
