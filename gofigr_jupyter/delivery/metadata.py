"""What a revision's metadata says about its origin, written and read.

The flat keys are those of the public client; ours stand under `provenance`. There, `identity` is
the newest sighting as `publishing.matching` needs it, so that the service alone is enough to tell
which figure a display belongs to.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections import Counter
from typing import Any

import msgspec

from gofigr_jupyter.capture.alt import alt_text
from gofigr_jupyter.delivery.origin import Origin
from gofigr_jupyter.delivery.patch import Patch
from gofigr_jupyter.delivery.plotted.reading import PlottedData
from gofigr_jupyter.ids import ContentHash, content_hash
from gofigr_jupyter.lineage.imports import imported
from gofigr_jupyter.lineage.seeds import seeds_in
from gofigr_jupyter.provenance.provenance import Git
from gofigr_jupyter.provenance.secrets import removed_from
from gofigr_jupyter.publishing.matching import attached, source_of
from gofigr_jupyter.publishing.publication import ALT, Publication
from gofigr_jupyter.publishing.services import revision_link
from gofigr_jupyter.publishing.shelf import ShelfEntry
from gofigr_jupyter.wire.entities import Figure
from gofigr_jupyter.wire.revisions import Revision

SCHEMA = 1
PLAIN_SOURCE = 400
"""Characters of a cell's source that the identity repeats as they are; more are packed."""
LONGEST_SOURCE = 20_000
"""Characters of a cell's source that the identity repeats; more is told by its hash alone."""
COMMIT_PAGES = {"github.com": "commit", "gitlab.com": "-/commit", "bitbucket.org": "commits"}

Json = dict[str, Any]


def metadata_of(
    publication: Publication,
    *,
    name: str,
    origin: Origin | None,
    plotted: PlottedData,
    patch: Patch,
) -> Json:
    """The metadata of the revision that `publication` becomes, shown under `name`."""
    provenance, cell = publication.provenance, publication.capture.cell
    flat: Json = {
        ALT: alt_text(name, plotted.words, backend=publication.capture.backend),
        "notebook_name": provenance.notebook.name,
        "notebook_path": provenance.notebook.path,
        "cell_id": cell.id if cell else None,
        "backend": publication.capture.backend,
    }
    if provenance.environment is not None:
        flat["kernel"] = provenance.environment.executable
        flat["python_version"] = provenance.environment.python
    if provenance.git is not None:
        flat["git"] = _git(provenance.git)
    told = _with_patch({**_provenance(publication, name), **origin_of(origin)}, patch)
    told["redactions"] = dict(Counter(told["redactions"]) + removed_from(earlier_sources(origin)))
    told["notes"] += [{"about": "plotted data", "text": text} for text in plotted.unread]
    known = {key: value for key, value in flat.items() if value is not None}
    return {**known, **publication.metadata, "provenance": told}


def origin_of(origin: Origin | None) -> Json:
    """The slice, its imports and the inputs, as `provenance` tells them; nothing if not known."""
    if origin is None:
        return {}
    cells = [
        {
            "cell_id": part.execution.cell_id,
            "execution_count": part.execution.execution_count,
            "confidence": "unsure" if part.why else "sure",
            "why": part.why,
            "lines": list(part.lines),
        }
        for part in origin.parts
    ]
    inputs = [
        {"path": i.path, "blake3": None, "size": i.size, "asset_revision": None, "via": i.via}
        for i in origin.inputs
    ]
    imports = [imported(p.execution.source, lines=p.lines) for p in origin.parts]
    seeds = [
        {"call": s.call, "value": s.value, "execution_count": part.execution.execution_count}
        for part in origin.parts
        for s in seeds_in(part.execution.source, part.lines)
    ]
    return {
        "slice": cells,
        "inputs": inputs,
        "imports": sorted(set().union(*imports)),
        "seeds": seeds,
    }


def earlier_sources(origin: Origin | None) -> list[str]:
    """The sources of the slice's earlier executions, each once."""
    parts = origin.parts[:-1] if origin else ()
    return list(dict.fromkeys(part.execution.source for part in parts if part.execution.source))


def _with_patch(told: Json, patch: Patch) -> Json:
    """What `provenance` tells, with what is known of the changes that are not committed."""
    redactions = Counter(told["redactions"]) + Counter(patch.redactions)
    told = {**told, "redactions": dict(redactions)}
    if patch.why:
        told["notes"] = [*told["notes"], {"about": "git", "text": patch.why}]
    if patch.text:
        told["patch"] = {"size": len(patch.text.encode()), "cut": patch.cut}
    return told


def seen_again(metadata: Json, publication: Publication, *, name: str) -> Json:
    """`metadata` of a revision after `publication` showed it once more.

    Where comments in the code have changed since, the sighting has the code as it is now.

    Counting one publication twice changes nothing.
    """
    provenance = _mapping(metadata.get("provenance"))
    seen = _mapping(provenance.get("seen"))
    count = _number(seen.get("count"), 1) + (not was_seen(metadata, publication))
    sighting: Json = {"count": count, "last": publication.created, "publication": publication.id}
    if publication.code != provenance.get("code", publication.code):
        sighting["source"] = source_of(publication)
    return {
        **metadata,
        **publication.metadata,
        "provenance": {
            **provenance,
            "seen": sighting,
            "identity": {**_mapping(provenance.get("identity")), **_identity(publication, name)},
        },
    }


