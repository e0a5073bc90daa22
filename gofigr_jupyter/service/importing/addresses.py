"""Addresses of git repositories, and which hosts may be reached at all.

A user could else make the service call hosts inside the lab. What a name stands for is looked up
once, and git is told to use just that: a name that changes its mind meanwhile leads nowhere else.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from gofigr_jupyter.errors import InvalidInput, ServiceUnavailable

PORTS = {"https": 443, "http": 80, "ssh": 22}
MOST_URL = 2000
_HOST = re.compile(
    r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9a-fA-F:]*:[0-9a-fA-F:.]*", re.ASCII
)
_USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*", re.ASCII)
_PATH = re.compile(r"[\x21-\x7e]+")
_SHORT = re.compile(r"(?P<user>[^@:/]+)@(?P<host>[^@:/]+):(?P<path>(?!-)[\x21-\x7e]+)")
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, kw_only=True)
class GitAddress:
    """Where a repository is; `url` is what git is told."""

    scheme: str
    host: str
    port: int
    url: str

    @property
    def by_ssh(self) -> bool:
        """Whether a key opens it."""
        return self.scheme == "ssh"


def parse(url: str) -> GitAddress:
    """The address in `url`: https://host/path, ssh://user@host/path or user@host:path.

    Raises InvalidInput for anything else, a password in it included.
    """
    text = url.strip()
    short = _SHORT.fullmatch(text)
    if len(text) > MOST_URL:
        raise _refused(text)
    if short and _USER.fullmatch(short["user"]) and _HOST.fullmatch(short["host"]):
        return GitAddress(scheme="ssh", host=short["host"].lower(), port=PORTS["ssh"], url=text)
    try:
        parts = urlsplit(text)
        port = parts.port or PORTS.get(parts.scheme, 0)
        host = parts.hostname or ""
    except ValueError:
        raise _refused(text) from None
    if parts.password is not None or (parts.username and parts.scheme != "ssh"):
        raise InvalidInput(
            "The address has a name or a password in it.",
            hint="Private repositories are opened by SSH, with a key.",
            field="url",
        )
    known = port > 0 and _HOST.fullmatch(host) and _PATH.fullmatch(parts.path)
    if not known or parts.query or parts.fragment or not _may_be_user(parts.username):
        raise _refused(text)
    return GitAddress(scheme=parts.scheme, host=host.lower(), port=port, url=text)


def places_of(address: GitAddress, *, hosts: Collection[str] | None) -> Sequence[str]:
    """The network addresses that a repository's host has, if it may be reached.

    Public ones may, by https and ssh; those named in `hosts` always; None stands for all. Raises
    InvalidInput for others, ServiceUnavailable where the name is not known.
    """
    allowed = hosts is None or address.host in hosts
    if address.scheme == "http" and not allowed:
        raise InvalidInput(
            "Repositories are not read over plain http.", hint="Use https or ssh.", field="url"
        )
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise ServiceUnavailable(
            f"There is no host named {address.host[:200]!r} to be found from here.",
            hint="See whether the address is right.",
        ) from error
    places = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not allowed and not all(is_public(ipaddress.ip_address(place)) for place in places):
        raise InvalidInput(
            f"{address.host[:200]!r} is not a public host.",
            hint="Whoever runs the service allows it with 'serve --git-host'.",
            field="url",
        )
    return places


def is_public(place: _Ip) -> bool:
    """Whether an address is one of the open network, also where it carries another one."""
    if isinstance(place, ipaddress.IPv6Address):
        inner = place.ipv4_mapped or place.sixtofour
        if inner is None and place in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(place) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if place.teredo is not None:
            return False
    return place.is_global and not place.is_multicast


def _may_be_user(name: str | None) -> bool:
    return name is None or _USER.fullmatch(name) is not None


def _refused(url: str) -> InvalidInput:
    return InvalidInput(
        f"{url[:100]!r} is not the address of a git repository.",
        hint="It looks like https://host/name.git or git@host:name.git.",
        field="url",
    )
