"""Lock files: which bytes a project's packages are, by the hashes that its installers wrote down.

An installed distribution does not tell from which archive it came; uv.lock, poetry.lock, pdm.lock,
pylock.toml, Pipfile.lock and requirements with hashes do.
"""

from __future__ import annotations

import json
import os
import platform
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from gofigr_jupyter.provenance.environment import normalized
from gofigr_jupyter.provenance.provenance import Environment, Git, Provenance

NAMES = re.compile(
    r"(uv|poetry|pdm)\.lock|pylock(\.[^.]+)?\.toml|Pipfile\.lock|requirements[\w.-]*\.txt"
)
LARGEST = 8 * 1024 * 1024
MOST_FOLDERS = 20
_REQUIREMENT = re.compile(
    r"(?P<name>[\w.-]+)(?:\[[^\]]*\])?\s*==\s*(?P<version>[^\s;]+)(?P<rest>.*)"
)
_SHA256 = re.compile(r"sha256:([0-9a-f]{64})")
_WHEEL = re.compile(r"-(?P<python>[^-]+)-(?P<abi>[^-]+)-(?P<platform>[^-]+)\.whl$")
_ARCHITECTURES = {"AMD64": "amd64", "x86_64": "x86_64", "arm64": "arm64", "aarch64": "aarch64"}

Hashes = Mapping[tuple[str, str], tuple[str, ...]]
"""SHA-256 digests by the normalized name and the version of a package."""


def with_hashes(provenance: Provenance) -> Provenance:
    """`provenance` whose list of packages has the hashes that lock files of the project tell.

    Those are looked for beside the notebook, above it up to the root of its repository, and beside
    the virtual environment. What no lock file has in that very version stays as it is.
    """
    environment = provenance.environment
    if environment is None or not environment.packages:
        return provenance
    folders = dict.fromkeys(_folders(provenance.notebook.path, provenance.git, environment))
    stamped = tuple(found for folder in folders for found in _lock_files(folder))
    if not stamped:
        return provenance
    packages = _hashed(environment.packages, environment.python, stamped)
    return msgspec.structs.replace(
        provenance, environment=msgspec.structs.replace(environment, packages=packages)
    )


def hashes_in(name: str, text: str, python: str) -> Hashes:
    """What the lock file called `name` tells; of wheels only those for this machine and `python`.

    Empty where it cannot be understood.
    """
    try:
        if name.endswith(".txt"):
            return _from_requirements(text)
        if name == "Pipfile.lock":
            return _from_pipfile(json.loads(text))
        return _from_packages(tomllib.loads(text), python)
    except (ValueError, TypeError, AttributeError, KeyError):
        return {}


def _folders(notebook: str | None, git: Git | None, environment: Environment) -> Iterator[Path]:
    if notebook:
        folder, root = Path(notebook).parent, git.work_tree if git else None
        above = [folder, *folder.parents][:MOST_FOLDERS]
        ends = above.index(Path(root)) + 1 if root and Path(root) in above else 1
        yield from above[:ends]
    home = Path(environment.executable).parent.parent
    if (home / "pyvenv.cfg").is_file():
        yield home.parent


def _lock_files(folder: Path) -> Iterator[tuple[str, int]]:
    """The lock files of a folder, each with the time of its last change."""
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if NAMES.fullmatch(entry.name)]
            for entry in sorted(found, key=lambda entry: entry.name):
                stamp = entry.stat()
                if stamp.st_size <= LARGEST:
                    yield entry.path, stamp.st_mtime_ns
    except OSError:
        return  # a folder that is gone, or that nobody may read, has no lock file for us


@lru_cache(maxsize=8)
def _hashed(packages: str, python: str, stamped: tuple[tuple[str, int], ...]) -> str:
    known: dict[tuple[str, str], tuple[str, ...]] = {}
    for path, _ in stamped:
        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, ValueError):
            continue
        known = {**hashes_in(os.path.basename(path), text, python), **known}
    return "".join(_line(line, known) for line in packages.splitlines())


def _line(line: str, known: Hashes) -> str:
    name, equals, version = line.partition("==")
    digests = known.get((name, version), ()) if equals else ()
    return " ".join([line, *(f"--hash=sha256:{digest}" for digest in digests)]) + "\n"


def _from_requirements(text: str) -> Hashes:
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for line in text.replace("\\\n", " ").splitlines():
        one = _REQUIREMENT.match(line.strip())
        digests = _SHA256.findall(one["rest"]) if one else []
        if one and digests:
            found[normalized(one["name"]), one["version"]] = tuple(sorted(set(digests)))
    return found


def _from_pipfile(told: dict[str, Any]) -> Hashes:
    listed = {**told.get("develop", {}), **told.get("default", {})}
    found = {
        (normalized(name), one.get("version", "").removeprefix("==")): tuple(
            sorted(_SHA256.findall(" ".join(one.get("hashes", ()))))
        )
        for name, one in listed.items()
    }
    return {key: digests for key, digests in found.items() if digests}


def _from_packages(told: dict[str, Any], python: str) -> Hashes:
    """The packages of pylock.toml (`packages`), uv, Poetry and PDM (`package`)."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for one in told.get("packages") or told.get("package") or []:
        archives = list(_archives(one))
        digests = [sha for file, sha in archives if fits(file, python)]
        if not digests:  # then pip builds it
            digests = [sha for file, sha in archives if not file.endswith(".whl")]
        if digests:
            found[normalized(one["name"]), one.get("version", "")] = tuple(sorted(set(digests)))
    return found


def _archives(package: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The file names of a package's archives, with their digests."""
    sdist = package.get("sdist")
    listed: Iterable[dict[str, Any]] = [
        *package.get("wheels", ()),
        *package.get("files", ()),
        *([sdist] if sdist else ()),
    ]
    for one in listed:
        place = one.get("name") or one.get("file") or one.get("filename") or one.get("url") or ""
        hashes = one.get("hashes", {})
        told = _SHA256.search(one.get("hash") or f"sha256:{hashes.get('sha256', '')}")
        if told:
            yield place.rpartition("/")[2].partition("#")[0], told[1]


def fits(file: str, python: str) -> bool:
    """Whether `file` names a wheel that this machine can install for a version of `python`."""
    tags = _WHEEL.search(file)
    if tags is None:
        return False
    minor = int(python.split(".")[1])
    return any(_fits_python(one, tags["abi"], minor) for one in tags["python"].split(".")) and any(
        _fits_platform(one) for one in tags["platform"].split(".")
    )


def _fits_python(tag: str, abi: str, minor: int) -> bool:
    kind, version = tag[:2], tag[2:]
    if kind == "py":
        return version == "3" or (version[:1] == "3" and int(version[1:]) <= minor)
    if kind != "cp" or version[:1] != "3" or not version[1:].isdigit():
        return False
    same = int(version[1:]) == minor and not abi.endswith("t")  # "t": without the lock of threads
    return same or (abi == "abi3" and int(version[1:]) <= minor)


def _fits_platform(tag: str) -> bool:
    if tag == "any":
        return True
    machine = _ARCHITECTURES.get(platform.machine(), platform.machine())
    if sys.platform == "darwin":
        return tag.startswith("macosx") and tag.endswith((machine, "universal2"))
    system = "win" if sys.platform == "win32" else ("linux", "manylinux", "musllinux")
    return tag.startswith(system) and tag.endswith(machine)
