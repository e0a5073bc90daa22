"""What a name, a description, an id or JSON from a user must look like to be kept."""

from __future__ import annotations

import unicodedata

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.ids import is_id
from gofigr_jupyter.service.domain.model import Attributed, Described

MOST_NAME = 1000
MOST_EMAIL = 254
MOST_DESCRIPTION = 100_000
MOST_JSON = 16 * 1024 * 1024
_FINE = "\n\t\r"


def name(text: str, *, field: str = "name", most: int = MOST_NAME) -> str:
    """`text` if it can be a name. Raises InvalidInput when it is blank, too long or unprintable."""
    if not text.strip():
        raise InvalidInput(
            f"The {field} is empty.", hint="Give it at least one letter.", field=field
        )
    return _plain(text, field=field, most=most)


def description(text: str | None, *, field: str = "description") -> str | None:
    """`text` if it can be a description; it may be empty or None."""
    return None if text is None else _plain(text, field=field, most=MOST_DESCRIPTION)


def email(text: str, *, field: str = "email") -> str:
    """`text` if it can be an e-mail address."""
    local, _, host = name(text, field=field, most=MOST_EMAIL).rpartition("@")
    if not local or not host or any(letter.isspace() or letter in "<>,;" for letter in text):
        raise InvalidInput(
            f"{text[:60]!r} is not an e-mail address.", hint="It looks like name@host.", field=field
        )
    return text


def attributed(behalf_name: str | None, behalf_email: str | None) -> Attributed:
    """For whom a thing is made. Raises InvalidInput for what is no name or no address."""
    return Attributed(
        behalf_name=name(behalf_name, field="created_on_behalf_name") if behalf_name else None,
        behalf_email=email(behalf_email, field="created_on_behalf_email") if behalf_email else None,
    )


def described(title: str | None, text: str | None) -> Described:
    """What a model wrote. Raises InvalidInput for what cannot be a title or a description."""
    return Described(ai_title=ai_title(title), ai_description=ai_description(text))


def ai_title(text: str | None) -> str | None:
    """`text` if it can be a title; None for an empty one."""
    return name(text, field="ai_title") if text else None


def ai_description(text: str | None) -> str | None:
    """`text` if it can be a description; None for an empty one."""
    return description(text or None, field="ai_description")


def identifier(text: str, *, field: str) -> str:
    """`text` as an id. Raises InvalidInput when it is no UUID."""
    if not is_id(text):
        raise InvalidInput(
            f"The {field} {text[:60]!r} is not an id.",
            hint="Ids look like 123e4567-e89b-42d3-a456-426614174000.",
            field=field,
        )
    return text.lower()


def _plain(text: str, *, field: str, most: int) -> str:
    if len(text) > most:
        raise InvalidInput(
            f"The {field} has {len(text):,} characters.",
            hint=f"It can have at most {most:,}.",
            field=field,
        )
    bad = next(
        (c for c in text if c not in _FINE and unicodedata.category(c) in ("Cc", "Cs")), None
    )
    if bad is not None:
        raise InvalidInput(
            f"The {field} holds the control character {bad!r}.",
            hint="Remove it.",
            field=field,
        )
    return text
