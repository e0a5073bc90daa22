"""A connection that breaks at every single call: nothing is lost, nothing is stored twice."""

import itertools

import pytest
from keeping import URL, Keeping, embedded
from publications import a_publication

from gofigr_jupyter.client.auth import ApiKeyAuth
from gofigr_jupyter.client.connection import in_process
from gofigr_jupyter.delivery.deliverer import Deliverer
from gofigr_jupyter.errors import ServiceUnavailable
from gofigr_jupyter.publishing.receipts import State


class Breaking:
    """Passes requests on to an app, but breaks at one of them: before it, or before its answer."""

    def __init__(self, app, *, at, before):
        self.app, self.at, self.before, self.count = app, at, before, 0

    async def __call__(self, scope, receive, send):
        self.count += 1
        if self.count != self.at:
            return await self.app(scope, receive, send)
        if not self.before:
            await self.app(scope, receive, swallow)
        raise ConnectionResetError("the service was killed")


async def swallow(message):
    """Nobody is there to hear the answer."""


class Journey:
    """Publications delivered over a connection that breaks once; each is tried until it is kept."""

    def __init__(self, keeping, app, *, at, before, restart):
        self.breaking = Breaking(app, at=at, before=before)
        self.keeping, self.restart = keeping, restart
        self._connect()

    def _connect(self):
        self.keeping.deliverer = Deliverer(in_process(self.breaking, ApiKeyAuth("local")), url=URL)

    def deliver(self, publication):
        for _ in range(3):
            try:
                return self.keeping.deliver(publication)
            except ServiceUnavailable:
                if self.restart:
                    self._connect()
        raise AssertionError("not delivered")


@pytest.fixture(scope="module")
def shared_app(tmp_path_factory):
    with embedded(tmp_path_factory.mktemp("service")) as app:
        yield app


@pytest.mark.parametrize(
    ("before", "restart"),
    [
        pytest.param(True, False, id="lost request"),
        pytest.param(False, False, id="lost answer"),
        pytest.param(False, True, id="lost answer, new service"),
    ],
)
def test_a_break_at_any_call_loses_nothing_and_doubles_nothing(shared_app, before, restart):
    keeping = Keeping(shared_app)
    for at in itertools.count(1):
        analysis = f"{before} {restart} {at}"
        journey = Journey(keeping, shared_app, at=at, before=before, restart=restart)
        kinds = {"analysis": analysis, "path": None}

        states = [
            journey.deliver(a_publication(**kinds)).state,
            journey.deliver(a_publication(**kinds, data=b"changed")).state,
            journey.deliver(a_publication(**kinds, data=b"changed")).state,
            journey.deliver(a_publication(**kinds, data=b"3", title="A new title")).state,
        ]

        assert states == [State.CAPTURED, State.CAPTURED, State.SEEN_AGAIN, State.CAPTURED]
        (found,) = [a for a in keeping.analyses() if a.name == analysis]
        (figure,) = keeping.run(keeping.client.analysis(found.api_id)).figures
        revisions = keeping.run(keeping.client.figure(figure.api_id)).revisions
        assert figure.name == "A new title"
        assert [r.metadata["provenance"]["seen"]["count"] for r in revisions] == [1, 2, 1]
        if journey.breaking.count < at:
            break  # the connection would have broken only after the last call
    assert at > 8
    keeping.close()


def test_a_service_that_lets_nobody_choose_ids_keeps_each_publication_once(shared_app):
    from gofigr_jupyter.wire.versions import VERSIONS

    keeping = Keeping(shared_app)
    for at in range(1, 9):
        kinds = {"analysis": f"no ids {at}", "path": None}
        journey = Journey(keeping, shared_app, at=at, before=False, restart=False)
        journey.keeping.deliverer._client.version = VERSIONS["v1.3"]
        first = a_publication(**kinds)

        receipts = [journey.deliver(first), journey.deliver(a_publication(**kinds, data=b"2"))]

        assert [r.number for r in receipts] == [1, 2]
        assert receipts[0].revision != first.id
        (found,) = [a for a in keeping.analyses() if a.name == f"no ids {at}"]
        (figure,) = keeping.run(keeping.client.analysis(found.api_id)).figures
        assert len(keeping.run(keeping.client.figure(figure.api_id)).revisions) == 2
    keeping.close()
