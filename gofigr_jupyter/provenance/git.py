"""The state of the git repository around the work, read from git's own files.

Reading a commit, a branch and an address takes three small files and no process. Only whether
something was changed needs git itself: it is asked in the background and never waited for.
"""

from __future__ import annotations

import os
import re
import subprocess
import threading
import time
from pathlib import Path

import msgspec
from msgspec.structs import replace

from gofigr_jupyter.provenance.provenance import Git, Note

PAUSE = 10.0
"""Seconds between two questions to git."""
PATIENCE = 20.0
"""Seconds after which git is no longer waited for in the background."""
_SECTION = re.compile(r'\s*\[\s*remote\s+"(?P<name>(?:[^"\\]|\\.)*)"\s*\]')
_OTHER_SECTION = re.compile(r"\s*\[")
_URL = re.compile(r"\s*url\s*=\s*(?P<url>.*?)\s*$", re.IGNORECASE)
_CREDENTIALS = re.compile(r"(?<=://)[^/@]*@")
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_Stamp = tuple[int, int, int] | None


class _Folders(msgspec.Struct, frozen=True):
    work_tree: Path
    own: Path
    shared: Path
    """Where branches and settings are: not `own` in a linked work tree."""


class Repository:
    """The repository around a folder. Knows whether it is dirty once git has answered."""

    def __init__(self, folder: Path) -> None:
        self._folders = _find(folder)
        self._dirty: bool | None = None
        self._read: Git | None = None
        self._files: tuple[str, ...] = ()
        self._stamps: list[_Stamp] = []
        self._asked_at = -PAUSE
        self._asking = threading.Lock()

    def state(self) -> tuple[Git | None, tuple[Note, ...]]:
        """What is known now, with notes on what is not. None outside a repository."""
        if self._folders is None:
            return None, ()
        if self._read is None:
            self._read = self._files_read(self._folders)
        notes = []
        if self._read.commit is None:
            notes.append(Note(about="git", text="the repository has no commit that can be read"))
        if self._dirty is None:
            notes.append(Note(about="git", text="not known yet whether files were changed"))
        return replace(
            self._read, dirty=self._dirty, work_tree=str(self._folders.work_tree)
        ), tuple(notes)

    def refresh(self) -> None:
        """Read git's files anew if they are others by now, and ask git itself in the background.

        It says whether tracked files were changed; it is asked at most every ten seconds.
        """
        if [_stamp(file) for file in self._files] != self._stamps:
            self._read = None
        now = time.monotonic()
        if self._folders is None or now - self._asked_at < PAUSE:
            return
        if not self._asking.acquire(blocking=False):
            return
        self._asked_at = now
        threading.Thread(target=self._ask, name="gofigr-git", daemon=True).start()

    def wait(self) -> None:
        """Wait for an answer that is on its way."""
        with self._asking:
            return

    def _files_read(self, folders: _Folders) -> Git:
        _, before = _head(folders)
        self._files = _files(folders, before)
        self._stamps = [_stamp(file) for file in self._files]
        commit, branch = _head(folders)
        if branch != before:
            self._stamps = []  # it was changed just now: look again
        return Git(commit=commit, branch=branch, remote=_remote(folders), dirty=None)

    def _ask(self) -> None:
        try:
            self._dirty = _is_dirty(self._folders.work_tree) if self._folders else None
        finally:
            self._asking.release()


def without_credentials(url: str) -> str:
    """`url` without the user name and password before its host."""
    return _CREDENTIALS.sub("", url)


def _find(folder: Path) -> _Folders | None:
    for candidate in (folder, *folder.parents):
        mark = candidate / ".git"
        if mark.is_dir():
            own = mark
        elif mark.is_file():
            own = candidate / _line(mark).removeprefix("gitdir:").strip()
        else:
            continue
        if not (own / "HEAD").is_file():
            return None
        shared = _line(own / "commondir")
        return _Folders(work_tree=candidate, own=own, shared=own / shared if shared else own)
    return None


def _head(folders: _Folders) -> tuple[str | None, str | None]:
    head = _line(folders.own / "HEAD")
    if not head.startswith("ref:"):
        return (head if _HASH.fullmatch(head) else None), None
    reference = head.removeprefix("ref:").strip()
    branch = reference.removeprefix("refs/heads/")
    loose = _line(folders.own / reference) or _line(folders.shared / reference)
    commit = loose or _packed(folders.shared, reference)
    return (commit if _HASH.fullmatch(commit) else None), branch


def _files(folders: _Folders, branch: str | None) -> tuple[str, ...]:
    """What `_head` and `_remote` read, where `branch` is checked out."""
    reference = branch if not branch or branch.startswith("refs/") else f"refs/heads/{branch}"
    loose = [folder / reference for folder in (folders.own, folders.shared) if reference]
    packed = folders.shared / "packed-refs"
    return tuple(map(str, (folders.own / "HEAD", *loose, packed, folders.shared / "config")))


def _stamp(file: str) -> _Stamp:
    """What changes when git writes the file: it puts a new one in its place."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _packed(shared: Path, reference: str) -> str:
    for line in _text(shared / "packed-refs").splitlines():
        commit, _, name = line.partition(" ")
        if name == reference:
            return commit
    return ""


def _remote(folders: _Folders) -> str | None:
    """The address of "origin", else of the first remote."""
    found: dict[str, str] = {}
    name: str | None = None
    for line in _text(folders.shared / "config").splitlines():
        section = _SECTION.match(line)
        if section or _OTHER_SECTION.match(line):
            name = section["name"] if section else None
        elif name is not None and (url := _URL.match(line)):
            found.setdefault(name, without_credentials(url["url"].strip('"')))
    return found.get("origin") or next(iter(found.values()), None)


def _is_dirty(work_tree: Path) -> bool | None:
    command = ["git", "status", "--porcelain", "--untracked-files=no", "--ignore-submodules=dirty"]
    try:
        answer = subprocess.run(
            command,
            cwd=work_tree,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return bool(answer.stdout.strip())


def _line(path: Path) -> str:
    return _text(path).strip()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
