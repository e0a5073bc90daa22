"""Starts the service of a data folder on demand."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple

from gofigr_jupyter._version import __version__
from gofigr_jupyter.runtime import running as runtime
from gofigr_jupyter.runtime.lock import holder
from gofigr_jupyter.runtime.place import Place

PAUSE = 5.0
"""Seconds between two attempts to start the service of one folder."""
WAITER = "gofigr-service-ended"
"""The name of the thread that waits for the end of a service started here."""

LONGEST_START = 60.0
"""Seconds that a service needs to start on a busy machine. An older process serves, or leaves."""


class _Started(NamedTuple):
    process: subprocess.Popen[bytes]
    at: float


_attempts: dict[Path, float] = {}
_started: dict[Path, _Started] = {}
_attempting = threading.Lock()


def ensure_running(
    place: Place,
    *,
    idle_minutes: float = 10,
    fallback: Callable[[], object] | None = None,
) -> None:
    """See to it that the service of `place` runs, and return at once.

    Starts it in a process of its own unless one has the lock. An older one that was started on
    demand is asked to leave first. At most one attempt in five seconds; calling it often costs
    nothing. `fallback` is called where no process can be started. Never raises for a service that
    cannot be started: the service's log tells.
    """
    if not _may_attempt(place.root) or _is_on_its_way(place.root):
        return
    if holder(place.lock_file) is not None:
        current = runtime.find(place)
        if current is None or not is_older(current.version, __version__) or not ask_to_leave(place):
            return
    try:
        _start(place, idle_minutes)
    except OSError:
        if fallback is not None:
            fallback()


def has_failed(place: Place) -> bool:
    """Whether the service that was started here last ended with an error: its log tells which."""
    started = _started.get(place.root)
    return started is not None and (started.process.poll() or 0) > 0  # not by a signal


def ask_to_leave(place: Place, *, kinds: Collection[str] = (runtime.EMBEDDED,)) -> bool:
    """Ask the service of `place`, if it was started in one of these ways, to stop.

    True when it was asked.
    """
    current = runtime.find(place)
    if current is None or current.kind not in kinds or not _is_ours(current.pid):
        return False
    try:
        os.kill(current.pid, signal.SIGTERM)
    except OSError:
        return False
    return True


def is_older(version: str, than: str) -> bool:
    """Whether `version` comes before `than`, by their numbers."""
    return _numbers(version) < _numbers(than)


def forget_attempts() -> None:
    """Let the next `ensure_running` act at once (after a service was stopped on purpose)."""
    with _attempting:
        _attempts.clear()
        _started.clear()


def _may_attempt(root: Path) -> bool:
    now = time.monotonic()
    with _attempting:
        if now - _attempts.get(root, -PAUSE) < PAUSE:
            return False
        _attempts[root] = now
    return True


def _is_on_its_way(root: Path) -> bool:
    """Whether the process that was started last may have yet to become the service.

    On a busy machine that takes longer than the pause, and a further process makes it longer still.
    """
    started = _started.get(root)
    if started is None or started.process.poll() is not None:
        return False
    return time.monotonic() - started.at < LONGEST_START


def _start(place: Place, idle_minutes: float) -> None:
    if not sys.executable:
        raise FileNotFoundError("this Python does not know its own program")
    command = [sys.executable, "-P", "-m", "gofigr_jupyter.host"]
    command += ["--data", str(place.root), "--idle-minutes", str(idle_minutes)]
    # Not in the user's folder: a random.py there must not stand in for the library's.
    with open(place.log_file, "ab") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=place.root,
            start_new_session=True,
        )
    _started[place.root] = _Started(process, time.monotonic())
    # Waits for the end of the service, so that no dead process stays behind in the kernel.
    threading.Thread(target=process.wait, name=WAITER, daemon=True).start()


def _is_ours(pid: int) -> bool:
    """Whether `pid` can be our service: in another container the number is somebody else's."""
    if pid == os.getpid():
        return False
    try:
        return b"gofigr" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return not Path("/proc/self").exists()  # no such view of processes: trust the lock


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:3])
