"""What was asked, by whom, of whom: written down by hash, counted, and held to a limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from gofigr_jupyter.errors import RateLimited
from gofigr_jupyter.ids import RevisionId, WorkspaceId, content_hash, new_id
from gofigr_jupyter.service.domain.insight.model import (
    NOTHING_CHOSEN,
    AiSettings,
    AiUse,
    Outcome,
    Purpose,
    Tally,
)
from gofigr_jupyter.service.domain.insight.ports import Prompt, Tokens
from gofigr_jupyter.service.domain.model import SECOND, Actor, Moment
from gofigr_jupyter.service.domain.ports import Transaction

LOCAL_MODEL = "facts"
"""What the local provider calls itself: it has no model."""


@dataclass(frozen=True, kw_only=True)
class About:
    """What a question is about, and what for it is asked."""

    purpose: Purpose
    workspace_id: WorkspaceId | None = None
    revision_id: RevisionId | None = None


@dataclass(frozen=True, kw_only=True)
class Quota:
    """How many questions of a workspace went to models elsewhere this month, of how many."""

    workspace_id: WorkspaceId
    used: int
    limit: int | None


def begin(
    tx: Transaction,
    actor: Actor,
    settings: AiSettings,
    about: About,
    *,
    prompt: Prompt | None = None,
    host: str = "",
    model: str = "",
) -> AiUse:
    """Write down a question; `prompt` is what is sent to `host`, None where nothing is.

    Raises RateLimited where the workspace has asked its models often enough this month.
    """
    if prompt is not None and about.purpose is not Purpose.PREVIEW:
        _hold_to_limit(tx, settings, about.workspace_id)
    use = AiUse(
        id=new_id(),
        at=tx.now,
        user_id=actor.user_id,
        workspace_id=about.workspace_id,
        revision_id=about.revision_id,
        purpose=about.purpose,
        provider=settings.provider,
        model=model_of(settings, model),
        host=host,
        digest=content_hash(prompt.sent) if prompt else None,
        sent_bytes=len(prompt.sent) if prompt else 0,
        outcome=Outcome.STARTED if prompt else Outcome.ANSWERED,
    )
    tx.ai_uses.add(use)
    return use


def end(tx: Transaction, use: AiUse, outcome: Outcome, tokens: Tokens | None) -> None:
    """Write down how a question ended, and how much was read and written."""
    told = tokens or Tokens(0, 0)
    tx.ai_uses.change(use.id, outcome=outcome, input_tokens=told.read, output_tokens=told.written)


def mine(tx: Transaction, actor: Actor) -> Sequence[Tally]:
    """What somebody asked this month."""
    return tx.ai_uses.of_user(actor.user_id, since=month(tx.now))


def quotas(tx: Transaction, actor: Actor) -> Sequence[Quota]:
    """How much of this month's questions is left in each workspace of somebody."""
    found = []
    for workspace in tx.workspaces.of_user(actor.user_id):
        if actor.only_workspace in (None, workspace.id):
            used = tx.ai_uses.count(workspace.id, since=month(tx.now))
            limit = chosen(tx, workspace.id).monthly_limit
            found.append(Quota(workspace_id=workspace.id, used=used, limit=limit))
    return found


def chosen(tx: Transaction, workspace: WorkspaceId | None) -> AiSettings:
    """The settings that hold in a workspace: its own, or the service's."""
    own = tx.ai_choices.of(workspace) if workspace else None
    return own or tx.ai_choices.of(None) or NOTHING_CHOSEN


def model_of(settings: AiSettings, wanted: str = "") -> str:
    """What answers, by name: a model that was wanted instead goes before the chosen one."""
    return LOCAL_MODEL if settings.is_local else wanted or settings.model


def month(now: Moment) -> Moment:
    """When the month of a time began, in UTC."""
    at = datetime.fromtimestamp(now / SECOND, UTC)
    first = at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return Moment(int(first.timestamp()) * SECOND)


def _hold_to_limit(tx: Transaction, settings: AiSettings, workspace: WorkspaceId | None) -> None:
    if settings.monthly_limit is None or workspace is None:
        return
    used = tx.ai_uses.count(workspace, since=month(tx.now))
    if used >= settings.monthly_limit:
        first = datetime.fromtimestamp(month(tx.now) / SECOND, UTC)
        following = first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
        wait = int(following.timestamp()) - tx.now // SECOND
        raise RateLimited(
            f"This workspace has asked {used} of {settings.monthly_limit} questions this month.",
            hint="Its admins can raise the limit, or choose the local provider, which has none.",
            retry_after=max(1, wait),
        )
