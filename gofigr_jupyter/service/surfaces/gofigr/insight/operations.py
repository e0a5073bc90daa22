"""Every operation about questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from gofigr_jupyter.service.surfaces.gofigr.insight import (
    commenting,
    questions,
    settings,
    sources,
    stories,
)
from gofigr_jupyter.service.surfaces.gofigr.operation import (
    Handler,
    Operation,
    Shape,
    get,
    post,
)
from gofigr_jupyter.wire import insight as wire
from gofigr_jupyter.wire.talk import Comment


def _ask(path: str, handler: Handler, body: Shape, answer: Shape) -> Operation:
    return post(f"/deep_insight{path}", handler, body, answer, status=200)


def _streamed(operation: Operation) -> Operation:
    return replace(operation, may_stream=True)


def _chosen(path: str, handlers: tuple[Handler, Handler, Handler]) -> Iterable[Operation]:
    show, choose, attempt = handlers
    yield get(path, show, wire.AiSettings)
    yield Operation(
        method="PUT", path=path, handler=choose, body=wire.AiSettings, answer=wire.AiSettings
    )
    yield post(f"{path}/test", attempt, wire.AiSettings, wire.Tried, status=200)


OPERATIONS = (
    _streamed(_ask("", questions.ask, wire.QuestionBody, wire.Answer)),
    _streamed(_ask("/compare", questions.compare, wire.CompareBody, wire.Answer)),
    _streamed(_ask("/text_only", questions.ask_text, wire.TextBody, wire.Answer)),
    _ask("/figure_code", sources.show_code, wire.AboutBody, wire.FigureCode),
    _ask("/datasets", sources.show_datasets, wire.AboutBody, wire.Datasets),
    _ask("/described", sources.show_description, wire.AboutBody, wire.Described),
    _ask("/check", questions.check, wire.CheckBody, wire.Check),
    _ask("/preview", questions.preview, wire.PreviewBody, wire.Preview),
    _ask("/story/figure", stories.write_figure, wire.StoryFigureBody, wire.StoryFigure),
    _ask("/story/overviews", stories.write_overviews, wire.StoryOverviewsBody, wire.StoryOverviews),
    _ask("/story/refine", stories.refine, wire.RefineBody, wire.Answer),
    replace(
        post("/comment/{id}/create_ai_response", commenting.answer_comment, None, Comment),
        served=lambda version: version.discussion,
    ),
    get("/ai/usage", questions.show_usage, wire.Usage),
    *_chosen(
        "/workspace/{id}/ai",
        (settings.show_in_workspace, settings.choose_in_workspace, settings.try_in_workspace),
    ),
    *_chosen(
        "/admin/ai", (settings.show_in_service, settings.choose_in_service, settings.try_in_service)
    ),
)
"""Served below `/api/<version>`, in every version."""
