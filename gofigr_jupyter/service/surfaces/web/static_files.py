"""Style sheet, scripts and plotly.js, all from this machine."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from gofigr_jupyter.presentations.web_page import ASSETS
from gofigr_jupyter.service.surfaces.web.templating import HEADERS

FOLDER = Path(__file__).parent / "static"
FOREVER = "public, max-age=31536000, immutable"


def static_file(request: Request) -> Response:
    """One of our static files; they carry the release in their link and may be kept."""
    path = _files().get(request.path_params["name"])
    if path is None:
        return Response(status_code=404, headers=dict(HEADERS))
    return FileResponse(path, headers={**HEADERS, "Cache-Control": FOREVER})


@cache
def plotly_name() -> str:
    """The name under which plotly.js is served."""
    from importlib.metadata import version

    return f"plotly-{version('plotly')}.min.js"


@cache
def _files() -> dict[str, Path]:
    from importlib.util import find_spec

    files = {path.name: path for folder in (FOLDER, ASSETS) for path in folder.iterdir()}
    package = find_spec("plotly")
    for folder in (package and package.submodule_search_locations) or ():
        files[plotly_name()] = Path(folder, "package_data", "plotly.min.js")
    return files
