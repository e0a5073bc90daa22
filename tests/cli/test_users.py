"""gofigr-jupyter user: what it does, prints and refuses."""

import io
import subprocess
import sys

import pytest

from gofigr_jupyter.cli import main
from gofigr_jupyter.errors import NotAuthenticated
from gofigr_jupyter.service.domain import users
from gofigr_jupyter.service.storage.engine import open_database

PASSWORD = "correct horse battery"


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    """Runs the command in this process: exit status, standard output, standard error."""

    def run(*arguments, stdin=PASSWORD + "\n"):
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        try:
            status = main([*arguments, "--data", str(tmp_path / "data")])
        except SystemExit as exit:
            status = exit.code
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


@pytest.fixture
def database(tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'data' / 'gofigr.db'}")
    yield database
    database.close()


def add(command, *options, name="ann", **given):
    address = f"{name}@example.org"
    return command("user", "add", name, "--email", address, "--password-stdin", *options, **given)


def test_a_user_is_added_with_password_and_primary_workspace(command, tmp_path):
    assert add(command, "--staff") == (0, "Added the user ann.\n", "")

    database = open_database(f"sqlite:///{tmp_path / 'data' / 'gofigr.db'}")
    user = database.read(lambda tx: users.authenticate(tx, "ann", PASSWORD))
    workspaces = database.read(lambda tx: [w.name for w in tx.workspaces.of_user(user.id)])
    database.close()
    assert (user.email, user.is_staff, workspaces) == ("ann@example.org", True, ["ann's workspace"])


def test_the_list_tells_of_everybody(command):
    add(command, "--staff")
    add(command, name="bob")

    status, out, _ = command("user", "list")

    rows = [line.split()[:4] for line in out.splitlines()]
    assert status == 0
    assert rows == [
        ["name", "email", "staff", "password"],
        ["ann", "ann@example.org", "yes", "yes"],
        ["bob", "bob@example.org", "no", "yes"],
    ]


def test_another_password_takes_the_place_of_the_old_one(command, tmp_path):
    add(command)

    status, _, _ = command("user", "set-password", "ann", "--password-stdin", stdin="new password")

    database = open_database(f"sqlite:///{tmp_path / 'data' / 'gofigr.db'}")
    assert status == 0
    assert database.read(lambda tx: users.authenticate(tx, "ann", "new password"))
    with pytest.raises(NotAuthenticated):
        database.read(lambda tx: users.authenticate(tx, "ann", PASSWORD))
    database.close()


@pytest.mark.parametrize(
    ("arguments", "stdin", "told"),
    [
        (("add", "ann", "--email", "a@b.c", "--password-stdin"), PASSWORD, "named 'ann' already"),
        (("add", "bob", "--email", "a@b.c", "--password-stdin"), "short\n", "has 5 characters"),
        (("add", "bob", "--email", "nonsense", "--password-stdin"), PASSWORD, "e-mail address"),
        (("add", "bob", "--email", "a@b.c"), PASSWORD, "--password-stdin"),
        (("set-password", "bob", "--password-stdin"), PASSWORD, "no user named 'bob'"),
        (("list", "--database-url", "mysql://x"), "", "sqlite:/// or postgresql://"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(command, arguments, stdin, told):
    add(command)

    status, out, err = command("user", *arguments, stdin=stdin)

    assert (status, out) == (1, "")
    assert told in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [("user",), ("user", "add", "ann"), ("user", "fly")])
def test_wrong_usage_ends_with_status_2(command, arguments):
    status, out, err = command(*arguments)

    assert (status, out) == (2, "")
    assert err.startswith("usage: gofigr-jupyter user")


def test_the_real_command_works(tmp_path):
    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-c",
            "import sys; from gofigr_jupyter.cli import main\nsys.exit(main())",
            "user",
            "add",
            "ann",
            "--email",
            "a@example.org",
            "--password-stdin",
            "--database-url",
            f"sqlite:///{tmp_path / 'own.db'}",
        ],
        input=PASSWORD,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "PATH": ""},
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "Added the user ann.\n", "")


@pytest.mark.skipif(sys.platform == "win32", reason="folders have other rights there")
def test_a_data_folder_that_cannot_be_made_is_said(capsys, tmp_path):
    (tmp_path / "file").write_bytes(b"")

    status = main(["user", "list", "--data", str(tmp_path / "file" / "data")])

    assert status == 1
    assert "cannot be made" in capsys.readouterr().err
