"""Prefixes for short ids: nobody gets one twice."""

from __future__ import annotations

from gofigr_jupyter.ids import new_prefix
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.ports import Transaction


def reserve(tx: Transaction, actor: Actor) -> str:
    """A prefix that was never given out before."""
    while not tx.prefixes.add(prefix := new_prefix(), user=actor.user_id, at=tx.now):
        continue
    return prefix
