"""Who is told of what: the inbox, preferences, muted threads, and live."""

import pytest
from factories import Stream


@pytest.fixture
def lab(site, ann, bob):
    """Ann's workspace, in which Bob looks on."""
    made = site.workspace(ann)
    site.join(bob, made, "viewer")
    return made


@pytest.fixture
def figure(site, ann, lab):
    return site.figure(ann, site.analysis(ann, lab))


def said(api, by, figure, content="Why?", **more):
    body = {"target_type": "figure", "target_id": figure.id, "content": content, **more}
    answer = api.post("comment/", body, by=by)
    assert answer.status_code == 201, answer.text
    return answer.json()


def inbox(api, by, query=""):
    answer = api.get(f"notification/{query}", by=by)
    assert answer.status_code == 200, answer.text
    return answer.json()


def kinds(api, by):
    return [item["kind"] for item in inbox(api, by)]


def test_a_comment_is_told_to_whom_the_figure_is(api, site, ann, bob, figure):
    made = said(api, bob, figure, "Why so short?")

    (told,) = inbox(api, ann)

    assert told | {"id": "", "created_on": ""} == {
        "id": "",
        "kind": "comment",
        "actor": "bob",
        "target_type": "figure",
        "target_id": figure.id,
        "target_name": "Bill length by species",
        "comment_id": made["id"],
        "excerpt": "Why so short?",
        "created_on": "",
        "is_read": False,
        "permalink": f"/figure/{figure.id}#comment-{made['id']}",
    }
    assert inbox(api, bob) == []


def test_whoever_wrote_in_a_thread_is_told_of_replies(api, site, ann, bob, lab, figure):
    eve = site.user("eve")
    site.join(eve, lab, "viewer")
    first = said(api, bob, figure)
    reply = said(api, ann, figure, "Because.", parent_comment_id=first["id"])
    said(api, eve, figure, "I see.", parent_comment_id=reply["id"])

    assert kinds(api, bob) == ["reply", "reply"]
    assert kinds(api, ann) == ["reply", "comment"]
    assert kinds(api, eve) == []


def test_a_mention_goes_before_other_reasons_and_is_told_once(api, ann, bob, figure):
    said(api, bob, figure, "@ann and @ann@example.org and @Ann: look")
    said(api, ann, figure, "@bob see")

    assert kinds(api, ann) == ["mention"]
    assert kinds(api, bob) == ["mention"]


def test_an_edit_tells_only_those_whom_it_newly_mentions(api, site, ann, bob, lab, figure):
    eve = site.user("eve")
    site.join(eve, lab, "viewer")
    made = said(api, ann, figure, "@bob see")

    api.put(f"comment/{made['id']}/", {"content": "@bob and @eve see"}, by=ann)

    assert kinds(api, bob) == ["mention"]
    assert kinds(api, eve) == ["mention"]


def test_nobody_is_told_of_what_she_may_not_see(api, site, ann, figure):
    eve = site.user("eve")

    said(api, ann, figure, "@eve look, `@bob` too")

    assert inbox(api, eve) == []


def test_what_is_shared_is_told_once(api, site, ann, figure):
    eve = site.user("eve")
    for enabled in (True, True):
        body = {"username": "eve", "sharing_enabled": enabled}
        api.post(f"figure/{figure.id}/share/user/", body, by=ann)

    (told,) = inbox(api, eve)

    assert (told["kind"], told["actor"], told["target_id"]) == ("share", "ann", figure.id)
    said(api, ann, figure, "@eve look")
    assert kinds(api, eve) == ["mention", "share"]


def test_an_invitation_is_told_to_whom_has_the_address(api, site, ann, lab):
    eve = site.user("eve")
    body = {"email": "eve@example.org", "workspace": lab.id, "membership_type": "viewer"}

    api.post("invitations/workspace/", body, by=ann)

    (told,) = inbox(api, eve)
    assert (told["kind"], told["target_type"], told["target_name"]) == (
        "invitation",
        "workspace",
        "Lab",
    )


