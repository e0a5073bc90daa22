"""Tasks: leased, tried again, given up, canceled; and the sweep that frees deleted bytes."""

import os
import threading
import time

import pytest
from services import until

from gofigr_jupyter.errors import Conflict, Forbidden, NotFound, StorageUnavailable
from gofigr_jupyter.ids import UserId, new_id
from gofigr_jupyter.service.domain import tasks
from gofigr_jupyter.service.domain.model import SECOND, Actor
from gofigr_jupyter.service.domain.people import device_login
from gofigr_jupyter.service.domain.people.device_login import CLIENT
from gofigr_jupyter.service.domain.tasks import TaskKind, TaskState
from gofigr_jupyter.service.leases import leased
from gofigr_jupyter.service.storage.blobs import FolderBlobs
from gofigr_jupyter.service.storage.engine import open_database
from gofigr_jupyter.service.stores import Stores
from gofigr_jupyter.service.surfaces.closing import Closed, Closing
from gofigr_jupyter.service.worker import Worker, plan_sweep, sweep


class Clock:
    """A clock that we set."""

    def __init__(self):
        self.now = 1_700_000_000 * SECOND

    def __call__(self):
        return self.now

    def wait(self, seconds):
        self.now += seconds * SECOND


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def database(tmp_path, clock):
    opened = open_database(f"sqlite:///{tmp_path / 'tasks.db'}", clock=clock)
    yield opened
    opened.close()


def asked(database, **options):
    return database.write(lambda tx: tasks.request(tx, TaskKind.SWEEP, **options)).id


def seen(database, id):
    return database.read(lambda tx: tx.tasks.get(id))


def worker(database, doing):
    return Worker(database, {TaskKind.SWEEP: doing})


def failing(task):
    raise StorageUnavailable("The disk is full.")


def test_a_task_is_done_once(database):
    id = asked(database)
    done = []

    hands = worker(database, lambda task: f"did {done.append(task.id) or 1}")

    assert (hands.work(), hands.work()) == (1, 0)
    assert done == [id]
    task = seen(database, id)
    assert (task.state, task.progress, task.message) == (TaskState.DONE, 100, "did 1")
    assert task.finished > task.started > task.created


def test_a_task_that_takes_long_keeps_no_other_worker_waiting(database):
    asked(database)
    begun, go_on = threading.Event(), threading.Event()

    def long(task):
        begun.set()
        go_on.wait(60)
        return ""

    slow = worker(database, long)
    quick = Worker(database, {TaskKind.MAIL: lambda task: "sent"})
    slow.start()
    slow.wake()
    assert begun.wait(60)
    letter = database.write(lambda tx: tasks.request(tx, TaskKind.MAIL)).id

    done = quick.work()
    go_on.set()
    slow.close()

    assert done == 1
    assert seen(database, letter).message == "sent"


def test_a_task_waits_until_it_is_due(database, clock):
    asked(database, due=clock.now + 60 * SECOND)
    hands = worker(database, lambda task: "")

    before = hands.work()
    clock.wait(61)

    assert (before, hands.work()) == (0, 1)


def test_a_task_whose_worker_died_is_taken_again(database, clock):
    id = asked(database)
    database.write(tasks.take)
    hands = worker(database, lambda task: "")

    during = hands.work()
    clock.wait(61)

    assert (during, hands.work()) == (0, 1)
    assert (seen(database, id).state, seen(database, id).attempts) == (TaskState.DONE, 2)


def test_the_lease_is_renewed_as_long_as_a_task_is_being_done(database, clock):
    id = asked(database)
    task = database.write(tasks.take)
    clock.wait(50)

    with leased(database, task, seconds=0.001):
        until(lambda: seen(database, id).lease_until > clock.now + 59 * SECOND)
    clock.wait(50)

    assert database.write(tasks.take) is None


def test_a_service_that_is_alone_takes_over_at_once(database):
    id = asked(database)
    database.write(tasks.take)

    database.write(tasks.take_over)

    assert worker(database, lambda task: "").work() == 1
    assert seen(database, id).attempts == 2


def test_a_failing_task_is_tried_again_ever_later_and_given_up(database, clock):
    id = asked(database)
    hands = worker(database, failing)
    tries = [hands.work()]
    for seconds in (61, 241, 961, 3841, 10_000):
        clock.wait(seconds)
        tries.append(hands.work())

    task = seen(database, id)
    assert tries == [1, 1, 1, 1, 1, 0]
    assert (task.state, task.attempts) == (TaskState.FAILED, 5)
    assert task.message == "The disk is full."


