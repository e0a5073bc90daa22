"""plotly: recognizes its figures without importing it, and knows their title."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from html import unescape
from typing import Any

from gofigr_jupyter.capture.bundle import PLOTLY, spec_bytes
from gofigr_jupyter.capture.capture import Rendering

NAME = "plotly"
TAG = re.compile(r"<[^<>]*>")


def recognizes(shown: object) -> bool:
    """Whether `shown` is a plotly figure."""
    # The class is missing while another thread is in the middle of the import.
    figure_class = getattr(sys.modules.get("plotly.basedatatypes"), "BaseFigure", None)
    return figure_class is not None and isinstance(shown, figure_class)


def is_empty(figure: Any) -> bool:  # a plotly figure; plotly ships no types
    """Whether `figure` has no traces and no shapes, images or annotations."""
    layout = figure.layout
    return not (figure.data or layout.shapes or layout.images or layout.annotations)


def title(figure: Any) -> str | None:
    """The text of the figure's title, without its HTML tags."""
    return _plain(figure.layout.title.text)


def title_in_spec(spec: object) -> str | None:
    """The title in a plotly figure's JSON value, without its HTML tags."""
    layout = spec.get("layout") if isinstance(spec, Mapping) else None
    value = layout.get("title") if isinstance(layout, Mapping) else None
    return _plain(value.get("text") if isinstance(value, Mapping) else value)


def draw(figure: Any) -> Rendering:
    """The JSON of `figure` as its `show()` would give it to a notebook."""
    renderer = sys.modules["plotly.io"].renderers["plotly_mimetype"]
    bundle = renderer.to_mimebundle(figure.to_dict())
    return Rendering(mime=PLOTLY, data=spec_bytes(bundle[PLOTLY]))


def _plain(text: object) -> str | None:
    return unescape(TAG.sub(" ", text)) if isinstance(text, str) else None
