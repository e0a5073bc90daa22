"""gofigr-jupyter status."""

import json
import os
import subprocess
import sys

import pytest
from publications import a_publication

from gofigr_jupyter.cli import main
from gofigr_jupyter.publishing.outbox import Outbox
from gofigr_jupyter.publishing.receipts import Receipt, ReceiptFolder, State
from gofigr_jupyter.runtime import running
from gofigr_jupyter.runtime.lock import ServiceLock
from gofigr_jupyter.runtime.place import Place


@pytest.fixture
def place(tmp_path, monkeypatch):
    place = Place(tmp_path / "data")
    place.prepare()
    monkeypatch.setenv("GF_DATA_DIR", str(place.root))
    monkeypatch.chdir(tmp_path)
    return place


def told(capsys, *options):
    assert main(["status", *options]) == 0
    return capsys.readouterr().out


def facts(capsys):
    return json.loads(told(capsys, "--json"))


def test_nothing_runs_and_nothing_waits(place, capsys):
    output = told(capsys)

    assert "the service of this machine" in output
    assert "not running; it starts when a notebook needs it" in output
    assert str(place.root) in output
    assert "empty" in output


def test_a_running_service_is_told_with_its_address_and_never_with_its_key(place, capsys):
    with ServiceLock(place.lock_file) as lock:
        lock.acquire()
        running.announce(
            place,
            running.Running(
                url="http://127.0.0.1:4321",
                key="do-not-tell",
                pid=os.getpid(),
                version="0.1.0",
                started="2026-11-21T21:26:50+00:00",
            ),
        )
        output, service = told(capsys), facts(capsys)["service"]

    assert "http://127.0.0.1:4321" in output
    assert service["running"] is True
    assert service["kind"] == "embedded"
    assert "do-not-tell" not in output + json.dumps(service)


def test_what_waits_and_what_was_refused_is_told_with_the_reason(place, capsys):
    outbox = Outbox(place.outbox)
    waiting, refused = a_publication(service="lab"), a_publication()
    outbox.put(refused)
    item = outbox.waiting()[0]
    outbox.lease(item)
    outbox.refuse(item, "There is no workspace named 'x'.")
    outbox.put(waiting)
    ReceiptFolder(place.receipts).write(
        Receipt(state=State.QUEUED, publication=waiting.id, reason="The key was refused.")
    )

    output, known = told(capsys), facts(capsys)["outbox"]

    assert "1 waiting, 1 refused" in output
    assert "The key was refused." in output
    assert known["waiting"] == [
        {"id": waiting.id, "service": "lab", "reason": "The key was refused."}
    ]
    assert known["refused"][0]["reason"] == "There is no workspace named 'x'."


def test_another_data_folder_can_be_named(place, tmp_path, capsys):
    other = Place(tmp_path / "other")
    other.prepare()
    Outbox(other.outbox).put(a_publication())

    output = told(capsys, "--data", str(other.root))

    assert str(other.root) in output
    assert "1 waiting" in output


def test_a_damaged_config_file_is_told(place, capsys, tmp_path):
    (tmp_path / ".gofigr").write_text("{")

    assert "cannot be read" in told(capsys)


def test_a_data_folder_that_does_not_exist_yet_is_no_error(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GF_DATA_DIR", str(tmp_path / "not yet"))

    assert "empty" in told(capsys)


def test_wrong_usage_has_status_2(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["status", "--nonsense"])

    assert caught.value.code == 2


def test_every_command_is_listed(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--help"])

    output = capsys.readouterr().out
    assert caught.value.code == 0
    assert all(
        name in output for name in ("serve", "status", "outbox", "config", "user", "key", "demo")
    )


def test_status_loads_neither_the_service_nor_an_http_library():
    code = (
        "import sys; from gofigr_jupyter.cli import main; main(['status', '--json'])\n"
        "print([m for m in ('httpx', 'sqlalchemy', 'uvicorn', 'starlette', 'IPython')"
        " if m in sys.modules], file=sys.stderr)"
    )

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert result.stderr.strip() == "[]"


def test_an_extra_that_is_not_installed_is_told_with_how_to_get_it(place, capsys):
    is_there = facts(capsys)["extras"]["ocr"]

    line = next(line for line in told(capsys).splitlines() if line.startswith("[ocr] "))

    assert "it reads what is written in pictures" in line
    assert ("pip install 'gofigr-jupyter[ocr]'" in line) is not is_there
