"""The calls of the GoFigr REST API, by resource."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import httpx
import msgspec

from gofigr_jupyter.client.auth import Auth
from gofigr_jupyter.errors import (
    InvalidInput,
    MethodNotAllowed,
    NotFound,
    ServiceUnavailable,
    TokenNotValid,
)
from gofigr_jupyter.wire.catalog import Catalog, Places
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
from gofigr_jupyter.wire.problems import error_of
from gofigr_jupyter.wire.revisions import AssetRevision, Data, Revision
from gofigr_jupyter.wire.stories import Story
from gofigr_jupyter.wire.talk import Comment, Reaction
from gofigr_jupyter.wire.versions import NEWEST, VERSIONS, ApiVersion

T = TypeVar("T")
Body = Mapping[str, Any]  # JSON; bytes become base64
Content = bytes | Callable[[], AsyncIterator[bytes]]
PIECE = 4 * 1024 * 1024


class Client:
    """A client of one service, for one account.

    Every call raises the error family's class for what the service answers, and ServiceUnavailable
    when it does not answer, or not as a GoFigr service does.
    """

    def __init__(
        self, http: httpx.AsyncClient, auth: Auth, *, url: str, version: ApiVersion = NEWEST
    ) -> None:
        self._http = http
        self._auth = auth
        self._renewing = asyncio.Lock()
        self.url = url
        self.version = version

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
        await self._http.aclose()

    async def authorization(self) -> str | None:
        """The header that signs a request in; None for an anonymous caller."""
        return await self._auth.header(self._post_openly)

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
        return await self._get("info/", Info)

    async def user(self) -> User:
        """The account that is signed in."""
        users = await self._get("user/", list[User])
        if not users:
            raise self._is_strange("it does not say who is signed in")
        return users[0]

    async def create_api_key(self, name: str, *, workspace: str | None = None) -> ApiKey:
        """A new API key of the account; its token is told only here."""
        return await self._post("api_key/", {"name": name, "workspace": workspace}, ApiKey)

    async def workspaces(self) -> list[Workspace]:
        """Every workspace that the account can reach, without its children."""
        return await self._get("workspace/", list[Workspace])

    async def workspace(self, workspace: str) -> Workspace:
        """A workspace with its analyses."""
        return await self._get(f"workspace/{workspace}/", Workspace)

    async def members(self, workspace: str) -> list[Member]:
        """Who is in a workspace."""
        return await self._get(f"workspace/{workspace}/members/", list[Member])

    async def create_analysis(
        self, name: str, *, workspace: str, description: str | None = None
    ) -> Analysis:
        """A new analysis."""
        body = {"name": name, "workspace": workspace, "description": description}
        return await self._post("analysis/", body, Analysis)

    async def analysis(self, analysis: str) -> Analysis:
        """An analysis with its figures."""
        return await self._get(f"analysis/{analysis}/", Analysis)

    async def describe_analysis(self, analysis: str, description: str) -> Analysis:
        """Change what is said about an analysis."""
        return await self._patch(
            f"analysis/{analysis}/?silent=true", {"description": description}, Analysis
        )

    async def create_figure(self, name: str, *, analysis: str) -> Figure:
        """A new figure."""
        return await self._post("figure/", {"name": name, "analysis": analysis}, Figure)

    async def figure(self, figure: str) -> Figure:
        """A figure with its revisions, oldest first, without their data."""
        return await self._get(f"figure/{figure}/", Figure)

    async def rename_figure(self, figure: str, name: str) -> Figure:
        """Give a figure another name."""
        return await self._patch(f"figure/{figure}/?silent=true", {"name": name}, Figure)

    async def create_revision(self, body: Body) -> Revision:
        """A new revision. Its `client_id` is sent where the service lets callers choose ids."""
        if not self.version.accepts_client_ids:
            body = {key: value for key, value in body.items() if key != "client_id"}
        return await self._post("revision/", body, Revision)

    async def revision(self, revision: str) -> Revision:
        """A revision with the list of its data objects."""
        return await self._get(f"revision/{revision}/", Revision)

    async def remember(self, revision: str, metadata: Body) -> Revision:
        """Replace a revision's metadata without a word in the activity feed."""
        return await self._patch(
            f"revision/{revision}/?silent=true", {"metadata": metadata}, Revision
        )

    async def append_data(self, revision: str, data: Sequence[Body]) -> Revision:
        """Add data objects to a revision; silent."""
        path = f"revision/{revision}/append_data/?silent=true"
        return await self._post(path, {"data": data}, Revision)

    async def link_assets(self, revision: str, metadata: Body, assets: Sequence[str]) -> Revision:
        """Say which asset revisions a revision was made from, and replace its metadata; silent."""
        links = [
            {"figure_revision": revision, "asset_revision": asset, "use_type": "direct"}
            for asset in assets
        ]
        body = {"metadata": metadata, "assets": links}
        return await self._patch(f"revision/{revision}/?silent=true", body, Revision)

    async def asset_revisions(self, digest: str) -> list[AssetRevision]:
        """The asset revisions that hold the bytes with this BLAKE3 digest."""
        body = {"digest": digest, "hash_type": "blake3"}
        return await self._post("asset_revision/find_by_hash/", body, list[AssetRevision])

    async def assets(self, name: str) -> list[Asset]:
        """The assets of that very name."""
        return await self._post("asset/find_by_name/", {"name": name}, list[Asset])

    async def create_asset(self, name: str, *, workspace: str) -> Asset:
        """A new asset."""
        return await self._post("asset/", {"name": name, "workspace": workspace}, Asset)

    async def upload(self, asset: str, file: Path, *, digest: str) -> AssetRevision:
        """The content of `file` as a new revision of an asset, streamed where the service can.

        Raises OSError when the file cannot be read, InvalidInput when its bytes no longer have the
        BLAKE3 `digest`.
        """
        path = f"asset/{asset}/content/?path={quote(str(file))}&blake3={digest}"
        try:
            answer = await self._call("PUT", path, _pieces(file))
        except (NotFound, MethodNotAllowed):
            return await self._upload_whole(asset, file)
        return self._decode(answer, AssetRevision)

    async def _upload_whole(self, asset: str, file: Path) -> AssetRevision:
        data = {
            "name": file.name,
            "type": "file",
            "metadata": {"path": str(file)},
            "data": await asyncio.to_thread(file.read_bytes),
        }
        body = {"asset": asset, "metadata": {"path": str(file)}, "data": [data]}
        return await self._post("asset_revision/", body, AssetRevision)

    async def data(self, data: str) -> Data:
        """A data object with its bytes."""
        return await self._get(f"data/{data}/", Data)

    async def thumbnail(self, revision: str, size: int) -> bytes | None:
        """A small PNG of a revision; None where there is no picture of it."""
        found = await self._get(f"revision/{revision}/thumbnail/{size}/", Thumbnail)
        return found.thumbnail

    async def catalog(self, wanted: Mapping[str, str]) -> Catalog:
        """Figures of all workspaces, newest first. `wanted` is the query, as the service knows it.

        Raises NotFound where the service is not one of ours.
        """
        return await self._get(f"catalog/?{urlencode(wanted)}", Catalog)

    async def places(self) -> Places:
        """The workspaces and analyses that the catalog can be narrowed to."""
        return await self._get("catalog/places/", Places)

    async def comments(self, revision: str) -> list[Comment]:
        """What was said about a revision, about earlier ones and about the figure, oldest first.

        Services of others leave out what was not said about this very revision.
        """
        query = {"target_type": "figure_revision", "target_id": revision, "carried": "true"}
        return await self._get(f"comment/?{urlencode(query)}", list[Comment])

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
        return await self._post("comment/", body, Comment)

    async def react(self, comment: str, emoji: str) -> Reaction:
        """Put an emoji under a comment; once more changes nothing."""
        return await self._post("reaction/", {"comment_id": comment, "emoji": emoji}, Reaction)

    async def stories(self) -> list[Story]:
        """Every story that the account can reach, without slides."""
        return await self._get("story/?shallow=true", list[Story])

    async def export_story(self, story: str, format: str) -> bytes:
        """A story as a file: pptx, pdf, html, markdown (a zip) or notebook."""
        return await self._call("GET", f"story/{story}/export/{format}/")

    async def _get(self, path: str, shape: type[T]) -> T:
        return self._decode(await self._call("GET", path), shape)

    async def _post(self, path: str, body: Body, shape: type[T]) -> T:
        return self._decode(await self._call("POST", path, _encode(body)), shape)

    async def _patch(self, path: str, body: Body, shape: type[T]) -> T:
        return self._decode(await self._call("PATCH", path, _encode(body)), shape)

    def _decode(self, answer: bytes, shape: type[T]) -> T:
        try:
            return msgspec.json.decode(answer, type=shape)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise self._is_strange(str(error)) from error

    def _is_strange(self, reason: str) -> ServiceUnavailable:
        return ServiceUnavailable(
            f"{self.url} does not answer as a GoFigr service does ({reason}).",
            hint="Check the address in .gofigr or GF_URL.",
        )

    async def _call(self, method: str, path: str, body: Content | None = None) -> bytes:
        address = f"/api/{self.version.name}/{path}"
        header = await self._auth.header(self._post_openly)
        try:
            return await self._send(method, address, body, header)
        except TokenNotValid:
            async with self._renewing:
                current = await self._auth.header(self._post_openly)
                if current == header and not await self._auth.renew(self._post_openly):
                    raise
            header = await self._auth.header(self._post_openly)
            return await self._send(method, address, body, header)

    async def _post_openly(self, path: str, body: Body) -> bytes:
        return await self._send("POST", path, _encode(body), None)

    async def _send(
        self, method: str, address: str, body: Content | None, authorization: str | None
    ) -> bytes:
        headers = {"Content-Type": "application/json"} if isinstance(body, bytes) else {}
        content = body() if callable(body) else body
        if authorization is not None:
            headers["Authorization"] = authorization
        try:
            response = await self._http.request(method, address, content=content, headers=headers)
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise ServiceUnavailable(
                f"{self.url} does not answer ({_reason(error)}).",
                hint="Figures wait in the outbox until it does.",
            ) from error
        except httpx.InvalidURL as error:
            raise InvalidInput(f"{address!r} cannot be asked for ({error}).") from error
        if response.is_redirect:
            raise InvalidInput(
                f"{self.url} sends callers elsewhere: {response.headers.get('location', '')}",
                hint="Use that address in .gofigr or GF_URL.",
            )
        if not response.is_success:
            raise error_of(response.status_code, response.content)
        return response.content


def _pieces(file: Path) -> Callable[[], AsyncIterator[bytes]]:
    """Makes a stream of the file's bytes, anew for each attempt."""

    async def pieces() -> AsyncIterator[bytes]:
        with open(file, "rb") as opened:
            while piece := await asyncio.to_thread(opened.read, PIECE):
                yield piece

    return pieces


def _encode(body: Body) -> bytes:
    return msgspec.json.encode({key: value for key, value in body.items() if value is not None})


def _reason(error: Exception) -> str:
    """What failed, in the user's words where the library has none."""
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    return str(error) or type(error).__name__
