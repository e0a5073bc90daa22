"""The small picture of a revision in a list."""

from __future__ import annotations

from starlette.responses import FileResponse, Response

from gofigr_jupyter.service.surfaces.pictured import Pictured
from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.service.surfaces.web.contents import content
from gofigr_jupyter.service.surfaces.web.downloads import as_picture
from gofigr_jupyter.service.surfaces.web.static_files import FOLDER
from gofigr_jupyter.service.surfaces.web.templating import HEADERS

SIZE, LARGE = 512, 1024
BRIEFLY = {"Cache-Control": "private, max-age=60", "Vary": "Authorization, Cookie"}


def thumbnail_response(service: Service, best: Pictured | None, *, size: int = SIZE) -> Response:
    """The picture made small; drawings as they are; a placeholder where there is neither."""
    if best is not None:
        small = service.thumbnail(best.item.hash, format=best.format, size=size)
        if small is not None:
            return Response(small, media_type="image/png", headers={**HEADERS, **BRIEFLY})
        if content(best.item).format == "svg":
            return as_picture(content(best.item), service.blobs)
    return FileResponse(FOLDER / "placeholder.svg", headers={**HEADERS, **BRIEFLY})
