"""gofigr-jupyter user: accounts, each with its primary workspace."""

from __future__ import annotations

import argparse
import getpass
import sys

from gofigr_jupyter.cli.accounts import (
    add_storage_options,
    open_accounts,
    print_table,
    spoken_time,
)
from gofigr_jupyter.errors import InvalidInput


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `user`."""
    parser = subparsers.add_parser("user", help="add and list accounts, set passwords")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)

    adding = actions.add_parser("add", help="make an account with its primary workspace")
    adding.add_argument("name", metavar="NAME")
    adding.add_argument("--email", required=True, metavar="E")
    adding.add_argument("--staff", action="store_true", help="may administer the service")
    _add_password_option(adding)
    adding.set_defaults(command=add_user)

    listing = actions.add_parser("list", help="list all accounts")
    listing.set_defaults(command=list_users)

    setting = actions.add_parser("set-password", help="give an account another password")
    setting.add_argument("name", metavar="NAME")
    _add_password_option(setting)
    setting.set_defaults(command=set_password)

    for action in (adding, listing, setting):
        add_storage_options(action)


def add_user(arguments: argparse.Namespace) -> int:
    """Make an account with its primary workspace."""
    from gofigr_jupyter.service.domain import passwords, users

    hash = passwords.hash_password(_password(arguments))
    with open_accounts(arguments) as database:
        database.write(
            lambda tx: users.create_user(
                tx,
                username=arguments.name,
                email=arguments.email,
                password_hash=hash,
                is_staff=arguments.staff,
            )
        )
    print(f"Added the user {arguments.name}.")
    return 0


def list_users(arguments: argparse.Namespace) -> int:
    """Print every account."""
    with open_accounts(arguments) as database:
        found = database.read(lambda tx: list(tx.users.all()))
    rows = [
        (
            user.username,
            user.email or "–",
            "yes" if user.is_staff else "no",
            "yes" if user.password_hash else "no",
            spoken_time(user.date_joined),
        )
        for user in found
    ]
    print_table(("name", "email", "staff", "password", "joined"), rows)
    return 0


def set_password(arguments: argparse.Namespace) -> int:
    """Give an account another password."""
    from gofigr_jupyter.service.domain import passwords, users

    hash = passwords.hash_password(_password(arguments))
    with open_accounts(arguments) as database:
        database.write(
            lambda tx: users.set_password(tx, users.user_named(tx, arguments.name), hash)
        )
    print(f"{arguments.name} has another password; earlier sign-ins have ended.")
    return 0


def _add_password_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help="read the password from standard input; without it, a terminal is asked",
    )


def _password(arguments: argparse.Namespace) -> str:
    if arguments.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise InvalidInput(
            "No password was given.", hint="Write it to standard input with --password-stdin."
        )
    password = getpass.getpass("Password: ")
    if getpass.getpass("Once more: ") != password:
        raise InvalidInput("The two passwords differ.", hint="Try again.")
    return password
