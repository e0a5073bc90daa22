"""Data objects: the bytes of a revision with their names and kinds.

The bytes are stored by their hash before a function here is called.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.ids import (
    AssetRevisionId,
    ContentHash,
    DataId,
    RevisionId,
    StoreId,
    new_id,
)
from gofigr_jupyter.service.domain import texts
from gofigr_jupyter.service.domain.model import EMPTY_OBJECT, DataItem, DataType, JsonText
from gofigr_jupyter.service.domain.ports import DataItems, Transaction

Owner = RevisionId | AssetRevisionId


@dataclass(frozen=True, kw_only=True)
class DraftData:
    """A data object to be stored. `hash` None keeps the bytes that the object `id` has.

    `store` tells where its bytes were put; None stands for the service's own place.
    """

    name: str | None
    type: str
    metadata: JsonText = EMPTY_OBJECT
    hash: ContentHash | None
    size_bytes: int = 0
    store: StoreId | None = None
    id: str | None = None
    is_clean_room: bool | None = None


def made(revision: Owner, drafts: Sequence[DraftData], *, after: int = 0) -> list[DataItem]:
    """The data objects of a new revision, or more of them `after` those that it has."""
    return [
        _item(revision, after + index, draft, field=f"data[{index}]")
        for index, draft in enumerate(drafts)
    ]


def replaced(tx: Transaction, rows: DataItems, revision: Owner, drafts: Sequence[DraftData]) -> int:
    """Give a revision another list of data objects; the size of all of them."""
    known = {item.id: item for item in rows.of_revision(revision)}
    items = []
    for position, draft in enumerate(drafts):
        old = known.pop(DataId((draft.id or "").lower()), None)
        items.append(_item(revision, position, draft, old, field=f"data[{position}]"))
    rows.remove_of(revision)
    rows.add_all(items, tx.now)
    return sum(item.size_bytes for item in items)


def json_text(text: JsonText, *, field: str = "metadata") -> JsonText:
    """`text` if it is not too long to be kept. Raises InvalidInput otherwise."""
    if len(text) > texts.MOST_JSON:
        raise InvalidInput(
            f"The {field} is larger than {texts.MOST_JSON // 2**20} MiB.",
            hint="Put large things into a data object.",
            field=field,
        )
    return text


def _item(
    revision: Owner, position: int, draft: DraftData, old: DataItem | None = None, *, field: str
) -> DataItem:
    hash, size, store = draft.hash, draft.size_bytes, draft.store
    if hash is None:
        if old is None:
            raise InvalidInput(
                f"The data object {draft.name or position!r} has no bytes.",
                hint='Send them as base64; "" stands for none.',
                field=f"{field}.data",
            )
        hash, size, store = old.hash, old.size_bytes, old.store_id
    if draft.name:
        texts.name(draft.name, field=f"{field}.name")
    flag = draft.is_clean_room
    return DataItem(
        id=old.id if old else DataId(new_id()),
        revision_id=revision,
        position=position,
        name=draft.name,
        type=_type(draft.type, field),
        metadata=json_text(draft.metadata, field=f"{field}.metadata"),
        hash=hash,
        size_bytes=size,
        is_clean_room=(old.is_clean_room if old else False) if flag is None else flag,
        store_id=store,
    )


def _type(word: str, field: str) -> DataType:
    try:
        return DataType(word)
    except ValueError:
        raise InvalidInput(
            f"There is no data type {word[:60]!r}.",
            hint=f"There are {', '.join(DataType)}.",
            field=f"{field}.type",
        ) from None
