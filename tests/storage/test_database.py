"""Transactions: durable together or not at all, also when several write at once."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from gofigr_jupyter.errors import Conflict, InvalidInput, StorageUnavailable
from gofigr_jupyter.service.domain import users
from gofigr_jupyter.service.storage.engine import open_database


def add(name):
    return lambda tx: users.create_user(tx, username=name, email="")


def names(database):
    return [user.username for user in database.read(lambda tx: tx.users.all())]


def test_what_is_written_is_there_after_opening_again(database_url):
    first = open_database(database_url)
    first.write(add("ann"))
    first.close()

    second = open_database(database_url)

    assert names(second) == ["ann"]
    second.close()


def test_a_function_that_raises_changes_nothing_and_gets_its_own_error(database):
    def fail(tx):
        add("eve")(tx)
        raise InvalidInput("no")

    with pytest.raises(InvalidInput, match="no"):
        database.write(fail)

    assert names(database) == []


def test_writers_at_the_same_time_each_get_their_own_answer(database):
    def write(number):
        if number % 5 == 0:
            with pytest.raises(Conflict):
                database.write(add("taken"))
            return None
        return database.write(add(f"user {number:02}")).username

    database.write(add("taken"))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(write, range(40)))

    expected = [f"user {number:02}" for number in range(40) if number % 5]
    assert [answer for answer in answers if answer] == expected
    assert names(database) == ["taken", *expected]


@pytest.mark.postgresql
def test_functions_that_wait_for_each_other_are_both_done(postgresql_url):
    database = open_database(postgresql_url)
    ann, bob = (database.write(add(name)).id for name in ("ann", "bob"))
    both = threading.Barrier(2)
    runs = []

    def rename(first, second):
        def work(tx):
            runs.append(first)
            tx.users.change(first, email=f"{first}@a.org")
            if len(runs) <= 2:
                both.wait(60)  # each holds what the other one needs
            tx.users.change(second, first_name=first)

        return work

    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(database.write, rename(*order)) for order in ((ann, bob), (bob, ann))]
        [job.result(60) for job in jobs]

    found = database.read(lambda tx: tx.users.all())
    assert [(user.email, user.first_name) for user in found] == [
        (f"{ann}@a.org", bob),
        (f"{bob}@a.org", ann),
    ]
    assert len(runs) == 3
    database.close()


@pytest.mark.postgresql
def test_a_function_whose_name_was_taken_meanwhile_finds_that_out_itself(postgresql_url):
    database = open_database(postgresql_url)
    both = threading.Barrier(2)
    told = []

    def work(tx):
        found = tx.users.by_name("ann")
        told.append(found)
        if len(told) <= 2:
            both.wait(60)
        return found or add("ann")(tx)

    with ThreadPoolExecutor(2) as pool:
        made = [pool.submit(database.write, work) for _ in range(2)]
        ids = {job.result(60).id for job in made}

    assert len(ids) == 1
    assert [user.username for user in told if user] == ["ann"]
    database.close()


def test_functions_that_wait_together_share_a_commit(sqlite_database):
    gate, inside = threading.Event(), threading.Event()

    def hold(tx):
        inside.set()
        assert gate.wait(60)
        add("first")(tx)

    with ThreadPoolExecutor(4) as pool:
        pool.submit(sqlite_database.write, hold)
        assert inside.wait(60)
        waiting = [pool.submit(sqlite_database.write, add(name)) for name in ("b", "c")]
        visible = names(sqlite_database)
        gate.set()
        [future.result(60) for future in waiting]

    assert visible == []
    assert names(sqlite_database) == ["b", "c", "first"]


def test_one_failure_does_not_take_along_what_shares_its_commit(sqlite_database):
    gate, inside = threading.Event(), threading.Event()

    def hold(tx):
        inside.set()
        assert gate.wait(60)

    def fail(tx):
        add("eve")(tx)
        raise InvalidInput("no")

    with ThreadPoolExecutor(4) as pool:
        pool.submit(sqlite_database.write, hold)
        assert inside.wait(60)
        good = pool.submit(sqlite_database.write, add("ann"))
        bad = pool.submit(sqlite_database.write, fail)
        gate.set()

        assert good.result(60).username == "ann"
        assert isinstance(bad.exception(10), InvalidInput)
    assert names(sqlite_database) == ["ann"]


def test_time_in_the_database_never_stands_still_or_goes_back(tmp_path):
    clock = iter([50, 50, 40, 41, 60, 60, *[61] * 9])
    database = open_database(f"sqlite:///{tmp_path}/a.db", clock=lambda: next(clock))

    times = [database.write(lambda tx: tx.now) for _ in range(6)]

    assert times == [50, 51, 52, 53, 60, 61]
    database.close()


def test_reading_cannot_change_an_sqlite_database(sqlite_database):
    with pytest.raises(StorageUnavailable):
        sqlite_database.read(add("ann"))


def test_a_write_within_a_write_is_refused_and_does_not_hang(sqlite_database):
    with pytest.raises(RuntimeError, match="another write"):
        sqlite_database.write(lambda tx: sqlite_database.write(add("ann")))


def test_a_closed_database_says_so(sqlite_database):
    sqlite_database.close()

    with pytest.raises(StorageUnavailable, match="closed"):
        sqlite_database.write(add("ann"))


def test_sqlite_syncs_every_commit_and_checks_foreign_keys(sqlite_database):
    def pragma(name):
        return sqlite_database.write(lambda tx: tx.users.connection.run(f"PRAGMA {name}"))

    found = {name: pragma(name) for name in ("journal_mode", "synchronous", "foreign_keys")}

    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_database_that_another_process_keeps_locked_is_a_storage_failure(tmp_path):
    database = open_database(f"sqlite:///{tmp_path}/a.db", patience=0.05)
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StorageUnavailable):
        database.write(add("ann"))

    other.execute("ROLLBACK")
    other.close()
    assert database.write(add("ann")).username == "ann"
    database.close()


def test_a_folder_that_does_not_exist_is_a_storage_failure(tmp_path):
    with pytest.raises(StorageUnavailable):
        open_database(f"sqlite:///{tmp_path}/nowhere/a.db")
