"""The catalog over the wire: all that the caller has, to search and leaf through."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain import access, model, texts
from gofigr_jupyter.service.domain.catalog import catalog
from gofigr_jupyter.service.domain.model import Kind
from gofigr_jupyter.service.surfaces.gofigr import responses, times
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.operation import get
from gofigr_jupyter.wire import catalog as wire
from gofigr_jupyter.wire.revisions import Revision
from gofigr_jupyter.wire.versions import ApiVersion

PAGE = 100
MOST_PAGE = 500
MOST_OFFSET = 1_000_000


def search(call: Call) -> wire.Catalog:
    """Figures, analyses or assets of all the caller's workspaces, newest first, page by page."""
    wanted = _wanted(call)
    first = _ids(call.query, "first") or ()
    # Offsets count from 0, numbers of a query from 1.
    offset = 0
    if call.query.get("offset", "0") != "0":
        offset = call.number("offset", default=1, most=MOST_OFFSET)
    limit = call.number("limit", default=PAGE, most=MOST_PAGE)
    found = call.service.database.read(
        lambda tx: catalog.search(tx, call.actor, wanted, first=first, offset=offset, limit=limit)
    )
    return wire.Catalog(items=[_entry(each) for each in found.entries], total=found.total)


def show_places(call: Call) -> wire.Places:
    """The workspaces, analyses and people that the caller can narrow the catalog to."""
    found = call.service.database.read(lambda tx: catalog.places(tx, call.actor))
    return wire.Places(
        workspaces=[wire.NamedPlace(api_id=w.id, name=w.name) for w in found.workspaces],
        analyses=[
            wire.NamedPlace(api_id=a.id, name=a.name, workspace=a.workspace_id)
            for a in found.analyses
        ],
        authors=list(found.authors),
    )


def list_newest(call: Call) -> list[Revision]:
    """The newest revision of each figure of an analysis, without data.

    Of its metadata it tells only the cell, and how often the figure was seen.
    """
    found = call.service.database.read(
        lambda tx: tx.revisions.newest_of_figures(access.analysis(tx, call.caller, call.id).id)
    )
    return [_shown(each, call.version) for each in found]


def _shown(found: model.Revision, version: ApiVersion) -> Revision:
    shown = responses.nested_revision(found, version)
    try:
        shown.metadata = msgspec.json.decode(found.metadata, type=wire.ShownMetadata)
    except msgspec.ValidationError:  # any JSON may stand there
        shown.metadata = None
    return shown


def _wanted(call: Call) -> catalog.Wanted:
    given = {name: value for name, value in call.query.items() if value}
    since = given.get("since")
    return catalog.Wanted(
        kind=_kind(given.get("kind", Kind.FIGURE.value)),
        words=tuple(_search(given.get("search", "")).split()),
        workspace=given.get("workspace"),
        analysis=_id(given, "analysis"),
        author=given.get("author"),
        since=None if since is None else times.moment(since, field="since"),
        ids=_ids(given, "ids"),
        without=_ids(given, "without") or (),
    )


def _kind(word: str) -> Kind:
    try:
        return Kind(word)
    except ValueError:
        raise InvalidInput(
            f"There is no kind {word[:60]!r}.",
            hint=f"The catalog lists: {', '.join(kind.value for kind in catalog.KINDS)}.",
            field="kind",
        ) from None


def _search(text: str) -> str:
    return texts.name(text, field="search") if text.strip() else ""


def _id(given: Mapping[str, str], field: str) -> str | None:
    return texts.identifier(given[field], field=field) if field in given else None


def _ids(given: Mapping[str, str], field: str) -> tuple[str, ...] | None:
    if not given.get(field):
        return None
    return tuple(texts.identifier(each, field=field) for each in given[field].split(","))


def _entry(found: catalog.Entry) -> wire.Entry:
    newest = found.newest
    return wire.Entry(
        kind=found.kind.value,
        api_id=found.id,
        name=found.name,
        workspace=found.workspace_id,
        analysis=found.analysis_id,
        analysis_name=found.analysis_name,
        changed_by=found.changed_by,
        changed_on=responses.time(found.touched_on) or "",
        newest_revision=None if newest is None else _newest(newest),
    )


def _newest(found: catalog.NewestRevision) -> wire.NewestRevision:
    return wire.NewestRevision(
        api_id=found.id, short_id=found.short_id, revision_index=found.revision_index
    )


OPERATIONS = (
    get("/catalog", search, wire.Catalog),
    get("/catalog/places", show_places, wire.Places),
    get("/analysis/{id}/newest", list_newest, list[Revision], anonymous=True),
)
"""Served below `/api/<version>`, in every version."""
