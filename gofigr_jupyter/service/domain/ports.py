"""What the rules need from outside: a transaction over the stored rows, and a place for bytes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypeVar

from gofigr_jupyter.ids import (
    AnalysisId,
    AssetRevisionId,
    ContentHash,
    FigureId,
    RevisionId,
    StoreId,
    UserId,
    WorkspaceId,
)
from gofigr_jupyter.service.domain.model import (
    Analysis,
    ApiKey,
    DataItem,
    Event,
    Figure,
    Level,
    Member,
    Moment,
    Revision,
    User,
    Workspace,
)

if TYPE_CHECKING:  # they build on what stands here
    from gofigr_jupyter.service.domain.assets.ports import AssetRevisions, Assets, Links, Shares
    from gofigr_jupyter.service.domain.catalog.catalog import Catalog
    from gofigr_jupyter.service.domain.imports.ports import GitImports, SshKeys
    from gofigr_jupyter.service.domain.insight.ports import AiChoices, AiUses
    from gofigr_jupyter.service.domain.metadata_proxies import MetadataProxies
    from gofigr_jupyter.service.domain.people.audit_chain import Seals
    from gofigr_jupyter.service.domain.people.ports import (
        Activity,
        Census,
        DeviceLogins,
        Invitations,
        Organizations,
        Resets,
        StorageChoices,
        Stores,
    )
    from gofigr_jupyter.service.domain.search.looks import Looks
    from gofigr_jupyter.service.domain.search.ports import SearchIndex
    from gofigr_jupyter.service.domain.stories.ports import Stories
    from gofigr_jupyter.service.domain.talk.ports import Comments, Notices, Reactions
    from gofigr_jupyter.service.domain.talk.review import Reviews
    from gofigr_jupyter.service.domain.tasks import Tasks

Row = TypeVar("Row")
Result = TypeVar("Result")


class Rows(Protocol[Row]):
    """The stored rows of one kind, by id."""

    def get(self, id: str) -> Row | None:
        """The row with this id, or None."""

    def add(self, row: Row) -> None:
        """Store a new row."""

    def change(self, id: str, **values: object) -> None:
        """Give the named fields of a row new values."""

    def remove(self, id: str) -> None:
        """Delete a row and all that hangs on it."""


class Holders(Rows[Row], Protocol[Row]):
    """Rows that have children."""

    def child_changed(self, id: str, *, by: str, at: Moment, grown: int) -> None:
        """Note that something below changed, and by how many bytes it grew."""


class Users(Rows[User], Protocol):
    """Accounts."""

    def by_name(self, username: str) -> User | None:
        """The account with this name, whatever the case of its letters."""

    def by_email(self, email: str) -> User | None:
        """The first account with this address, whatever the case of its letters."""

    def all(self) -> Sequence[User]:
        """Every account, by name."""

    def share_a_workspace(self, one: UserId, other: UserId) -> bool:
        """Whether two users belong to a common workspace or organization."""


class ApiKeys(Rows[ApiKey], Protocol):
    """API keys."""

    def by_digest(self, digest: str) -> ApiKey | None:
        """The key with this SHA-256."""

    def of_user(self, user: UserId) -> Sequence[ApiKey]:
        """A user's keys, oldest first."""


class Workspaces(Holders[Workspace], Protocol):
    """Workspaces."""

    def of_user(self, user: UserId) -> Sequence[Workspace]:
        """Those a user belongs to, directly or by an organization, oldest first."""


class Members(Protocol):
    """Memberships."""

    def level(self, workspace: WorkspaceId, user: UserId) -> Level | None:
        """A user's own level in a workspace; None for those who are no members."""

    def standing(self, workspace: WorkspaceId, user: UserId) -> Level | None:
        """The higher of a user's own level and the one that the organization gives."""

    def of_workspace(self, workspace: WorkspaceId) -> Sequence[tuple[str, Level]]:
        """Username and level of each member, in the order they joined."""

    def put(self, member: Member) -> None:
        """Make somebody a member, or give a member another level."""

    def change_level(self, workspace: WorkspaceId, user: UserId, level: Level) -> None:
        """Give a member another level."""

    def remove(self, workspace: WorkspaceId, user: UserId) -> None:
        """End a membership."""


class Analyses(Holders[Analysis], Protocol):
    """Analyses."""

    def in_workspaces(self, workspaces: Collection[WorkspaceId]) -> Sequence[Analysis]:
        """Those of the given workspaces, oldest first."""

    def recent(self, workspace: WorkspaceId, limit: int) -> Sequence[Analysis]:
        """Those of a workspace that were touched last, newest first."""

    def count(self, workspace: WorkspaceId, since: Moment | None = None) -> int:
        """How many a workspace holds, or how many of them were touched since then."""

    def relocate(self, analysis: AnalysisId, *, workspace: WorkspaceId) -> None:
        """Put an analysis, with everything in it, under another workspace."""


class Figures(Holders[Figure], Protocol):
    """Figures."""

    def in_analysis(self, analysis: AnalysisId) -> Sequence[Figure]:
        """Those of an analysis, oldest first."""

    def first_named(self, analysis: AnalysisId, name: str) -> Figure | None:
        """The oldest one with exactly this name in an analysis."""

    def in_workspaces(self, workspaces: Collection[WorkspaceId]) -> Sequence[Figure]:
        """Those of the given workspaces, oldest first."""

    def recent(self, workspace: WorkspaceId, limit: int) -> Sequence[Figure]:
        """Those of a workspace that were touched last, newest first."""

    def count(self, workspace: WorkspaceId) -> int:
        """How many a workspace holds."""

    def next_index(self, figure: FigureId) -> int:
        """The index for one more revision; counts it as made."""

    def relocate(self, figure: FigureId, *, analysis: AnalysisId, workspace: WorkspaceId) -> None:
        """Put a figure, with its revisions, under another analysis."""


