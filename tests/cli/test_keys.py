"""gofigr-jupyter key: what it does, prints and refuses."""

import getpass
import re

import pytest

from gofigr_jupyter.cli import main
from gofigr_jupyter.errors import NotAuthenticated
from gofigr_jupyter.service.domain import api_keys, users
from gofigr_jupyter.service.storage.engine import open_database


@pytest.fixture
def database(tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'gofigr.db'}")
    database.write(lambda tx: users.create_user(tx, username="ann", email="a@example.org"))
    yield database
    database.close()


@pytest.fixture
def command(database, tmp_path, capsys):
    """Runs the command in this process: exit status, standard output, standard error."""

    def run(*arguments):
        try:
            status = main(["key", *arguments, "--data", str(tmp_path)])
        except SystemExit as exit:
            status = exit.code
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def opened_by(database, token):
    return database.read(lambda tx: api_keys.actor_with_key(tx, token)[0])


def test_the_token_is_printed_alone_and_works(command, database):
    status, out, err = command("create", "laptop", "--user", "ann")

    assert (status, err) == (0, "")
    assert re.fullmatch(r"gfk_[\w-]{43}\n", out)
    assert opened_by(database, out.strip()).username == "ann"


def test_without_a_user_the_key_is_for_the_person_at_this_machine(command, database):
    _, out, _ = command("create", "laptop")

    assert opened_by(database, out.strip()).username == getpass.getuser()


@pytest.mark.parametrize("by_name", [True, False])
def test_a_key_can_be_for_one_workspace(command, database, by_name):
    user = database.read(lambda tx: users.user_named(tx, "ann"))
    workspace = database.read(lambda tx: tx.workspaces.of_user(user.id)[0])

    wanted = workspace.name if by_name else workspace.id
    _, out, _ = command("create", "ci", "--user", "ann", "--workspace", wanted)

    assert opened_by(database, out.strip()).only_workspace == workspace.id


def test_the_list_tells_everything_but_the_token(command):
    token = command("create", "laptop", "--user", "ann", "--expires", "2099-01-31T12:00")[1].strip()

    status, out, _ = command("list", "--user", "ann")

    assert status == 0
    assert token not in out
    assert re.search(r"\n[0-9a-f-]{36}  laptop  all +\S+ \S+  – +2099-01-31 12:00\n", out)


def test_somebody_without_keys_gets_an_empty_list(command):
    assert command("list")[:2] == (0, "id  name  workspace  created  last used  expires\n")


@pytest.mark.parametrize("by_name", [True, False])
def test_a_revoked_key_stops_working(command, database, by_name):
    token = command("create", "laptop", "--user", "ann")[1].strip()
    id = command("list", "--user", "ann")[1].splitlines()[1].split()[0]

    status, out, _ = command("revoke", "laptop" if by_name else id, "--user", "ann")

    assert (status, out) == (0, "Revoked the API key 'laptop'.\n")
    with pytest.raises(NotAuthenticated):
        opened_by(database, token)


def test_two_keys_of_one_name_are_told_apart_by_id(command):
    command("create", "ci", "--user", "ann")
    command("create", "ci", "--user", "ann")

    status, _, err = command("revoke", "ci", "--user", "ann")

    assert status == 1
    assert len(re.findall(r"[0-9a-f-]{36}", err)) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("create", "x", "--user", "nobody"), "no user named 'nobody'"),
        (("create", "x", "--user", "ann", "--workspace", "w"), 'There are: "ann\'s workspace".'),
        (("create", "x", "--user", "ann", "--expires", "2001-01-01"), "in the past"),
        (("create", "", "--user", "ann"), "name"),
        (("list", "--user", "nobody"), "no user named 'nobody'"),
        (("revoke", "nothing", "--user", "ann"), "There is no API key 'nothing'."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(command, arguments, told):
    status, out, err = command(*arguments)

    assert (status, out) == (1, "")
    assert told in err
    assert err.count("\n") == 1


def test_a_time_that_is_none_is_wrong_usage(command):
    status, _, err = command("create", "x", "--expires", "soon")

    assert status == 2
    assert "write it like 2027-01-31T12:00" in err


def test_commands_are_named_in_the_help(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])

    out = capsys.readouterr().out
    assert "user" in out
    assert "key" in out
