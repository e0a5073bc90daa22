"""How people come to an account or back into one, whichever surface they use."""

from __future__ import annotations

from gofigr_jupyter.errors import RateLimited
from gofigr_jupyter.service.domain import passwords
from gofigr_jupyter.service.domain.model import User
from gofigr_jupyter.service.domain.people import password_reset, registration
from gofigr_jupyter.service.surfaces import letters
from gofigr_jupyter.service.surfaces.service import Service


def ask_password_reset(service: Service, email: str, *, peer: str) -> None:
    """Send a mail with a token, if the address belongs to an account. Nobody learns whether.

    Raises RateLimited after too many requests from `peer`.
    """
    service.attempts.count(("reset from address", peer))
    try:
        service.attempts.count(("reset of mail", email.strip().lower()))
    except RateLimited:
        return  # to tell would tell that there is such an account
    asked = service.database.write(lambda tx: password_reset.ask(tx, email))
    if asked is not None:
        user, token = asked
        service.mailer.send(letters.password_reset(service, user, token=token))


def confirm_password_reset(service: Service, token: str, password: str, *, peer: str) -> None:
    """Set another password. Raises InvalidInput for a token or password that cannot be used."""
    service.attempts.count(("confirmation from address", peer))
    service.database.read(lambda tx: password_reset.account_of(tx, token))
    hash = passwords.hash_password(password)
    service.database.write(lambda tx: password_reset.confirm(tx, token, hash))


def register(
    service: Service,
    *,
    username: str,
    email: str,
    password: str,
    invitation: str | None,
    peer: str,
) -> User:
    """Make an account for a stranger, where the service allows it."""
    service.attempts.count(("registration from address", peer))
    rule = service.registration
    service.database.read(lambda tx: registration.check_open(tx, rule, invitation))
    hash = passwords.hash_password(password)
    return service.database.write(
        lambda tx: registration.register(
            tx,
            rule,
            username=username,
            email=email,
            password_hash=hash,
            invitation=invitation,
        )
    )
