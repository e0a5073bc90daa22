"""Pages for people who come in: an invitation, and a new password."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gofigr_jupyter.errors import GoFigrError, InvalidInput, NotAuthenticated, NotFound
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.people import invitations
from gofigr_jupyter.service.domain.people.model import Invitation
from gofigr_jupyter.service.domain.people.registration import Registration
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces import accounts
from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.service.surfaces.web import templating
from gofigr_jupyter.service.surfaces.web.pages import Handler
from gofigr_jupyter.service.surfaces.web.sign_in import SEE_OTHER, Form, peer_of, with_form
from gofigr_jupyter.service.surfaces.web.visitors import (
    credential,
    refuse_other_sites,
    remember,
    visitor,
)

Posted = Callable[[Request], Awaitable[Response]]


def reset_form(request: Request) -> Response:
    """Asks for the new password, or without a token for the address to send one to."""
    return _reset_page(request, token=request.query_params.get("token", ""))


def reset(service: Service) -> Posted:
    """Handles both forms of the page."""

    def answer(request: Request, form: Form) -> Response:
        refuse_other_sites(request)
        token = form.get("token", "")
        try:
            if not token:
                accounts.ask_password_reset(service, form.get("email", ""), peer=peer_of(request))
                return _told(
                    request,
                    "Look into your mail",
                    "If there is an account with this address, a mail is on its way.",
                )
            accounts.confirm_password_reset(
                service, token, form.get("password", ""), peer=peer_of(request)
            )
        except InvalidInput as error:
            return _reset_page(request, token=token, problem=str(error), status=400)
        return RedirectResponse("./sign-in", SEE_OTHER)

    return with_form(answer)


def invitation(service: Service) -> Handler:
    """Shows what somebody is invited to, to whoever holds the token."""

    def show(request: Request) -> Response:
        return _invitation_page(service, request)

    return show


def accept(service: Service) -> Posted:
    """Comes in: with the account that is signed in, or with a new one."""

    def answer(request: Request, form: Form) -> Response:
        refuse_other_sites(request)
        found, _ = service.database.read(lambda tx: _previewed(tx, request))
        token, someone = request.path_params["token"], visitor(service, request)
        response = RedirectResponse(f"{templating.root(request)}{_place(found)}", SEE_OTHER)
        if someone is not None:
            joined = _joined(service, someone.actor, token)
            if joined.problem is not None:
                raise joined.problem
            return response
        try:
            cookie = _register(service, request, form, token=token)
        except GoFigrError as error:
            return _invitation_page(service, request, form=form, problem=str(error), status=400)
        remember(response, request, cookie)
        return response

    return with_form(answer)


def _register(service: Service, request: Request, form: Form, *, token: str) -> str:
    if service.registration is Registration.CLOSED:
        raise NotAuthenticated("You are not signed in.", hint="Sign in, then come back.")
    username, password = form.get("username", "").strip(), form.get("password", "")
    peer = peer_of(request)
    accounts.register(
        service,
        username=username,
        email=form.get("email", "").strip(),
        password=password,
        invitation=token,
        peer=peer,
    )
    return credential(service, username=username, password=password, api_key="", peer=peer)


def _joined(service: Service, actor: Actor, token: str) -> invitations.Joined:
    return service.database.write(
        lambda tx: invitations.accept(tx, actor, invitations.by_token(tx, token))
    )


def _previewed(tx: Transaction, request: Request) -> tuple[Invitation, str]:
    found, name = invitations.preview(tx, request.path_params["token"])
    if request.path_params["kind"] != _kind(found):
        raise NotFound("There is no such invitation.", hint="See whether the link is whole.")
    return found, name


def _invitation_page(
    service: Service,
    request: Request,
    *,
    form: Form | None = None,
    problem: str = "",
    status: int = 200,
) -> Response:
    found, name = service.database.read(lambda tx: _previewed(tx, request))
    here = f"invitation/{_kind(found)}/{request.path_params['token']}"
    return templating.page(
        request,
        "invitation.html",
        status=status,
        invitation=found,
        kind=_kind(found),
        level=found.membership_type.replace("_", " "),
        name=name,
        here=here,
        sign_in=f"sign-in?next={quote(here)}",
        registers=service.registration is not Registration.CLOSED,
        form={"username": "", "email": found.email, **(form or {})},
        problem=problem,
        account=visitor(service, request),
    )


def _reset_page(request: Request, *, token: str, problem: str = "", status: int = 200) -> Response:
    return templating.page(
        request, "reset_password.html", status=status, token=token, problem=problem
    )


def _told(request: Request, heading: str, text: str) -> Response:
    return templating.page(request, "message.html", heading=heading, text=text, hint="", code="")


def _kind(found: Invitation) -> str:
    return "workspace" if found.workspace_id else "organization"


def _place(found: Invitation) -> str:
    """Where to go with an invitation that was accepted."""
    return f"/workspace/{found.workspace_id}" if found.workspace_id else "/"
