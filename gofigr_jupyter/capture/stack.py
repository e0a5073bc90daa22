"""The figure whose own code is running: for what a library shows or writes without naming it."""

from __future__ import annotations

from types import FrameType

from gofigr_jupyter.capture.backends import BACKENDS

DEEP = 60
_BY_PACKAGE = {backend.NAME: backend for backend in BACKENDS}


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
    # First what is cheap: there are many frames, and few of a plotting library.
    backend = _BY_PACKAGE.get(str(frame.f_globals.get("__name__", "")).partition(".")[0])
    code = frame.f_code
    if backend is None or not code.co_argcount:
        return None
    value = frame.f_locals.get(code.co_varnames[0])
    return value if backend.recognizes(value) else None
