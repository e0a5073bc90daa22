"""The collection of a service, read by the REST client."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Protocol
from urllib.parse import urlsplit

from gofigr_jupyter.client.auth import HeaderAuth
from gofigr_jupyter.client.client import Client
from gofigr_jupyter.client.connection import remote
from gofigr_jupyter.collection.figures import (
    Answer,
    Comment,
    Details,
    Fact,
    Findings,
    Found,
    Page,
    Picture,
    Place,
    Places,
    Recipe,
    Revision,
    Text,
    Tile,
    Timeline,
    Wanted,
)
from gofigr_jupyter.errors import InvalidInput, NotFound
from gofigr_jupyter.wire import catalog, entities, talk
from gofigr_jupyter.wire import revisions as wire
from gofigr_jupyter.wire import search as wire_search
from gofigr_jupyter.wire.search import SearchResults

MIMES = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "svg": "image/svg+xml",
}
"""Formats that every browser shows, best first."""
LARGEST_THUMBNAIL = 1024


class Connection(Protocol):
    """Where a service is, and the headers that sign in there."""

    @property
    def url(self) -> str:
        """Its address."""

    @property
    def headers(self) -> Mapping[str, str]:
        """What a request carries."""


class Reader:
    """The collection of the service that `connect` finds.

    It is asked at every call: the service may have moved or may have been started anew.
    """

    def __init__(
        self,
        connect: Callable[[], Awaitable[Connection]],
        *,
        link: Callable[[str, str], str],
    ) -> None:
        self._connect = connect
        self._link = link
        self._client: Client | None = None
        self._header = ""

    async def page(self, wanted: Wanted) -> Page:
        """Figures, newest first."""
        client = await self._open()
        query = {
            name: str(value)
            for name, value in (
                ("search", wanted.search.strip()),
                ("workspace", wanted.workspace),
                ("analysis", wanted.analysis),
                ("offset", wanted.offset),
                ("limit", wanted.limit),
            )
            if value
        }
        try:
            found = await client.catalog(query)
        except NotFound as error:
            raise _unable(client, "list figures this way") from error
        tiles = (self._tile(client, entry) for entry in found.items)
        return Page(tiles=tuple(tile for tile in tiles if tile), total=found.total)

    async def places(self) -> Places:
        """The workspaces and analyses there are."""
        found = await (await self._open()).places()
        return Places(workspaces=_places(found.workspaces), analyses=_places(found.analyses))

    async def find(self, name: str) -> str:
        """The id of the revision that an id, a short id or a link names.

        The id of a figure stands for its newest revision.
        """
        client = await self._open()
        word = _word(name)
        try:
            return (await client.revision(word)).api_id
        except NotFound as error:
            refusal = error
        try:
            figure = await client.figure(word)
        except NotFound:
            raise NotFound(
                f"There is no figure {name!r} on {client.url}.",
                hint="Copy its link, or look for it with gofigr_jupyter.browse().",
            ) from refusal
        revisions = _revisions(figure)
        if not revisions:
            raise NotFound(f"The figure {figure.name!r} has no revision yet.")
        return max(revisions, key=lambda each: each.revision_index).api_id

    async def timeline(self, revision: str) -> Timeline:
        """The figure of a revision, with all its revisions."""
        client = await self._open()
        shown = await client.revision(_word(revision))
        figure = await client.figure(shown.figure or "")
        newest_first = sorted(
            _revisions(figure), key=lambda each: each.revision_index, reverse=True
        )
        return Timeline(
            name=figure.name,
            revisions=tuple(self._revision(client, each) for each in newest_first),
        )

    async def thumbnail(self, revision: str, size: int) -> bytes | None:
        """A small PNG; None where there is no picture."""
        return await (await self._open()).thumbnail(revision, min(size, LARGEST_THUMBNAIL))

    async def picture(self, revision: str, *, png: bool) -> Picture | None:
        """The picture of a revision, as PNG where that is asked for; None where there is none."""
        client = await self._open()
        shown = await client.revision(revision)
        item, form = _best(shown, ("png",) if png else tuple(MIMES))
        name = _file_name(shown)
        if item is None:
            drawn = await client.thumbnail(revision, LARGEST_THUMBNAIL)
            if drawn is None:
                return None
            return Picture(mime="image/png", name=f"{name}.png", data=drawn)
        data = (await client.data(item.api_id)).data or b""
        return Picture(mime=MIMES[form], name=f"{name}.{form}", data=data)

    async def details(self, revision: str) -> Details:
        """What else is known of a revision."""
        client = await self._open()
        shown = await client.revision(revision)
        code = [item for item in shown.data or () if item.type == "code"]
        texts = [
            Text(
                name=item.name or "Code",
                text=((await client.data(item.api_id)).data or b"").decode(errors="replace"),
            )
            for item in code
        ]
        return Details(
            code=tuple(texts),
            facts=_facts(shown),
            metadata=json.dumps(shown.metadata, indent=2, ensure_ascii=False),
        )

    async def recipe(self, revision: str) -> Recipe:
        """What is needed to run a revision again. Raises NotFound where it was no clean room."""
        client = await self._open()
        shown = await client.revision(revision)
        found: dict[str, dict[str, bytes]] = {}
        for item in (shown.data or ()) if shown.is_clean_room else ():
            if item.is_clean_room:
                data = (await client.data(item.api_id)).data or b""
                found.setdefault(item.type, {})[item.name or ""] = data
        try:
            (source,), (manifest,) = found["code"].values(), found["text"].values()
        except (KeyError, ValueError) as error:
            raise NotFound(
                "This revision cannot be run again by itself: no clean room made it.",
                hint="Functions with @gofigr_jupyter.reproducible above them make such figures.",
            ) from error
        return Recipe(
            source=source.decode(),
            manifest=manifest.decode(),
            tables=found.get("dataframe", {}),
        )

    async def search(self, words: str, *, limit: int) -> Findings:
        """What has these words, of everything."""
        client = await self._open()
        return await self._findings(client, client.search({"query": words, "limit": limit}))

    async def search_picture(self, image: bytes, *, words: str) -> Findings:
        """The figures that a picture shows, of those that have these words."""
        client = await self._open()
        return await self._findings(client, client.search_picture(image, words))

    async def ask(self, revision: str, question: str, *, send: bool) -> Answer:
        """The answer to a question about a revision; a description where it is empty.

        Unless `send`, InvalidInput is raised where it would be sent to a model elsewhere and the
        user has not seen yet what is sent there.
        """
        client = await self._open()
        shown = await client.revision(revision)
        try:
            check = await client.check_insight(revision)
        except NotFound as error:
            raise _unable(client, "answer questions") from error
        if not (check.previewed or send):
            raise InvalidInput(
                " ".join([*check.messages, "You have not seen yet what is sent there."]),
                hint="Ask once in the panel, which shows it, or with send=True.",
            )
        answer = await client.ask(revision, question)
        return Answer(
            text=answer.response,
            facts=tuple(Fact(text=each.text, numbers=each.numbers) for each in answer.facts),
            provider=answer.provider,
            model=answer.model,
            ai=answer.origin != "computed",
            link=self._link(client.url, shown.short_id or shown.api_id),
        )

    async def _findings(self, client: Client, question: Awaitable[SearchResults]) -> Findings:
        try:
            results = await question
        except NotFound as error:
            raise _unable(client, "search") from error
        found = tuple(self._found(client, each) for each in results.results)
        return Findings(found=found, total=results.total)

    def _found(self, client: Client, hit: wire_search.Found) -> Found:
        revision = hit.revision
        if revision is not None:
            link = self._link(client.url, revision.short_id or revision.api_id)
        else:
            link = f"{client.url}/{hit.kind}/{hit.api_id}"
        texts = ("".join(part.text for part in each.parts) for each in hit.highlights)
        return Found(
            kind=hit.kind,
            name=hit.name,
            place=hit.analysis_name or hit.workspace_name,
            id=hit.api_id,
            link=link,
            revision=revision.api_id if revision else None,
            why=(hit.how,) if hit.how else tuple(texts),
        )

    async def comments(self, revision: str) -> tuple[Comment, ...]:
        """What was said about a revision, about earlier ones and about the figure, oldest first."""
        client = await self._open()
        return tuple(self._comment(client, each) for each in await client.comments(revision))

    async def comment(self, revision: str, text: str, *, reply_to: str | None) -> Comment:
        """Say something about a revision, or answer a comment."""
        client = await self._open()
        return self._comment(client, await client.write_comment(revision, text, parent=reply_to))

    async def react(self, comment: str, emoji: str) -> None:
        """Put an emoji under a comment."""
        await (await self._open()).react(comment, emoji)

    async def close(self) -> None:
        """Let go of the connections."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def _open(self) -> Client:
        found = await self._connect()
        header = found.headers.get("Authorization", "")
        if self._client is None or (self._client.url, self._header) != (found.url, header):
            await self.close()
            self._client = remote(found.url, HeaderAuth(header))
            self._header = header
        return self._client

    def _revision(self, client: Client, found: wire.Revision) -> Revision:
        told = found.metadata if isinstance(found.metadata, dict) else {}
        return Revision(
            id=found.api_id,
            number=found.revision_index + 1,
            at=found.created_on or "",
            link=self._link(client.url, found.short_id or found.api_id),
            alt=str(told.get("alt_text") or ""),
        )

    def _comment(self, client: Client, found: talk.Comment) -> Comment:
        about = found.quote.revision or found.target_id
        return Comment(
            id=found.id,
            author=found.user.username,
            text=found.content,
            at=found.created_on,
            link=f"{self._link(client.url, about)}#comment-{found.id}",
            reply_to=found.parent_comment_id,
            deleted=found.is_deleted,
            resolved=found.resolved_on is not None,
            carried_forward=found.carried_forward,
            reactions=tuple((each.emoji, tuple(each.users)) for each in found.reactions),
        )

    def _tile(self, client: Client, entry: catalog.Entry) -> Tile | None:
        newest = entry.newest_revision
        if newest is None:
            return None
        return Tile(
            revision=newest.api_id,
            name=entry.name,
            analysis=entry.analysis_name or "",
            number=newest.revision_index + 1,
            at=entry.changed_on,
            link=self._link(client.url, newest.short_id or newest.api_id),
        )


