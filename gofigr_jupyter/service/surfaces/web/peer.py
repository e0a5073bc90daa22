"""Whether a request comes from a process of the same user on this machine.

The embedded service opens its pages without a sign-in to the person who owns it. It knows her by
the owner of the socket at the other end, which the kernel of the operating system tells, and
nothing that a request says about itself can add to that; it can only take away:

* the Host header must name this machine's loopback, or another site could point its own name here
  (DNS rebinding);
* a request that passed a proxy is the proxy's, not its user's;
* a page of another site may link here but not load our answers into itself.

Only Linux tells the owner (`/proc/net/tcp`). Elsewhere nobody is trusted and all sign in.
"""

from __future__ import annotations

import ipaddress
import os
import struct
from collections.abc import Iterator
from pathlib import Path

from starlette.requests import Request

_PROXIED = ("forwarded", "via", "x-real-ip")
_ESTABLISHED = "01"
_TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))

Address = tuple[str, int]


def is_same_user(request: Request) -> bool:
    """Whether `request` was sent on this machine by a process of the user who runs the service."""
    client, server = request.scope.get("client"), request.scope.get("server")
    if client is None or server is None or not _is_loopback(client[0]):
        return False
    if not _names_loopback(request.headers.get("host", "")) or _is_proxied(request):
        return False
    if not _is_own_or_link(request):
        return False
    return socket_owner(tuple(client), tuple(server)) == os.getuid()


def socket_owner(client: Address, server: Address) -> int | None:
    """The user id that owns the client's end of a TCP connection within this machine.

    None when the connection is not found, or where the system does not tell.
    """
    wanted = (_plain(client), _plain(server))
    for table in _TABLES:
        for ends, owner in _connections(table):
            if ends == wanted:
                return owner
    return None


def _connections(table: Path) -> Iterator[tuple[tuple[Address, Address], int]]:
    try:
        lines = table.read_text(encoding="ascii").splitlines()[1:]
    except OSError:
        return
    for line in lines:
        _, local, remote, state, *rest = line.split()
        if state == _ESTABLISHED:
            yield (_decoded(local), _decoded(remote)), int(rest[3])


def _decoded(end: str) -> Address:
    """An address as `/proc/net/tcp` has it: 32-bit words in the machine's byte order."""
    words, port = end.split(":")
    raw = b"".join(
        struct.pack("=I", int(words[place : place + 8], 16)) for place in range(0, len(words), 8)
    )
    return _plain((str(ipaddress.ip_address(raw)), int(port, 16)))


def _plain(end: Address) -> Address:
    """The address without the wrapping of IPv4 in IPv6."""
    address = ipaddress.ip_address(end[0])
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return str(mapped or address), end[1]


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(_plain((host, 0))[0]).is_loopback
    except ValueError:
        return False


def _names_loopback(host: str) -> bool:
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return name.lower() == "localhost" or _is_loopback(name.strip("[]"))


def _is_proxied(request: Request) -> bool:
    return any(
        name in _PROXIED or name.startswith("x-forwarded")
        for name in request.headers.keys()  # noqa: SIM118 - Headers iterates pairs too
    )


def _is_own_or_link(request: Request) -> bool:
    if request.headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
        return True
    return request.method == "GET" and request.headers.get("sec-fetch-dest") == "document"
