"""The delivery of a host: a worker that reaches this service without a socket, others with one."""

from __future__ import annotations

from collections.abc import Callable

from gofigr_jupyter.client.auth import ApiKeyAuth, auth_for
from gofigr_jupyter.client.client import Client
from gofigr_jupyter.client.connection import AsgiApp, in_process, remote
from gofigr_jupyter.delivery.deliverer import Deliverer
from gofigr_jupyter.delivery.hashes import Hashes
from gofigr_jupyter.delivery.origin import Origins
from gofigr_jupyter.delivery.worker import Worker
from gofigr_jupyter.errors import NotAuthenticated
from gofigr_jupyter.publishing.pending import PendingFolder, PendingInputs
from gofigr_jupyter.publishing.services import EMBEDDED, Service, Services
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.runtime.running import Running


def worker_of(
    place: Place, app: AsgiApp, running: Running, *, is_ours: Callable[[], bool]
) -> Worker:
    """The worker that delivers the outbox of `place`, whose own service is `app`.

    It ends when the lock of the folder `is_ours` no longer.
    """
    services = Services(place.outbox)
    origins, pending = Origins(place.sessions), PendingFolder(place.pending, PendingInputs)
    hashes = Hashes(place.hashes)

    def deliverer(client: Client, url: str) -> Deliverer:
        return Deliverer(client, url=url, origins=origins, pending=pending, hashes=hashes)

    async def connect(name: str) -> Deliverer:
        service = services.get(name)
        if service.url == EMBEDDED:
            return deliverer(in_process(app, ApiKeyAuth(running.key)), running.url)
        followers = services.followers(service)
        try:
            return deliverer(await _signed_in(service, probe=bool(followers)), service.url)
        except NotAuthenticated:
            for follower in followers:
                try:
                    return deliverer(await _signed_in(follower, probe=True), follower.url)
                except NotAuthenticated:
                    continue
            raise

    return Worker(place, connect=connect, is_ours=is_ours)


async def _signed_in(service: Service, *, probe: bool) -> Client:
    """A client of `service`; with `probe`, only where its credentials are good now.

    Raises NotAuthenticated when they are not, and ServiceUnavailable when nobody answers.
    """
    auth = auth_for(api_key=service.api_key, username=service.username, password=service.password)
    client = remote(service.url, auth)
    try:
        await client.negotiate()
        if probe:
            await client.user()
    except BaseException:
        await client.close()
        raise
    return client
