"""The Jupyter Server side: forwards the browser's calls with the credential kept here.

Enabled on install by `config/gofigr_jupyter.json`. Everything lives below `<base URL>/gofigr/`:

    gofigr/api/...        the service's API, every method that it has
    gofigr/r/... and its  the service's web pages; a remote service shows them itself,
        siblings          so there the browser is sent on
    gofigr/destination    where this server's notebooks keep their figures
    gofigr/choices        takes what was chosen in JupyterLab's settings, for kernels to read
    gofigr/news           the one stream that a browser follows: the service's news, and which
        notebooks have news in the data folder
    gofigr/receipts       what became of the figures of a notebook, from the data folder

Every handler asks Jupyter for authentication, and Jupyter's XSRF check applies. The service is
started when the first call needs it. Start at `forward.py`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

    from gofigr_jupyter.settings import Settings

Handler = tuple[str, Any, dict[str, Any]]  # tornado's classes, and what each is given


def _load_jupyter_server_extension(server_app: ServerApp) -> None:
    """Add our handlers to a Jupyter server that starts."""
    from gofigr_jupyter.settings import read_settings

    root = Path(getattr(server_app, "root_dir", "") or Path.cwd()).expanduser().absolute()
    settings = read_settings(cwd=root)
    for problem in settings.problems:
        server_app.log.warning(problem)
    base = server_app.web_app.settings["base_url"]
    handlers = [
        (f"{base.rstrip('/')}/gofigr/{path}", handler, given)
        for path, handler, given in _handlers(settings, root)
    ]
    server_app.web_app.add_handlers(".*$", handlers)  # type: ignore[no-untyped-call]  # no types


def _handlers(settings: Settings, root: Path) -> list[Handler]:
    """Path below `gofigr/`, class, and what the class is given."""
    from gofigr_jupyter.runtime.place import Place
    from gofigr_jupyter.server_extension.choices import ChoicesHandler
    from gofigr_jupyter.server_extension.destination import DestinationHandler
    from gofigr_jupyter.server_extension.forward import PAGES, ApiHandler, Forwarder, PageHandler
    from gofigr_jupyter.server_extension.news import NewsHandler, ReceiptsHandler
    from gofigr_jupyter.server_extension.receipts import NotebookReceipts
    from gofigr_jupyter.server_extension.watch import FolderWatch

    place = Place(settings.data_dir)
    forwarder = Forwarder(settings)
    receipts = NotebookReceipts(place)
    news = {"forwarder": forwarder, "watch": FolderWatch(receipts), "root": root}
    return [
        ("destination", DestinationHandler, {"settings": settings, "root": root}),
        ("choices", ChoicesHandler, {"place": place}),
        ("news", NewsHandler, news),
        ("receipts", ReceiptsHandler, {"receipts": receipts, "root": root}),
        (r"(api/.*)", ApiHandler, {"forwarder": forwarder}),
        (rf"((?:{'|'.join(PAGES)})/.*)", PageHandler, {"forwarder": forwarder}),
    ]
