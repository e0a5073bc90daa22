"""Who may do what: each row of the permission table, tried by each of its callers."""

import asyncio
from dataclasses import dataclass, field

import pytest
from documents_made import presentation
from factories import PASSWORD, Api, Site, a_picture, b64
from permission_table import COLUMNS, EDIT, TABLE

from gofigr_jupyter.ids import new_id
from gofigr_jupyter.service.app import ServiceConfig, create_app
from gofigr_jupyter.service.domain import tasks
from gofigr_jupyter.service.domain.people import device_login, organizations
from gofigr_jupyter.service.domain.people.device_login import CLIENT
from gofigr_jupyter.service.domain.people.model import OrganizationLevel, OrganizationMember
from gofigr_jupyter.service.domain.tasks import TaskKind
from gofigr_jupyter.service.surfaces.gofigr.operations import OAUTH, UNVERSIONED, VERSIONED
from gofigr_jupyter.wire.oauth import GRANT

SHARED_KINDS = ("analysis", "figure", "revision", "asset", "asset_revision", "story")


def rows():
    """(operation, caller, expected status), of the whole table."""
    for line in TABLE.strip().splitlines():
        method, path, *statuses = line.split()
        assert len(statuses) == len(COLUMNS), line
        yield f"{method} {path}", tuple(map(int, statuses))
    for kind in SHARED_KINDS:
        for what in ("user", "link"):
            for method in ("GET", "POST"):
                yield f"{method} /{kind}/{{id}}/share/{what}", tuple(map(int, EDIT.split()))


EXPECTED = dict(rows())


def registered():
    return {
        f"{operation.method} {operation.path.replace('{size:int}', '{size}')}"
        for operation in (*UNVERSIONED, *VERSIONED, *OAUTH)
    }


