"""Users and figures for tests, made through the domain, and a caller of the service."""

import asyncio
import base64
import json as json_module
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
from argon2 import PasswordHasher

from gofigr_jupyter.service.app import ServiceConfig, create_app
from gofigr_jupyter.service.domain import (
    analyses,
    api_keys,
    figures,
    revisions,
    users,
    workspaces,
)
from gofigr_jupyter.service.domain.model import Actor, Level, Member
from gofigr_jupyter.service.domain.tokens import Use, actor_of

PASSWORD = "correct horse battery"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
"""As cheap as can be: tests sign in often."""
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True)
class Person:
    """A user who is signed in."""

    actor: Actor
    header: str

    @property
    def name(self):
        return self.actor.username


class Site:
    """A service from inside. What it makes is returned as the domain's values."""

    def __init__(self, service):
        self.service = service
        self.database = service.database
        self.blobs = service.blobs.own

    def user(self, name, **options):
        user = self.database.write(
            lambda tx: users.create_user(
                tx, username=name, email=f"{name}@example.org", password_hash=HASH, **options
            )
        )
        return Person(actor_of(user), self.bearer(user))

    def bearer(self, user, *, use=Use.ACCESS, seconds=3600):
        """The header of a token that `seconds` remain valid."""
        signer = self.service.signer()
        now = self.database.read(lambda tx: tx.now)
        return f"Bearer {signer.sign(user, use, now=now, seconds=seconds)}"

    def with_key(self, person, **options):
        """The same person, signed in with a new API key."""
        _, text = self.database.write(
            lambda tx: api_keys.create_key(tx, person.actor, name="key", **options)
        )
        return Person(person.actor, f"Token {text}")

    def key(self, person):
        """A new API key of a person."""
        return self.with_key(person).header.removeprefix("Token ")

    def primary(self, person):
        return self.database.read(lambda tx: tx.workspaces.of_user(person.actor.user_id)[0])

    def workspace(self, person, name="Lab"):
        return self.database.write(
            lambda tx: workspaces.create_workspace(tx, person.actor, name=name)
        )

    def join(self, person, workspace, level):
        self.database.write(
            lambda tx: tx.members.put(
                Member(
                    workspace_id=workspace.id,
                    user_id=person.actor.user_id,
                    level=Level(level),
                    joined=tx.now,
                )
            )
        )

    def analysis(self, person, workspace=None, name="penguins"):
        parent = workspace or self.primary(person)
        return self.database.write(
            lambda tx: analyses.create_analysis(tx, person.actor, workspace=parent.id, name=name)
        )

    def figure(self, person, analysis=None, name="Bill length by species"):
        parent = analysis or self.analysis(person)
        return self.database.write(
            lambda tx: figures.create_figure(tx, person.actor, analysis=parent.id, name=name)
        )

    def revision(self, person, figure=None, *data, **options):
        """A revision; `data` are (name, type, metadata, bytes), one picture when there are none."""
        parent = figure or self.figure(person)
        given = data or (("figure", "image", {"format": "png"}, PNG),)
        draft = revisions.Draft(
            figure=parent.id,
            data=[
                revisions.DraftData(
                    name=name,
                    type=type,
                    metadata=json_module.dumps(about),
                    hash=self.blobs.put(content),
                    size_bytes=len(content),
                )
                for name, type, about, content in given
            ],
            **options,
        )
        return self.database.write(lambda tx: revisions.create_revision(tx, person.actor, draft))

    def data(self, revision):
        return self.database.read(lambda tx: tx.data.of_revision(revision.id))


@contextmanager
def a_service(folder, **config):
    """A service over new folders, as an app."""
    kept = {"database_url": f"sqlite:///{folder / 'gofigr.db'}"}
    kept["blobs_url"] = (folder / "blobs").as_uri()
    app = create_app(ServiceConfig(**{**kept, **config}))
    try:
        yield app
    finally:
        app.state.service.close()


