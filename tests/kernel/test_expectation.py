"""What the kernel expects of a publication, from the shelf and from what it published itself."""

import os

import pytest
from publications import a_publication, an_entry

from gofigr_jupyter.publishing.expectation import Expectations
from gofigr_jupyter.publishing.shelf import Shelf, shelf_file, shelf_key, write_shelf

LINK = "http://127.0.0.1:4321/r/Ab3dE9xk1"
NEW = b"\x89PNG\r\n\x1a\nnew"


@pytest.fixture
def expectations(tmp_path):
    return Expectations(tmp_path)


def on_the_shelf(folder, publication, **entry):
    key = shelf_key(publication.destination, publication.provenance.notebook)
    write_shelf(folder, key, Shelf(analysis="a1", entries=(an_entry(publication, **entry),)))
    return shelf_file(folder, key)


def test_without_a_shelf_every_figure_is_new(expectations):
    expected = expectations.expect(a_publication(), LINK)

    assert (expected.name, expected.number, expected.again) == ("Bill length by species", 1, False)
    assert expected.link == LINK


def test_an_unchanged_figure_on_the_shelf_is_seen_again_and_keeps_its_link(expectations, tmp_path):
    known = a_publication(session="yesterday")
    on_the_shelf(tmp_path, known, number=4)

    expected = expectations.expect(a_publication(), LINK)

    assert (expected.number, expected.again, expected.revision) == (4, True, known.id)
    assert expected.link == f"http://127.0.0.1:4321/r/{known.short_id}"


def test_a_changed_figure_on_the_shelf_gets_the_next_number(expectations, tmp_path):
    on_the_shelf(tmp_path, a_publication(session="yesterday"), number=4)

    expected = expectations.expect(a_publication(data=NEW), LINK)

    assert (expected.number, expected.again, expected.link) == (5, False, LINK)


def test_what_this_session_published_counts_before_the_service_has_spoken(expectations):
    for number in (1, 2, 3):
        data = NEW + bytes([number])
        assert expectations.expect(a_publication(data=data), LINK).number == number

    assert expectations.expect(a_publication(data=data), LINK).again


def test_after_the_receipt_the_shelf_counts(expectations, tmp_path):
    first = a_publication()
    expectations.expect(first, LINK)
    on_the_shelf(tmp_path, first, number=9)
    expectations.settled(first.id)

    assert expectations.expect(a_publication(data=NEW), LINK).number == 10


def test_a_shelf_that_changed_is_read_again(expectations, tmp_path):
    file = on_the_shelf(tmp_path, a_publication(session="x"), number=1)
    expectations.expect(a_publication(slot=7, title=None, source="other"), LINK)
    on_the_shelf(tmp_path, a_publication(session="x"), number=5)
    os.utime(file, ns=(1, 1))

    assert expectations.expect(a_publication(), LINK).number == 5


def test_a_title_may_change_without_forking_and_the_name_follows(expectations, tmp_path):
    on_the_shelf(tmp_path, a_publication(session="yesterday"), number=1)

    expected = expectations.expect(a_publication(title="Bills", data=NEW), LINK)

    assert (expected.name, expected.number) == ("Bills", 2)


def test_a_name_that_somebody_gave_stays(expectations, tmp_path):
    on_the_shelf(tmp_path, a_publication(session="yesterday"), number=1, name="Figure 3a")

    expected = expectations.expect(a_publication(data=NEW), LINK)

    assert (expected.name, expected.number) == ("Figure 3a", 2)


def test_a_shelf_that_cannot_be_read_is_no_shelf(expectations, tmp_path):
    on_the_shelf(tmp_path, a_publication()).write_bytes(b"{broken")

    assert expectations.expect(a_publication(), LINK).number == 1