def test_a_task_that_a_closing_service_leaves_is_taken_at_once_and_has_not_failed(database):
    id = asked(database)

    def cut_short(task):
        hands.stop()
        raise Closed("The service was closed meanwhile.")

    hands = worker(database, cut_short)
    hands.work()

    assert worker(database, lambda task: "whole").work() == 1
    task = seen(database, id)
    assert (task.state, task.attempts, task.message) == (TaskState.DONE, 1, "whole")


def test_a_task_that_kills_its_workers_is_given_up(database, clock):
    id = asked(database)
    for _ in range(6):
        database.write(tasks.take)
        clock.wait(301)

    assert database.write(tasks.take) is None
    assert seen(database, id).state is TaskState.FAILED


def test_only_its_owner_and_staff_see_and_cancel_a_task(database):
    def actor(staff=False):
        return Actor(user_id=UserId(new_id()), username="x", is_staff=staff)

    id = asked(database)

    with pytest.raises(Forbidden):
        database.read(lambda tx: tasks.own_task(tx, actor(), id))
    with pytest.raises(NotFound):
        database.read(lambda tx: tasks.own_task(tx, actor(staff=True), new_id()))
    assert database.read(lambda tx: tasks.own_tasks(tx, actor())) == []
    canceled = database.write(lambda tx: tasks.cancel(tx, actor(staff=True), id))
    assert canceled.state is TaskState.CANCELED
    with pytest.raises(Conflict):
        database.write(lambda tx: tasks.cancel(tx, actor(staff=True), id))
    assert worker(database, failing).work() == 0


def test_a_task_canceled_while_it_runs_stays_canceled(database):
    id = asked(database)
    staff = Actor(user_id=UserId(new_id()), username="x", is_staff=True)

    def doing(task):
        database.write(lambda tx: tasks.cancel(tx, staff, task.id))
        assert not database.write(lambda tx: tasks.report(tx, task.id, progress=1, message=""))
        return "too late"

    worker(database, doing).work()

    assert seen(database, id).state is TaskState.CANCELED


def test_one_sweep_waits_at_a_time_and_the_next_a_day_later(database, clock):
    hands = worker(database, lambda task: "")
    for _ in range(2):
        database.write(plan_sweep)
    clock.wait(3601)
    done = hands.work()
    database.write(plan_sweep)
    clock.wait(3601)
    early = hands.work()
    clock.wait(24 * 3600)

    assert (done, early, hands.work()) == (1, 0, 1)


def test_the_sweep_frees_what_nothing_mentions(app, site, api, ann):
    revision = site.revision(ann, None, ("a", "text", {}, b"kept"), ("b", "text", {}, b"gone"))
    asset = api.post("asset/", {"name": "a", "workspace": revision.workspace_id}, by=ann).json()
    api.put(f"asset/{asset['api_id']}/content", content=b"asset", by=ann)
    other = site.revision(ann, None, ("a", "text", {}, b"kept"))
    api.delete(f"revision/{revision.id}/", by=ann)
    long_ago = time.time() - 7200
    for path in site.blobs.root.rglob("*"):
        os.utime(path, (long_ago, long_ago))

    asked(site.database)  # which wakes the service's own worker
    until(lambda: site.database.read(lambda tx: tx.tasks.last_done(TaskKind.SWEEP)))

    left = sorted(p.read_bytes() for p in site.blobs.root.rglob("*") if p.is_file())
    assert left == [b"asset", b"kept"]
    assert len(site.data(other)) == 1


def test_the_sweep_forgets_what_ended_a_day_ago(database, clock, tmp_path):
    hands = worker(
        database,
        sweep(
            database,
            Stores(FolderBlobs(tmp_path), database, scratch=tmp_path),
            sweep_pictures=lambda: None,
            closing=Closing(),
        ),
    )
    _, code = database.write(lambda tx: device_login.begin(tx, CLIENT))
    kept = []

    for hours in (1, 24):
        clock.wait(hours * 3600)
        asked(database)
        hands.work()
        kept.append(database.read(lambda tx: device_login.is_known(tx, code, CLIENT)))

    assert kept == [True, False]
