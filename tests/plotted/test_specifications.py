"""What is read of figures that are specifications: plotly, vega-lite, vega and bokeh."""

import json

import numpy as np
import plotly.graph_objects as go
import pytest
from plotted_rows import rows_of
from publications import a_publication

from gofigr_jupyter.capture.bundle import HTML, PLOTLY
from gofigr_jupyter.capture.capture import Rendering
from gofigr_jupyter.delivery.plotted.reading import plotted_data, plotted_of

VEGA_LITE = "application/vnd.vegalite.v5+json"
VEGA = "application/vnd.vega.v5+json"


def shown(mime, data):
    import msgspec

    publication = a_publication()
    rendering = Rendering(mime=mime, data=data if isinstance(data, bytes) else data.encode())
    capture = msgspec.structs.replace(publication.capture, renderings=(rendering,))
    return msgspec.structs.replace(publication, capture=capture)


def of_plotly(figure):
    return plotted_of(shown(PLOTLY, figure.to_json()))


def of_json(mime, spec):
    return plotted_of(shown(mime, json.dumps(spec)))


def mark(kind, axes=1, **columns):
    return {"axes": axes, "kind": kind, **columns}


PLOTLY_KINDS = {
    "a line": (
        go.Scatter(x=[1, 2], y=[3.5, None], name="signal"),
        [
            mark("line", series="signal", x=1, y=3.5),
            mark("line", series="signal", x=2, y="not a number"),
        ],
    ),
    "packed arrays": (
        go.Scatter(x=np.array([1, 2], dtype="int8"), y=np.array([3.0, 4.0]), mode="markers"),
        [mark("scatter", x=1, y=3), mark("scatter", x=2, y=4)],
    ),
    "points with colors and sizes": (
        go.Scattergl(x=[1, 2], y=[3, 4], mode="markers", marker={"color": [5, 6], "size": [7, 8]}),
        [
            mark("scatter", x=1, y=3, value=5, size=7),
            mark("scatter", x=2, y=4, value=6, size=8),
        ],
    ),
    "bars of categories": (
        go.Bar(x=["a", "b"], y=[1, 2]),
        [mark("bars", y=1, x_text="a"), mark("bars", y=2, x_text="b")],
    ),
    "one direction only": (
        go.Scatter(y=[5, 6]),
        [mark("line", x=0, y=5), mark("line", x=1, y=6)],
    ),
    "dates": (
        go.Scatter(x=["2024-01-01", "2024-01-02"], y=[1, 2]),
        [
            mark("line", y=1, x_text="2024-01-01"),
            mark("line", y=2, x_text="2024-01-02"),
        ],
    ),
    "error bars": (
        go.Scatter(x=[1], y=[10], error_y={"array": [2], "arrayminus": [1], "symmetric": False}),
        [mark("line", x=1, y=10, y_low=9, y_high=12)],
    ),
    "a heatmap": (
        go.Heatmap(z=[[1, 2], [3, 4]], x=[10, 20]),
        [
            mark("heatmap", x=10, y=0, value=1),
            mark("heatmap", x=20, y=0, value=2),
            mark("heatmap", x=10, y=1, value=3),
            mark("heatmap", x=20, y=1, value=4),
        ],
    ),
    "a packed heatmap with names": (
        go.Heatmap(z=np.array([[1.0, 2.0]]), y=["row"]),
        [
            mark("heatmap", x=0, y=0, value=1, y_text="row"),
            mark("heatmap", x=1, y=0, value=2, y_text="row"),
        ],
    ),
    "three dimensions": (
        go.Scatter3d(x=[1], y=[2], z=[3]),
        [mark("line", x=1, y=2, z=3)],
    ),
    "a pie": (
        go.Pie(labels=["a", "b"], values=[1, 3]),
        [mark("pie", value=1, text="a"), mark("pie", value=3, text="b")],
    ),
}


@pytest.mark.parametrize("kind", PLOTLY_KINDS)
def test_each_kind_of_plotly_trace_gives_its_rows(kind):
    trace, rows = PLOTLY_KINDS[kind]

    plotted = of_plotly(go.Figure(trace))

    assert rows_of(plotted) == rows
    assert plotted.unread == ()


def test_plotlys_axes_are_told_apart_and_its_titles_are_rows():
    figure = go.Figure([go.Scatter(x=[1], y=[2]), go.Scatter(x=[3], y=[4], yaxis="y2")])
    figure.update_layout(
        title="<b>Both</b>", xaxis_title="time", yaxis2={"title": "volts", "overlaying": "y"}
    )

    assert rows_of(of_plotly(figure)) == [
        mark("line", x=1, y=2),
        mark("line", axes=2, x=3, y=4),
        mark("x label", text="time"),
        mark("x label", axes=2, text="time"),
        mark("y label", axes=2, text="volts"),
        mark("figure title", axes=0, text="Both"),
    ]


def test_what_plotlys_browser_part_works_out_is_named():
    plotted = of_plotly(go.Figure(go.Histogram(x=[1, 1, 2])))

    assert [row["x"] for row in rows_of(plotted)] == [1, 1, 2]
    assert plotted.unread == (
        "Axes 1: of a histogram the data are recorded; its bins are made by the browser.",
    )


def test_hidden_traces_are_not_data_of_the_figure():
    figure = go.Figure([go.Scatter(y=[1], visible=False), go.Scatter(y=[2])])

    assert rows_of(of_plotly(figure)) == [mark("line", x=0, y=2)]


