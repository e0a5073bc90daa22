"""Links: which figure revision used which asset revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.ids import RevisionId
from gofigr_jupyter.service.domain import access, texts
from gofigr_jupyter.service.domain.assets.model import Link, UseType
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.ports import Transaction

MOST_LINKS = 10_000


@dataclass(frozen=True, kw_only=True)
class DraftLink:
    """A link to be made from a figure revision to an asset revision."""

    asset_revision: str
    use_type: str = UseType.INDIRECT
    anchor: str | None = None


def put(tx: Transaction, actor: Actor, revision: RevisionId, drafts: Sequence[DraftLink]) -> None:
    """Give a figure revision these links and no others; a repeated one counts once.

    Raises Forbidden, and links nothing, when the actor may not read one of the asset revisions.
    """
    if len(drafts) > MOST_LINKS:
        raise InvalidInput(
            f"There are {len(drafts):,} links.", hint=f"At most {MOST_LINKS:,}.", field="assets"
        )
    wanted = dict.fromkeys(
        (
            texts.identifier(draft.asset_revision, field=f"assets[{position}].asset_revision"),
            _use_type(draft.use_type, field=f"assets[{position}].use_type"),
            draft.anchor and texts.name(draft.anchor, field=f"assets[{position}].anchor"),
        )
        for position, draft in enumerate(drafts)
    )
    found = access.asset_revisions(tx, actor, {id for id, _, _ in wanted})
    links = [
        Link(
            revision_id=revision,
            asset_revision_id=found[id].id,
            position=position,
            use_type=use_type,
            anchor=anchor or None,
        )
        for position, (id, use_type, anchor) in enumerate(wanted)
    ]
    tx.links.replace(revision, links)


def _use_type(word: str, *, field: str) -> UseType:
    try:
        return UseType(word)
    except ValueError:
        raise InvalidInput(
            f"There is no use type {word[:60]!r}.",
            hint=f"There are {', '.join(UseType)}.",
            field=field,
        ) from None
