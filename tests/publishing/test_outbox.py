"""The outbox: nothing lost, nothing twice."""

import os
import stat
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    multiple,
    rule,
)
from publications import a_publication, an_attachment

from gofigr_jupyter.errors import InvalidInput, StorageUnavailable
from gofigr_jupyter.publishing.outbox import Outbox, item_of


@pytest.fixture
def outbox(tmp_path):
    return Outbox(tmp_path / "outbox")


def lease_first(outbox):
    item = outbox.waiting()[0]
    assert outbox.lease(item)
    return item


def test_a_publication_comes_back_as_it_was_put(outbox):
    publication = a_publication(attachments=[an_attachment()], metadata={"tags": ["a", 1, None]})

    outbox.put(publication)

    assert outbox.read(lease_first(outbox)) == publication


def test_the_file_is_readable_by_its_owner_alone(outbox, tmp_path):
    outbox.put(a_publication())

    (file,) = (tmp_path / "outbox").glob("*.pub")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_items_wait_in_the_order_in_which_they_were_put(outbox):
    publications = [a_publication(slot=number) for number in range(20)]

    for publication in publications:
        outbox.put(publication)

    assert [item.publication for item in outbox.waiting()] == [p.id for p in publications]


def test_an_item_tells_its_service_without_being_read(outbox):
    outbox.put(a_publication(service="api.example.org_0123456789"))

    assert outbox.waiting()[0].service == "api.example.org_0123456789"


def test_putting_an_id_twice_keeps_the_first(outbox, tmp_path):
    first = a_publication(id="00000000-0000-4000-8000-000000000001", title="first")
    second = a_publication(id=first.id, title="second")

    outbox.put(first)
    outbox.put(second)
    Outbox(tmp_path / "outbox").put(second)

    assert [item.publication for item in outbox.waiting()] == [first.id]
    assert outbox.read(lease_first(outbox)) == first


def test_a_full_or_read_only_disk_is_told_in_a_sentence(tmp_path):
    (tmp_path / "outbox").write_text("a file stands in the way")

    with pytest.raises(StorageUnavailable, match="could not be written to"):
        Outbox(tmp_path / "outbox").put(a_publication())


def test_a_publication_can_be_put_again_after_the_disk_was_full(tmp_path):
    blocker = tmp_path / "outbox"
    blocker.write_text("a file stands in the way")
    outbox, publication = Outbox(blocker), a_publication()
    with pytest.raises(StorageUnavailable):
        outbox.put(publication)
    blocker.unlink()

    outbox.put(publication)

    assert [item.publication for item in outbox.waiting()] == [publication.id]


@pytest.mark.parametrize("value", [object(), "\udcff", 1 << 80])
def test_metadata_that_cannot_be_written_down_is_told_in_a_sentence(outbox, value):
    with pytest.raises(InvalidInput, match="cannot be written down"):
        outbox.put(a_publication(metadata={"a": value}))


def test_the_name_of_a_service_cannot_lead_out_of_the_folder(outbox):
    with pytest.raises(InvalidInput, match="cannot be the name of a service"):
        outbox.put(a_publication(service="../../etc"))


def test_a_leased_item_does_not_wait_and_returns_when_given_back(outbox):
    outbox.put(a_publication())
    item = lease_first(outbox)
    assert outbox.waiting() == []

    outbox.give_back(item)

    assert outbox.waiting() == [item]


def test_a_lease_runs_out_unless_it_is_renewed(outbox):
    outbox.put(a_publication())
    item = lease_first(outbox)

    outbox.expire()
    assert outbox.leased() == [item]

    outbox.expire(before=time.time() + 5)
    assert outbox.waiting() == [item]


def test_a_service_that_takes_over_finds_what_a_dead_one_had_leased(outbox, tmp_path):
    outbox.put(a_publication())
    item = lease_first(outbox)

    successor = Outbox(tmp_path / "outbox")
    successor.take_over()

    assert successor.waiting() == [item]


def test_a_refused_item_is_kept_with_its_reason(outbox):
    outbox.put(a_publication())
    item = lease_first(outbox)

    outbox.refuse(item, "There is no workspace named 'lab'.")

    assert outbox.refused() == [(item, "There is no workspace named 'lab'.")]
    assert outbox.waiting() == outbox.leased() == []


