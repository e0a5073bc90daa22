"""What the service writes to people."""

from __future__ import annotations

from gofigr_jupyter.service.domain.model import User
from gofigr_jupyter.service.domain.people.mail import Letter
from gofigr_jupyter.service.domain.people.model import Invitation
from gofigr_jupyter.service.surfaces.service import Service


def invitation(service: Service, made: Invitation, into: str, *, token: str) -> Letter:
    """Invites somebody into the workspace or organization named `into`."""
    kind = "workspace" if made.workspace_id else "organization"
    way = _way(service, f"invitation/{kind}/{token}", token)
    return Letter(
        to=made.email,
        subject=f"{made.initiator} invites you to {into}",
        text=(
            f"{made.initiator} invites you to the {kind} {into!r} on GoFigr.\n\n"
            f"{way}\n\n"
            "The invitation works once. If you do not know the sender, ignore this mail.\n"
        ),
    )


def password_reset(service: Service, user: User, *, token: str) -> Letter:
    """Lets somebody choose another password."""
    way = _way(service, f"reset-password?token={token}", token)
    return Letter(
        to=user.email,
        subject="Choose a new password",
        text=(
            f"Somebody asked to reset the password of your account {user.username!r}.\n\n"
            f"{way}\n\n"
            "This works once and for an hour. If it was not you, ignore this mail.\n"
        ),
    )


def _way(service: Service, path: str, token: str) -> str:
    # Without a configured address there is no link: one made from the request's Host header would
    # lead wherever the sender of that request likes.
    if service.app_url is None:
        return f"Your token is:\n\n    {token}"
    return f"Open this link:\n\n    {service.app_url.rstrip('/')}/{path}"
