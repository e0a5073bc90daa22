"""The audit trail shows when it was touched."""

import pytest
from factories import Site
from sqlalchemy import create_engine, text

from gofigr_jupyter.service.domain.people import audit_chain


@pytest.fixture
def trail(app, site, ann):
    """Ten sealed events, made two minutes ago."""
    for n in range(10):
        site.workspace(ann, name=f"Lab {n}")
    age(site)
    seal(site)
    return site


def age(site):
    """Make all events so old that they are sealed."""
    run(site, "UPDATE events SET at = at - 120000000")


def seal(site):
    while site.database.write(audit_chain.seal):
        pass


def verdict(site):
    return site.database.read(audit_chain.verify)


def run(site, statement):
    """Touch the database behind the service's back."""
    engine = create_engine(site.url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def site(app, database_url):
    made = Site(app.state.service)
    made.url = database_url
    return made


def test_a_trail_that_nobody_touched_is_whole(trail):
    found = verdict(trail)

    assert (found.sealed, found.broken_at) == (10, None)
    assert trail.database.read(lambda tx: tx.seals.newest()).digest == found.head


@pytest.mark.parametrize(
    ("touch", "broken_at", "problem"),
    [
        ("UPDATE events SET target_name = 'x' WHERE seq = 4", 4, "was changed"),
        ("UPDATE events SET silent = (1 = 1) WHERE seq = 10", 10, "was changed"),
        ("DELETE FROM events WHERE seq = 4", 4, "taken out"),
        ("DELETE FROM seals WHERE seq = 4", 4, "put in later"),
        ("UPDATE seals SET digest = 'x' WHERE seq = 7", 7, "was changed"),
    ],
)
def test_what_was_done_to_it_is_told(trail, touch, broken_at, problem):
    run(trail, touch)

    found = verdict(trail)

    assert (found.broken_at, found.sealed) == (broken_at, broken_at - 1)
    assert problem in found.problem


def test_a_new_event_is_sealed_when_it_is_a_minute_old(trail, ann):
    trail.workspace(ann)

    behind_before = trail.database.read(audit_chain.is_behind)
    seal(trail)
    sealed_before = verdict(trail).sealed
    run(trail, "UPDATE events SET at = at - 120000000 WHERE seq = 11")
    behind = trail.database.read(audit_chain.is_behind)
    seal(trail)

    assert (behind_before, sealed_before) == (False, 10)
    assert (behind, verdict(trail).sealed) == (True, 11)


def test_sealing_twice_at_once_changes_nothing(trail):
    seals = trail.database.read(lambda tx: tx.seals.after(0, 100))

    trail.database.write(lambda tx: tx.seals.add(seals))

    assert verdict(trail).sealed == 10


def test_staff_see_the_verdict_and_the_seals(trail, api):
    boss = trail.user("boss", is_staff=True)

    told = api.get("admin/audit/verify/", by=boss).json()
    lines = api.get("admin/audit/", by=boss).text.splitlines()

    assert told["is_whole"] is True
    assert (told["sealed"], told["broken_at"]) == (10, None)
    assert f'"digest":"{told["head"]}"' in lines[9]
