"""API ids, short ids and content hashes."""

from __future__ import annotations

import os
import re
import secrets
import uuid
from typing import NewType

UserId = NewType("UserId", str)
ApiKeyId = NewType("ApiKeyId", str)
OrganizationId = NewType("OrganizationId", str)
InvitationId = NewType("InvitationId", str)
WorkspaceId = NewType("WorkspaceId", str)
AnalysisId = NewType("AnalysisId", str)
FigureId = NewType("FigureId", str)
RevisionId = NewType("RevisionId", str)
DataId = NewType("DataId", str)
AssetId = NewType("AssetId", str)
AssetRevisionId = NewType("AssetRevisionId", str)
StoreId = NewType("StoreId", str)
CommentId = NewType("CommentId", str)
StoryId = NewType("StoryId", str)
SshKeyId = NewType("SshKeyId", str)

ContentHash = NewType("ContentHash", str)
"""BLAKE3 of raw bytes, 64 lower-case hexadecimal digits, as the GoFigr wire has it."""

BASE62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
PREFIX_LENGTH = 8
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)


def new_id() -> str:
    """A random UUID (version 4) in its usual text form."""
    return str(uuid.uuid4())


def is_id(text: str) -> bool:
    """Whether `text` is a UUID in its usual text form."""
    return _UUID.fullmatch(text) is not None


def content_hash(data: bytes) -> ContentHash:
    """BLAKE3 of `data` (256 bits), as lower-case hexadecimal digits."""
    from blake3 import blake3  # 4 ms that only those who hash should pay

    return ContentHash(blake3(data).hexdigest())


def new_prefix() -> str:
    """A random prefix for short ids: 8 characters of base 62, 47 bits."""
    return "".join(secrets.choice(BASE62) for _ in range(PREFIX_LENGTH))


def base62(number: int) -> str:
    """`number` in base 62 as the GoFigr clients write it: digits, lower case, upper case."""
    digits = ""
    while True:
        number, digit = divmod(number, 62)
        digits = BASE62[digit] + digits
        if number == 0:
            return digits


class ShortIds:
    """Hands out short ids: one prefix for a session, then a count in base 62."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._count = 0
        self._process = os.getpid()

    def next(self) -> str:
        """A short id that this object has not given before."""
        if os.getpid() != self._process:  # forked off: the other one counts on too
            self._prefix, self._count, self._process = new_prefix(), 0, os.getpid()
        short_id = self._prefix + base62(self._count)
        self._count += 1
        return short_id
