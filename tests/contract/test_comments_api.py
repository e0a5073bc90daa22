"""Comments over the wire: written, answered, changed, deleted, resolved, carried forward."""

import json

import pytest
from factories import PNG, b64

ABOUT = {"figure": "figure", "figure_revision": "revision", "asset": "asset"}
ABOUT |= {"asset_revision": "asset_revision"}


@pytest.fixture
def things(api, site, ann):
    """The id of one thing of each kind that can be talked about, by its `target_type`."""
    revision = site.revision(ann)
    asset = api.post("asset/", {"name": "a", "workspace": revision.workspace_id}, by=ann).json()
    data = [{"name": "a", "type": "file", "metadata": {}, "data": b64(b"1")}]
    made = api.post("asset_revision/", {"asset": asset["api_id"], "data": data}, by=ann).json()
    return {
        "figure": revision.figure_id,
        "figure_revision": revision.id,
        "asset": asset["api_id"],
        "asset_revision": made["api_id"],
    }


@pytest.fixture
def revision(site, ann):
    return site.revision(ann, short_id="abc1")


def about(revision):
    return {"target_type": "figure_revision", "target_id": revision.id}


def listed(api, by, kind, id, *, carried=False):
    query = f"?target_type={kind}&target_id={id}" + ("&carried=true" if carried else "")
    answer = api.get(f"comment/{query}", by=by)
    assert answer.status_code == 200, answer.text
    return answer.json()


def said(api, by, thing, content="Why so short?", **more):
    answer = api.post("comment/", {**about(thing), "content": content, **more}, by=by)
    assert answer.status_code == 201, answer.text
    return answer.json()


def told(answer):
    problem = answer.json()
    return answer.status_code, problem["code"], problem.get("field")


@pytest.mark.parametrize("kind", ABOUT)
def test_a_comment_can_be_about_each_kind_of_thing(api, things, ann, kind):
    body = {"target_type": kind, "target_id": things[kind], "content": "**Why** so short?"}

    made = api.post("comment/", body, by=ann)

    assert made.status_code == 201, made.text
    assert made.json()["user"] == {"username": "ann", "first_name": "", "last_name": ""}
    assert made.json()["content"] == "**Why** so short?"
    assert made.json()["content_html"] == "<p><strong>Why</strong> so short?</p>\n"
    assert made.json()["parent_comment_id"] is None
    assert made.json()["is_edited"] is False
    assert listed(api, ann, kind, things[kind]) == [made.json()]
    assert api.get(f"comment/{made.json()['id']}/", by=ann).json() == made.json()
    others = [listed(api, ann, other, things[other]) for other in ABOUT if other != kind]
    assert others == [[], [], []]


def test_comments_go_with_what_they_are_about(api, revision, ann):
    first = said(api, ann, revision)
    said(api, ann, revision, "Measured twice.", parent_comment_id=first["id"])

    api.delete(f"figure/{revision.figure_id}/", by=ann)

    assert told(api.get(f"comment/{first['id']}/", by=ann)) == (404, "not_found", None)


def test_replies_make_a_thread(api, revision, ann):
    first = said(api, ann, revision)

    reply = said(api, ann, revision, "Measured twice.", parent_comment_id=first["id"])
    answer = said(api, ann, revision, "Thanks!", parent_comment_id=reply["id"])

    assert reply["parent_comment_id"] == first["id"]
    assert [c["thread_id"] for c in (first, reply, answer)] == [first["id"]] * 3
    assert [c["id"] for c in listed(api, ann, "figure_revision", revision.id)] == [
        first["id"],
        reply["id"],
        answer["id"],
    ]


def test_a_reply_from_a_later_revision_belongs_where_its_thread_does(api, site, revision, ann):
    first = said(api, ann, revision)
    later = site.revision(ann, site.database.read(lambda tx: tx.figures.get(revision.figure_id)))

    reply = said(api, ann, later, "Still so.", parent_comment_id=first["id"])

    assert reply["target_id"] == revision.id
    assert listed(api, ann, "figure_revision", later.id) == []


