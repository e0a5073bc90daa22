"""gofigr-jupyter outbox."""

import pytest
from jupyter_servers import stop_service
from publications import a_publication
from services import receipt_of

from gofigr_jupyter.cli import main
from gofigr_jupyter.publishing.outbox import Outbox
from gofigr_jupyter.publishing.receipts import Receipt, ReceiptFolder, State
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.runtime.start import forget_attempts

REASON = "There is no workspace named 'lab'."


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path / "data")
    place.prepare()
    return place


@pytest.fixture
def outbox(place):
    return Outbox(place.outbox)


@pytest.fixture
def call(place, capsys):
    """Runs a command; what it printed and what it complained about."""

    def call(action, *options, status=0):
        assert main(["outbox", action, "--data", str(place.root), *options]) == status
        return capsys.readouterr()

    return call


def refused(outbox):
    publication = a_publication()
    outbox.put(publication)
    (item,) = outbox.waiting()
    outbox.lease(item)
    outbox.refuse(item, REASON)
    return publication


def test_what_waits_and_what_was_refused_is_listed_with_the_reason(place, outbox, call):
    first = refused(outbox)
    waiting = a_publication()
    outbox.put(waiting)
    ReceiptFolder(place.receipts).write(
        Receipt(state=State.QUEUED, publication=waiting.id, reason="The service does not answer.")
    )

    lines = call("list").out.splitlines()

    assert lines[0].split() == ["ID", "SINCE", "STATE", "WHY"]
    assert lines[1].startswith(first.id[:8])
    assert lines[1].endswith(f"refused  {REASON}")
    assert lines[2].endswith("waiting  The service does not answer.")


def test_an_empty_outbox_is_told(call):
    assert call("list").out == "Nothing waits, and nothing was refused.\n"
    assert call("retry").out == "No figure was refused.\n"


def test_a_refused_figure_is_delivered_when_it_is_tried_again(place, outbox, call):
    publication = refused(outbox)
    forget_attempts()

    try:
        told = call("retry").out
        receipt = receipt_of(place, publication, State.CAPTURED)
    finally:
        stop_service(place.root)

    assert told.startswith("1 figure is tried again")
    assert receipt.link
    assert outbox.refused() == outbox.waiting() == []


@pytest.mark.parametrize("id", ["ffffffff-nope", ""])
def test_an_id_that_no_refused_figure_has_changes_nothing(outbox, call, id):
    refused(outbox)

    told = call("retry", id, status=1).err

    assert "'gofigr-jupyter outbox list' shows them." in told
    assert len(outbox.refused()) == 1
