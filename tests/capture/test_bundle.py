"""Which MIME bundles are figures, and which bytes are theirs."""

import base64
import json

import numpy
import pytest

from gofigr_jupyter.capture.bundle import is_figure, renderings, spec_bytes
from gofigr_jupyter.errors import InvalidInput

PNG = b"\x89PNG\r\n\x1a\n\x00\x01"
BASE64 = base64.b64encode(PNG).decode()
PLOTLY = "application/vnd.plotly.v1+json"
SPEC = {"data": [{"y": [1, 2]}], "layout": {}}

FIGURES = {
    "a PNG in base64": ({"image/png": BASE64}, [("image/png", PNG)]),
    "a PNG in base64 with line breaks": (
        {"image/png": base64.encodebytes(PNG).decode()},
        [("image/png", PNG)],
    ),
    "a PNG in bytes": ({"image/png": PNG}, [("image/png", PNG)]),
    "a JPEG": ({"image/jpeg": BASE64}, [("image/jpeg", PNG)]),
    "an SVG": ({"image/svg+xml": "<svg>ü</svg>"}, [("image/svg+xml", "<svg>ü</svg>".encode())]),
    "a PDF": ({"application/pdf": BASE64}, [("application/pdf", PNG)]),
    "several formats at once": (
        {"text/plain": "fig", "image/svg+xml": "<svg/>", "image/png": BASE64},
        [("image/png", PNG), ("image/svg+xml", b"<svg/>")],
    ),
    "plotly, without the HTML beside it": (
        {PLOTLY: SPEC, "text/html": '<div class="plotly-graph-div"></div>'},
        [(PLOTLY, b'{"data":[{"y":[1,2]}],"layout":{}}')],
    ),
    "vega-lite": (
        {"application/vnd.vegalite.v5+json": {"mark": "bar"}},
        [("application/vnd.vegalite.v5+json", b'{"mark":"bar"}')],
    ),
    "vega": (
        {"application/vnd.vega.v5+json": {"marks": [1]}},
        [("application/vnd.vega.v5+json", b'{"marks":[1]}')],
    ),
    "folium": (
        {"text/html": '<div class="folium-map">'},
        [("text/html", b'<div class="folium-map">')],
    ),
    "py3Dmol": (
        {"application/3dmoljs_load.v0": "x", "text/html": '<div id="3dmolviewer_17">'},
        [("text/html", b'<div id="3dmolviewer_17">')],
    ),
    "a table that pandas styled": (
        {"text/html": '<style></style><table id="T_1">'},
        [("text/html", b'<style></style><table id="T_1">')],
    ),
    "a picture as HTML": (
        {"text/html": '<div><img src="data:image/png;base64,aGk="></div>'},
        [("text/html", b'<div><img src="data:image/png;base64,aGk="></div>')],
    ),
    "bokeh's script": (
        {"application/javascript": "draw()", "application/vnd.bokehjs_exec.v0+json": ""},
        [("text/html", b"<script>draw()</script>")],
    ),
    "holoviews": (
        {"text/html": "<div id='p1'>", "application/vnd.holoviews_exec.v0+json": ""},
        [("text/html", b"<div id='p1'>")],
    ),
}
NO_FIGURES = {
    "text": {"text/plain": "Text(0.5, 1.0, 'x')"},
    "a table": {"text/html": '<table border="1" class="dataframe"></table>', "text/plain": "x"},
    "the place where bokeh will draw": {"text/html": '<div data-root-id="p1"></div>'},
    "what panel shows when it is loaded": {
        "text/html": '{"roots":[{"type":"object","name":"panel.models.browser.BrowserInfo"',
        "application/vnd.holoviews_exec.v0+json": "",
    },
    "a table with a picture in it": {
        "text/html": '<div><img src="data:image/png;base64,aGk="><img src="data:image/png;,"></div>'
    },
    "icons before words": {"text/html": "<div><svg></svg><p>An array</p></div>"},
    "a picture of nothing": {"image/png": ""},
    "math": {"text/latex": "$x$"},
    "JSON": {"application/json": {"data": [], "layout": {}}},
    "bokeh's library being loaded": {
        "application/javascript": "load()",
        "application/vnd.bokehjs_load.v0+json": "",
    },
    "plotly's library being loaded": {"text/html": "<script>" + "x" * 300_000 + "</script>"},
    "a live widget": {
        "application/vnd.jupyter.widget-view+json": {"model_id": "1"},
        "image/png": BASE64,
    },
    "nothing": {},
}


@pytest.mark.parametrize(("bundle", "expected"), FIGURES.values(), ids=FIGURES)
def test_a_figure_is_kept_in_every_format_it_was_shown_in(bundle, expected):
    assert [(r.mime, r.data) for r in renderings(bundle)] == expected
    assert is_figure(bundle)


@pytest.mark.parametrize("bundle", NO_FIGURES.values(), ids=NO_FIGURES)
def test_what_is_no_figure_is_left_alone(bundle):
    assert renderings(bundle) == ()
    assert not is_figure(bundle)


def test_a_picture_that_is_not_base64_is_told():
    with pytest.raises(InvalidInput, match="image/png that was shown is not valid base64"):
        renderings({"image/png": "abc"})


def test_a_picture_of_the_wrong_type_is_told():
    with pytest.raises(InvalidInput, match="image/png that was shown is int"):
        renderings({"image/png": 7})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"a": [1.5, None, "ü"]}, {"a": [1.5, None, "ü"]}),
        ({1: "a"}, {"1": "a"}),
        ({"a": float("nan")}, {"a": None}),
        ({"a": numpy.array([1, 2]), "b": numpy.float64(2.5)}, {"a": [1, 2], "b": 2.5}),
        ({"a": 2**70}, {"a": 2**70}),
        ({"a": "\ud800"}, {"a": "\ud800"}),
    ],
)
def test_a_spec_reads_back_as_what_the_notebook_shows(value, expected):
    assert json.loads(spec_bytes(value)) == expected
