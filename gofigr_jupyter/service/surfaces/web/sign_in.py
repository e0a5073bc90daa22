"""Signing in and out with a form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gofigr_jupyter.errors import InvalidInput, NotAuthenticated, RateLimited, TooLarge
from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.service.surfaces.web.pages import guarded, sign_in_page
from gofigr_jupyter.service.surfaces.web.visitors import (
    credential,
    forget,
    refuse_other_sites,
    remember,
)

MAX_FORM = 16 * 1024
SEE_OTHER = 303

Form = dict[str, str]


def sign_in_form(request: Request) -> Response:
    """The form on a page of its own."""
    return sign_in_page(request, next=safe_next(request.query_params.get("next", "")))


def sign_in(service: Service) -> Callable[[Request], Awaitable[Response]]:
    """Handles the sent form: on to where the visitor wanted to go, or back with a sentence."""

    def answer(request: Request, form: Form) -> Response:
        refuse_other_sites(request)
        target = safe_next(form.get("next", ""))
        username = form.get("username", "").strip()
        try:
            cookie = credential(
                service,
                username=username,
                password=form.get("password", ""),
                api_key=form.get("api_key", "").strip(),
                peer=peer_of(request),
            )
        except (NotAuthenticated, RateLimited) as error:
            status = 429 if isinstance(error, RateLimited) else 401
            return sign_in_page(
                request, problem=str(error), username=username, next=target, status=status
            )
        response = RedirectResponse(f"./{target}", SEE_OTHER)
        remember(response, request, cookie)
        return response

    return with_form(answer)


def sign_out() -> Callable[[Request], Awaitable[Response]]:
    """Takes the cookie away and shows the form."""

    def answer(request: Request, form: Form) -> Response:
        refuse_other_sites(request)
        response = RedirectResponse("./sign-in", SEE_OTHER)
        forget(response, request)
        return response

    return with_form(answer)


def peer_of(request: Request) -> str:
    """The address that a request came from."""
    return request.client.host if request.client else ""


def safe_next(target: str) -> str:
    """`target` as a path below our root, without leading slash; empty when it is anything else.

    It is used behind `./`, so it cannot name another site; this refuses what looks as if it tried.
    """
    strange = any(ord(letter) < 0x21 or letter == "\\" for letter in target)
    return "" if strange or target.startswith(("/", ".")) or ":" in target else target


def with_form(
    answer: Callable[[Request, Form], Response],
) -> Callable[[Request], Awaitable[Response]]:
    """A handler that reads a small form, then runs `answer` with it; errors become pages."""

    async def handler(request: Request) -> Response:
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_FORM:
                break
        return await run_in_threadpool(guarded(lambda r: answer(r, _fields(body))), request)

    return handler


def _fields(body: bytes) -> Form:
    if len(body) > MAX_FORM:
        raise TooLarge("This form is larger than ours.")
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=20)
    except ValueError as error:
        raise InvalidInput("This form cannot be read.") from error
    return {name: values[0] for name, values in fields.items()}
