"""The page on which somebody lets a program in, by the code that the program shows."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from gofigr_jupyter.errors import InvalidInput, NotAuthenticated, NotFound
from gofigr_jupyter.service.domain.people import device_login
from gofigr_jupyter.service.domain.people.model import DeviceLogin
from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.service.surfaces.web import templating
from gofigr_jupyter.service.surfaces.web.arrivals import Posted
from gofigr_jupyter.service.surfaces.web.pages import Handler
from gofigr_jupyter.service.surfaces.web.sign_in import Form, with_form
from gofigr_jupyter.service.surfaces.web.visitors import Visitor, refuse_other_sites, visitor

DECISIONS = {"approve": True, "deny": False}


def question(service: Service) -> Handler:
    """Asks for the code, or with one whether its program may come in. Looking decides nothing."""

    def show(request: Request) -> Response:
        someone = _signed_in(service, request)
        code = request.query_params.get("user_code", "")
        if not code:
            return _page(request, someone)
        try:
            login = _counted(
                service,
                someone,
                lambda: service.database.read(
                    lambda tx: device_login.waiting(tx, someone.actor, code)
                ),
            )
        except NotFound as error:
            return _page(request, someone, problem=str(error))
        return _page(request, someone, login=login)

    return show


def answer(service: Service) -> Posted:
    """Lets the program in, or keeps it out."""

    def decide(request: Request, form: Form) -> Response:
        refuse_other_sites(request)
        someone = _signed_in(service, request)
        code, approve = form.get("user_code", ""), DECISIONS.get(form.get("decision", ""))
        if approve is None:
            raise InvalidInput("The form says neither yes nor no.", field="decision")
        try:
            login = _counted(
                service,
                someone,
                lambda: service.database.write(
                    lambda tx: device_login.decide(tx, someone.actor, code, approve=approve)
                ),
            )
        except NotFound as error:
            return _page(request, someone, problem=str(error))
        return _page(request, someone, login=login, done="approved" if approve else "denied")

    return with_form(decide)


def _signed_in(service: Service, request: Request) -> Visitor:
    someone = visitor(service, request)
    if someone is None:
        raise NotAuthenticated("Sign in to let a program in.")
    return someone


def _counted(service: Service, someone: Visitor, look: Callable[[], DeviceLogin]) -> DeviceLogin:
    """What `look` finds; codes that are not found are counted. Raises RateLimited after many."""
    key = ("user code of name", someone.name.lower())
    service.attempts.count(key)
    found = look()
    service.attempts.forget(key)
    return found


def _page(
    request: Request,
    someone: Visitor,
    *,
    login: DeviceLogin | None = None,
    problem: str = "",
    done: str = "",
) -> Response:
    return templating.page(
        request,
        "device.html",
        status=404 if problem else 200,
        login=login,
        problem=problem,
        done=done,
        account=someone,
    )
