"""One publication after another, to the real service."""

import io
import json

import msgspec
import pytest
from PIL import Image
from publications import PNG, a_publication, an_attachment

from gofigr_jupyter import errors
from gofigr_jupyter.capture.capture import Rendering
from gofigr_jupyter.publishing.publication import Attachment
from gofigr_jupyter.publishing.receipts import State


def png(color, *, note=None):
    """A small picture; `note` changes its bytes, not its pixels."""
    from PIL.PngImagePlugin import PngInfo

    information = PngInfo()
    if note:
        information.add_text("Software", note)
    stream = io.BytesIO()
    Image.new("RGBA", (8, 8), color).save(stream, "PNG", pnginfo=information)
    return stream.getvalue()


def test_the_first_display_makes_analysis_figure_and_revision(keeping):
    publication = a_publication(short_id="Ab3dE9xk1")

    receipt = keeping.deliver(publication)

    assert receipt.state is State.CAPTURED
    assert (receipt.name, receipt.number) == ("Bill length by species", 1)
    assert receipt.revision == publication.id
    assert receipt.link == "http://127.0.0.1:4321/r/Ab3dE9xk1"
    assert (receipt.session, receipt.cell_id, receipt.execution_count) == ("s1", "c1", 3)
    (analysis,) = keeping.analyses()
    assert analysis.name == "penguins"
    assert analysis.description == "Notebook /home/ada/penguins.ipynb"
    assert keeping.counts() == {"Bill length by species": 1}


def test_the_stored_bytes_are_those_that_were_displayed(keeping):
    spec = b'{"data": [{"y": [1, 2]}]}'
    publication = a_publication(
        renderings=(
            Rendering(mime="image/png", data=PNG),
            Rendering(mime="application/vnd.plotly.v1+json", data=spec),
        ),
        attachments=[an_attachment()],
    )

    keeping.deliver(publication)

    revision = keeping.run(keeping.client.revision(publication.id))
    stored = [keeping.run(keeping.client.data(data.api_id)) for data in revision.data]
    plotted = stored.pop()
    assert (plotted.name, plotted.type) == ("plotted data", "dataframe")
    assert [(d.name, d.type, d.data) for d in stored] == [
        ("figure", "image", PNG),
        ("figure", "text", spec),
        ("Jupyter Cell", "code", b"plt.plot([1, 2, 3])\nplt.title('Bill length by species')"),
        ("installed packages", "text", b"matplotlib==3.9.0\nnumpy==2.0.0\n"),
        ("penguins.csv", "dataframe", b"a,b\n1,2\n"),
    ]
    assert stored[0].metadata == {"format": "png", "is_watermarked": False}
    assert stored[1].metadata["mime"] == "application/vnd.plotly.v1+json"


def test_the_metadata_says_where_the_figure_came_from(keeping):
    publication = a_publication(metadata={"experiment": 7})

    keeping.deliver(publication)

    metadata = keeping.run(keeping.client.revision(publication.id)).metadata
    provenance = metadata["provenance"]
    assert metadata["notebook_path"] == "/home/ada/penguins.ipynb"
    assert metadata["cell_id"] == "c1"
    assert metadata["git"]["branch"] == "main"
    assert metadata["experiment"] == 7
    assert provenance["cell"] == {"id": "c1", "execution_count": 3, "slot": 0}
    assert provenance["seen"]["count"] == 1
    assert provenance["notes"] == [{"about": "git", "text": "dirty flag not known yet"}]


def test_the_same_picture_and_code_add_a_sighting_and_no_revision(keeping):
    first = a_publication()
    keeping.deliver(first)

    receipt = keeping.deliver(a_publication(session="s2"))

    assert receipt.state is State.SEEN_AGAIN
    assert (receipt.revision, receipt.number) == (first.id, 1)
    assert receipt.link.endswith(first.short_id)
    assert keeping.counts() == {"Bill length by species": 1}
    metadata = keeping.run(keeping.client.revision(first.id)).metadata
    assert metadata["provenance"]["seen"]["count"] == 2
    assert metadata["provenance"]["identity"]["session"] == "s2"
    assert metadata["provenance"]["cell"]["execution_count"] == 3


def test_long_code_is_told_once_and_still_tells_the_figure_of_a_cell_that_was_copied(keeping):
    source = "\n".join(f"value_{n} = {n}" for n in range(100))
    first = a_publication(source=source, title=None)
    keeping.deliver(first)
    keeping.restart()

    copied = a_publication(
        source=f"{source}\nmore = 1", title=None, cell_id="c2", data=b"other", session="s2"
    )

    assert keeping.deliver(copied).number == 2
    metadata = keeping.run(keeping.client.revision(first.id)).metadata
    assert source.splitlines()[50] not in json.dumps(metadata)
    assert len(json.dumps(metadata)) < len(source) + 800


