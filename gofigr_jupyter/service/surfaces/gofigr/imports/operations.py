"""Every operation about imports."""

from __future__ import annotations

from gofigr_jupyter.service.surfaces.gofigr.imports import git, ssh_keys, uploads
from gofigr_jupyter.service.surfaces.gofigr.imports.wrapped import Unwrapped
from gofigr_jupyter.service.surfaces.gofigr.operation import Operation, delete, get, post, put
from gofigr_jupyter.wire import imports as wire
from gofigr_jupyter.wire.tasks import Task

OPERATIONS = (
    get("/ssh_key", ssh_keys.list_keys, list[wire.SshKey]),
    post("/ssh_key", ssh_keys.create_key, wire.SshKeyBody, wire.SshKey),
    get("/ssh_key/{id}", ssh_keys.show_key, wire.SshKey),
    *put("/ssh_key/{id}", ssh_keys.change_key, wire.SshKeyChanges, wire.SshKey),
    delete("/ssh_key/{id}", ssh_keys.delete_key),
    post("/git/check", git.check, wire.GitBody, wire.GitChecked, status=200),
    post("/git/import", git.import_repository, wire.GitImportBody, Task),
    Operation(
        method="POST",
        path="/user_data_upload",
        handler=uploads.upload_document,
        admit=uploads.admit_document,
        unwrap=Unwrapped,
        body=wire.DocumentBody,
        answer=Task,
        status=201,
        query=("workspace", "analysis"),
    ),
)
"""Served below `/api/<version>`, in every version."""
