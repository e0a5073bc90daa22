"""Where in the cell's own code something happens, by the frames that run."""

from __future__ import annotations

from collections.abc import Mapping
from types import FrameType
from typing import Any


def cell_line(namespace: Mapping[str, Any], frame: FrameType | None) -> int | None:
    """The line of the cell that runs above `frame` in `namespace`; None where none does."""
    while frame is not None:
        if frame.f_globals is namespace and frame.f_code.co_name == "<module>":
            return frame.f_lineno
        frame = frame.f_back
    return None
