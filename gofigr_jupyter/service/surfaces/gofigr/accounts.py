"""Signing in, users, API keys, and what the service tells about itself."""

from __future__ import annotations

import msgspec
from msgspec import UNSET

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain import api_keys, short_ids, users, workspaces
from gofigr_jupyter.service.domain.model import JsonText
from gofigr_jupyter.service.domain.people import device_login
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.gofigr import responses, times
from gofigr_jupyter.service.surfaces.gofigr.call import Call, parent_id
from gofigr_jupyter.service.surfaces.gofigr.people import devices
from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.wire import entities
from gofigr_jupyter.wire.versions import NEWEST, ApiVersion

MOST_AVATAR = 8 * 1024 * 1024
AVATAR_SIZE = 256


def sign_in(call: Call) -> entities.Tokens:
    """Sign in with user name and password."""
    body = call.decode(entities.TokenBody)
    signer = call.service.signer()

    def check(tx: Transaction) -> entities.Tokens:
        user = users.authenticate(tx, body.username, body.password)
        pair = signer.pair(user, now=tx.now, remember=body.remember_me)
        return entities.Tokens(access=pair.access, refresh=pair.refresh)

    with call.service.attempts.at_sign_in(body.username, call.peer):
        return call.service.database.read(check)


def refresh(call: Call) -> entities.AccessToken:
    """Get another access token for a refresh token."""
    body = call.decode(entities.RefreshBody)
    signer = call.service.signer()
    access = call.service.database.read(lambda tx: signer.refreshed(tx, body.refresh))
    return entities.AccessToken(access=access)


def show_info(call: Call) -> entities.Info:
    """What anybody may know about the service."""
    return _info(call.service, call.version)


def show_bootstrap(call: Call) -> entities.Bootstrap:
    """What a front end needs to start, in one answer."""

    def gather(tx: Transaction) -> entities.Bootstrap:
        me = users.visible_user(tx, call.actor, call.actor.username)
        found = workspaces.own_workspaces(tx, call.actor)
        return entities.Bootstrap(
            user=responses.user(me),
            workspaces=[responses.workspace(w, call.version, analyses=None) for w in found],
            settings={},
            info=_info(call.service, NEWEST),
        )

    return call.service.database.read(gather)


def show_me(call: Call) -> list[entities.User]:
    """The caller, as a list of one."""
    return [_show_user(call, call.actor.username)]


def show_user(call: Call) -> entities.User:
    """A user who shares a workspace with the caller, or the caller."""
    return _show_user(call, call.path["username"])


def change_user(call: Call) -> entities.User:
    """Change one's own account."""
    body = call.decode(entities.UserBody)
    changes = users.UserChanges()
    if body.username is not UNSET:
        changes["username"] = body.username
    if body.first_name is not UNSET:
        changes["first_name"] = body.first_name
    if body.last_name is not UNSET:
        changes["last_name"] = body.last_name
    if body.email is not UNSET:
        changes["email"] = body.email
    if body.avatar is not UNSET:
        changes["avatar"] = _avatar(body.avatar)
    if body.user_profile is not UNSET:
        changes["profile"] = _profile(body.user_profile)
    changed = call.service.database.write(
        lambda tx: users.change_user(tx, call.actor, call.path["username"], changes)
    )
    return responses.user(changed)


def list_keys(call: Call) -> list[entities.ApiKey]:
    """The caller's API keys, without their secrets."""
    found = call.service.database.read(lambda tx: api_keys.own_keys(tx, call.actor))
    return [responses.api_key(key) for key in found]


def create_key(call: Call) -> entities.ApiKey:
    """Make an API key; this answer alone tells its secret."""
    body = call.decode(entities.ApiKeyBody)
    scope = None if body.workspace is None else parent_id(body.workspace, field="workspace")
    expiry = None if body.expiry is None else times.moment(body.expiry, field="expiry")
    key, text = call.service.database.write(
        lambda tx: api_keys.create_key(
            tx, call.actor, name=body.name, expiry=expiry, workspace=scope
        )
    )
    return responses.api_key(key, token=text)


def show_key(call: Call) -> entities.ApiKey:
    """One of the caller's API keys, without its secret."""
    found = call.service.database.read(lambda tx: api_keys.own_key(tx, call.actor, call.id))
    return responses.api_key(found)


def revoke_key(call: Call) -> None:
    """Revoke an API key."""
    call.service.database.write(lambda tx: api_keys.revoke_key(tx, call.actor, call.id))


def reserve_prefix(call: Call) -> entities.Prefix:
    """Get a prefix for short ids that nobody else gets."""
    prefix = call.service.database.write(lambda tx: short_ids.reserve(tx, call.actor))
    return entities.Prefix(prefix=prefix)


def _info(service: Service, version: ApiVersion) -> entities.Info:
    domain = devices.domain_of(service)
    return entities.Info(
        api_version=version.name,
        auth0_domain=domain,
        auth0_cli_client_id=device_login.CLIENT if domain else None,
    )


def _show_user(call: Call, username: str) -> entities.User:
    found = call.service.database.read(lambda tx: users.visible_user(tx, call.actor, username))
    return responses.user(found)


def _avatar(picture: bytes | None) -> bytes | None:
    if not picture:
        return None
    from gofigr_jupyter.service.thumbnails.pictures import thumbnail  # brings Pillow

    made = thumbnail(picture, format="png", size=AVATAR_SIZE)
    if made is None or len(picture) > MOST_AVATAR:
        raise InvalidInput(
            "The avatar cannot be used.",
            hint="Send a picture (PNG, JPEG) of at most 8 MiB.",
            field="avatar",
        )
    return made


def _profile(profile: object) -> JsonText:
    if not isinstance(profile, dict):
        raise InvalidInput("The profile is not a JSON object.", field="user_profile")
    return JsonText(msgspec.json.encode(profile).decode())
