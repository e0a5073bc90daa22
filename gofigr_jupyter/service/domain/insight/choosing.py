"""Who answers in a workspace: seen and chosen by its admins, for the whole service by staff."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gofigr_jupyter.errors import Forbidden
from gofigr_jupyter.ids import WorkspaceId, new_id
from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.insight import usage
from gofigr_jupyter.service.domain.insight.model import AiSettings
from gofigr_jupyter.service.domain.model import Action, Actor, Right
from gofigr_jupyter.service.domain.people import audit
from gofigr_jupyter.service.domain.ports import Transaction


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The settings that hold in a place, those of the service, and whether they are the same."""

    settings: AiSettings
    of_service: AiSettings
    is_inherited: bool


def settings(tx: Transaction, actor: Actor, workspace: str | None) -> Choice:
    """What is chosen for a workspace, or for the service."""
    place = may_choose(tx, actor, workspace)
    found = usage.chosen(tx, place)
    return Choice(
        settings=found,
        of_service=usage.chosen(tx, None),
        is_inherited=place is not None and found.workspace_id != place,
    )


def choose(
    tx: Transaction, actor: Actor, workspace: str | None, wanted: AiSettings | None
) -> Choice:
    """Choose who answers; None goes back to what the service has."""
    place = may_choose(tx, actor, workspace)
    if wanted is None:
        tx.ai_choices.remove(place)
    else:
        kept = replace(
            wanted,
            id=new_id(),
            workspace_id=place,
            updated_by=actor.username,
            updated_on=tx.now,
        )
        tx.ai_choices.put(kept)
    if place is not None:
        told = "the service's" if wanted is None else wanted.provider.value
        audit.record(
            tx, actor, Action.UPDATE, access.workspace(tx, actor, place), detail=f"ai: {told}"
        )
    return settings(tx, actor, place)


def may_choose(tx: Transaction, actor: Actor, workspace: str | None) -> WorkspaceId | None:
    """The id of the workspace. Raises Forbidden for who may not choose there."""
    if workspace is not None:
        return access.workspace(tx, actor, workspace, need=Right.ADMIN).id
    if not actor.is_staff:
        raise Forbidden("Only staff may choose for the whole service.")
    return None
