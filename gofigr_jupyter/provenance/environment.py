"""Interpreter, platform and installed distributions, without a subprocess."""

from __future__ import annotations

import os
import platform
import re
import sys
import threading
import time
from pathlib import Path

import msgspec

from gofigr_jupyter.provenance.given import public_address
from gofigr_jupyter.provenance.machine import machine
from gofigr_jupyter.provenance.provenance import Environment

PAUSE = 5.0
_SEPARATORS = re.compile(r"[-_.]+")
_INFO = re.compile(r"(?P<name>[^-]+)-(?P<version>[^-]+)\.dist-info")


class _Vcs(msgspec.Struct):
    vcs: str
    commit_id: str


class _Archive(msgspec.Struct):
    hashes: dict[str, str] | None = None


class _DirectUrl(msgspec.Struct):
    """The parts of PEP 610's `direct_url.json` that an installation can be repeated from."""

    url: str
    vcs_info: _Vcs | None = None
    archive_info: _Archive | None = None


class Surroundings:
    """Reads the environment once, and again only when a folder of packages has changed.

    Looks at the folders at most every few seconds.
    """

    def __init__(self) -> None:
        self._read_at: tuple[tuple[str, int], ...] | None = None
        self._looked_at = 0.0
        self._environment: Environment | None = None
        self._one_at_a_time = threading.Lock()
        self._asked = False

    def read(self) -> Environment:
        """The environment now."""
        now = time.monotonic()
        if self._environment is not None and now - self._looked_at < PAUSE:
            return self._environment
        with self._one_at_a_time:
            changed, before = _changed(), self._environment
            installed = before.packages if before and changed == self._read_at else None
            self._environment = Environment(
                python=platform.python_version(),
                executable=sys.executable,
                platform=platform.platform(),
                packages=packages(sys.path) if installed is None else installed,
                machine=machine(os.environ, sys.modules),
            )
            self._read_at, self._looked_at = changed, now
            return self._environment

    def refresh(self) -> None:
        """Read it for the first time in the background, so that the first figure need not wait."""
        if self._environment is None and not self._asked:
            self._asked = True
            threading.Thread(target=self.read, name="gofigr-environment", daemon=True).start()


def packages(search_path: list[str]) -> str:
    """The distributions on `search_path`, as sorted lines `name==version`.

    What pip took from an address (a repository, an archive) says so instead: `name @ address`, with
    the commit or the hash. A folder of this machine is no address.
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
                source = _direct(folder, name)
                found.setdefault(distribution, f" @ {source}" if source else f"=={version}")
    return "".join(f"{name}{version}\n" for name, version in sorted(found.items()) if name)


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


def _direct(folder: str, name: str) -> str | None:
    """Where pip took the distribution from, by its `direct_url.json`."""
    try:
        with open(os.path.join(folder, name, "direct_url.json"), "rb") as file:
            told = msgspec.json.decode(file.read(), type=_DirectUrl)
    except (OSError, msgspec.MsgspecError):
        return None
    url = public_address(told.url)
    if told.vcs_info is not None:
        return f"{told.vcs_info.vcs}+{url}@{told.vcs_info.commit_id}"
    if told.archive_info is None or url.startswith("file:"):
        return None
    sha256 = (told.archive_info.hashes or {}).get("sha256")
    return f"{url}#sha256={sha256}" if sha256 else url


def _changed() -> tuple[tuple[str, int], ...]:
    found = []
    for folder in sys.path:
        try:
            found.append((folder, os.stat(folder or ".").st_mtime_ns))
        except OSError:
            continue
    return tuple(found)
