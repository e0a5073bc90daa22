"""Brings a database to the newest schema: makes it, leaves it, or runs the missing migrations.

A new database is made from `tables` and stamped, so that Alembic, which takes half a second to
import, is needed only for an older one.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.storage.tables import SCHEMA_VERSION, metadata

MIGRATIONS = Path(__file__).parent / "migrations"
_STAMP_TABLE = "alembic_version"
_LOCK = 0x676F6669  # any number that only we use: one process at a time prepares the schema


def prepare_schema(engine: Engine) -> None:
    """Give the database behind `engine` the newest schema.

    Raises InvalidInput when a newer version of this package wrote it.
    """
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        stored = stored_version(connection)
        if stored == SCHEMA_VERSION:
            return
        if stored is None:
            _make(connection)
        else:
            _migrate(connection, stored)


def stored_version(connection: Connection) -> str | None:
    """The schema version that the database carries; None for a new database."""
    if not inspect(connection).has_table(_STAMP_TABLE):
        return None
    version: str = connection.execute(text(f"SELECT version_num FROM {_STAMP_TABLE}")).scalar_one()  # noqa: S608  # a constant
    return version


def _make(connection: Connection) -> None:
    metadata.create_all(connection, checkfirst=False)
    connection.execute(
        text(
            f"CREATE TABLE {_STAMP_TABLE} (version_num VARCHAR(32) NOT NULL,"
            f" CONSTRAINT {_STAMP_TABLE}_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(
        text(f"INSERT INTO {_STAMP_TABLE} (version_num) VALUES (:version)"),  # noqa: S608  # a constant
        {"version": SCHEMA_VERSION},
    )


def _migrate(connection: Connection, stored: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if stored not in known:
        raise InvalidInput(
            f"The database has schema {stored}, which this version does not know.",
            hint="A newer gofigr-jupyter wrote it: install that version or a later one.",
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
