"""A PostgreSQL server for the tests: one a session, an empty database for each test.

Runs the machine's own PostgreSQL in a throw-away folder behind a Unix socket, so it needs no port,
no account and no set-up. PostgreSQL refuses to run as root; there it runs as `nobody`.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from gofigr_jupyter.service.storage.tables import SCHEMA_VERSION

MISSING = (
    "PostgreSQL is not installed, and these tests need it. On Debian and Ubuntu:\n"
    "    apt-get install --no-install-recommends postgresql\n"
    "To leave these tests out: pytest -m 'not postgresql'"
)
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
START_SECONDS = 180
DISCONNECT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
CLEAR = """DO $$ DECLARE name text; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE format('DELETE FROM %I', name);
    END LOOP;
    FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
        PERFORM setval(quote_ident(name), 1, false);
    END LOOP;
    INSERT INTO alembic_version VALUES ('{version}');
END $$"""


@dataclass(frozen=True)
class PostgreSQL:
    """A running server: where its socket is."""

    folder: Path

    def url(self, database: str) -> str:
        """The address of `database`, as SQLAlchemy takes it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Run one statement that stands outside of transactions."""
        parts = {"host": str(self.folder), "user": "postgres", "dbname": database}
        with psycopg.connect(**parts, autocommit=True) as connection:
            connection.execute(statement.encode())

    def clear(self, database: str) -> None:
        """Have `database` as it was made, and to itself: in a twentieth of a new one's time."""
        self.execute(f"{DISCONNECT} WHERE datname = '{database}'")
        self.execute(CLEAR.format(version=SCHEMA_VERSION), database)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgreSQL]:
    """A PostgreSQL server that lives as long as the test session."""
    programs = find_programs()
    if programs is None:
        pytest.fail(MISSING, pytrace=False)
    folder = Path(tempfile.mkdtemp(prefix="gf-pg-", dir="/tmp" if Path("/tmp").is_dir() else None))
    identity = unprivileged(folder)
    try:
        initialize(programs, folder, identity)
        with running(programs, folder, identity) as process:
            server = PostgreSQL(folder)
            wait_until_ready(server, process)
            yield server
            process.terminate()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_url(postgresql_server: PostgreSQL) -> Iterator[str]:
    """The address of an empty database that only this test uses."""
    name = f"test_{uuid.uuid4().hex}"
    postgresql_server.execute(f"CREATE DATABASE {name}")
    yield postgresql_server.url(name)
    postgresql_server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def find_programs() -> Path | None:
    """The folder of `initdb` and `postgres`; Debian keeps them off the search path."""
    folders = [Path(found).parent for found in [shutil.which("initdb")] if found]
    if shutil.which("pg_config"):
        told = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True)
        folders.append(Path(told.stdout.strip()))
    newest_first = sorted(
        Path("/usr/lib/postgresql").glob("[0-9]*/bin"),
        key=lambda path: float(path.parent.name),
        reverse=True,
    )
    return next(
        (
            f
            for f in [*folders, *newest_first]
            if (f / "initdb").exists() and (f / "postgres").exists()
        ),
        None,
    )


def unprivileged(folder: Path) -> dict[str, object]:
    """How to start a process that is not root, once `folder` belongs to it."""
    if os.getuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def initialize(programs: Path, folder: Path, identity: dict[str, object]) -> None:
    options = ["--username=postgres", "--auth=trust", "--no-sync", "--no-instructions"]
    made = subprocess.run(
        [programs / "initdb", *options, "--encoding=UTF8", "--locale=C.UTF-8", folder / "data"],
        capture_output=True,
        text=True,
        cwd=folder,
        **identity,
    )
    if made.returncode:
        pytest.fail(f"initdb failed:\n{made.stdout}{made.stderr}", pytrace=False)


def running(programs: Path, folder: Path, identity: dict[str, object]) -> subprocess.Popen[bytes]:
    settings = ("listen_addresses=", f"unix_socket_directories={folder}", *SPEED)
    command = [programs / "postgres", "-D", folder / "data"]
    for setting in settings:
        command += ["-c", setting]
    # A test session that is killed takes its server along.
    leash = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []
    with open(folder / "log", "wb") as log:
        return subprocess.Popen([*leash, *command], stdout=log, stderr=log, cwd=folder, **identity)


def wait_until_ready(server: PostgreSQL, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return server.execute("SELECT 1")
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                log = (server.folder / "log").read_text(errors="replace")
                pytest.fail(f"PostgreSQL did not start: {error}\n{log}", pytrace=False)
            time.sleep(0.02)