class Revisions(Rows[Revision], Protocol):
    """Revisions of figures."""

    def by_short_id(self, short_id: str) -> Revision | None:
        """The revision with this short id."""

    def in_figure(self, figure: FigureId) -> Sequence[Revision]:
        """Those of a figure, oldest first."""

    def last_in_figure(
        self, figure: FigureId, limit: int, *, before: int | None = None
    ) -> Sequence[Revision]:
        """The newest ones of a figure, newest first; with `before`, of those below that index."""

    def newest_in_figure(self, figure: FigureId) -> Revision | None:
        """The newest one of a figure."""

    def newest_in_analysis(self, analysis: AnalysisId) -> Revision | None:
        """The one made last in an analysis."""

    def newest_of_figures(self, analysis: AnalysisId) -> Sequence[Revision]:
        """The newest one of each figure of an analysis."""

    def neighbors(self, revision: Revision) -> tuple[Revision | None, Revision | None]:
        """The revisions of the same figure just before and just after this one."""


class DataItems(Rows[DataItem], Protocol):
    """Data objects of revisions of figures, or of revisions of assets."""

    def of_revision(self, revision: RevisionId | AssetRevisionId) -> Sequence[DataItem]:
        """Those of a revision, in their order."""

    def add_all(self, items: Sequence[DataItem], at: Moment) -> None:
        """Store several at once, with a note of their bytes."""

    def mentioned(
        self, hashes: Collection[ContentHash], *, store: StoreId | None
    ) -> Collection[ContentHash]:
        """Those of the hashes that some data object has whose bytes were put there."""

    def stores_of(self, hash: ContentHash) -> Collection[StoreId | None]:
        """Where the bytes of data objects with this hash were put."""

    def remove_of(self, revision: RevisionId | AssetRevisionId) -> None:
        """Delete those of a revision."""


class Events(Protocol):
    """What happened; rows are only ever added."""

    def add(self, event: Event) -> None:
        """Store one event."""


class Prefixes(Protocol):
    """Prefixes of short ids that were given out."""

    def add(self, prefix: str, *, user: UserId, at: Moment) -> bool:
        """Store a prefix; False when it was given out before."""


class Secrets(Protocol):
    """Secrets that the service made for itself."""

    def get_or_add(self, name: str, make: Callable[[], str]) -> str:
        """The secret with this name, made at the first call."""


class Transaction(Protocol):
    """One consistent view of the stored rows; its changes commit together or not at all."""

    now: Moment
    """The time of this transaction, later than that of every earlier one."""
    keys_changed: bool
    """Set by what may have changed whom an API key lets in."""
    task_is_due: bool
    """Set by what asked for a task that is due at once."""
    users: Users
    api_keys: ApiKeys
    workspaces: Workspaces
    members: Members
    analyses: Analyses
    figures: Figures
    revisions: Revisions
    data: DataItems
    assets: Assets
    asset_revisions: AssetRevisions
    asset_data: DataItems
    links: Links
    shares: Shares
    ai_choices: AiChoices
    ai_uses: AiUses
    comments: Comments
    reactions: Reactions
    notices: Notices
    reviews: Reviews
    stories: Stories
    ssh_keys: SshKeys
    git_imports: GitImports
    seals: Seals
    metadata_proxies: MetadataProxies
    tasks: Tasks
    events: Events
    organizations: Organizations
    invitations: Invitations
    storage_choices: StorageChoices
    stores: Stores
    resets: Resets
    device_logins: DeviceLogins
    activity: Activity
    census: Census
    catalog: Catalog
    search: SearchIndex
    looks: Looks
    prefixes: Prefixes
    secrets: Secrets


class Database(Protocol):
    """Runs functions over transactions."""

    def read(self, fn: Callable[[Transaction], Result]) -> Result:
        """What `fn` returns; it must change nothing."""

    def write(self, fn: Callable[[Transaction], Result]) -> Result:
        """What `fn` returns, once its changes are durable. If it raises, nothing changes.

        `fn` may share its commit with others and must not itself call `read` or `write`.
        """


class Arrival(Protocol):
    """Bytes that come in piece by piece; `keep` or `discard` ends it."""

    def write(self, piece: bytes) -> None:
        """Take one more piece. Raises StorageUnavailable when it cannot be written."""

    def keep(self) -> tuple[ContentHash, int]:
        """Make all pieces durable as one blob: its hash and its size."""

    def discard(self) -> None:
        """Forget the pieces; harmless after `keep`."""


class Blobs(Protocol):
    """Bytes by their content hash."""

    def put(self, data: bytes) -> ContentHash:
        """Store bytes durably; storing the same bytes again is harmless."""

    def receive(self) -> Arrival:
        """A place for bytes too many to be held in memory."""

    def get(self, hash: ContentHash) -> bytes:
        """The bytes with this hash. Raises StorageUnavailable when they cannot be read."""

    def open(self, hash: ContentHash) -> BinaryIO:
        """The bytes with this hash, to be read from the front piece by piece and then closed.

        Raises StorageUnavailable when they cannot be read.
        """
