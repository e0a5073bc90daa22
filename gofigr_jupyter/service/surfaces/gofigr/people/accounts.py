"""Registration and password resets over the wire."""

from __future__ import annotations

from gofigr_jupyter.errors import RateLimited
from gofigr_jupyter.service.domain import passwords
from gofigr_jupyter.service.domain.people import password_reset, registration
from gofigr_jupyter.service.surfaces.gofigr import responses
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.people import letters
from gofigr_jupyter.wire import entities
from gofigr_jupyter.wire import people as wire

_ASKED = wire.Told(detail="If there is an account with this address, a mail is on its way.")


def ask_password_reset(call: Call) -> wire.Told:
    """Ask for a mail that lets one choose another password; the answer is always the same."""
    body = call.decode(wire.PasswordResetBody)
    call.service.attempts.count(("reset from address", call.peer))
    try:
        call.service.attempts.count(("reset of mail", body.email.strip().lower()))
    except RateLimited:
        return _ASKED  # to tell would tell that there is such an account
    asked = call.service.database.write(lambda tx: password_reset.ask(tx, body.email))
    if asked is not None:
        user, token = asked
        call.service.mailer.send(letters.password_reset(call.service, user, token=token))
    return _ASKED


def confirm_password_reset(call: Call) -> wire.Told:
    """Choose another password with the token of that mail."""
    body = call.decode(wire.PasswordResetConfirmBody)
    call.service.attempts.count(("confirmation from address", call.peer))
    call.service.database.read(lambda tx: password_reset.account_of(tx, body.token))
    hash = passwords.hash_password(body.password)
    call.service.database.write(lambda tx: password_reset.confirm(tx, body.token, hash))
    return wire.Told(detail="The password is changed. Sign in with it.")


def register(call: Call) -> entities.User:
    """Make an account for oneself, where the service allows it."""
    body = call.decode(wire.RegistrationBody)
    call.service.attempts.count(("registration from address", call.peer))
    rule = call.service.registration
    call.service.database.read(lambda tx: registration.check_open(tx, rule, body.invitation))
    hash = passwords.hash_password(body.password)
    made = call.service.database.write(
        lambda tx: registration.register(
            tx,
            rule,
            username=body.username,
            email=body.email,
            password_hash=hash,
            invitation=body.invitation,
        )
    )
    return responses.user(made)
