"""The form that says something about a thing."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gofigr_jupyter.errors import NotAuthenticated
from gofigr_jupyter.service.domain.talk import comments, places
from gofigr_jupyter.service.domain.talk.comments import Draft
from gofigr_jupyter.service.surfaces.pages import page_of
from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.service.surfaces.web import templating
from gofigr_jupyter.service.surfaces.web.arrivals import Posted
from gofigr_jupyter.service.surfaces.web.sign_in import SEE_OTHER, Form, with_form
from gofigr_jupyter.service.surfaces.web.visitors import refuse_other_sites, visitor


def say(service: Service) -> Posted:
    """Takes the form, and leads to the new comment."""

    def answer(request: Request, form: Form) -> Response:
        refuse_other_sites(request)
        someone = visitor(service, request)
        if someone is None:
            raise NotAuthenticated("Sign in to join in.")
        draft = Draft(
            kind=places.kind_named(form.get("target_type", "")),
            target=form.get("target", ""),
            content=form.get("content", ""),
            parent=form.get("parent") or None,
        )
        made = service.database.write(lambda tx: comments.write(tx, someone.actor, draft))
        page = page_of(draft.kind, draft.target, comment=made.id)
        return RedirectResponse(f"{templating.root(request)}{page}", SEE_OTHER)

    return with_form(answer)