def test_a_refused_item_can_wait_again_in_its_place(outbox):
    outbox.put(a_publication())
    item = lease_first(outbox)
    outbox.refuse(item, "There is no workspace named 'lab'.")
    outbox.put(a_publication())

    outbox.retry(item)

    assert outbox.refused() == []
    assert outbox.waiting()[0] == item
    outbox.lease(item)
    outbox.refuse(item, "")
    assert outbox.refused() == [(item, "")]


def test_damaged_bytes_are_set_aside_and_block_nobody(outbox, tmp_path):
    outbox.put(a_publication())
    (file,) = (tmp_path / "outbox").glob("*.pub")
    file.write_bytes(b"\x93not a publication")
    item = lease_first(outbox)

    with pytest.raises(InvalidInput, match="cannot be read"):
        outbox.read(item)
    outbox.set_aside(item)

    assert outbox.unreadable() == [item]
    assert outbox.waiting() == outbox.leased() == []


def test_a_strange_file_in_the_folder_is_no_item(outbox, tmp_path):
    outbox.put(a_publication())
    (tmp_path / "outbox" / "notes.pub").write_text("mine")

    assert len(outbox.waiting()) == 1
    assert item_of("notes.pub") is None


def test_what_a_killed_kernel_left_half_written_is_swept_after_an_hour(outbox, tmp_path):
    outbox.put(a_publication())
    half = tmp_path / "outbox" / ".half.part"
    half.write_bytes(b"half")

    outbox.sweep()
    assert half.exists()

    os.utime(half, (time.time() - 3700,) * 2)
    outbox.sweep()
    assert not half.exists()
    assert len(outbox.waiting()) == 1


class OutboxLife(RuleBasedStateMachine):
    """Kernels put and die, services lease and die; the far side stores what it is given once."""

    items = Bundle("items")

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.kernel = self.outbox = Outbox(self._path())
        self.put, self.refused, self.stored = [], [], []

    def _path(self):
        return Path(self.folder.name)

    @rule()
    def put_one(self):
        publication = a_publication()
        self.kernel.put(publication)
        self.put.append(publication)

    @rule(data=st.data())
    def put_again(self, data):
        if self.put:
            self.kernel.put(data.draw(st.sampled_from(self.put)))

    @rule()
    def a_kernel_dies_while_it_writes(self):
        (self._path() / f".{len(self.put)}.pub.part").write_bytes(b"half")

    @rule(target=items)
    def lease(self):
        waiting = self.outbox.waiting()
        if waiting and self.outbox.lease(waiting[0]):
            return waiting[0]
        return multiple()

    @rule(item=consumes(items))
    def deliver(self, item):
        self._store(item)
        self.outbox.done(item)

    @rule(item=consumes(items))
    def die_between_storing_and_forgetting(self, item):
        self._store(item)

    @rule(item=consumes(items))
    def refuse(self, item):
        if item in self.outbox.leased():
            self.refused.append(item.publication)
            self.outbox.refuse(item, "no")

    @rule(item=consumes(items))
    def give_back(self, item):
        self.outbox.give_back(item)

    @rule()
    def a_new_service_takes_over(self):
        self.outbox = Outbox(self._path())
        self.outbox.take_over()

    @rule()
    def leases_run_out(self):
        self.outbox.expire(before=time.time() + 1)

    def _store(self, item):
        """A service takes an id once (the client chose it), however often it is sent."""
        if item in self.outbox.leased():
            publication = self.outbox.read(item)
            if publication.id not in self.stored:
                self.stored.append(publication.id)

    @invariant()
    def every_publication_is_in_one_place(self):
        places = [i.publication for i in self.outbox.waiting()]
        places += [i.publication for i in self.outbox.leased()]
        places += [i.publication for i, _ in self.outbox.refused()]
        assert len(places) == len(set(places))
        assert {p.id for p in self.put} <= {*places, *self.stored}

    def teardown(self):
        self.outbox.take_over()
        while self.outbox.waiting():
            item = lease_first(self.outbox)
            self._store(item)
            self.outbox.done(item)
        unrefused = [p.id for p in self.put if p.id not in self.refused]
        assert set(unrefused) <= set(self.stored)
        assert len(self.stored) == len(set(self.stored))
        self.folder.cleanup()


OutboxLife.TestCase.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
TestOutboxLife = OutboxLife.TestCase
