"""ChoicesHandler: keeps what was chosen in JupyterLab's settings where kernels read it."""

from __future__ import annotations

import json

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web

from gofigr_jupyter.errors import GoFigrError, InvalidInput, StorageUnavailable
from gofigr_jupyter.ids import new_id
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.settings import CHOICES_FILE, accepted_choices


class ChoicesHandler(APIHandler):
    """PUT: a JSON object of choices; what is not in it has its default again.

    A kernel reads them when it loads the extension. The environment and the `.gofigr` file win.
    """

    auth_resource = "gofigr"

    def initialize(self, place: Place) -> None:
        """Receive the folder that kernels look into."""
        self._place = place

    @web.authenticated
    @authorized
    async def put(self) -> None:
        """Keep the choices, and answer with them."""
        try:
            chosen = accepted_choices(self._given())
            _write(self._place, chosen)
        except GoFigrError as error:
            self.set_status(400 if isinstance(error, InvalidInput) else 503)
            self.finish({"detail": error.message, "code": error.code, "hint": error.hint})
            return
        self.finish(chosen)

    def _given(self) -> dict[str, object]:
        given = self.get_json_body()
        if not isinstance(given, dict):
            raise InvalidInput("The choices are no JSON object.", hint="Send an object.")
        return given


def _write(place: Place, chosen: dict[str, object]) -> None:
    place.prepare()
    path = place.root / CHOICES_FILE
    aside = path.with_name(f"{CHOICES_FILE}.{new_id()}")
    try:
        aside.write_text(json.dumps(chosen, indent=1), encoding="utf-8")
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise StorageUnavailable(
            f"{path} cannot be written: {error.strerror}.",
            hint="See that the disk has space left and that the folder is yours.",
        ) from error
