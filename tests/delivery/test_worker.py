"""The worker: wakes, keeps order, waits with patience, and tells."""

import asyncio
import itertools
import time

import pytest
from keeping import KEY, URL
from publications import a_publication
from rings import ring

from gofigr_jupyter.client.auth import ApiKeyAuth
from gofigr_jupyter.client.connection import in_process, remote
from gofigr_jupyter.delivery.deliverer import Deliverer
from gofigr_jupyter.delivery.lane import Patience
from gofigr_jupyter.delivery.worker import Worker
from gofigr_jupyter.errors import NotFound
from gofigr_jupyter.publishing.additions import Additions
from gofigr_jupyter.publishing.outbox import Outbox
from gofigr_jupyter.publishing.pending import PendingFolder
from gofigr_jupyter.publishing.pictures import Pictures
from gofigr_jupyter.publishing.receipts import ReceiptFolder, State
from gofigr_jupyter.publishing.shelf import read_shelf, shelf_key
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.service.domain.talk import review

QUICK = Patience(first=0.01, most=0.05, soon=0.01)


class Yard:
    """A data folder with a worker, an embedded service, and whatever else it should reach."""

    def __init__(self, place, app):
        self.place, self.app = place, app
        self.outbox, self.receipts = Outbox(place.outbox), ReceiptFolder(place.receipts)
        self.additions = PendingFolder(place.additions, Additions)
        self.pictures = PendingFolder(place.pictures, Pictures)
        self.key = KEY
        self.others = {}
        self.attempts = []

    async def connect(self, name):
        self.attempts.append(name)
        if name == "embedded":
            return Deliverer(in_process(self.app, ApiKeyAuth(self.key)), url=URL)
        if name in self.others:
            return Deliverer(self.others[name](), url=URL)
        raise NotFound(f"Nothing is known here of the service {name!r}.")

    def live(self, story, **options):
        """Run `story` while the worker lives; then stop it."""

        async def run():
            worker = Worker(self.place, connect=self.connect, **{"patience": QUICK, **options})
            living = asyncio.create_task(worker.live())
            try:
                await asyncio.sleep(0)
                return await story(worker)
            finally:
                worker.stop()
                await asyncio.wait_for(living, 60)

        return asyncio.run(run())

    def publish(self, *publications):
        for publication in publications:
            self.outbox.put(publication)
        ring(self.place)

    async def receipt(self, publication, *states):
        """The receipt of `publication` once it is in one of `states` (any, when none is named)."""
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            found = self.receipts.read(publication.id)
            if found is not None and (not states or found.state in states):
                return found
            await asyncio.sleep(0.005)
        raise AssertionError(f"no such receipt: {self.receipts.read(publication.id)}")

    async def kept(self, folder, publication):
        """The revision of `publication`, once what waits in `folder` for it does so no more."""
        deadline = time.monotonic() + 60
        while publication.id in folder.publications():
            assert time.monotonic() < deadline
            await asyncio.sleep(0.005)
        async with in_process(self.app, ApiKeyAuth(KEY)) as client:
            return await client.revision(publication.id)


def pictures_of(publication):
    """What its kernel has to say about the pickle of a figure."""
    return Pictures(publication=publication.id, service="embedded", note="too large")


def words_in(revision):
    return [note["text"] for note in revision.metadata["provenance"]["notes"]]


@pytest.fixture
def yard(tmp_path, app):
    place = Place(tmp_path / "data")
    place.prepare()
    return Yard(place, app)


def broken(status=None):
    """A client of a service that refuses connections, or answers with `status`."""

    async def app(scope, receive, send):
        if status is None:
            raise ConnectionResetError
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b'{"detail": "no luck"}'})

    return lambda: in_process(app, ApiKeyAuth("k"))