@pytest.mark.parametrize(
    "change",
    [{"data": b"another picture"}, {"source": "other()"}, {"attachments": [an_attachment()]}],
    ids=lambda change: next(iter(change)),
)
def test_another_picture_other_code_or_other_data_make_a_revision(keeping, change):
    keeping.deliver(a_publication())

    receipt = keeping.deliver(a_publication(**change))

    assert (receipt.state, receipt.number) == (State.CAPTURED, 2)
    assert keeping.counts() == {"Bill length by species": 2}


def test_a_changed_comment_is_seen_again_and_the_sighting_has_the_code(keeping):
    source = "plt.plot([1, 2])  # {}\nplt.title('#1')"
    first = keeping.deliver(a_publication(source=source.format("drawn")))

    again = keeping.deliver(a_publication(source=source.format("drawn by Ada") + "\n\n# end"))

    assert (again.state, again.revision) == (State.SEEN_AGAIN, first.revision)
    seen = keeping.run(keeping.client.revision(first.revision)).metadata["provenance"]["seen"]
    assert seen["source"] == source.format("drawn by Ada") + "\n\n# end"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("plt.title('#1')", "plt.title('#2')"),
        ("%matplotlib inline # a", "%matplotlib inline # b"),
        ("plt.plot([1", "plt.plot([1  # not Python"),
        ("if a:\n    b()\nc()", "if a:\n    b()\n    c()"),
    ],
)
def test_what_only_looks_like_a_comment_makes_a_revision(keeping, one, other):
    keeping.deliver(a_publication(source=one))

    assert keeping.deliver(a_publication(source=other)).number == 2


def test_equal_pixels_in_other_bytes_are_seen_again(keeping):
    keeping.deliver(a_publication(data=png("teal", note="Matplotlib 3.9")))

    receipt = keeping.deliver(a_publication(data=png("teal", note="Matplotlib 3.10")))

    assert receipt.state is State.SEEN_AGAIN


def test_other_pixels_are_a_revision(keeping):
    keeping.deliver(a_publication(data=png("teal")))

    assert keeping.deliver(a_publication(data=png("navy"))).number == 2


def test_a_specification_that_differs_in_random_ids_only_is_seen_again(keeping):
    mime = "application/vnd.plotly.v1+json"
    for uid, state in (("a1", State.CAPTURED), ("b2", State.SEEN_AGAIN)):
        spec = msgspec.json.encode({"data": [{"uid": uid, "y": [1, 2]}], "layout": {}})

        assert keeping.deliver(a_publication(mime=mime, data=spec)).state is state


def test_a_figure_that_gained_a_format_is_a_revision(keeping):
    keeping.deliver(a_publication())
    both = (
        Rendering(mime="image/png", data=PNG),
        Rendering(mime="image/svg+xml", data=b"<svg/>"),
    )

    assert keeping.deliver(a_publication(renderings=both)).number == 2


def test_a_new_service_goes_on_where_the_last_one_stopped(keeping):
    keeping.deliver(a_publication())
    keeping.restart()

    assert keeping.deliver(a_publication()).state is State.SEEN_AGAIN
    assert keeping.deliver(a_publication(data=b"new")).number == 2


def test_a_publication_is_kept_once_however_often_it_is_delivered(keeping):
    publication = a_publication()
    first = keeping.deliver(publication)

    again = keeping.deliver(publication)
    keeping.restart()
    after_restart = keeping.deliver(publication)

    assert [r.state for r in (first, again, after_restart)] == [State.CAPTURED] * 3
    assert first.link == again.link == after_restart.link
    assert keeping.counts() == {"Bill length by species": 1}


def test_an_old_publication_gets_the_receipt_of_its_own_revision(keeping):
    old = a_publication()
    keeping.deliver(old)
    keeping.deliver(a_publication(data=b"newer"))
    keeping.restart()

    receipt = keeping.deliver(old)

    assert (receipt.number, receipt.revision) == (1, old.id)
    assert receipt.link.endswith(old.short_id)


def test_a_sighting_counts_once_however_often_it_is_delivered(keeping):
    first, sighting = a_publication(), a_publication()
    keeping.deliver(first)

    for _ in range(3):
        assert keeping.deliver(sighting).state is State.SEEN_AGAIN
        keeping.restart()

    metadata = keeping.run(keeping.client.revision(first.id)).metadata
    assert metadata["provenance"]["seen"]["count"] == 2


def test_a_taken_short_id_costs_the_short_link_only(keeping):
    keeping.deliver(a_publication(short_id="Ab3dE9xk1", cell_id="c1"))
    other = a_publication(short_id="Ab3dE9xk1", cell_id="c2", data=b"other")

    receipt = keeping.deliver(other)

    assert (receipt.state, receipt.short_id) == (State.CAPTURED, None)
    assert receipt.link == f"http://127.0.0.1:4321/r/{other.id}"


