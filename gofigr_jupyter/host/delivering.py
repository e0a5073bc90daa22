"""The delivery of a host: a worker that reaches this service without a socket, others with one."""

from __future__ import annotations

from collections.abc import Callable

from gofigr_jupyter.client.auth import ApiKeyAuth, auth_for
from gofigr_jupyter.client.connection import AsgiApp, in_process, remote
from gofigr_jupyter.delivery.deliverer import Deliverer
from gofigr_jupyter.delivery.origin import Origins
from gofigr_jupyter.delivery.worker import Worker
from gofigr_jupyter.errors import NotAuthenticated
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
    origins = Origins(place.sessions)

    async def connect(name: str) -> Deliverer:
        service = services.get(name)
        if service.url == EMBEDDED:
            return Deliverer(
                in_process(app, ApiKeyAuth(running.key)), url=running.url, origins=origins
            )
        followers = services.followers(service)
        try:
            return await _signed_in(service, origins, probe=bool(followers))
        except NotAuthenticated:
            for follower in followers:
                try:
                    return await _signed_in(follower, origins, probe=True)
                except NotAuthenticated:
                    continue
            raise

    return Worker(place, connect=connect, is_ours=is_ours)


async def _signed_in(service: Service, origins: Origins, *, probe: bool) -> Deliverer:
    """A deliverer to `service`; with `probe`, only where its credentials are good now.

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
    return Deliverer(client, url=service.url, origins=origins)
