"""The OpenAPI document of the GoFigr API, made from its operations and the wire's shapes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from gofigr_jupyter.service.surfaces.gofigr.operation import EVENTS, LINES, Operation
from gofigr_jupyter.service.surfaces.gofigr.operations import OAUTH, UNVERSIONED, VERSIONED
from gofigr_jupyter.wire.versions import NEWEST

Document = dict[str, Any]  # OpenAPI is JSON of many shapes
_REFERENCE = "#/components/schemas/{name}"
_PARAMETER = re.compile(r"\{(\w+)(?::(\w+))?\}")
_BYTES: Document = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
_QUERY = {
    "path": ("string", "Where the file was."),
    "name": ("string", "What the data object is called; the last part of the path otherwise."),
    "blake3": ("string", "The hash of the file; other bytes are refused."),
    "client_id": ("string", "The id that the revision gets."),
    "silent": ("boolean", "Leave the change out of activity logs."),
    "shallow": ("boolean", "Leave children out of the answer."),
    "limit": ("integer", "At most so many of each kind."),
    "activity_limit": ("integer", "At most so many entries of the log."),
    "exclude_deleted": ("boolean", "Leave out what happened to things that are gone."),
    "kind": ("string", "What to list: figure (the default), analysis or asset."),
    "search": ("string", "Words that the name, or the analysis's name, must have."),
    "workspace": ("string", "Only what is in this workspace."),
    "analysis": ("string", "Only what is in this analysis."),
    "author": ("string", "Only what this user made or changed last."),
    "since": ("string", "Only what changed since this time."),
    "ids": ("string", "Only these, their ids with commas between."),
    "without": ("string", "Leave these out, their ids with commas between."),
    "first": ("string", "List these before the others, their ids with commas between."),
    "offset": ("integer", "Leave out so many of the first."),
    "target_type": ("string", "What it is about: figure, figure_revision, asset, asset_revision."),
    "target_id": ("string", "The id of what it is about."),
    "carried": ("boolean", "Also what was said about earlier revisions and about the whole."),
    "comment_id": ("string", "The comment."),
    "figures": ("string", "The figures, their ids with commas between."),
    "unread": ("boolean", "Only what is not read."),
    "prefix": ("string", "How the name or address begins."),
    "after": ("integer", "Only what comes after this cursor."),
}


def document(version: str) -> Document:
    """The document for the newest API version; `version` is that of this package."""
    operations = [(f"/api{o.path}/", o) for o in UNVERSIONED]
    operations += [(f"/api/{NEWEST.name}{o.path}/", o) for o in VERSIONED]
    operations += [(o.path, o) for o in OAUTH]
    every = [s for _, o in operations for s in (o.body, o.answer, o.refusal)]
    shapes = {id(s): s for s in every if s is not None}
    types = list(shapes.values())
    schemas, components = msgspec.json.schema_components(types, ref_template=_REFERENCE)
    found = {id(shape): schema for shape, schema in zip(types, schemas, strict=True)}
    paths: dict[str, Document] = {}
    for path, operation in operations:
        plain = _PARAMETER.sub(r"{\1}", path)
        paths.setdefault(plain, {})[operation.method.lower()] = _operation(operation, found)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "GoFigr API",
            "version": version,
            "description": "Paths may be written with or without the slash at their end.",
        },
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "key": {"type": "apiKey", "in": "header", "name": "Authorization"},
            },
        },
    }


def _operation(operation: Operation, schemas: Mapping[int, Document]) -> Document:
    handler = operation.handler
    told: Document = {
        "operationId": _operation_id(operation),
        "tags": [operation.path.split("/")[1]],
        "summary": (handler.__doc__ or "").strip(),
        "parameters": [*_path_parameters(operation), *_query_parameters(operation)],
        "responses": {
            str(operation.status): _answer(operation, schemas),
            "default": {
                "description": "What went wrong, and what to do.",
                "content": _json(schemas[id(operation.refusal)]),
            },
        },
        "security": _security(operation),
    }
    if operation.admit is not None:
        told["requestBody"] = {"required": True, "content": _BYTES}
        if operation.body is not None:
            told["requestBody"]["content"] = _BYTES | _wrapped(schemas[id(operation.body)])
    elif operation.body is not None:
        told["requestBody"] = {"required": True, "content": _json(schemas[id(operation.body)])}
    return told


def _operation_id(operation: Operation) -> str:
    words = _PARAMETER.sub(r"\1", operation.path).strip("/").replace("/", "_")
    return f"{operation.method.lower()}_{words}"


def _security(operation: Operation) -> list[Document]:
    if operation.open:
        return []
    known: list[Document] = [{"bearer": []}, {"key": []}]
    return [*known, {}] if operation.anonymous else known


def _answer(operation: Operation, schemas: Mapping[int, Document]) -> Document:
    if operation.download:
        return {"description": "The file.", "content": _BYTES}
    if operation.answer is None:
        return {"description": "Done."}
    if operation.lines:
        each = {"type": "string", "description": "One JSON object on each line."}
        return {"description": "Done.", "content": {LINES: {"schema": each}}}
    if operation.stream:
        each = {"type": "string", "description": "Events whose data is a Change."}
        return {"description": "While it is open.", "content": {EVENTS: {"schema": each}}}
    content = _json(schemas[id(operation.answer)])
    if operation.may_stream:
        each = {"type": "object", "description": "Events, where the body asks for a stream."}
        content[EVENTS] = {"schema": each}
    return {"description": "Done.", "content": content}


def _path_parameters(operation: Operation) -> list[Document]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer"} if kind == "int" else {"type": "string"},
        }
        for name, kind in _PARAMETER.findall(operation.path)
    ]


def _query_parameters(operation: Operation) -> list[Document]:
    names = list(operation.query)
    if operation.admit is not None:
        names += ["path", "name", "blake3", "client_id"]
    elif operation.path == "/catalog":
        names += ["kind", "search", "workspace", "analysis", "author", "since", "ids"]
        names += ["without", "first", "offset", "limit"]
    elif operation.path.endswith(("/recent", "/log")):
        names.append("limit")
    elif operation.path.endswith("/dashboard"):
        names += ["activity_limit", "exclude_deleted"]
    elif operation.lines:
        names.append("after")
    elif operation.method in ("PUT", "PATCH") and operation.path.endswith("/{id}"):
        names.append("silent")
    elif operation.method == "GET" and re.match(r"/(workspace|analysis|figure)", operation.path):
        names.append("shallow")
    return [
        {"name": name, "in": "query", "description": _QUERY[name][1], "schema": {"type": kind}}
        for name in names
        for kind in (_QUERY[name][0],)
    ]


def _wrapped(schema: Document) -> Document:
    """A body that is wrapped in JSON, or in a form with one file, which comes last."""
    file = {"type": "string", "contentMediaType": "application/octet-stream"}
    names = ("workspace", "analysis", "name")
    fields = {**{name: {"type": "string"} for name in names}, "file": file}
    form = {"type": "object", "properties": fields, "required": ["file"]}
    return _json(schema) | {"multipart/form-data": {"schema": form}}


def _json(schema: Document) -> Document:
    return {"application/json": {"schema": schema}}