def test_the_name_follows_the_title(keeping):
    keeping.deliver(a_publication(title="Bill length"))

    receipt = keeping.deliver(a_publication(title="Bill length by species", data=b"2"))

    assert (receipt.name, receipt.number) == ("Bill length by species", 2)
    assert keeping.counts() == {"Bill length by species": 2}


def test_the_name_that_the_user_gave_stays(keeping):
    keeping.deliver(a_publication(title="A"))
    (figure,) = keeping.figures()
    keeping.run(keeping.client.rename_figure(figure.api_id, "Mine"))

    names = [
        keeping.deliver(a_publication(title=title, data=title.encode())).name
        for title in ("A2", "A2", "A3")
    ]

    assert names[-1] == "Mine"
    assert list(keeping.counts()) == ["Mine"]


def test_an_untitled_figure_keeps_its_name_when_the_cell_runs_again(keeping):
    keeping.deliver(a_publication(title=None, count=3))

    receipt = keeping.deliver(a_publication(title=None, count=9, data=b"2"))

    assert (receipt.name, receipt.number) == ("Untitled (cell 3)", 2)


def test_a_figure_named_in_code_is_found_from_any_cell(keeping):
    keeping.deliver(a_publication(figure="Fig. 1", cell_id="c1"))

    receipt = keeping.deliver(a_publication(figure="Fig. 1", cell_id="c2", data=b"2"))

    assert (receipt.name, receipt.number) == ("Fig. 1", 2)


def test_figures_of_a_loop_are_told_apart(keeping):
    for data in (b"1", b"2"):
        for slot in range(3):
            keeping.deliver(a_publication(slot=slot, title=f"F{slot}", data=data))

    assert keeping.counts() == {"F0": 2, "F1": 2, "F2": 2}


def test_the_shelf_says_what_the_service_knows(keeping):
    publication = a_publication()

    shelf = keeping.delivered(publication).shelf

    (entry,) = shelf.entries
    assert (entry.revision, entry.content, entry.code) == (
        publication.id,
        publication.content,
        publication.code,
    )
    assert (entry.cell_id, entry.session, entry.title) == ("c1", "s1", "Bill length by species")
    assert shelf.analysis == keeping.analyses()[0].api_id


def test_a_figure_that_was_deleted_is_made_again(keeping):
    keeping.deliver(a_publication())
    (figure,) = keeping.figures()
    keeping.run(keeping.client._api.call("DELETE", f"figure/{figure.api_id}/"))

    again = keeping.deliver(a_publication())
    new = keeping.deliver(a_publication(data=b"2"))

    assert (again.state, again.number, new.number) == (State.CAPTURED, 1, 2)


def test_an_analysis_that_was_deleted_is_made_again(keeping):
    keeping.deliver(a_publication())
    (analysis,) = keeping.analyses()
    keeping.run(keeping.client._api.call("DELETE", f"analysis/{analysis.api_id}/"))

    assert keeping.deliver(a_publication(data=b"2")).number == 1


def test_a_revision_that_was_deleted_is_not_seen_again(keeping):
    first = a_publication()
    keeping.deliver(first)
    second = a_publication(data=b"2")
    keeping.deliver(second)
    keeping.run(keeping.client._api.call("DELETE", f"revision/{second.id}/"))

    receipt = keeping.deliver(a_publication(data=b"2"))

    assert (receipt.state, receipt.number) == (State.CAPTURED, 3)


def test_an_unknown_workspace_is_told_in_a_sentence(keeping):
    with pytest.raises(errors.NotFound, match="There is no workspace named 'lab'"):
        keeping.deliver(a_publication(workspace="lab"))


def test_a_wrong_key_is_told(app):
    from keeping import URL, Keeping

    from gofigr_jupyter.client.auth import ApiKeyAuth
    from gofigr_jupyter.client.connection import in_process
    from gofigr_jupyter.delivery.deliverer import Deliverer

    keeping = Keeping(app)
    keeping.deliverer = Deliverer(in_process(app, ApiKeyAuth("wrong")), url=URL)
    with pytest.raises((errors.NotAuthenticated, errors.Forbidden)):
        keeping.deliver(a_publication())
    keeping.close()


def test_what_belongs_to_a_clean_room_is_kept_as_such(keeping):
    source = Attachment(name="Clean Room Source", type="code", data=b"x", is_clean_room=True)
    notes = Attachment(name="notes", type="file", data=b"n")
    publication = a_publication(attachments=(source, notes))
    keeping.deliver(publication)
    plain = a_publication(cell_id="c2", source="other")
    keeping.deliver(plain)

    revision = keeping.run(keeping.client.revision(publication.id))
    flags = {data.name: data.is_clean_room for data in revision.data}
    assert revision.is_clean_room
    assert (flags["Clean Room Source"], flags["notes"]) == (True, False)
    assert not keeping.run(keeping.client.revision(plain.id)).is_clean_room
