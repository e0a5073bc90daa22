"""Search as it travels. The public documents name the route and leave its bodies open."""

from __future__ import annotations

from msgspec import Struct, field

from gofigr_jupyter.wire.revisions import Id, Time


class SearchBody(Struct, kw_only=True):
    """What is looked for: words, of which the last ones may be unfinished, and where.

    Without words the newest things are found. `kinds` are workspace, analysis, figure,
    figure_revision, asset, asset_revision and story; `uses` is the name of a file that a figure was
    made from; `review` is draft, in_review, approved or frozen.
    """

    query: str = ""
    kinds: list[str] = field(default_factory=list)
    workspace: Id | None = None
    analysis: Id | None = None
    author: str | None = None
    library: str | None = None
    since: Time | None = None
    until: Time | None = None
    uses: str | None = None
    has_comments: bool | None = None
    review: str | None = None
    offset: int = 0
    limit: int = 20


class PictureBody(Struct, kw_only=True):
    """A picture whose figure is looked for, in base64: a PNG, JPEG, TIFF, WebP, SVG or PDF.

    With a `query`, only figures that have these words too.
    """

    image: bytes
    query: str = ""
    workspace: Id | None = None
    analysis: Id | None = None


class Part(Struct, kw_only=True):
    """A piece of a text; `match` tells whether it was looked for."""

    text: str
    match: bool


class Highlight(Struct, kw_only=True):
    """A text in which words were found: name, description, analysis, comment or code."""

    where: str
    parts: list[Part]


class FoundRevision(Struct, kw_only=True):
    """The revision of a figure that fits best."""

    api_id: Id
    short_id: str | None = None
    revision_index: int


class Found(Struct, kw_only=True):
    """A thing that was found: a workspace, an analysis, a figure, an asset or a story.

    `how` tells how a picture was recognized: "same file", "written in it", "code in it" or
    "looks alike"; of the last, `score` is 1 for the same picture and 0.6 for a faint likeness.
    """

    kind: str
    api_id: Id
    name: str
    workspace: Id
    workspace_name: str
    analysis: Id | None = None
    analysis_name: str | None = None
    revision: FoundRevision | None = None
    author: str
    made_on: Time
    library: str | None = None
    how: str | None = None
    score: float
    highlights: list[Highlight]


class FoundPlace(Struct, kw_only=True):
    """How many things were found in an analysis, or in a workspace beside its analyses."""

    workspace: Id
    workspace_name: str
    analysis: Id | None = None
    analysis_name: str | None = None
    count: int
    score: float


class SearchResults(Struct, kw_only=True):
    """A page of what was found, best first, and all places with how much was found in them.

    `counted_all` is false when there is more than was counted. `loosely` tells that nothing has all
    the words. `waiting` are changes that search does not know yet.
    """

    results: list[Found]
    groups: list[FoundPlace]
    total: int
    counted_all: bool
    loosely: bool
    waiting: int