def was_seen(metadata: Json, publication: Publication) -> bool:
    """Whether the newest sighting that `metadata` tells of is this very publication."""
    seen = _mapping(_mapping(metadata.get("provenance")).get("seen"))
    return seen.get("publication") == publication.id


def redactions_in(metadata: object) -> int:
    """How many secrets were taken out of the revision with this metadata."""
    counts = _mapping(_mapping(_mapping(metadata).get("provenance")).get("redactions"))
    return sum(_number(count, 0) for count in counts.values())


def publication_of(metadata: object) -> str | None:
    """The id of the publication that became the revision with this metadata."""
    return _text(_mapping(_mapping(metadata).get("provenance")).get("publication")) or None


def entry_of(figure: Figure, revision: Revision, *, url: str) -> ShelfEntry:
    """What is known of `figure` from its newest revision, whoever made that.

    `url` is the address of the service, for links.
    """
    metadata = _mapping(revision.metadata)
    provenance = _mapping(metadata.get("provenance"))
    identity = _mapping(provenance.get("identity"))
    return ShelfEntry(
        figure=figure.api_id,
        name=figure.name,
        target=_text(identity.get("target")) or None,
        title=(_text(identity.get("title")) or None) if identity else figure.name,
        cell_id=_text(identity.get("cell_id") or metadata.get("cell_id")) or None,
        slot=_number(identity.get("slot"), 0),
        source=_source(identity),
        session=_text(identity.get("session")),
        content=ContentHash(_text(identity.get("content"))),
        code=ContentHash(_text(identity.get("code"))),
        revision=revision.api_id,
        short_id=revision.short_id,
        number=revision.revision_index + 1,
        seen=_number(_mapping(provenance.get("seen")).get("count"), 1),
        link=revision_link(url, revision.short_id or revision.api_id),
        attached=_text(identity.get("attached")),
    )


def recorded_name(metadata: object) -> str:
    """The name that the figure had when its newest revision was delivered; empty if unknown."""
    provenance = _mapping(_mapping(metadata).get("provenance"))
    return _text(_mapping(provenance.get("identity")).get("name"))


def _provenance(publication: Publication, name: str) -> Json:
    provenance, cell = publication.provenance, publication.capture.cell
    told: Json = {
        "schema": SCHEMA,
        "publication": publication.id,
        "notebook": {"name": provenance.notebook.name, "path": provenance.notebook.path},
        "seen": {"count": 1, "last": publication.created, "publication": publication.id},
        "notes": [{"about": note.about, "text": note.text} for note in provenance.notes],
        "identity": _identity(publication, name),
        "code": publication.code,
        "redactions": dict(provenance.redactions),
    }
    if cell is not None:
        told["cell"] = {
            "id": cell.id,
            "execution_count": cell.execution_count,
            "slot": publication.capture.slot,
        }
    environment = provenance.environment
    if environment is not None:
        told["environment"] = {
            "python": environment.python,
            "platform": environment.platform,
            "lock": content_hash(environment.packages.encode()) if environment.packages else None,
            **(msgspec.to_builtins(environment.machine) if environment.machine else {}),
        }
    return told


def _identity(publication: Publication, name: str) -> Json:
    cell, source = publication.capture.cell, source_of(publication)
    return {
        "target": publication.figure,
        "title": publication.capture.title,
        "name": name,
        "cell_id": cell.id if cell else None,
        "slot": publication.capture.slot,
        "source": source if len(source) <= PLAIN_SOURCE else "",
        "packed": _packed(source) if PLAIN_SOURCE < len(source) <= LONGEST_SOURCE else "",
        "session": publication.session,
        "content": publication.content,
        "code": publication.code,
        "attached": attached(publication),
    }


def _packed(source: str) -> str:
    """`source` in fewer characters: compressed, in base 85. What it says is a code object too."""
    return base64.b85encode(zlib.compress(source.encode(), 9)).decode()


def _source(identity: Json) -> str:
    """The source in an identity; empty where it is too long, or nobody can read it."""
    told = _text(identity.get("packed"))
    if not told:
        return _text(identity.get("source"))
    try:
        return zlib.decompress(base64.b85decode(told)).decode()
    except (ValueError, zlib.error):  # somebody has changed the metadata by hand
        return ""


def _git(git: Git) -> Json:
    return {
        "branch": git.branch or "Detached HEAD",
        "hash": git.commit,
        "remote_url": git.remote,
        "commit_link": _commit_link(git),
        "dirty": git.dirty,
    }


def _commit_link(git: Git) -> str | None:
    """The page of the commit where the remote is a host whose pages we know."""
    found = re.fullmatch(
        r"(?:https?://|ssh://)?(?:\w+@)?([^/:]+)[:/](.+?)(?:\.git)?/?", git.remote or ""
    )
    if found is None or git.commit is None or found[1].lower() not in COMMIT_PAGES:
        return None
    return f"https://{found[1]}/{found[2]}/{COMMIT_PAGES[found[1].lower()]}/{git.commit}"


def _mapping(value: object) -> Json:
    """`value` if it is a JSON object; an empty one otherwise: metadata can be any JSON."""
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else default
