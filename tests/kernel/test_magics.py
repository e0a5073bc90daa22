"""What `%gofigr` says and does."""

import threading

from services import until

from gofigr_jupyter.publishing.additions import Additions
from gofigr_jupyter.publishing.pending import PendingFolder
from gofigr_jupyter.publishing.receipts import State


def test_status_lists_every_receipt_the_outbox_and_where_figures_go(cells):
    cells.run("%gofigr off")
    cells.run("line('Private')")
    cells.run("%gofigr on")
    cells.run("line('Bill length')")
    cells.captured(cells.receipts()[-1])
    cells.run("line('Waits')")

    lines = cells.run("%gofigr status").splitlines()

    assert lines[0] == "Figures are kept by the service on this machine."
    assert lines[1] == "Workspace: your primary one · Analysis: unsaved notebook · Capture: on"
    assert lines[2] == f"Data folder: {cells.place.root}"
    words = [line.partition("]")[2].lstrip() for line in lines if line.startswith("[")]
    assert words[0].split() == [*("Private", "skipped", "capture", "is", "off", "(%gofigr", "on)")]
    assert words[1].startswith("Bill length  captured  1         ")
    assert "http://127.0.0.1:4321/r/" in words[1]
    assert words[2].startswith("Waits        queued    1         ")
    assert "Outbox: 2 figures waiting, 0 refused." in lines
    assert lines[-3].startswith("Cells without a figure: [")


def test_status_tells_what_is_wrong_with_the_settings(shell, data, tmp_path, monkeypatch):
    from loaded import loaded

    monkeypatch.setenv("GF_NOTE", "perhaps")
    with loaded(shell, data) as cells:
        assert "The setting 'note' cannot be 'perhaps'" in cells.run("%gofigr status")


def test_an_unknown_word_lists_the_known_ones(cells):
    assert cells.run("%gofigr stattus") == (
        "There is no %gofigr stattus. There are: status, on, off, widget, preview, flush, help.\n"
    )


def test_without_a_word_help_is_shown(cells):
    assert "%gofigr flush [--timeout S]" in cells.run("%gofigr")


def test_flush_returns_when_the_service_has_spoken(cells):
    cells.run("display(line('a')); display(line('b', (3, 4)))")
    first, second = cells.receipts()
    answered = threading.Thread(target=answer, args=[cells, first, second])
    answered.start()
    output = cells.run("%gofigr flush")
    answered.join()

    assert output == "1 figure kept and visible, 1 not kept (%gofigr status says why).\n"


def answer(cells, first, second):
    cells.captured(first)
    cells.answer(second, State.FAILED, reason="it is too large for the service")
    later = PendingFolder(cells.place.additions, Additions)
    for addition in until(lambda: len(later.publications()) == 2 and later.waiting()):
        later.done(addition)


def test_flush_without_figures_returns_at_once(cells):
    assert cells.run("%gofigr flush") == "No figure has been shown yet.\n"


def test_flush_gives_up_after_its_time_and_says_what_waits(cells):
    cells.run("line()")
    cells.answer(cells.receipt(), State.QUEUED, reason="the service does not answer")

    assert cells.run("%gofigr flush --timeout 0.01") == (
        "1 figure still waits after 0.01 s (the service does not answer). Nothing is lost: the "
        "outbox holds them, and they go on as soon as the service answers.\n"
    )


def test_flush_waits_for_the_data_behind_a_figure_too(cells):
    cells.run("line()")
    cells.captured(cells.receipt())

    assert cells.run("%gofigr flush --timeout 0.01").startswith("1 figure still waits")


def test_flush_does_not_wait_for_the_data_behind_a_refused_figure(cells):
    cells.run("line()")
    cells.answer(cells.receipt(), State.FAILED, reason="it is frozen")

    assert "still waits" not in cells.run("%gofigr flush --timeout 0.01")


def test_flush_with_a_strange_argument_says_how(cells):
    assert "Say: %gofigr flush --timeout 30" in cells.run("%gofigr flush now")


def test_the_watch_brings_receipts_in_by_itself(cells):
    cells.run("line()")
    receipt = cells.receipt()
    from gofigr_jupyter.publishing.receipts import Receipt, ReceiptFolder

    ReceiptFolder(cells.place.receipts).write(
        Receipt(state=State.CAPTURED, publication=receipt.publication, number=1)
    )

    assert until(lambda: cells.session.ledger.receipts[-1].state is State.CAPTURED)
