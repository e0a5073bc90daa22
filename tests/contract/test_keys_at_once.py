"""Whose key it is is remembered for a moment, never beyond a change or an end."""

from gofigr_jupyter.ids import ApiKeyId, UserId
from gofigr_jupyter.service.domain import api_keys
from gofigr_jupyter.service.domain.model import SECOND, Actor, ApiKey, Moment
from gofigr_jupyter.service.surfaces.keyring import KeyRing

ANN = Actor(user_id=UserId("1"), username="ann")
KEY = ApiKey(id=ApiKeyId("2"), user_id=UserId("1"), name="k", digest="d", created=Moment(0))
NOW = Moment(1000 * SECOND)


def a_ring(**options):
    ring = KeyRing(**options)
    ring.remember(KEY, ANN, now=NOW, changes=ring.changes)
    return ring


def test_who_came_a_moment_ago_is_known():
    assert a_ring(seconds=60).actor("d") == ANN
    assert a_ring(seconds=60).actor("other") is None


def test_a_moment_ends():
    assert a_ring(seconds=0).actor("d") is None


def test_a_key_is_not_remembered_beyond_its_expiry():
    ring = KeyRing(seconds=60)
    ending = ApiKey(**{**vars(KEY), "expiry": NOW})

    ring.remember(ending, ANN, now=NOW, changes=ring.changes)

    assert ring.actor("d") is None


def test_what_changed_while_a_key_was_looked_up_is_not_remembered():
    ring = KeyRing(seconds=60)
    before = ring.changes
    ring.forget()

    ring.remember(KEY, ANN, now=NOW, changes=before)

    assert ring.actor("d") is None


def test_a_revoked_key_opens_nothing_from_then_on(api, site, ann):
    key, text = site.database.write(lambda tx: api_keys.create_key(tx, ann.actor, name="laptop"))
    header = {"Authorization": f"Token {text}"}
    before = api.get("user/", headers=header).status_code
    site.database.write(lambda tx: api_keys.revoke_key(tx, ann.actor, key.id))

    assert before == 200
    assert api.get("user/", headers=header).status_code == 401


def test_who_was_shut_out_is_out_at_once(api, site, ann):
    staff = site.user("root", is_staff=True)
    _, text = site.database.write(lambda tx: api_keys.create_key(tx, ann.actor, name="laptop"))
    header = {"Authorization": f"Token {text}"}
    before = api.get("user/", headers=header).status_code
    api.put(f"admin/user/{ann.name}/", {"is_active": False}, by=staff)

    assert before == 200
    assert api.get("user/", headers=header).status_code == 401