@dataclass
class World:
    """A workspace under an organization, things in it, and everybody who may come along."""

    site: Site
    api: Api
    people: dict = field(default_factory=dict)

    def __post_init__(self):
        names = ["viewer", "creator", "admin", "owner", "oview", "ocreate", "oadmin", "oboss"]
        for name in ("stranger", *names):
            self.people[name] = self.site.user(name)
        self.people |= {
            "staff": self.site.user("staff", is_staff=True),
            "anon": None,
            "alink": None,
        }
        self.people["link"] = self.people["stranger"]
        self.organization = self.new_organization()
        self.workspace = self.new_workspace()
        owner = self.owner
        elsewhere = self.site.workspace(owner, name="Elsewhere")
        self.people["key"] = self.site.with_key(owner, workspace=self.workspace)
        self.people["other"] = self.site.with_key(owner, workspace=elsewhere.id)
        self.people["over"] = self.expired_key()

    @property
    def owner(self):
        return self.people["owner"]

    def make(self, path, body):
        answer = self.api.post(path, body, by=self.owner)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def new_organization(self):
        levels = dict(zip(("oview", "ocreate", "oadmin", "oboss"), OrganizationLevel, strict=True))

        def found(tx):
            boss = self.people["oboss"].actor
            made = organizations.found_organization(tx, boss, {"name": "Institute"})
            for name, level in levels.items():
                user = self.people[name].actor.user_id
                tx.organizations.put_member(
                    OrganizationMember(
                        organization_id=made.id, user_id=user, level=level, joined=tx.now
                    )
                )
            return made.id

        return self.site.database.write(found)

    def new_workspace(self):
        made = self.site.workspace(self.owner)
        for level in ("viewer", "creator", "admin"):
            self.site.join(self.people[level], made, level)
        self.site.database.write(
            lambda tx: tx.workspaces.change(made.id, organization_id=self.organization)
        )
        return made.id

    def expired_key(self):
        def end(tx):
            key = tx.api_keys.of_user(self.owner.actor.user_id)[-1]
            tx.api_keys.change(key.id, expiry=tx.now)

        person = self.site.with_key(self.owner, workspace=self.workspace)
        self.site.database.write(end)
        return person

    def newcomer(self):
        return self.site.user(f"user-{new_id()}")

    def share(self, kind, id):
        answer = self.api.post(f"{kind}/{id}/share/link/", {"enabled": True}, by=self.owner)
        assert answer.status_code == 200, answer.text

    def analysis(self, shared):
        made = self.make("analysis/", {"name": "penguins", "workspace": self.workspace})
        if shared:
            self.share("analysis", made["api_id"])
        return made["api_id"]

    def figure(self, shared):
        body = {"name": "Bills", "analysis": self.analysis(shared)}
        return self.make("figure/", body)["api_id"]

    def whole_revision(self, shared):
        return self.make("revision/", {"figure": self.figure(shared), "data": [a_picture()]})

    def revision(self, shared):
        return self.whole_revision(shared)["api_id"]

    def data(self, shared):
        return self.whole_revision(shared)["data"][0]["api_id"]

    def asset(self, shared):
        made = self.make("asset/", {"name": "penguins.csv", "workspace": self.workspace})
        if shared:
            self.share("asset", made["api_id"])
        return made["api_id"]

    def asset_revision(self, shared):
        item = {"type": "file", "name": "penguins.csv", "metadata": {}, "data": b64(b"a,b")}
        body = {"asset": self.asset(shared), "data": [item]}
        return self.make("asset_revision/", body)["api_id"]

    def user_of(self, asset_revision):
        """A figure revision that used this asset revision."""
        link = {"asset_revision": asset_revision, "use_type": "direct"}
        body = {"figure": self.figure(shared=False), "assets": [link]}
        return self.make("revision/", body)["api_id"]

    def invitation(self, kind, *, fresh):
        by, level = ("owner", "viewer") if kind == "workspace" else ("oboss", "workspace_viewer")
        place = getattr(self, f"new_{kind}")() if fresh else getattr(self, kind)
        body = {"email": "new@example.org", kind: place, "membership_type": level}
        return self.api.post(f"invitations/{kind}/", body, by=self.people[by]).json()

    def log_item(self, kind, id):
        by = self.people["oboss"] if kind == "organization" else self.owner
        return self.api.get(f"{kind}/{id}/log/?limit=1", by=by).json()[0]["api_id"]

    def proxy(self):
        return self.make("metadata/", {})["token"]

    def tasks(self, shared):
        by = self.owner.actor
        return self.site.database.write(
            lambda tx: tasks.request(tx, TaskKind.SWEEP, by=by, due=tx.now + 10**12).id
        )

    def comment(self, shared):
        body = {"target_type": "figure", "target_id": self.figure(shared), "content": "Why?"}
        return self.make("comment/", body)["id"]

    def answerable(self, shared):
        """A comment on a revision, which an assistant can answer."""
        place = {"target_type": "figure_revision", "target_id": self.revision(shared)}
        return self.make("comment/", {**place, "content": "Why?"})["id"]

    def notification(self, shared):
        body = {"target_type": "figure", "target_id": self.figure(shared), "content": "Why?"}
        self.api.post("comment/", body, by=self.people["viewer"])
        return self.api.get("notification/?limit=1", by=self.owner).json()[0]["id"]

    def asked(self, figure):
        """A revision of a figure that the viewer is asked to review."""
        self.api.post(f"figure/{figure}/review/request/", {"reviewers": ["viewer"]}, by=self.owner)
        return self.make("revision/", {"figure": figure})["api_id"]

    def reaction(self, shared):
        return self.make("reaction/", {"comment_id": self.comment(shared), "emoji": "👍"})["id"]

    def story(self, shared):
        made = self.make("story/", {"name": "Bills", "workspace": self.workspace})
        if shared:
            self.share("story", made["api_id"])
        return made["api_id"]

    def ssh_key(self, shared):
        for kept in self.api.get("ssh_key/", by=self.owner).json():
            self.api.delete(f"ssh_key/{kept['api_id']}/", by=self.owner)
        return self.make("ssh_key/", {"name": "laptop"})["api_id"]

    def key(self):
        kept = [k["api_id"] for k in self.api.get("api_key/", by=self.owner).json()]
        return kept[3] if len(kept) > 3 else self.make("api_key/", {"name": "4th"})["api_id"]


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("world")
    app = create_app(
        ServiceConfig(
            database_url=f"sqlite:///{folder / 'gofigr.db'}",
            blobs_url=(folder / "blobs").as_uri(),
            app_url="https://figures.example",
            git_hosts=("127.0.0.1",),
        )
    )
    with asyncio.Runner() as runner:
        yield World(Site(app.state.service), Api(app, runner))
    app.state.service.close()


def target(world, operation, shared):
    """What stands in place of `{...}` in the path of an operation, made for one call."""
    method, path = operation.split()
    kind = path.split("/")[1]
    if kind == "invitations":
        told = (
            world.invitation(path.split("/")[2], fresh=path.endswith("accept"))
            if "{id}" in path
            else {}
        )
        return {"id": told.get("token" if path.endswith("accept") else "api_id")}
    if kind == "metadata":
        return {"token": world.proxy()} if "{token}" in path else {}
    if "{username}" in path:
        return {"username": "viewer" if kind == "admin" else "owner"}
    if path.endswith("/create_ai_response"):
        return {"id": world.answerable(shared)}
    if "{id}" not in path:
        return {}
    if kind in ("workspace", "organization"):
        fresh = world.new_workspace if kind == "workspace" else world.new_organization
        id = fresh() if method == "DELETE" else getattr(world, kind)
    elif kind == "api_key":
        id = world.key()
    else:
        id = getattr(world, kind)(shared)
    found = {"id": id, "size": 64, "format": "notebook"}
    if "{item}" in path:
        found["item"] = world.log_item(kind, id)
    return found


