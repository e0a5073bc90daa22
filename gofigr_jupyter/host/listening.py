"""The socket that a service listens on."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from gofigr_jupyter.errors import InvalidInput

TAKEN_FOR_OTHERS = {8000, 9090, 5173}
"""Clients of GoFigr rewrite these ports when they make links, so a service must not use them."""
WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - read, not bound


def listen(host: str, port: int, *, remembered: str | None = None) -> socket.socket:
    """A listening socket at `host` and `port`.

    Port 0 stands for the one of the `remembered` address if it is free, else any free one. Raises
    InvalidInput when the port is taken or the host is not this machine's.
    """
    last = _port_of(remembered)
    if port == 0 and last is not None:
        try:
            return _bound(host, last)
        except OSError:
            pass  # taken meanwhile: any other will do
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
