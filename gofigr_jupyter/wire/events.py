"""What streams of news carry; ours, no public client knows it."""

from __future__ import annotations

from msgspec import Struct

from gofigr_jupyter.wire.revisions import Id, Time


class Change(Struct, kw_only=True):
    """Something that happened to a thing: of what kind (as in activity logs), and where it is.

    `target` is its id. Of a revision, `figure` is told while the revision is there.
    """

    id: Id
    action: str
    kind: str
    target: Id
    workspace: Id | None = None
    analysis: Id | None = None
    figure: Id | None = None
    revision: Id | None = None
    asset: Id | None = None
    at: Time
