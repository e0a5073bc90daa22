"""Every operation about comments, reactions and notifications; since v1.3."""

from __future__ import annotations

from dataclasses import replace

from gofigr_jupyter.service.surfaces.gofigr.operation import Operation, delete, get, post, put
from gofigr_jupyter.service.surfaces.gofigr.talk import comments, notifications, reactions
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
    get("/comment/{id}/mute", notifications.show_mute, wire.Mute),
    post("/comment/{id}/mute", notifications.mute, wire.Mute, wire.Mute, status=200),
    _asking(
        get("/notification", notifications.list_notifications, list[wire.Notification]),
        *("unread", "limit"),
    ),
    get("/notification/count", notifications.count_unread, wire.Unread),
    post("/notification/read_all", notifications.mark_all, None, wire.Unread, status=200),
    get("/notification/preferences", notifications.show_preferences, wire.Preferences),
    *put(
        "/notification/preferences",
        notifications.change_preferences,
        wire.PreferencesBody,
        wire.Preferences,
    ),
    *put("/notification/{id}", notifications.mark, wire.NotificationBody, wire.Notification),
    _asking(
        get("/workspace/{id}/mentionable", comments.list_mentionable, list[wire.Mentionable]),
        *("prefix", "limit"),
    ),
)
OPERATIONS = tuple(replace(each, served=lambda version: version.discussion) for each in _ALL)
"""Served below `/api/<version>`."""