def test_only_the_author_changes_a_comment_and_it_is_marked(api, site, revision, ann, bob):
    site.join(bob, site.primary(ann), "admin")
    first = said(api, ann, revision)

    refused = api.put(f"comment/{first['id']}/", {"content": "Mine."}, by=bob)
    same = api.put(f"comment/{first['id']}/", {"content": first["content"]}, by=ann).json()
    changed = api.put(f"comment/{first['id']}/", {"content": "Why?"}, by=ann).json()

    assert told(refused) == (403, "forbidden", None)
    assert same["is_edited"] is False
    assert (changed["content"], changed["is_edited"]) == ("Why?", True)
    assert changed["updated_on"] > changed["created_on"]
    assert changed["created_on"] == first["created_on"]


def test_a_deleted_comment_keeps_its_place_as_long_as_there_are_replies(
    api, site, revision, ann, bob
):
    site.join(bob, site.primary(ann), "viewer")
    first = said(api, ann, revision)
    reply = said(api, bob, revision, "Measured twice.", parent_comment_id=first["id"])
    api.post("reaction/", {"comment_id": first["id"], "emoji": "🎉"}, by=bob)

    refused = api.delete(f"comment/{first['id']}/", by=bob)
    deleted = api.delete(f"comment/{first['id']}/", by=ann)
    place, stays = listed(api, ann, "figure_revision", revision.id)
    again = api.put(f"comment/{first['id']}/", {"content": "Back."}, by=ann)
    api.delete(f"comment/{reply['id']}/", by=bob)

    assert (refused.status_code, deleted.status_code) == (403, 204)
    assert (place["is_deleted"], place["content"], place["content_html"]) == (True, "", "")
    assert place["reactions"] == []
    assert stays["content"] == "Measured twice."
    assert told(again) == (409, "conflict", None)
    assert listed(api, ann, "figure_revision", revision.id) == []


def test_whoever_may_talk_resolves_a_thread_and_opens_it_again(api, site, revision, ann, bob):
    site.join(bob, site.primary(ann), "viewer")
    first = said(api, ann, revision)
    reply = said(api, ann, revision, "Measured twice.", parent_comment_id=first["id"])

    api.patch(f"comment/{reply['id']}/", {"resolved": True}, by=bob)
    resolved = listed(api, ann, "figure_revision", revision.id)
    reopened = api.patch(f"comment/{first['id']}/", {"resolved": False}, by=ann).json()

    assert [c["resolved_by"] for c in resolved] == ["bob", None]
    assert resolved[0]["resolved_on"] is not None
    assert resolved[0]["is_edited"] is False
    assert (reopened["resolved_by"], reopened["resolved_on"]) == (None, None)


def test_comments_are_carried_forward_to_later_revisions_and_not_back(api, site, revision, ann):
    figure = site.database.read(lambda tx: tx.figures.get(revision.figure_id))
    old = said(api, ann, revision, "about the first")
    whole = api.post(
        "comment/",
        {"target_type": "figure", "target_id": figure.id, "content": "about all"},
        by=ann,
    ).json()
    later = site.revision(ann, figure, ("figure", "image", {"format": "png"}, PNG + b"2"))
    new = said(api, ann, later, "about the second")

    at_first = listed(api, ann, "figure_revision", revision.id, carried=True)
    at_second = listed(api, ann, "figure_revision", later.id, carried=True)
    at_figure = listed(api, ann, "figure", figure.id, carried=True)

    assert [c["id"] for c in at_first] == [old["id"], whole["id"]]
    assert [c["id"] for c in at_second] == [old["id"], whole["id"], new["id"]]
    assert [c["carried_forward"] for c in at_second] == [True, False, False]
    assert [c["id"] for c in at_figure] == [old["id"], whole["id"], new["id"]]
    assert [c["quote"]["is_outdated"] for c in at_second] == [True, True, False]
    assert at_second[0]["quote"]["revision_index"] == 0
    assert at_second[0]["quote"]["short_id"] == "abc1"
    assert at_first[0]["quote"]["is_outdated"] is False


def test_comments_of_assets_are_carried_forward_too(api, things, ann):
    body = {"target_type": "asset_revision", "target_id": things["asset_revision"]}
    made = api.post("comment/", {**body, "content": "Units?"}, by=ann).json()
    data = [{"name": "a", "type": "file", "metadata": {}, "data": b64(b"2")}]
    later = api.post("asset_revision/", {"asset": things["asset"], "data": data}, by=ann).json()

    (found,) = listed(api, ann, "asset_revision", later["api_id"], carried=True)

    assert (found["id"], found["carried_forward"]) == (made["id"], True)
    assert found["quote"]["is_outdated"] is True


