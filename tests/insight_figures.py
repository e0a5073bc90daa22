"""Figures with known numbers: how each is drawn, and what is true of it.

A truth is a topic, the series it is about ("" for the whole figure) and some of its numbers.
Intervals are those of scipy.stats 1.17 (linregress, pearsonr, ttest_ind, ttest_1samp).
"""

import json
from datetime import datetime

import numpy as np
import plotly.express as px
import plotly.graph_objects as go
from kept_charts import drawn, kept

from gofigr_jupyter.capture.specs import plotly
from gofigr_jupyter.delivery.plotted import vega

# Anscombe, Graphs in Statistical Analysis, 1973
ANSCOMBE_X = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
ANSCOMBE_1 = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
ANSCOMBE_3 = [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73]
LINE = [0, 1, 2, 3, 4]
LOW, HIGH = [1.0, 2.0, 3.0, 4.0, 5.0], [6.0, 8.0, 7.0, 9.0, 10.0]
LIKE = [1.5, 2.5, 2.0, 4.5, 4.0]
NAN = float("nan")


def of_plotly(*traces, **layout):
    figure = go.Figure(list(traces), layout)
    return kept(plotly.read(json.loads(figure.to_json())))


def of_vega(mark, encoding, rows, **more):
    return kept(vega.read({"mark": mark, "encoding": encoding, "data": {"values": rows}, **more}))


def labeled(axes):
    axes.plot([0, 10], [1, 3])
    axes.set(xlabel="Time (s)", ylabel="Voltage [mV]", title="Discharge")


def two_lines(axes):
    axes.plot(LINE, [1, 2, 3, 4, 5], label="drug")
    axes.plot(LINE, [0, 1.5, 2, 3, 4.5], label="placebo")


def error_bars(axes):
    axes.errorbar([1, 2, 3], [4, 5, 7], yerr=[1, 1, 2], label="dose")


def grouped_bars(axes):
    axes.bar([-0.2, 0.8, 1.8], [3, 5, 7], width=0.4, label="2023")
    axes.bar([0.2, 1.2, 2.2], [4, 5, 9], width=0.4, label="2024")


def samples(axes):
    for name, values in (("a", LOW), ("b", HIGH), ("c", LIKE)):
        axes.scatter(LINE, values, label=name)


def dates(axes):
    axes.plot([datetime(2024, 1, day) for day in (1, 2, 4)], [10, 12, 16])
    axes.set_ylabel("Mass (g)")


def shares(axes):
    axes.pie([1, 1, 2], labels=["oak", "elm", "ash"])


def two_panels(axes):
    axes.plot([1, 2], [3, 4], label="left")
    other = axes.figure.add_subplot(2, 1, 2)
    other.plot([1, 2], [5, 7], label="right")
    other.set_title("Below")


def outlying(axes):
    axes.scatter(range(9), [10, 11, 9, 10, 12, 11, 10, 9, 40])


