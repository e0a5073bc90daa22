"""Further pictures of a figure, which are made when nobody waits: drawings of its pickle, a strip.

Its kernel writes down what they are made from; the service makes them and adds them to the
revision that the figure's publication has become.
"""

from __future__ import annotations

import msgspec


class Pickled(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as Python keeps it, and the Python that can read it.

    `style` is the pickled part of matplotlib's settings that is not the default, `path` where
    `interpreter` looks for modules. `formats` are those in which it is to be drawn.
    """

    data: bytes
    style: bytes
    interpreter: str
    path: tuple[str, ...]
    formats: tuple[str, ...] = ()


class Pictures(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be made for the revision that `publication` became on `service`.

    With `watermark` a picture with a visible strip, which names the address `at` (that of the
    service, where empty). `note` says why there is no pickle. Pictures describe themselves unless
    they are to be `plain`.
    """

    publication: str
    service: str
    pickled: Pickled | None = None
    note: str | None = None
    watermark: bool = False
    at: str = ""
    plain: bool = False
