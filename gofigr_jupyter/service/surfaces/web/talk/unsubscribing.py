"""The page behind "no more of these mails": asks, and does it without a sign-in.

Mail programs POST here by themselves (RFC 8058), from wherever they are and without a cookie; the
signed token in the address is all that counts.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from gofigr_jupyter.service.domain.talk import unsubscribing
from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.service.surfaces.web import templating
from gofigr_jupyter.service.surfaces.web.arrivals import Posted
from gofigr_jupyter.service.surfaces.web.pages import Handler
from gofigr_jupyter.service.surfaces.web.sign_in import Form, with_form


def question(service: Service) -> Handler:
    """Asks, since programs that only look at links must not end anything."""

    def show(request: Request) -> Response:
        token = request.path_params["token"]
        user, _ = service.database.write(lambda tx: unsubscribing.holder(tx, token))
        return templating.page(
            request, "unsubscribe.html", username=user.username, token=token, done=False
        )

    return show


def answer(service: Service) -> Posted:
    """Ends the mails."""

    def end(request: Request, form: Form) -> Response:
        token = request.path_params["token"]
        user, _ = service.database.write(lambda tx: unsubscribing.unsubscribe(tx, token))
        return templating.page(
            request, "unsubscribe.html", username=user.username, token=token, done=True
        )

    return with_form(end)
