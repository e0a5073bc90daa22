"""Each route that the REST documents and the published clients name, with each of its fields."""

import asyncio
import uuid

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from factories import PASSWORD, Api, Site
from rest_document import FILE, HASH, ROUTES

from gofigr_jupyter.service.app import ServiceConfig, create_app


class World:
    """Makes what a route's path and body name, through the API, when it is asked for."""

    def __init__(self, site, api):
        self.site, self.api = site, api
        self.ann = site.user(_name())
        self._made = {"user": self.ann.name, "password": PASSWORD, "digest": HASH}

    def filled(self, value):
        """`value` with ids for the words in braces."""
        if isinstance(value, dict):
            return {key: self.filled(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.filled(each) for each in value]
        if not isinstance(value, str):
            return value
        while "{" in value:
            word = value.partition("{")[2].partition("}")[0]
            value = value.replace(f"{{{word}}}", self[word])
        return value

    def __getitem__(self, word):
        if word not in self._made:
            self._made[word] = getattr(self, f"_{word}")()
        return self._made[word]

    def post(self, path, body, *, id="api_id"):
        answer = self.api.post(path, self.filled(body), by=self.ann)
        assert answer.status_code in {200, 201}, answer.text
        return answer.json()[id]

    def _workspace(self):
        return self.post("workspace/", {"name": "Lab"})

    def _organization(self):
        return self.post("organization/", {"name": "Institute"})

    def _analysis(self):
        return self.post("analysis/", {"name": "penguins", "workspace": "{workspace}"})

    def _figure(self):
        return self.post("figure/", {"name": "Bill length", "analysis": "{analysis}"})

    def _revision(self):
        return self.post("revision/", {"figure": "{figure}", "data": [FILE]})

    def _linked_revision(self):
        link = {"use_type": "direct", "asset_revision": "{asset_revision}"}
        return self.post("revision/", {"figure": "{figure}", "data": [], "assets": [link]})

    def _data(self):
        revision = self.api.get(f"revision/{self['revision']}/", by=self.ann).json()
        return revision["data"][0]["api_id"]

    def _asset(self):
        return self.post(
            "asset/", {"name": "t.csv", "workspace": "{workspace}", "analysis": "{analysis}"}
        )

    def _asset_revision(self):
        return self.post("asset_revision/", {"asset": "{asset}", "data": [FILE]})

    def _story(self):
        body = {"name": "s", "workspace": "{workspace}", "revisions": ["{revision}"]}
        return self.post("story/", body)

    def _api_key(self):
        return self.post("api_key/", {"name": "k"})

    def _short_id(self):
        return self.post("short_id_prefix/reserve/", {}, id="prefix") + "0"

    def _proxy(self):
        return self.post("metadata/", {}, id="token")

    def _comment(self):
        about = {"target_type": "figure_revision", "target_id": "{revision}"}
        return str(self.post("comment/", {**about, "content": "Why?"}, id="id"))

    def _reaction(self):
        return str(self.post("reaction/", {"comment_id": "{comment}", "emoji": "🎉"}, id="id"))

    def _private_key(self):
        key = Ed25519PrivateKey.generate()
        form = (Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
        return key.private_bytes(*form).decode()

    def _ssh_key(self):
        return self.post("ssh_key/", {"name": "k", "private_key": "{private_key}"})

    def _log(self):
        of = self["analysis"] and self["workspace"]
        return self.api.get(f"workspace/{of}/log/", by=self.ann).json()[0]["api_id"]

    def _refresh(self):
        body = {"username": "{user}", "password": PASSWORD}
        return self.post("/api/token/", body, id="refresh")

    def _other(self):
        return self.site.user(_name()).name

    def _member(self):
        """Somebody who is a member of everything that has members so far."""
        name = self.site.user(_name()).name
        for kind, level in (("workspace", "creator"), ("organization", "workspace_creator")):
            if kind in self._made:
                body = {"username": name, "membership_type": level}
                self.post(
                    f"{kind}/{{{kind}}}/members/add/".format(**self._made), body, id="username"
                )
        return name

    def _workspace_invitation(self):
        return self._invited("workspace")["api_id"]

    def _workspace_invitation_token(self):
        return self._invited("workspace")["token"]

    def _organization_invitation(self):
        return self._invited("organization")["api_id"]

    def _organization_invitation_token(self):
        return self._invited("organization")["token"]

    def _invited(self, kind):
        level = "viewer" if kind == "workspace" else "workspace_viewer"
        body = {"email": "n@example.org", kind: self[kind], "membership_type": level}
        return self.api.post(f"invitations/{kind}/", body, by=self.ann).json()

    def shared(self, kind):
        body = {"username": "{other}", "sharing_enabled": True}
        return self.post(f"{kind}/{self[kind]}/share/user/", body, id="username")


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("service")
    app = create_app(
        ServiceConfig(
            database_url=f"sqlite:///{folder / 'gofigr.db'}", blobs_url=(folder / "blobs").as_uri()
        )
    )
    yield app
    app.state.service.close()


@pytest.fixture(scope="module")
def service(app):
    with asyncio.Runner() as runner:
        yield Site(app.state.service), Api(app, runner)


def _name():
    return f"u{uuid.uuid4().hex[:12]}"


def _prepare(world, route):
    """See that there is something to be found."""
    kind, _, what = route.after.rpartition("_")
    if what == "share":
        world.shared(kind)
    elif what == "entry":
        _ = world["analysis"] if kind == "workspace" else world["organization"]
    elif route.after:
        _ = world[route.after]


def _at(value, path):
    for name in path.split("."):
        value = value[name]
    return value


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_a_documented_route_takes_and_gives_what_is_documented(service, route):
    site, api = service
    world = World(site, api)
    _prepare(world, route)
    path = world.filled(route.path)
    form = "content" if isinstance(route.body, bytes) else "json"
    body = {} if route.body is None else {form: world.filled(route.body)}
    who = {"user": world.ann, "other": site.user(_name()), "nobody": None}[route.by]

    answer = api.call(route.method, path, by=who, **body)

    assert answer.status_code == route.status, answer.text
    if route.gives or route.as_is:
        told = answer.json()
        assert isinstance(told, list) == route.is_list
        assert told, "an empty list shows no fields"
        for each in told if route.is_list else [told]:
            for name in route.gives:
                _at(each, name)
            for name, value in world.filled(route.as_is).items():
                assert each[name] == value
