"""Interpreter, platform and installed distributions, without a subprocess."""

from __future__ import annotations

import os
import platform
import re
import sys
import time
from pathlib import Path

from gofigr_jupyter.provenance.provenance import Environment

PAUSE = 5.0
_SEPARATORS = re.compile(r"[-_.]+")
_INFO = re.compile(r"(?P<name>[^-]+)-(?P<version>[^-]+)\.dist-info")


class Surroundings:
    """Reads the environment once, and again only when a folder of packages has changed.

    Looks at the folders at most every few seconds.
    """

    def __init__(self) -> None:
        self._read_at: tuple[tuple[str, int], ...] | None = None
        self._looked_at = 0.0
        self._environment: Environment | None = None

    def read(self) -> Environment:
        """The environment now."""
        now = time.monotonic()
        if self._environment is not None and now - self._looked_at < PAUSE:
            return self._environment
        self._looked_at = now
        changed = _changed()
        if self._environment is None or changed != self._read_at:
            self._environment = Environment(
                python=platform.python_version(),
                executable=sys.executable,
                platform=platform.platform(),
                packages=packages(sys.path),
            )
            self._read_at = changed
        return self._environment


def packages(search_path: list[str]) -> str:
    """The distributions on `search_path`, as sorted lines `name==version`.

    Names are normalized (`ruamel-yaml`). The names of `*.dist-info` folders say it all; other
    kinds of distributions, which are rare, are read with importlib.metadata. The first wins where
    one is there twice, as for an import.
    """
    found: dict[str, str] = {}
    for folder in search_path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                distribution, version = _installed(folder, name)
                found.setdefault(distribution, version)
    return "".join(f"{name}=={version}\n" for name, version in sorted(found.items()) if name)


def normalized(name: str) -> str:
    """A distribution's name as package indexes compare it."""
    return _SEPARATORS.sub("-", name).lower()


def _installed(folder: str, name: str) -> tuple[str, str]:
    found = _INFO.fullmatch(name)
    if found:
        return normalized(found["name"]), found["version"].replace("_", "-")
    import importlib.metadata  # dear, and seldom needed

    try:
        metadata = importlib.metadata.PathDistribution(Path(folder, name)).metadata
    except OSError:
        return "", ""
    return normalized(metadata["Name"] or ""), metadata["Version"] or ""


def _changed() -> tuple[tuple[str, int], ...]:
    found = []
    for folder in sys.path:
        try:
            found.append((folder, os.stat(folder or ".").st_mtime_ns))
        except OSError:
            continue
    return tuple(found)
