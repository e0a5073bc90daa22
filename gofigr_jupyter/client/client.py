"""The calls of the GoFigr REST API, by resource."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from urllib.parse import quote, urlencode

import httpx
import msgspec

from gofigr_jupyter.client.auth import Auth
from gofigr_jupyter.client.transport import Body, Transport
from gofigr_jupyter.errors import (
    MethodNotAllowed,
    NotFound,
    ServiceUnavailable,
)
from gofigr_jupyter.wire.catalog import Catalog, Places
from gofigr_jupyter.wire.decks import CheckedDeck
from gofigr_jupyter.wire.entities import (
    Analysis,
    ApiKey,
    Asset,
    Figure,
    Info,
    Member,
    Thumbnail,
    User,
    Workspace,
)
from gofigr_jupyter.wire.imports import SshKey
from gofigr_jupyter.wire.insight import AiSettings, Answer, Check, Tried, Usage
from gofigr_jupyter.wire.revisions import AssetRevision, Data, Revision
from gofigr_jupyter.wire.search import SearchResults
from gofigr_jupyter.wire.stories import Story
from gofigr_jupyter.wire.talk import Comment, Reaction
from gofigr_jupyter.wire.tasks import Task
from gofigr_jupyter.wire.versions import NEWEST, VERSIONS, ApiVersion

PIECE = 4 * 1024 * 1024
MODEL_SECONDS = 660.0
"""How long an answer by a model may take: a service lets it think for ten minutes at most."""


class Client:
    """A client of one service, for one account.

    Every call raises the error family's class for what the service answers, and ServiceUnavailable
    when it does not answer, or not as a GoFigr service does.
    """

    def __init__(
        self, http: httpx.AsyncClient, auth: Auth, *, url: str, version: ApiVersion = NEWEST
    ) -> None:
        self._api = Transport(http, auth, url=url, version=version)

    @property
    def url(self) -> str:
        """The address of the service."""
        return self._api.url

    @property
    def version(self) -> ApiVersion:
        """The version of the API that is spoken."""
        return self._api.version

    @version.setter
    def version(self, version: ApiVersion) -> None:
        self._api.version = version

    async def __aenter__(self) -> Client:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._api.close()

    async def authorization(self) -> str | None:
        """The header that signs a request in; None for an anonymous caller."""
        return await self._api.authorization()

    async def negotiate(self) -> Info:
        """Speak the newest version that the service knows from now on; returns its info."""
        versions = list(reversed(list(VERSIONS.values())))
        for version in versions:
            self.version = version
            try:
                return await self.info()
            except NotFound:
                continue
        self.version = versions[0]
        raise ServiceUnavailable(
            f"There is no GoFigr service at {self.url}.",
            hint="Check the address in .gofigr or GF_URL.",
        )

    async def info(self) -> Info:
        """What anybody may know about the service."""
        return await self._api.get("info/", Info)

    async def user(self) -> User:
        """The account that is signed in."""
        users = await self._api.get("user/", list[User])
        if not users:
            raise self._api.is_strange("it does not say who is signed in")
        return users[0]

    async def create_api_key(self, name: str, *, workspace: str | None = None) -> ApiKey:
        """A new API key of the account; its token is told only here."""
        return await self._api.post("api_key/", {"name": name, "workspace": workspace}, ApiKey)

    async def workspaces(self) -> list[Workspace]:
        """Every workspace that the account can reach, without its children."""
        return await self._api.get("workspace/", list[Workspace])

    async def workspace(self, workspace: str) -> Workspace:
        """A workspace with its analyses."""
        return await self._api.get(f"workspace/{workspace}/", Workspace)

    async def members(self, workspace: str) -> list[Member]:
        """Who is in a workspace."""
        return await self._api.get(f"workspace/{workspace}/members/", list[Member])

    async def create_analysis(
        self, name: str, *, workspace: str, description: str | None = None
    ) -> Analysis:
        """A new analysis."""
        body = {"name": name, "workspace": workspace, "description": description}
        return await self._api.post("analysis/", body, Analysis)

    async def analysis(self, analysis: str) -> Analysis:
        """An analysis with its figures."""
        return await self._api.get(f"analysis/{analysis}/", Analysis)

    async def describe_analysis(self, analysis: str, description: str) -> Analysis:
        """Change what is said about an analysis."""
        return await self._api.patch(
            f"analysis/{analysis}/?silent=true", {"description": description}, Analysis
        )

    async def create_figure(self, name: str, *, analysis: str) -> Figure:
        """A new figure."""
        return await self._api.post("figure/", {"name": name, "analysis": analysis}, Figure)

    async def figure(self, figure: str) -> Figure:
        """A figure with its revisions, oldest first, without their data."""
        return await self._api.get(f"figure/{figure}/", Figure)

    async def rename_figure(self, figure: str, name: str) -> Figure:
        """Give a figure another name."""
        return await self._api.patch(f"figure/{figure}/?silent=true", {"name": name}, Figure)

    async def create_revision(self, body: Body) -> Revision:
        """A new revision. Its `client_id` is sent where the service lets callers choose ids."""
        if not self.version.accepts_client_ids:
            body = {key: value for key, value in body.items() if key != "client_id"}
        return await self._api.post("revision/", body, Revision)

    async def revision(self, revision: str) -> Revision:
        """A revision with the list of its data objects."""
        return await self._api.get(f"revision/{revision}/", Revision)

    async def remember(self, revision: str, metadata: Body) -> Revision:
        """Replace a revision's metadata without a word in the activity feed."""
        return await self._api.patch(
            f"revision/{revision}/?silent=true", {"metadata": metadata}, Revision
        )

    async def append_data(self, revision: str, data: Sequence[Body]) -> Revision:
        """Add data objects to a revision; silent."""
        path = f"revision/{revision}/append_data/?silent=true"
        return await self._api.post(path, {"data": data}, Revision)

    async def link_assets(self, revision: str, metadata: Body, assets: Sequence[str]) -> Revision:
        """Say which asset revisions a revision was made from, and replace its metadata; silent."""
        links = [
            {"figure_revision": revision, "asset_revision": asset, "use_type": "direct"}
            for asset in assets
        ]
        body = {"metadata": metadata, "assets": links}
        return await self._api.patch(f"revision/{revision}/?silent=true", body, Revision)

    async def asset_revisions(self, digest: str) -> list[AssetRevision]:
        """The asset revisions that hold the bytes with this BLAKE3 digest."""
        body = {"digest": digest, "hash_type": "blake3"}
        return await self._api.post("asset_revision/find_by_hash/", body, list[AssetRevision])

    async def assets(self, name: str) -> list[Asset]:
        """The assets of that very name."""
        return await self._api.post("asset/find_by_name/", {"name": name}, list[Asset])

    async def create_asset(self, name: str, *, workspace: str) -> Asset:
        """A new asset."""
        return await self._api.post("asset/", {"name": name, "workspace": workspace}, Asset)

    async def upload(self, asset: str, file: Path, *, digest: str) -> AssetRevision:
        """The content of `file` as a new revision of an asset, streamed where the service can.

        Raises OSError when the file cannot be read, InvalidInput when its bytes no longer have the
        BLAKE3 `digest`.
        """
        path = f"asset/{asset}/content/?path={quote(str(file))}&blake3={digest}"
        try:
            answer = await self._api.call("PUT", path, _pieces(file))
        except (NotFound, MethodNotAllowed):
            return await self._upload_whole(asset, file)
        return self._api.decode(answer, AssetRevision)

    async def _upload_whole(self, asset: str, file: Path) -> AssetRevision:
        data = {
            "name": file.name,
            "type": "file",
            "metadata": {"path": str(file)},
            "data": await asyncio.to_thread(file.read_bytes),
        }
        body = {"asset": asset, "metadata": {"path": str(file)}, "data": [data]}
        return await self._api.post("asset_revision/", body, AssetRevision)

    async def data(self, data: str) -> Data:
        """A data object with its bytes."""
        return await self._api.get(f"data/{data}/", Data)

    async def thumbnail(self, revision: str, size: int) -> bytes | None:
        """A small PNG of a revision; None where there is no picture of it."""
        found = await self._api.get(f"revision/{revision}/thumbnail/{size}/", Thumbnail)
        return found.thumbnail

    async def catalog(self, wanted: Mapping[str, str]) -> Catalog:
        """Figures of all workspaces, newest first. `wanted` is the query, as the service knows it.

        Raises NotFound where the service is not one of ours.
        """
        return await self._api.get(f"catalog/?{urlencode(wanted)}", Catalog)

    async def places(self) -> Places:
        """The workspaces and analyses that the catalog can be narrowed to."""
        return await self._api.get("catalog/places/", Places)

    async def comments(self, revision: str) -> list[Comment]:
        """What was said about a revision, about earlier ones and about the figure, oldest first.

        Services of others leave out what was not said about this very revision.
        """
        query = {"target_type": "figure_revision", "target_id": revision, "carried": "true"}
        return await self._api.get(f"comment/?{urlencode(query)}", list[Comment])

    async def write_comment(
        self, revision: str, content: str, *, parent: str | None = None
    ) -> Comment:
        """A new comment about a revision, or an answer to one; `content` is Markdown."""
        body = {
            "target_type": "figure_revision",
            "target_id": revision,
            "content": content,
            "parent_comment_id": parent,
        }
        return await self._api.post("comment/", body, Comment)

    async def react(self, comment: str, emoji: str) -> Reaction:
        """Put an emoji under a comment; once more changes nothing."""
        return await self._api.post("reaction/", {"comment_id": comment, "emoji": emoji}, Reaction)

    async def search(self, wanted: Body) -> SearchResults:
        """What has these words; `wanted` is the question, as the service knows it."""
        return await self._api.post("search/", wanted, SearchResults)

    async def search_picture(self, image: bytes, words: str) -> SearchResults:
        """The figures that a picture shows and that have these words, surest first."""
        return await self._api.post(
            "search/image/", {"image": image, "query": words}, SearchResults
        )

    async def check_deck(self, name: str, document: bytes) -> CheckedDeck:
        """Which figures the pictures of a document show, and whether they still hold."""
        return await self._api.post(
            "deck/check/", {"name": name, "document": document}, CheckedDeck
        )

    async def check_insight(self, revision: str) -> Check:
        """Whether a question about a revision can be answered, and by whom."""
        return await self._api.post("deep_insight/check/", {"figure_revision": revision}, Check)

    async def ask(self, revision: str, question: str) -> Answer:
        """The whole answer to a question about a revision; a description where it is empty."""
        body = {"figure_revision": revision, "prompt": question}
        return await self._api.post("deep_insight/", body, Answer, patience=MODEL_SECONDS)

    async def ai_settings(self, workspace: str | None = None) -> AiSettings:
        """Who answers questions in a workspace; None for the service as a whole."""
        return await self._api.get(_ai(workspace), AiSettings)

    async def choose_ai(self, settings: AiSettings, workspace: str | None = None) -> AiSettings:
        """Choose who answers questions in a workspace; None for the service as a whole.

        Raises Forbidden for who may not choose there, InvalidInput for unusable settings.
        """
        return await self._api.put(_ai(workspace), msgspec.structs.asdict(settings), AiSettings)

    async def try_ai(self, settings: AiSettings, workspace: str | None = None) -> Tried:
        """Ask whom the settings name for a word; nothing is changed. Raises as `choose_ai`."""
        body = msgspec.structs.asdict(settings)
        path = f"{_ai(workspace)}test/"
        return await self._api.post(path, body, Tried, patience=MODEL_SECONDS)

    async def ai_usage(self) -> Usage:
        """How much the account has asked this month, and may still ask."""
        return await self._api.get("ai/usage/", Usage)

    async def stories(self) -> list[Story]:
        """Every story that the account can reach, without slides."""
        return await self._api.get("story/?shallow=true", list[Story])

    async def export_story(self, story: str, format: str) -> bytes:
        """A story as a file: pptx, pdf, html, markdown (a zip) or notebook."""
        return await self._api.call("GET", f"story/{story}/export/{format}/")

    async def ssh_keys(self) -> list[SshKey]:
        """The account's SSH keys, oldest first."""
        return await self._api.get("ssh_key/", list[SshKey])

    async def import_document(
        self, file: Path, *, workspace: str, analysis: str | None = None
    ) -> Task:
        """Send a document to be imported. Raises OSError when it cannot be read."""
        query = {"workspace": workspace, "name": file.name}
        query |= {"analysis": analysis} if analysis else {}
        answer = await self._api.call(
            "POST", f"user_data_upload/?{urlencode(query)}", _pieces(file)
        )
        return self._api.decode(answer, Task)

    async def import_repository(self, body: Body) -> Task:
        """Ask for the figures of a git repository; `body` is the wire's GitImportBody."""
        return await self._api.post("git/import/", body, Task)

    async def task(self, task: str) -> Task:
        """How far a task is."""
        return await self._api.get(f"tasks/{task}/", Task)


def _ai(workspace: str | None) -> str:
    return "admin/ai/" if workspace is None else f"workspace/{workspace}/ai/"


def _pieces(file: Path) -> Callable[[], AsyncIterator[bytes]]:
    """Makes a stream of the file's bytes, anew for each attempt."""

    async def pieces() -> AsyncIterator[bytes]:
        with open(file, "rb") as opened:
            while piece := await asyncio.to_thread(opened.read, PIECE):
                yield piece

    return pieces