def test_the_inbox_counts_and_is_read(api, ann, bob, figure):
    for _ in range(3):
        said(api, bob, figure)
    newest = inbox(api, ann)[0]

    def count():
        return api.get("notification/count/", by=ann).json()["unread"]

    assert count() == 3
    read = api.patch(f"notification/{newest['id']}/", {"is_read": True}, by=ann).json()
    assert read == newest | {"is_read": True}
    assert [count(), len(inbox(api, ann, "?unread=true")), len(inbox(api, ann))] == [2, 2, 3]
    api.patch(f"notification/{newest['id']}/", {"is_read": False}, by=ann)
    assert count() == 3
    assert api.post("notification/read_all/", by=ann).json() == {"unread": 0}
    assert count() == 0
    assert len(inbox(api, ann, "?limit=2")) == 2


def test_what_is_told_of_a_comment_goes_with_it(api, ann, bob, figure):
    first = said(api, bob, figure)
    said(api, bob, figure, "And why?", parent_comment_id=first["id"])

    api.delete(f"comment/{first['id']}/", by=bob)

    assert [item["excerpt"] for item in inbox(api, ann)] == ["And why?"]


def test_preferences_say_what_is_told(api, ann, bob, figure):
    before = api.get("notification/preferences/", by=ann).json()
    chosen = api.patch("notification/preferences/", {"comment": "off", "digest": True}, by=ann)

    said(api, bob, figure)
    said(api, bob, figure, "@ann")

    assert before == {
        "mention": "mail",
        "reply": "mail",
        "comment": "mail",
        "share": "mail",
        "invitation": "inbox",
        "review_request": "mail",
        "digest": False,
    }
    assert chosen.json() == before | {"comment": "off", "digest": True}
    assert api.get("notification/preferences/", by=ann).json() == chosen.json()
    assert kinds(api, ann) == ["mention"]


def test_a_muted_thread_tells_only_mentions(api, ann, bob, figure):
    first = said(api, ann, figure)
    other = said(api, ann, figure)
    api.post(f"comment/{first['id']}/mute/", {"muted": True}, by=ann)

    reply = said(api, bob, figure, "Hm.", parent_comment_id=first["id"])
    said(api, bob, figure, "@ann!", parent_comment_id=first["id"])
    said(api, bob, figure, "Here too.", parent_comment_id=other["id"])

    assert [item["excerpt"] for item in inbox(api, ann)] == ["Here too.", "@ann!"]
    assert api.get(f"comment/{reply['id']}/mute/", by=ann).json() == {"muted": True}
    assert api.get(f"comment/{reply['id']}/mute/", by=bob).json() == {"muted": False}
    api.post(f"comment/{first['id']}/mute/", {"muted": False}, by=ann)
    said(api, bob, figure, "Again.", parent_comment_id=first["id"])
    assert inbox(api, ann)[0]["excerpt"] == "Again."


@pytest.mark.parametrize(
    ("body", "field"), [({"mention": "pigeon"}, "mention"), ({"digest": 3}, "digest")]
)
def test_a_way_that_there_is_not_is_named(api, ann, body, field):
    answer = api.patch("notification/preferences/", body, by=ann)

    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["field"]) == (400, "invalid", field)


def test_a_notification_is_live_for_its_reader_alone(app, api, site, ann, figure):
    eve = site.user("eve")
    body = {"username": "eve", "sharing_enabled": True}
    with_key = site.with_key(ann, workspace=figure.workspace_id)
    streams = {p: Stream(app, api._runner, by=p) for p in (eve, ann, with_key)}

    api.post(f"figure/{figure.id}/share/user/", body, by=ann)
    ((_, _, told),) = streams[eve].next()
    seen = [streams[p].next() for p in (ann, with_key)]
    for stream in streams.values():
        stream.close()

    assert (told["action"], told["kind"], told["target"]) == ("notify", "user", eve.actor.user_id)
    assert [[data["action"] for _, _, data in each] for each in seen] == [["share"], ["share"]]
