"""The routes of the GoFigr REST documents and of its published clients, with every field they name.

Words in braces stand for ids of things that `World` makes anew for each route.
"""

from dataclasses import dataclass, field

from factories import PNG

HISTORY = ("created_by", "created_on", "updated_by", "updated_on")
CHILDREN = ("child_updated_by", "child_updated_on")
HOLDER = ("api_id", "name", "description", "size_bytes", *HISTORY, *CHILDREN)
AI = ("ai_title", "ai_description")
ON_BEHALF = ("created_on_behalf", "created_on_behalf_name", "created_on_behalf_email")
WORKSPACE = (*HOLDER, "workspace_type", "organization", "analyses", "assets")
ANALYSIS = (*HOLDER, "workspace", "figures")
FIGURE = (*HOLDER, *AI, *ON_BEHALF, "analysis", "revisions")
ASSET = (*HOLDER, "workspace", "analysis", "revisions")
KEPT = ("api_id", "revision_index", "size_bytes", "is_processing", "metadata", "data", *HISTORY)
REVISION = (*KEPT, *AI, *ON_BEHALF, "is_clean_room", "short_id", "figure", "assets")
REVISION = (*REVISION, "figure_metadata.name")
ASSET_REVISION = (*KEPT, "asset", "figure_revisions")
DATA = ("api_id", "name", "type", "metadata", "data", "size_bytes", "hash", "is_clean_room")
USER = ("username", "first_name", "last_name", "email", "date_joined", "is_active", "is_staff")
USER = (*USER, "user_profile", "avatar")
KEY = ("api_id", "name", "token", "created", "last_used", "expiry", "workspace")
INVITATION = ("api_id", "email", "initiator", "token", "status", "created", "expiry")
INVITATION = (*INVITATION, "membership_type")
ORGANIZATION = ("api_id", "name", "email", "description", "logo", "workspaces")
ORGANIZATION = (*ORGANIZATION, "allow_per_workspace_storage_settings")
LOG = ("api_id", "username", "timestamp", "action", "target_id", "target_type", "target_name")
LOG = (*LOG, "deleted", "deleted_sentinel", "thumbnail", "analysis_id", "analysis_name")
COMMENT = ("id", "user.username", "content", "parent_comment_id", "is_edited", "created_on")
COMMENT = (*COMMENT, "updated_on")
REACTION = ("id", "emoji")
SSH_KEY = ("api_id", "name", "fingerprint", "is_default", "created_on")
STORY = ("api_id", "name", "description", "workspace", "revisions", "slides", "created_on")
STORY = (*STORY, "updated_on")
SLIDE = {
    "slide_id": "s1",
    "slide_type": "figure",
    "position": 0,
    "content": "Look",
    "revision_id": "{revision}",
    "slide_data": {"a": 1},
}
OVERVIEW = ("analysis_count", "figure_count", "asset_count", "story_count", "active_this_week")
PROXY = ("api_id", "token", "initiator", "created", "expiry", "updated", "metadata")
MEMBER = ("username", "membership_type")
SHARED = ("username", "sharing_enabled")
FILE = {"name": "a.csv", "type": "file", "metadata": {"path": "a.csv"}, "data": "YQo="}
HASH = "81c4b7f7e0549f1514e9cae97cf40cf133920418d3dc71bedbf60ec9bd6148cb"


@dataclass(frozen=True)
class Route:
    """A request, and the fields of its answer; of each item, where the answer is a list."""

    method: str
    path: str
    gives: tuple[str, ...] = ()
    body: object = None
    """JSON, or bytes as they are."""
    status: int = 200
    is_list: bool = False
    by: str = "user"
    """Who asks: "user", "other" or "nobody"."""
    as_is: dict[str, object] = field(default_factory=dict)
    """Fields that the answer has with just this value."""
    after: str = ""
    """A thing that must exist before."""

    def __str__(self):
        return f"{self.method} {self.path}"


def many(path, gives, after=""):
    """A list that has something in it."""
    return Route("GET", path, gives, is_list=True, after=after)


