"""Finding, waking and starting the service, without a service."""

import asyncio
import os
import stat
import subprocess
import sys

import pytest

from gofigr_jupyter.errors import StorageUnavailable
from gofigr_jupyter.runtime import doorbell, running, start
from gofigr_jupyter.runtime.lock import ServiceLock, holder
from gofigr_jupyter.runtime.place import Place


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path / "data")
    place.prepare()
    return place


@pytest.fixture(autouse=True)
def first_attempt():
    start.forget_attempts()


def a_running(**changes):
    values = {
        "url": "http://127.0.0.1:4321",
        "key": "k",
        "pid": os.getpid(),
        "version": "0.1.0",
        "started": "2026-11-21T21:26:50+00:00",
    }
    return running.Running(**{**values, **changes})


def test_only_one_holds_the_lock(place):
    with ServiceLock(place.lock_file) as one, ServiceLock(place.lock_file) as other:
        assert one.acquire()
        assert not other.acquire()
        assert holder(place.lock_file) == os.getpid()
        one.release()
        assert other.acquire()


def test_nobody_holds_a_lock_that_was_released_or_never_taken(place):
    assert holder(place.lock_file) is None
    with ServiceLock(place.lock_file) as lock:
        lock.acquire()

    assert holder(place.lock_file) is None


def test_the_lock_goes_with_its_process(place):
    code = (
        "import sys, time; from pathlib import Path\n"
        "from gofigr_jupyter.runtime.lock import ServiceLock\n"
        "lock = ServiceLock(Path(sys.argv[1])); print(lock.acquire(), flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(place.lock_file)], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout.readline().strip() == b"True"
        assert holder(place.lock_file) == process.pid

        process.kill()
        process.wait()

    assert holder(place.lock_file) is None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forked processes here")
def test_a_lock_that_was_let_go_does_not_stay_with_a_forked_process(place):
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from gofigr_jupyter.runtime.lock import ServiceLock\n"
        "lock, other = (ServiceLock(Path(sys.argv[1])) for _ in range(2)); lock.acquire()\n"
        "child = os.fork()\n"
        "child or signal.pause()\n"
        "lock.release(); print(other.acquire()); os.kill(child, signal.SIGKILL)"
    )

    told = subprocess.run(
        [sys.executable, "-c", code, str(place.lock_file)], capture_output=True, check=True
    )

    assert told.stdout.strip() == b"True"


def test_a_lock_that_cannot_be_written_is_told_in_a_sentence(place):
    place.lock_file.mkdir()

    with pytest.raises(StorageUnavailable, match="cannot be opened"):
        ServiceLock(place.lock_file).acquire()


def test_a_service_is_found_while_it_holds_the_lock(place):
    with ServiceLock(place.lock_file) as lock:
        lock.acquire()
        running.announce(place, a_running())

        assert running.find(place) == a_running()

    assert running.find(place) is None


def test_the_runtime_file_is_readable_by_its_owner_alone(place):
    running.announce(place, a_running())

    assert stat.S_IMODE(place.runtime_file.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["", "{", "[]", '{"url": "http://x"}', "\udcff"])
def test_a_damaged_runtime_file_is_no_service(place, content):
    place.runtime_file.write_bytes(content.encode(errors="surrogateescape"))

    assert running.find(place) is None
    assert running.last_url(place) is None


def test_the_last_address_is_remembered_after_the_service_left(place):
    assert running.last_url(place) is None
    running.remember_url(place, "http://127.0.0.1:4321")

    assert running.last_url(place) == "http://127.0.0.1:4321"


def test_the_address_of_a_running_service_goes_before_the_remembered_one(place):
    running.remember_url(place, "http://127.0.0.1:4321")
    running.announce(place, a_running(url="http://127.0.0.1:9999"))

    assert running.last_url(place) == "http://127.0.0.1:9999"


def test_ringing_where_nobody_listens_says_so(place):
    button = doorbell.Button(place)
    assert button.ring() is False
    os.mkfifo(place.doorbell)
    assert button.ring() is False
    place.doorbell.unlink()
    place.doorbell.write_text("a file")
    assert button.ring() is False
    assert place.doorbell.read_text() == "a file"


