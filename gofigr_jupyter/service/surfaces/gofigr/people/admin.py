"""What staff may see and do, over the wire."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import UNSET

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain.people import administration
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.operation import Lines
from gofigr_jupyter.service.surfaces.gofigr.people import told
from gofigr_jupyter.wire import people as wire

AT_ONCE = 1000


def list_accounts(call: Call) -> list[wire.Account]:
    """Every account."""
    found = call.service.database.read(lambda tx: administration.accounts(tx, call.actor))
    return [told.account(user) for user in found]


def show_account(call: Call) -> wire.Account:
    """One account."""
    name = call.path["username"]
    return told.account(
        call.service.database.read(lambda tx: administration.account(tx, call.actor, name))
    )


def change_account(call: Call) -> wire.Account:
    """Let somebody in or keep her out, make her staff or not."""
    body = call.decode(wire.AccountBody)
    changes = administration.AccountChanges()
    if body.is_active is not UNSET:
        changes["is_active"] = body.is_active
    if body.is_staff is not UNSET:
        changes["is_staff"] = body.is_staff
    name = call.path["username"]
    return told.account(
        call.service.database.write(
            lambda tx: administration.change_account(tx, call.actor, name, changes)
        )
    )


def show_storage(call: Call) -> wire.StorageReport:
    """How much is stored, and whose it is."""
    uses, (count, size) = call.service.database.read(
        lambda tx: administration.storage_report(tx, call.actor)
    )
    return wire.StorageReport(
        workspaces=[told.workspace_use(use) for use in uses], blob_count=count, blob_bytes=size
    )


def export_audit(call: Call) -> Lines:
    """The audit trail as JSON lines, oldest first; `after` reads on behind a cursor."""
    text = call.query.get("after", "0")
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise InvalidInput(f"after is {text[:30]!r}, which is not a cursor.", field="after")
    start = int(text)
    first = _lines(call, start)  # who may not read is refused before the answer begins
    return Lines(_all(call, first))


def verify_audit(call: Call) -> wire.AuditVerdict:
    """Look whether the audit trail was touched."""
    found = call.service.database.read(lambda tx: administration.audit_verdict(tx, call.actor))
    return wire.AuditVerdict(
        is_whole=found.broken_at is None,
        sealed=found.sealed,
        head=found.head,
        broken_at=found.broken_at,
        problem=found.problem,
    )


def _all(call: Call, lines: list[wire.AuditItem]) -> Iterator[bytes]:
    encoder = msgspec.json.Encoder()
    while lines:
        yield encoder.encode_lines(lines)
        lines = _lines(call, lines[-1].cursor)


def _lines(call: Call, after: int) -> list[wire.AuditItem]:
    found = call.service.database.read(
        lambda tx: administration.audit_trail(tx, call.actor, after=after, limit=AT_ONCE)
    )
    return [told.audit_item(cursor, event, digest) for cursor, event, digest in found]
