"""What tests of more than one folder need: a clean environment, a database, a service."""

import asyncio
import os
import shutil

import pytest
from factories import Api, Site
from object_store import aws_key, object_store, prefix  # noqa: F401  # fixtures
from postgresql import postgresql_server, postgresql_url  # noqa: F401  # fixtures
from wheels import installed, wheel  # noqa: F401  # fixtures

from gofigr_jupyter.service.app import ServiceConfig, create_app
from gofigr_jupyter.service.storage.engine import open_database

pytest_plugins = ["timetable"]
BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch, tmp_path_factory):
    """No setting and no file of whoever runs the tests has a say in them."""
    for name in [name for name in os.environ if name.startswith("GF_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A database with the schema and nothing else; copying it is faster than making it."""
    path = tmp_path_factory.mktemp("template") / "gofigr.db"
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server):  # noqa: F811
    """The same for PostgreSQL."""
    postgresql_server.execute("CREATE DATABASE template_gofigr")
    open_database(postgresql_server.url("template_gofigr")).close()
    return "template_gofigr"


@pytest.fixture(scope="session")
def postgresql_database(postgresql_server, postgresql_template):  # noqa: F811
    """A database that tests use one after another; each leaves it empty."""
    postgresql_server.execute(f"CREATE DATABASE gofigr TEMPLATE {postgresql_template}")
    return "gofigr"


@pytest.fixture(params=BOTH)
def database_url(request, tmp_path):
    """The address of a database of each kind with nothing in it."""
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        shutil.copyfile(template, tmp_path / "gofigr.db")
        yield f"sqlite:///{tmp_path / 'gofigr.db'}"
        return
    server = request.getfixturevalue("postgresql_server")
    name = request.getfixturevalue("postgresql_database")
    yield server.url(name)
    server.clear(name)


@pytest.fixture
def database(database_url):
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_database(tmp_path):
    """For what only SQLite does."""
    opened = open_database(f"sqlite:///{tmp_path / 'gofigr.db'}")
    yield opened
    opened.close()


@pytest.fixture
def app(database_url, tmp_path):
    """The whole service over an empty database of each kind."""
    opened = create_app(
        ServiceConfig(database_url=database_url, blobs_url=(tmp_path / "blobs").as_uri())
    )
    yield opened
    opened.state.service.close()


@pytest.fixture
def site(app):
    """The service from inside, for arranging."""
    return Site(app.state.service)


@pytest.fixture
def api(app):
    """The service from outside, in the newest version."""
    with asyncio.Runner() as runner:
        yield Api(app, runner)


@pytest.fixture
def ann(site):
    return site.user("ann")


@pytest.fixture
def bob(site):
    """Somebody else."""
    return site.user("bob")