def test_a_ring_wakes_the_service_once_for_many_rings(place):
    async def live():
        rung = asyncio.Event()
        bell = doorbell.Doorbell(place, rung.set)
        assert bell.open()
        button = doorbell.Button(place)
        assert all(button.ring() for _ in range(3))
        await asyncio.wait_for(rung.wait(), 60)
        bell.close()
        assert button.ring() is False

    asyncio.run(live())


def test_a_full_pipe_still_counts_as_heard(place):
    async def live():
        bell = doorbell.Doorbell(place, lambda: None)
        bell.open()
        button = doorbell.Button(place)
        assert all(button.ring() for _ in range(70_000))
        button.release()
        bell.close()

    asyncio.run(live())


def test_a_button_finds_the_service_that_comes_after_another(place):
    async def live():
        button = doorbell.Button(place)
        for _ in range(2):
            rung = asyncio.Event()
            bell = doorbell.Doorbell(place, rung.set)
            bell.open()
            assert button.ring()
            await asyncio.wait_for(rung.wait(), 60)
            bell.close()
            assert button.ring() is False

    asyncio.run(live())


def test_a_button_that_is_released_finds_a_new_pipe_in_the_place_of_the_old(place):
    async def live():
        button = doorbell.Button(place)
        old = doorbell.Doorbell(place, lambda: None)
        old.open()
        button.ring()
        place.doorbell.unlink()
        rung = asyncio.Event()
        new = doorbell.Doorbell(place, rung.set)
        new.open()
        button.release()
        assert button.ring()
        await asyncio.wait_for(rung.wait(), 60)
        for bell in (old, new):
            bell.close()
        button.release()

    asyncio.run(live())


def test_a_file_in_place_of_the_pipe_is_replaced(place):
    place.doorbell.write_text("left by a copy of the folder")

    async def live():
        bell = doorbell.Doorbell(place, lambda: None)
        assert bell.open()
        bell.close()

    asyncio.run(live())
    assert place.doorbell.is_fifo()


def test_where_no_process_can_be_started_the_fallback_runs(place, tmp_path):
    called = []
    missing = Place(tmp_path / "missing")  # its log cannot be opened

    start.ensure_running(missing, fallback=lambda: called.append(True))
    start.ensure_running(missing, fallback=lambda: called.append(True))

    assert called == [True]  # the second call came too soon


def test_nothing_is_started_while_somebody_holds_the_lock(place):
    with ServiceLock(place.lock_file) as lock:
        lock.acquire()

        start.ensure_running(place, fallback=lambda: pytest.fail("started"))

    assert not place.log_file.exists()


@pytest.mark.parametrize(
    ("version", "than", "older"),
    [
        ("0.1.0", "0.2.0", True),
        ("0.9.0", "0.10.0", True),
        ("0.2.0", "0.2.0", False),
        ("1.0.0", "0.9.9", False),
    ],
)
def test_versions_are_compared_by_their_numbers(version, than, older):
    assert start.is_older(version, than) is older


@pytest.mark.parametrize("kind", ["embedded", "serve", "thread"])
def test_a_service_inside_this_process_or_started_by_hand_is_not_asked_to_leave(place, kind):
    with ServiceLock(place.lock_file) as lock:
        lock.acquire()
        running.announce(place, a_running(kind=kind))

        assert start.ask_to_leave(place) is False


def test_the_runtime_package_loads_nothing_but_the_standard_library():
    code = (
        "import sys; before = set(sys.modules)\n"
        "import gofigr_jupyter.runtime.start, gofigr_jupyter.runtime.doorbell\n"
        "new = {name.split('.')[0] for name in set(sys.modules) - before}\n"
        "print(sorted(new - set(sys.stdlib_module_names) - {'gofigr_jupyter'}))"
    )

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert (result.stdout.strip(), result.stderr) == ("[]", "")