def test_a_ring_delivers_and_leaves_a_receipt_and_a_shelf(yard):
    publication = a_publication()

    async def story(worker):
        yard.publish(publication)
        return await yard.receipt(publication, State.CAPTURED)

    receipt = yard.live(story)

    assert receipt.revision == publication.id
    shelf = read_shelf(
        yard.place.shelves,
        shelf_key(publication.destination, publication.provenance.notebook),
    )
    assert [entry.revision for entry in shelf.entries] == [publication.id]
    assert yard.outbox.waiting() == yard.outbox.leased() == []


def test_what_waits_is_delivered_at_the_start_without_a_ring(yard):
    publication = a_publication()
    yard.outbox.put(publication)
    yard.outbox.lease(yard.outbox.waiting()[0])  # by a service that was killed

    async def story(worker):
        return await yard.receipt(publication, State.CAPTURED)

    assert yard.live(story).number == 1


def test_revisions_arrive_in_the_order_in_which_they_were_drawn(yard):
    publications = [a_publication(data=bytes([number])) for number in range(6)]
    yard.publish(*publications)

    async def story(worker):
        return [await yard.receipt(p, State.CAPTURED) for p in publications]

    assert [receipt.number for receipt in yard.live(story)] == [1, 2, 3, 4, 5, 6]


def test_a_dead_service_delays_only_its_own_and_says_why(yard):
    yard.others["lab"] = broken()
    stuck = [a_publication(service="lab"), a_publication(service="lab")]
    fine = a_publication()
    yard.publish(*stuck, fine)

    async def story(worker):
        kept = await yard.receipt(fine, State.CAPTURED)
        return kept, [await yard.receipt(p) for p in stuck]

    kept, waiting = yard.live(story)

    assert kept.number == 1
    assert [receipt.state for receipt in waiting] == [State.QUEUED, State.QUEUED]
    assert all("does not answer" in receipt.reason or receipt.reason for receipt in waiting)
    assert len(yard.outbox.waiting()) == 2


@pytest.mark.parametrize("status", [500, 502, 503, 429, 507])
def test_a_service_in_trouble_gets_the_figure_when_it_is_well_again(yard, status):
    yard.others["lab"] = broken(status)
    publication = a_publication(service="lab")
    yard.publish(publication)

    async def story(worker):
        waiting = await yard.receipt(publication, State.QUEUED)
        yard.others["lab"] = lambda: in_process(yard.app, ApiKeyAuth(KEY))
        return waiting, await yard.receipt(publication, State.CAPTURED)

    waiting, kept = yard.live(story)

    assert waiting.reason
    assert kept.number == 1


def test_a_refused_key_leaves_the_figure_in_the_queue_until_it_works(yard):
    yard.key = "wrong"
    publication = a_publication()
    yard.publish(publication)

    async def story(worker):
        waiting = await yard.receipt(publication, State.QUEUED)
        yard.key = KEY
        return waiting, await yard.receipt(publication, State.CAPTURED)

    waiting, kept = yard.live(story)

    assert "key" in waiting.reason
    assert kept.number == 1


def test_what_can_never_arrive_is_refused_with_the_reason(yard):
    wrong, right = a_publication(workspace="lab"), a_publication()
    yard.publish(wrong, right)

    async def story(worker):
        await yard.receipt(right, State.CAPTURED)
        return await yard.receipt(wrong, State.FAILED)

    receipt = yard.live(story)

    assert "There is no workspace named 'lab'." in receipt.reason
    ((item, reason),) = yard.outbox.refused()
    assert (item.publication, reason) == (wrong.id, receipt.reason)


def freeze(service, publication):
    """Freeze the figure that a publication became a revision of."""
    revision = service.database.read(lambda tx: tx.revisions.get(publication.id))
    service.database.write(lambda tx: review.freeze(tx, service.local.actor, revision.figure_id))


