"""What search knows about each kind of thing, made of what is kept about it.

A new kind of thing becomes searchable by one function here and its line in DRAFTS.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import TypedDict, Unpack

from gofigr_jupyter.ids import AnalysisId, ContentHash, StoryId
from gofigr_jupyter.service.domain.assets.model import Asset, AssetRevision
from gofigr_jupyter.service.domain.model import (
    DataType,
    Described,
    Figure,
    Kind,
    Revision,
    Stamped,
)
from gofigr_jupyter.service.domain.ports import Blobs, Transaction
from gofigr_jupyter.service.domain.search import words
from gofigr_jupyter.service.domain.search.model import Document, Draft, Source

MOST_WORDS = 20_000
MOST_CODE = 60_000
MOST_FILE = 32_768
MOST_FILES = 24
MOST_VALUE = 300
_NOISE = frozenset(
    {"environment", "seen", "redactions", "notes", "schema", "blake3", "lock", "packed"}
)
"""Parts of metadata that say nothing about one figure, or nothing in words."""


def draft_of(tx: Transaction, kind: Kind, id: str) -> Draft | None:
    """What is known about a thing; None when it is gone, or of a kind that is not searched."""
    make = DRAFTS.get(kind)
    return make(tx, id) if make else None


def document_of(draft: Draft, blobs: Blobs) -> Document:
    """A draft with the files that it names. Raises StorageUnavailable when they cannot be read."""
    files = (_read(blobs, file) for file in draft.files)
    code = "\n".join(text for text in (*files, draft.code) if text)
    texts = [
        _plain(text, most)
        for text, most in (
            (draft.names, MOST_WORDS),
            (draft.words, MOST_WORDS),
            (draft.place, MOST_WORDS),
            (draft.talk, MOST_WORDS),
            (draft.shown, MOST_WORDS),
            (code, MOST_CODE),
        )
    ]
    return Document(
        source=draft.source,
        author=draft.author,
        made_on=draft.made_on,
        library=draft.library.lower(),
        names=texts[0],
        words=texts[1],
        place=texts[2],
        talk=texts[3],
        shown=texts[4],
        code=texts[5],
        also=words.other_forms(*texts)[:MOST_WORDS],
    )


class Texts(TypedDict, total=False):
    """What else is known about a thing, as in Draft."""

    library: str
    words: str
    place: str
    talk: str
    shown: str
    code: str
    files: tuple[ContentHash, ...]


def _draft(source: Source, thing: Stamped, names: str, **texts: Unpack[Texts]) -> Draft:
    """What is known about a thing called `names`."""
    return Draft(
        source=source, author=thing.created_by, made_on=thing.created_on, names=names, **texts
    )


def _workspace(tx: Transaction, id: str) -> Draft | None:
    found = tx.workspaces.get(id)
    if found is None:
        return None
    return _draft(
        Source(kind=Kind.WORKSPACE, source_id=id, workspace_id=found.id),
        found,
        found.name,
        words=found.description or "",
    )


def _analysis(tx: Transaction, id: str) -> Draft | None:
    found = tx.analyses.get(id)
    if found is None:
        return None
    return _draft(
        Source(
            kind=Kind.ANALYSIS, source_id=id, workspace_id=found.workspace_id, analysis_id=found.id
        ),
        found,
        found.name,
        words=found.description or "",
    )


def _figure(tx: Transaction, id: str) -> Draft | None:
    found = tx.figures.get(id)
    if found is None:
        return None
    return _draft(
        Source(
            kind=Kind.FIGURE,
            source_id=id,
            workspace_id=found.workspace_id,
            analysis_id=found.analysis_id,
            figure_id=found.id,
        ),
        found,
        found.name,
        words=_lines(found.description, _described(found), *_reviewed(tx, found)),
        place=called(tx, found.analysis_id),
        talk=_talk(tx, found),
    )


def _revision(tx: Transaction, id: str) -> Draft | None:
    found = tx.revisions.get(id)
    figure = tx.figures.get(found.figure_id) if found else None
    if found is None or figure is None:
        return None
    recorded = _recorded(found.metadata)
    review = tx.reviews.get(figure.id)
    approved = "approved" if review and review.approved_revision == found.id else None
    codes = [item.hash for item in tx.data.of_revision(found.id) if item.type is DataType.CODE]
    return _draft(
        Source(
            kind=Kind.REVISION,
            source_id=id,
            workspace_id=found.workspace_id,
            analysis_id=found.analysis_id,
            figure_id=found.figure_id,
            revision_id=found.id,
        ),
        found,
        figure.name,
        library=_library(recorded),
        words=_lines(_described(found), approved),
        place=called(tx, found.analysis_id),
        talk=_talk(tx, found),
        shown=tx.looks.text(found.id),
        code=_lines(found.short_id, *_facts(recorded)),
        files=tuple(dict.fromkeys(codes))[:MOST_FILES],
    )


def _asset(tx: Transaction, id: str) -> Draft | None:
    found = tx.assets.get(id)
    if found is None:
        return None
    return _draft(
        Source(kind=Kind.ASSET, source_id=id, workspace_id=found.workspace_id, asset_id=found.id),
        found,
        found.name,
        words=found.description or "",
        talk=_talk(tx, found),
    )


def _asset_revision(tx: Transaction, id: str) -> Draft | None:
    """Its asset has the name, which may change."""
    found = tx.asset_revisions.get(id)
    if found is None:
        return None
    return _draft(
        Source(
            kind=Kind.ASSET_REVISION,
            source_id=id,
            workspace_id=found.workspace_id,
            asset_id=found.asset_id,
        ),
        found,
        "",
        talk=_talk(tx, found),
        code=_lines(*_facts(_recorded(found.metadata))),
    )


def _story(tx: Transaction, id: str) -> Draft | None:
    found = tx.stories.get(StoryId(id))
    if found is None:
        return None
    slides = tx.stories.slides_of([found.id]).get(found.id, ())
    told = (found.description, found.introduction, found.goals, found.audience)
    shown = (text for slide in slides for text in (slide.title, slide.content, slide.notes))
    return _draft(
        Source(kind=Kind.STORY, source_id=id, workspace_id=found.workspace_id, story_id=found.id),
        found,
        _lines(found.name, found.title),
        words=_lines(*told, *shown),
    )


DRAFTS: Mapping[Kind, Callable[[Transaction, str], Draft | None]] = {
    Kind.WORKSPACE: _workspace,
    Kind.ANALYSIS: _analysis,
    Kind.FIGURE: _figure,
    Kind.ASSET: _asset,
    Kind.REVISION: _revision,
    Kind.ASSET_REVISION: _asset_revision,
    Kind.STORY: _story,
}


def called(tx: Transaction, analysis: AnalysisId) -> str:
    """The name of an analysis; empty when it is gone."""
    found = tx.analyses.get(analysis)
    return found.name if found else ""


def _talk(tx: Transaction, thing: Figure | Revision | Asset | AssetRevision) -> str:
    return _lines(*(comment.content for comment in tx.comments.about(thing)))


def _reviewed(tx: Transaction, figure: Figure) -> Iterator[str]:
    """What is said in the review of a figure."""
    review = tx.reviews.get(figure.id)
    if figure.is_frozen:
        yield "frozen"
    if review is not None and review.requested_on is not None:
        yield f"in review: {review.note}"


def _described(thing: Described) -> str:
    return _lines(thing.ai_title, thing.ai_description)


def _lines(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)


def _recorded(metadata: str) -> Mapping[str, object]:
    found = json.loads(metadata)
    return found if isinstance(found, dict) else {}


def _library(recorded: Mapping[str, object]) -> str:
    told = recorded.get("backend")
    return told if isinstance(told, str) else ""


def _facts(recorded: object, name: str = "") -> Iterator[str]:
    """The words of metadata, one fact a line."""
    if isinstance(recorded, dict):
        for key, value in recorded.items():
            if key not in _NOISE:
                yield from _facts(value, str(key))
    elif isinstance(recorded, list):
        for value in recorded[:MOST_VALUE]:
            yield from _facts(value, name)
    elif isinstance(recorded, str) and recorded and len(recorded) <= MOST_VALUE:
        yield f"{name}: {recorded}" if name else recorded


def _read(blobs: Blobs, file: ContentHash) -> str:
    with blobs.open(file) as content:
        return content.read(MOST_FILE).decode("utf-8", "replace")


def _plain(text: str, most: int) -> str:
    """`text` as every database takes it."""
    return text[:most].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