def test_who_may_see_one_revision_reads_what_was_said_about_that_one(api, site, ann, bob, revision):
    figure = site.database.read(lambda tx: tx.figures.get(revision.figure_id))
    said(api, ann, revision, "about the first")
    later = site.revision(ann, figure)
    api.post(
        f"revision/{later.id}/share/user/", {"username": "bob", "sharing_enabled": True}, by=ann
    )

    mine = said(api, bob, later, "Nice.")

    carried = listed(api, bob, "figure_revision", later.id, carried=True)
    assert [c["id"] for c in carried] == [mine["id"]]
    first = listed(api, ann, "figure_revision", revision.id)[0]["id"]
    answer = api.post(
        "comment/", {**about(later), "content": "?", "parent_comment_id": first}, by=bob
    )
    assert told(answer) == (403, "forbidden", None)


def test_who_holds_a_link_reads_and_does_not_join_in(api, revision, ann, bob):
    first = said(api, ann, revision)
    api.post(f"figure/{revision.figure_id}/share/link/", {"enabled": True}, by=ann)

    assert [c["id"] for c in listed(api, None, "figure_revision", revision.id)] == [first["id"]]
    assert [c["id"] for c in listed(api, bob, "figure_revision", revision.id)] == [first["id"]]
    refused = [
        api.post("comment/", {**about(revision), "content": "Hi"}, by=bob),
        api.patch(f"comment/{first['id']}/", {"resolved": True}, by=bob),
        api.post("reaction/", {"comment_id": first["id"], "emoji": "👍"}, by=bob),
    ]
    assert {told(answer)[:2] for answer in refused} == {(403, "forbidden")}
    nobody = api.post("comment/", {**about(revision), "content": "Hi"})
    assert told(nobody)[:2] == (401, "not_authenticated")


def test_comments_tell_no_address_of_their_authors(api, revision, ann):
    said(api, ann, revision)
    api.post(f"figure/{revision.figure_id}/share/link/", {"enabled": True}, by=ann)

    answer = api.get(f"comment/?target_type=figure_revision&target_id={revision.id}")

    assert "ann@example.org" not in answer.text


def test_markdown_is_github_s_and_safe(api, revision, ann):
    text = (
        "~~old~~ see www.example.org, `@bob` and @bob and @bob@example.org\n\n"
        "- [x] done\n- [ ] open\n\n"
        "|a|b|\n|:-:|-|\n|1|2|\n\n![pixel](https://spy.example/p.png)\n\n"
        '<script>alert(1)</script> <img src=x onerror="alert(1)"> [x](javascript:alert(1))'
    )

    html = said(api, ann, revision, text)["content_html"]

    assert "<s>old</s>" in html
    assert '<a href="http://www.example.org" rel="nofollow noopener noreferrer">' in html
    assert "<code>@bob</code>" in html
    assert '<span class="gofigr-mention">@bob</span>' in html
    assert '<span class="gofigr-mention">@bob@example.org</span>' in html
    assert "<li>☑ done</li>" in html
    assert "<li>☐ open</li>" in html
    assert '<th align="center">a</th>' in html
    assert "<img" not in html
    assert "<script" not in html
    assert 'href="javascript' not in html


def test_the_people_of_a_workspace_can_be_completed_by_its_members(api, site, ann, bob):
    lab = site.workspace(ann)
    site.join(bob, lab, "viewer")
    site.user("bert")
    odd = site.user("b|li")
    site.join(odd, lab, "viewer")
    api.put("user/b|li/", {"email": "bo.li@example.org"}, by=odd)
    path = f"workspace/{lab.id}/mentionable/"

    begins = api.get(f"{path}?prefix=B", by=ann).json()
    wild = api.get(f"{path}?prefix=%25", by=ann).json()
    stranger = api.get(path, by=site.user("eve"))

    assert [(p["username"], p["mention"]) for p in begins] == [
        ("bob", "@bob"),
        ("b|li", "@bo.li@example.org"),
    ]
    assert wild == []
    assert len(api.get(path, by=bob).json()) == 3
    assert stranger.status_code == 403


