"""The socket that a service listens on."""

from __future__ import annotations

import random
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from gofigr_jupyter.errors import InvalidInput

TAKEN_FOR_OTHERS = {8000, 9090, 5173}
"""Clients of GoFigr rewrite these ports when they make links, so a service must not use them."""
LASTING = range(20_000, 32_768)
"""No system lends these ports to outgoing connections: one of them is free again after a stop."""
TRIES = 8
WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - read, not bound


def listen(host: str, port: int, *, remembered: str | None = None) -> socket.socket:
    """A listening socket at `host` and `port`.

    Port 0 stands for the one of the `remembered` address if it is free, else for one of LASTING,
    else for any free one. Raises InvalidInput when the port is taken or the host is not this
    machine's.
    """
    if port == 0:
        last = _port_of(remembered)
        wanted = random.sample(LASTING, TRIES)  # taken by accident, not by guessing
        bound = _first_free(host, [last, *wanted] if last is not None else wanted)
        if bound is not None:
            return bound
    try:
        bound = _bound(host, port)
        while port == 0 and bound.getsockname()[1] in TAKEN_FOR_OTHERS:
            bound.close()
            bound = _bound(host, port)
    except (OSError, OverflowError) as error:
        reason = str(getattr(error, "strerror", None) or error).removesuffix(".")
        raise InvalidInput(
            f"The service cannot listen on {host}:{port}: {reason}.",
            hint="Choose another --port, or 0 for any free one.",
        ) from error
    return bound


def url_of(listening: socket.socket) -> str:
    """The address by which this machine reaches a listening socket."""
    host, port = listening.getsockname()[:2]
    return f"http://{_in_url(WILDCARDS.get(host, host))}:{port}"


def _first_free(host: str, ports: Iterable[int]) -> socket.socket | None:
    for port in ports:
        try:
            return _bound(host, port)
        except OSError:
            continue
    return None


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        bound.listen(128)
    except BaseException:
        bound.close()
        raise
    return bound


def _port_of(url: str | None) -> int | None:
    try:
        port = urlsplit(url or "").port
    except ValueError:
        return None
    return None if port in TAKEN_FOR_OTHERS else port


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host
