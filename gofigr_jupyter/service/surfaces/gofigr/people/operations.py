"""Every operation about people."""

from __future__ import annotations

from collections.abc import Iterable

from gofigr_jupyter.service.surfaces.gofigr.operation import (
    Handler,
    Operation,
    Shape,
    delete,
    get,
    post,
    put,
)
from gofigr_jupyter.service.surfaces.gofigr.people import (
    accounts,
    admin,
    invitations,
    logs,
    members,
    organizations,
    storage,
)
from gofigr_jupyter.wire import entities
from gofigr_jupyter.wire import people as wire

Member = entities.Member


def _open(path: str, handler: Handler, body: Shape, answer: Shape, *, status: int) -> Operation:
    return Operation(
        method="POST",
        path=path,
        handler=handler,
        body=body,
        answer=answer,
        status=status,
        open=True,
    )


UNVERSIONED = (
    _open(
        "/password_reset",
        accounts.ask_password_reset,
        wire.PasswordResetBody,
        wire.Told,
        status=200,
    ),
    _open(
        "/password_reset/confirm",
        accounts.confirm_password_reset,
        wire.PasswordResetConfirmBody,
        wire.Told,
        status=200,
    ),
    _open("/registration", accounts.register, wire.RegistrationBody, entities.User, status=201),
)
"""Served once, below `/api`, to anybody."""


def _of_workspaces() -> Iterable[Operation]:
    place = "/workspace/{id}"
    yield post(f"{place}/members/add", members.add_to_workspace, Member, Member, status=200)
    yield post(f"{place}/members/change", members.change_in_workspace, Member, Member, status=200)
    yield post(f"{place}/members/remove", members.remove_from_workspace, Member, Member, status=200)
    yield get(f"{place}/log", logs.show_workspace_log, list[wire.LogItem])
    yield get(f"{place}/log/{{item}}", logs.show_workspace_log_item, wire.LogItem)
    yield get(f"{place}/dashboard", logs.show_dashboard, wire.Dashboard)
    yield get(f"{place}/invitations", invitations.list_in_workspace, list[wire.Invitation])
    yield get(f"{place}/storage", storage.show_workspace_storage, wire.Storage)
    yield post(
        f"{place}/storage", storage.choose_workspace_storage, wire.Storage, wire.Storage, status=200
    )
    yield post(
        f"{place}/storage/test",
        storage.test_workspace_storage,
        wire.Storage,
        wire.Storage,
        status=200,
    )


def _of_organizations() -> Iterable[Operation]:
    place = "/organization/{id}"
    shape, body = wire.Organization, wire.OrganizationBody
    yield get("/organization", organizations.list_organizations, list[wire.Organization])
    yield post("/organization", organizations.found_organization, body, shape)
    yield get(place, organizations.show_organization, shape)
    yield from put(place, organizations.change_organization, body, shape)
    yield delete(place, organizations.dissolve_organization)
    yield get(f"{place}/members", members.list_in_organization, list[Member])
    yield post(f"{place}/members/add", members.add_to_organization, Member, Member, status=200)
    yield post(
        f"{place}/members/change", members.change_in_organization, Member, Member, status=200
    )
    yield post(
        f"{place}/members/remove", members.remove_from_organization, Member, Member, status=200
    )
    yield get(f"{place}/log", logs.show_organization_log, list[wire.LogItem])
    yield get(f"{place}/log/{{item}}", logs.show_organization_log_item, wire.LogItem)
    yield get(f"{place}/invitations", invitations.list_in_organization, list[wire.Invitation])
    yield get(f"{place}/storage", storage.show_organization_storage, wire.Storage)
    yield post(
        f"{place}/storage",
        storage.choose_organization_storage,
        wire.Storage,
        wire.Storage,
        status=200,
    )
    yield post(
        f"{place}/storage/test",
        storage.test_organization_storage,
        wire.Storage,
        wire.Storage,
        status=200,
    )


def _invitations() -> Iterable[Operation]:
    made, body = wire.Invitation, wire.InvitationBody
    into = "/invitations/workspace"
    yield post(into, invitations.invite_to_workspace, body, made)
    yield get(f"{into}/{{id}}", invitations.show_workspace_invitation, made)
    yield delete(f"{into}/{{id}}", invitations.withdraw_from_workspace)
    yield post(
        f"{into}/{{id}}/accept", invitations.accept_into_workspace, None, wire.Accepted, status=200
    )
    into = "/invitations/organization"
    yield post(into, invitations.invite_to_organization, body, made)
    yield get(f"{into}/{{id}}", invitations.show_organization_invitation, made)
    yield delete(f"{into}/{{id}}", invitations.withdraw_from_organization)
    yield post(
        f"{into}/{{id}}/accept",
        invitations.accept_into_organization,
        None,
        wire.Accepted,
        status=200,
    )


def _for_staff() -> Iterable[Operation]:
    yield get("/admin/user", admin.list_accounts, list[wire.Account])
    yield get("/admin/user/{username}", admin.show_account, wire.Account)
    yield from put("/admin/user/{username}", admin.change_account, wire.AccountBody, wire.Account)
    yield get("/admin/storage", admin.show_storage, wire.StorageReport)
    yield get("/admin/audit/verify", admin.verify_audit, wire.AuditVerdict)
    yield Operation(
        method="GET",
        path="/admin/audit",
        handler=admin.export_audit,
        answer=wire.AuditItem,
        lines=True,
    )


VERSIONED = (
    *_of_workspaces(),
    get("/analysis/{id}/log", logs.show_analysis_log, list[wire.LogItem]),
    get("/analysis/{id}/log/{item}", logs.show_analysis_log_item, wire.LogItem),
    get("/data/{id}/storage", storage.show_data_storage, wire.DataStorage, anonymous=True),
    *_of_organizations(),
    *_invitations(),
    *_for_staff(),
)
"""Served below `/api/<version>`."""