def crud(kind, gives, new, change):
    """The five routes that most kinds have."""
    one = f"{kind}/{{{kind}}}/"
    return (
        Route("POST", f"{kind}/", gives, new, 201, as_is={k: new[k] for k in new if k in change}),
        Route("GET", one, gives),
        Route("PUT", one, gives, change, as_is=change),
        Route("PATCH", f"{one}?silent=true", gives, change, as_is=change),
        Route("DELETE", one, status=204),
    )


def shared(kind):
    """The routes of what can be shared and looked at."""
    one = f"{kind}/{{{kind}}}"
    user = {"username": "{other}", "sharing_enabled": True}
    return (
        Route("POST", f"{one}/share/user/", SHARED, user, as_is=user),
        many(f"{one}/share/user/", SHARED, after=f"{kind}_share"),
        Route("POST", f"{one}/share/link/", ("enabled",), {"enabled": True}),
        Route("GET", f"{one}/share/link/", ("enabled",)),
        Route("GET", f"{one}/thumbnail/100", ("thumbnail",)),
    )


def held(kind):
    """The routes of what has members, a log, invitations and a storage."""
    one = f"{kind}/{{{kind}}}"
    level = "viewer" if kind == "workspace" else "workspace_viewer"
    member = {"username": "{member}", "membership_type": level}
    storage = {"vendor": "GoFigr.io", "params": None}
    invited = {"email": "new@example.org", kind: f"{{{kind}}}", "membership_type": level}
    token = f"invitations/{kind}/{{{kind}_invitation_token}}"
    id = f"invitations/{kind}/{{{kind}_invitation}}"
    return (
        many(f"{one}/members/", MEMBER),
        Route("POST", f"{one}/members/add/", MEMBER, {**member, "username": "{other}"}),
        Route("POST", f"{one}/members/change/", MEMBER, member, as_is={"membership_type": level}),
        Route("POST", f"{one}/members/remove/", MEMBER, {**member, "membership_type": None}),
        many(f"{one}/log/", LOG, after=f"{kind}_entry"),
        Route("GET", f"{one}/storage/", ("vendor", "params")),
        Route("POST", f"{one}/storage/", ("vendor", "params"), storage, as_is=storage),
        Route("POST", f"{one}/storage/test/", ("vendor", "params"), storage, as_is=storage),
        many(f"{one}/invitations/", (*INVITATION, kind), after=f"{kind}_invitation"),
        Route("POST", f"invitations/{kind}/", (*INVITATION, kind), invited, 201),
        Route("GET", token, (*INVITATION, kind)),
        Route("GET", id, (*INVITATION, kind)),
        Route("DELETE", id, status=204),
        Route("POST", f"{token}/accept", body={}, by="other"),
    )


NEW_REVISION = {
    "figure": "{figure}",
    "metadata": {"a": [1, None]},
    "data": [FILE],
    "assets": [{"use_type": "direct", "asset_revision": "{asset_revision}"}],
    "is_clean_room": True,
    "short_id": "{short_id}",
}
ABOUT = {"target_type": "figure_revision", "target_id": "{revision}"}
QUESTION = {"figure_revision": "{revision}", "prompt": "What is shown?", "stream": False}

