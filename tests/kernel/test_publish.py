"""`publish`, `suppress` and `configure`: keeping a figure in code."""

import subprocess
import sys
import textwrap

import pandas
import plotly.graph_objects as go
import pytest
from matplotlib.figure import Figure

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.kernel.publishing import publish
from gofigr_jupyter.publishing.receipts import State


def line(title="A line"):
    figure = Figure(figsize=(1, 1))
    figure.add_subplot(title=title).plot([1, 2])
    return figure


def test_a_figure_is_kept_under_the_name_it_is_given(cells):
    receipt = publish(cells.session, line(), target="Bill length")

    (publication,) = cells.published()
    assert (receipt.state, receipt.name, receipt.number) == (State.QUEUED, "Bill length", 1)
    assert (publication.id, publication.figure) == (receipt.publication, "Bill length")
    assert publication.capture.renderings[0].data.startswith(b"\x89PNG")


def test_publishing_to_a_name_again_is_its_next_revision(cells):
    publish(cells.session, line("one"), target="Mine")

    assert publish(cells.session, line("two"), target="Mine").number == 2


def test_a_figure_is_kept_also_when_capture_is_off(cells):
    cells.run("%gofigr off")

    assert publish(cells.session, line()).state == State.QUEUED


def test_a_figure_that_is_published_and_then_displayed_is_kept_once(cells):
    cells.shell.user_ns["keep"] = lambda figure: publish(cells.session, figure)
    cells.run("fig = line(); keep(fig); fig")

    assert [receipt.state for receipt in cells.receipts()] == [State.QUEUED, State.SEEN_AGAIN]


def test_a_plotly_figure_that_is_published_and_then_shown_is_kept_once(cells):
    import plotly.io

    plotly.io.renderers.default = "plotly_mimetype"
    cells.shell.user_ns["keep"] = lambda figure: publish(cells.session, figure)
    cells.run("fig = go.Figure(go.Scatter(y=[1, 2])); keep(fig); fig.show()")
    plotly.io.renderers.default = None

    assert [receipt.state for receipt in cells.receipts()] == [State.QUEUED, State.SEEN_AGAIN]


def test_tables_and_files_and_metadata_go_with_the_figure(cells, tmp_path):
    (tmp_path / "notes.txt").write_text("hello")
    publish(
        cells.session,
        line(),
        metadata={"species": ["Adelie"], "n": pandas.Series([3]).sum()},
        dataframes={"penguins": pandas.DataFrame({"a": [1]})},
        files=[tmp_path / "notes.txt"],
        alt=" A line that falls. ",
    )

    (publication,) = cells.published()
    assert publication.metadata == {
        "species": ["Adelie"],
        "n": 3,
        "alt_text": "A line that falls.",
    }
    table, file = publication.attachments
    assert (table.name, table.type, table.metadata["format"]) == (
        "penguins",
        "dataframe",
        "parquet",
    )
    assert table.data.startswith(b"PAR1")
    assert (file.name, file.type, file.data) == ("notes.txt", "file", b"hello")
    assert file.metadata == {"path": str(tmp_path / "notes.txt")}


def test_a_table_that_parquet_cannot_hold_is_kept_as_csv(cells):
    frame = pandas.DataFrame({"a": [1, "x"]})
    publish(cells.session, line(), dataframes=frame)

    (table,) = cells.published()[0].attachments
    assert (table.name, table.metadata["format"]) == ("table 1", "csv")
    assert table.data == b",a\n0,1\n1,x\n"


MISUSE = {
    "no figure": ((7,), {}, "This int cannot be published: it shows no figure."),
    "a table": ((pandas.DataFrame({"a": [1]}),), {}, "This DataFrame cannot be published"),
    "a name that is none": ((line(),), {"target": " "}, "' ' cannot be the name of a figure."),
    "a frame that is none": ((line(),), {"dataframes": {"a": 1}}, "'a' is int, not a data frame."),
    "a missing file": ((line(),), {"files": "/no/such"}, "The file '/no/such' cannot be attached"),
    "a path that is none": ((line(),), {"files": [3]}, "3 is not a path."),
    "metadata that is no JSON": (
        (line(),),
        {"metadata": {"a": object()}},
        "cannot be kept as JSON",
    ),
    "an alt text that says nothing": ((line(),), {"alt": " "}, "' ' does not say what the figure"),
    "metadata that is no dictionary": ((line(),), {"metadata": 3}, "metadata is int, not a dict"),
}


@pytest.mark.parametrize(("arguments", "options", "sentence"), MISUSE.values(), ids=MISUSE)
def test_misuse_is_an_error_that_says_what_to_do(cells, arguments, options, sentence):
    with pytest.raises(InvalidInput, match=sentence) as raised:
        publish(cells.session, *arguments, **options)

    assert raised.value.hint
    assert cells.published() == []


def test_a_disk_that_refuses_fails_the_receipt_and_not_the_cell(cells, tmp_path):
    (tmp_path / "file").write_text("")
    cells.session.configure({"data_dir": tmp_path / "file" / "data"})

    receipt = publish(cells.session, line())

    assert receipt.state == State.FAILED
    assert "could not be written" in receipt.reason


def test_other_libraries_figures_are_published_by_what_they_show(cells):
    class Chart:
        def _repr_svg_(self):
            return "<svg/>"

    receipt = publish(cells.session, Chart(), target="A chart")

    assert receipt.state == State.QUEUED
    assert cells.published()[0].capture.renderings[0].data == b"<svg/>"


def test_a_plotly_figure_is_published_without_being_shown(cells):
    publish(cells.session, go.Figure(go.Scatter(y=[1, 2]), layout_title_text="T"))

    (publication,) = cells.published()
    assert (publication.name, publication.capture.backend) == ("T", "plotly")


SCRIPT = """
    import gofigr_jupyter
    from matplotlib.figure import Figure
    figure = Figure(figsize=(1, 1))
    figure.add_subplot(title="From a script").plot([1, 2])
    receipt = gofigr_jupyter.publish(figure, "Mine", metadata={"a": 1})
    print(receipt.state, receipt.name)
"""


def test_a_plain_script_can_publish(tmp_path, data, monkeypatch):
    monkeypatch.setenv("GF_IDLE_MINUTES", "0.01")
    script = tmp_path / "make_figures.py"
    script.write_text(textwrap.dedent(SCRIPT))

    answer = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)

    assert answer.stdout == "queued Mine\n"
    assert answer.stderr == ""
