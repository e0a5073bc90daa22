"""Every operation of the GoFigr API, and the routes that serve them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from gofigr_jupyter.service.surfaces.gofigr import (
    accounts,
    catalog,
    contents,
    events,
    facts,
    metadata_proxies,
    revisions,
    sharing,
    tasks,
    thumbnails,
    workspaces,
)
from gofigr_jupyter.service.surfaces.gofigr.assets.operations import OPERATIONS as ASSETS
from gofigr_jupyter.service.surfaces.gofigr.endpoint import Endpoint
from gofigr_jupyter.service.surfaces.gofigr.imports.operations import OPERATIONS as IMPORTS
from gofigr_jupyter.service.surfaces.gofigr.insight.operations import OPERATIONS as INSIGHT
from gofigr_jupyter.service.surfaces.gofigr.operation import Operation, delete, get, post, put
from gofigr_jupyter.service.surfaces.gofigr.people import devices
from gofigr_jupyter.service.surfaces.gofigr.people import operations as people
from gofigr_jupyter.service.surfaces.gofigr.search import operations as search
from gofigr_jupyter.service.surfaces.gofigr.stories.operations import OPERATIONS as STORIES
from gofigr_jupyter.service.surfaces.gofigr.talk.operations import OPERATIONS as TALK
from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.wire import entities
from gofigr_jupyter.wire import revisions as wire

UNVERSIONED = (
    Operation(
        method="POST",
        path="/token",
        handler=accounts.sign_in,
        body=entities.TokenBody,
        answer=entities.Tokens,
        open=True,
    ),
    Operation(
        method="POST",
        path="/token/refresh",
        handler=accounts.refresh,
        body=entities.RefreshBody,
        answer=entities.AccessToken,
        open=True,
    ),
    *people.UNVERSIONED,
)
"""Served once, below `/api`."""

VERSIONED = (
    post("/revision", revisions.create_revision, wire.RevisionBody, wire.Revision),
    post(
        "/revision/auto-assign",
        revisions.auto_assign_revision,
        wire.AutoAssignBody,
        wire.Revision,
    ),
    post("/revision/{id}/derive", revisions.derive_revision, wire.DeriveBody, wire.Revision),
    post(
        "/revision/{id}/append_data",
        revisions.append_data,
        wire.AppendBody,
        wire.Revision,
        status=200,
    ),
    get("/revision/{id}", revisions.show_revision, wire.Revision, anonymous=True),
    *put("/revision/{id}", revisions.change_revision, wire.RevisionBody, wire.Revision),
    delete("/revision/{id}", revisions.delete_revision),
    get("/data/{id}", revisions.show_data, wire.Data, anonymous=True),
    get("/figure", contents.list_figures, list[entities.Figure]),
    post("/figure", contents.create_figure, entities.FigureBody, entities.Figure),
    get("/figure/{id}", contents.show_figure, entities.Figure, anonymous=True),
    *put("/figure/{id}", contents.change_figure, entities.FigureBody, entities.Figure),
    delete("/figure/{id}", contents.delete_figure),
    get("/analysis", contents.list_analyses, list[entities.Analysis]),
    post("/analysis", contents.create_analysis, entities.AnalysisBody, entities.Analysis),
    get("/analysis/{id}", contents.show_analysis, entities.Analysis, anonymous=True),
    *put("/analysis/{id}", contents.change_analysis, entities.AnalysisBody, entities.Analysis),
    delete("/analysis/{id}", contents.delete_analysis),
    get("/workspace", workspaces.list_workspaces, list[entities.Workspace]),
    post("/workspace", workspaces.create_workspace, entities.WorkspaceBody, entities.Workspace),
    get("/workspace/{id}", workspaces.show_workspace, entities.Workspace),
    *put(
        "/workspace/{id}", workspaces.change_workspace, entities.WorkspaceBody, entities.Workspace
    ),
    delete("/workspace/{id}", workspaces.delete_workspace),
    get("/workspace/{id}/members", workspaces.list_members, list[entities.Member]),
    get("/workspace/{id}/recent", workspaces.show_recents, entities.Recents),
    get("/workspace/{id}/overview", workspaces.show_overview, entities.Overview),
    get(
        "/revision/{id}/thumbnail/{size:int}",
        thumbnails.show_revision_thumbnail,
        entities.Thumbnail,
        anonymous=True,
    ),
    get(
        "/figure/{id}/thumbnail/{size:int}",
        thumbnails.show_figure_thumbnail,
        entities.Thumbnail,
        anonymous=True,
    ),
    get(
        "/analysis/{id}/thumbnail/{size:int}",
        thumbnails.show_analysis_thumbnail,
        entities.Thumbnail,
        anonymous=True,
    ),
    get("/user", accounts.show_me, list[entities.User]),
    get("/user/{username}", accounts.show_user, entities.User),
    *put("/user/{username}", accounts.change_user, entities.UserBody, entities.User),
    get("/bootstrap", accounts.show_bootstrap, entities.Bootstrap),
    get("/info", accounts.show_info, entities.Info, open=True),
    get("/api_key", accounts.list_keys, list[entities.ApiKey]),
    post("/api_key", accounts.create_key, entities.ApiKeyBody, entities.ApiKey),
    get("/api_key/{id}", accounts.show_key, entities.ApiKey),
    delete("/api_key/{id}", accounts.revoke_key),
    post("/short_id_prefix/reserve", accounts.reserve_prefix, None, entities.Prefix),
    *ASSETS,
    *INSIGHT,
    *sharing.operations(),
    *facts.operations(),
    *metadata_proxies.OPERATIONS,
    *tasks.OPERATIONS,
    *catalog.OPERATIONS,
    *events.OPERATIONS,
    *search.OPERATIONS,
    *people.VERSIONED,
    *TALK,
    *STORIES,
    *IMPORTS,
)
"""Served below `/api/<version>`, in every version."""


OAUTH = devices.OPERATIONS
"""Served once, from the root: the public clients look for them there."""


def routes(service: Service) -> list[BaseRoute]:
    """The routes of the API, below `/api`."""
    return [
        *_routes(service, UNVERSIONED),
        Mount(
            "/{version}",
            app=ByFirstWord(_routes(service, VERSIONED)),
        ),
    ]


class ByFirstWord:
    """Routes by the first word of the path, so that few of the many are tried in turn."""

    def __init__(self, routes: Iterable[Route]) -> None:
        words: dict[str, list[Route]] = {}
        for route in routes:
            words.setdefault(_first_word(route.path), []).append(route)
        self._routers = {
            word: Router(routes, redirect_slashes=False) for word, routes in words.items()
        }
        self._nothing = Router(redirect_slashes=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        word = _first_word(scope["path"].removeprefix(scope["root_path"]))
        await self._routers.get(word, self._nothing)(scope, receive, send)


def _first_word(path: str) -> str:
    return path.lstrip("/").partition("/")[0]


def oauth_routes(service: Service) -> list[BaseRoute]:
    """The routes of the device login, at the root of the service."""
    return [
        Route(
            operation.path,
            Endpoint(
                service,
                {operation.method: operation},
                refuse=devices.refuse,
                headers={"Cache-Control": "no-store"},
            ),
        )
        for operation in OAUTH
    ]


def _routes(service: Service, operations: Iterable[Operation]) -> list[Route]:
    paths: dict[str, dict[str, Operation]] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method] = operation
    return [Route(path, _app(service, methods)) for path, methods in paths.items()]


def _app(service: Service, methods: Mapping[str, Operation]) -> ASGIApp:
    app: ASGIApp = Endpoint(service, methods)
    for operation in methods.values():
        if operation.unwrap is not None:
            app = operation.unwrap(app)
    return app
