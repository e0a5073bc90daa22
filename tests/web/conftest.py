"""A service with its pages, over a real database and blob folder."""

import asyncio
import json
from dataclasses import dataclass

import httpx
import pytest

from gofigr_jupyter.service.app import ServiceConfig, create_app
from gofigr_jupyter.service.domain import analyses, api_keys, figures, passwords, revisions, users
from gofigr_jupyter.service.domain.tokens import actor_of
from gofigr_jupyter.service.storage.blobs import FolderBlobs
from gofigr_jupyter.service.storage.engine import SqlDatabase

PASSWORD = "correct horse battery"


@dataclass
class Site:
    """The service from inside, for arranging."""

    database: SqlDatabase
    blobs: FolderBlobs

    def user(self, name):
        hash = passwords.hash_password(PASSWORD)
        user = self.database.write(
            lambda tx: users.create_user(
                tx, username=name, email=f"{name}@example.org", password_hash=hash
            )
        )
        return actor_of(user)

    def key(self, actor, **options):
        made = self.database.write(lambda tx: api_keys.create_key(tx, actor, name="k", **options))
        return made[1]

    def figure(self, actor, name="Bill length by species", analysis="penguins"):
        def make(tx):
            workspace = tx.workspaces.of_user(actor.user_id)[0]
            made = analyses.create_analysis(tx, actor, workspace=workspace.id, name=analysis)
            return figures.create_figure(tx, actor, analysis=made.id, name=name)

        return self.database.write(make)

    def revision(self, actor, figure, *data, metadata=None, short_id=None):
        """Keep a revision; `data` are (name, type, metadata, bytes)."""
        items = [
            revisions.DraftData(
                name=name,
                type=type,
                metadata=json.dumps(about),
                hash=self.blobs.put(content),
                size_bytes=len(content),
            )
            for name, type, about, content in data
        ]
        draft = revisions.Draft(
            figure=figure.id, data=items, metadata=json.dumps(metadata or {}), short_id=short_id
        )
        return self.database.write(lambda tx: revisions.create_revision(tx, actor, draft))

    def data(self, revision):
        return self.database.read(lambda tx: tx.data.of_revision(revision.id))


@pytest.fixture
def app(tmp_path):
    """The whole service, as it is served."""
    app = create_app(
        ServiceConfig(
            database_url=f"sqlite:///{tmp_path / 'web.db'}",
            blobs_url=(tmp_path / "blobs").as_uri(),
        )
    )
    yield app
    app.state.service.close()


@pytest.fixture
def site(app):
    return Site(app.state.service.database, app.state.service.blobs)


@pytest.fixture
def ann(site):
    return site.user("ann")


class Browser:
    """Sends requests to an app, with the cookies and headers it was given, and follows nothing."""

    def __init__(self, app, **headers):
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://testserver", headers=headers
        )
        self.cookies = self.client.cookies

    def get(self, path, **options):
        return asyncio.run(self.client.get(path, **options))

    def post(self, path, form, **headers):
        return asyncio.run(self.client.post(path, data=form, headers=headers))


@pytest.fixture
def browser(app):
    return Browser(app)


@pytest.fixture
def ann_browser(app, site, ann):
    """A browser in which Ann is signed in."""
    return Browser(app, Authorization=f"Token {site.key(ann)}")