def _revisions(figure: entities.Figure) -> Sequence[wire.Revision]:
    return [each for each in figure.revisions or () if isinstance(each, wire.Revision)]


def _places(found: Sequence[catalog.NamedPlace]) -> tuple[Place, ...]:
    return tuple(
        Place(id=each.api_id, name=each.name, workspace=each.workspace or "") for each in found
    )


def _word(name: str) -> str:
    """The id in a link, or the id itself. Raises InvalidInput for what can be neither."""
    word = urlsplit(name.strip()).path.rstrip("/").rpartition("/")[2]
    if not re.fullmatch(r"[0-9A-Za-z-]{1,64}", word):
        raise InvalidInput(
            f"{name!r} names no figure.",
            hint="Give a short id, an id, or the link under a figure.",
        )
    return word


def _best(shown: wire.Revision, forms: Sequence[str]) -> tuple[wire.Data | None, str]:
    """The picture among a revision's data in the first of `forms` that there is."""
    images = [
        (bool(item.metadata.get("is_watermarked")), str(item.metadata.get("format")).lower(), item)
        for item in shown.data or ()
        if item.type == "image" and isinstance(item.metadata, dict)
    ]
    usable = [
        (forms.index(form), marked, place)
        for place, (marked, form, _) in enumerate(images)
        if form in forms
    ]
    if not usable:
        return None, ""
    _, _, place = min(usable)
    return images[place][2], images[place][1]


def _file_name(shown: wire.Revision) -> str:
    named = getattr(shown.figure_metadata, "name", None) or "figure"
    words = re.sub(r"[^\w-]+", "-", named).strip("-")[:60] or "figure"
    return f"{words}-{shown.revision_index + 1}"


def _facts(shown: wire.Revision) -> tuple[tuple[str, str], ...]:
    metadata = shown.metadata if isinstance(shown.metadata, dict) else {}
    provenance = metadata.get("provenance")
    told = provenance if isinstance(provenance, dict) else {}
    facts = (
        ("Author", shown.created_by),
        ("Notebook", _member(told, "notebook", "path") or metadata.get("notebook_name")),
        ("Drawn with", metadata.get("backend")),
        ("Python", _member(told, "environment", "python")),
        ("System", _member(told, "environment", "platform")),
        ("Commit", _member(metadata, "git", "hash")),
        ("Short id", shown.short_id),
    )
    return tuple((label, str(value)) for label, value in facts if value)


def _unable(client: Client, what: str) -> InvalidInput:
    return InvalidInput(f"{client.url} cannot {what}.", hint="Open it in a browser.")


def _member(values: Mapping[str, object], *names: str) -> object:
    found: object = values
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found
