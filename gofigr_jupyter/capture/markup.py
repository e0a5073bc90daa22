"""HTML that draws, told from HTML that only says something (tables, text, widgets)."""

from __future__ import annotations

import re

MARKS = (
    ('class="plotly-graph-div', "plotly"),
    ("3dmolviewer_", "py3Dmol"),
    ("folium-map", "folium"),
    ("vegaEmbed(", "vega"),
    ("vtk.js", "pyvista"),
    ("vtkjs", "pyvista"),
    ('class="sk-top-container', "sklearn"),
    ('<table id="T_', "pandas"),
    ('class="animation"', "matplotlib"),
    ('src="data:video/', "video"),
)
"""What each library writes into the HTML of a drawing, and into nothing else."""

BOKEH = ("bk-root", "data-root-id=")
"""Marks of the place where bokeh draws; without its script nothing is drawn there."""
PANEL_LOADS = '"roots":[{"type":"object","name":"panel.models.browser.BrowserInfo"'
"""Panel shows a view without anything to see when it is loaded."""

REACH = 64 * 1024
_AROUND = r"(?:div|center|figure|p|span)"
_PICTURE = re.compile(rf"(?:\s*<{_AROUND}\b[^<>]*>)*\s*<img\b[^<>]*?\bsrc=[\"']data:image/", re.I)
_DRAWING = re.compile(rf"(?:\s*<{_AROUND}\b[^<>]*>)*\s*<svg\b", re.I)
_DRAWING_ENDS = re.compile(rf"</svg>\s*(?:</{_AROUND}>\s*)*\Z", re.I)
_BOKEH_TITLE = re.compile(
    r'"name":"Title","id":"[^"]*","attributes":\{[^{}]*?"text":"((?:[^"\\]|\\.)*)"'
)
_CAPTION = re.compile(r"<caption>([^<]+)</caption>")


def drawing_library(html: str) -> str | None:
    """The library whose drawing `html` is, None when it draws nothing that we know.

    Looks at both ends only: between them there can be megabytes of a library's own script.
    """
    ends = html if len(html) <= 2 * REACH else html[:REACH] + html[-REACH:]
    if PANEL_LOADS in ends:
        return None
    found = next((library for mark, library in MARKS if mark in ends), None)
    if found is None and "<script" in ends and any(mark in ends for mark in BOKEH):
        return "bokeh"
    return found or ("image" if _is_one_picture(html) else None)


def title_in_markup(html: str) -> str | None:
    """The title in a drawing of bokeh (holoviews, panel) or in a styled table."""
    place = html.find('"name":"Title"')
    if place >= 0:
        found = _BOKEH_TITLE.match(html, place)
        return found[1].encode().decode("unicode_escape") if found else None
    found = _CAPTION.search(html[-REACH:])
    return found[1] if found else None


def _is_one_picture(html: str) -> bool:
    """Whether `html` is nothing but one picture: an image with its bytes, or a drawing."""
    if _PICTURE.match(html[:REACH]):
        return html.count("<img") == 1
    return bool(_DRAWING.match(html[:REACH]) and _DRAWING_ENDS.search(html[-REACH:]))
