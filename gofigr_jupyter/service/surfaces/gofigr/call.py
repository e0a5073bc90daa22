"""Call: one request for an operation, as its handler sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qs

import msgspec

from gofigr_jupyter.errors import InvalidInput, NotAuthenticated
from gofigr_jupyter.ids import StoreId
from gofigr_jupyter.service.domain import texts
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.ports import Arrival
from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.wire.revisions import Parent
from gofigr_jupyter.wire.versions import ApiVersion

T = TypeVar("T")
Body = bytes | bytearray

MOST_RECENT = 1000
_DECODERS: dict[type, msgspec.json.Decoder[Any]] = {}  # making one costs more than using it
_YES = frozenset({"true", "1", "yes", "on"})


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request: who asks for what, in which version; `peer` is the address it came from."""

    service: Service
    version: ApiVersion
    caller: Actor | None
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Body = b""
    peer: str = ""
    base: str = ""
    """The address of the service, without final slash, for links that are read elsewhere."""
    is_form: bool = False
    arrival: Arrival | None = None
    """The body, where it is too large for memory."""
    store: StoreId | None = None
    """Where that body is put; None is the service's own place."""
    authorization: str | None = None
    last_event_id: str | None = None
    """Where somebody who follows a stream left off."""

    @property
    def actor(self) -> Actor:
        """Who asks. Raises NotAuthenticated for nobody."""
        if self.caller is None:
            raise NotAuthenticated("You are not signed in.", hint="Sign in, or send an API key.")
        return self.caller

    @property
    def id(self) -> str:
        """The id in the path."""
        return self.path["id"]

    @property
    def silent(self) -> bool:
        """Whether the change is to be left out of activity logs."""
        return self.query.get("silent", "").lower() in _YES

    @property
    def shallow(self) -> bool:
        """Whether children are to be left out of the answer."""
        return self.query.get("shallow", "").lower() in _YES

    def flag(self, name: str) -> bool:
        """Whether the query says yes to `name`."""
        return self.query.get(name, "").lower() in _YES

    def number(self, name: str, *, default: int, most: int) -> int:
        """A number of the query, from 1 to `most`. Raises InvalidInput when it is none."""
        text = self.query.get(name, str(default))
        if not (text.isascii() and text.isdigit()) or len(text) > 9 or int(text) < 1:
            raise InvalidInput(
                f"{name} is {text[:30]!r}, which is not a number from 1 on.", field=name
            )
        return min(int(text), most)

    def decode(self, shape: type[T]) -> T:
        """The body, which must have this shape. Raises InvalidInput with the field that has not."""
        return decoded(self.body, shape, is_form=self.is_form)


def decoded(body: Body, shape: type[T], *, is_form: bool = False) -> T:
    """A body, which must have this shape. Raises InvalidInput with the field that has not."""
    found: T
    try:
        if is_form:
            found = msgspec.convert(_form(body), shape, strict=False)
        else:
            found = _decoder(shape).decode(body)
        return found
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at `")
        field = place.rstrip("`").removeprefix("$.") or None
        what = f"The body's {field}" if field else "The body"
        raise InvalidInput(
            f"{what} does not fit: {problem[:1].lower()}{problem[1:]}.",
            hint="The shape of each body is described at /api/docs.",
            field=field,
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidInput(
            f"The body is not valid JSON: {error}.", hint="Send JSON in UTF-8."
        ) from error


def parent_id(parent: Parent, *, field: str) -> str:
    """The id of a parent that a body gives as an id or as an object. Raises InvalidInput."""
    return texts.identifier(parent if isinstance(parent, str) else parent.api_id, field=field)


def _decoder(shape: type) -> msgspec.json.Decoder[Any]:
    if shape not in _DECODERS:
        _DECODERS[shape] = msgspec.json.Decoder(shape)
    return _DECODERS[shape]


def _form(body: Body) -> dict[str, Any]:
    """The first value of each field of a form."""
    fields = parse_qs(body.decode("utf-8"), keep_blank_values=True)
    return {name: _flag(values[0]) for name, values in fields.items()}


def _flag(text: str) -> str | bool:
    return {"True": True, "False": False}.get(text, text)
