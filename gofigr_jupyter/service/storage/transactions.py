"""A transaction over one connection: the domain's ports, put together."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from copy import copy

from gofigr_jupyter.service.domain import ports
from gofigr_jupyter.service.domain.assets import ports as asset_ports
from gofigr_jupyter.service.domain.catalog.catalog import Catalog
from gofigr_jupyter.service.domain.imports.ports import GitImports, SshKeys
from gofigr_jupyter.service.domain.insight import ports as insight_ports
from gofigr_jupyter.service.domain.metadata_proxies import MetadataProxies
from gofigr_jupyter.service.domain.model import Moment
from gofigr_jupyter.service.domain.people import ports as people_ports
from gofigr_jupyter.service.domain.people.audit_chain import Seals
from gofigr_jupyter.service.domain.search.looks import Looks
from gofigr_jupyter.service.domain.search.ports import SearchIndex
from gofigr_jupyter.service.domain.stories.ports import Stories
from gofigr_jupyter.service.domain.talk import ports as talk_ports
from gofigr_jupyter.service.domain.talk.review import Reviews
from gofigr_jupyter.service.domain.tasks import Tasks
from gofigr_jupyter.service.storage.activity import ActivityRows, CensusRows
from gofigr_jupyter.service.storage.assets.assets import AssetRevisionRows, AssetRows
from gofigr_jupyter.service.storage.assets.links import LinkRows
from gofigr_jupyter.service.storage.buckets.rows import StoreRows
from gofigr_jupyter.service.storage.catalog.rows import CatalogRows
from gofigr_jupyter.service.storage.contents import AnalysisRows, FigureRows, WorkspaceRows
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.imports.git_imports import GitImportRows
from gofigr_jupyter.service.storage.imports.ssh_keys import SshKeyRows
from gofigr_jupyter.service.storage.insight.rows import AiChoiceRows, AiUseRows
from gofigr_jupyter.service.storage.invitations import (
    DeviceLoginRows,
    InvitationRows,
    ResetRows,
    StorageChoiceRows,
)
from gofigr_jupyter.service.storage.metadata_proxies import MetadataProxyRows
from gofigr_jupyter.service.storage.organizations import OrganizationRows
from gofigr_jupyter.service.storage.people import (
    ApiKeyRows,
    MemberRows,
    PrefixRows,
    SecretRows,
    UserRows,
)
from gofigr_jupyter.service.storage.revisions import (
    ASSET_DATA,
    DATA,
    DataRows,
    EventRows,
    RevisionRows,
)
from gofigr_jupyter.service.storage.seals import SealRows
from gofigr_jupyter.service.storage.search.looks import LookRows
from gofigr_jupyter.service.storage.search.rows import SearchRows
from gofigr_jupyter.service.storage.shares import ShareRows
from gofigr_jupyter.service.storage.stories.stories import StoryRows
from gofigr_jupyter.service.storage.talk.comments import CommentRows, ReactionRows
from gofigr_jupyter.service.storage.talk.notices import NoticeRows
from gofigr_jupyter.service.storage.talk.reviews import ReviewRows
from gofigr_jupyter.service.storage.tasks import TaskRows

Clock = Callable[[], int]


def wall_clock() -> int:
    """Microseconds since 1970, UTC."""
    return time.time_ns() // 1000


class RisingClock:
    """Tells the time, and never the same time twice: what came later sorts later."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0
        self._lock = threading.Lock()

    def __call__(self) -> Moment:
        """The time now, later than that of every call before."""
        with self._lock:
            self._last = max(self._last + 1, self._clock())
            return Moment(self._last)


class SqlTransaction:
    """Implements `domain.ports.Transaction`."""

    def __init__(self, connection: Connection, now: Moment) -> None:
        self.now = now
        self.keys_changed = False
        self.task_is_due = False
        self.users: ports.Users = UserRows(connection)
        self.api_keys: ports.ApiKeys = ApiKeyRows(connection)
        self.members: ports.Members = MemberRows(connection)
        self.prefixes: ports.Prefixes = PrefixRows(connection)
        self.secrets: ports.Secrets = SecretRows(connection)
        self.workspaces: ports.Workspaces = WorkspaceRows(connection)
        self.analyses: ports.Analyses = AnalysisRows(connection)
        self.figures: ports.Figures = FigureRows(connection)
        self.revisions: ports.Revisions = RevisionRows(connection)
        self.data: ports.DataItems = DataRows(connection, DATA)
        self.assets: asset_ports.Assets = AssetRows(connection)
        self.asset_revisions: asset_ports.AssetRevisions = AssetRevisionRows(connection)
        self.asset_data: ports.DataItems = DataRows(connection, ASSET_DATA)
        self.links: asset_ports.Links = LinkRows(connection)
        self.shares: asset_ports.Shares = ShareRows(connection)
        self.ai_choices: insight_ports.AiChoices = AiChoiceRows(connection)
        self.ai_uses: insight_ports.AiUses = AiUseRows(connection)
        self.comments: talk_ports.Comments = CommentRows(connection)
        self.reactions: talk_ports.Reactions = ReactionRows(connection)
        self.notices: talk_ports.Notices = NoticeRows(connection)
        self.reviews: Reviews = ReviewRows(connection)
        self.stories: Stories = StoryRows(connection)
        self.ssh_keys: SshKeys = SshKeyRows(connection)
        self.git_imports: GitImports = GitImportRows(connection)
        self.seals: Seals = SealRows(connection)
        self.metadata_proxies: MetadataProxies = MetadataProxyRows(connection)
        self.tasks: Tasks = TaskRows(connection)
        self.events: ports.Events = EventRows(connection)
        self.organizations: people_ports.Organizations = OrganizationRows(connection)
        self.invitations: people_ports.Invitations = InvitationRows(connection)
        self.storage_choices: people_ports.StorageChoices = StorageChoiceRows(connection)
        self.stores: people_ports.Stores = StoreRows(connection)
        self.resets: people_ports.Resets = ResetRows(connection)
        self.device_logins: people_ports.DeviceLogins = DeviceLoginRows(connection)
        self.activity: people_ports.Activity = ActivityRows(connection)
        self.census: people_ports.Census = CensusRows(connection)
        self.catalog: Catalog = CatalogRows(connection)
        self.search: SearchIndex = SearchRows(connection)
        self.looks: Looks = LookRows(connection)

    def renewed(self, now: Moment) -> SqlTransaction:
        """The next transaction of the same connection."""
        renewed = copy(self)
        renewed.now = now
        renewed.keys_changed = False
        renewed.task_is_due = False
        return renewed
