"""Whether two renderings show the same."""

import io

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure
from PIL import Image

from gofigr_jupyter.delivery.sameness import shows_same

PLOTLY = "application/vnd.plotly.v1+json"
VEGA = "application/vnd.vegalite.v5+json"


def image(kind, color, mode="RGBA", size=(4, 4)):
    stream = io.BytesIO()
    Image.new(mode, size, color).save(stream, kind)
    return stream.getvalue()


def drawing(kind, *, salt, values=(1, 3, 2)):
    figure = Figure()
    axes = figure.subplots()
    axes.plot(values)
    axes.fill_between(range(3), values, hatch="/")
    stream = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": salt}):
        figure.savefig(stream, format=kind)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("mime", "one", "other"),
    [
        pytest.param(
            "image/png", image("PNG", "teal"), image("PNG", "teal", "RGB"), id="with opaque alpha"
        ),
        pytest.param(
            "image/svg+xml",
            drawing("svg", salt="a"),
            drawing("svg", salt="b").replace(b"2026", b"2027"),
            id="svg of matplotlib, twice",
        ),
        pytest.param(
            "application/pdf",
            b"1 0 obj << /CreationDate (D:20261121) /Producer (x) >>",
            b"1 0 obj << /CreationDate (D:20271121) /Producer (x) >>",
            id="pdf with another date",
        ),
        pytest.param(
            PLOTLY,
            b'{"data":[{"uid":"a","y":[1]}],"layout":{}}',
            b'{"layout":{},"data":[{"y":[1],"uid":"b"}]}',
            id="plotly with other ids in other order",
        ),
        pytest.param(
            VEGA,
            b'{"params":[{"name":"param_4","views":["view_9"]}],"mark":"bar"}',
            b'{"params":[{"name":"param_7","views":["view_12"]}],"mark":"bar"}',
            id="altair counts on",
        ),
        pytest.param(
            "text/html",
            b"<div id='3dmolviewer_17000000001234'></div><a>3dmolviewer_17000000001234</a>",
            b"<div id='3dmolviewer_17999999991234'></div><a>3dmolviewer_17999999991234</a>",
            id="py3dmol with another time",
        ),
        pytest.param(
            "text/html",
            b'<style>#T_1a2b3_row0_col0 {}</style><table id="T_1a2b3"><td id="T_1a2b3_row0_col0">',
            b'<style>#T_ffff0_row0_col0 {}</style><table id="T_ffff0"><td id="T_ffff0_row0_col0">',
            id="pandas styles with another id",
        ),
        pytest.param(
            "text/html",
            b'<div id="sk-container-id-1"><input id="sk-estimator-id-1"></div>',
            b'<div id="sk-container-id-2"><input id="sk-estimator-id-9"></div>',
            id="scikit-learn counts on",
        ),
    ],
)
def test_marks_of_time_and_chance_do_not_count(mime, one, other):
    assert one != other
    assert shows_same(mime, one, other)


@pytest.mark.parametrize(
    ("mime", "one", "other"),
    [
        ("image/png", image("PNG", "teal"), image("PNG", "navy")),
        ("image/png", image("PNG", "teal"), image("PNG", "teal", size=(4, 5))),
        ("image/png", image("PNG", "teal"), b"no picture"),
        ("image/png", image("PNG", 7, "I;16"), image("PNG", 8, "I;16")),
        ("image/svg+xml", drawing("svg", salt="a"), drawing("svg", salt="a", values=(1, 3, 3))),
        (PLOTLY, b'{"data":[{"y":[1]}]}', b'{"data":[{"y":[2]}]}'),
        (PLOTLY, b'{"data":[{"ids":["a"]}]}', b'{"data":[{"ids":["b"]}]}'),
        (PLOTLY, b"{", b'{"data":[]}'),
        (VEGA, b'{"mark":"bar"}', b'{"mark":"line"}'),
        ("text/html", b"<b>one</b>", b"<b>two</b>"),
        ("text/html", b"<p>x: [1700000000000]</p>", b"<p>x: [1700000060000]</p>"),
        ("application/octet-stream", b"\xff\x00", b"\xff\x01"),
    ],
)
def test_what_the_reader_would_see_counts(mime, one, other):
    assert not shows_same(mime, one, other)
