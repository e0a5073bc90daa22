"""The changes of a work tree that are not committed, as git tells them, without their secrets."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from gofigr_jupyter.provenance.provenance import Git
from gofigr_jupyter.provenance.secrets import redact

LARGEST = 256 * 1024
"""Bytes of a patch that are kept; of a longer one the beginning is."""
PATIENCE = 3.0
"""Seconds that git may take."""
COMMAND = ("git", "-c", "core.fsmonitor=false", "diff", "--no-color", "--no-ext-diff")


@dataclass(frozen=True, kw_only=True)
class Patch:
    """A patch against the commit. `cut` says that its end is missing; `why` that there is none."""

    text: str = ""
    cut: bool = False
    redactions: Mapping[str, int] = field(default_factory=dict)
    why: str | None = None


def patch_of(git: Git | None, *, allowed: tuple[str, ...] = ()) -> Patch:
    """The changes of tracked files since the commit that `git` tells of, where there are any.

    Secrets in them are taken out, but for those `allowed`.
    """
    if git is None or git.work_tree is None or git.commit is None or not git.dirty:
        return Patch()
    command = [*COMMAND, "--no-textconv", git.commit]
    try:
        process = subprocess.Popen(
            command,
            cwd=git.work_tree,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        return Patch(why=f"the changes are not recorded: {error.strerror}")
    timer = threading.Timer(PATIENCE, process.kill)
    timer.start()
    with process:
        told = process.stdout.read(LARGEST + 1) if process.stdout else b""
        cut = len(told) > LARGEST
        if cut:
            process.kill()
    timer.cancel()
    if not cut and process.returncode != 0:
        return Patch(why="the changes are not recorded: git does not tell them")
    redacted = redact(_whole_lines(told) if cut else told.decode(errors="replace"), allowed)
    return Patch(text=redacted.text, cut=cut, redactions=redacted.kinds)


def _whole_lines(told: bytes) -> str:
    return told[:LARGEST].rpartition(b"\n")[0].decode(errors="replace") + "\n"