def test_vega_lite_gives_the_rows_of_its_data():
    spec = {
        "title": "Chart",
        "data": {"name": "d"},
        "datasets": {"d": [{"t": 1, "v": 2, "g": "a"}, {"t": 3, "v": 4, "g": "b"}]},
        "mark": {"type": "line"},
        "encoding": {
            "x": {"field": "t", "type": "quantitative"},
            "y": {"field": "v", "title": "volts"},
            "color": {"field": "g"},
        },
    }

    plotted = of_json(VEGA_LITE, spec)

    assert rows_of(plotted) == [
        mark("line", series="a", x=1, y=2),
        mark("line", series="b", x=3, y=4),
        mark("figure title", axes=0, text="Chart"),
    ]
    assert (plotted.axes[0].x.label, plotted.axes[0].y.label) == ("t", "volts")
    assert plotted.unread == ()


def test_layers_share_axes_and_charts_beside_each_other_do_not():
    def view(kind):
        return {"mark": kind, "encoding": {"x": {"field": "a"}, "y": {"field": "b"}}}

    layers = {"layer": [view("line"), view("point")]}
    spec = {"data": {"values": [{"a": 1, "b": 2}]}, "hconcat": [layers, view("bar")]}

    assert rows_of(of_json(VEGA_LITE, spec)) == [
        mark("line", x=1, y=2),
        mark("point", x=1, y=2),
        mark("bar", axes=2, x=1, y=2),
    ]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (
            {"transform": [{"filter": "datum.a > 1"}]},
            "Axes 1: the browser works out what is drawn; recorded is the data given to it.",
        ),
        ({"data": {"url": "cars.json"}}, "Axes 1: the chart loads its data from elsewhere."),
    ],
    ids=["transforms", "data elsewhere"],
)
def test_what_a_vega_lite_chart_does_not_hold_is_named(more, reason):
    spec = {
        "data": {"values": [{"a": 1}]},
        "mark": "point",
        "encoding": {"x": {"field": "a"}},
    }

    assert of_json(VEGA_LITE, {**spec, **more}).unread == (reason,)


def test_vega_gives_its_tables_by_their_fields():
    spec = {"data": [{"name": "cars", "values": [{"speed": 3, "make": "x"}]}], "marks": []}

    plotted = of_json(VEGA, spec)

    assert rows_of(plotted) == [mark("data", series="cars", speed=3, make="x")]
    assert len(plotted.unread) == 1


BOKEH = """<script>(function(root) { const docs_json = {"d":{"roots":[{"type":"object",
"name":"Figure","id":"p1","attributes":{
"title":{"type":"object","name":"Title","id":"p2","attributes":{"text":"B"}},
"below":[{"type":"object","name":"LinearAxis","id":"p3","attributes":{"axis_label":"time"}}],
"center":[{"type":"object","name":"Legend","id":"p4","attributes":{"items":[
{"type":"object","name":"LegendItem","id":"p5","attributes":
{"label":{"type":"value","value":"signal"},"renderers":[{"id":"p6"}]}}]}}],
"renderers":[
{"type":"object","name":"GlyphRenderer","id":"p6","attributes":{
"data_source":{"type":"object","name":"ColumnDataSource","id":"p7","attributes":
{"data":{"type":"map","entries":[["x",[1,2]],["y",[3,4]]]}}},
"glyph":{"type":"object","name":"Line","id":"p8","attributes":
{"x":{"type":"field","field":"x"},"y":{"type":"field","field":"y"}}}}},
{"type":"object","name":"GlyphRenderer","id":"p9","attributes":{
"data_source":{"type":"object","name":"ColumnDataSource","id":"p10","attributes":
{"data":{"type":"map","entries":[["x",{"type":"ndarray","array":{"type":"bytes",
"data":"H4sIAAEAAAAA/2NgAIEP9mCKgcEBAF+Jo3sQAAAA"},"shape":[2],"dtype":"float64","order":"little"}],
["top",[5,6]]]}}},
"glyph":{"type":"object","name":"VBar","id":"p11","attributes":
{"x":{"type":"field","field":"x"},"top":{"type":"field","field":"top"}}}}}
]}}]}}; root.draw(docs_json); })</script>"""


def test_bokeh_gives_the_columns_of_its_glyphs():
    plotted = plotted_of(shown(HTML, BOKEH))

    assert rows_of(plotted) == [
        mark("line", series="signal", x=1, y=3),
        mark("line", series="signal", x=2, y=4),
        mark("bars", x=1, y=5, y_high=5),
        mark("bars", x=2, y=6, y_high=6),
        mark("title", text="B"),
    ]
    assert plotted.axes[0].x.label == "time"


@pytest.mark.parametrize(
    ("mime", "data"),
    [(PLOTLY, "[1]"), (PLOTLY, "{"), (VEGA, "null")],
    ids=["a list", "broken", "nothing"],
)
def test_a_specification_that_is_none_is_named(mime, data):
    found = plotted_data(shown(mime, data))

    assert found.table is None
    assert found.unread[0].startswith("The figure's own specification cannot be read")


@pytest.mark.parametrize("data", ['{"data": 3}', '{"data": [3, {"x": {"a": []}}], "layout": 7}'])
def test_a_strange_specification_breaks_nothing(data):
    assert plotted_data(shown(PLOTLY, data)).table is None


def test_a_picture_alone_has_no_plotted_data():
    assert plotted_of(a_publication()) is None
