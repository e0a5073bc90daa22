"""History: the versions of notebooks that the commits of a repository brought."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gofigr_jupyter.service.importing.git import Git

MOST_COMMITS = 50_000
MOST_VERSIONS = 10_000
LOG_SECONDS = 300
_MARK = "\x01"
_DELETED = "0" * 40


@dataclass(frozen=True, kw_only=True)
class Commit:
    """Who committed when, on which branch it was found."""

    hash: str
    author: str
    email: str
    date: str
    branch: str


@dataclass(frozen=True, kw_only=True)
class Version:
    """A notebook as one commit left it; `blob` names its bytes."""

    commit: Commit
    path: str
    blob: str


def versions(git: Git, branches: Sequence[str]) -> Sequence[Version]:
    """Every version of every notebook on these branches, oldest first, the same bytes once."""
    found: dict[str, Version] = {}
    for branch in branches:
        told = git.run(
            "log",
            "--reverse",
            "--topo-order",
            "--diff-merges=first-parent",
            "--no-renames",
            "--raw",
            "--no-abbrev",
            "-z",
            f"--max-count={MOST_COMMITS}",
            f"--format={_MARK}%H%x00%an%x00%ae%x00%aI%x00",
            f"refs/heads/{branch}",
            "--",
            "*.ipynb",
            seconds=LOG_SECONDS,
        )
        for version in _read(told.decode(errors="replace"), branch):
            if version.blob != _DELETED:
                found.setdefault(version.blob, version)
    return list(found.values())[-MOST_VERSIONS:]


def _read(told: str, branch: str) -> Iterator[Version]:
    """What `git log --raw -z` says. A commit that does not look like one is passed over."""
    for each in told.split(_MARK):
        hash, *fields = each.split("\0")
        if len(hash) < len(_DELETED) or len(fields) < 3:
            continue
        author, email, date, *rest = fields
        commit = Commit(hash=hash, author=author, email=email, date=date, branch=branch)
        entries = [entry.strip("\n") for entry in rest]
        for change, path in pairwise(entries):
            words = change.split(" ")
            if change.startswith(":") and len(words) == 5 and words[1].startswith("100"):
                yield Version(commit=commit, path=path, blob=words[3])