@contextmanager
def a_site(folder, **config):
    """A service over new folders, from inside, and what calls it."""
    with a_service(folder, **config) as app, asyncio.Runner() as runner:
        yield Site(app.state.service), Api(app, runner)


class Api:
    """Calls a service over its API, within this process."""

    def __init__(self, app, runner, version="v1.4.1"):
        self._app = app
        self._runner = runner
        self._version = version
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(leaving(app)), base_url="http://testserver"
        )

    def at(self, version):
        """The same service in another version."""
        return Api(self._app, self._runner, version)

    def call(self, method, path, *, by=None, **options):
        """One request; `path` is below the version unless it begins with a slash."""
        headers = {"Authorization": by.header} if by else {}
        headers |= options.pop("headers", {})
        url = path if path.startswith("/") else f"/api/{self._version}/{path}"
        return self._runner.run(self._client.request(method, url, headers=headers, **options))

    def get(self, path, **options):
        return self.call("GET", path, **options)

    def post(self, path, json=None, **options):
        return self.call("POST", path, json=json, **options)

    def put(self, path, json=None, **options):
        return self.call("PUT", path, json=json, **options)

    def patch(self, path, json=None, **options):
        return self.call("PATCH", path, json=json, **options)

    def delete(self, path, **options):
        return self.call("DELETE", path, **options)


class Stream:
    """An open stream of events of an app, on an event loop that runs only while one asks."""

    def __init__(self, app, runner, *, by, after=None, version="v1.4.1"):
        self._runner = runner
        self._sent = asyncio.Queue()
        self._gone = asyncio.Event()
        headers = [(b"authorization", by.header.encode())]
        headers += [(b"last-event-id", str(after).encode())] if after is not None else []
        scope = {
            "type": "http",
            "method": "GET",
            "path": f"/api/{version}/events/",
            "query_string": b"",
            "headers": headers,
        }
        self._answering = runner.run(self._start(app, scope))
        self.start = runner.run(self._sent.get())
        self.first = self.next()

    def next(self):
        """The next piece of the stream: its events as (name, id, data); None at its end."""
        message = self._runner.run(asyncio.wait_for(self._sent.get(), 60))
        if not message.get("more_body"):
            return None
        blocks = message["body"].decode().split("\n\n")
        return [_event(block) for block in blocks if block.strip(":\n")]

    def close(self):
        self._runner.run(self._leave())

    async def _leave(self):
        self._gone.set()
        await self._answering

    async def _start(self, app, scope):
        async def receive():
            await self._gone.wait()
            return {"type": "http.disconnect"}

        return asyncio.ensure_future(app(scope, receive, self._sent.put))


def _event(block):
    fields = dict(line.split(": ", 1) for line in block.splitlines())
    return fields["event"], fields.get("id"), json_module.loads(fields["data"])


def leaving(app):
    """`app` before a client that goes away when an answer turns out to be a stream of events."""

    async def call(scope, receive, send):
        gone, ended = asyncio.Event(), asyncio.Event()

        async def received():
            ways = [asyncio.ensure_future(receive()), asyncio.ensure_future(gone.wait())]
            done, late = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in late:
                way.cancel()
            return ways[0].result() if ways[0] in done else {"type": "http.disconnect"}

        async def sent(message):
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                ended.set()
            if (b"content-type", b"text/event-stream; charset=utf-8") in message.get("headers", ()):
                gone.set()

        await app(scope, received, sent)
        if gone.is_set() and not ended.is_set():
            await send({"type": "http.response.body", "body": b""})

    return call


def b64(data):
    return base64.b64encode(data).decode()


def a_picture(data=PNG, **more):
    """A data object as clients send it."""
    return {
        "name": "figure",
        "type": "image",
        "metadata": {"format": "png", "is_watermarked": False, "local_id": None},
        "data": b64(data),
        **more,
    }
