"""Draws a pickled figure: the one place where a pickle is loaded without being asked for.

Run as `python -m gofigr_jupyter.delivery.pictures.child` by the interpreter that pickled it, as the
same user, with what it was pickled with on its path. It comes by standard input as MessagePack,
and the drawings go to standard output.
"""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import suppress
from io import BytesIO
from typing import Any

import msgspec

from gofigr_jupyter.publishing.pictures import Pickled
from gofigr_jupyter.runtime.bounds import GIB, bound

SECONDS = 30
NO_DATE = {"svg": {"Date": None}, "pdf": {"CreationDate": None}, "eps": {}}
"""What each format is told so that the same figure has the same bytes."""


class Drawn(msgspec.Struct, frozen=True):
    """The drawings by format, and what kept the rest from being made."""

    drawings: dict[str, bytes]
    why: str | None = None


def drawn(pickled: Pickled) -> Drawn:
    """The drawings of a pickled figure."""
    import matplotlib

    drawings: dict[str, bytes] = {}
    try:
        matplotlib.use("agg")
        matplotlib.rcParams.update(pickle.loads(pickled.style))  # noqa: S301 - see above
        matplotlib.rcParams["svg.hashsalt"] = "gofigr"
        figure: Any = pickle.loads(pickled.data)  # noqa: S301 - matplotlib ships no types
        for form in pickled.formats:
            drawing = BytesIO()
            figure.savefig(drawing, format=form, bbox_inches="tight", metadata=NO_DATE.get(form))
            drawings[form] = drawing.getvalue()
    except Exception as error:  # noqa: BLE001 - the boundary to the user's figure, whatever it is
        return Drawn(drawings, f"{type(error).__name__}: {error}")
    return Drawn(drawings)


def main() -> None:
    """Draw what comes by standard input."""
    bound(seconds=SECONDS, memory=4 * GIB)
    with suppress(OSError, AttributeError):  # Windows has no such thing
        os.nice(10)
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what the user's modules print
    pickled = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Pickled)
    out.write(msgspec.msgpack.encode(drawn(pickled)))
    out.close()


if __name__ == "__main__":
    main()
