"""Device login over the wire: codes for a program, then a token once its user approved it."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.responses import Response

from gofigr_jupyter.errors import GoFigrError, InvalidInput, RateLimited, ServiceUnavailable
from gofigr_jupyter.service.domain.model import SECOND
from gofigr_jupyter.service.domain.people import device_login
from gofigr_jupyter.service.domain.people.device_login import CLIENT, Refusal
from gofigr_jupyter.service.domain.tokens import ACCESS_SECONDS, Use
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.endpoint import json_response, problem_response
from gofigr_jupyter.service.surfaces.gofigr.operation import Operation
from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.wire import oauth as wire

SENTENCES = {
    Refusal.PENDING: "The user has not decided yet. Ask again.",
    Refusal.SLOW_DOWN: "You ask too often. Wait five seconds longer from now on.",
    Refusal.EXPIRED: "Nobody approved this in time. Begin anew.",
    Refusal.DENIED: "The user does not let this program in.",
    Refusal.UNKNOWN: "This device code is unknown or was used. Begin anew.",
}


class Refused(InvalidInput):
    """A refusal that the standard has a word for."""

    def __init__(self, word: str, message: str) -> None:
        super().__init__(message)
        self.word = word


def begin(call: Call) -> wire.DeviceCode:
    """Get codes for a program that wants to act for its user (JSON, or a form)."""
    body = call.decode(wire.DeviceCodeBody)
    if body.client_id != CLIENT:
        raise Refused("invalid_client", f"The client_id is not {CLIENT}.")
    if call.service.app_url is None:
        raise ServiceUnavailable(
            "The service does not know its own address.", hint="Serve it with --app-url."
        )
    call.service.attempts.count(("device code from address", call.peer))
    login, code = call.service.database.write(lambda tx: device_login.begin(tx, CLIENT))
    page = f"{call.service.app_url.rstrip('/')}/device"
    return wire.DeviceCode(
        device_code=code,
        user_code=login.user_code,
        verification_uri=page,
        verification_uri_complete=f"{page}?user_code={login.user_code}",
        expires_in=device_login.LASTS // SECOND,
        interval=device_login.PAUSE // SECOND,
    )


def give_token(call: Call) -> wire.DeviceToken:
    """Get the token of a program whose user approved it (JSON, or a form)."""
    body = call.decode(wire.DeviceTokenBody)
    if body.grant_type != wire.GRANT:
        raise Refused("unsupported_grant_type", f"The grant_type is not {wire.GRANT}.")
    if not body.device_code:
        raise InvalidInput("The device_code is missing.", field="device_code")
    code, client = body.device_code, body.client_id
    database = call.service.database
    if not database.read(lambda tx: device_login.is_known(tx, code, client)):
        call.service.attempts.count(("device token from address", call.peer))
        raise Refused(Refusal.UNKNOWN, SENTENCES[Refusal.UNKNOWN])
    answer = database.write(lambda tx: device_login.poll(tx, code, client))
    if isinstance(answer, Refusal):
        raise Refused(answer, SENTENCES[answer])
    now = database.read(lambda tx: tx.now)
    token = call.service.signer().sign(answer, Use.ACCESS, now=now, seconds=ACCESS_SECONDS)
    return wire.DeviceToken(access_token=token, expires_in=ACCESS_SECONDS)


def refuse(error: GoFigrError, *, allow: str) -> Response:
    """The answer that tells about `error`, in the words of the standard."""
    usual = problem_response(error, allow=allow)
    response = json_response(
        wire.Refusal(error=_word(error), error_description=str(error)), status=usual.status_code
    )
    for name in ("Allow", "Retry-After"):
        if name in usual.headers:
            response.headers[name] = usual.headers[name]
    return response


def domain_of(service: Service) -> str | None:
    """Where clients find the device login behind `https://`; None where nobody configured TLS."""
    address = urlsplit(service.app_url or "")
    if address.scheme != "https" or not address.hostname:
        return None
    return address.netloc.rpartition("@")[2] + address.path.rstrip("/")


def _word(error: GoFigrError) -> str:
    if isinstance(error, Refused):
        return error.word
    if isinstance(error, RateLimited):
        return Refusal.SLOW_DOWN
    return "temporarily_unavailable" if error.retryable else "invalid_request"


OPERATIONS = (
    Operation(
        method="POST",
        path="/oauth/device/code",
        handler=begin,
        body=wire.DeviceCodeBody,
        answer=wire.DeviceCode,
        open=True,
        refusal=wire.Refusal,
    ),
    Operation(
        method="POST",
        path="/oauth/token",
        handler=give_token,
        body=wire.DeviceTokenBody,
        answer=wire.DeviceToken,
        open=True,
        refusal=wire.Refusal,
    ),
)
