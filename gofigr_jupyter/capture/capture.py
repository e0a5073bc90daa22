"""What one display of a figure gives us: frozen values, complete when made."""

from __future__ import annotations

import msgspec

from gofigr_jupyter.capture.plotted import Plotted


class Rendering(msgspec.Struct, frozen=True, kw_only=True):
    """One picture of a figure in one format.

    `data` holds the bytes as they were displayed: decoded from base64 for binary formats, UTF-8
    for text formats (SVG, HTML), and JSON for specs (plotly, vega).
    """

    mime: str
    data: bytes


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """The cell that is running. `id` is None where the front end does not tell it.

    `execution_count` is the one shown in `In [n]`, None for code that is not stored in history.
    """

    id: str | None
    execution_count: int | None
    source: str
    tags: tuple[str, ...] = ()


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as it was displayed: its renderings, best one first, and where it came from."""

    renderings: tuple[Rendering, ...]
    backend: str
    title: str | None
    cell: Cell | None
    slot: int
    """Counts the figures of one execution of the cell, from 0."""
    plotted: Plotted | None = None
    """The data that the figure shows; None where its renderings tell them, or nothing does."""
