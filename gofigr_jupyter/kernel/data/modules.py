"""The user's own modules: their source as it was when they were imported."""

from __future__ import annotations

import os
import sys
import sysconfig
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from gofigr_jupyter.provenance.secrets import redact
from gofigr_jupyter.publishing.additions import Module

MOST_BYTES = 1024 * 1024
MOST_MODULES = 500
OURS = str(Path(__file__).parents[2])


@dataclass(frozen=True)
class _Read:
    """A module's file, as it was when it was read: `stamp` is its size and time."""

    path: str
    source: str
    stamp: tuple[int, int]


class LocalModules:
    """Looks for new modules after each cell: between an import and that look a file hardly changes.

    What lies where Python installs packages, and its own library, are not the user's.
    """

    def __init__(self) -> None:
        places = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib")}
        self._elsewhere = tuple(os.path.join(place, "") for place in (*places, OURS))
        self._looked_at: set[str] = set()
        self._specs: dict[str, object] = {}
        self._known: dict[str, _Read] = {}

    def look(self) -> None:
        """Read the modules that were imported since the last look, and those imported again."""
        for name, spec in self._specs.items():
            module = sys.modules.get(name)
            if module is not None and getattr(module, "__spec__", None) is not spec:
                self._read(name)  # reloaded: each load has a specification of its own
        if len(sys.modules) != len(self._looked_at):
            new = sys.modules.keys() - self._looked_at
            self._looked_at = set(sys.modules)
            for name in new:
                self._read(name)

    def loaded(self, allowed: tuple[str, ...] = ()) -> tuple[Module, ...]:
        """The modules that are loaded, as they were imported, without secrets but those `allowed`.

        Secrets are looked for here, when somebody writes them down.
        """
        return tuple(
            Module(
                name=name,
                path=read.path,
                source=_without_secrets(read.source, allowed),
                changed=_stamp(read.path) != read.stamp,
            )
            for name, read in sorted(self._known.items())
            if name in sys.modules
        )

    def _read(self, name: str) -> None:
        spec = getattr(sys.modules.get(name), "__spec__", None)
        path = getattr(spec, "origin", None)
        if not isinstance(path, str) or not self._is_local(path) or name == "__main__":
            return
        if len(self._known) >= MOST_MODULES:
            return
        self._specs[name] = spec
        stamp = _stamp(path)
        try:
            source = Path(path).read_text(encoding="utf-8")
        except (OSError, ValueError):
            return  # gone, or in another encoding
        if len(source) <= MOST_BYTES:
            self._known[name] = _Read(path, source, stamp)

    def _is_local(self, path: str) -> bool:
        if not path.endswith(".py") or path.startswith(self._elsewhere):
            return False
        return "site-packages" not in path and "dist-packages" not in path


@lru_cache(maxsize=MOST_MODULES)
def _without_secrets(source: str, allowed: tuple[str, ...]) -> str:
    return redact(source, allowed).text


def _stamp(path: str) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns
