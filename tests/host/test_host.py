"""A service of a data folder: real processes, real sockets, real kills."""

import random
import shutil
import signal
import stat
import threading
import time
import urllib.error
import urllib.request

import pytest
from publications import a_publication
from rings import ring
from services import a_process, found, get, kept_revisions, receipt_of, until

from gofigr_jupyter import errors
from gofigr_jupyter.host.host import HostConfig
from gofigr_jupyter.host.thread import HostThread, serve_in_thread
from gofigr_jupyter.publishing.outbox import Outbox
from gofigr_jupyter.publishing.receipts import State
from gofigr_jupyter.publishing.services import Services, service_at
from gofigr_jupyter.runtime import running, start
from gofigr_jupyter.runtime.lock import holder
from gofigr_jupyter.runtime.place import Place

KEPT = (State.CAPTURED, State.SEEN_AGAIN)


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path / "data")
    place.prepare()
    return place


def test_a_service_process_serves_delivers_and_leaves_cleanly(place):
    publication = a_publication()
    Outbox(place.outbox).put(publication)
    with a_process(place) as process:
        service = found(place)
        assert receipt_of(place, publication, *KEPT).state is State.CAPTURED
        assert stat.S_IMODE(place.runtime_file.stat().st_mode) == 0o600
        assert service.pid == process.pid

        later = a_publication(data=b"later")
        Outbox(place.outbox).put(later)
        assert ring(place)
        link = receipt_of(place, later, *KEPT).link
        assert link == f"{service.url}/r/{later.short_id}"
        assert [r["api_id"] for r in kept_revisions(service)["penguins"]] == [
            publication.id,
            later.id,
        ]

        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        assert process.stderr.read() == b""
    assert not place.runtime_file.exists()
    assert holder(place.lock_file) is None
    assert running.last_url(place) == service.url


def test_a_service_whose_data_folder_was_removed_leaves_it_to_the_next(place):
    with a_process(place) as first:
        found(place)
        while place.root.exists():  # the service writes at the same time
            shutil.rmtree(place.root, ignore_errors=True)
        place.prepare()
        publication = a_publication()
        Outbox(place.outbox).put(publication)

        with a_process(place):
            assert receipt_of(place, publication, *KEPT).state is State.CAPTURED
            service = found(place)
            assert first.wait(60) == 0
            assert first.stderr.read() == b""
            assert running.find(place) == service
            assert [r["api_id"] for r in kept_revisions(service)["penguins"]] == [publication.id]


def test_the_key_of_a_running_service_is_needed(place):
    with HostThread(HostConfig(place=place)) as host:
        service = host.running()

        with pytest.raises(urllib.error.HTTPError) as caught:
            get(service, "/api/v1.4.1/user/", key="wrong")

        caught.value.close()
        assert caught.value.code in (401, 403)


def status_of(url):
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


@pytest.mark.parametrize(("kind", "status"), [("embedded", 200), ("thread", 200), ("serve", 401)])
def test_only_a_service_of_her_own_shows_its_owner_the_pages_without_a_sign_in(place, kind, status):
    publication = a_publication()
    Outbox(place.outbox).put(publication)
    with HostThread(HostConfig(place=place, kind=kind)) as host:
        link = receipt_of(place, publication, *KEPT).link
        assert link.startswith(host.running().url)

        assert status_of(link) == status


def test_the_address_and_the_figures_survive_a_restart(place):
    publication = a_publication()
    with HostThread(HostConfig(place=place)) as host:
        url = host.running().url
        Outbox(place.outbox).put(publication)
        ring(place)
        receipt_of(place, publication, *KEPT)

    with HostThread(HostConfig(place=place)) as host:
        assert host.running().url == url
        assert [r["api_id"] for r in kept_revisions(host.running())["penguins"]] == [publication.id]


def test_a_second_process_leaves_at_once_when_the_first_one_stays(place, tmp_path):
    with HostThread(HostConfig(place=place)) as host:
        start.forget_attempts()
        start.ensure_running(place)

        assert running.find(place) == host.running()


def test_a_service_that_nobody_needs_leaves(place):
    with a_process(place, "--idle-minutes", "0.01") as process:
        found(place)

        assert process.wait(60) == 0
    assert running.find(place) is None


def test_a_stream_of_news_keeps_no_service_and_ends_with_it(place):
    with a_process(place, "--idle-minutes", "0.02") as process, events(found(place)) as stream:
        assert stream.readline() == b":\n"

        assert process.wait(60) == 0
        assert stream.read() == b"\n"


def test_a_stream_of_news_tells_what_is_delivered(place):
    publication = a_publication()
    with HostThread(HostConfig(place=place)) as host, events(host.running()) as stream:
        assert stream.readline() == b":\n"

        Outbox(place.outbox).put(publication)
        ring(place)

        while publication.id.encode() not in (line := stream.readline()):
            continue
        assert b'"kind":"figure_revision"' in line