def member(name, level=None):
    return {"username": name, "membership_type": level}


def joined(world, kind):
    """A new member of the workspace or organization, to be changed or removed."""
    newcomer = world.newcomer()
    by, level = (
        (world.owner, "viewer")
        if kind == "workspace"
        else (world.people["oboss"], "workspace_viewer")
    )
    place = getattr(world, kind)
    answer = world.api.post(f"{kind}/{place}/members/add/", member(newcomer.name, level), by=by)
    assert answer.status_code == 200, answer.text
    return newcomer.name


def a_device_code(world):
    """One that nobody has approved."""
    _, code = world.site.database.write(lambda tx: device_login.begin(tx, CLIENT))
    return code


BODIES = {
    "POST /deep_insight/compare": lambda w, s: {
        "left_revision": w.revision(s),
        "right_revision": w.revision(s),
    },
    "POST /deep_insight/text_only": lambda w, s: {"text": "Oak is oak.", "prompt": "oak?"},
    "POST /deep_insight/story/overviews": lambda w, s: {"revisions": [w.revision(s)]},
    "POST /deep_insight/story/refine": lambda w, s: {"text": "One. Two.", "prompt": "shorter"},
    "PUT /workspace/{id}/ai": lambda w, s: {"provider": "local"},
    "PUT /admin/ai": lambda w, s: {"provider": "local"},
    "POST /token": lambda w, s: {"username": "viewer", "password": PASSWORD},
    "POST /token/refresh": lambda w, s: {
        "refresh": w.api.post("/api/token/", {"username": "viewer", "password": PASSWORD}).json()[
            "refresh"
        ]
    },
    "POST /password_reset": lambda w, s: {"email": "nobody@example.org"},
    "POST /password_reset/confirm": lambda w, s: {"token": "x", "password": PASSWORD},
    "POST /registration": lambda w, s: {
        "username": "new",
        "email": "new@example.org",
        "password": PASSWORD,
    },
    "POST /oauth/device/code": lambda w, s: {"client_id": CLIENT},
    "POST /oauth/token": lambda w, s: {
        "grant_type": GRANT,
        "client_id": CLIENT,
        "device_code": a_device_code(w),
    },
    "PUT /user/{username}": lambda w, s: {"first_name": "Olga"},
    "PATCH /user/{username}": lambda w, s: {"first_name": "Olga"},
    "POST /api_key": lambda w, s: {"name": "key"},
    "POST /workspace": lambda w, s: {"name": "Lab"},
    "POST /workspace/{id}/members/add": lambda w, s: member(w.newcomer().name, "viewer"),
    "POST /workspace/{id}/members/change": lambda w, s: member(joined(w, "workspace"), "creator"),
    "POST /workspace/{id}/members/remove": lambda w, s: member(joined(w, "workspace")),
    "POST /workspace/{id}/storage/test": lambda w, s: {"vendor": "GoFigr.io", "params": None},
    "POST /analysis": lambda w, s: {"name": "penguins", "workspace": w.workspace},
    "POST /figure": lambda w, s: {"name": "Bills", "analysis": w.analysis(s)},
    "POST /revision": lambda w, s: {"figure": w.figure(s)},
    "POST /revision/auto-assign": lambda w, s: {"analysis": w.analysis(s), "data": [a_picture()]},
    "POST /revision/{id}/derive": lambda w, s: {"figure": w.figure(s)},
    "POST /revision/{id}/append_data": lambda w, s: {"data": [a_picture()]},
    "POST /asset": lambda w, s: {"name": "penguins.csv", "workspace": w.workspace},
    "POST /asset/find_by_name": lambda w, s: {"name": "penguins.csv"},
    "POST /search/image": lambda w, s: {"image": ""},
    "POST /deck/check": lambda w, s: {"name": "a.pptx", "document": b64(presentation())},
    "POST /asset_revision": lambda w, s: {"asset": w.asset(s), "data": []},
    "POST /asset_revision/find_by_hash": lambda w, s: {"digest": "0" * 64},
    "POST /organization": lambda w, s: {"name": "Institute"},
    "POST /organization/{id}/members/add": lambda w, s: member(
        w.newcomer().name, "workspace_viewer"
    ),
    "POST /organization/{id}/members/change": lambda w, s: member(
        joined(w, "organization"), "workspace_creator"
    ),
    "POST /organization/{id}/members/remove": lambda w, s: member(joined(w, "organization")),
    "POST /organization/{id}/storage": lambda w, s: {"vendor": "aws", "params": {"bucket": "b"}},
    "POST /organization/{id}/storage/test": lambda w, s: {"vendor": "GoFigr.io", "params": None},
    "POST /invitations/workspace": lambda w, s: {
        "email": "new@example.org",
        "workspace": w.workspace,
        "membership_type": "viewer",
    },
    "POST /invitations/organization": lambda w, s: {
        "email": "new@example.org",
        "organization": w.organization,
        "membership_type": "workspace_viewer",
    },
    "POST /comment": lambda w, s: {
        "target_type": "figure",
        "target_id": w.figure(s),
        "content": "Why?",
    },
    "PUT /comment/{id}": lambda w, s: {"content": "Why so?"},
    "PATCH /comment/{id}": lambda w, s: {"content": "Why so?"},
    "POST /comment/{id}/mute": lambda w, s: {"muted": True},
    "PUT /notification/{id}": lambda w, s: {"is_read": True},
    "PATCH /notification/{id}": lambda w, s: {"is_read": True},
    "POST /reaction": lambda w, s: {"comment_id": w.comment(s), "emoji": "👍"},
    "POST /story": lambda w, s: {"name": "Bills", "workspace": w.workspace},
    "POST /ssh_key": lambda w, s: {"name": "laptop"},
    "PUT /ssh_key/{id}": lambda w, s: {"name": "desk"},
    "PATCH /ssh_key/{id}": lambda w, s: {"name": "desk"},
    "POST /git/check": lambda w, s: {"url": "https://127.0.0.1:9/lab/figures.git"},
    "POST /git/import": lambda w, s: {
        "url": "https://127.0.0.1:9/lab/figures.git",
        "workspace": w.workspace,
    },
    "POST /metadata/{token}": lambda w, s: {"metadata": {"url": "http://localhost"}},
}


