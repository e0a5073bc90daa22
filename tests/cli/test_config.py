"""gofigr-jupyter config, against a real service."""

import getpass
import io
import json
import stat

import pytest

from gofigr_jupyter.cli import main
from gofigr_jupyter.host.host import HostConfig
from gofigr_jupyter.host.thread import HostThread
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.service.domain import passwords, users
from gofigr_jupyter.service.storage.engine import open_database
from gofigr_jupyter.settings import read_settings


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return Place(tmp_path_factory.mktemp("service"))


@pytest.fixture(scope="module")
def service(place):
    with HostThread(HostConfig(place=place)) as host:
        yield host.running()


@pytest.fixture(scope="module")
def account(service, place):
    """A user with a password on the service, made as `gofigr-jupyter user add` does."""
    database = open_database(f"sqlite:///{place.database}")
    hashed = passwords.hash_password("correct horse")
    database.write(
        lambda tx: users.create_user(
            tx, username="grace", email="grace@example.org", password_hash=hashed
        )
    )
    database.close()
    return "grace"


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path / ".gofigr"


def configure(file, *options, monkeypatch=None, stdin=""):
    if monkeypatch is not None:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
    return main(["config", "--file", str(file), *options])


def test_a_working_key_is_written_and_read_back(file, service, capsys):
    status = configure(file, "--url", service.url, "--api-key", service.key, "--workspace", "")

    assert status == 0
    assert json.loads(file.read_text()) == {"url": service.url, "api_key": service.key}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    settings = read_settings(environ={}, cwd=file.parent)
    assert (settings.url, settings.api_key) == (service.url, service.key)
    assert service.key not in capsys.readouterr().out


def test_other_keys_of_the_file_stay(file, service):
    file.write_text(json.dumps({"auto_publish": True, "mine": [1], "api_key": "old"}))

    name = f"{getpass.getuser()}'s workspace"

    configure(file, "--url", service.url, "--api-key", service.key, "--workspace", name)

    content = json.loads(file.read_text())
    assert (content["auto_publish"], content["mine"]) == (True, [1])
    assert (content["api_key"], content["workspace"]) == (service.key, name)


def test_a_workspace_that_is_not_there_is_refused_with_those_that_are(file, service, capsys):
    status = configure(file, "--url", service.url, "--api-key", service.key, "--workspace", "nope")

    told = capsys.readouterr().err
    assert status == 1
    assert "There is no workspace named 'nope'. There are: " in told
    assert not file.exists()


def test_a_password_is_turned_into_a_key_and_not_written(file, service, account, monkeypatch):
    status = configure(
        file,
        *("--url", service.url, "--username", account, "--password-stdin", "--workspace", ""),
        monkeypatch=monkeypatch,
        stdin="correct horse\n",
    )

    assert status == 0
    assert sorted(json.loads(file.read_text())) == ["api_key", "url"]
    assert "correct horse" not in file.read_text()


def test_a_key_can_come_from_standard_input(file, service, monkeypatch):
    status = configure(
        file,
        *("--url", service.url, "--api-key", "-", "--workspace", ""),
        monkeypatch=monkeypatch,
        stdin=service.key + "\n",
    )

    assert status == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--api-key", "wrong"], "key"),
        (["--username", "grace", "--password-stdin"], "'grace' and its password were refused"),
    ],
)
def test_a_refused_sign_in_writes_nothing(file, service, monkeypatch, capsys, options, told):
    status = configure(
        file,
        *("--url", service.url, "--workspace", "", *options),
        monkeypatch=monkeypatch,
        stdin="wrong\n",
    )

    assert status == 1
    assert told in capsys.readouterr().err
    assert not file.exists()


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "ftp://x", "nonsense", "http://[::"])
def test_an_address_without_a_service_writes_nothing(file, capsys, url):
    status = configure(file, "--url", url, "--api-key", "k", "--workspace", "")

    assert status == 1
    assert "Traceback" not in capsys.readouterr().err
    assert not file.exists()


def test_the_service_of_this_machine_needs_no_answer_but_its_name(file):
    file.write_text(json.dumps({"url": "https://old.example", "api_key": "k", "mine": 1}))

    assert configure(file, "--url", "embedded") == 0

    assert json.loads(file.read_text()) == {"mine": 1}


def test_without_a_terminal_a_missing_answer_is_told(file, monkeypatch, capsys):
    assert configure(file, monkeypatch=monkeypatch) == 1

    assert "Give --url" in capsys.readouterr().err


def test_a_damaged_file_is_not_overwritten(file, capsys):
    file.write_text("{")

    assert configure(file, "--url", "embedded") == 1

    assert file.read_text() == "{"
    assert "cannot be read" in capsys.readouterr().err
