"""Reviews of figures, as they travel; ours, no public client knows them."""

from __future__ import annotations

from msgspec import Struct

from gofigr_jupyter.wire.revisions import Id, Time


class Reviewer(Struct, kw_only=True):
    """Somebody who is asked, and the last revision that she approved."""

    username: str
    approved_revision: Id | None = None
    approved_on: Time | None = None


class Review(Struct, kw_only=True):
    """How the review of a figure stands.

    `state` is draft, in_review, approved (by all reviewers, at the newest revision) or frozen.
    `approved_revision` is the last one that all approved; `has_lapsed` tells that a new one came
    since, which makes the figure a draft again.
    """

    figure: Id
    state: str
    requested_by: str | None
    requested_on: Time | None
    note: str
    reviewers: list[Reviewer]
    approved_revision: Id | None
    approved_index: int | None
    approved_on: Time | None
    has_lapsed: bool
    frozen_by: str | None
    frozen_on: Time | None


class ReviewRequest(Struct, kw_only=True):
    """Asks users, by their names, for a review; `note` tells them what for."""

    reviewers: list[str]
    note: str = ""


class Approval(Struct, kw_only=True):
    """Approves a revision, which must be the newest one."""

    revision: Id
