"""Imports git repositories: the doing of the tasks that ask for one."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from gofigr_jupyter.documents.contents import Told
from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.ids import ContentHash, content_hash
from gofigr_jupyter.service.domain.imports import documents, repositories
from gofigr_jupyter.service.domain.imports.documents import Filed, Found, Upload
from gofigr_jupyter.service.domain.imports.model import Branches, GitImport, SshKey
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.people.storage import Intake, Storage
from gofigr_jupyter.service.domain.ports import Database, Transaction
from gofigr_jupyter.service.domain.tasks import Task
from gofigr_jupyter.service.importing.git import Git
from gofigr_jupyter.service.importing.history import Version, versions
from gofigr_jupyter.service.importing.progress import Progress, Stop, counted, who_asked
from gofigr_jupyter.service.importing.reading import contents_of, found_in, stored
from gofigr_jupyter.service.importing.remotes import GitRemotes
from gofigr_jupyter.service.importing.scratch import Scratch
from gofigr_jupyter.service.surfaces.closing import Closing

FETCH_SECONDS = 1800
BLOB_SECONDS = 60
MOST_NOTEBOOK = 48 * 1024 * 1024
LOOK_SECONDS = 0.5


@dataclass(frozen=True)
class Asked:
    """Who imports which repository, with which key."""

    actor: Actor
    wanted: GitImport
    key: SshKey | None


@dataclass(frozen=True)
class Visit:
    """A repository that is here, where the bytes go, and how far it is."""

    asked: Asked
    git: Git
    intake: Intake
    progress: Progress


@dataclass(frozen=True, kw_only=True)
class RepositoryImport:
    """Imports repositories; when the service ends, the rest is left to the next one."""

    database: Database
    storage: Storage
    remotes: GitRemotes
    scratch: Scratch
    closing: Closing
    most_bytes: int = 4 * 1024**3

    def __call__(self, task: Task) -> str:
        """Import the repository that a task names."""
        asked = self.database.read(lambda tx: _asked(tx, task))
        progress = Progress(self.database, task, self.closing)
        try:
            progress.tell(0, "Asking for the branches.")
            offered = self.remotes.branches(asked.wanted.url, asked.key)
            branches = _chosen(json.loads(asked.wanted.branches), offered)
            progress.tell(0, f"Fetching {', '.join(branches)}.")
            with self.remotes.reached(asked.wanted.url, asked.key) as git:
                git = replace(git, on_look=progress.look)
                self._fetch(git, asked.wanted.url, branches, progress)
                place = asked.wanted.workspace_id
                intake = self.storage.intake(lambda tx: place)
                visit = Visit(asked, git, intake, progress)
                return self._import(visit, versions(git, branches))
        except Stop:
            return ""

    def _fetch(self, git: Git, url: str, branches: Sequence[str], progress: Progress) -> None:
        look = _Bounded(git.folder, self.most_bytes, progress.look)
        git.run("init", "--quiet", "--bare", str(git.folder), seconds=BLOB_SECONDS)
        refs = [f"+refs/heads/{branch}:refs/heads/{branch}" for branch in branches]
        options = ("--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head")
        bounded = replace(git, on_look=look)
        bounded.run("fetch", *options, "--", url, *refs, seconds=FETCH_SECONDS)
        look.measure()

    def _import(self, visit: Visit, every: Sequence[Version]) -> str:
        """File what the notebooks show, version by version."""
        done: Counter[str] = Counter()
        for position, version in enumerate(every):
            visit.progress.tell(
                100 * position // len(every),
                f"Notebook version {position + 1} of {len(every)}: {version.path[:200]}.",
            )
            try:
                done += Counter(self._version(visit, version))
            except InvalidInput:  # a broken notebook does not take the others with it
                done["broken"] += 1
        return _message(done, len(every))

    def _version(self, visit: Visit, version: Version) -> Counter[Filed]:
        """What became of the pictures in a version of a notebook."""
        git, wanted = visit.git, visit.asked.wanted
        size = int(git.run("cat-file", "-s", version.blob, seconds=BLOB_SECONDS))
        if size > MOST_NOTEBOOK:
            raise InvalidInput("The notebook is too large.")
        data = git.run("cat-file", "blob", version.blob, seconds=BLOB_SECONDS)
        hash, place = content_hash(data), wanted.workspace_id
        if self.database.read(lambda tx: repositories.is_done(tx, hash, place)):
            return Counter()
        upload = self._upload(visit, version, data)
        with self.scratch.folder() as folder:
            file = folder / "document"
            file.write_bytes(data)
            pictures = [
                self._found(visit, upload, file, told)
                for told in contents_of(file, upload.name, visit.progress.look).pictures
            ]
        return self.database.write(partial(_file, visit.asked.actor, upload, pictures))

    def _found(self, visit: Visit, upload: Upload, file: Path, told: Told) -> Found:
        visit.progress.look()
        return found_in(
            file,
            told,
            visit.intake,
            name=upload.name,
            is_kept=partial(self._is_kept, visit.asked),
            about=upload.about,
            attribution=upload.attribution,
        )

    def _is_kept(self, asked: Asked, picture: ContentHash) -> bool:
        place = asked.wanted.workspace_id
        return self.database.read(lambda tx: documents.is_kept(tx, asked.actor, picture, place))

    def _upload(self, visit: Visit, version: Version, data: bytes) -> Upload:
        """The notebook, to be kept with what is known of its commit."""
        asked, commit = visit.asked, version.commit
        return Upload(
            name=_name(version.path),
            data=stored(data, visit.intake),
            workspace=asked.wanted.workspace_id,
            analysis=asked.wanted.analysis_id,
            about={
                repositories.MARK: {
                    "remote": asked.wanted.url,
                    "branch": commit.branch,
                    "commit": commit.hash,
                    "date": commit.date,
                    "path": version.path,
                    "author": commit.author,
                }
            },
            attribution=self.database.read(
                lambda tx: repositories.author(tx, asked.actor, commit.author, commit.email)
            ),
        )


class _Bounded:
    """Ends what fills a folder with more than so many bytes."""

    def __init__(self, folder: Path, most: int, look: Callable[[], None]) -> None:
        self._folder, self._most, self._look = folder, most, look
        self._looked = 0.0

    def __call__(self) -> None:
        self._look()
        if time.monotonic() - self._looked > LOOK_SECONDS:
            self.measure()

    def measure(self) -> None:
        """Raises InvalidInput when there are too many."""
        self._looked = time.monotonic()
        if _size(self._folder) > self._most:
            raise InvalidInput(
                f"The repository is larger than {self._most // 2**20:,} MiB.",
                hint="Import single branches of it, or its notebooks in a zip file.",
            )


def _size(folder: Path) -> int:
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(root, name)).st_size
            except FileNotFoundError:  # git removes its own files all the time
                continue
    return total


def _asked(tx: Transaction, task: Task) -> Asked:
    actor = who_asked(tx, task)
    return Asked(actor, *repositories.asked(tx, actor, task.target_id or ""))


def _chosen(wanted: Sequence[str], offered: Branches) -> Sequence[str]:
    """The branches to import. Raises InvalidInput for one that is not there, or when none is."""
    missing = [name for name in wanted if name not in offered.names]
    if missing:
        raise InvalidInput(
            f"The repository has no branch {missing[0][:100]!r}.",
            hint=f"It has {', '.join(offered.names[:10]) or 'none'}.",
        )
    chosen = wanted or ([offered.default] if offered.default else offered.names[:1])
    if not chosen:
        raise InvalidInput("The repository has no branches.", hint="Commit something to it.")
    return chosen


def _name(path: str) -> str:
    """A path as a name that can be kept."""
    return "".join(letter if letter.isprintable() else "?" for letter in path)[-500:]


def _file(actor: Actor, upload: Upload, found: Sequence[Found], tx: Transaction) -> Counter[Filed]:
    return repositories.file_notebook(tx, actor, upload, found)


def _message(done: Counter[str], count: int) -> str:
    """What to tell about an import."""
    broken = f" {done['broken']} could not be read." if done["broken"] else ""
    frozen = f" {done[Filed.FROZEN]} belong to frozen figures." if done[Filed.FROZEN] else ""
    return (
        f"Looked through {counted(count, 'notebook version')}:"
        f" {counted(done[Filed.NEW], 'new picture')},"
        f" {done[Filed.KNOWN]} known before.{frozen}{broken}"
    )
