"""What is known of a notebook's figures from the data folder alone."""

from pathlib import Path

import pytest
from publications import a_publication

from gofigr_jupyter.publishing.outbox import Outbox
from gofigr_jupyter.publishing.receipts import Receipt, ReceiptFolder, State, receipt_for
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.server_extension.receipts import NotebookReceipts

PENGUINS = "/home/ada/penguins.ipynb"


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path)
    place.prepare()
    return place


@pytest.fixture
def outbox(place):
    return Outbox(place.outbox)


@pytest.fixture
def folder(place):
    return ReceiptFolder(place.receipts)


@pytest.fixture
def receipts(place):
    return NotebookReceipts(place)


def lease(outbox, publication):
    (item,) = [i for i in outbox.waiting() if i.publication == publication.id]
    outbox.lease(item)
    return item


def skipped(reason, *, cell="c1", count=1, session="s1", at="2026-11-21T21:30:00+00:00"):
    return Receipt(
        state=State.SKIPPED,
        session=session,
        execution_count=count,
        cell_id=cell,
        notebook=PENGUINS,
        reason=reason,
        at=at,
    )


def told(receipts):
    """(state, name, reason) of the penguins' receipts."""
    return [(r.state, r.name, r.reason) for r in receipts.of(Path(PENGUINS))]


def test_a_figure_in_the_outbox_waits(receipts, outbox):
    outbox.put(a_publication())

    (receipt,) = receipts.of(Path(PENGUINS))

    assert (receipt.state, receipt.name) == (State.QUEUED, "Bill length by species")
    assert (receipt.cell_id, receipt.execution_count, receipt.slot) == ("c1", 3, 0)
    assert receipts.waiting == 1


def test_a_figure_that_is_being_delivered_waits_too(receipts, outbox):
    publication = a_publication()
    outbox.put(publication)
    lease(outbox, publication)

    assert [state for state, *_ in told(receipts)] == [State.QUEUED]


def test_it_is_told_why_a_figure_waits(receipts, outbox, folder):
    publication = a_publication()
    outbox.put(publication)
    receipts.look()
    folder.write(Receipt(state=State.QUEUED, publication=publication.id, reason="Nobody answers."))

    assert told(receipts) == [(State.QUEUED, "Bill length by species", "Nobody answers.")]


def test_a_delivered_figure_waits_no_more(receipts, outbox, folder):
    publication = a_publication()
    outbox.put(publication)
    receipts.look()
    item = lease(outbox, publication)
    folder.write(receipt_for(publication, State.CAPTURED))
    outbox.done(item)

    assert [state for state, *_ in told(receipts)] == [State.CAPTURED]
    assert receipts.waiting == 0


def test_a_refused_figure_tells_the_reason(receipts, outbox):
    publication = a_publication()
    outbox.put(publication)
    outbox.refuse(lease(outbox, publication), "It is over the limit.")

    assert told(receipts) == [(State.FAILED, "Bill length by species", "It is over the limit.")]


def test_what_never_was_published_is_in_the_journal(receipts, folder):
    folder.add_to_journal(skipped("capture is off (%gofigr on)"))

    assert told(receipts) == [(State.SKIPPED, None, "capture is off (%gofigr on)")]


def test_the_last_run_of_a_cell_counts(receipts, outbox, folder):
    outbox.put(a_publication(count=3, slot=0))
    outbox.put(a_publication(count=3, slot=1, title="Second"))
    folder.add_to_journal(skipped("no figure was shown", count=2))
    folder.add_to_journal(skipped("no figure was shown", count=4))

    assert told(receipts) == [(State.SKIPPED, None, "no figure was shown")]


def test_two_figures_of_one_run_are_told_both(receipts, outbox):
    outbox.put(a_publication(slot=0, title="First"))
    outbox.put(a_publication(slot=1, title="Second"))

    assert sorted(name for _, name, _ in told(receipts)) == ["First", "Second"]


def test_notebooks_are_told_apart(receipts, outbox):
    outbox.put(a_publication(path="/home/ada/other.ipynb"))

    assert told(receipts) == []


def test_a_notebook_whose_path_is_not_known_is_found_by_its_name(receipts, outbox):
    outbox.put(a_publication(path=None))

    assert [state for state, *_ in told(receipts)] == [State.QUEUED]


def test_a_figure_that_was_taken_out_of_the_outbox_is_forgotten(receipts, outbox):
    publication = a_publication()
    outbox.put(publication)
    receipts.look()
    outbox.done(lease(outbox, publication))

    assert told(receipts) == []


def test_news_are_told_once(receipts, outbox, folder):
    outbox.put(a_publication())
    folder.add_to_journal(skipped("no figure was shown", cell="c2"))

    assert receipts.look() == {PENGUINS}
    assert receipts.look() == frozenset()


def test_the_stamp_changes_with_everything_that_comes(receipts, outbox, folder):
    publication = a_publication()
    stamps = [receipts.stamp()]
    for step in (
        lambda: outbox.put(publication),
        lambda: folder.add_to_journal(skipped("no figure was shown")),
        lambda: outbox.refuse(lease(outbox, publication), "no"),
    ):
        step()
        stamps.append(receipts.stamp())

    assert len(set(stamps)) == len(stamps)


def test_a_half_written_line_is_read_when_it_is_whole(receipts, folder, place):
    folder.add_to_journal(skipped("first", cell="c1"))
    (journal,) = place.receipts.glob("*.jsonl")
    line = journal.read_bytes().replace(b"first", b"second").replace(b"c1", b"c2")
    with journal.open("ab") as file:
        file.write(line[:20])
        file.flush()
        assert [reason for *_, reason in told(receipts)] == ["first"]
        file.write(line[20:])

    assert sorted(reason for *_, reason in told(receipts)) == ["first", "second"]
