"""What there is to show of kept figures."""

from __future__ import annotations

from typing import Protocol

import msgspec


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """One state of a figure. `number` counts from 1; `link` opens it in a browser.

    `alt` are words for those who do not see it.
    """

    id: str
    number: int
    at: str
    link: str
    alt: str


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with its revisions, newest first."""

    name: str
    revisions: tuple[Revision, ...]


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture in a file's bytes; `name` is one for that file."""

    mime: str
    name: str
    data: bytes


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A named text."""

    name: str
    text: str


class Details(msgspec.Struct, frozen=True, kw_only=True):
    """The code that drew a revision, some facts about it, and its metadata as JSON."""

    code: tuple[Text, ...]
    facts: tuple[tuple[str, str], ...]
    metadata: str


class Recipe(msgspec.Struct, frozen=True, kw_only=True):
    """What a clean room kept to be run again: source, manifest (JSON), tables as Parquet."""

    source: str
    manifest: str
    tables: dict[str, bytes]


class Tile(msgspec.Struct, frozen=True, kw_only=True):
    """A figure in a list, by its newest revision."""

    revision: str
    name: str
    analysis: str
    number: int
    at: str
    link: str


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Some figures of a list, and how many there are in all."""

    tiles: tuple[Tile, ...]
    total: int


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which figures to list; an empty text narrows nothing."""

    search: str = ""
    workspace: str = ""
    analysis: str = ""
    offset: int = 0
    limit: int = 12


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A workspace, or an analysis with the id of its workspace."""

    id: str
    name: str
    workspace: str = ""


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """What a list can be narrowed to."""

    workspaces: tuple[Place, ...]
    analyses: tuple[Place, ...]


class Comment(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody said about a figure, in Markdown.

    An answer names the comment that it answers in `reply_to`. `reactions` are emoji, each with the
    users who put it. `carried_forward` tells that it is about an earlier revision than the one
    asked for; `link` opens it in a browser.
    """

    id: str
    author: str
    text: str
    at: str
    link: str
    reply_to: str | None = None
    deleted: bool = False
    resolved: bool = False
    carried_forward: bool = False
    reactions: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a search found.

    `revision` is that of a figure which fits best, None for other things. `why` are the texts in
    which words were found, or how a picture was recognized.
    """

    kind: str
    name: str
    place: str
    id: str
    link: str
    revision: str | None = None
    why: tuple[str, ...] = ()


class Findings(msgspec.Struct, frozen=True, kw_only=True):
    """What a search found, best first, and how much there is in all."""

    found: tuple[Found, ...]
    total: int


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is true of a figure, and the numbers behind it by name."""

    text: str
    numbers: dict[str, float]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer about a figure, the facts it rests on, and who gave it.

    What is not by `ai` was computed. `link` opens the revision in a browser.
    """

    text: str
    facts: tuple[Fact, ...]
    provider: str
    model: str
    ai: bool
    link: str


class Collection(Protocol):
    """Kept figures. Every call raises a GoFigrError where the service cannot answer."""

    async def page(self, wanted: Wanted) -> Page:
        """Figures, newest first."""

    async def places(self) -> Places:
        """The workspaces and analyses there are."""

    async def find(self, name: str) -> str:
        """The id of the revision that an id, a short id or a link names."""

    async def timeline(self, revision: str) -> Timeline:
        """The figure of a revision, with all its revisions."""

    async def thumbnail(self, revision: str, size: int) -> bytes | None:
        """A small PNG; None where there is no picture."""

    async def picture(self, revision: str, *, png: bool) -> Picture | None:
        """The picture of a revision, as PNG where that is asked for; None where there is none."""

    async def recipe(self, revision: str) -> Recipe:
        """What is needed to run a revision again. Raises NotFound where it was no clean room."""

    async def details(self, revision: str) -> Details:
        """What else is known of a revision."""

    async def search(self, words: str, *, limit: int) -> Findings:
        """What has these words, of everything."""

    async def search_picture(self, image: bytes, *, words: str) -> Findings:
        """The figures that a picture shows, of those that have these words."""

    async def ask(self, revision: str, question: str, *, send: bool) -> Answer:
        """The answer to a question about a revision; a description where it is empty.

        Unless `send`, InvalidInput is raised where it would be sent to a model elsewhere and the
        user has not seen yet what is sent there.
        """

    async def comments(self, revision: str) -> tuple[Comment, ...]:
        """What was said about a revision, about earlier ones and about the figure, oldest first."""

    async def comment(self, revision: str, text: str, *, reply_to: str | None) -> Comment:
        """Say something about a revision, or answer a comment."""

    async def react(self, comment: str, emoji: str) -> None:
        """Put an emoji under a comment."""
