"""Metadata proxies over the wire."""

from __future__ import annotations

from gofigr_jupyter.service.domain import metadata_proxies
from gofigr_jupyter.service.surfaces.gofigr import responses, times
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.operation import Operation, delete, get, post
from gofigr_jupyter.service.surfaces.gofigr.revisions import json_of
from gofigr_jupyter.wire.metadata_proxies import Left, MetadataProxy, PageMetadata, ProxyBody


def create_proxy(call: Call) -> MetadataProxy:
    """Make a place where a notebook's page can leave metadata for its kernel."""
    body = call.decode(ProxyBody) if call.body else ProxyBody()
    asked = body.expiry
    expiry = asked and times.moment(asked, field="expiry", without_offset=True)
    proxy, token = call.service.database.write(
        lambda tx: metadata_proxies.open_proxy(tx, call.actor, expiry=expiry or None)
    )
    return _show(proxy, token)


def show_proxy(call: Call) -> MetadataProxy:
    """What was left; only for who made it."""
    token = call.path["token"]
    proxy = call.service.database.read(
        lambda tx: metadata_proxies.read_proxy(tx, call.caller, token)
    )
    return _show(proxy, token)


def fill_proxy(call: Call) -> Left:
    """Leave metadata; the token in the path is all that is asked for."""
    metadata = json_of(call.decode(PageMetadata).metadata)
    moment = call.service.database.write(
        lambda tx: metadata_proxies.fill_proxy(tx, call.path["token"], metadata)
    )
    return Left(updated=responses.time(moment) or "")


def delete_proxy(call: Call) -> None:
    """Delete it."""
    call.service.database.write(
        lambda tx: metadata_proxies.close_proxy(tx, call.actor, call.path["token"])
    )


def _show(proxy: metadata_proxies.MetadataProxy, token: str) -> MetadataProxy:
    return MetadataProxy(
        api_id=proxy.id,
        initiator=proxy.initiator,
        token=token,
        created=responses.time(proxy.created) or "",
        expiry=responses.time(proxy.expiry) or "",
        updated=responses.time(proxy.updated),
        metadata=responses.raw(proxy.metadata),
    )


OPERATIONS = (
    post("/metadata", create_proxy, ProxyBody, MetadataProxy),
    get("/metadata/{token}", show_proxy, MetadataProxy, anonymous=True),
    Operation(
        method="POST",
        path="/metadata/{token}",
        handler=fill_proxy,
        body=PageMetadata,
        answer=Left,
        open=True,
        cross_origin=True,
    ),
    delete("/metadata/{token}", delete_proxy),
)
"""Served below `/api/<version>`, in every version."""
