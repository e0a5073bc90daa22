"""gofigr-jupyter audit: what it prints about trails that were touched and those that were not."""

import sqlite3

import pytest
from factories import HASH

from gofigr_jupyter.cli import main
from gofigr_jupyter.service.domain import users, workspaces
from gofigr_jupyter.service.domain.people import audit_chain
from gofigr_jupyter.service.domain.tokens import actor_of
from gofigr_jupyter.service.storage.engine import open_database
from gofigr_jupyter.service.surfaces.gofigr.people import told


@pytest.fixture
def data(tmp_path):
    """A data folder whose trail has three sealed events, and an export of it."""
    folder = tmp_path / "data"
    folder.mkdir()
    file = folder / "gofigr.db"
    database = open_database(f"sqlite:///{file}")
    ann = database.write(
        lambda tx: users.create_user(tx, username="ann", email="", password_hash=HASH)
    )
    for name in ("Lab", "Office", "Attic"):
        database.write(lambda tx, n=name: workspaces.create_workspace(tx, actor_of(ann), name=n))
    run(folder, "UPDATE events SET at = at - 120000000")
    database.write(audit_chain.seal)
    export(database, tmp_path / "trail.jsonl")
    database.close()
    return folder


def run(folder, statement):
    with sqlite3.connect(folder / "gofigr.db") as connection:
        connection.execute(statement)
    connection.close()


def export(database, path):
    import msgspec

    events = database.read(lambda tx: tx.activity.audit(after=0, limit=10))
    seals = database.read(lambda tx: tx.seals.between(0, 10))
    items = [told.audit_item(seq, event, seals.get(seq)) for seq, event in events]
    path.write_bytes(msgspec.json.Encoder().encode_lines(items))


def verify(data, capsys, *arguments):
    status = main(["audit", "verify", *map(str, arguments), "--data", str(data)])
    return status, capsys.readouterr().out


def test_a_whole_trail_is_told_with_its_newest_seal(data, capsys):
    status, out = verify(data, capsys)

    head = out.split()[-1]
    assert (status, out) == (
        0,
        f"The audit trail is whole: 3 events.\nNewest seal: {head}\n",
    )
    assert verify(data, capsys, "--head", head)[0] == 0


def test_a_touched_trail_is_told_and_fails(data, capsys):
    run(data, "UPDATE events SET target_name = 'x' WHERE seq = 2")

    assert verify(data, capsys) == (
        1,
        "The audit trail is broken at event 2: The event, or its seal, was changed.\n",
    )


def test_a_kept_seal_shows_that_the_end_was_cut_off(data, capsys):
    head = verify(data, capsys)[1].split()[-1]
    for table in ("events", "seals"):
        run(data, f"DELETE FROM {table} WHERE seq = 3")  # of a test

    assert verify(data, capsys)[0] == 0
    assert verify(data, capsys, "--head", head) == (
        1,
        "The seal that you kept is not in the trail: its end was cut off.\n",
    )


def test_an_export_is_verified_without_the_database(data, capsys, tmp_path):
    trail = tmp_path / "trail.jsonl"
    lines = trail.read_text().splitlines(keepends=True)

    whole = verify(data, capsys, trail)
    trail.write_text("".join(lines[1:]))
    part = verify(data, capsys, trail)
    trail.write_text(lines[0] + lines[2])
    gap = verify(data, capsys, trail)
    trail.write_text(lines[0] + lines[1].replace("Office", "Palace") + lines[2])
    changed = verify(data, capsys, trail)

    assert (whole[0], whole[1].splitlines()[0]) == (0, "The audit trail is whole: 3 events.")
    assert part[0] == 0
    assert (gap[0], "broken at event 3" in gap[1]) == (1, True)
    assert (changed[0], "broken at event 2" in changed[1]) == (1, True)


def test_what_is_no_trail_is_refused_in_a_sentence(data, capsys, tmp_path):
    trail = tmp_path / "trail.jsonl"
    trail.write_text('{"cursor": 1}\n')

    status = main(["audit", "verify", str(trail)])

    assert status == 1
    assert "Line 1 of trail.jsonl is not a line of an audit trail" in capsys.readouterr().err
