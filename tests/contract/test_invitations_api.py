"""Invitations over the wire."""

import time
from datetime import UTC, datetime, timedelta

import pytest

LEVEL = {"workspace": "creator", "organization": "workspace_creator"}


@pytest.fixture(params=["workspace", "organization"])
def kind(request):
    return request.param


@pytest.fixture
def place(api, ann, kind):
    """A workspace or an organization of Ann's; its id."""
    return api.post(f"{kind}/", {"name": "Lab"}, by=ann).json()["api_id"]


def invite(api, kind, place, *, by, **more):
    body = {"email": "new@example.org", kind: place, "membership_type": LEVEL[kind], **more}
    return api.post(f"invitations/{kind}/", body, by=by)


def test_its_token_is_told_once(api, ann, kind, place):
    made = invite(api, kind, place, by=ann)

    told = made.json()
    by_id = api.get(f"invitations/{kind}/{told['api_id']}", by=ann).json()
    listed = api.get(f"{kind}/{place}/invitations/", by=ann).json()
    assert made.status_code == 201
    assert set(told["token"]) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    )
    assert (told["email"], told["initiator"], told["status"], told[kind]) == (
        "new@example.org",
        "ann",
        "pending",
        place,
    )
    assert listed == [by_id] == [told | {"token": None}]


def test_nothing_kept_holds_the_token(api, site, ann, kind, place):
    told = invite(api, kind, place, by=ann).json()

    kept = site.database.read(lambda tx: tx.invitations.get(told["api_id"]))

    assert told["token"] not in str(kept)


def test_it_is_sent_by_mail(api, site, app, ann, kind, place, tmp_path):
    told = invite(api, kind, place, by=ann).json()

    site.service.mailer.close()

    (letter,) = (tmp_path / "mail").glob("*.eml")
    assert "To: new@example.org" in letter.read_text()
    assert told["token"] in letter.read_text().replace("=\n", "")
    assert letter.stat().st_mode & 0o077 == 0


def test_whoever_holds_its_token_comes_in_once(api, site, ann, bob, kind, place):
    token = invite(api, kind, place, by=ann).json()["token"]
    before = api.get(f"{kind}/{place}/", by=bob).status_code

    seen = api.get(f"invitations/{kind}/{token}", by=bob)
    accepted = api.post(f"invitations/{kind}/{token}/accept", {}, by=bob)

    members = api.get(f"{kind}/{place}/members/", by=bob).json()
    assert (before, seen.status_code, accepted.status_code) == (403, 200, 200)
    assert {"username": "bob", "membership_type": LEVEL[kind]} in members
    assert api.get(f"invitations/{kind}/{token}", by=ann).status_code == 404
    assert api.post(f"invitations/{kind}/{token}/accept", {}, by=bob).status_code == 404


def test_a_member_who_tries_it_uses_it_up(api, ann, kind, place):
    token = invite(api, kind, place, by=ann).json()["token"]

    tried = api.post(f"invitations/{kind}/{token}/accept", {}, by=ann)

    assert tried.status_code == 409
    assert api.get(f"invitations/{kind}/{token}", by=ann).status_code == 404


def ending_soon(api, kind, place, *, by, offset):
    """The token of an invitation, and its end: as soon as this machine can make one before it."""
    for seconds in (0.3, 3, 30):
        end = datetime.now(UTC) + timedelta(seconds=seconds)
        expiry = end.replace(tzinfo=None).isoformat(" ") + offset
        told = invite(api, kind, place, by=by, expiry=expiry)
        if told.status_code == 201:
            return told.json()["token"], end
    raise AssertionError(told.text)


@pytest.mark.parametrize("offset", ["+00:00", ""])
def test_it_ends(api, site, ann, bob, kind, place, offset):
    token, end = ending_soon(api, kind, place, by=ann, offset=offset)

    time.sleep(max(0, (end - datetime.now(UTC)).total_seconds()))

    assert api.post(f"invitations/{kind}/{token}/accept", {}, by=bob).status_code == 404
    assert api.get(f"{kind}/{place}/", by=bob).status_code == 403


def test_a_withdrawn_one_leads_nowhere(api, ann, bob, kind, place):
    told = invite(api, kind, place, by=ann).json()

    gone = api.delete(f"invitations/{kind}/{told['api_id']}", by=ann)

    assert gone.status_code == 204
    assert api.get(f"{kind}/{place}/invitations/", by=ann).json() == []
    assert api.post(f"invitations/{kind}/{told['token']}/accept", {}, by=bob).status_code == 404


def test_only_admins_invite_list_see_and_withdraw(api, ann, bob, kind, place):
    told = invite(api, kind, place, by=ann).json()

    answers = [
        invite(api, kind, place, by=bob),
        api.get(f"{kind}/{place}/invitations/", by=bob),
        api.get(f"invitations/{kind}/{told['api_id']}", by=bob),
        api.delete(f"invitations/{kind}/{told['api_id']}", by=bob),
        api.delete(f"invitations/{kind}/{told['token']}", by=bob),
    ]

    assert [a.status_code for a in answers] == [403] * 5


def test_its_id_lets_nobody_in(api, ann, bob, kind, place):
    told = invite(api, kind, place, by=ann).json()

    answer = api.post(f"invitations/{kind}/{told['api_id']}/accept", {}, by=bob)

    assert answer.status_code == 404
    assert api.get(f"{kind}/{place}/", by=bob).status_code == 403


def test_one_kind_is_not_found_under_the_other(api, ann, kind, place):
    told = invite(api, kind, place, by=ann).json()
    other = "workspace" if kind == "organization" else "organization"

    for name in (told["token"], told["api_id"]):
        assert api.get(f"invitations/{other}/{name}", by=ann).status_code == 404


def test_a_changed_token_leads_nowhere(api, ann, kind, place):
    token = invite(api, kind, place, by=ann).json()["token"]
    changed = ("A" if token[0] != "A" else "B") + token[1:]

    assert api.get(f"invitations/{kind}/{changed}", by=ann).status_code == 404


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "a@b.c\nBcc: d@e.f"}, "email"),
        ({"membership_type": "boss"}, "membership_type"),
        ({"expiry": "soon"}, "expiry"),
        ({"expiry": "2020-01-01T00:00:00+00:00"}, "expiry"),
        ({"expiry": "2999-01-01T00:00:00+00:00"}, "expiry"),
    ],
)
def test_what_cannot_be_is_refused_by_field(api, ann, kind, place, more, field):
    answer = invite(api, kind, place, by=ann, **more)

    assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert api.get(f"{kind}/{place}/invitations/", by=ann).json() == []


def test_it_goes_with_its_place(api, ann, kind, place):
    token = invite(api, kind, place, by=ann).json()["token"]

    api.delete(f"{kind}/{place}/", by=ann)

    assert api.get(f"invitations/{kind}/{token}", by=ann).status_code == 404
