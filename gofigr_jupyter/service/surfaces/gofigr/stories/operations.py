"""Every operation about stories."""

from __future__ import annotations

from dataclasses import replace

from gofigr_jupyter.service.surfaces.gofigr.operation import Operation, delete, get, post, put
from gofigr_jupyter.service.surfaces.gofigr.stories import exports, stories
from gofigr_jupyter.wire import stories as wire

OPERATIONS = (
    replace(get("/story", stories.list_stories, list[wire.Story]), query=("workspace", "shallow")),
    post("/story", stories.create_story, wire.StoryBody, wire.Story),
    replace(get("/story/{id}", stories.show_story, wire.Story, anonymous=True), query=("shallow",)),
    *put("/story/{id}", stories.change_story, wire.StoryBody, wire.Story),
    delete("/story/{id}", stories.delete_story),
    Operation(
        method="GET",
        path="/story/{id}/export/{format}",
        handler=exports.export_story,
        anonymous=True,
        download=True,
    ),
)
"""Served below `/api/<version>`, in every version."""
