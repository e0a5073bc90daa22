"""Who is mentioned in a text: by `@username` or by `@name@host`, outside of code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.model import Actor, User
from gofigr_jupyter.service.domain.ports import Transaction

MOST_MENTIONED = 50
MENTION = re.compile(r"(?<![\w@./])@([\w.+-]*\w(?:@[\w-]+(?:\.[\w-]+)+)?)")
_CODE = re.compile(r"(?P<f>`{3,}|~{3,}).*?(?P=f)|(?P<t>`+)[^`]+(?P=t)", re.DOTALL)


def names_in(content: str) -> Iterable[str]:
    """What stands behind each @ of a comment, once each; the first MOST_MENTIONED of them."""
    found = MENTION.findall(_CODE.sub(" ", content))
    return list(dict.fromkeys(found))[:MOST_MENTIONED]


def users_in(tx: Transaction, content: str) -> Sequence[User]:
    """The active users whom a comment mentions, once each."""
    found: dict[str, User] = {}
    for name in names_in(content):
        user = tx.users.by_name(name) or (tx.users.by_email(name) if "@" in name else None)
        if user is not None and user.is_active:
            found[user.id] = user
    return list(found.values())


def mention_of(user: User) -> str:
    """What to write to mention a user: by address where the name has other letters than words."""
    whole = MENTION.fullmatch(f"@{user.username}")
    return f"@{user.username}" if whole or not user.email else f"@{user.email}"


def mentionable(
    tx: Transaction, actor: Actor, workspace: str, *, prefix: str, limit: int
) -> Sequence[User]:
    """The people of a workspace whose name or address begins with `prefix`, for its members."""
    found = access.workspace(tx, actor, workspace)
    return tx.comments.mentionable(found.id, prefix=prefix, limit=limit)
