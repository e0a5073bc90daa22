"""The small picture of a revision in a list."""

from __future__ import annotations

from starlette.responses import FileResponse, Response

from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.service.surfaces.web.contents import Content, best_picture
from gofigr_jupyter.service.surfaces.web.downloads import as_picture
from gofigr_jupyter.service.surfaces.web.static_files import FOLDER
from gofigr_jupyter.service.surfaces.web.templating import HEADERS

SIZE, LARGE = 512, 1024
RASTER = ("png", "jpeg", "jpg", "webp")
"""Formats of pictures that are made small."""
BRIEFLY = {"Cache-Control": "private, max-age=60", "Vary": "Authorization, Cookie"}


def thumbnail_response(service: Service, contents: list[Content], *, size: int = SIZE) -> Response:
    """The picture made small; drawings as they are; a placeholder where there is neither."""
    best = best_picture(contents)
    if best is not None:
        small = service.thumbnail(best.item.hash, format=best.format, size=size)
        if small is not None:
            return Response(small, media_type="image/png", headers={**HEADERS, **BRIEFLY})
        if best.format == "svg":
            return as_picture(best, service.blobs)
    return FileResponse(FOLDER / "placeholder.svg", headers={**HEADERS, **BRIEFLY})