def events(service):
    request = urllib.request.Request(f"{service.url}/api/v1.4.1/events/")
    request.add_header("Authorization", f"Token {service.key}")
    return urllib.request.urlopen(request, timeout=60)


def test_a_service_that_was_killed_is_followed_by_another(place):
    with a_process(place) as process:
        first = found(place)
        process.kill()
        process.wait()
        assert running.find(place) is None
        assert ring(place) is False

        with a_process(place) as second:
            assert found(place, second).url == first.url


def test_nothing_is_lost_or_doubled_however_often_the_service_is_killed(place):
    outbox = Outbox(place.outbox)
    chance = random.Random(7)
    put = []
    for _ in range(6):
        with a_process(place) as process:
            for _ in range(4):
                publication = a_publication(data=bytes([len(put)]), slot=len(put) % 2)
                outbox.put(publication)
                put.append(publication)
                ring(place)
            until(lambda p=process: place.runtime_file.exists() or p.poll() is not None)
            time.sleep(chance.uniform(0, 0.25))
            process.kill()

    with a_process(place):
        service = found(place)
        receipts = [receipt_of(place, publication, *KEPT) for publication in put]
        revisions = kept_revisions(service)["penguins"]

    assert sorted(r["api_id"] for r in revisions) == sorted(p.id for p in put)
    assert {receipt.state for receipt in receipts} == {State.CAPTURED}
    assert [r["metadata"]["provenance"]["seen"]["count"] for r in revisions] == [1] * len(put)
    assert outbox.waiting() == outbox.leased() == outbox.refused() == []


def test_a_figure_for_another_service_goes_there(place, tmp_path):
    lab = Place(tmp_path / "lab")
    with HostThread(HostConfig(place=lab)) as far, HostThread(HostConfig(place=place)):
        service = service_at(far.running().url, api_key=far.running().key)
        Services(place.outbox).add(service)
        publication = a_publication(service=service.name)
        Outbox(place.outbox).put(publication)
        ring(place)

        receipt = receipt_of(place, publication, *KEPT)

        assert receipt.link == f"{far.running().url}/r/{publication.short_id}"
        assert len(kept_revisions(far.running())["penguins"]) == 1


def test_what_waits_under_a_refused_key_follows_the_key_that_replaces_it(place, tmp_path):
    lab = Place(tmp_path / "lab")
    with HostThread(HostConfig(place=lab)) as far, HostThread(HostConfig(place=place)):
        url, key = far.running().url, far.running().key
        wrong = service_at(url, api_key="mistyped")
        Services(place.outbox).add(wrong)
        publication = a_publication(service=wrong.name)
        Outbox(place.outbox).put(publication)
        ring(place)
        waits = until(lambda: receipt_of(place, publication, State.QUEUED).reason)

        Services(place.outbox).add(service_at(url, api_key=key))
        ring(place)
        receipt = receipt_of(place, publication, *KEPT)

        assert "key" in waits
        assert receipt.state is State.CAPTURED
        assert [r["api_id"] for r in kept_revisions(far.running())["penguins"]] == [publication.id]


def test_a_taken_port_is_told_by_the_thread_that_wanted_it(place, tmp_path):
    with HostThread(HostConfig(place=place)) as host:
        port = int(host.running().url.rpartition(":")[2])
        second = HostThread(HostConfig(place=Place(tmp_path / "other"), port=port))
        second.start()

        with pytest.raises(errors.InvalidInput, match="cannot listen on"):
            second.running()
        second.stop()


def test_a_service_in_a_thread_is_never_asked_to_leave(place):
    thread = serve_in_thread(place)
    try:
        assert thread.running().kind == running.THREAD
        assert start.ask_to_leave(place) is False
    finally:
        thread.stop()


def test_a_service_is_started_on_demand_and_asked_to_leave_by_a_newer_one(place):
    start.forget_attempts()
    start.ensure_running(place)
    first = found(place)
    try:
        assert start.ask_to_leave(place) is True
        until(lambda: running.find(place) is None)
    finally:
        start.forget_attempts()
    assert first.kind == running.EMBEDDED


def test_no_second_service_is_started_while_the_first_is_on_its_way(place, monkeypatch):
    monkeypatch.setattr(start, "PAUSE", 0.0)
    start.forget_attempts()

    def waiters():
        return {one.ident for one in threading.enumerate() if one.name == start.WAITER}

    before = waiters()

    def asked_again():
        start.ensure_running(place)
        assert len(waiters() - before) == 1
        return running.find(place) is not None

    try:
        until(asked_again)
    finally:
        start.ask_to_leave(place)
        until(lambda: holder(place.lock_file) is None)
        start.forget_attempts()


def test_a_data_folder_that_cannot_be_used_is_told_in_the_log(place):
    place.database.mkdir()

    with a_process(place) as process:
        assert process.wait(60) == 1
        told = process.stderr.read().decode()

    assert "Traceback" not in told
    assert told.strip()