def test_reactions_are_one_for_each_user_and_emoji(api, site, revision, ann, bob):
    site.join(bob, site.primary(ann), "viewer")
    first = said(api, ann, revision)

    def react(by, emoji):
        answer = api.post("reaction/", {"comment_id": first["id"], "emoji": emoji}, by=by)
        assert answer.status_code == 201, answer.text
        return answer.json()

    made = react(ann, "❤")
    assert react(ann, "❤️") == made
    react(bob, "❤️")
    react(bob, "👩🏽‍🔬")

    (found,) = listed(api, ann, "figure_revision", revision.id)
    assert found["reactions"] == [
        {"emoji": "❤️", "count": 2, "users": ["ann", "bob"]},
        {"emoji": "👩🏽‍🔬", "count": 1, "users": ["bob"]},
    ]
    reactions = api.get(f"reaction/?comment_id={first['id']}", by=bob).json()
    assert [(r["user"]["username"], r["emoji"]) for r in reactions] == [
        ("ann", "❤️"),
        ("bob", "❤️"),
        ("bob", "👩🏽‍🔬"),
    ]
    assert api.delete(f"reaction/{made['id']}/", by=bob).status_code == 403
    assert api.delete(f"reaction/{made['id']}/", by=ann).status_code == 204
    assert api.delete(f"reaction/{made['id']}/", by=ann).status_code == 404


@pytest.mark.parametrize("emoji", ["👍", "🇩🇪", "1️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👨‍👩‍👧‍👦", "🫠", "🫩", "©️"])
def test_every_emoji_can_be_a_reaction(api, revision, ann, emoji):
    body = {"comment_id": said(api, ann, revision)["id"], "emoji": emoji}

    assert api.post("reaction/", body, by=ann).json()["emoji"] == emoji


@pytest.mark.parametrize("emoji", ["", "x", "+1", "👍👍", "👍 ", "🇩", "1", "️", "👍" * 50, "<b>"])
def test_what_is_no_emoji_is_refused(api, revision, ann, emoji):
    body = {"comment_id": said(api, ann, revision)["id"], "emoji": emoji}

    assert told(api.post("reaction/", body, by=ann)) == (400, "invalid", "emoji")


def test_bad_comments_are_named_and_make_nothing(api, site, revision, ann):
    elsewhere = said(api, ann, site.revision(ann))
    whole = {**about(revision), "content": "x"}
    outside = {"kind": "region", "x": 0.5, "y": 0, "width": 0.6, "height": 1}
    bodies = [
        ({"target_type": "cell"}, "target_type"),
        ({"content": ""}, "content"),
        ({"content": " \n"}, "content"),
        ({"content": "x" * 65_537}, "content"),
        ({"content": "a\0b"}, "content"),
        ({"content": 3}, "content"),
        ({"parent_comment_id": "x"}, "parent_comment_id"),
        ({"parent_comment_id": elsewhere["id"]}, "parent_comment_id"),
        ({"anchor": outside}, "anchor"),
        ({"anchor": {**outside, "x": -1}}, "anchor.x"),
        ({"anchor": {"kind": "circle"}}, "anchor.kind"),
    ]

    for change, field in bodies:
        assert told(api.post("comment/", whole | change, by=ann)) == (400, "invalid", field), change

    unknown = whole | {"target_id": "123e4567-e89b-42d3-a456-426614174000"}
    assert told(api.post("comment/", unknown, by=ann))[:2] == (404, "not_found")
    for query, field in (
        ("", "target_type"),
        ("?target_type=figure", "target_id"),
        (f"?target_id={revision.id}", "target_type"),
        (f"?target_type=cell&target_id={revision.id}", "target_type"),
    ):
        assert told(api.get(f"comment/{query}", by=ann)) == (400, "invalid", field)
    assert told(api.get("reaction/", by=ann)) == (400, "invalid", "comment_id")
    nothing = api.patch(f"comment/{elsewhere['id']}/", {}, by=ann)
    assert told(nothing)[:2] == (400, "invalid")
    assert listed(api, ann, "figure_revision", revision.id) == []


@pytest.mark.parametrize("version", ["v1", "v1.1", "v1.2", "v1.3", "v1.4", "v1.4.1"])
def test_comments_are_there_from_v1_3_on(api, revision, ann, version):
    at = api.at(version)
    there = version in ("v1.3", "v1.4", "v1.4.1")

    answers = [
        at.post("comment/", {**about(revision), "content": "x"}, by=ann),
        at.get(f"reaction/?comment_id={revision.id}", by=ann),
    ]

    assert [answer.status_code for answer in answers] == [201 if there else 404, 404]
    assert ("comment" in answers[1].json()["detail"]) == there


