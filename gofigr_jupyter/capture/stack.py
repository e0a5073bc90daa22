"""The figure whose own code is running: for what a library shows or writes without naming it."""

from __future__ import annotations

from types import FrameType

from gofigr_jupyter.capture.backends import backend_for

DEEP = 60


def figure_at_work(frame: FrameType | None) -> object | None:
    """The figure that is the first argument of a function of its own library, above `frame`.

    So `figure.show()` and `figure.savefig()` tell which figure they are about.
    """
    for _ in range(DEEP):
        if frame is None:
            return None
        figure = _argument(frame)
        if figure is not None:
            return figure
        frame = frame.f_back
    return None


def _argument(frame: FrameType) -> object | None:
    code = frame.f_code
    if not code.co_argcount:
        return None
    package = str(frame.f_globals.get("__name__", "")).partition(".")[0]
    if package in ("", "__main__", "IPython", "builtins"):
        return None
    value = frame.f_locals.get(code.co_varnames[0])
    backend = backend_for(value)
    return value if backend is not None and package == backend.NAME else None
