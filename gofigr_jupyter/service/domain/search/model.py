"""What search knows about things, what is looked for, and what is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto
from typing import NamedTuple

from gofigr_jupyter.ids import (
    AnalysisId,
    AssetId,
    ContentHash,
    FigureId,
    RevisionId,
    StoryId,
    UserId,
    WorkspaceId,
)
from gofigr_jupyter.service.domain.model import Kind, Moment
from gofigr_jupyter.service.domain.search.words import Term
from gofigr_jupyter.service.domain.talk.review import ReviewState


class Where(StrEnum):
    """In which of its texts a thing was found."""

    NAME = "name"
    DESCRIPTION = "description"
    PLACE = "analysis"
    COMMENT = "comment"
    PICTURE = "picture"
    CODE = "code"


@dataclass(frozen=True, kw_only=True)
class Source:
    """A thing that search knows, and where it is: the ids of what it belongs to."""

    kind: Kind
    source_id: str
    workspace_id: WorkspaceId
    analysis_id: AnalysisId | None = None
    figure_id: FigureId | None = None
    revision_id: RevisionId | None = None
    asset_id: AssetId | None = None
    story_id: StoryId | None = None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is known about a thing before its files are read: `files` hold its code.

    `names` is what it is called, `words` what is said about it, `place` the name of what it is in,
    `talk` what people say about it, `shown` what is written in its picture, and `code` the rest.
    """

    source: Source
    author: str
    made_on: Moment
    library: str = ""
    names: str = ""
    words: str = ""
    place: str = ""
    talk: str = ""
    shown: str = ""
    code: str = ""
    files: tuple[ContentHash, ...] = ()

    def without_files(self) -> Draft:
        """The same with what is known otherwise."""
        return replace(self, files=())


@dataclass(frozen=True, kw_only=True)
class Document:
    """What is known about a thing, complete. `also` are other forms of its words."""

    source: Source
    author: str
    made_on: Moment
    library: str
    names: str
    words: str
    place: str
    talk: str
    shown: str
    code: str
    also: str


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far events were taken into the index.

    `missing` are numbers that an event may still come to have, with the time they were missed.
    """

    cursor: int = 0
    missing: tuple[tuple[int, Moment], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What somebody may see: what is in these workspaces, and what is shared with the reader."""

    workspaces: tuple[WorkspaceId, ...]
    reader: UserId | None


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is looked at; None and nothing narrow nothing. `uses` is the name of a file."""

    kinds: tuple[Kind, ...] = ()
    workspace: str | None = None
    analysis: str | None = None
    figures: tuple[str, ...] = ()
    author: str | None = None
    library: str | None = None
    since: Moment | None = None
    until: Moment | None = None
    uses: str | None = None
    has_comments: bool | None = None
    review: ReviewState | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is looked for: words, all of them or with `any_of` some of them.

    With `names_only`, in names alone.
    """

    terms: tuple[Term, ...]
    any_of: bool = False
    names_only: bool = False


class Weighing(Enum):
    """Which of the documents that were found get a score, where it takes longer; others have 0."""

    ALL = auto()
    FEW = auto()
    """All if they are fewer than could be; else perhaps those with the words in their names."""
    NONE = auto()


class Match(NamedTuple):
    """A document that was found, and where it is; a higher score is better."""

    id: int
    kind: Kind
    source_id: str
    workspace_id: WorkspaceId
    analysis_id: AnalysisId | None
    figure_id: FigureId | None
    revision_id: RevisionId | None
    asset_id: AssetId | None
    score: float


@dataclass(frozen=True, kw_only=True)
class Told:
    """A thing that was found, with what a list shows of it."""

    match: Match
    author: str
    made_on: Moment
    library: str
    texts: Mapping[Where, str]
    name: str
    workspace_name: str
    analysis_name: str | None
    short_id: str | None
    revision_index: int | None


@dataclass(frozen=True)
class Part:
    """A piece of a text; `is_match` tells whether it was looked for."""

    text: str
    is_match: bool


@dataclass(frozen=True, kw_only=True)
class Highlight:
    """A text of a thing with what was found in it."""

    where: Where
    parts: Sequence[Part]


class How(StrEnum):
    """How a picture was recognized, or that something was not found by its words."""

    SAME_FILE = "same file"
    WRITTEN = "written in it"
    CODE = "code in it"
    ALIKE = "looks alike"
    MEANING = "by meaning"


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A thing that was found; a figure with the revision that fits best."""

    told: Told
    highlights: Sequence[Highlight] = ()
    how: How | None = None


@dataclass(frozen=True, kw_only=True)
class Group:
    """How much was found in an analysis, or in a workspace beside its analyses."""

    workspace_id: WorkspaceId
    analysis_id: AnalysisId | None
    name: str | None
    workspace_name: str
    count: int
    score: float


@dataclass(frozen=True, kw_only=True)
class Findings:
    """A page of what was found, best first, and how much there is where.

    `counted_all` is False when counting ended before everything was counted. `loosely` tells that
    nothing has all the words, so that things with some of them are shown.
    """

    hits: Sequence[Hit]
    groups: Sequence[Group]
    total: int
    counted_all: bool
    loosely: bool
