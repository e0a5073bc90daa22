"""What was acknowledged is there after the process was killed in the middle of writing."""

import os
import subprocess
import sys
from pathlib import Path

from gofigr_jupyter.ids import ContentHash
from gofigr_jupyter.service.storage.blobs import open_blobs
from gofigr_jupyter.service.storage.engine import open_database

ENOUGH = 12
WRITER = """
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from gofigr_jupyter.service.domain import users
from gofigr_jupyter.service.storage.blobs import open_blobs
from gofigr_jupyter.service.storage.engine import open_database

database, blobs = open_database(sys.argv[1]), open_blobs(sys.argv[2])

def write(lane):
    for number in count():
        name = f"{lane}-{number}"
        hash = blobs.put(name.encode() * 1000)
        database.write(lambda tx: users.create_user(tx, username=name, email=""))
        sys.stdout.write(f"{name} {hash}\\n")
        sys.stdout.flush()

with ThreadPoolExecutor(4) as pool:
    list(pool.map(write, range(4)))
"""


def test_whatever_was_acknowledged_outlives_a_kill(tmp_path):
    url, folder = f"sqlite:///{tmp_path}/a.db", (tmp_path / "blobs").as_uri()
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", WRITER, url, folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        acknowledged = [writer.stdout.readline().split() for _ in range(ENOUGH)]
        writer.kill()

    database, blobs = open_database(url), open_blobs(folder)
    names = {user.username for user in database.read(lambda tx: tx.users.all())}
    kept = {name: blobs.get(ContentHash(hash)) for name, hash in acknowledged}

    assert {name for name, _ in acknowledged} <= names
    assert kept == {name: name.encode() * 1000 for name in kept}
    database.close()
    blobs.close()