def test_a_new_state_of_a_frozen_figure_is_refused_with_the_reason_and_kept(yard):
    first, new, right = (
        a_publication(),
        a_publication(source="plt.plot([3, 2])"),
        a_publication(source="other()", cell_id="c2", title="Other"),
    )

    async def story(worker):
        yard.publish(first)
        await yard.receipt(first, State.CAPTURED)
        freeze(yard.app.state.service, first)
        yard.publish(new, right)
        await yard.receipt(right, State.CAPTURED)
        return await yard.receipt(new, State.FAILED)

    receipt = yard.live(story)

    assert "'Bill length by species' is frozen and takes no changes." in receipt.reason
    ((item, reason),) = yard.outbox.refused()
    assert (item.publication, reason) == (new.id, receipt.reason)


def test_the_same_state_of_a_frozen_figure_is_seen_again(yard):
    first, again = a_publication(), a_publication(session="s2")

    async def story(worker):
        yard.publish(first)
        await yard.receipt(first, State.CAPTURED)
        freeze(yard.app.state.service, first)
        yard.publish(again)
        return await yard.receipt(again, State.SEEN_AGAIN)

    assert yard.live(story).revision == first.id


def test_a_service_that_nobody_described_is_told_in_the_receipt(yard):
    publication = a_publication(service="unknown")
    yard.publish(publication)

    async def story(worker):
        return await yard.receipt(publication, State.FAILED)

    assert "'unknown'" in yard.live(story).reason


def test_a_damaged_file_is_set_aside_and_blocks_nobody(yard):
    damaged, fine = a_publication(), a_publication()
    yard.outbox.put(damaged)
    (file,) = yard.place.outbox.glob("*.pub")
    file.write_bytes(b"half a publica")
    yard.publish(fine)

    async def story(worker):
        await yard.receipt(fine, State.CAPTURED)
        return await yard.receipt(damaged, State.FAILED)

    assert "cannot be read" in yard.live(story).reason
    assert [item.publication for item in yard.outbox.unreadable()] == [damaged.id]


def test_a_service_that_chokes_on_one_figure_gets_those_behind_it(yard):
    poison, fine = a_publication(metadata={"poison": True}), a_publication(cell_id="c2")
    working = yard.app

    async def choking(scope, receive, send):
        async def watched():
            message = await receive()
            if b'"poison"' in message.get("body", b""):
                raise RuntimeError("choked")
            return message

        await working(scope, watched, send)

    yard.app = choking
    yard.publish(poison, fine)

    async def story(worker):
        await yard.receipt(fine, State.CAPTURED)
        return await yard.receipt(poison, State.QUEUED)

    assert yard.live(story).reason


def test_what_comes_with_a_figure_while_others_are_kept_waits_for_that_figure(yard):
    first, second = a_publication(), a_publication(source="o()", cell_id="c2", title="Other")
    working = yard.app

    async def app(scope, receive, send):
        if yard.additions.publications() and scope["path"].endswith(f"revision/{first.id}/"):
            yard.outbox.put(second)
            yard.pictures.put(pictures_of(second))
        await working(scope, receive, send)

    yard.app = app

    async def story(worker):
        yard.publish(first)
        await yard.receipt(first, State.CAPTURED)
        yard.additions.put(Additions(publication=first.id, service="embedded"))
        ring(yard.place)
        await yard.receipt(second, State.CAPTURED)
        return await yard.kept(yard.pictures, second)

    assert "No pickle: too large." in words_in(yard.live(story))


def test_what_comes_with_a_refused_figure_stays_for_another_try(yard):
    wrong, right = a_publication(workspace="lab"), a_publication()

    async def story(worker):
        yard.publish(wrong, right)
        await yard.receipt(wrong, State.FAILED)
        await yard.receipt(right, State.CAPTURED)
        for publication in (wrong, right):
            yard.pictures.put(pictures_of(publication))
        ring(yard.place)
        await yard.kept(yard.pictures, right)

    yard.live(story)

    assert yard.pictures.publications() == {wrong.id}


