"""What the user leaves out of a figure's origin reaches no service."""

import msgspec
import pytest
from publications import PNG, a_publication

from gofigr_jupyter.capture.capture import Rendering
from gofigr_jupyter.publishing.receipts import State

SPEC = b'{"data": [{"type": "scatter", "y": [1, 2]}]}'
BOTH = (
    Rendering(mime="image/png", data=PNG),
    Rendering(mime="application/vnd.plotly.v1+json", data=SPEC),
)


def kept(keeping, *left_out):
    """The revision of a figure that has everything, but for what is left out."""
    publication = msgspec.structs.replace(a_publication(renderings=BOTH), leave_out=left_out)
    keeping.deliver(publication)
    return keeping.run(keeping.client.revision(publication.id))


def test_everything_is_kept_unless_the_user_says_otherwise(keeping):
    names = [data.name for data in kept(keeping).data]

    assert names == ["figure", "figure", "Jupyter Cell", "installed packages", "plotted data"]


@pytest.mark.parametrize(
    ("part", "missing"),
    [
        ("code", "Jupyter Cell"),
        ("packages", "installed packages"),
        ("plotted", "plotted data"),
    ],
)
def test_what_is_left_out_is_not_kept(keeping, part, missing):
    names = [data.name for data in kept(keeping, part).data]

    assert missing not in names
    assert len(names) == 4


def test_code_that_is_left_out_is_nowhere_in_the_metadata(keeping):
    keeping.deliver(msgspec.structs.replace(a_publication(), leave_out=("code",)))
    again = msgspec.structs.replace(a_publication(session="s2"), leave_out=("code",))

    receipt = keeping.deliver(again)

    metadata = keeping.run(keeping.client.revision(receipt.revision)).metadata
    assert receipt.state is State.SEEN_AGAIN
    assert "plt.plot" not in str(metadata)


def test_changed_code_makes_a_revision_also_where_code_is_left_out(keeping):
    for source, number in (("first()", 1), ("second()", 2)):
        publication = msgspec.structs.replace(a_publication(source=source), leave_out=("code",))

        assert keeping.deliver(publication).number == number
