"""gofigr-jupyter audit: whether the audit trail is as it was written."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from gofigr_jupyter.cli.accounts import EPOCH, add_storage_options, open_accounts
from gofigr_jupyter.errors import InvalidInput

if TYPE_CHECKING:
    from gofigr_jupyter.service.domain.model import Event
    from gofigr_jupyter.service.domain.people.audit_chain import Verdict
    from gofigr_jupyter.wire.people import AuditItem


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `audit`."""
    parser = subparsers.add_parser("audit", help="verify the audit trail")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    verifying = actions.add_parser("verify", help="tell whether the trail was touched")
    verifying.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="a trail exported from /admin/audit/; the database's own when not given",
    )
    verifying.add_argument(
        "--head", metavar="DIGEST", help="a seal that you kept: it must be in the trail"
    )
    verifying.set_defaults(command=verify)
    add_storage_options(verifying)


def verify(arguments: argparse.Namespace) -> int:
    """Look through the trail; the exit status is 1 when it was touched."""
    if arguments.file is not None:
        verdict, has_head = _of_file(arguments.file, arguments.head)
    else:
        from gofigr_jupyter.service.domain.people import audit_chain

        head = arguments.head
        with open_accounts(arguments) as database:
            verdict = database.read(audit_chain.verify)
            has_head = head is None or database.read(lambda tx: tx.seals.has(head))
    if verdict.broken_at is not None:
        print(f"The audit trail is broken at event {verdict.broken_at}: {verdict.problem}")
        return 1
    if not has_head:
        print("The seal that you kept is not in the trail: its end was cut off.")
        return 1
    print(f"The audit trail is whole: {verdict.sealed} events.")
    if verdict.head:
        print(f"Newest seal: {verdict.head}")
    return 0


def _of_file(path: Path, head: str | None) -> tuple[Verdict, bool]:
    """What an export tells. Where it does not begin at the first event, its first line is believed.

    Lines at its end that were not sealed yet are left out.
    """
    from gofigr_jupyter.service.domain.people import audit_chain

    digest, sealed, seen = audit_chain.START, 0, set()
    for item in _items(path):
        if item.digest is None and sealed:
            break
        problem, found = audit_chain.link(digest, item.cursor, _event(item), item.digest)
        if problem and (sealed or item.cursor == 1):
            broken = audit_chain.Verdict(
                sealed=sealed, head=digest, broken_at=item.cursor, problem=problem
            )
            return broken, True
        digest = item.digest or found
        seen.add(digest)
        sealed += 1
    return audit_chain.Verdict(sealed=sealed, head=digest), head is None or head in seen


def _items(path: Path) -> Iterator[AuditItem]:
    import msgspec

    from gofigr_jupyter.wire.people import AuditItem

    decoder = msgspec.json.Decoder(AuditItem)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield decoder.decode(line)
            except msgspec.DecodeError as error:
                raise InvalidInput(
                    f"Line {number} of {path.name} is not a line of an audit trail: {error}.",
                    hint="Export the trail again.",
                ) from error


def _event(item: AuditItem) -> Event:
    from gofigr_jupyter.ids import AnalysisId, OrganizationId, WorkspaceId
    from gofigr_jupyter.service.domain.model import Action, Event, Kind, Moment

    at = (datetime.fromisoformat(item.timestamp) - EPOCH) // timedelta(microseconds=1)
    try:
        action, kind = Action(item.action), Kind(item.target_type)
    except ValueError as error:
        raise InvalidInput(
            f"Event {item.cursor} has a word that this version does not know: {error}."
        ) from error
    return Event(
        id=item.api_id,
        at=Moment(at),
        username=item.username,
        action=action,
        target_type=kind,
        target_id=item.target_id,
        target_name=item.target_name,
        workspace_id=None if item.workspace is None else WorkspaceId(item.workspace),
        analysis_id=None if item.analysis is None else AnalysisId(item.analysis),
        organization_id=None if item.organization is None else OrganizationId(item.organization),
        silent=item.silent,
        detail=item.detail,
    )
