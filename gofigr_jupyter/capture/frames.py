"""Where in the user's own code something happens, and with what, by the frames that run."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import FrameType, TracebackType
from typing import Any

UNSHARED = 3
"""References to the variables of a function that nobody has but the frame and who looks."""


def cell_line(namespace: Mapping[str, Any], frame: FrameType | None) -> int | None:
    """The line of the cell that runs above `frame` in `namespace`; None where none does."""
    while frame is not None:
        if frame.f_globals is namespace and frame.f_code.co_name == "<module>":
            return frame.f_lineno
        frame = frame.f_back
    return None


def broken_line(namespace: Mapping[str, Any], traceback: TracebackType | None) -> int | None:
    """The line of the cell in `namespace` that raised an error; None where none did."""
    while traceback is not None:
        frame = traceback.tb_frame
        if frame.f_globals is namespace and frame.f_code.co_name == "<module>":
            return traceback.tb_lineno
        traceback = traceback.tb_next
    return None


def script_line(namespace: Mapping[str, Any], frame: FrameType | None) -> int | None:
    """The line of the script in `namespace` that runs above `frame`; None where none does.

    Where the script calls its own function `main`, that is a line of `main`.
    """
    called: FrameType | None = None
    while frame is not None:
        name = frame.f_code.co_name if frame.f_globals is namespace else ""
        if name == "<module>":
            return (called or frame).f_lineno
        called = frame if name == "main" else None
        frame = frame.f_back
    return None


def script_variables(namespace: Mapping[str, Any], frame: FrameType | None) -> dict[str, object]:
    """The variables of the script in `namespace`, and of its functions that run above `frame`.

    Of variables with one name it is that of the innermost function.
    """
    found: dict[str, object] = {}
    while frame is not None:
        if frame.f_globals is namespace and frame.f_code.co_name != "<module>":
            found = {**_locals_of(frame), **found}
        frame = frame.f_back
    return {**namespace, **found}


def _locals_of(frame: FrameType) -> dict[str, object]:
    """The variables of a function that runs."""
    looked_at = frame.f_locals
    found = dict(looked_at)
    # Before Python 3.13 the function keeps what was looked at, so that its `del` would free nothing
    # any more. Where the code itself has asked for its `locals()`, that is hers.
    if isinstance(looked_at, dict) and sys.getrefcount(looked_at) <= UNSHARED:
        looked_at.clear()
    return found
