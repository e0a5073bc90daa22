"""From settings to a service."""

import asyncio

import httpx
import pytest

from gofigr_jupyter import errors
from gofigr_jupyter.connect import connection
from gofigr_jupyter.host.host import HostConfig
from gofigr_jupyter.host.thread import HostThread, serve_in_thread
from gofigr_jupyter.runtime import running, start
from gofigr_jupyter.runtime.lock import ServiceLock
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.settings import Settings


def connected(settings, **options):
    return asyncio.run(connection(settings, **options))


def test_a_running_embedded_service_is_found_with_its_key(tmp_path):
    with HostThread(HostConfig(place=Place(tmp_path))) as host:
        found = connected(Settings(data_dir=tmp_path))

        assert found.url == host.running().url
        answer = httpx.get(f"{found.url}/api/v1.4.1/user/", headers=found.headers, timeout=60)
        assert answer.status_code == 200


def test_an_embedded_service_is_started_when_it_does_not_run(tmp_path):
    start.forget_attempts()
    place = Place(tmp_path)
    try:
        assert connected(Settings(data_dir=tmp_path)).url == running.find(place).url
    finally:
        start.ask_to_leave(place)
        start.forget_attempts()


def test_a_service_with_a_key_is_taken_at_its_word():
    found = connected(Settings(url="https://lab.example", api_key="k"))

    assert (found.url, found.headers) == ("https://lab.example", {"Authorization": "Token k"})


def test_a_service_without_credentials_is_told_in_a_sentence():
    with pytest.raises(errors.NotAuthenticated, match="There is no API key for"):
        connected(Settings(url="https://lab.example"))


def test_a_service_that_does_not_answer_a_sign_in_is_told():
    with pytest.raises(errors.ServiceUnavailable, match="does not answer"):
        connected(Settings(url="http://127.0.0.1:9", username="ada", password="x"))


def test_where_no_process_can_be_started_a_thread_serves(tmp_path, monkeypatch):
    start.forget_attempts()
    monkeypatch.setattr("sys.executable", "")
    threads = []
    try:
        found = connected(
            Settings(data_dir=tmp_path),
            fallback=lambda: threads.append(serve_in_thread(Place(tmp_path))),
        )
        assert found.url == threads[0].running().url
    finally:
        for thread in threads:
            thread.stop()
        start.forget_attempts()


def test_a_data_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(errors.StorageUnavailable, match="cannot be made"):
        connected(Settings(data_dir=tmp_path / "file"))


def test_a_service_that_never_starts_is_told_with_its_log(tmp_path):
    place = Place(tmp_path)
    place.prepare()
    with ServiceLock(place.lock_file) as lock:
        lock.acquire()

        with pytest.raises(errors.ServiceUnavailable, match="did not start"):
            connected(Settings(data_dir=tmp_path), seconds=0.1)


def test_a_service_that_ends_with_an_error_is_started_once_and_told_at_once(tmp_path):
    start.forget_attempts()
    place = Place(tmp_path)
    place.prepare()
    place.database.mkdir()  # in the way

    try:
        with pytest.raises(errors.ServiceUnavailable, match="did not start"):
            connected(Settings(data_dir=tmp_path))
    finally:
        start.forget_attempts()

    assert len(place.log_file.read_text().splitlines()) == 1
