"""HTML that draws, told from HTML that only says something (tables, text, widgets)."""

from __future__ import annotations

MARKS = (
    ('class="plotly-graph-div', "plotly"),
    ("3dmolviewer_", "py3Dmol"),
    ("folium-map", "folium"),
    ("vegaEmbed(", "vega"),
    ("bk-root", "bokeh"),
    ("data-root-id=", "bokeh"),
    ("vtk.js", "pyvista"),
    ("vtkjs", "pyvista"),
)
"""What each library writes into the HTML of a drawing, and into nothing else."""

REACH = 64 * 1024


def drawing_library(html: str) -> str | None:
    """The library whose drawing `html` is, None when it draws nothing that we know.

    Looks at both ends only: between them there can be megabytes of a library's own script.
    """
    ends = html if len(html) <= 2 * REACH else html[:REACH] + html[-REACH:]
    return next((library for mark, library in MARKS if mark in ends), None)
