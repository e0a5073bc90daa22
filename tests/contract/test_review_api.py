"""Review of figures: asked for, approved, lapsed, withdrawn; frozen."""

import pytest


@pytest.fixture
def lab(site, ann, bob):
    made = site.workspace(ann)
    site.join(bob, made, "viewer")
    return made


@pytest.fixture
def figure(site, ann, lab):
    return site.figure(ann, site.analysis(ann, lab))


def act(api, by, figure, what, body=None):
    return api.post(f"figure/{figure.id}/{what}/", body, by=by)


def ask(api, by, figure, *reviewers, note=""):
    body = {"reviewers": reviewers, "note": note}
    answer = act(api, by, figure, "review/request", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def approve(api, by, figure, revision):
    return act(api, by, figure, "review/approve", {"revision": revision.id})


def review(api, by, figure):
    return api.get(f"figure/{figure.id}/review/", by=by).json()


def told(answer):
    problem = answer.json()
    return answer.status_code, problem["code"], problem.get("field")


def test_a_figure_is_a_draft_until_somebody_asks(api, bob, figure):
    found = review(api, bob, figure)

    assert (found["state"], found["reviewers"], found["requested_by"]) == ("draft", [], None)


def test_reviewers_are_told_and_all_of_them_must_approve(api, site, ann, bob, lab, figure):
    eve = site.user("eve")
    site.join(eve, lab, "viewer")
    revision = site.revision(ann, figure)

    asked = ask(api, ann, figure, "bob", "eve", note="Axes?")
    one = approve(api, bob, figure, revision).json()
    both = approve(api, eve, figure, revision).json()

    notice = api.get("notification/", by=bob).json()[0]
    assert (notice["kind"], notice["excerpt"]) == ("review_request", "Axes?")
    assert (asked["state"], asked["requested_by"], asked["note"]) == ("in_review", "ann", "Axes?")
    assert (one["state"], one["approved_revision"]) == ("in_review", None)
    assert [r["approved_revision"] for r in one["reviewers"]] == [revision.id, None]
    assert (both["state"], both["approved_revision"]) == ("approved", revision.id)
    assert (both["approved_index"], both["has_lapsed"]) == (0, False)
    assert review(api, ann, figure) == both


def test_an_approval_lapses_when_a_new_revision_comes(api, site, ann, bob, figure):
    first = site.revision(ann, figure)
    ask(api, ann, figure, "bob")
    approve(api, bob, figure, first)

    second = site.revision(ann, figure)
    lapsed = review(api, ann, figure)
    stale = approve(api, bob, figure, first)
    again = approve(api, bob, figure, second).json()

    assert (lapsed["state"], lapsed["has_lapsed"]) == ("draft", True)
    assert lapsed["approved_revision"] == first.id
    assert told(stale) == (409, "conflict", "revision")
    assert (again["state"], again["approved_revision"]) == ("approved", second.id)


def test_only_who_is_asked_approves(api, site, ann, bob, figure):
    revision = site.revision(ann, figure)
    ask(api, ann, figure, "bob")

    assert told(approve(api, ann, figure, revision))[:2] == (403, "forbidden")


def test_a_review_is_withdrawn_by_editors_and_reviewers(api, site, ann, bob, lab, figure):
    site.revision(ann, figure)
    eve = site.user("eve")
    site.join(eve, lab, "viewer")
    ask(api, ann, figure, "bob")

    refused = act(api, eve, figure, "review/withdraw")
    by_reviewer = act(api, bob, figure, "review/withdraw").json()
    ask(api, ann, figure, "bob")
    by_editor = act(api, ann, figure, "review/withdraw").json()

    assert told(refused)[:2] == (403, "forbidden")
    assert (by_reviewer["state"], by_reviewer["reviewers"]) == ("draft", [])
    assert (by_editor["state"], by_editor["requested_by"]) == ("draft", None)


def test_reviewers_must_be_able_to_see_the_figure(api, site, ann, figure):
    site.user("eve")

    for names in (["eve"], ["nobody"], [], ["bob"] * 21):
        answer = act(api, ann, figure, "review/request", {"reviewers": names})
        assert told(answer) == (400, "invalid", "reviewers"), names

    body = {"username": "eve", "sharing_enabled": True}
    api.post(f"figure/{figure.id}/share/user/", body, by=ann)
    assert ask(api, ann, figure, "eve")["state"] == "in_review"


def test_a_frozen_figure_refuses_every_change(api, site, ann, figure):
    revision = site.revision(ann, figure)
    other = site.figure(ann, name="other")
    elsewhere = site.revision(ann, other)

    frozen = act(api, ann, figure, "freeze").json()
    twice = act(api, ann, figure, "freeze").json()
    refused = [
        api.post("revision/", {"figure": figure.id}, by=ann),
        api.put(f"revision/{revision.id}/", {"metadata": {}}, by=ann),
        api.put(f"revision/{elsewhere.id}/", {"figure": figure.id}, by=ann),
        api.post(f"revision/{revision.id}/append_data/", {"data": []}, by=ann),
        api.delete(f"revision/{revision.id}/", by=ann),
        api.put(f"figure/{figure.id}/", {"name": "new"}, by=ann),
        api.delete(f"figure/{figure.id}/", by=ann),
        api.delete(f"analysis/{figure.analysis_id}/", by=ann),
        act(api, ann, figure, "review/request", {"reviewers": ["bob"]}),
        act(api, ann, figure, "review/withdraw"),
    ]

    assert (frozen["state"], frozen["frozen_by"]) == ("frozen", "ann")
    assert twice == frozen
    assert {told(answer)[:2] for answer in refused} == {(409, "frozen")}
    about = {"target_type": "figure", "target_id": figure.id, "content": "Still talking."}
    assert api.post("comment/", about, by=ann).status_code == 201
    share = {"enabled": True}
    assert api.post(f"figure/{figure.id}/share/link/", share, by=ann).status_code == 200


def test_who_froze_a_figure_or_an_admin_opens_it_again(api, site, ann, bob, lab, figure):
    eve = site.user("eve")
    site.join(eve, lab, "creator")
    site.join(bob, lab, "creator")
    act(api, bob, figure, "freeze")

    refused = act(api, eve, figure, "unfreeze")
    opened = act(api, bob, figure, "unfreeze").json()
    act(api, bob, figure, "freeze")
    by_admin = act(api, ann, figure, "unfreeze").json()

    assert told(refused)[:2] == (403, "forbidden")
    assert (opened["state"], opened["frozen_by"]) == ("draft", None)
    assert by_admin["state"] == "draft"
    assert api.post("revision/", {"figure": figure.id}, by=ann).status_code == 201


def test_a_retry_of_what_came_before_the_freeze_is_told_so(api, ann, figure):
    body = {"figure": figure.id, "client_id": "123e4567-e89b-42d3-a456-426614174000"}
    api.post("revision/", body, by=ann)
    act(api, ann, figure, "freeze")

    assert told(api.post("revision/", body, by=ann)) == (409, "conflict", "client_id")


def test_reviews_show_in_the_activity_of_the_workspace(api, site, ann, bob, lab, figure):
    revision = site.revision(ann, figure)
    ask(api, ann, figure, "bob")
    approve(api, bob, figure, revision)
    act(api, ann, figure, "freeze")
    act(api, ann, figure, "unfreeze")

    log = api.get(f"workspace/{lab.id}/log/?limit=4", by=ann).json()

    assert [(item["username"], item["action"]) for item in log] == [
        ("ann", "unfreeze"),
        ("ann", "freeze"),
        ("bob", "approve"),
        ("ann", "request_review"),
    ]
