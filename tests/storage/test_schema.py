"""The schema: made at once, or step by step, or refused."""

import pytest
from alembic import command
from alembic.config import Config
from initial_schema import DIALECTS, path, script
from sqlalchemy import create_engine, text

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.storage.engine import open_database
from gofigr_jupyter.service.storage.schema import MIGRATIONS, stored_version
from gofigr_jupyter.service.storage.tables import SCHEMA_VERSION

POSTGRESQL_LAYOUT = """
    SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
        WHERE table_schema = 'public'
    UNION ALL SELECT tablename, indexname, indexdef, '' FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), ''
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_and_made(request, tmp_path):
    """The addresses of a database without tables, and of one of the same kind with all."""
    if request.param == "sqlite":
        empty, made = (f"sqlite:///{tmp_path / name}.db" for name in ("empty", "made"))
        open_database(made).close()
        yield empty, made
        return
    server = request.getfixturevalue("postgresql_server")
    template = request.getfixturevalue("postgresql_template")
    yield request.getfixturevalue("postgresql_url"), server.url(template)


def layout(url):
    """Every table and index, as the database itself tells them."""
    engine = create_engine(url)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            rows = connection.execute(text("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
            found = {" ".join(row.sql.replace("(", " ( ").split()) for row in rows}
            found = {sql for sql in found if "alembic_version" not in sql}
        else:
            rows = connection.execute(text(POSTGRESQL_LAYOUT))
            found = {tuple(row) for row in rows}
    engine.dispose()
    return found


def migrate(url):
    """Run every migration on the database at `url`."""
    engine = create_engine(url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    with engine.begin() as connection:
        version = stored_version(connection)
    engine.dispose()
    return version


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_first_migration_is_what_the_tables_say(dialect):
    assert path(dialect).read_text(encoding="utf-8") == script(dialect), (
        "run: python tests/initial_schema.py"
    )


def test_migrations_lead_to_the_schema_that_new_databases_get(empty_and_made):
    empty, made = empty_and_made

    version = migrate(empty)

    assert version == SCHEMA_VERSION
    assert layout(empty) == layout(made)


def test_opening_a_database_twice_changes_nothing(database_url):
    before = layout(database_url)

    open_database(database_url).close()

    assert layout(database_url) == before


def test_a_database_of_a_newer_version_is_refused_in_a_sentence(database_url):
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    with pytest.raises(InvalidInput, match=r"schema 9999.*newer gofigr-jupyter"):
        open_database(database_url)


def test_a_url_of_another_kind_is_refused_in_a_sentence():
    with pytest.raises(InvalidInput, match="unknown kind"):
        open_database("mysql://localhost/x")
