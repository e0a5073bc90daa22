"""The Jupyter Server side: forwards the browser's calls with the credential kept here.

Enabled on install by `config/gofigr_jupyter.json`. Everything lives below `<base URL>/gofigr/`:

    gofigr/api/...        the service's API, every method that it has
    gofigr/r/... and its  the service's web pages; a remote service shows them itself,
        siblings          so there the browser is sent on
    gofigr/destination    where this server's notebooks keep their figures
    gofigr/news           the one stream that a browser follows: the service's news, and which
        notebooks have news in the data folder
    gofigr/receipts       what became of the figures of a notebook, from the data folder

Every handler asks Jupyter for authentication, and Jupyter's XSRF check applies. The service is
started when the first call needs it. Start at `forward.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp


def _load_jupyter_server_extension(server_app: ServerApp) -> None:
    """Add our handlers to a Jupyter server that starts."""
    from jupyter_server.utils import url_path_join

    from gofigr_jupyter.runtime.place import Place
    from gofigr_jupyter.server_extension.destination import DestinationHandler
    from gofigr_jupyter.server_extension.forward import PAGES, ApiHandler, Forwarder, PageHandler
    from gofigr_jupyter.server_extension.news import NewsHandler, ReceiptsHandler
    from gofigr_jupyter.server_extension.receipts import NotebookReceipts
    from gofigr_jupyter.server_extension.watch import FolderWatch
    from gofigr_jupyter.settings import read_settings

    root = Path(getattr(server_app, "root_dir", "") or Path.cwd()).expanduser().absolute()
    settings = read_settings(cwd=root)
    for problem in settings.problems:
        server_app.log.warning(problem)
    forwarder = Forwarder(settings)
    receipts = NotebookReceipts(Place(settings.data_dir))
    base = server_app.web_app.settings["base_url"]
    pages = "|".join(PAGES)
    server_app.web_app.add_handlers(  # type: ignore[no-untyped-call]  # it has no types
        ".*$",
        [
            (
                url_path_join(base, r"gofigr/destination"),
                DestinationHandler,
                {"settings": settings, "root": root},
            ),
            (
                url_path_join(base, r"gofigr/news"),
                NewsHandler,
                {"forwarder": forwarder, "watch": FolderWatch(receipts), "root": root},
            ),
            (
                url_path_join(base, r"gofigr/receipts"),
                ReceiptsHandler,
                {"receipts": receipts, "root": root},
            ),
            (url_path_join(base, r"gofigr/(api/.*)"), ApiHandler, {"forwarder": forwarder}),
            (
                url_path_join(base, rf"gofigr/((?:{pages})/.*)"),
                PageHandler,
                {"forwarder": forwarder},
            ),
        ],
    )
