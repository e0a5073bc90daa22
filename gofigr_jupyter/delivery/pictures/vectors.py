"""Drawings of a pickled figure, made by a child process of ours with the kernel's interpreter."""

from __future__ import annotations

import asyncio
import os
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import suppress

import msgspec

from gofigr_jupyter.delivery.pictures import child
from gofigr_jupyter.delivery.pictures.child import Drawn
from gofigr_jupyter.publishing.pictures import Pickled

CLOCK_SECONDS = 60.0


async def drawings(pickled: Pickled) -> Drawn:
    """The drawings of a figure in its formats, and why there are not all of them."""
    if not pickled.formats:
        return Drawn({})
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, pickled.path))}
    try:
        process = await asyncio.create_subprocess_exec(
            *(pickled.interpreter, "-P", "-m", child.__name__),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env=environment,
        )
    except OSError as error:
        return Drawn({}, f"{pickled.interpreter} cannot be started: {error.strerror}")
    try:
        order = msgspec.msgpack.encode(pickled)
        told, _ = await asyncio.wait_for(process.communicate(order), CLOCK_SECONDS)
    except TimeoutError:
        return Drawn({}, f"drawing it takes longer than {CLOCK_SECONDS:.0f} seconds")
    finally:  # also where this service is stopped meanwhile
        with suppress(ProcessLookupError):
            process.kill()
    return _read(told)


def _read(told: bytes) -> Drawn:
    try:
        return msgspec.msgpack.decode(told, type=Drawn)
    except msgspec.MsgspecError:
        return Drawn({}, "the process that draws it came to a sudden end")
