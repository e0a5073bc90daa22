"""What the service costs for each call. `make bench` prints it; nothing here fails by time.

CPU time for each call is told beside the wall time: it hardly moves when the machine is busy.
"""

import asyncio
import json
import os
import time

import httpx
import pytest
from factories import Site, a_picture
from reporting import report

from gofigr_jupyter.service.app import ServiceConfig, create_app

ROUNDS = 100
TOGETHER = 8
PICTURE = 40_000


@pytest.fixture
def app(tmp_path):
    config = ServiceConfig(
        database_url=f"sqlite:///{tmp_path}/a.db", blobs_url=(tmp_path / "blobs").as_uri()
    )
    app = create_app(config)
    yield app
    app.state.service.close()


@pytest.fixture
def site(app):
    return Site(app.state.service)


@pytest.fixture
def ann(site):
    return site.with_key(site.user("ann"))


def calls(app, person, requests, *, together=1):
    """Send the requests; milliseconds of each, and of processor time for each."""

    async def send():
        transport = httpx.ASGITransport(app)
        headers = {"Authorization": person.header, "Content-Type": "application/json"}
        waiting, values = list(requests), []
        async with httpx.AsyncClient(
            transport=transport, base_url="http://x/api/v1.4.1/", headers=headers
        ) as client:

            async def work():
                while waiting:
                    method, path, body = waiting.pop()
                    begun = time.perf_counter()
                    (await client.request(method, path, content=body)).raise_for_status()
                    values.append((time.perf_counter() - begun) * 1e3)

            begun = time.process_time()
            await asyncio.gather(*(work() for _ in range(together)))
            return values, (time.process_time() - begun) * 1e3 / len(values)

    return asyncio.run(send())


def told(what, found):
    values, processor = found
    report(what, values)
    report(f"  processor time, mean of {len(values)}", [processor])
    assert len(values) >= ROUNDS


def pictures(figure):
    for _ in range(ROUNDS):
        body = {"figure": figure.id, "metadata": {}, "data": [a_picture(os.urandom(PICTURE))]}
        yield "POST", "revision/", json.dumps(body)


@pytest.mark.parametrize("together", [1, TOGETHER])
def bench_keeping_a_revision(app, site, ann, together):
    found = calls(app, ann, pictures(site.figure(ann)), together=together)

    told(f"a new revision of 40 kB, {together} at once", found)


@pytest.mark.parametrize("held", [10, 300])
def bench_pages_of_a_workspace(app, site, ann, held):
    figure = site.figure(ann)
    for _ in range(held):
        site.revision(ann, figure)
    workspace = site.primary(ann).id
    for path in (f"workspace/{workspace}/log/", f"workspace/{workspace}/recent/", "workspace/"):
        found = calls(app, ann, [("GET", path, None)] * ROUNDS)

        told(f"{path.replace(workspace, 'W')} with {held} revisions", found)


def bench_a_transaction_that_reads(site, ann):
    """What the database costs without anything around it."""
    workspace = site.primary(ann).id
    for times in (1, 5):
        begun = time.process_time()
        for _ in range(ROUNDS):
            site.database.read(lambda tx, n=times: [tx.workspaces.get(workspace) for _ in range(n)])
        spent = (time.process_time() - begun) * 1e3 / ROUNDS

        report(f"a transaction that reads {times} row(s), processor time", [spent])
        assert site.database.read(lambda tx: tx.workspaces.get(workspace)).id == workspace