def test_comments_of_many_figures_are_counted_at_once(api, site, ann, bob, revision):
    first = said(api, ann, revision)
    said(api, ann, revision, "Reply.", parent_comment_id=first["id"])
    gone = said(api, ann, revision, "Gone.")
    whole = {"target_type": "figure", "target_id": revision.figure_id, "content": "whole"}
    api.post("comment/", whole, by=ann)
    api.delete(f"comment/{gone['id']}/", by=ann)
    other, silent = site.revision(ann), site.revision(ann)
    api.patch(f"comment/{said(api, ann, other)['id']}/", {"resolved": True}, by=ann)
    ids = ",".join(each.figure_id for each in (revision, other, silent))

    found = api.get(f"comment/counts/?figures={ids}", by=ann).json()

    assert {row.pop("figure"): row for row in found} == {
        revision.figure_id: {"comments": 3, "open_threads": 2},
        other.figure_id: {"comments": 1, "open_threads": 0},
    }
    assert api.get(f"comment/counts/?figures={ids}", by=bob).json() == []
    for query in ("", "?figures=x", "?figures=" + ",".join([revision.figure_id] * 501)):
        answer = api.get(f"comment/counts/{query}", by=ann)
        assert told(answer) == (400, "invalid", "figures")


def test_what_is_said_shows_in_the_activity_of_the_workspace(api, revision, ann):
    first = said(api, ann, revision)
    api.post("reaction/", {"comment_id": first["id"], "emoji": "👍"}, by=ann)
    api.put(f"comment/{first['id']}/", {"content": "Why?"}, by=ann)
    api.patch(f"comment/{first['id']}/", {"resolved": True}, by=ann)

    log = api.get(f"workspace/{revision.workspace_id}/log/?limit=3", by=ann).json()

    assert [(item["action"], item["target_id"]) for item in log] == [
        ("resolve", revision.id),
        ("react", revision.id),
        ("comment", revision.id),
    ]


REGION = {"kind": "region", "x": 0.1, "y": 0.2, "width": 0.3, "height": 0.4}


def picture(width, height):
    from io import BytesIO

    from PIL import Image

    file = BytesIO()
    Image.new("RGB", (width, height)).save(file, "png")
    return ("figure", "image", {"format": "png"}, file.getvalue())


@pytest.mark.parametrize(("size", "state"), [((80, 40), "exact"), ((40, 40), "lost")])
def test_a_region_holds_while_the_picture_keeps_its_proportions(api, site, ann, size, state):
    figure = site.figure(ann)
    first = site.revision(ann, figure, picture(40, 20))
    made = said(api, ann, first, anchor=REGION)
    later = site.revision(ann, figure, picture(*size))

    (found,) = listed(api, ann, "figure_revision", later.id, carried=True)

    assert (made["anchor"], made["anchor_state"]) == (REGION, "exact")
    assert (found["anchor"], found["anchor_state"]) == (REGION, state)


def plotly(*traces):
    mime = "application/vnd.plotly.v1+json"
    return (
        "figure",
        "text",
        {"format": "json", "mime": mime},
        json.dumps({"data": traces}).encode(),
    )


@pytest.mark.parametrize(
    ("traces", "state", "place"),
    [
        ([{"name": "a", "x": [1, 2], "y": [5, 6], "line": 2}], "exact", (0, 1)),
        ([{"name": "a", "x": [0, 1, 2], "y": [4, 5, 6]}], "moved", (0, 2)),
        (
            [
                {"name": "b", "x": [9], "y": [9]},
                {"name": "a", "x": {"dtype": "i1", "bdata": "AQI="}, "y": [5, 6]},
            ],
            "moved",
            (1, 1),
        ),
        ([{"name": "a", "x": [1, 2], "y": [5, 7]}], "lost", (0, 1)),
        ([], "lost", (0, 1)),
    ],
)
def test_a_point_is_found_again_by_its_values(api, site, ann, traces, state, place):
    figure = site.figure(ann)
    first = site.revision(ann, figure, plotly({"name": "a", "x": [1, 2], "y": [5, 6]}))
    anchor = {"kind": "point", "trace": 0, "point": 1, "x": 2, "y": 6, "name": "a"}
    said(api, ann, first, anchor=anchor)
    later = site.revision(ann, figure, plotly(*traces))

    (found,) = listed(api, ann, "figure_revision", later.id, carried=True)

    assert found["anchor_state"] == state
    assert (found["anchor"]["trace"], found["anchor"]["point"]) == place
