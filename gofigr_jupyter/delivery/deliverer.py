"""Delivers one publication: finds its figure, compares, stores what is new, and tells."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from gofigr_jupyter.client.client import Client
from gofigr_jupyter.delivery.additions import Added, added_to
from gofigr_jupyter.delivery.analyses import find_analysis, find_workspace
from gofigr_jupyter.delivery.choice import origin_told, plotted_told, without_left_out
from gofigr_jupyter.delivery.encode import FIGURE, format_of, revision_body
from gofigr_jupyter.delivery.hashes import Hashes
from gofigr_jupyter.delivery.index import AnalysisIndex, Known
from gofigr_jupyter.delivery.inputs import Inputs, told
from gofigr_jupyter.delivery.locks import with_hashes
from gofigr_jupyter.delivery.metadata import (
    publication_of,
    recorded_name,
    redactions_in,
    seen_again,
    was_seen,
)
from gofigr_jupyter.delivery.origin import Origin, Origins
from gofigr_jupyter.delivery.patch import patch_of
from gofigr_jupyter.delivery.pictures.making import FROM_PICKLE, made_for, with_notes
from gofigr_jupyter.delivery.sameness import does_same, shows_same
from gofigr_jupyter.errors import (
    Conflict,
    Forbidden,
    Frozen,
    GoFigrError,
    MethodNotAllowed,
    NotFound,
)
from gofigr_jupyter.publishing.additions import Additions
from gofigr_jupyter.publishing.matching import attached, match, same
from gofigr_jupyter.publishing.pending import PendingFolder, PendingInputs
from gofigr_jupyter.publishing.pictures import Pictures
from gofigr_jupyter.publishing.publication import Publication
from gofigr_jupyter.publishing.receipts import Receipt, State, receipt_for
from gofigr_jupyter.publishing.services import revision_link
from gofigr_jupyter.publishing.shelf import Shelf, ShelfEntry
from gofigr_jupyter.wire.revisions import Data, Revision

CHANGED_BEHIND_US = (NotFound, Conflict, Forbidden, MethodNotAllowed)
"""What a service answers when what we know of it is no longer so."""

Waiting = PendingInputs | Additions | Pictures
"""What comes after a figure: the files behind it, data, further pictures."""


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """The receipt of a publication, and the shelf of its notebook as it is now."""

    receipt: Receipt
    shelf: Shelf


class Deliverer:
    """Delivers to one service as one account.

    `url` is the service's address, for links; `origins` works out what made a figure, and
    `pending` takes note of the files among that, which `keep` keeps later, `hashes`
    remembers what is in them.
    """

    def __init__(
        self,
        client: Client,
        *,
        url: str,
        origins: Origins | None = None,
        pending: PendingFolder[PendingInputs] | None = None,
        hashes: Hashes | None = None,
    ) -> None:
        self._client = client
        self._url = url
        self._origins = origins
        self._pending = pending
        self._inputs = Inputs(client, hashes or Hashes())
        self._one_at_a_time = asyncio.Lock()
        self._indexes: dict[tuple[str | None, ...], AnalysisIndex] = {}

    async def answers(self) -> bool:
        """Whether the service answers at all."""
        try:
            await self._client.info()
        except GoFigrError as error:
            return not error.retryable
        return True

    async def deliver(self, publication: Publication) -> Delivered:
        """Keep `publication`; delivering it twice keeps it once.

        Raises what the service answers. If that can mean that figures were moved, renamed or
        deleted behind our back, the service is asked anew what it has before giving up.
        """
        async with self._one_at_a_time:
            return await self._deliver_once(publication)

    async def keep(self, waiting: Waiting) -> int | None:
        """Keep what belongs to a revision that is kept; twice keeps it once.

        Answers how many secrets were taken out of the revision, where that may have changed.
        Raises what the service answers; NotFound where there is no such revision.
        """
        match waiting:
            case PendingInputs():
                await self._keep_inputs(waiting)
            case Additions():
                return await self._keep_additions(waiting)
            case Pictures():
                await self._keep_pictures(waiting)
        return None

    async def _keep_inputs(self, pending: PendingInputs) -> None:
        """Keep the files of a revision, and link it to them; those of no revision just so."""
        workspace = await find_workspace(self._client, pending.workspace)
        kept = await self._inputs.keep(pending, workspace=workspace)
        if pending.revision is None:
            return
        assets = list(dict.fromkeys(k.asset_revision for k in kept if k.asset_revision))
        async with self._one_at_a_time:  # seeing a figure again writes its metadata too
            revision = await self._client.revision(pending.revision)
            metadata = told(revision.metadata, kept)
            revision = await self._client.link_assets(pending.revision, metadata, assets)
            for index in self._indexes.values():
                index.replace(revision)

    async def _keep_additions(self, additions: Additions) -> int:
        """Add data to the revision that a publication became; its count of secrets then."""
        async with self._one_at_a_time:
            revision = await self._revision_of(additions.publication)
            added = await asyncio.to_thread(added_to, revision, additions)
            await self._add(revision, added)
            return redactions_in(added.metadata)

    async def _keep_pictures(self, pictures: Pictures) -> None:
        """Add further pictures to the revision that a publication became."""
        revision = await self._revision_of(pictures.publication)
        figure = await self._client.figure(str(revision.figure))
        made = await made_for(revision, figure, pictures, url=self._url, fetch=self._bytes_of)
        async with self._one_at_a_time:
            revision = await self._revision_of(pictures.publication)
            await self._add(revision, Added(list(made.data), with_notes(revision, made.notes)))

    async def _revision_of(self, publication: str) -> Revision:
        made = (index.made_from(publication) for index in self._indexes.values())
        known = next((found[1].api_id for found in made if found), publication)
        return await self._client.revision(known)

    async def _add(self, revision: Revision, added: Added) -> None:
        """Add data to a revision, and what its metadata say of them."""
        if added.data:
            await self._client.append_data(revision.api_id, added.data)
        if added.metadata != revision.metadata:
            revision = await self._client.remember(revision.api_id, added.metadata)
            for index in self._indexes.values():
                index.replace(revision)

    async def _bytes_of(self, data: str) -> bytes:
        return (await self._client.data(data)).data or b""

    async def _deliver_once(self, publication: Publication) -> Delivered:
        try:
            return await self._deliver(publication)
        except CHANGED_BEHIND_US:
            if not self._forget(publication):
                raise
            return await self._deliver(publication)
        except (GoFigrError, OSError):
            # Whether the service took it is not known, or could not be noted on our own disk: look
            # before trying again.
            self._forget(publication)
            raise

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def _deliver(self, publication: Publication) -> Delivered:
        index = await self._index(publication)
        delivered = index.made_from(publication.id)
        if delivered is not None:
            if delivered[1].assets in (UNSET, None, []):  # killed before it had noted the files
                self._note_inputs(publication, delivered[1], await self._origin(publication))
            return _told(index, self._captured(publication, *delivered))
        entry = match(publication, index.entries())
        if entry is None:
            known = await self._create(publication, index, entry=None)
        elif await self._is_same(publication, entry):
            known = await self._see_again(publication, index, index.known(entry.figure))
            return _told(index, _receipt(publication, known, State.SEEN_AGAIN))
        else:
            known = await self._create(publication, index, entry=entry)
        return _told(index, _receipt(publication, known, State.CAPTURED))

    async def _index(self, publication: Publication) -> AnalysisIndex:
        key = _key(publication)
        index = self._indexes.get(key)
        if index is None:
            workspace = await find_workspace(self._client, publication.destination.workspace)
            analysis = await find_analysis(self._client, publication, workspace=workspace)
            same_analysis = (i for i in self._indexes.values() if i.analysis == analysis)
            index = next(same_analysis, None) or AnalysisIndex(analysis, self._url)
        await index.refresh(self._client)
        self._indexes[key] = index
        return index

    def _forget(self, publication: Publication) -> bool:
        """Drop what is known of the publication's analysis. False when nothing was known."""
        index = self._indexes.get(_key(publication))
        self._indexes = {key: kept for key, kept in self._indexes.items() if kept is not index}
        return index is not None

    async def _create(
        self, publication: Publication, index: AnalysisIndex, *, entry: ShelfEntry | None
    ) -> Known:
        if entry is None:
            shown = given = publication.name
            figure = index.empty_figure(shown)
            if figure is None:
                figure = (await self._client.create_figure(shown, analysis=index.analysis)).api_id
        else:
            figure = entry.figure
            shown, given = await self._names(publication, index.known(figure))
        origin = await self._origin(publication)
        plotted = await asyncio.to_thread(plotted_told, publication)
        kept = without_left_out(publication)
        kept = replace(kept, provenance=await asyncio.to_thread(with_hashes, kept.provenance))
        patch = await asyncio.to_thread(patch_of, kept.provenance.git, allowed=kept.secrets_allowed)
        body = revision_body(
            kept, figure=figure, name=given, origin=origin, plotted=plotted, patch=patch
        )
        try:
            revision = await self._client.create_revision(body)
        except Conflict:
            revision = await self._settle(publication, body)
        self._note_inputs(publication, revision, origin)
        return index.add(figure, name=_shown_name(revision) or shown, revision=revision)

    async def _origin(self, publication: Publication) -> Origin | None:
        if self._origins is None:
            return None
        return origin_told(publication, await asyncio.to_thread(self._origins.of, publication))

    def _note_inputs(
        self, publication: Publication, revision: Revision, origin: Origin | None
    ) -> None:
        lineage = publication.lineage
        if self._pending is None or origin is None or lineage is None or not origin.inputs:
            return
        destination = publication.destination
        note = PendingInputs(
            publication=publication.id,
            revision=revision.api_id,
            service=destination.service,
            workspace=destination.workspace,
            inputs=origin.inputs,
            largest=lineage.rules.largest,
        )
        self._pending.put(note)

    async def _settle(self, publication: Publication, body: dict[str, Any]) -> Revision:
        """The revision after the service said that one of its ids is taken.

        If the revision with that id is ours, it was stored just before a crash. Otherwise the
        short id is somebody else's: the figure is kept without one, and found by its id.
        """
        try:
            stored = await self._client.revision(publication.id)
        except NotFound:
            return await self._client.create_revision({**body, "short_id": None})
        if publication_of(stored.metadata) != publication.id:
            raise Conflict(
                f"The service has another revision with the id {publication.id}.",
                hint="Run the cell again.",
            )
        return stored

    async def _see_again(
        self, publication: Publication, index: AnalysisIndex, known: Known
    ) -> Known:
        if was_seen(known.metadata, publication):
            return known
        before = known.metadata if isinstance(known.metadata, dict) else {}
        kept = without_left_out(publication)
        metadata = seen_again(before, kept, name=recorded_name(before))
        try:
            revision = await self._client.remember(known.entry.revision, metadata)
        except Frozen:  # it shows what it showed: there is nothing to refuse
            return known
        name = _shown_name(revision) or known.entry.name
        return index.add(known.entry.figure, name=name, revision=revision)

    async def _names(self, publication: Publication, known: Known) -> tuple[str, str]:
        """The name that the figure shows from now on, and the last one that we gave it.

        It follows the title, unless the user renamed the figure: then the two differ, and stay so.
        """
        entry, title = known.entry, publication.capture.title
        given = recorded_name(known.metadata)
        if publication.figure is not None or not title or title in (entry.title, entry.name):
            return entry.name, given
        current = (await self._client.figure(entry.figure)).name
        if current != given:
            return current, given
        await self._client.rename_figure(entry.figure, title)
        return title, title

    async def _is_same(self, publication: Publication, entry: ShelfEntry) -> bool:
        if same(publication, entry):
            return True
        if attached(publication) != entry.attached:
            return False
        if not await asyncio.to_thread(does_same, publication, entry):
            return False
        return publication.content == entry.content or await self._shows_same(publication, entry)

    async def _shows_same(self, publication: Publication, entry: ShelfEntry) -> bool:
        """Whether each rendering shows what the stored one of its kind shows."""
        stored = (await self._client.revision(entry.revision)).data or []
        for rendering in publication.capture.renderings:
            found = next((data for data in stored if _renders(data, rendering.mime)), None)
            if found is None:
                return False
            data = await self._bytes_of(found.api_id)
            if not await asyncio.to_thread(shows_same, rendering.mime, data, rendering.data):
                return False
        return True

    def _captured(self, publication: Publication, known: Known, revision: Revision) -> Receipt:
        """The receipt of a publication that had become `revision` before we were asked."""
        return replace(
            _receipt(publication, known, State.CAPTURED),
            revision=revision.api_id,
            short_id=revision.short_id,
            number=revision.revision_index + 1,
            link=revision_link(self._url, revision.short_id or revision.api_id),
            redactions=redactions_in(revision.metadata),
        )


