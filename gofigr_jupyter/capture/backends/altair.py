"""altair: recognizes its charts without importing it, and knows their title."""

from __future__ import annotations

import sys
from typing import Any

from gofigr_jupyter.capture.backends.vega import title_in_spec
from gofigr_jupyter.capture.bundle import spec_bytes
from gofigr_jupyter.capture.capture import Rendering

NAME = "altair"


def recognizes(shown: object) -> bool:
    """Whether `shown` is a chart of altair."""
    chart_class = getattr(sys.modules.get("altair"), "TopLevelMixin", None)
    return chart_class is not None and isinstance(shown, chart_class)


def is_empty(figure: Any) -> bool:  # a chart; what altair accepts has always something to see
    """Never: a chart has a mark or parts."""
    return False


def title(figure: Any) -> str | None:
    """The chart's title; its lines joined where it has several."""
    value = getattr(figure, "title", None)
    return title_in_spec({"title": value if isinstance(value, str | list) else _text(value)})


def draw(figure: Any) -> Rendering:
    """The chart as its library describes it to a notebook."""
    spec = figure.to_dict()
    version = sys.modules["altair"].SCHEMA_VERSION.lstrip("v").partition(".")[0]
    return Rendering(mime=f"application/vnd.vegalite.v{version}+json", data=spec_bytes(spec))


def _text(value: Any) -> object:  # a Title of altair; undefined parts are objects of their own
    text = getattr(value, "text", None)
    return text if isinstance(text, str | list) else None
