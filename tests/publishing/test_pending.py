"""What still has to be kept: notes on disk, where a disk can be full or broken."""

import pytest

from gofigr_jupyter.publishing.pending import PendingFolder
from gofigr_jupyter.publishing.pictures import Pictures


def of(publication):
    return Pictures(publication=publication, service="embedded")


@pytest.fixture
def pending(tmp_path):
    return PendingFolder(tmp_path, Pictures)


def test_what_cannot_be_read_now_hides_nothing_else(pending, tmp_path):
    (tmp_path / "p1.pending").mkdir()
    pending.put(of("p2"))

    assert pending.waiting() == [of("p2")]
    assert pending.publications() == {"p1", "p2"}
