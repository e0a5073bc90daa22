"""Every operation about comments and reactions; since v1.3."""

from __future__ import annotations

from dataclasses import replace

from gofigr_jupyter.service.surfaces.gofigr.operation import Operation, delete, get, post, put
from gofigr_jupyter.service.surfaces.gofigr.talk import comments, reactions
from gofigr_jupyter.wire import talk as wire


def _asking(operation: Operation, *names: str) -> Operation:
    return replace(operation, query=names)


_ALL = (
    _asking(
        get("/comment", comments.list_comments, list[wire.Comment], anonymous=True),
        *("target_type", "target_id", "carried"),
    ),
    post("/comment", comments.write_comment, wire.CommentBody, wire.Comment),
    get("/comment/{id}", comments.show_comment, wire.Comment, anonymous=True),
    *put("/comment/{id}", comments.change_comment, wire.CommentChange, wire.Comment),
    delete("/comment/{id}", comments.delete_comment),
    _asking(
        get("/reaction", reactions.list_reactions, list[wire.Reaction], anonymous=True),
        "comment_id",
    ),
    post("/reaction", reactions.react, wire.ReactionBody, wire.Reaction),
    delete("/reaction/{id}", reactions.take_back),
    _asking(
        get("/workspace/{id}/mentionable", comments.list_mentionable, list[wire.Mentionable]),
        *("prefix", "limit"),
    ),
)
OPERATIONS = tuple(replace(each, served=lambda version: version.discussion) for each in _ALL)
"""Served below `/api/<version>`."""
