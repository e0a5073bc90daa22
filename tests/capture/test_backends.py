"""What matplotlib and plotly add: the title, and a drawing where the display had none."""

import json
import subprocess
import sys

import plotly.graph_objects as go
import pytest
from matplotlib import pyplot
from matplotlib.figure import Figure

from gofigr_jupyter.capture.backends import backend_for, library_name, title_of

PLOTLY = "application/vnd.plotly.v1+json"


@pytest.fixture(autouse=True)
def _closed():
    yield
    pyplot.close("all")


def axes_titles(*titles):
    figure = Figure()
    for number, title in enumerate(titles, start=1):
        figure.add_subplot(1, len(titles), number).set_title(title)
    return figure


def test_a_matplotlib_figure_is_called_after_its_own_title():
    figure = axes_titles("left", "right")
    figure.suptitle("Both")

    assert title_of(figure, {}) == "Both"


def test_without_one_it_is_called_after_the_first_axes_that_has_a_title():
    assert title_of(axes_titles("", "Bill length\nby species"), {}) == "Bill length by species"


def test_a_title_at_the_left_counts():
    figure = Figure()
    figure.add_subplot().set_title("At the left", loc="left")

    assert title_of(figure, {}) == "At the left"


def test_a_figure_without_titles_has_none():
    assert title_of(axes_titles("", ""), {}) is None


def test_a_plotly_title_loses_its_tags():
    figure = go.Figure(layout_title_text="Life<br>expectancy in <b>years</b> &amp; money")

    assert title_of(figure, {}) == "Life expectancy in years & money"


@pytest.mark.parametrize(
    ("bundle", "title"),
    [
        ({PLOTLY: {"layout": {"title": {"text": "T"}}}}, "T"),
        ({PLOTLY: {"layout": {"title": "T"}}}, "T"),
        ({PLOTLY: {"layout": {}}}, None),
        ({"application/vnd.vegalite.v5+json": {"title": {"text": ["A", "B"]}}}, "A B"),
        ({"application/vnd.vega.v5+json": {"title": "V"}}, "V"),
        ({"image/svg+xml": '<?xml?><svg width="1"><title>A &amp; B</title></svg>'}, "A & B"),
        ({"image/svg+xml": "<svg><g><title>of a part</title></g></svg>"}, None),
        ({"image/png": "x"}, None),
    ],
)
def test_a_raw_bundle_is_called_after_the_title_in_its_spec(bundle, title):
    assert title_of(None, bundle) == title


def test_a_very_long_title_is_cut():
    assert len(title_of(axes_titles("long " * 200), {})) == 200


@pytest.mark.parametrize(
    ("shown", "bundle", "library"),
    [
        (Figure(), {}, "matplotlib"),
        (go.Figure(), {}, "plotly"),
        (None, {PLOTLY: {}}, "plotly"),
        (None, {"application/vnd.vegalite.v5+json": {}}, "vega"),
        (None, {"text/html": '<div class="folium-map">'}, "folium"),
        (None, {"image/png": "x"}, "image"),
    ],
)
def test_the_library_behind_a_display_is_named(shown, bundle, library):
    assert library_name(shown, bundle) == library


def test_a_drawing_of_matplotlib_is_a_png():
    assert backend_for(Figure()).draw(axes_titles("x")).data.startswith(b"\x89PNG")


def test_a_drawing_of_plotly_is_what_show_gives_to_a_notebook():
    figure = go.Figure(go.Scatter(y=[1, 2]))

    drawing = backend_for(figure).draw(figure)

    assert json.loads(drawing.data)["data"] == [{"y": [1, 2], "type": "scatter"}]


def test_capturing_imports_no_plotting_library():
    code = (
        "import sys; import gofigr_jupyter.ipython_extension; "
        "print([m for m in ('matplotlib', 'plotly', 'pandas', 'numpy', 'httpx', 'sqlalchemy',"
        " 'starlette', 'fastapi', 'PIL') if m in sys.modules])"
    )

    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert answer.stdout == "[]\n"
