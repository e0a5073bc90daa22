"""Git repositories that are imported: every version of their notebooks, each once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gofigr_jupyter.errors import InvalidInput, NotFound
from gofigr_jupyter.ids import ContentHash, SshKeyId, WorkspaceId, new_id
from gofigr_jupyter.service.domain import access, tasks, texts
from gofigr_jupyter.service.domain.assets.model import AssetRevision
from gofigr_jupyter.service.domain.imports import documents
from gofigr_jupyter.service.domain.imports.documents import Document, Filed, Found, Upload
from gofigr_jupyter.service.domain.imports.model import GitImport, SshKey
from gofigr_jupyter.service.domain.model import NOBODY, Actor, Attributed, JsonText
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.tasks import Task, TaskKind

MOST_BRANCHES = 100
TARGET = "git_import"
MARK = "git"
"""Where the metadata of an imported thing tells about its commit."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody wants to import; without branches, the default one."""

    url: str
    branches: Sequence[str]
    workspace: str
    analysis: str | None = None
    key: SshKey | None = None


def begin(tx: Transaction, actor: Actor, wanted: Wanted) -> Task:
    """Ask for the figures of a repository."""
    workspace, analysis = documents.place_of(
        tx, actor, workspace=wanted.workspace, analysis=wanted.analysis
    )
    if len(wanted.branches) > MOST_BRANCHES:
        raise InvalidInput(
            f"There are {len(wanted.branches)} branches.",
            hint=f"Name at most {MOST_BRANCHES}.",
            field="branches",
        )
    for name in wanted.branches:
        texts.name(name, field="branches")
    asked = GitImport(
        id=new_id(),
        user_id=actor.user_id,
        workspace_id=workspace,
        analysis_id=analysis,
        url=texts.name(wanted.url.strip(), field="url"),
        branches=JsonText(json.dumps(list(dict.fromkeys(wanted.branches)))),
        ssh_key_id=SshKeyId(wanted.key.id) if wanted.key else None,
        created=tx.now,
    )
    tx.git_imports.add(asked)
    return tasks.request(tx, TaskKind.GIT, by=actor, target=(TARGET, asked.id))


def asked(tx: Transaction, actor: Actor, id: str) -> tuple[GitImport, SshKey | None]:
    """What a task is about, for somebody who may still do it."""
    found = tx.git_imports.get(id)
    if found is None:
        raise NotFound("What was to be imported is gone.")
    documents.place_of(tx, actor, workspace=found.workspace_id, analysis=found.analysis_id)
    return found, tx.ssh_keys.get(found.ssh_key_id) if found.ssh_key_id else None


def is_done(tx: Transaction, hash: ContentHash, workspace: WorkspaceId) -> bool:
    """Whether a notebook with these bytes was imported there from a repository."""
    there = tx.asset_revisions.with_hash(hash, workspaces=[workspace], user=None, analysis=None)
    return any(_is_marked(revision) for revision in there)


def file_notebook(
    tx: Transaction, actor: Actor, upload: Upload, pictures: Sequence[Found]
) -> Counter[Filed]:
    """Keep a version of a notebook with all its pictures, or nothing of it."""
    place = documents.place_of(tx, actor, workspace=upload.workspace, analysis=upload.analysis)
    revision = documents.kept(tx, actor, upload, place)
    document = Document(
        asset=access.asset(tx, actor, revision.asset_id),
        revision=revision,
        item=tx.asset_data.of_revision(revision.id)[0],
    )
    return Counter(documents.file_picture(tx, actor, document, found) for found in pictures)


def author(tx: Transaction, actor: Actor, name: str, email: str) -> Attributed:
    """For whom the importer keeps what somebody committed: a colleague by the address, or a name.

    Nobody for her own commits, and for what is no name.
    """
    user = tx.users.by_email(email) if email else None
    if user is not None and user.id == actor.user_id:
        return NOBODY
    known = user is not None and tx.users.share_a_workspace(actor.user_id, user.id)
    if user is not None and known:
        whole = f"{user.first_name} {user.last_name}".strip()
        return Attributed(behalf_name=whole or user.username, behalf_email=user.email)
    for address in (email, None):
        try:
            return texts.attributed(name.strip() or None, address)
        except InvalidInput:
            continue  # git takes any text for an address
    return NOBODY


def _is_marked(revision: AssetRevision) -> bool:
    about: Any = json.loads(revision.metadata)
    return isinstance(about, dict) and MARK in about