def _receipt(publication: Publication, known: Known, state: State) -> Receipt:
    entry = known.entry
    return replace(
        receipt_for(publication, state),
        name=entry.name,
        revision=entry.revision,
        short_id=entry.short_id,
        number=entry.number,
        link=entry.link,
        redactions=redactions_in(known.metadata),
    )


def _told(index: AnalysisIndex, receipt: Receipt) -> Delivered:
    return Delivered(receipt=receipt, shelf=Shelf(analysis=index.analysis, entries=index.entries()))


def _key(publication: Publication) -> tuple[str | None, ...]:
    destination, notebook = publication.destination, publication.provenance.notebook
    return (destination.workspace, destination.analysis, notebook.path)


def _shown_name(revision: Revision) -> str | None:
    """The figure's name as the answer tells it, if it does."""
    told = revision.figure_metadata
    return getattr(told, "name", None)


def _renders(data: Data, mime: str) -> bool:
    if data.name != FIGURE or not isinstance(data.metadata, dict):
        return False
    image_format = format_of(mime)
    if image_format is None:
        return data.type == "text" and data.metadata.get("mime") == mime
    if data.metadata.get("is_watermarked") or data.metadata.get("made_from") == FROM_PICKLE:
        return False
    return data.type == "image" and data.metadata.get("format") == image_format
