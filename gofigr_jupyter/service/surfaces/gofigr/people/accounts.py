"""Registration and password resets over the wire."""

from __future__ import annotations

from gofigr_jupyter.service.surfaces import accounts
from gofigr_jupyter.service.surfaces.gofigr import responses
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.wire import entities
from gofigr_jupyter.wire import people as wire


def ask_password_reset(call: Call) -> wire.Told:
    """Ask for a mail that lets one choose another password; the answer is always the same."""
    body = call.decode(wire.PasswordResetBody)
    accounts.ask_password_reset(call.service, body.email, peer=call.peer)
    return wire.Told(detail="If there is an account with this address, a mail is on its way.")


def confirm_password_reset(call: Call) -> wire.Told:
    """Choose another password with the token of that mail."""
    body = call.decode(wire.PasswordResetConfirmBody)
    accounts.confirm_password_reset(call.service, body.token, body.password, peer=call.peer)
    return wire.Told(detail="The password is changed. Sign in with it.")


def register(call: Call) -> entities.User:
    """Make an account for oneself, where the service allows it."""
    body = call.decode(wire.RegistrationBody)
    made = accounts.register(
        call.service,
        username=body.username,
        email=body.email,
        password=body.password,
        invitation=body.invitation,
        peer=call.peer,
    )
    return responses.user(made)
