"""Which files count as data: patterns of the settings and `.gofigrignore`, as git knows them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pathspec import GitIgnoreSpec

from gofigr_jupyter.provenance.execution import ASKED, InputRules

IGNORE_FILE = ".gofigrignore"
NOT_DATA = (
    *(".env", ".env.*", ".netrc", ".pgpass", ".pypirc", "*.pem", "*.key", "*.p12"),
    *("id_rsa", "id_ed25519", "credentials.json", "credentials.toml"),
    *("secrets.toml", "secrets.yaml", "secrets.yml"),
    *("*.dist-info/", "*.egg-info/", ".git/"),
)
"""Files that hold credentials by their purpose, or tell of packages and repositories."""


def counts(path: str, via: str, rules: InputRules, *, folder: str) -> bool:
    """Whether the file at `path` is data. What the user names as such always is,
    and files for credentials never are otherwise.

    Patterns of the settings are about `folder`; those of an ignore file about its own folder, and
    the one nearest to the file has the last word.
    """
    if via == ASKED:
        return True
    if _spec(NOT_DATA).match_file(path.lstrip(os.sep)):
        return False
    relative = os.path.relpath(path, folder)
    if relative.startswith(os.pardir):
        relative = path.lstrip(os.sep)
    if rules.include and not _spec(rules.include).match_file(relative):
        return False
    return not (_spec(rules.ignore).match_file(relative) or _ignored(Path(path)))


def _ignored(path: Path) -> bool:
    ignored = False
    for folder in reversed(path.parents):
        spec = _of_file(folder / IGNORE_FILE)
        if spec is not None:
            said = spec.check_file(path.relative_to(folder).as_posix()).include
            ignored = ignored if said is None else said
    return ignored


def _of_file(file: Path) -> GitIgnoreSpec | None:
    try:
        written = file.stat().st_mtime_ns
        return _read(file, written)
    except OSError:
        return None


@lru_cache(maxsize=64)
def _read(file: Path, written: int) -> GitIgnoreSpec:
    return _spec(tuple(file.read_text(encoding="utf-8", errors="replace").splitlines()))


@lru_cache(maxsize=64)
def _spec(patterns: Sequence[str]) -> GitIgnoreSpec:
    return GitIgnoreSpec.from_lines(patterns)