FIGURES = {
    "Anscombe's first": (
        lambda: drawn(lambda ax: ax.scatter(ANSCOMBE_X, ANSCOMBE_1, label="I")),
        [
            ("count", "“I”", {"count": 11}),
            ("center", "“I”", {"mean": 7.500909, "median": 7.58, "deviation": 2.031568}),
            (
                "trend",
                "“I”",
                {
                    "slope": 0.500091,
                    "low": 0.233370,
                    "high": 0.766812,
                    "intercept": 3.000091,
                    "r_squared": 0.666542,
                },
            ),
            ("correlation", "“I”", {"r": 0.816421, "low": 0.424391, "high": 0.950693}),
            ("maximum", "“I”", {"value": 10.84, "x": 12}),
            ("minimum", "“I”", {"value": 4.26, "x": 4}),
        ],
    ),
    "Anscombe's third": (
        lambda: drawn(lambda ax: ax.scatter(ANSCOMBE_X, ANSCOMBE_3)),
        [
            ("trend", "the set of points", {"slope": 0.499727, "intercept": 3.002455}),
            ("outliers", "the set of points", {"outliers": 1}),
        ],
    ),
    "labels with units": (
        lambda: drawn(labeled),
        [("axis", "", {"low": 0, "high": 10}), ("axis", "", {"low": 1, "high": 3})],
    ),
    "an exact line": (
        lambda: drawn(lambda ax: ax.plot([0, 1, 2, 3], [1, 3, 5, 7])),
        [
            ("trend", "the line", {"slope": 2, "low": 2, "high": 2, "intercept": 1, "n": 4}),
            ("direction", "the line", {"points": 4}),
        ],
    ),
    "a flat line": (
        lambda: drawn(lambda ax: ax.plot([0, 1, 2], [4, 4, 4], label="idle")),
        [("trend", "“idle”", {"slope": 0, "intercept": 4}), ("center", "“idle”", {"deviation": 0})],
    ),
    "a line with gaps": (
        lambda: drawn(lambda ax: ax.plot([0, 1, 2, 3, 4], [1, NAN, 3, NAN, 5])),
        [("missing", "the line", {"missing": 2}), ("trend", "the line", {"slope": 1, "n": 3})],
    ),
    "two lines": (
        lambda: drawn(two_lines),
        [
            (
                "groups",
                "“drug”",
                {"above": 5, "places": 5, "difference": 0.8, "low": 0.459956, "high": 1.140044},
            ),
            ("trend", "“placebo”", {"slope": 1.05}),
        ],
    ),
    "lines without names": (
        lambda: drawn(lambda ax: ax.plot(LINE, np.transpose([LOW, HIGH]))),
        [
            ("kind", "", {"series": 2}),
            ("maximum", "line 1", {"value": 5, "x": 4}),
            ("maximum", "line 2", {"value": 10, "x": 4}),
        ],
    ),
    "dates": (
        lambda: drawn(dates),
        [("trend", "the line", {"slope": 2}), ("axis", "", {"low": 19723, "high": 19726})],
    ),
    "a step": (
        lambda: drawn(lambda ax: ax.step([0, 1, 2], [2, 3, 3], where="post")),
        [("maximum", "the line", {"value": 3}), ("minimum", "the line", {"value": 2, "x": 0})],
    ),
    "stems": (
        lambda: drawn(lambda ax: ax.stem([1, 2, 3], [4, 1, 9])),
        [("maximum", "the set of points", {"value": 9, "x": 3})],
    ),
    "error bars": (
        lambda: drawn(error_bars),
        [
            ("errors", "“dose”", {"low": 1, "high": 2, "mean": 1.333333}),
            ("trend", "“dose”", {"slope": 1.5, "low": -2.167965, "high": 5.167965}),
        ],
    ),
    "bars of categories": (
        lambda: drawn(lambda ax: ax.bar(["oak", "elm", "ash"], [3, 5, 2])),
        [
            ("axis", "", {"categories": 3}),
            ("groups", "“elm”", {"high": 5, "low": 2, "difference": 3, "ratio": 2.5}),
            ("maximum", "the set of bars", {"value": 5}),
        ],
    ),
    "lying bars": (
        lambda: drawn(lambda ax: ax.barh(["oak", "elm"], [3, 5])),
        [("groups", "“elm”", {"high": 5, "low": 3, "difference": 2})],
    ),
    "bars side by side": (
        lambda: drawn(grouped_bars),
        [("groups", "“2023”", {"above": 0, "places": 3, "difference": -1})],
    ),
    "a histogram": (
        lambda: drawn(lambda ax: ax.hist([0, 0.5, 1, 3, 3.5, 5, 5, 5.5], bins=[0, 2, 4, 6])),
        [
            ("range", "the histogram", {"low": 0, "high": 2, "value": 3, "total": 8}),
            ("center", "the histogram", {"mean": 3.0}),
        ],
    ),
    "stairs": (
        lambda: drawn(lambda ax: ax.stairs([2, 5], [0, 1, 3])),
        [("range", "the histogram", {"low": 1, "high": 3, "value": 5, "total": 7})],
    ),
    "an image": (
        lambda: drawn(lambda ax: ax.imshow([[1, 2], [3, 8]])),
        [
            ("count", "the heat map", {"count": 4}),
            ("maximum", "the heat map", {"value": 8}),
            ("center", "the heat map", {"mean": 3.5, "median": 2.5}),
        ],
    ),
    "a mesh with a gap": (
        lambda: drawn(lambda ax: ax.pcolormesh([0, 1, 2], [0, 1], np.array([[1.5, np.nan]]))),
        [("missing", "the heat map", {"missing": 1}), ("maximum", "the heat map", {"value": 1.5})],
    ),
    "hexagons": (
        lambda: drawn(lambda ax: ax.hexbin([0, 0, 0, 1], [0, 0, 0, 1], gridsize=2)),
        [("maximum", "the heat map", {"value": 3})],
    ),
    "a pie": (
        lambda: drawn(shares),
        [("share", "“ash”", {"share": 0.5}), ("share", "“oak”", {"share": 0.25})],
    ),
    "a box plot": (
        lambda: drawn(lambda ax: ax.boxplot([[1, 2, 3, 4, 5], [2, 3, 4, 5, 20]])),
        [
            ("center", "box 1", {"q1": 2, "median": 3, "q3": 4, "low": 1, "high": 5, "beyond": 0}),
            ("center", "box 2", {"q1": 3, "median": 4, "q3": 5, "low": 2, "high": 5, "beyond": 1}),
        ],
    ),
    "three samples": (
        lambda: drawn(samples),
        [
            ("groups", "“b”", {"difference": 5, "low": 2.693996, "high": 7.306004}),
            ("groups", "“b”", {"difference": 5.1, "low": 2.978403, "high": 7.221597}),
            ("groups", "“a”", {"difference": 0.1, "low": -2.021597, "high": 2.221597}),
        ],
    ),
    "an outlier": (
        lambda: drawn(outlying),
        [("outliers", "the set of points", {"outliers": 1, "low": 8.5, "high": 12.5})],
    ),
    "an area": (
        lambda: drawn(lambda ax: ax.fill_between([0, 1, 2], [1, 2, 3], [2, 4, 6])),
        [("axis", "", {"low": 1, "high": 6})],
    ),
    "two panels": (
        lambda: drawn(two_panels),
        [("kind", "", {"axes": 2, "series": 2}), ("maximum", "“right”", {"value": 7, "x": 2})],
    ),
    "points without lines": (
        lambda: drawn(lambda ax: ax.plot([1, 2, 3], [6, 4, 5], "o")),
        [("maximum", "the set of points", {"value": 6, "x": 1})],
    ),
    "contours": (
        lambda: drawn(lambda ax: ax.contour(np.add.outer(range(4), range(4)), levels=[2, 4])),
        [("maximum", "the contour plot", {"value": 4}), ("kind", "", {"series": 1})],
    ),
    "plotly: a line": (
        lambda: of_plotly(go.Scatter(x=[1, 2, 3, 4], y=[2, 4, 6, 9], name="yield")),
        [("trend", "“yield”", {"slope": 2.3, "low": 1.554759, "high": 3.045241})],
    ),
    "plotly: points of three groups": (
        lambda: kept(
            plotly.read(
                json.loads(
                    px.scatter(
                        x=[1, 2, 3, 1, 2, 3], y=[1, 2, 3, 7, 8, 9], color=list("aaabbb")
                    ).to_json()
                )
            )
        ),
        [("groups", "“b”", {"difference": 6, "low": 3.733042, "high": 8.266958})],
    ),
    "plotly: bars": (
        lambda: of_plotly(go.Bar(x=["p", "q"], y=[1, 4], name="runs")),
        [("groups", "“q”", {"high": 4, "low": 1, "difference": 3, "ratio": 4})],
    ),
    "plotly: dates": (
        lambda: of_plotly(
            go.Scatter(x=["2024-01-01", "2024-01-03", "2024-01-05"], y=[1, 2, 3], name="a")
        ),
        [("trend", "“a”", {"slope": 0.5})],
    ),
    "plotly: box plots": (
        lambda: of_plotly(go.Box(y=LOW, name="a"), go.Box(y=HIGH, name="b")),
        [
            ("center", "“a”", {"mean": 3, "median": 3}),
            ("groups", "“b”", {"difference": 5, "effect": 2.856251}),
        ],
    ),
    "plotly: a histogram's values": (
        lambda: of_plotly(go.Histogram(x=[1, 2, 2, 7])),
        [("center", "the sample", {"mean": 3, "median": 2})],
    ),
    "plotly: a heat map": (
        lambda: of_plotly(go.Heatmap(z=[[1, 2], [3, 4]], x=[10, 20], y=[5, 6])),
        [("maximum", "the heat map", {"value": 4}), ("minimum", "the heat map", {"value": 1})],
    ),
    "plotly: a pie": (
        lambda: of_plotly(go.Pie(labels=["x", "y"], values=[3, 1])),
        [("share", "“x”", {"share": 0.75})],
    ),
    "plotly: error bars": (
        lambda: of_plotly(
            go.Scatter(x=[1, 2, 3], y=[1, 2, 3], error_y={"array": [0.5, 0.5, 1]}, name="e")
        ),
        [("maximum", "“e”", {"value": 3, "x": 3})],
    ),
    "vega-lite: points": (
        lambda: of_vega(
            "point",
            {"x": {"field": "t"}, "y": {"field": "v"}},
            [{"t": t, "v": 3 * t} for t in (1, 2, 3)],
        ),
        [("trend", "the set of points", {"slope": 3})],
    ),
    "vega-lite: bars": (
        lambda: of_vega(
            "bar",
            {"x": {"field": "k"}, "y": {"field": "n"}},
            [{"k": "a", "n": 2}, {"k": "b", "n": 6}],
        ),
        [("groups", "“b”", {"high": 6, "low": 2, "ratio": 3})],
    ),
    "vega-lite: lines by color": (
        lambda: of_vega(
            "line",
            {"x": {"field": "t"}, "y": {"field": "v"}, "color": {"field": "who"}},
            [{"t": t, "v": t + 5 * (who == "b"), "who": who} for who in "ab" for t in (1, 2, 3)],
        ),
        [("groups", "“a”", {"above": 0, "places": 3, "difference": -5})],
    ),
}
