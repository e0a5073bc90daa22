"""A service with its pages, over a real database and blob folder."""

import asyncio
import json
from dataclasses import dataclass

import httpx
import pytest
from starlette.applications import Starlette

from gofigr_jupyter.service.domain import analyses, api_keys, figures, passwords, revisions, users
from gofigr_jupyter.service.domain.tokens import Signer, actor_of, new_secret
from gofigr_jupyter.service.storage.blobs import FolderBlobs
from gofigr_jupyter.service.storage.engine import SqlDatabase, open_database
from gofigr_jupyter.service.surfaces.service import LocalUser, Service
from gofigr_jupyter.service.surfaces.web import routes

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


def app_of(site, *, local=None):
    """The pages alone."""
    signer = Signer(new_secret())
    service = Service(
        database=site.database,
        blobs=site.blobs,
        thumbnail=lambda blob, *, format, size: None,
        signer=lambda: signer,
        local=LocalUser(actor=local, key=None) if local else None,
        app_url=None,
        close=site.database.close,
    )
    return Starlette(routes=routes(service))


@pytest.fixture
def site(tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'web.db'}")
    yield Site(database, FolderBlobs(tmp_path / "blobs"))
    database.close()


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
def browser(site):
    return Browser(app_of(site))


@pytest.fixture
def ann_browser(site, ann):
    """A browser in which Ann is signed in."""
    return Browser(app_of(site), Authorization=f"Token {site.key(ann)}")
