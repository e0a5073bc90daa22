"""The API reference at `/api/docs`: the OpenAPI document as a page that needs no network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gofigr_jupyter.wire.problems import STATUS
from gofigr_jupyter.wire.versions import NEWEST, VERSIONS

METHODS = ("get", "post", "put", "patch", "delete")
Document = Mapping[str, Any]  # an OpenAPI document is JSON of any shape


@dataclass(frozen=True)
class Part:
    """A piece of a type as text; `anchor` leads to the schema it names."""

    text: str
    anchor: str = ""


Type = tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Field:
    """A parameter, or a property of a schema."""

    name: str
    type: Type
    required: bool
    about: str
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a status means, and what its body is."""

    status: str
    about: str
    body: Type


@dataclass(frozen=True, kw_only=True)
class Operation:
    """A method of a path."""

    anchor: str
    method: str
    path: str
    summary: str
    about: str
    parameters: tuple[Field, ...]
    body: Type
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """The operations of one resource."""

    name: str
    anchor: str
    operations: tuple[Operation, ...]


@dataclass(frozen=True, kw_only=True)
class Schema:
    """A named type: its fields, or what it is where it has none."""

    name: str
    anchor: str
    about: str
    fields: tuple[Field, ...]
    type: Type


@dataclass(frozen=True, kw_only=True)
class Reference:
    """Everything on the page."""

    title: str
    release: str
    about: str
    groups: tuple[Group, ...]
    schemas: tuple[Schema, ...]
    versions: tuple[str, ...]
    newest: str
    errors: tuple[tuple[int, str, str], ...]


def reference(document: Document) -> Reference:
    """What the page shows of an OpenAPI document; parts that it lacks are left out."""
    info = document.get("info", {})
    operations: dict[str, list[Operation]] = {}
    for tag, operation in _operations(document):
        operations.setdefault(tag, []).append(operation)
    schemas = document.get("components", {}).get("schemas", {})
    return Reference(
        title=info.get("title", "API"),
        release=info.get("version", ""),
        about=info.get("description", ""),
        groups=tuple(
            Group(name=tag, anchor=_anchor("group", tag), operations=tuple(found))
            for tag, found in operations.items()
        ),
        schemas=tuple(_schema(name, schemas[name]) for name in sorted(schemas)),
        versions=tuple(VERSIONS),
        newest=NEWEST.name,
        errors=tuple(
            (status, cls.code, (cls.__doc__ or "").split("\n")[0]) for cls, status in STATUS.items()
        ),
    )


def _operations(document: Document) -> Iterator[tuple[str, Operation]]:
    for path, item in document.get("paths", {}).items():
        for method in METHODS:
            if method in item:
                told = item[method]
                tags = told.get("tags") or ["other"]
                yield tags[0], _operation(path, method, told, item.get("parameters", []))


def _operation(path: str, method: str, told: Document, shared: list[Document]) -> Operation:
    return Operation(
        anchor=_anchor(method, path),
        method=method.upper(),
        path=path,
        summary=told.get("summary", ""),
        about=told.get("description", ""),
        parameters=tuple(
            Field(
                name=each.get("name", ""),
                type=_type(each.get("schema", {})),
                required=each.get("required", False),
                about=each.get("description", ""),
                place=each.get("in", ""),
            )
            for each in [*shared, *told.get("parameters", [])]
        ),
        body=_content(told.get("requestBody", {})),
        answers=tuple(
            Answer(status=status, about=each.get("description", ""), body=_content(each))
            for status, each in told.get("responses", {}).items()
        ),
    )


def _content(told: Document) -> Type:
    kinds = told.get("content", {})
    if not kinds:
        return ()
    mime, body = next(iter(kinds.items()))
    found = _type(body.get("schema", {}))
    return found if mime == "application/json" else (*found, Part(f" ({mime})"))


def _schema(name: str, told: Document) -> Schema:
    required = told.get("required", [])
    properties = told.get("properties", {})
    return Schema(
        name=name,
        anchor=_anchor("schema", name),
        about=told.get("description", ""),
        fields=tuple(
            Field(
                name=key,
                type=_type(value),
                required=key in required,
                about=value.get("description", ""),
            )
            for key, value in properties.items()
        ),
        type=() if properties else _type(told),
    )


def _type(schema: Document | bool) -> Type:
    """A JSON schema in words."""
    if isinstance(schema, bool) or not schema:
        return (Part("any JSON"),)
    if "$ref" in schema:
        name = str(schema["$ref"]).rsplit("/", 1)[-1]
        return (Part(name, _anchor("schema", name)),)
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return _joined([_type(each) for each in schema[key]], "and" if key == "allOf" else "or")
    if "enum" in schema or "const" in schema:
        return (Part(" or ".join(f"“{v}”" for v in schema.get("enum", [schema.get("const")]))),)
    if schema.get("type") == "array":
        return (Part("list of "), *_type(schema.get("items", {})))
    return (Part(_plain_type(schema)),)


def _plain_type(schema: Document) -> str:
    told = schema.get("type", "any JSON")
    words = " or ".join(told) if isinstance(told, list) else str(told)
    marks = [schema[key] for key in ("format", "contentEncoding", "pattern") if schema.get(key)]
    return f"{words} ({', '.join(marks)})" if marks else words


def _joined(types: list[Type], word: str) -> Type:
    parts: list[Part] = []
    for each in types:
        parts += [Part(f" {word} ")] if parts else []
        parts += each
    return tuple(parts)


def _anchor(*words: str) -> str:
    text = "-".join(words)
    return "".join(letter if letter.isalnum() else "-" for letter in text).strip("-")
