"""Every operation about comments, reactions, notifications and reviews; since v1.3."""

from __future__ import annotations

from dataclasses import replace

from gofigr_jupyter.service.surfaces.gofigr.operation import (
    Handler,
    Operation,
    Shape,
    delete,
    get,
    post,
    put,
)
from gofigr_jupyter.service.surfaces.gofigr.talk import comments, notifications, reactions, reviews
from gofigr_jupyter.wire import talk as wire
from gofigr_jupyter.wire.reviews import Approval, Review, ReviewRequest


def _asking(operation: Operation, *names: str) -> Operation:
    return replace(operation, query=names)


def _do(path: str, handler: Handler, body: Shape = None) -> Operation:
    return post(path, handler, body, Review, status=200)


_ALL = (
    _asking(
        get("/comment", comments.list_comments, list[wire.Comment], anonymous=True),
        *("target_type", "target_id", "carried"),
    ),
    post("/comment", comments.write_comment, wire.CommentBody, wire.Comment),
    _asking(get("/comment/counts", comments.count_comments, list[wire.Count]), "figures"),
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
    get("/figure/{id}/review", reviews.show_review, Review, anonymous=True),
    _do("/figure/{id}/review/request", reviews.request_review, ReviewRequest),
    _do("/figure/{id}/review/approve", reviews.approve, Approval),
    _do("/figure/{id}/review/withdraw", reviews.withdraw_review),
    _do("/figure/{id}/freeze", reviews.freeze),
    _do("/figure/{id}/unfreeze", reviews.unfreeze),
    _asking(
        get("/workspace/{id}/mentionable", comments.list_mentionable, list[wire.Mentionable]),
        *("prefix", "limit"),
    ),
)
OPERATIONS = tuple(replace(each, served=lambda version: version.discussion) for each in _ALL)
"""Served below `/api/<version>`."""
