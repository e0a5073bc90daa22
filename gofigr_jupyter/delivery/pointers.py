"""What DVC and git-annex say of a file: the hash under which they keep it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

LARGEST = 1024 * 1024
"""Bytes of the largest pointer that is read."""
_ITEM = re.compile(r"^\s*-\s", re.MULTILINE)
_FIELD = re.compile(r"^\s*(?P<name>path|md5|sha256|etag)\s*:\s*(?P<value>\S+)", re.MULTILINE)
_ANNEXED = re.compile(r"[\\/]annex[\\/]objects[\\/](?:.*[\\/])?(?P<key>[A-Z0-9_]+-[^\\/\s]+)\s*$")


def pointer_of(path: str) -> str | None:
    """The pointer to the content of the file at `path`, such as "dvc md5 1f3a..."; None without."""
    return _annexed(path) or _tracked(Path(path))


def _annexed(path: str) -> str | None:
    try:
        place = os.readlink(path)
    except OSError:
        return None
    found = _ANNEXED.search(place)
    return f"git-annex {found['key']}" if found else None


def _tracked(path: Path) -> str | None:
    """What the nearest `.dvc` file or `dvc.lock` says of the file, or of a folder above it."""
    places = (path, *path.parents)
    for tracked in places:
        for file in (tracked.parent / f"{tracked.name}.dvc", tracked.parent / "dvc.lock"):
            for kept, pointer in _outputs(file):
                if file.parent / kept in places:
                    return pointer
        if (tracked / ".dvc").is_dir() or (tracked / ".git").exists():
            return None
    return None


def _outputs(file: Path) -> Iterator[tuple[str, str]]:
    """The paths that a file of DVC's tells of, each with its hash."""
    try:
        if file.stat().st_size > LARGEST:
            return
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return
    for item in _ITEM.split(text):
        fields = {found["name"]: found["value"].strip("'\"") for found in _FIELD.finditer(item)}
        kept = fields.pop("path", None)
        for name, value in fields.items():
            if kept is not None:
                yield kept, f"dvc {name} {value}"