ROUTES = (
    # Signing in
    Route(
        "POST",
        "/api/token/",
        ("access", "refresh"),
        {
            "username": "{user}",
            "password": "{password}",
            "remember_me": True,
        },
        by="nobody",
    ),
    Route("POST", "/api/token/refresh/", ("access",), {"refresh": "{refresh}"}, by="nobody"),
    Route("POST", "/api/password_reset/", body={"email": "{user}@example.org"}, by="nobody"),
    Route(
        "GET",
        "info/",
        ("ai_enabled", "api_version", "auth0_domain", "auth0_cli_client_id", "auth0_audience"),
        by="nobody",
    ),
    Route("GET", "bootstrap/", ("user.username", "workspaces", "settings", "info.api_version")),
    many("user", USER),
    Route("GET", "user/{user}", USER),
    Route(
        "PUT",
        "user/{user}/",
        USER,
        {"username": "{user}", "first_name": "Ann", "user_profile": {"ui_data": {"a": 1}}},
        as_is={"first_name": "Ann", "user_profile": {"ui_data": {"a": 1}}},
    ),
    many("api_key/", KEY, after="api_key"),
    Route(
        "POST",
        "api_key/",
        KEY,
        {"name": "k", "expiry": "2999-01-01T00:00:00+00:00", "workspace": "{workspace}"},
        201,
        as_is={"name": "k"},
    ),
    Route("GET", "api_key/{api_key}/", KEY),
    Route("DELETE", "api_key/{api_key}/", status=204),
    # Where figures are
    many("workspace/", tuple(name for name in WORKSPACE if name not in ("analyses", "assets"))),
    *crud(
        "workspace",
        WORKSPACE,
        {"name": "w", "description": "d", "organization": None, "workspace_type": "secondary"},
        {"description": "d"},
    ),
    Route("GET", "workspace/{workspace}/recent/?limit=5", ("analyses", "figures", "assets")),
    Route("GET", "workspace/{workspace}/overview/", OVERVIEW),
    Route(
        "GET",
        "workspace/{workspace}/dashboard/?activity_limit=5&exclude_deleted=true",
        (
            "workspace.api_id",
            *(f"overview.{name}" for name in OVERVIEW),
            "activity_log.items",
            "activity_log.has_more",
            "activity_log.total_count",
            "activity_log.fetched_count",
            "stories",
        ),
    ),
    Route("GET", "workspace/{workspace}/log/{log}/", LOG),
    *held("workspace"),
    many("organization/", ORGANIZATION, after="organization"),
    *crud(
        "organization",
        ORGANIZATION,
        {
            "name": "o",
            "description": "d",
            "email": "o@example.org",
            "logo": None,
            "allow_per_workspace_storage_settings": True,
        },
        {"description": "d", "email": "o@example.org"},
    ),
    *held("organization"),
    many("analysis/", ("api_id", "name"), after="analysis"),
    *crud(
        "analysis",
        ANALYSIS,
        {"name": "a", "description": "d", "workspace": "{workspace}"},
        {"name": "a", "description": "d"},
    ),
    many("analysis/{analysis}/log/", LOG, after="figure"),
    *shared("analysis"),
    many("figure/", ("api_id", "name"), after="figure"),
    *crud(
        "figure",
        FIGURE,
        {"name": "f", "description": "d", "analysis": "{analysis}"},
        {"name": "f", "description": "d"},
    ),
    *shared("figure"),
    # Revisions and their data
    *crud("revision", REVISION, NEW_REVISION, {"metadata": {"a": [1, None]}}),
    Route(
        "POST",
        "revision/{revision}/derive/",
        ("api_id", "short_id"),
        {"figure": "{figure}", "metadata": {"b": 1}},
        201,
    ),
    Route("POST", "revision/{revision}/append_data/", REVISION, {"data": [FILE]}),
    Route(
        "POST",
        "revision/auto-assign/",
        REVISION,
        {"analysis": "{analysis}", "metadata": {"title": "t"}, "data": [FILE]},
        201,
    ),
    *shared("revision"),
    Route("GET", "data/{data}/", DATA),
    Route("GET", "data/{data}/storage/", ("vendor",)),
    Route("PUT", "data/{data}/", body={}, status=405),
    Route("PATCH", "data/{data}/", body={}, status=405),
    Route("DELETE", "data/{data}/", status=405),
    # Files
    many("asset/", ("api_id", "name"), after="asset"),
    *crud(
        "asset",
        ASSET,
        {"name": "a.csv", "description": "d", "workspace": "{workspace}", "analysis": "{analysis}"},
        {"name": "a.csv", "description": "d"},
    ),
    Route(
        "POST",
        "asset/find_by_name/",
        ("api_id", "name", "workspace", "analysis"),
        {"name": "t.csv", "analysis": "{analysis}"},
        is_list=True,
        after="asset",
    ),
    *shared("asset"),
    *crud(
        "asset_revision",
        ASSET_REVISION,
        {"asset": "{asset}", "data": [FILE], "metadata": {"path": "a.csv"}},
        {"metadata": {"path": "a.csv"}},
    ),
    Route(
        "POST",
        "asset_revision/find_by_hash/",
        ("api_id", "asset", "revision_index"),
        {"hash_type": "blake3", "digest": "{digest}", "analysis": "{analysis}"},
        is_list=True,
        after="asset_revision",
    ),
    Route(
        "POST",
        "asset_revision/{asset_revision}/unlink_figure/",
        body={
            "figure_revision": "{linked_revision}",
            "anchor": None,
            "delete_figure_revision": False,
        },
    ),
    *shared("asset_revision"),
    Route("POST", "short_id_prefix/reserve/", ("prefix",), {}, 201),
    Route("POST", "metadata/", PROXY, {}, 201),
    Route("GET", "metadata/{proxy}", PROXY),
    Route("POST", "metadata/{proxy}", body={"metadata": {"url": "u"}}, by="nobody"),
    Route("DELETE", "metadata/{proxy}", status=204),
    # Talk
    many("comment/?target_type=figure_revision&target_id={revision}", COMMENT, after="comment"),
    Route(
        "POST",
        "comment/",
        COMMENT,
        {**ABOUT, "content": "Hm", "parent_comment_id": "{comment}"},
        201,
        as_is={"content": "Hm"},
    ),
    Route(
        "PUT",
        "comment/{comment}/",
        COMMENT,
        {"content": "Ah"},
        as_is={"content": "Ah", "is_edited": True},
    ),
    Route("DELETE", "comment/{comment}/", status=204),
    Route("POST", "comment/{comment}/create_ai_response/", COMMENT, {}, 201, as_is={"content": ""}),
    many("reaction/?comment_id={comment}", REACTION, after="reaction"),
    Route(
        "POST",
        "reaction/",
        REACTION,
        {"comment_id": "{comment}", "emoji": "👍"},
        201,
        as_is={"emoji": "👍"},
    ),
    Route("DELETE", "reaction/{reaction}/", status=204),
    # Stories
    many("story/", STORY, after="story"),
    *crud(
        "story",
        STORY,
        {"name": "s", "description": "d", "workspace": "{workspace}", "revisions": ["{revision}"]},
        {"name": "s", "description": "d"},
    ),
    Route(
        "PUT",
        "story/{story}/",
        STORY,
        {"slides": [SLIDE], "revisions": []},
        as_is={"revisions": []},
    ),
    # Deep Insight
    Route("POST", "deep_insight/", ("response",), QUESTION),
    Route(
        "POST",
        "deep_insight/compare/",
        ("response",),
        {"left_revision": "{revision}", "right_revision": "{revision}", "stream": False},
    ),
    Route("POST", "deep_insight/figure_code/", ("code",), {"figure_revision": "{revision}"}),
    Route(
        "POST",
        "deep_insight/datasets/",
        ("external_data", "ai_inputs", "ai_outputs"),
        {"figure_revision": "{revision}"},
    ),
    Route("POST", "deep_insight/text_only/", ("response",), {"text": "a", "prompt": "b"}),
    Route("POST", "deep_insight/check/", ("available", "messages"), {}),
    Route("POST", "deep_insight/story/figure/", body={"figure_revision": "{revision}"}),
    Route("POST", "deep_insight/story/overviews/", body={"revisions": ["{revision}"]}),
    Route("POST", "deep_insight/story/refine/", body={"text": "a", "prompt": "b"}),
    # Imports
    many("ssh_key/", SSH_KEY, after="ssh_key"),
    Route(
        "POST",
        "ssh_key/",
        SSH_KEY,
        {"name": "k", "private_key": "{private_key}", "is_default": True},
        201,
        as_is={"name": "k", "is_default": True},
    ),
    Route(
        "PATCH",
        "ssh_key/{ssh_key}/",
        SSH_KEY,
        {"name": "l", "is_default": False},
        as_is={"name": "l", "is_default": False},
    ),
    Route("DELETE", "ssh_key/{ssh_key}/", status=204),
    Route(
        "POST",
        "git/check/",
        ("works", "message"),
        {"url": "git@git.invalid:lab/figures.git", "ssh_key_id": "{ssh_key}"},
        as_is={"works": False},
    ),
    Route(
        "POST",
        "user_data_upload/?workspace={workspace}&name=a.png",
        ("api_id", "state", "progress"),
        PNG,
        201,
    ),
    Route("GET", "ai/usage/", ("questions", "quotas")),
    Route("GET", "tasks/"),
    Route("POST", "search/", ("results", "groups", "total"), {"query": "Bill"}),
)
