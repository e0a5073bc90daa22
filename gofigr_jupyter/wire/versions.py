"""How the API versions differ: one row for each version, one named trait for each difference.

Only this module spells version numbers. Everybody else asks a version for a trait.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, eq=False)  # each is there once
class ApiVersion:
    """One version of the GoFigr API and what it does differently."""

    name: str
    children_are_objects: bool = True
    """Lists of children hold objects; before, they held ids."""
    inline_bytes: bool = False
    """Revisions carry the bytes of their data; later they are fetched one by one."""
    full_workspace_lists: bool = False
    """`GET workspace/` carries the children of each workspace; later it is shallow."""
    creation_on_behalf: bool = True
    """Answers tell for whom something was created (`created_on_behalf*`)."""
    ai_texts: bool = True
    """Figures and revisions have `ai_title` and `ai_description`."""
    discussion: bool = True
    """There are comments and reactions."""
    accepts_client_ids: bool = False
    """`POST revision/` takes the revision's id from the caller (`client_id`)."""


VERSIONS: Mapping[str, ApiVersion] = {
    version.name: version
    for version in (
        ApiVersion(
            name="v1",
            children_are_objects=False,
            inline_bytes=True,
            full_workspace_lists=True,
            creation_on_behalf=False,
            ai_texts=False,
            discussion=False,
        ),
        ApiVersion(
            name="v1.1",
            inline_bytes=True,
            full_workspace_lists=True,
            creation_on_behalf=False,
            ai_texts=False,
            discussion=False,
        ),
        ApiVersion(
            name="v1.2",
            full_workspace_lists=True,
            creation_on_behalf=False,
            ai_texts=False,
            discussion=False,
        ),
        ApiVersion(name="v1.3", full_workspace_lists=True, ai_texts=False),
        ApiVersion(name="v1.4"),
        ApiVersion(name="v1.4.1", accepts_client_ids=True),
    )
}
"""Every version that is served, oldest first."""

NEWEST = VERSIONS["v1.4.1"]
"""The version that our own client speaks and that the OpenAPI document describes."""
