"""gofigr-jupyter key: API keys, each told once."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from gofigr_jupyter.cli.accounts import (
    EPOCH,
    add_storage_options,
    local_user_name,
    open_accounts,
    print_table,
    spoken_time,
)
from gofigr_jupyter.errors import InvalidInput, NotFound
from gofigr_jupyter.ids import is_id

if TYPE_CHECKING:
    from gofigr_jupyter.service.domain.model import Actor, ApiKey, Moment
    from gofigr_jupyter.service.domain.ports import Transaction


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `key`."""
    parser = subparsers.add_parser("key", help="create, list and revoke API keys")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)

    creating = actions.add_parser("create", help="make an API key and print it, alone and once")
    creating.add_argument("name", metavar="NAME", help="what the key is for")
    creating.add_argument(
        "--workspace", metavar="W", help="name or id of the one workspace that the key opens"
    )
    creating.add_argument(
        "--expires", type=_time, metavar="ISO", help="when it stops working, as 2027-01-31T12:00"
    )
    creating.set_defaults(command=create_key)

    listing = actions.add_parser("list", help="list API keys without their secrets")
    listing.set_defaults(command=list_keys)

    revoking = actions.add_parser("revoke", help="make an API key stop working")
    revoking.add_argument("key", metavar="KEY", help="id or name of the key")
    revoking.set_defaults(command=revoke_key)

    for action in (creating, listing, revoking):
        action.add_argument("--user", metavar="U", help="whose keys; yours when not given")
        add_storage_options(action)


def create_key(arguments: argparse.Namespace) -> int:
    """Make an API key and print it."""
    from gofigr_jupyter.service.domain import api_keys

    def make(tx: Transaction) -> str:
        owner = _owner(tx, arguments.user)
        scope = _workspace(tx, owner, arguments.workspace) if arguments.workspace else None
        _, text = api_keys.create_key(
            tx, owner, name=arguments.name, expiry=arguments.expires, workspace=scope
        )
        return text

    with open_accounts(arguments) as database:
        text = database.write(make)
    print(text)
    return 0


def list_keys(arguments: argparse.Namespace) -> int:
    """Print a user's API keys."""
    with open_accounts(arguments) as database:
        keys, scopes = database.read(lambda tx: _keys(tx, arguments.user))
    rows = [
        (
            key.id,
            key.name,
            scopes.get(key.workspace_id or "", "all"),
            spoken_time(key.created),
            spoken_time(key.last_used),
            spoken_time(key.expiry),
        )
        for key in keys
    ]
    print_table(("id", "name", "workspace", "created", "last used", "expires"), rows)
    return 0


def revoke_key(arguments: argparse.Namespace) -> int:
    """Make an API key stop working."""

    def revoke(tx: Transaction) -> str:
        owner = _owner(tx, arguments.user)
        key = _chosen(tx.api_keys.of_user(owner.user_id), arguments.key)
        tx.api_keys.remove(key.id)
        return key.name

    with open_accounts(arguments) as database:
        name = database.write(revoke)
    print(f"Revoked the API key {name!r}.")
    return 0


def _owner(tx: Transaction, name: str | None) -> Actor:
    from gofigr_jupyter.service.domain import tokens, users

    if name is not None:
        return tokens.actor_of(users.user_named(tx, name))
    local = local_user_name()
    found = tx.users.by_name(local) or users.create_user(tx, username=local, email="")
    return tokens.actor_of(found)


def _keys(tx: Transaction, name: str | None) -> tuple[Sequence[ApiKey], dict[str, str]]:
    user = tx.users.by_name(name or local_user_name())
    if user is None and name is not None:
        raise NotFound(f"There is no user named {name!r}.", hint="See 'gofigr-jupyter user list'.")
    if user is None:
        return [], {}
    scopes = {str(each.id): each.name for each in tx.workspaces.of_user(user.id)}
    return tx.api_keys.of_user(user.id), scopes


def _workspace(tx: Transaction, owner: Actor, wanted: str) -> str:
    if is_id(wanted):
        return wanted
    mine = tx.workspaces.of_user(owner.user_id)
    found = [workspace for workspace in mine if workspace.name == wanted]
    if len(found) == 1:
        return found[0].id
    if found:
        raise InvalidInput(
            f"{len(found)} workspaces are named {wanted!r}.",
            hint="Give the id of the one you mean.",
        )
    names = ", ".join(repr(workspace.name) for workspace in mine)
    raise NotFound(
        f"{owner.username} has no workspace named {wanted!r}.", hint=f"There are: {names}."
    )


def _chosen(keys: Sequence[ApiKey], wanted: str) -> ApiKey:
    found = [key for key in keys if wanted in (key.id, key.name)]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(key.id for key in found)
        raise InvalidInput(
            f"{len(found)} API keys are named {wanted!r}.", hint=f"Give the id of one: {ids}."
        )
    raise NotFound(f"There is no API key {wanted!r}.", hint="See 'gofigr-jupyter key list'.")


def _time(text: str) -> Moment:
    """A time for argparse; without an offset it is meant in the local zone."""
    from gofigr_jupyter.service.domain.model import Moment

    try:
        time = datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a time; write it like 2027-01-31T12:00"
        ) from error
    return Moment((time - EPOCH) // timedelta(microseconds=1))
