"""Device login (RFC 8628), as it travels."""

from __future__ import annotations

from msgspec import Struct

GRANT = "urn:ietf:params:oauth:grant-type:device_code"


class DeviceCodeBody(Struct, kw_only=True):
    """A program that asks for codes. Scope and audience are taken and change nothing."""

    client_id: str
    scope: str | None = None
    audience: str | None = None


class DeviceCode(Struct, kw_only=True):
    """The codes: one for the program to keep to itself, one for its user to see."""

    device_code: str
    user_code: str
    verification_uri: str
    verification_uri_complete: str
    expires_in: int
    interval: int


class DeviceTokenBody(Struct, kw_only=True):
    """A program that asks whether its user has approved it."""

    grant_type: str
    device_code: str = ""
    client_id: str = ""


class DeviceToken(Struct, kw_only=True):
    """The token of a program that was approved."""

    access_token: str
    token_type: str = "Bearer"  # noqa: S105  # how it is sent, not what
    expires_in: int


class Refusal(Struct, kw_only=True):
    """Why there are no codes, or no token yet: a word of the standard, and a sentence."""

    error: str
    error_description: str = ""
