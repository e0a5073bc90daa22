"""Real kernels with a real service: what a scientist sees and what is kept of it."""

import base64
import io
import json

import pytest
from kernels import a_kernel
from PIL import Image
from services import found, get, kept_revisions

IMPORTS = """
import matplotlib.pyplot as plt
import plotly.graph_objects as go
from IPython.display import SVG, display
"""


@pytest.fixture(scope="module")
def kernel(tmp_path_factory, ipykernel):
    """One kernel for all tests here, each of which draws figures of its own."""
    folder = tmp_path_factory.mktemp("kernel")
    (folder / "penguins.ipynb").write_text('{"cells": []}')
    name = str(folder / "penguins.ipynb")
    with a_kernel(folder, JPY_SESSION_NAME=name, **ipykernel) as kernel:
        outputs = kernel.run("%load_ext gofigr_jupyter")
        assert (outputs.text, outputs.displays, outputs.errors) == ("", [], [])
        kernel.run(IMPORTS)
        yield kernel


def kept(kernel, name):
    """The revisions of the figure called `name`, as the service tells them."""
    service = found(kernel.place)
    return [
        get(service, f"/api/v1.4.1/revision/{revision['api_id']}/")
        for revision in kept_revisions(service)["penguins"]
        if get(service, f"/api/v1.4.1/figure/{revision['figure']}/")["name"] == name
    ]


def bytes_of(kernel, revision, kind, *, name=None, **metadata):
    """The bytes of a revision's data object of that kind, and of that name where one is given."""
    service = found(kernel.place)
    (data,) = [
        data
        for data in revision["data"]
        if data["type"] == kind
        and name in (None, data["name"])
        and metadata.items() <= data["metadata"].items()
    ]
    body = get(service, f"/api/v1.4.1/data/{data['api_id']}/")
    return base64.b64decode(body["data"])


def test_the_kernel_is_of_the_generation_that_is_asked_for(kernel, ipykernel):
    generation = kernel.run("import ipykernel; print(ipykernel.version_info[0])").text

    assert generation == ("6\n" if ipykernel else "7\n")


def test_the_stored_picture_is_the_displayed_one_with_its_code_and_origin(kernel):
    source = "plt.plot([1, 2]); plt.title('Bill length'); plt.show()"
    outputs = kernel.run(source, cellId="cell-1")
    kernel.run("%gofigr flush")

    (revision,) = kept(kernel, "Bill length")
    shown = base64.b64decode(outputs.displays[0]["image/png"])
    assert bytes_of(kernel, revision, "image", format="png") == shown
    assert bytes_of(kernel, revision, "code", name="Jupyter Cell").decode() == source
    assert b"matplotlib==" in bytes_of(kernel, revision, "text", format="requirements")
    assert revision["metadata"]["provenance"]["cell"]["id"] == "cell-1"
    assert revision["metadata"]["provenance"]["notebook"]["name"] == "penguins.ipynb"
    (note,) = outputs.notes
    assert note.startswith("Kept as “Bill length” · revision 1")


def test_what_is_printed_around_a_figure_stays_around_it_and_its_note(kernel):
    outputs = kernel.run("print('before'); plt.plot([2]); plt.show(); print('after')")
    shown = [what for what in outputs.order if what not in ("status", "execute_input")]
    assert shown == ["before\n", "display_data", "display_data", "after\n"]
    assert list(outputs.displays[0]) == ["text/plain", "image/png"]


def test_who_listens_to_what_is_displayed_hears_the_note_too(kernel):
    kernel.run("heard = []; pub = get_ipython().display_pub")
    kernel.run("pub.register_hook(hook := lambda message: heard.append(message) or message)")
    assert len(kernel.run("plt.plot([3, 4]); plt.show()").notes) == 1
    kernel.run("pub.unregister_hook(hook)")
    assert kernel.run("print(len(heard))").text == "2\n"


def test_the_stored_plotly_figure_is_the_displayed_one(kernel):
    source = "import plotly.io; plotly.io.renderers.default = 'plotly_mimetype'\n"
    source += "go.Figure(go.Scatter(y=[1, None, 3]), layout_title_text='Scatter')"
    outputs = kernel.run(source, cellId="cell-2")
    kernel.run("%gofigr flush")

    (revision,) = kept(kernel, "Scatter")
    shown = outputs.displays[0]["application/vnd.plotly.v1+json"]
    assert json.loads(bytes_of(kernel, revision, "text", format="json")) == shown


def test_a_closed_figure_as_last_expression_and_an_svg_are_kept_with_a_note_below(kernel):
    figure = "fig, ax = plt.subplots(); ax.set_title('Closed'); plt.close(fig)\nfig"
    first = kernel.run(figure, cellId="cell-3")
    second = kernel.run("SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')", cellId="cell-4")

    assert [list(data) for data in first.displays] == [
        ["text/plain", "image/png"],
        ["text/html", "text/plain"],
    ]
    assert second.notes[0].startswith("Kept as “Untitled (cell ")


