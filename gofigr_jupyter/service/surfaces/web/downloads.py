"""Bytes of data objects: to keep as a file, to show as a picture, or in a closed frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from gofigr_jupyter.errors import NotFound
from gofigr_jupyter.service.domain.ports import Blobs
from gofigr_jupyter.service.surfaces.attachment import disposition
from gofigr_jupyter.service.surfaces.web.contents import PICTURES, Content
from gofigr_jupyter.service.surfaces.web.templating import HEADERS, security_policy

# What somebody stored must not act in our name: no scripts, no forms, no requests, own origin.
_INERT = security_policy(
    {"default-src": "'none'", "style-src": "'unsafe-inline'", "img-src": "data:", "sandbox": ""}
)
# A figure made of HTML needs its scripts. It gets them in a frame of a foreign origin that reaches
# neither our pages nor the network.
_FRAMED = security_policy(
    {
        "default-src": "'none'",
        "script-src": "'unsafe-inline' 'unsafe-eval' data: blob:",
        "style-src": "'unsafe-inline' data:",
        "img-src": "data: blob:",
        "font-src": "data:",
        "worker-src": "blob:",
        "frame-ancestors": "'self'",
        "sandbox": "allow-scripts",
    }
)


PIECE = 256 * 1024
"""Bytes of a file that are held in memory while it is sent."""
# Bytes never change under their id; still each use asks whether the reader may see them.
_PRIVATE = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}


def as_file(content: Content, blobs: Blobs) -> Response:
    """A download that the browser saves and does not run, sent as it is read."""
    file = blobs.open(content.item.hash)
    headers = {
        **HEADERS,
        **_PRIVATE,
        "Content-Disposition": disposition(content.file_name),
        "Content-Length": str(content.item.size_bytes),
        "Content-Security-Policy": _INERT,
        "Content-Type": content.media_type,
    }
    return StreamingResponse(_pieces(file), headers=headers, background=BackgroundTask(file.close))


def as_picture(content: Content, blobs: Blobs) -> Response:
    """A picture for the page. Raises NotFound for what browsers do not show as one."""
    if content.format not in PICTURES:
        raise NotFound("This data object is no picture that a browser shows.")
    data = blobs.get(content.item.hash)
    return _response(data, PICTURES[content.format], {"Content-Security-Policy": _INERT})


def as_frame(content: Content, blobs: Blobs) -> Response:
    """A figure made of HTML, for a frame. Raises NotFound for everything else."""
    if content.format != "html":
        raise NotFound("This data object is no HTML figure.")
    data = blobs.get(content.item.hash)
    return _response(data, "text/html; charset=utf-8", {"Content-Security-Policy": _FRAMED})


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


def _response(data: bytes, media_type: str, headers: dict[str, str]) -> Response:
    return Response(data, headers={**HEADERS, **_PRIVATE, **headers, "Content-Type": media_type})
