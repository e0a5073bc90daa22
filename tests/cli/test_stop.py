"""gofigr-jupyter stop."""

import pytest
from services import a_process, found

from gofigr_jupyter.cli import main
from gofigr_jupyter.host.host import HostConfig
from gofigr_jupyter.host.thread import HostThread
from gofigr_jupyter.runtime import running
from gofigr_jupyter.runtime.place import Place


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv("GF_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return Place(tmp_path / "data")


def test_a_service_has_ended_when_the_command_has(place, capsys):
    with a_process(place) as process:
        found(place, process)

        assert main(["stop"]) == 0

        assert capsys.readouterr().out == "Stopped.\n"
        assert running.find(place) is None
        assert process.wait(7) == 0


def test_where_no_service_runs_there_is_nothing_to_stop(place, capsys):
    assert main(["stop"]) == 0

    assert capsys.readouterr().out == "No service is running.\n"


def test_a_service_inside_another_process_is_not_stopped(place, capsys):
    with HostThread(HostConfig(place=place, kind=running.THREAD)) as host:
        service = host.running()

        assert main(["stop"]) == 1

        assert "ends with it" in capsys.readouterr().err
        assert running.find(place) == service