def body_of(world, operation, shared):
    if operation in BODIES:
        return BODIES[operation](world, shared)
    method, path = operation.split()
    if path.startswith("/deep_insight"):
        return {"figure_revision": world.revision(shared)}
    if path.endswith("/share/user"):
        return {"username": "viewer", "sharing_enabled": False}
    if path.endswith("/share/link"):
        return {"enabled": shared}
    return {"description": "ours"} if method in ("PUT", "PATCH") else {}


def request(world, operation, shared):
    """The address and the body of a call of an operation on things that were made for it."""
    method, path = operation.split()
    place = target(world, operation, shared)
    body = body_of(world, operation, shared)
    if path.endswith("/unlink_figure"):
        body = {"figure_revision": world.user_of(place["id"])}
    if path.startswith("/figure/{id}/review/"):
        revision = world.asked(place["id"])
        body = {"reviewers": ["viewer"]} if path.endswith("request") else {"revision": revision}
    elif path == "/figure/{id}/unfreeze":
        world.api.post(f"figure/{place['id']}/freeze/", by=world.owner)
    if path == "/workspace/{id}/storage":
        body = {"vendor": "GoFigr.io", "params": None}
        world.api.patch(
            f"organization/{world.organization}/",
            {"allow_per_workspace_storage_settings": True},
            by=world.people["oboss"],
        )
    url = f"{root_of(operation)}{path.format(**place)}/"
    if operation == "GET /comment":
        url += f"?target_type=figure&target_id={world.figure(shared)}"
    elif operation == "GET /comment/counts":
        url += f"?figures={world.figure(shared)}"
    elif operation == "GET /reaction":
        url += f"?comment_id={world.comment(shared)}"
    if path == "/user_data_upload":
        url += f"?workspace={world.workspace}&name=a.txt"
    return url, body if method not in ("GET", "DELETE") else None


def called_by_all(world, operation):
    """What each caller is answered; what was only looked at, or refused, is there for the next."""
    method, _ = operation.split()
    ready, found = {}, {}
    for caller in COLUMNS:
        shared = caller in ("link", "alink")
        if shared not in ready:
            ready[shared] = request(world, operation, shared)
        url, body = ready[shared]
        by = world.people[caller]
        if operation == "DELETE /workspace/{id}" and caller == "key":
            by = world.site.with_key(world.owner, workspace=url.split("/")[-2])
        found[caller] = world.api.call(method, url, by=by, json=body).status_code
        if method != "GET" and found[caller] not in (401, 403, 404):
            del ready[shared]
    return found


def root_of(operation):
    """What stands before the path of an operation."""
    if operation in {f"{o.method} {o.path}" for o in OAUTH}:
        return ""
    unversioned = operation in {f"{o.method} {o.path}" for o in UNVERSIONED}
    return "/api" if unversioned else "/api/v1.4.1"


def test_every_operation_is_in_the_table_and_nothing_else_is():
    assert set(EXPECTED) == registered()


@pytest.mark.parametrize("operation", EXPECTED)
def test_everybody_may_do_what_the_table_says(world, operation):
    found = called_by_all(world, operation)

    assert found == dict(zip(COLUMNS, EXPECTED[operation], strict=True))
