"""`%gofigr preview`: what would be kept of a figure, and what would not."""

from __future__ import annotations

import json
from collections.abc import Iterator

from gofigr_jupyter.kernel.data.taking import Behind
from gofigr_jupyter.kernel.route import Route
from gofigr_jupyter.kernel.words import counted, size
from gofigr_jupyter.publishing.publication import Publication
from gofigr_jupyter.publishing.redaction import without_secrets

PREVIEWED = "shown as a preview (%gofigr preview)"
LEFT_OUT = "left out, as you chose"


def preview(publication: Publication, behind: Behind, route: Route) -> str:
    """What of `publication`, and of the data `behind` it, would go to the service."""
    publication = without_secrets(publication)
    destination = publication.destination
    where = f"{destination.workspace or 'your primary workspace'} / {destination.analysis}"
    address = route.address or "the service on this machine"
    head = f"Of “{publication.name}” this would be kept in {where}, by {address}:"
    told = [*_pictures(publication), *_code(publication), *_data(publication, behind)]
    lines = [head, *told, *_removed(publication), *_origin(publication), *_given(publication)]
    return "\n".join([*lines, "Nothing of it has been kept."])


def _pictures(publication: Publication) -> Iterator[str]:
    shown = ", ".join(f"{r.mime} ({size(len(r.data))})" for r in publication.capture.renderings)
    yield f"  Pictures: {shown}"


def _code(publication: Publication) -> Iterator[str]:
    cell = publication.capture.cell
    if "code" in publication.leave_out:
        yield f"  Code: {LEFT_OUT}"
        return
    yield "  Code of the cell:"
    yield from (f"    {line}" for line in (cell.source if cell else "").splitlines())
    before = publication.lineage.before if publication.lineage else 0
    if before:
        yield f"  Code of those of {counted(before, 'earlier execution')} that it depends on"


def _data(publication: Publication, behind: Behind) -> Iterator[str]:
    if "inputs" in publication.leave_out:
        yield f"  Files: {LEFT_OUT}"
    elif publication.lineage is not None:
        reads = publication.lineage.own.reads
        paths = ", ".join(dict.fromkeys(read.path for read in reads)) or "none"
        yield f"  Files that the cell read: {paths}; and those of the earlier code"
    shown = behind.shown
    if "plotted" in publication.leave_out:
        yield f"  Plotted data: {LEFT_OUT}"
    elif shown.plotted is not None:
        yield f"  Plotted data: {counted(len(shown.plotted.marks), 'mark')}"
    elif shown.drawing is not None:
        yield f"  Plotted data: {size(shown.drawing.size)}"
    else:
        yield "  Plotted data: those that the figure itself tells"
    if "tables" in publication.leave_out:
        yield f"  Tables: {LEFT_OUT}"
    for table in behind.tables.taken:
        kept = "whole" if table.whole is not None else "its first rows"
        shape = " × ".join(f"{length:,}" for length in table.shape)
        yield f"  Table, if the figure used it: {table.name} ({shape}), {kept}"


def _removed(publication: Publication) -> Iterator[str]:
    removed = publication.provenance.redactions
    if removed:
        found = ", ".join(f"{kind} ({count})" for kind, count in removed.items())
        yield f"  Secrets taken out: {found}"


def _origin(publication: Publication) -> Iterator[str]:
    provenance = publication.provenance
    yield f"  Notebook: {provenance.notebook.place}"
    environment, git = provenance.environment, provenance.git
    if environment is not None:
        packages = len(environment.packages.splitlines())
        listed = LEFT_OUT if "packages" in publication.leave_out else f"{packages} packages"
        yield f"  Environment: Python {environment.python}, {environment.platform}; {listed}"
    if git is not None and git.commit:
        changes = ", and the changes that are not committed, without secrets" if git.dirty else ""
        yield f"  Git: {git.commit[:12]} on {git.branch or 'no branch'}{changes}"
    yield from (f"  Not recorded: {note.about}: {note.text}" for note in provenance.notes)


def _given(publication: Publication) -> Iterator[str]:
    """What the user, or a setting, adds."""
    for each in publication.attachments:
        yield f"  Attached: {each.name} ({each.type}, {size(len(each.data))})"
    if publication.metadata:
        yield f"  Metadata: {json.dumps(publication.metadata, ensure_ascii=False)}"
