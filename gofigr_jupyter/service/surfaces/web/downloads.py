"""Bytes of data objects: to keep as a file, to show as a picture, or in a closed frame."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from gofigr_jupyter.errors import NotFound
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


def as_file(content: Content, data: bytes) -> Response:
    """A download that the browser saves and does not run."""
    name = content.file_name
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Content-Disposition": disposition, "Content-Security-Policy": _INERT}
    return _response(data, content.media_type, headers)


def as_picture(content: Content, data: bytes) -> Response:
    """A picture for the page. Raises NotFound for what browsers do not show as one."""
    if content.format not in PICTURES:
        raise NotFound("This data object is no picture that a browser shows.")
    return _response(data, PICTURES[content.format], {"Content-Security-Policy": _INERT})


def as_frame(content: Content, data: bytes) -> Response:
    """A figure made of HTML, for a frame. Raises NotFound for everything else."""
    if content.format != "html":
        raise NotFound("This data object is no HTML figure.")
    return _response(data, "text/html; charset=utf-8", {"Content-Security-Policy": _FRAMED})


def _response(data: bytes, media_type: str, headers: dict[str, str]) -> Response:
    # Bytes never change under their id; still each use asks whether the reader may see them.
    private = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}
    return Response(data, headers={**HEADERS, **private, **headers, "Content-Type": media_type})
