"""Git repositories over the wire."""

from __future__ import annotations

from gofigr_jupyter.errors import ServiceUnavailable
from gofigr_jupyter.service.domain.imports import documents, repositories, ssh_keys
from gofigr_jupyter.service.domain.imports.model import SshKey
from gofigr_jupyter.service.domain.imports.repositories import Wanted
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.gofigr import tasks
from gofigr_jupyter.service.surfaces.gofigr.call import Call, parent_id
from gofigr_jupyter.wire import imports as wire
from gofigr_jupyter.wire.tasks import Task


def check(call: Call) -> wire.GitChecked:
    """Whether a git repository can be read, and which branches it has."""
    body = call.decode(wire.GitBody)
    try:
        found = call.service.remotes.branches(body.url, _key(call, body))
    except ServiceUnavailable as error:
        return wire.GitChecked(works=False, message=str(error), branches=[])
    return wire.GitChecked(works=True, branches=list(found.names), default_branch=found.default)


def import_repository(call: Call) -> Task:
    """Import the figures in every version of a git repository's notebooks."""
    body = call.decode(wire.GitImportBody)
    key = _key(call, body)
    workspace = parent_id(body.workspace, field="workspace")
    analysis = parent_id(body.analysis, field="analysis") if body.analysis else None
    # Refused before a host is looked up; asked again in the transaction that counts.
    call.service.database.read(
        lambda tx: documents.place_of(tx, call.actor, workspace=workspace, analysis=analysis)
    )
    call.service.remotes.admit(body.url, key)
    wanted = Wanted(
        url=body.url, branches=body.branches, workspace=workspace, analysis=analysis, key=key
    )
    return tasks.told(
        call.service.database.write(lambda tx: repositories.begin(tx, call.actor, wanted))
    )


def _key(call: Call, body: wire.GitBody) -> SshKey | None:
    """The key that the body names, or the caller's default one."""
    wanted = body.ssh_key_id and parent_id(body.ssh_key_id, field="ssh_key_id")

    def find(tx: Transaction) -> SshKey | None:
        if wanted:
            return ssh_keys.own_key(tx, call.actor, wanted)
        return ssh_keys.default_key(tx, call.actor)

    return call.service.database.read(find)
