"""Where the page of a thing is, from the address of the service on."""

from __future__ import annotations

from collections.abc import Mapping

from gofigr_jupyter.service.domain.model import Kind

_WORDS: Mapping[Kind, str] = {
    Kind.WORKSPACE: "workspace",
    Kind.ANALYSIS: "analysis",
    Kind.STORY: "story",
    Kind.FIGURE: "figure",
    Kind.REVISION: "r",
    Kind.ASSET: "asset",
    Kind.ASSET_REVISION: "asset_revision",
}


def page_of(kind: Kind, id: str, *, comment: str | None = None) -> str:
    """The page of a thing, or a comment's place on it; the first page for what has none."""
    word = _WORDS.get(kind)
    if word is None:
        return "/"
    return f"/{word}/{id}" + (f"#comment-{comment}" if comment else "")