def test_data_that_cannot_be_kept_now_delay_nobody_elses(yard):
    poison, fine = a_publication(), a_publication(source="o()", cell_id="c2", title="Other")

    class Choking(Deliverer):
        async def keep(self, waiting):
            if waiting.publication == poison.id:
                raise PermissionError(13, "Permission denied")
            return await super().keep(waiting)

    async def connect(name):
        return Choking(in_process(yard.app, ApiKeyAuth(KEY)), url=URL)

    yard.connect = connect

    async def story(worker):
        yard.publish(poison, fine)
        await yard.receipt(poison, State.CAPTURED)
        await yard.receipt(fine, State.CAPTURED)
        for publication in (poison, fine):
            yard.pictures.put(pictures_of(publication))
        ring(yard.place)
        return await yard.kept(yard.pictures, fine)

    assert "No pickle: too large." in words_in(yard.live(story))
    assert yard.pictures.publications() == {poison.id}


def test_a_file_that_cannot_be_read_now_blocks_nobody_and_is_told(yard):
    unreadable, fine = a_publication(), a_publication(cell_id="c2")
    yard.outbox.put(unreadable)
    (file,) = yard.place.outbox.glob("*.pub")
    file.unlink()
    file.mkdir()  # not even an administrator can read it as a file
    yard.publish(fine)

    async def story(worker):
        await yard.receipt(fine, State.CAPTURED)
        return await yard.receipt(unreadable, State.QUEUED)

    assert "cannot be read" in yard.live(story).reason
    assert [item.publication for item in yard.outbox.waiting()] == [unreadable.id]


def test_a_figure_that_comes_while_data_are_about_to_be_kept_takes_the_same_connection(yard):
    gone, publication = a_publication(), a_publication()
    begun, answered, connect = asyncio.Event(), asyncio.Event(), yard.connect

    async def slow(name):
        begun.set()
        await answered.wait()
        return await connect(name)

    yard.connect = slow
    yard.pictures.put(pictures_of(gone))

    async def story(worker):
        await begun.wait()
        yard.publish(publication)
        while not yard.outbox.leased():
            await asyncio.sleep(0.005)
        answered.set()
        await yard.receipt(publication, State.CAPTURED)

    yard.live(story)

    assert yard.attempts == ["embedded"]


def test_a_stopped_worker_leaves_nothing_leased(yard):
    yard.others["lab"] = broken()
    yard.publish(a_publication(service="lab"))

    async def story(worker):
        await yard.receipt(a_publication(id=yard.outbox.waiting()[0].publication))

    yard.live(story)

    assert yard.outbox.leased() == []
    assert len(yard.outbox.waiting()) == 1
    assert ring(yard.place) is False


def test_a_slow_service_keeps_its_lease_and_nobody_else_waits(yard):
    release = asyncio.Event()

    async def slow(scope, receive, send):
        await release.wait()
        await yard.app(scope, receive, send)

    yard.others["lab"] = lambda: in_process(slow, ApiKeyAuth(KEY))
    late, fine = a_publication(service="lab"), a_publication(cell_id="c2")
    yard.publish(late, fine)

    async def story(worker):
        await yard.receipt(fine, State.CAPTURED)
        assert [item.publication for item in yard.outbox.leased()] == [late.id]
        assert worker.idle_seconds == 0
        release.set()
        return await yard.receipt(late, State.CAPTURED)

    assert yard.live(story).number


def test_an_address_where_nobody_listens_is_an_unreachable_service(yard):
    yard.others["lab"] = lambda: remote("http://127.0.0.1:9", ApiKeyAuth("k"))
    publication = a_publication(service="lab")
    yard.publish(publication)

    async def story(worker):
        return await yard.receipt(publication)

    receipt = yard.live(story)

    assert receipt.state is State.QUEUED
    assert "http://127.0.0.1:9 does not answer" in receipt.reason


def test_pauses_double_up_to_a_minute():
    patience = Patience()

    longest = [max(patience.pause(failures) for _ in range(200)) for failures in (1, 2, 4, 30)]

    assert all(a < b for a, b in itertools.pairwise(longest))
    assert longest[0] <= 0.5
    assert 30 <= longest[-1] <= 60
