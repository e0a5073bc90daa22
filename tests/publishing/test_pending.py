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


def test_what_could_not_be_written_leaves_nothing_on_the_disk(pending, tmp_path):
    in_the_way = tmp_path / "p1.pending"
    in_the_way.mkdir()

    with pytest.raises(OSError, match="p1"):
        pending.put(of("p1"))

    assert list(tmp_path.iterdir()) == [in_the_way]
