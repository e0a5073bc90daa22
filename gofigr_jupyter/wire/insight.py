"""Questions about figures and what answers them, as they travel.

`response`, `code`, `external_data`, `ai_inputs`, `ai_outputs`, `available` and `messages` are the
wire's; all other fields are ours. A streamed answer is Server-Sent Events: `start` with the shape
Start, `text` with the shape Piece for each piece, then `done` with the shape Answer, or `error`
with the shape Problem where the answer broke off.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from gofigr_jupyter.wire.revisions import Id, Time

Question = Annotated[str, Meta(max_length=20_000)]
Passage = Annotated[str, Meta(max_length=200_000)]


class Fact(Struct, kw_only=True):
    """Something that is true of the figure, with its numbers by name and how they were found.

    `topic` is one of kind, title, axis, count, range, center, maximum, minimum, trend, direction,
    correlation, outliers, missing, groups, share, errors, limits, change, code, data and origin.
    """

    topic: str
    text: str
    numbers: dict[str, float] = {}
    method: str = ""
    series: list[str] = []


class Start(Struct, kw_only=True):
    """Who answers, and about what. `origin` is "computed" or "ai"; `link` is that of the page.

    `digest` is the BLAKE3 hash of what was sent to a model elsewhere; null where nothing was.
    """

    provider: str
    model: str
    origin: str
    figure_revision: Id | None = None
    link: str | None = None
    digest: str | None = None


class Piece(Struct, kw_only=True):
    """A piece of an answer; a computed sentence comes with the facts it rests on."""

    text: str
    facts: list[Fact] = []


class Answer(Start, kw_only=True):
    """A whole answer, with the facts it rests on."""

    response: str
    facts: list[Fact] = []


class QuestionBody(Struct, kw_only=True):
    """A question about a revision. `model` is used where the provider has several."""

    figure_revision: Id
    prompt: Question = ""
    stream: bool = False
    model: str | None = None


class PreviewBody(QuestionBody, kw_only=True):
    """A question that is not asked yet; with `left_revision` about what changed since that one."""

    left_revision: Id | None = None


class CompareBody(Struct, kw_only=True):
    """Two revisions: what `right_revision` has that `left_revision` has not."""

    left_revision: Id
    right_revision: Id
    prompt: Question = ""
    stream: bool = False
    model: str | None = None


class TextBody(Struct, kw_only=True):
    """A question about a text; the settings of `workspace` hold, where it is given."""

    text: Passage
    prompt: Question
    stream: bool = False
    model: str | None = None
    workspace: Id | None = None


class AboutBody(Struct, kw_only=True):
    """A revision."""

    figure_revision: Id


class CodePiece(Struct, kw_only=True):
    """A part of the code, in the order of execution; `confidence` is "sure" or "unsure"."""

    name: str
    language: str
    code: str
    confidence: str = "sure"


class FigureCode(Struct, kw_only=True):
    """The code that made a figure: all of it in one text, and piece by piece."""

    code: str
    pieces: list[CodePiece]


class Dataset(Struct, kw_only=True):
    """Data that went into a figure, or came out.

    `kind` is file, table, picture, plotted data or text. `via` tells how a file was read, `kept`
    what of it is kept.
    """

    name: str
    kind: str
    size_bytes: int | None = None
    hash: str | None = None
    via: str | None = None
    kept: str | None = None
    asset_revision: Id | None = None
    data: Id | None = None


class Datasets(Struct, kw_only=True):
    """Files that were read, everything that went in, and what came out."""

    external_data: list[Dataset]
    ai_inputs: list[Dataset]
    ai_outputs: list[Dataset]


class Described(Struct, kw_only=True):
    """The title and the description of a revision that nobody wrote, and who did.

    All are null where it has none; the last three also where a client sent them.
    """

    title: str | None
    description: str | None
    provider: str | None = None
    model: str | None = None
    origin: str | None = None


class CheckBody(Struct, kw_only=True):
    """What somebody wants to ask about; nothing stands for anything."""

    figure_revision: Id | None = None
    workspace: Id | None = None


class Check(Struct, kw_only=True):
    """Whether an answer can be had, from whom, and what stands in the way.

    `previewed` tells that the caller has seen what is sent to this provider, or that nothing is.
    """

    available: bool
    messages: list[str]
    provider: str
    model: str
    origin: str
    previewed: bool


class Preview(Struct, kw_only=True):
    """What a question would send, and where to: nothing where `host` is null."""

    provider: str
    model: str
    host: str | None
    text: str
    picture: bool
    size_bytes: int
    digest: str | None


class StoryFigureBody(Struct, kw_only=True):
    """A figure of a story, and for whom the story is."""

    figure_revision: Id
    prompt: Question = ""
    audience: Question = ""


class StoryFigure(Answer, kw_only=True):
    """A title and a caption for a figure; the caption is `response`."""

    title: str


class StoryOverviewsBody(Struct, kw_only=True):
    """The figures of a story, in their order, and for whom it is."""

    revisions: Annotated[list[Id], Meta(min_length=1, max_length=100)]
    prompt: Question = ""
    audience: Question = ""


class StoryOverviews(Struct, kw_only=True):
    """Texts for the slides around the figures."""

    title: str
    introduction: str
    goals: str
    data: str
    conclusion: str
    provider: str
    model: str
    origin: str
    facts: list[Fact] = []


class RefineBody(Struct, kw_only=True):
    """A text of a story, and how it should become better."""

    text: Passage
    prompt: Question
    workspace: Id | None = None


class ProviderUse(Struct, kw_only=True):
    """How much one provider and model was asked."""

    provider: str
    model: str
    questions: int
    input_tokens: int
    output_tokens: int


class Quota(Struct, kw_only=True):
    """How many questions a workspace may ask models elsewhere in a month; null for no limit."""

    workspace: Id
    used: int
    limit: int | None
    remaining: int | None


class Usage(Struct, kw_only=True):
    """What the caller asked since `since`, the month's quotas, and how fast one may ask."""

    since: Time
    questions: int
    input_tokens: int
    output_tokens: int
    providers: list[ProviderUse]
    quotas: list[Quota]
    most_per_minute: int


class Chosen(Struct, kw_only=True):
    """A provider and its model."""

    provider: str
    model: str


class AiSettings(Struct, kw_only=True):
    """Who answers in a workspace. `key` is taken and never returned; `has_key` tells of one.

    A key that is left out stays as long as the provider and the address do; an empty one is
    removed. `provider` is local, openai or bedrock, or null for what the service as a whole has
    chosen, which `of_service` tells. With `pictures` the figure's picture is sent too. `inherited`
    tells that these are the service's. With `titles` new revisions get a title and a description
    by whoever answers; what people wrote stays.
    """

    provider: str | None = None
    base_url: str = ""
    model: str = ""
    key: str | None = None
    has_key: bool = False
    timeout_seconds: Annotated[int, Meta(ge=1, le=600)] = 60
    retries: Annotated[int, Meta(ge=0, le=5)] = 2
    pictures: bool = False
    titles: bool = False
    monthly_limit: Annotated[int, Meta(ge=0, le=2**31 - 1)] | None = None
    inherited: bool = False
    of_service: Chosen | None = None


class Tried(Struct, kw_only=True):
    """Whether a provider answered, and what it said or why not."""

    works: bool
    message: str
    provider: str
    model: str
