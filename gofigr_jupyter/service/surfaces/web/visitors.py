"""Who looks at a page: by the Authorization header, by the sign-in cookie, or as the local user.

The cookie holds a credential that the API knows too: an API key, or a refresh token. So its scope,
its expiry, its revocation and a change of the password hold for pages without a second set of
rules.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from gofigr_jupyter.errors import Forbidden, NotAuthenticated
from gofigr_jupyter.service.domain import users
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.tokens import REFRESH_SECONDS, Use, actor_of
from gofigr_jupyter.service.surfaces.authentication import actor_with_header
from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.service.surfaces.web.peer import is_same_user

COOKIE = "gofigr_sign_in"
_KEY, _TOKEN = "key", "token"

Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Somebody who is signed in, and whether a sign-out button helps her."""

    actor: Actor
    can_sign_out: bool = False

    @property
    def name(self) -> str:
        """The user name."""
        return self.actor.username


def visitor(service: Service, request: Request) -> Visitor | None:
    """Who sends `request`; None for somebody unknown.

    A cookie that no longer works counts as none. Raises NotAuthenticated for an Authorization
    header that does not work.
    """
    header = request.headers.get("authorization")
    if header is not None:
        actor = actor_with_header(service, header)
        return Visitor(actor=actor) if actor else None
    signed_in = _actor_with_cookie(service, request.cookies.get(COOKIE, ""))
    if signed_in:
        return Visitor(actor=signed_in, can_sign_out=True)
    if service.local is not None and service.local.sees_pages and is_same_user(request):
        return Visitor(actor=service.local.actor)
    return None


def seen(
    service: Service, request: Request, look: Callable[[Transaction, Actor | None], Result]
) -> tuple[Visitor | None, Result]:
    """Who sends `request`, and what `look` finds for her."""
    someone = visitor(service, request)
    actor = someone.actor if someone else None
    return someone, service.database.read(lambda tx: look(tx, actor))


def credential(service: Service, *, username: str, password: str, api_key: str, peer: str) -> str:
    """What the cookie holds for an API key, or for a user name and password.

    Raises NotAuthenticated when they do not fit, RateLimited after too many guesses from `peer`.
    """
    if api_key:
        actor_with_header(service, f"Token {api_key}")
        return f"{_KEY}:{api_key}"
    signer = service.signer()
    with service.attempts.at_sign_in(username, peer):
        token = service.database.read(
            lambda tx: signer.pair(users.authenticate(tx, username, password), now=tx.now).refresh
        )
    return f"{_TOKEN}:{token}"


def _actor_with_cookie(service: Service, cookie: str) -> Actor | None:
    kind, _, text = cookie.partition(":")
    try:
        if kind == _KEY:
            return actor_with_header(service, f"Token {text}")
        if kind == _TOKEN:
            signer = service.signer()
            return service.database.read(lambda tx: actor_of(signer.user(tx, text, Use.REFRESH)))
    except NotAuthenticated:
        return None
    return None


def remember(response: Response, request: Request, cookie: str) -> None:
    """Give the browser the sign-in cookie; scripts cannot read it, other sites cannot send it."""
    response.set_cookie(
        COOKIE,
        cookie,
        max_age=REFRESH_SECONDS,
        httponly=True,
        samesite="lax",
        secure=_is_secure(request),
    )


def forget(response: Response, request: Request) -> None:
    """Take the sign-in cookie away."""
    response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=_is_secure(request))


def refuse_other_sites(request: Request) -> None:
    """Raises Forbidden when a form was sent from a page of another site."""
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        ours = site in ("same-origin", "none")
    else:
        ours = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if not ours:
        raise Forbidden(
            "This form was sent from a page of another site.", hint="Open the page here, and retry."
        )


def _is_secure(request: Request) -> bool:
    # Behind a proxy that speaks HTTPS; to claim it falsely only makes the cookie stricter.
    told = request.headers.get("x-forwarded-proto", request.url.scheme)
    return told == "https"