def test_running_a_cell_again_adds_no_revision_and_shows_the_same_line(kernel):
    source = "plt.plot([5, 6]); plt.title('Again'); plt.show()"
    lines = []
    for _ in range(3):
        lines += kernel.run(source, cellId="cell-5").notes
        kernel.run("%gofigr flush")

    (revision,) = kept(kernel, "Again")
    assert "seen again" not in lines[0]
    assert (
        lines[1]
        == lines[2]
        == (
            f"Kept as “Again” · revision 1 · seen again · "
            f"{found(kernel.place).url}/r/{revision['short_id']}"
        )
    )
    assert revision["metadata"]["provenance"]["seen"]["count"] == 3


def test_a_changed_cell_is_the_next_revision_also_after_a_change_of_title(kernel):
    for number, title in enumerate(("First title", "Second title"), start=1):
        source = f"plt.plot([7, {number}]); plt.title('{title}'); plt.show()"
        (note,) = kernel.run(source, cellId="cell-6").notes
        kernel.run("%gofigr flush")

    assert note.startswith("Kept as “Second title” · revision 2")
    assert len(kept(kernel, "Second title")) == 2


def test_a_tagged_cell_is_left_out(kernel):
    outputs = kernel.run("plt.plot([8]); plt.show()", cellId="cell-7", tags=["gofigr-skip"])

    assert outputs.notes == []
    assert "the cell is tagged gofigr-skip" in kernel.run("%gofigr status").text


def test_publish_suppress_and_configure_are_there_in_python(kernel):
    source = """
import gofigr_jupyter as gf
fig, ax = plt.subplots(); ax.plot([9, 9]); plt.close(fig)
receipt = gf.publish(fig, target="In code", metadata={"n": 1})
gf.suppress(fig); display(fig)
gf.configure(max_figure_mb=32)
print(receipt.state, receipt.name)
"""
    outputs = kernel.run(source)
    kernel.run("%gofigr flush")

    assert (outputs.text, outputs.errors) == ("queued In code\n", [])
    assert [note.startswith("Kept as “In code”") for note in outputs.notes] == [True]
    (revision,) = kept(kernel, "In code")
    assert revision["metadata"]["n"] == 1


def test_unloading_stops_and_reloading_starts_without_doubling(kernel):
    kernel.run("%unload_ext gofigr_jupyter")
    without = kernel.run("plt.plot([10]); plt.show()")
    kernel.run("%load_ext gofigr_jupyter\n%load_ext gofigr_jupyter\n%reload_ext gofigr_jupyter")
    with_it = kernel.run("plt.plot([11]); plt.show()")

    assert (len(without.notes), len(with_it.notes)) == (0, 1)


def test_a_figure_in_the_cell_that_loads_the_extension_is_kept(kernel):
    kernel.run("%unload_ext gofigr_jupyter")
    outputs = kernel.run("%load_ext gofigr_jupyter\nplt.plot([12]); plt.show()", cellId="load")

    assert len(outputs.notes) == 1


def test_top_level_await_keeps_its_figures(kernel):
    source = (
        "import asyncio\nawait asyncio.sleep(0)\nplt.plot([13]); plt.title('Async'); plt.show()"
    )
    outputs = kernel.run(source, cellId="cell-8")

    assert outputs.notes[0].startswith("Kept as “Async” · revision 1")


def texts_of(outputs):
    """What the picture in a cell's output says of itself."""
    (shown,) = [data["image/png"] for data in outputs.displays if "image/png" in data]
    with Image.open(io.BytesIO(base64.b64decode(shown))) as picture:
        return picture.text


def test_a_picture_in_the_notebook_names_its_revision_also_when_it_is_seen_again(kernel):
    source = "fig = plt.figure(); plt.plot([14, 1]); plt.title('Itself'); plt.close(fig); fig"
    texts = []
    for _ in range(2):
        texts.append(texts_of(kernel.run(source, cellId="cell-9")))
        kernel.run("%gofigr flush")

    (revision,) = kept(kernel, "Itself")
    assert texts[0] == texts[1]
    assert texts[0]["Title"] == "Itself"
    assert texts[0]["Description"] == revision["metadata"]["alt_text"]
    assert texts[0]["Description"].startswith("Itself. 1 line; x from 0 to 1; y from 1 to 14")
    assert texts[0]["gofigr:revision"] == revision["api_id"]
    assert texts[0]["Source"] == f"{found(kernel.place).url}/r/{revision['short_id']}"
    assert texts[0]["gofigr:content"] == revision["metadata"]["provenance"]["identity"]["content"]


def test_a_drawing_with_random_ids_is_seen_again_and_names_no_revision_that_is_not_there(kernel):
    kernel.run("get_ipython().run_line_magic('config', \"InlineBackend.figure_formats = ['svg']\")")
    source = "fig = plt.figure(); plt.plot([15, 1]); plt.title('Drawn'); plt.close(fig); fig"
    shown = []
    for _ in range(2):
        outputs = kernel.run(source, cellId="cell-10")
        shown.append(outputs.displays[0]["image/svg+xml"])
        kernel.run("%gofigr flush")
    kernel.run("get_ipython().run_line_magic('config', \"InlineBackend.figure_formats = ['png']\")")

    (revision,) = kept(kernel, "Drawn")
    assert revision["metadata"]["provenance"]["seen"]["count"] == 2
    assert f"<gofigr:revision>{revision['api_id']}</gofigr:revision>" in shown[0]
    assert "<gofigr:revision>" not in shown[1]
    assert "<gofigr:content>" in shown[1]
