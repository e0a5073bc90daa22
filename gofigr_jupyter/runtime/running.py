"""Running: the service that serves a data folder now, from its runtime file."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields

from gofigr_jupyter.runtime.lock import holder
from gofigr_jupyter.runtime.place import Place

EMBEDDED = "embedded"
SERVE = "serve"
THREAD = "thread"


@dataclass(frozen=True, kw_only=True)
class Running:
    """Address and key of a running service.

    `kind` is how it was started: "embedded" on demand, "serve" by the command, "thread" inside
    another process (then `pid` is that process, which must not be stopped).
    """

    url: str
    key: str
    pid: int
    version: str
    started: str
    kind: str = EMBEDDED


def find(place: Place) -> Running | None:
    """The running service of `place`; None when there is none, or while it still starts.

    Reads two files and asks for no network.
    """
    running = read(place)
    if running is None or holder(place.lock_file) != running.pid:
        return None
    return running


def last_url(place: Place) -> str | None:
    """The address that the service of `place` has, or had last; None before its first start."""
    running = read(place)
    return remembered_url(place) if running is None else running.url


def remembered_url(place: Place) -> str | None:
    """The address to take again, if there is one."""
    try:
        return place.address_file.read_text(encoding="utf-8").strip() or None
    except (OSError, ValueError):
        return None


def read(place: Place) -> Running | None:
    """What the runtime file of `place` says, whether or not that service still lives."""
    try:
        content = json.loads(place.runtime_file.read_bytes())
        return Running(**{field.name: content[field.name] for field in fields(Running)})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def announce(place: Place, running: Running) -> None:
    """Write the runtime file (mode 0600, in one step). Only the holder of the lock may."""
    _write(place, place.runtime_file.name, json.dumps(asdict(running)))


def remember_url(place: Place, url: str) -> None:
    """Keep `url` as the address to take again at the next start."""
    _write(place, place.address_file.name, url)


def withdraw(place: Place) -> None:
    """Remove the runtime file. Only the holder of the lock may."""
    place.runtime_file.unlink(missing_ok=True)


def _write(place: Place, name: str, text: str) -> None:
    aside = place.root / f".{name}.{os.getpid()}"
    aside.unlink(missing_ok=True)
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(aside, place.root / name)
